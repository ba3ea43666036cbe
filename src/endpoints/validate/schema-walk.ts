import { isRecord, type JsonRecord } from './json-record.ts';

/** Where a subschema stands, as a list from the innermost key outwards; building a path costs nothing until it is asked for. */
export interface Place {
  readonly key: string;
  readonly parent: Place | undefined;
}

/** One subschema of a user's schema. */
export interface Visit {
  readonly schema: unknown;
  readonly place: Place | undefined;
  /** Objects and arrays that hold the values of this subschema. */
  readonly depth: number;
}

/** Keywords that hold schemas by name. */
export const SCHEMA_MAPS: readonly string[] = [
  'properties',
  '$defs',
  'definitions',
  'patternProperties',
  'dependentSchemas',
];
/** Keywords that hold a list of schemas. */
export const SCHEMA_LISTS: readonly string[] = ['anyOf', 'oneOf', 'allOf', 'prefixItems'];
/** Keywords that hold one schema. */
export const SINGLE_SCHEMAS: readonly string[] = [
  'additionalProperties',
  'items',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
];

const KIND: ReadonlyMap<string, 'map' | 'list' | 'single'> = new Map([
  ...SCHEMA_MAPS.map((key) => [key, 'map'] as const),
  ...SCHEMA_LISTS.map((key) => [key, 'list'] as const),
  ...SINGLE_SCHEMAS.map((key) => [key, 'single'] as const),
]);

/** Whether the schema describes values that hold others. */
export function isContainer(schema: JsonRecord): boolean {
  const type = schema['type'];
  if (Array.isArray(type)) return type.includes('object') || type.includes('array');
  return type === 'object' || type === 'array';
}

/**
 * Calls `visit` for every subschema in document order, parents first, until it returns true. A user may nest ten thousand
 * levels deep, so the work list is an array and not the call stack.
 */
export function walkSchema(root: unknown, visit: (visit: Visit) => boolean): void {
  const work: Visit[] = [{ schema: root, place: undefined, depth: 0 }];
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    if (visit(next)) return;
    if (isRecord(next.schema)) pushChildren(next.schema, next, work);
  }
}

function pushChildren(schema: JsonRecord, { place, depth }: Visit, work: Visit[]): void {
  const inside = isContainer(schema) ? depth + 1 : depth;
  const first = work.length;
  for (const key in schema) {
    const kind = KIND.get(key);
    const value = schema[key];
    // "No others" is no description of a value.
    if (kind === undefined || (key === 'additionalProperties' && typeof value === 'boolean')) continue;
    const here: Place = { key, parent: place };
    if (kind === 'single' && !Array.isArray(value)) work.push({ schema: value, place: here, depth: inside });
    else pushAll(value, here, key === '$defs' || key === 'definitions' ? 0 : inside, work);
  }
  reverseFrom(work, first);
}

function pushAll(value: unknown, parent: Place, depth: number, work: Visit[]): void {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) work.push({ schema: value[i], place: { key: String(i), parent }, depth });
  } else if (isRecord(value)) {
    for (const key in value) work.push({ schema: value[key], place: { key, parent }, depth });
  }
}

/** The work list is a stack, so the first child has to lie on top. */
function reverseFrom(work: Visit[], first: number): void {
  for (let i = first, j = work.length - 1; i < j; i++, j--) {
    const swapped = work[i];
    const other = work[j];
    if (swapped === undefined || other === undefined) return;
    work[i] = other;
    work[j] = swapped;
  }
}
