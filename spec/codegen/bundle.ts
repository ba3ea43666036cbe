import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { isJsonObject, type JsonObject } from '../../src/contract/requirements.ts';

const read = (file: URL): unknown => {
  const text = readFileSync(file, 'utf8');
  return file.pathname.endsWith('.json') ? JSON.parse(text) : parse(text);
};

function inlined(node: unknown, base: URL): unknown {
  if (Array.isArray(node)) return node.map((child) => inlined(child, base));
  if (!isJsonObject(node)) return node;
  const reference = node['$ref'];
  if (typeof reference === 'string' && !reference.startsWith('#')) {
    const file = new URL(reference, base);
    return inlined(read(file), file);
  }
  return Object.fromEntries(Object.entries(node).map(([key, child]) => inlinedEntry(key, child, base)));
}

/** An example kept in a file of its own (`externalValue`) becomes a `value`. */
function inlinedEntry(key: string, child: unknown, base: URL): [string, unknown] {
  if (key !== 'externalValue' || typeof child !== 'string') return [key, inlined(child, base)];
  return ['value', read(new URL(child, base))];
}

/**
 * Reads an OpenAPI document and puts the content of every other file it names in the place of the name.
 * References inside the document stay.
 */
export function bundle(file: URL): JsonObject {
  const document = inlined(read(file), file);
  if (!isJsonObject(document)) throw new TypeError(`Failed to bundle ${file.pathname}: not an object`);
  return document;
}
