import type { JsonSchema, JsonValue } from '../../contract/api-types.ts';
import type { Random } from '../random.ts';
import { checkValue } from './check-value.ts';
import { createFacts, type Facts } from './facts.ts';
import { describeField } from './field.ts';
import { generateArray } from './generate-array.ts';
import { generateObject } from './generate-object.ts';
import { generateScalar } from './generate-scalar.ts';
import { CARE_DEPTH, type Bindings, type Field, type Making, type Ordinal, type Settled } from './making.ts';
import { isRecord, schemasIn, type Conjunction, type JsonType, type SchemaObject } from './schema.ts';
import { settleSchema } from './settle-schema.ts';
import { smallestValue } from './smallest-value.ts';
import { chooseType, proposedValues } from './value-type.ts';
import { isSpoken } from './spoken-choice.ts';

/** 2025-11-13, in seconds since 1970: dates are relative to it where the prompt names no day, so that equal requests stay equal. */
export const DEFAULT_NOW: number = 1_762_992_000;
const FUEL = 3000;
const FAKES = 300;
/** So far below empty that even smallest values are no longer made. */
const OUT_OF_FUEL = -20_000;
const ATTEMPTS = 14;

export interface GenerateOptions {
  /** Document that `$ref` points into; the schema itself by default. */
  readonly root?: JsonSchema;
  readonly random: Random;
  /** The user's text, or facts already found in it. */
  readonly words: string | Facts;
  /** What the value is called, for instance a property name or `tool.property`. */
  readonly name?: string;
  /** Seconds since 1970 that "tomorrow" is relative to. */
  readonly now?: number;
  /** Which of several things of a kind the value is about, where one text asks for several values. */
  readonly ordinal?: Ordinal;
  /** Probability of an optional property that the words do not mention; 0.2 by default. */
  readonly optional?: number;
  /** Results, labels and replies that values may come from. */
  readonly bindings?: Bindings | undefined;
}

const DEEP_SMALL = 5;

function allowsNull(schema: JsonSchema): boolean {
  if (!isRecord(schema)) return false;
  const type = schema['type'];
  if (Array.isArray(type)) return type.includes('null') && type.length > 1;
  return schemasIn(schema, 'anyOf').some((branch) => isRecord(branch) && branch['type'] === 'null');
}

/** Models answer null for what the user did not say, and strict schemas spell "optional" that way. */
function prefersNull(conjunction: Conjunction, field: Field, making: Making, depth: number): boolean {
  const schema = conjunction[0];
  if (conjunction.length !== 1 || schema === undefined || depth === 0 || !allowsNull(schema)) return false;
  const guess = { ...field, required: false };
  const absent = !isSpoken(conjunction, guess, making) && making.random.chance(0.5);
  return absent && checkValue(schema, null, making.root);
}

const COMBINING = new Set(
  '$ref $defs $id $schema $anchor $comment definitions allOf anyOf title description default examples deprecated'.split(
    ' ',
  ),
);
/** Whether a part says something of its own: one such part alone cannot contradict anything. */
const constrains = (part: SchemaObject): boolean => Object.keys(part).some((key) => !COMBINING.has(key));

function build(settled: Settled, type: JsonType, field: Field, making: Making, depth: number): JsonValue {
  switch (type) {
    case 'object':
      return generateObject(settled.parts, field, making, depth, generate);
    case 'array':
      return generateArray(settled.parts, field, making, depth, generate);
    default:
      return generateScalar(settled.parts, type, field, making);
  }
}

function attemptValue(settled: Settled, field: Field, making: Making, depth: number, attempt: number): JsonValue {
  const proposed = proposedValues(settled.parts, field, making, attempt);
  if (proposed.length > 0) return proposed[0] ?? null;
  return build(settled, chooseType(settled.parts, field, making, attempt), field, making, depth);
}

function generate(conjunction: Conjunction, field: Field, making: Making, depth: number): JsonValue {
  if (--making.fuel < OUT_OF_FUEL) return null;
  if (depth > CARE_DEPTH || making.fuel <= 0) return smallestValue(conjunction, making);
  if (prefersNull(conjunction, field, making, depth)) return null;
  const small = depth > DEEP_SMALL;
  let value: JsonValue = null;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const settled = settleSchema(conjunction, making, { attempt, small: small && attempt === 0 });
    value = attemptValue(settled, field, making, depth, attempt);
    if (!settled.risky && settled.possible && settled.parts.filter(constrains).length <= 1) return value;
    if (conjunction.every((schema) => checkValue(schema, value, making.root))) return value;
    if (making.fuel <= 0) break;
  }
  const smallest = smallestValue(conjunction, making);
  return conjunction.every((schema) => checkValue(schema, smallest, making.root)) ? smallest : value;
}

/** Opens the account of one generation. */
export function startMaking(schema: JsonSchema, options: GenerateOptions): Making {
  return {
    root: options.root ?? schema,
    random: options.random,
    facts: typeof options.words === 'string' ? createFacts(options.words) : options.words,
    bindings: options.bindings,
    now: options.now ?? DEFAULT_NOW,
    optional: options.optional ?? 0.2,
    fuel: FUEL,
    fakes: FAKES,
    taken: new Set(),
    heights: undefined,
  };
}

/**
 * A value that is valid against a JSON Schema (2020-12, draft-07 spelling understood): taken from the user's words where
 * they speak of it, realistic otherwise. Never throws and never loops; where the schema cannot be satisfied the value is a
 * plausible near miss. Keys stand in schema order.
 *
 * @example
 * const schema = { type: 'object', properties: { location: { type: 'string' } }, required: ['location'] };
 * generateValue(schema, { random, words: "What's the weather in Tokyo?" }); // { location: 'Tokyo' }
 */
export function generateValue(schema: JsonSchema, options: GenerateOptions): JsonValue {
  const path = (options.name ?? '').split('.').filter((part) => part !== '');
  const place = { path: path.slice(0, -1), required: true, ordinal: options.ordinal };
  return generate([schema], describeField(schema, path.at(-1) ?? '', place), startMaking(schema, options), 0);
}
