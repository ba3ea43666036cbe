import { asList, isRecord } from './json-record.ts';
import { isContainer, type Visit } from './schema-walk.ts';

/** Sizes that strict mode accepts (published guide; the sentences were observed). */
const MAX_PROPERTIES = 5000;
const DEEPEST = 10;
const MAX_CHARACTERS = 120_000;
const MAX_ENUM_VALUES = 1000;
/** An enum with more values than this may not be longer than {@link LONG_ENUM_CHARACTERS} in all. */
const LONG_ENUM = 250;
const LONG_ENUM_CHARACTERS = 15_000;

const ADVICE = "Consider reducing the number of enums, or use 'strict: false' to opt out of structured outputs.";

/** Adds up what strict mode limits over a whole schema. */
export interface StrictLimits {
  readonly count: (visit: Visit) => void;
  /** What is too much, in the order the service looks at it; undefined when nothing is. */
  readonly exceeded: () => string | undefined;
}

/** A counter for one schema. */
export function strictLimits(): StrictLimits {
  const sum = { properties: 0, levels: 0, characters: 0, enumValues: 0, longEnum: 0 };
  return {
    count: ({ schema, depth }) => {
      if (!isRecord(schema)) return;
      if (isContainer(schema)) sum.levels = Math.max(sum.levels, depth);
      sum.characters += characters(schema['const']) + names(schema['properties']) + names(schema['$defs']);
      sum.properties += isRecord(schema['properties']) ? Object.keys(schema['properties']).length : 0;
      countEnum(asList(schema['enum']), sum);
    },
    exceeded: () => exceeded(sum),
  };
}

interface Sum {
  properties: number;
  levels: number;
  characters: number;
  enumValues: number;
  longEnum: number;
}

const characters = (value: unknown): number => (typeof value === 'string' ? value.length : 0);

const names = (value: unknown): number =>
  isRecord(value) ? Object.keys(value).reduce((total, key) => total + key.length, 0) : 0;

function countEnum(values: readonly unknown[], sum: Sum): void {
  if (values.length === 0) return;
  const total = values.reduce<number>((length, value) => length + characters(value), 0);
  sum.enumValues += values.length;
  sum.characters += total;
  if (values.length > LONG_ENUM) sum.longEnum = Math.max(sum.longEnum, total);
}

function exceeded({ properties, levels, characters, enumValues, longEnum }: Sum): string | undefined {
  if (properties > MAX_PROPERTIES) return `${properties} parameters exceeds limit of ${MAX_PROPERTIES}.`;
  if (levels > DEEPEST) return `${levels} levels of nesting exceeds limit of ${DEEPEST}.`;
  if (characters > MAX_CHARACTERS) {
    return `Expected at most ${MAX_CHARACTERS} total characters across property names, definition names, enum values, and const values, but received ${characters}.`;
  }
  if (enumValues > MAX_ENUM_VALUES) {
    return `Expected at most ${MAX_ENUM_VALUES} enum values in total within a single schema when using structured outputs, but received ${enumValues}. ${ADVICE}`;
  }
  if (longEnum > LONG_ENUM_CHARACTERS) {
    return `Expected at most ${LONG_ENUM_CHARACTERS} total characters across enum values when there are more than ${LONG_ENUM} enum values, but received ${longEnum}. ${ADVICE}`;
  }
  return undefined;
}
