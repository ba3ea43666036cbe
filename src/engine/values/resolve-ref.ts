import type { JsonSchema } from '../../contract/api-types.ts';
import { isRecord, isSchema } from './schema.ts';

/** Nodes looked at when a reference names an anchor or an `$id` instead of a place. */
const SCAN_LIMIT = 20_000;

function decodeToken(token: string): string {
  const plain = token.replaceAll('~1', '/').replaceAll('~0', '~');
  if (!plain.includes('%')) return plain;
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

function followPointer(from: unknown, pointer: string): unknown {
  let node = from;
  for (const token of pointer.split('/').slice(1)) {
    const key = decodeToken(token);
    if (Array.isArray(node)) node = node[Number(key)];
    else if (isRecord(node) && Object.hasOwn(node, key)) node = node[key];
    else return undefined;
  }
  return node;
}

const KEYS_THAT_NAME = ['$id', 'id', '$anchor', '$dynamicAnchor'];

/** Finds the subschema that calls itself `name`; without a recursive walk, so that depth costs no stack. */
function findNamed(root: JsonSchema, name: string): JsonSchema | undefined {
  const stack: unknown[] = [root];
  for (let seen = 0; stack.length > 0 && seen < SCAN_LIMIT; seen++) {
    const node = stack.pop();
    if (isRecord(node)) {
      if (KEYS_THAT_NAME.some((key) => node[key] === name || node[key] === `#${name}`)) return node;
      stack.push(...Object.values(node).filter((child) => typeof child === 'object'));
    } else if (Array.isArray(node)) stack.push(...node.slice(0, SCAN_LIMIT));
  }
  return undefined;
}

/**
 * The schema a `$ref` points at, or `undefined`. References stay inside the document; nothing is ever fetched.
 *
 * @param root document the reference is written in
 * @param ref `#`, `#/a/json/pointer`, `#anchor` or an `$id` of the document, with or without a fragment
 */
export function resolveRef(root: JsonSchema, ref: string): JsonSchema | undefined {
  if (typeof root === 'boolean') return undefined;
  const known = resolved.get(root) ?? new Map<string, JsonSchema | undefined>();
  resolved.set(root, known);
  if (!known.has(ref)) known.set(ref, resolve(root, ref));
  return known.get(ref);
}

/** A schema may refer to the same place thousands of times. */
const resolved = new WeakMap<object, Map<string, JsonSchema | undefined>>();

function resolve(root: JsonSchema, ref: string): JsonSchema | undefined {
  const hash = ref.indexOf('#');
  const base = hash < 0 ? ref : ref.slice(0, hash);
  const fragment = hash < 0 ? '' : ref.slice(hash + 1);
  const resource = base === '' ? root : (findNamed(root, base) ?? root);
  if (fragment === '') return base === '' || resource !== root ? resource : undefined;
  const found = fragment.startsWith('/') ? followPointer(resource, fragment) : findNamed(resource, fragment);
  return isSchema(found) ? found : undefined;
}
