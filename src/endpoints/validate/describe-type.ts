import { isRecord } from './json-record.ts';
import { branches, follow, type SchemaNode, type SchemaSource } from './schema-node.ts';
import { list } from './words.ts';

const WORDS: Readonly<Record<string, string>> = {
  integer: 'an integer',
  number: 'a decimal',
  boolean: 'a boolean',
  string: 'a string',
  object: 'an object',
  array: 'an array',
};

const PLURALS: Readonly<Record<string, string>> = {
  'a string': 'strings',
  'an integer': 'integers',
  'a decimal': 'decimals',
  'a boolean': 'booleans',
  'an object': 'objects',
};

const bare = (words: string): string => words.replace(/^an? /, '');

/**
 * Says what type a schema asks for, as the API's `invalid_type` messages do. `null` is never mentioned, even where it is
 * allowed, and alternatives after the first lose their article.
 *
 * @example
 * describeType({ enum: ['none', 'auto'] }, resolve); // "one of 'none' or 'auto'"
 */
export function describeType(schema: SchemaNode, resolve: SchemaSource['resolve']): string {
  const node = follow(schema, resolve);
  const union = branches(node, resolve).filter((branch) => branch['type'] !== 'null');
  if (union.length > 0) return describeUnion(union, resolve);
  if (Array.isArray(node['enum'])) return describeEnum(node['enum']);
  const type = node['type'];
  if (Array.isArray(type)) {
    const types = type.filter((name) => name !== 'null');
    if (types.length !== 1) return join(types.map((name) => describeType({ ...node, type: name }, resolve)));
    return describeType({ ...node, type: types[0] }, resolve);
  }
  if (type === 'array') return describeArray(node, resolve);
  return (typeof type === 'string' ? WORDS[type] : undefined) ?? 'a valid value';
}

function describeEnum(members: readonly unknown[]): string {
  const values = members.filter((member) => member !== null);
  return values.length === 1 ? list(values, 'or') : `one of ${list(values, 'or')}`;
}

function describeArray(node: SchemaNode, resolve: SchemaSource['resolve']): string {
  if (!isRecord(node['items'])) return 'an array';
  const items = follow(node['items'], resolve);
  const words = Array.isArray(items['enum']) ? 'a string' : describeType(items, resolve);
  const plural = PLURALS[words];
  return plural === undefined ? 'an array' : `an array of ${plural}`;
}

function describeUnion(union: readonly SchemaNode[], resolve: SchemaSource['resolve']): string {
  // An open string beside a list of known ones (`model`) is just a string.
  const open = union.some((branch) => branch['type'] === 'string' && branch['enum'] === undefined);
  const kept = open ? union.filter((branch) => branch['enum'] === undefined) : union;
  return join(kept.map((branch) => describeType(branch, resolve)));
}

function join(descriptions: readonly string[]): string {
  const [first = 'a valid value', ...rest] = [...new Set(descriptions)];
  if (rest.length === 0) return first;
  const words = [first, ...rest.map(bare)];
  const last = words.pop() ?? '';
  return `one of ${words.length === 1 ? words[0] : `${words.join(', ')},`} or ${last}`;
}
