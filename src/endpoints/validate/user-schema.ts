import { asRecord, isRecord } from './json-record.ts';
import { checkSchemaShape } from './json-schema-rules.ts';
import { pythonRepr } from './python-repr.ts';
import { type Place, SCHEMA_MAPS, type Visit, walkSchema } from './schema-walk.ts';
import { strictLimits } from './strict-limits.ts';
import { checkStrictNode } from './strict-schema.ts';

/** Longest context that a message shows. */
const MAX_KEYS = 64;

/** What a schema is for: the parameters of a function, or the form of the answer. */
export type SchemaUse = 'function' | 'format';

/**
 * What is wrong with a user's schema, as the second half of `Invalid schema for function 'f': …`; undefined when nothing
 * is. One pass over the schema without recursion, linear in its size; references are not followed and patterns not run.
 *
 * A value that is no JSON Schema at all is reported before anything strict mode dislikes, wherever it stands.
 *
 * @example
 * checkUserSchema({ type: 'object' }, 'function', false); // "In context=(), object schema missing properties."
 */
export function checkUserSchema(schema: unknown, use: SchemaUse, strict: boolean): string | undefined {
  const root = asRecord(schema);
  const limits = strict ? strictLimits() : undefined;
  let broken: string | undefined;
  let first = checkRoot(root, use, strict);
  walkSchema(schema, (visit) => {
    broken = checkSchemaShape(visit.schema);
    if (broken !== undefined) return true;
    limits?.count(visit);
    if (first === undefined) {
      const error = strict ? checkStrictNode(visit.schema, root) : undefined;
      first = error === undefined ? (checkItems(visit) ?? checkOthers(visit)) : inContext(visit.place, error);
    }
    return false;
  });
  return broken ?? first ?? limits?.exceeded();
}

function checkRoot(root: Readonly<Record<string, unknown>>, use: SchemaUse, strict: boolean): string | undefined {
  const type = root['type'];
  if (type !== 'object') {
    const given = typeof type === 'string' ? type : pythonRepr(type);
    return `schema must be a JSON Schema of 'type: "object"', got 'type: "${given}"'.`;
  }
  if (use === 'function' && !strict && !isRecord(root['properties']))
    return 'In context=(), object schema missing properties.';
  return undefined;
}

/** Asked for outside strict mode too (observed); in a list of types the context names the place of `array` in it. */
function checkItems({ schema, place }: Visit): string | undefined {
  if (!isRecord(schema) || schema['items'] !== undefined || schema['prefixItems'] !== undefined) return undefined;
  const type = schema['type'];
  const index = Array.isArray(type) ? type.indexOf('array') : -1;
  if (type !== 'array' && index < 0) return undefined;
  const types: Place = { key: 'type', parent: place };
  return inContext(index < 0 ? place : { key: String(index), parent: types }, ', array schema missing items.');
}

/** What a schema can say of a value's type with. */
const TYPED = ['type', '$ref', 'anyOf', 'oneOf', 'allOf', 'enum', 'const'];

/** Other properties than the named ones need a type where they have a schema (chattermate/chattermate.chat#303). */
function checkOthers({ schema, place }: Visit): string | undefined {
  if (place?.key !== 'additionalProperties' || isNameOf(place.parent) || !isRecord(schema)) return undefined;
  return TYPED.some((key) => Object.hasOwn(schema, key))
    ? undefined
    : inContext(place, ", schema must have a 'type' key.");
}

/** Whether the keys at a place are names that an author chose. */
const isNameOf = (place: Place | undefined): boolean => place !== undefined && SCHEMA_MAPS.includes(place.key);

/** Prints a place as the Python tuple that the service shows. The sentence about `$ref` lacks the word "In" (sic). */
function inContext(place: Place | undefined, error: string): string {
  const keys: string[] = [];
  for (let at = place; at !== undefined; at = at.parent) keys.push(at.key);
  keys.reverse();
  const shown = keys.length > MAX_KEYS ? [...keys.slice(0, MAX_KEYS), '...'] : keys;
  const tuple =
    shown.length === 1 ? `(${pythonRepr(shown[0])},)` : `(${shown.map((key) => pythonRepr(key)).join(', ')})`;
  return `${error.startsWith(', $ref') ? 'context' : 'In context'}=${tuple}${error}`;
}
