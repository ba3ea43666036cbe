import { describe, expect, it } from 'vitest';
import { ENDPOINT_IDS } from '../../../src/contract/contract-data.ts';
import { defaultContract } from '../../../src/contract/contract.ts';
import { loadEndpoint } from '../../../src/contract/endpoints/load-endpoint.ts';
import bundle from '../../../src/contract/generated/bundle.json' with { type: 'json' };
import { collectRequirements, isJsonObject, type Requirement } from '../../../src/contract/requirements.ts';

const contracts = await Promise.all(ENDPOINT_IDS.map((endpoint) => loadEndpoint(defaultContract(), endpoint)));
/** Of all endpoints, each once. */
const requirements = [
  ...new Map(contracts.flatMap((contract) => contract.requirements.map((one) => [one.id, one] as const))).values(),
];
const CLIENTS = [
  'openai-node',
  'openai-node.stream',
  'openai-python',
  'openai-python.stream',
  'ai-sdk-openai',
  'ai-sdk-openai-compatible',
  'langchain-openai',
  // Measured with the Responses API alone.
  'agents-js',
  'agents-python',
  'codex',
  'langchain-python',
  'litellm',
  'pydantic-ai',
];

function at(pointer: string): unknown {
  const tokens = pointer.split('/').slice(1);
  return tokens.reduce<unknown>((node, token) => {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    return (node as Record<string, unknown>)[key];
  }, bundle);
}

const bundled = new Map(collectRequirements(bundle).map((one) => [one.id, one]));

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
    expect(idsWhere(({ text }) => !/^[A-Z`].*\.$/.test(text))).toEqual([]);
  });

  it('states its level as an RFC 2119 keyword, and none where it only reports a fact', () => {
    const keywords = (text: string): string[] => text.match(/\b(?:MUST|SHOULD|MAY)\b/g) ?? [];
    const states = ({ level, text }: Requirement): boolean =>
      level === 'INFO' ? keywords(text).length === 0 : keywords(text).includes(level);
    expect(idsWhere((requirement) => !states(requirement))).toEqual([]);
  });

  it('writes wire names in backticks', () => {
    const prose = (text: string): string => text.replace(/`[^`]*`/g, '');
    expect(idsWhere(({ text }) => /[a-z]_[a-z]|"[a-z_]+":/.test(prose(text)))).toEqual([]);
  });

  it('names sources that the document explains, and no source is left over', () => {
    const used = new Set(requirements.map(({ source }) => source));
    expect([...used].toSorted()).toEqual(Object.keys(bundle['x-sources']).toSorted());
  });

  it('names known clients only, and each of them somewhere', () => {
    const named = new Set(requirements.flatMap(({ breaks }) => breaks));
    expect([...named].toSorted()).toEqual(CLIENTS.toSorted());
  });

  it('points to the object that holds the entry, the same one in every contract', () => {
    expect(
      idsWhere(({ id, pointer }) => !ids(at(pointer)).some((entry) => (entry as { id: string }).id === id)),
    ).toEqual([]);
    const others = contracts.flatMap((contract) =>
      contract.requirements.filter(({ id, pointer }) => bundled.get(id)?.pointer !== pointer),
    );
    expect(others).toEqual([]);
    expect(bundled.size).toBe(requirements.length);
  });

  it('stands in a schema where a schema is the judge', () => {
    expect(idsWhere(({ judge, pointer }) => judge === 'schema' && !pointer.startsWith('/components/schemas/'))).toEqual(
      [],
    );
  });
});

describe('the requirements of each endpoint', () => {
  const own = (endpoint: string): Requirement[] => requirements.filter((one) => (one.endpoint ?? 'chat') === endpoint);

  it.each([
    ['responses', 45],
    ['embeddings', 12],
    ['completions', 1],
    ['moderations', 1],
  ] as const)('of %s are %i at least, and begin with its name', (endpoint, least) => {
    expect(own(endpoint).length).toBeGreaterThanOrEqual(least);
    expect(own(endpoint).filter(({ id }) => !id.startsWith(`${endpoint}.`))).toEqual([]);
  });

  it.each(ENDPOINT_IDS.map((endpoint, index) => [endpoint, contracts[index]] as const))(
    'are in the contract of %s, beside none but those that all have in common',
    (endpoint, contract) => {
      const held = contract?.requirements ?? [];
      expect(held.filter((one) => one.endpoint !== undefined && one.endpoint !== endpoint)).toEqual([]);
      expect(held.filter((one) => (one.endpoint ?? 'chat') === endpoint)).toHaveLength(own(endpoint).length);
      expect(held.map(({ id }) => id)).toContain('err.schema');
    },
  );
});

describe.each(contracts.map((contract) => [contract.document['x-endpoint'].id, contract] as const))(
  'requirements and the stream grammar of %s',
  (endpoint, { grammar }) => {
    const level = new Map(requirements.map((requirement) => [requirement.id, requirement.level]));

    it('agree on the level of each requirement that the grammar judges', () => {
      const known = Object.keys(grammar.levels).map((id) => [id, level.get(id as Requirement['id'])]);
      expect(grammar.levels).toEqual(Object.fromEntries(known));
    });

    it('agree on what the grammar judges', () => {
      const own = (one: Requirement): boolean => (one.endpoint ?? 'chat') === endpoint;
      expect(idsWhere((one) => own(one) && one.judge === 'grammar' && !(one.id in grammar.levels))).toEqual([]);
    });
  },
);

describe('collectRequirements', () => {
  it('finds entries at any depth and escapes their pointers', () => {
    const found = collectRequirements({ paths: { '/a~b': [{ 'x-requirements': [{ id: 'x.y' }] }] } });
    expect(found).toEqual([{ id: 'x.y', pointer: '/paths/~1a~0b/0' }]);
  });

  it('finds nothing in a document without any', () => {
    expect(collectRequirements({ openapi: '3.2.0' })).toEqual([]);
  });
});
