import type { JsonSchema } from '../../contract/api-types.ts';
import { resolveRef } from './resolve-ref.ts';
import { isRecord, isSchema, numberIn, recordIn, schemaAt, schemasIn, stringsIn, type SchemaObject } from './schema.ts';

type Heights = Map<SchemaObject, number>;

const NODE_LIMIT = 60_000;
const ROUNDS = 60;

/** Every schema object that can be reached, parents before children, without recursion. */
function collect(root: JsonSchema): SchemaObject[] {
  const seen = new Set<SchemaObject>();
  const stack: unknown[] = [root];
  while (stack.length > 0 && seen.size < NODE_LIMIT) {
    const node = stack.pop();
    if (Array.isArray(node)) stack.push(...node.slice(0, NODE_LIMIT));
    else if (isRecord(node) && !seen.has(node)) {
      seen.add(node);
      for (const key of Object.keys(node)) if (typeof node[key] === 'object') stack.push(node[key]);
    }
  }
  return [...seen];
}

export const heightOf = (schema: JsonSchema | undefined, heights: Heights): number => {
  if (schema === undefined || schema === true) return 0;
  return schema === false ? Infinity : (heights.get(schema) ?? 0);
};

/** Whether something that is neither object nor array may stand here. */
function allowsScalar(schema: SchemaObject): boolean {
  if ('const' in schema || Array.isArray(schema['enum'])) return true;
  const type = schema['type'];
  if (Array.isArray(type)) return type.some((one) => one !== 'object' && one !== 'array');
  if (typeof type === 'string') return type !== 'object' && type !== 'array';
  return recordIn(schema, 'properties') === undefined && schema['items'] === undefined;
}

function ownHeight(schema: SchemaObject, heights: Heights): number {
  if (allowsScalar(schema)) return 0;
  const type = schema['type'];
  if (type === 'array' || (type === undefined && schema['items'] !== undefined)) {
    if ((numberIn(schema, 'minItems') ?? 0) === 0) return 0;
    const items = schema['items'];
    return 1 + heightOf(isSchema(items) ? items : undefined, heights);
  }
  const properties = recordIn(schema, 'properties');
  let highest = 0;
  for (const key of stringsIn(schema, 'required')) {
    highest = Math.max(highest, 1 + heightOf(schemaAt(properties, key), heights));
  }
  return highest;
}

function height(schema: SchemaObject, root: JsonSchema, heights: Heights): number {
  let highest = ownHeight(schema, heights);
  const ref = schema['$ref'];
  if (typeof ref === 'string') highest = Math.max(highest, heightOf(resolveRef(root, ref), heights));
  for (const part of schemasIn(schema, 'allOf')) highest = Math.max(highest, heightOf(part, heights));
  for (const key of ['anyOf', 'oneOf']) {
    const branches = schemasIn(schema, key);
    if (branches.length === 0) continue;
    highest = Math.max(highest, Math.min(...branches.slice(0, 1000).map((branch) => heightOf(branch, heights))));
  }
  return highest;
}

/**
 * The least nesting a value of each schema needs, infinite where a schema demands itself for ever. It is the least fixed
 * point from above, so that mutual recursion comes out right.
 */
export function schemaHeights(root: JsonSchema): Heights {
  const nodes = collect(root).toReversed();
  const heights: Heights = new Map();
  for (const node of nodes) heights.set(node, Infinity);
  for (let round = 0, changed = true; changed && round < ROUNDS; round++) {
    changed = false;
    for (const node of nodes) {
      const found = height(node, root, heights);
      if (found !== heights.get(node)) {
        heights.set(node, found);
        changed = true;
      }
    }
  }
  return heights;
}
