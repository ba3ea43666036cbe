import { asList, asObject } from '../../src/contract/schema/json-shape.ts';
import { isJsonObject, type JsonObject } from '../../src/contract/requirements.ts';

const REFERENCE = '#/components/schemas/';

/** Values of the tag that a branch stands for. */
function tagsOf(schemas: JsonObject, reference: unknown, tag: string): string[] {
  const name = typeof reference === 'string' ? reference.slice(REFERENCE.length) : '';
  const schema = asObject(asObject(asObject(schemas[name])['properties'])[tag]);
  return [schema['const'], ...asList(schema['enum'])].filter((value) => typeof value === 'string');
}

function completed(node: unknown, schemas: JsonObject): unknown {
  if (Array.isArray(node)) return node.map((child) => completed(child, schemas));
  if (!isJsonObject(node)) return node;
  const entries = Object.entries(node).map(([key, child]) => [key, completed(child, schemas)] as const);
  const copy = Object.fromEntries(entries);
  const discriminator = node['discriminator'];
  const tag = isJsonObject(discriminator) ? discriminator['propertyName'] : undefined;
  if (!isJsonObject(discriminator) || typeof tag !== 'string' || !Array.isArray(node['oneOf'])) return copy;
  const derived = node['oneOf'].flatMap((branch) => {
    const reference = asObject(branch)['$ref'];
    return tagsOf(schemas, reference, tag).map((value) => [value, reference] as const);
  });
  const mapping = { ...asObject(discriminator['mapping']), ...Object.fromEntries(derived) };
  return { ...copy, discriminator: { ...discriminator, mapping } };
}

/** A value that a `mapping` leaves out would be taken for the name of a schema, so the values of each branch are put in. */
export function completeMappings(document: JsonObject): JsonObject {
  return asObject(completed(document, asObject(asObject(document['components'])['schemas'])));
}
