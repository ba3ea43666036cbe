import { asList, asRecord, isRecord, type JsonRecord } from './json-record.ts';

/** One subschema of the contract, JSON Schema 2020-12. */
export type SchemaNode = JsonRecord;

/** The contract's schemas as data: what messages about a error are derived from. */
export interface SchemaSource {
  /** Schema of the whole request body. */
  readonly request: SchemaNode;
  /** The node that a local reference such as `#/components/schemas/Tool` names. */
  readonly resolve: (ref: string) => SchemaNode;
}

const nodesOf = (value: unknown): readonly SchemaNode[] => asList(value).filter(isRecord);

/**
 * Resolves local JSON Pointer references in one document and remembers them.
 *
 * @param document the document that holds every schema, for instance the whole OpenAPI description.
 * @param ref where the request body's schema stands in it.
 * @throws RangeError when a reference leads nowhere: the contract is broken, not the request.
 * @example
 * schemaSource(openapi, '#/components/schemas/ModelList').request.properties;
 */
export function schemaSource(document: SchemaNode, ref: string): SchemaSource {
  const known = new Map<string, SchemaNode>();
  const resolve = (pointer: string): SchemaNode => {
    const hit = known.get(pointer);
    if (hit !== undefined) return hit;
    const node = followPointer(document, pointer);
    known.set(pointer, node);
    return node;
  };
  return { request: follow({ $ref: ref }, resolve), resolve };
}

function followPointer(document: SchemaNode, pointer: string): SchemaNode {
  let value: unknown = document;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    value = isRecord(value) ? value[key] : Array.isArray(value) ? value[Number(key)] : undefined;
  }
  if (!isRecord(value)) throw new RangeError(`Cannot resolve "${pointer}": the document has no such schema`);
  return value;
}

/** The node itself, or the one its `$ref` leads to. */
export function follow(node: SchemaNode, resolve: SchemaSource['resolve']): SchemaNode {
  let current = node;
  while (typeof current['$ref'] === 'string') current = resolve(current['$ref']);
  return current;
}

// A refused body may hold a million messages, and each is held against the same few nodes.
const unions = new WeakMap<SchemaNode, readonly SchemaNode[]>();
const composed = new WeakMap<SchemaNode, SchemaNode>();

/** Alternatives of a union, references followed; empty for any other node. */
export function branches(node: SchemaNode, resolve: SchemaSource['resolve']): readonly SchemaNode[] {
  let found = unions.get(node);
  if (found === undefined) {
    const list = nodesOf(node['oneOf']);
    found = (list.length > 0 ? list : nodesOf(node['anyOf'])).map((branch) => follow(branch, resolve));
    unions.set(node, found);
  }
  return found;
}

/** Properties in the order they are declared, those of `allOf` parts included. */
export function propertiesOf(node: SchemaNode, resolve: SchemaSource['resolve']): SchemaNode {
  let found = composed.get(node);
  if (found === undefined) {
    const parts = nodesOf(node['allOf']).map((part) => propertiesOf(follow(part, resolve), resolve));
    found = Object.assign({}, ...parts, asRecord(node['properties'])) as SchemaNode;
    composed.set(node, found);
  }
  return found;
}

/** Whether a schema refuses keys that it does not name. */
export const isClosed = (node: SchemaNode): boolean =>
  node['additionalProperties'] === false || node['unevaluatedProperties'] === false;

/** Whether a value is of the JSON type `type`. */
export function isOfType(value: unknown, type: unknown): boolean {
  if (type === 'null') return value === null;
  if (type === 'integer') return typeof value === 'number' && Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isRecord(value);
  return typeof value === type;
}

/** Whether a schema could accept a value if only its type is looked at. */
export function acceptsType(schema: SchemaNode, value: unknown, resolve: SchemaSource['resolve']): boolean {
  const node = follow(schema, resolve);
  const type = node['type'];
  if (Array.isArray(type)) return type.some((name) => isOfType(value, name));
  if (type !== undefined) return isOfType(value, type);
  if ('const' in node) return typeof node['const'] === typeof value;
  if (Array.isArray(node['enum']))
    return node['enum'].some((member) => member === value || typeof member === typeof value);
  const union = branches(node, resolve);
  return union.length === 0 || union.some((branch) => acceptsType(branch, value, resolve));
}
