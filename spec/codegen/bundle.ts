import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { isJsonObject, type JsonObject } from '../../src/contract/requirements.ts';
import { completeMappings } from './complete-mappings.ts';
import { joinParts } from './join-parts.ts';

/** Merge keys (`<<`) let entries of a list say what they have in common once; each such key counts as an alias. */
const read = (file: URL): unknown => {
  const text = readFileSync(file, 'utf8');
  return file.pathname.endsWith('.json') ? JSON.parse(text) : parse(text, { merge: true, maxAliasCount: -1 });
};

/** The files that a document is made of, by their URLs; those that it takes paths from are its parts. */
type Parts = Map<string, JsonObject>;

const tokensOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));

function objectIn(file: URL, parts: Parts): JsonObject {
  const content = inlined(read(file), file, parts);
  if (!isJsonObject(content)) throw new TypeError(`Cannot bundle ${file.pathname}: not an object`);
  return content;
}

function partOf(file: URL, parts: Parts): JsonObject {
  const part = parts.get(file.href) ?? objectIn(file, parts);
  parts.set(file.href, part);
  return part;
}

/** Components of all files share one namespace; anything else is put in the place of its name. */
function resolved(reference: string, base: URL, parts: Parts): unknown {
  const [path = '', pointer = ''] = reference.split('#', 2);
  if (pointer.startsWith('/components/')) return { $ref: `#${pointer}` };
  const file = new URL(path, base);
  if (pointer === '') return inlined(read(file), file, parts);
  const whole = pointer.startsWith('/paths/') ? partOf(file, parts) : objectIn(file, parts);
  return tokensOf(pointer).reduce<unknown>((node, token) => (isJsonObject(node) ? node[token] : undefined), whole);
}

function inlined(node: unknown, base: URL, parts: Parts): unknown {
  if (Array.isArray(node)) return node.map((child) => inlined(child, base, parts));
  if (!isJsonObject(node)) return node;
  const reference = node['$ref'];
  if (typeof reference === 'string' && !reference.startsWith('#')) return resolved(reference, base, parts);
  return Object.fromEntries(Object.entries(node).map(([key, child]) => inlinedEntry(key, child, base, parts)));
}

/** An example kept in a file of its own (`externalValue`) becomes a `value`. */
function inlinedEntry(key: string, child: unknown, base: URL, parts: Parts): [string, unknown] {
  if (key !== 'externalValue' || typeof child !== 'string') return [key, inlined(child, base, parts)];
  return ['value', read(new URL(child, base))];
}

/**
 * Reads an OpenAPI document and puts the content of every other file it names in the place of the name. A file that paths
 * are taken from is a part of the document: its components and sources are joined with the document's own.
 * References inside the document stay. No node is shared.
 */
export function bundle(file: URL): JsonObject {
  const parts: Parts = new Map();
  const document = objectIn(file, parts);
  const whole = completeMappings(joinParts(document, [...parts.values()]));
  return JSON.parse(JSON.stringify(whole)) as JsonObject;
}
