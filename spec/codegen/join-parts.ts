import { asList, asObject } from '../../src/contract/schema/json-shape.ts';
import { isJsonObject, type JsonObject } from '../../src/contract/requirements.ts';

const mapValues = (node: JsonObject, change: (value: unknown) => unknown): JsonObject =>
  Object.fromEntries(Object.entries(node).map(([key, value]) => [key, change(value)]));

/** Says of each requirement below a node whose it is. */
function owned(node: unknown, endpoint: unknown): unknown {
  if (Array.isArray(node)) return node.map((child) => owned(child, endpoint));
  if (!isJsonObject(node)) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, child]) => [
      key,
      key === 'x-requirements'
        ? asList(child).map((entry) => ({ ...asObject(entry), endpoint }))
        : owned(child, endpoint),
    ]),
  );
}

const marked = (node: unknown, endpoint: unknown): JsonObject => ({
  'x-endpoint': endpoint,
  ...asObject(owned(node, endpoint)),
});

function union(one: JsonObject, other: JsonObject, what: string): JsonObject {
  const twice = Object.keys(other).find((name) => Object.hasOwn(one, name));
  if (twice !== undefined) throw new TypeError(`Cannot bundle: there are two ${what} called "${twice}"`);
  return { ...one, ...other };
}

function joined(document: JsonObject, part: JsonObject): JsonObject {
  const { id, ...endpoint } = asObject(part['x-endpoint']);
  if (typeof id !== 'string') throw new TypeError('Cannot bundle: a part names no x-endpoint');
  const components = { ...asObject(document['components']) };
  for (const [kind, named] of Object.entries(asObject(part['components']))) {
    components[kind] = union(
      asObject(components[kind]),
      mapValues(asObject(named), (node) => marked(node, id)),
      kind,
    );
  }
  const own = Object.keys(asObject(part['paths']));
  const paths = Object.fromEntries(
    Object.entries(asObject(document['paths'])).map(([path, item]) => [
      path,
      own.includes(path) ? marked(item, id) : item,
    ]),
  );
  return {
    ...document,
    paths,
    components,
    'x-sources': union(asObject(document['x-sources']), asObject(part['x-sources']), 'sources'),
    'x-endpoints': union(asObject(document['x-endpoints']), { [id]: endpoint }, 'endpoints'),
  };
}

/**
 * Joins a document with the files that describe further endpoints. What comes from a part is marked with its `x-endpoint`, and each
 * requirement in it with `endpoint`; what has no mark is of chat completions, or common to all.
 */
export function joinParts(document: JsonObject, parts: readonly JsonObject[]): JsonObject {
  return parts.reduce(joined, document);
}
