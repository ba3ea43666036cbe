import type { JsonSchema } from '../../contract/api-types.ts';
import type { Random } from '../random.ts';
import type { Facts } from './facts.ts';
import type { Known } from './known-values.ts';
import type { Meaning } from './meaning.ts';
import type { SchemaObject } from './schema.ts';

/** What values are taken from beside the words themselves. */
export interface Bindings {
  /** What tools have answered. */
  readonly known?: Known | undefined;
  /** Whether results or the user's words go first. */
  readonly first: 'words' | 'results';
  /** Word stems that the tool itself explains: what is left of the words is what they want of it. */
  readonly covered?: ReadonlySet<string> | undefined;
  /** Texts in which only what stands beside a property's name counts. */
  readonly labels?: Facts | undefined;
  /** Values that a call has failed with, in lower case. */
  readonly refused?: ReadonlySet<string> | undefined;
  /** The user's answer to a question of the assistant. */
  readonly reply?: { readonly asked: string; readonly text: string } | undefined;
  /** Chooses the option that a text speaks of by words with the same meaning. */
  readonly choose?: ((options: readonly string[], description: string, text: string) => string | undefined) | undefined;
  /** Directory that relative paths belong to; absent where they may stay relative. */
  readonly base?: string | undefined;
  /** What a text that refers to earlier results says. */
  readonly content?: string | undefined;
}

/** What one generation carries along. The counters bound the work that an untrusted schema can cause. */
export interface Making {
  readonly root: JsonSchema;
  readonly random: Random;
  readonly facts: Facts;
  readonly bindings: Bindings | undefined;
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
  /** The schema wants a text, not a number that a text may be. */
  readonly textual: boolean;
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
