import type { JsonSchema, JsonValue } from '../../contract/api-types.ts';
import { describeField } from './field.ts';
import { startMaking, type GenerateOptions } from './generate-value.ts';
import { coordinatedThings } from './leftover-words.ts';
import type { Meaning } from './meaning.ts';
import { isRecord, recordIn, schemaAt, stringsIn } from './schema.ts';
import { wordCandidates } from './word-candidates.ts';
import { WORDS, wordSet } from '../words.ts';

/** Kinds of which "A and B" means two lookups rather than one thing with two names. */
const SEPARATE = wordSet(WORDS.values.severalThingsSeparate);
/** Kinds that are told from the rest of the words only by standing side by side. */
const COORDINATED = new Set<Meaning>(['unknown', 'product', 'person', 'name', 'title', 'company', 'event']);
const LIMIT = 10;

/** Things of one kind, and the argument that takes one of them. */
export interface SeveralThings {
  readonly name: string;
  readonly things: readonly JsonValue[];
}
const NONE: SeveralThings = { name: '', things: [] };

const isText = (schema: JsonSchema | undefined): boolean =>
  isRecord(schema) &&
  (schema['type'] === undefined || schema['type'] === 'string' || stringsIn(schema, 'type').includes('string'));

/**
 * The things that each deserve a call of their own: both cities of "weather in Paris and London" for a tool that takes one
 * city. Empty where one call will do.
 */
export function severalThings(schema: JsonSchema, options: GenerateOptions): SeveralThings {
  if (!isRecord(schema)) return NONE;
  const properties = recordIn(schema, 'properties');
  const required = stringsIn(schema, 'required');
  const making = startMaking(schema, options);
  for (const name of required.length > 0 ? required : Object.keys(properties ?? {}).slice(0, 1)) {
    const property = schemaAt(properties, name);
    if (property === undefined || !isText(property)) continue;
    const field = describeField(property, name, { path: [], required: true });
    const covered = options.bindings?.covered;
    const side =
      covered !== undefined && COORDINATED.has(field.meaning) ? coordinatedThings(making.facts, covered) : [];
    if (!SEPARATE.has(field.meaning) && side.length < 2) continue;
    const found = side.length > 1 ? side.slice(0, LIMIT) : wordCandidates(field, making, 'list').slice(0, LIMIT);
    if (found.length > 1) return { name, things: found };
  }
  return NONE;
}
