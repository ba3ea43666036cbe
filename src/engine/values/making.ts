import type { JsonSchema } from '../../contract/api-types.ts';
import type { Random } from '../random.ts';
import type { Facts } from './facts.ts';
import type { Meaning } from './meaning.ts';
import type { SchemaObject } from './schema.ts';

/** What one generation carries along. The counters bound the work that an untrusted schema can cause. */
export interface Making {
  readonly root: JsonSchema;
  readonly random: Random;
  readonly facts: Facts;
  /** Seconds since 1970. */
  readonly now: number;
  /** How likely an optional property appears that the words do not mention. */
  readonly optional: number;
  /** Values still to be made with all care; at 0 the smallest ones are made. */
  fuel: number;
  /** Realistic values still to be drawn from faker, which is slow beside everything else here. */
  fakes: number;
  /** Numbers of the text (by position) that a property has taken already. */
  readonly taken: Set<number>;
  /** How many levels a value of each schema needs at least; made when first asked for. */
  heights: Map<SchemaObject, number> | undefined;
}

/** Which of several things of a kind is meant: the items of an array, or the calls of one tool, each have their own. */
export interface Ordinal {
  readonly index: number;
  /** What the words say only once holds for all. */
  readonly shared: boolean;
}

/** What is known about the place a value goes to. */
export interface Field {
  /** Property name, `''` at the root. Array items have their array's name. */
  readonly name: string;
  /** Names of the objects around it, outermost first. */
  readonly path: readonly string[];
  readonly description: string;
  readonly meaning: Meaning;
  readonly ordinal: Ordinal | undefined;
  /** A date or time must be written as ISO 8601, not as the user said it. */
  readonly iso: 'date' | 'date-time' | 'time' | undefined;
  readonly required: boolean;
}

/** Nesting beyond which values stay as small as the schema allows. */
export const CARE_DEPTH = 9;

/** A schema list with references and combinations resolved into plain parts. */
export interface Settled {
  readonly parts: readonly SchemaObject[];
  /** Some keyword can only be judged on the finished value. */
  readonly risky: boolean;
  /** `false` where a boolean `false` schema took part. */
  readonly possible: boolean;
}
