import { isJsonObject, type JsonObject } from '../requirements.ts';

/** Parts of the contract that are of no use to a tool that reads OpenAPI. */
const OWN_PARTS = new Set(['x-models', 'x-stream-grammar', 'x-endpoints']);
/** Fields that OpenAPI 3.2 added; they live on as extensions. */
const NEW_FIELDS: Readonly<Record<string, string>> = { summary: 'x-summary', kind: 'x-kind', parent: 'x-parent' };

const mapValues = (node: JsonObject, change: (value: unknown) => unknown): JsonObject =>
  Object.fromEntries(Object.entries(node).map(([key, value]) => [key, change(value)]));

/** `serializedValue`, the text of an example as it is sent, has the name `value` where values are texts. */
function example(node: unknown): unknown {
  if (!isJsonObject(node) || node['serializedValue'] === undefined) return node;
  const { serializedValue, ...rest } = node;
  return { ...rest, value: serializedValue };
}

/** Before 3.2 a stream of items is a text; that its content is a list of items can be noted beside. */
function mediaType(node: JsonObject): JsonObject {
  const { itemSchema, examples, ...rest } = node;
  const contentSchema = { type: 'array', items: itemSchema };
  const schema = { type: 'string', contentMediaType: 'text/event-stream', contentSchema };
  return { ...rest, schema, examples: isJsonObject(examples) ? mapValues(examples, example) : {} };
}

function converted(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(converted);
  if (!isJsonObject(node)) return node;
  return mapValues(node['itemSchema'] === undefined ? node : mediaType(node), converted);
}

function tag(node: unknown): unknown {
  if (!isJsonObject(node)) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [NEW_FIELDS[key] ?? key, value]));
}

/**
 * The same API as OpenAPI 3.1, for tools that stop there. What 3.1 cannot say is kept in extensions.
 *
 * @param document a bundled OpenAPI 3.2 document
 */
export function view31(document: JsonObject): JsonObject {
  const kept = Object.entries(document).filter(([key]) => !OWN_PARTS.has(key) && key !== '$self');
  const view = converted(Object.fromEntries(kept)) as JsonObject;
  const tags = Array.isArray(view['tags']) ? { tags: view['tags'].map(tag) } : {};
  return { ...view, ...tags, openapi: '3.1.1' };
}
