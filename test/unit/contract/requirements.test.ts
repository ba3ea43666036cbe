import { describe, expect, it } from 'vitest';
import { defaultContract } from '../../../src/contract/contract.ts';
import bundle from '../../../src/contract/generated/bundle.json' with { type: 'json' };
import { collectRequirements, isJsonObject, type Requirement } from '../../../src/contract/requirements.ts';

const { requirements, grammar } = defaultContract();
const CLIENTS = [
  'openai-node',
  'openai-node.stream',
  'openai-python',
  'openai-python.stream',
  'ai-sdk-openai',
  'ai-sdk-openai-compatible',
  'langchain-openai',
];

function at(pointer: string): unknown {
  const tokens = pointer.split('/').slice(1);
  return tokens.reduce<unknown>((node, token) => {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    return (node as Record<string, unknown>)[key];
  }, bundle);
}

const idsWhere = (wrong: (requirement: Requirement) => boolean): string[] =>
  requirements.filter(wrong).map(({ id }) => id);

const ids = (node: unknown): unknown[] =>
  isJsonObject(node) && Array.isArray(node['x-requirements']) ? node['x-requirements'] : [];

describe('the requirements of the contract', () => {
  it('has dotted lower-case ids, each once', () => {
    expect(idsWhere(({ id }) => !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(id))).toEqual([]);
    expect(new Set(requirements.map(({ id }) => id)).size).toBe(requirements.length);
  });

  it('has a level, a judge and a sentence in each', () => {
    expect(idsWhere(({ level }) => !['MUST', 'SHOULD', 'MAY', 'INFO'].includes(level))).toEqual([]);
    expect(idsWhere(({ judge }) => !['schema', 'grammar', 'exchange'].includes(judge))).toEqual([]);
    expect(idsWhere(({ text }) => !/^[A-Za-z"].*\.$/.test(text))).toEqual([]);
  });

  it('names sources that the document explains, and no source is left over', () => {
    const used = new Set(requirements.map(({ source }) => source));
    expect([...used].toSorted()).toEqual(Object.keys(bundle['x-sources']).toSorted());
  });

  it('names known clients only, and each of them somewhere', () => {
    const named = new Set(requirements.flatMap(({ breaks }) => breaks));
    expect([...named].toSorted()).toEqual(CLIENTS.toSorted());
  });

  it('points to the object that holds the entry', () => {
    expect(
      idsWhere(({ id, pointer }) => !ids(at(pointer)).some((entry) => (entry as { id: string }).id === id)),
    ).toEqual([]);
  });

  it('stands in a schema where a schema is the judge', () => {
    expect(idsWhere(({ judge, pointer }) => judge === 'schema' && !pointer.startsWith('/components/schemas/'))).toEqual(
      [],
    );
  });
});

describe('requirements and the stream grammar', () => {
  const level = new Map(requirements.map((requirement) => [requirement.id, requirement.level]));

  it('agree on the level of each requirement that the grammar judges', () => {
    const known = Object.keys(grammar.levels).map((id) => [id, level.get(id as Requirement['id'])]);
    expect(grammar.levels).toEqual(Object.fromEntries(known));
  });

  it('agree on what the grammar judges', () => {
    expect(idsWhere(({ id, judge }) => judge === 'grammar' && !(id in grammar.levels))).toEqual([]);
  });
});

describe('collectRequirements', () => {
  it('finds entries at any depth and escapes their pointers', () => {
    const found = collectRequirements({ paths: { '/a~b': [{ 'x-requirements': [{ id: 'x.y' }] }] } });
    expect(found).toEqual([{ id: 'x.y', pointer: '/paths/~1a~0b/0' }]);
  });

  it('finds nothing in a document without any', () => {
    expect(collectRequirements({ openapi: '3.2.0' })).toEqual([]);
  });
});
