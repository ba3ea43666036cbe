import type { JsonSchema, JsonValue } from '../../contract/api-types.ts';
import { takeNumber } from './choose-number.ts';
import { describeField } from './field.ts';
import { startMaking, type GenerateOptions } from './generate-value.ts';
import type { Field, Making } from './making.ts';
import { resolveRef } from './resolve-ref.ts';
import { isRecord, isSchema, recordIn, schemaAt, schemasIn, stringsIn, type SchemaObject } from './schema.ts';
import { mentionedChoice, mentionedChoices } from './spoken-choice.ts';
import { splitName } from './tokens.ts';
import { wordCandidates } from './word-candidates.ts';
import { anyOf } from '../has-words.ts';
import { WORDS, wordSet } from '../words.ts';

/**
 * Where an argument comes from: it was `given` in the words or by a result, the words have the name of the thing where its
 * identifier should stand (`named`), the caller is `free` to write it, or it is `missing` and would be invented.
 */
export type ArgumentState = 'given' | 'named' | 'free' | 'missing';

export interface Argument {
  readonly field: Field;
  readonly state: ArgumentState;
}

/** What an assistant writes by itself. */
const COMPOSED = wordSet(WORDS.values.argumentStateComposed);
const DEPTH_LIMIT = 4;
const ID = anyOf('id ids uuid identifier');
const PARTS = 20;

function resolve(schema: JsonSchema | undefined, making: Making, depth = 0): SchemaObject | undefined {
  const ref = isRecord(schema) ? schema['$ref'] : undefined;
  const target = typeof ref === 'string' ? resolveRef(making.root, ref) : schema;
  if (!isRecord(target) || depth > DEPTH_LIMIT) return undefined;
  const branches = [...schemasIn(target, 'anyOf'), ...schemasIn(target, 'oneOf')].filter(isRecord);
  const own = branches.find((branch) => branch['type'] !== 'null');
  return own === undefined || target['type'] !== undefined
    ? target
    : { ...resolve(own, making, depth + 1), ...withoutBranches(target) };
}

function withoutBranches(schema: SchemaObject): SchemaObject {
  const { anyOf: _any, oneOf: _one, ...rest } = schema;
  return rest;
}

const isOptional = (schema: SchemaObject): boolean =>
  schema['default'] !== undefined ||
  schema['const'] !== undefined ||
  schema['type'] === 'boolean' ||
  schema['type'] === 'null' ||
  (Array.isArray(schema['type']) && schema['type'].includes('null'));

function objectState(schema: SchemaObject, field: Field, making: Making, depth: number): ArgumentState {
  const properties = recordIn(schema, 'properties');
  if (properties === undefined || depth > DEPTH_LIMIT) return 'free';
  const states = stringsIn(schema, 'required')
    .slice(0, PARTS)
    .map((name) => stateOf(schemaAt(properties, name), childOf(schema, properties, name, field), making, depth + 1));
  if (states.includes('missing')) return 'missing';
  return states.includes('given') ? 'given' : 'free';
}

const childOf = (schema: SchemaObject, properties: SchemaObject, name: string, field: Field): Field => {
  const title = schema['title'];
  const owner = typeof title === 'string' ? title : field.name;
  return describeField(schemaAt(properties, name) ?? true, name, { path: [...field.path, owner], required: true });
};

function arrayState(schema: SchemaObject, field: Field, making: Making): ArgumentState {
  const items = schema['items'];
  const item = isSchema(items) ? resolve(items, making) : undefined;
  const choices = item?.['enum'];
  if (Array.isArray(choices)) return mentionedChoices(choices as JsonValue[], making).length > 0 ? 'given' : 'free';
  if (item !== undefined && recordIn(item, 'properties') !== undefined)
    return making.facts.text === '' ? 'missing' : 'free';
  if (wordCandidates(field, making, 'list').length > 0) return 'given';
  return COMPOSED.has(field.meaning) ? 'free' : 'missing';
}

function scalarState(schema: SchemaObject, field: Field, making: Making): ArgumentState {
  const found = wordCandidates(field, making);
  const numeric = schema['type'] === 'number' || schema['type'] === 'integer';
  const usable = found.find((value) => !numeric || (typeof value !== 'boolean' && !Number.isNaN(Number(value))));
  if (usable !== undefined) {
    if (typeof usable === 'number') takeNumber(usable, making);
    const sure = making.bindings?.known?.find(field)[0];
    const told = ID.test(field.description) || ID.test(splitName(field.name).join(' '));
    return told && /^\p{L}+$/u.test(String(usable)) && sure?.value !== usable ? 'named' : 'given';
  }
  if (isOptional(schema)) return 'free';
  return COMPOSED.has(field.meaning) && making.facts.text !== '' ? 'free' : 'missing';
}

function stateOf(given: JsonSchema | undefined, field: Field, making: Making, depth: number): ArgumentState {
  const schema = resolve(given, making);
  if (schema === undefined) return 'free';
  const choices = schema['enum'];
  if (Array.isArray(choices))
    return mentionedChoice(choices as JsonValue[], field, making) === undefined ? 'free' : 'given';
  if (schema['type'] === 'object' || (schema['type'] === undefined && schema['properties'] !== undefined))
    return objectState(schema, field, making, depth);
  if (schema['type'] === 'array') return arrayState(schema, field, making);
  return scalarState(schema, field, making);
}

/** How each required argument of a tool would come by its value. */
export function argumentStates(schema: JsonSchema | undefined, options: GenerateOptions): readonly Argument[] {
  if (!isRecord(schema)) return [];
  const properties = recordIn(schema, 'properties') ?? {};
  const making = startMaking(schema, options);
  return stringsIn(schema, 'required')
    .slice(0, 60)
    .map((name) => {
      const property = schemaAt(properties, name) ?? true;
      const field = describeField(property, name, { path: [options.name ?? ''], required: true });
      return { field, state: stateOf(property, field, making, 0) };
    });
}
