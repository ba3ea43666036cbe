// Proves src/contract/generated/ stands as the specification says it.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stale } from '../../../spec/codegen/stale.ts';
import { view31 } from '../../../src/contract/schema/view-3-1.ts';
import { ENDPOINT_IDS } from '../../../src/contract/contract-data.ts';
import { defaultContract } from '../../../src/contract/contract.ts';
import { loadEndpoint } from '../../../src/contract/endpoints/load-endpoint.ts';

describe('generated files', () => {
  it('are what the generator would write now', () => {
    expect(() =>
      execFileSync(process.execPath, ['spec/codegen/generate.ts', '--check'], { stdio: 'pipe' }),
    ).not.toThrow();
  });

  it('have a union of exactly the ids that the contracts of all endpoints have', async () => {
    const text = readFileSync('src/contract/generated/requirement-ids.ts', 'utf8');
    const ids = [...text.matchAll(/'([a-z0-9.-]+)'/g)].map(([, id]) => id);
    const contracts = await Promise.all(ENDPOINT_IDS.map((endpoint) => loadEndpoint(defaultContract(), endpoint)));
    const all = new Set<string>(contracts.flatMap(({ requirements }) => requirements.map(({ id }) => id)));
    expect(ids).toEqual([...all].toSorted());
  });

  it.each(['contract.json', 'openai.json', 'bundle.json', 'types.ts', 'requirement-ids.ts'])(
    'mark %s as such',
    (name) => {
      const [start] = readFileSync(`src/contract/generated/${name}`, 'utf8').split('\n{', 1);
      expect(start?.slice(0, 200)).toContain('Do not edit');
    },
  );
});

describe('stale', () => {
  const outputs = new Map([
    ['a', '1'],
    ['b', '2'],
    ['c', '3'],
  ]);

  it('names each file that is missing or differs', () => {
    const onDisk = new Map([
      ['a', '1'],
      ['b', 'edited'],
    ]);
    expect(stale(outputs, (path) => onDisk.get(path))).toEqual(['b', 'c']);
  });

  it('names none when all are fresh', () => {
    expect(stale(outputs, (path) => outputs.get(path))).toEqual([]);
  });
});

describe('view31', () => {
  const itemSchema = { type: 'object' };
  const examples = { one: { summary: 'One', serializedValue: 'data: [DONE]\n\n' } };
  const media = { 'x-requirements': [], itemSchema, examples };

  it('says 3.1 and leaves out what only this project reads', () => {
    const view = view31({ openapi: '3.2.0', $self: 'x', 'x-models': {}, 'x-stream-grammar': {}, info: { title: 'T' } });
    expect(view).toEqual({ openapi: '3.1.1', info: { title: 'T' } });
  });

  it('turns a stream of items into a text whose content is a list of them', () => {
    const view = view31({ openapi: '3.2.0', content: { 'text/event-stream': media } });
    expect(view['content']).toEqual({
      'text/event-stream': {
        'x-requirements': [],
        schema: {
          type: 'string',
          contentMediaType: 'text/event-stream',
          contentSchema: { type: 'array', items: itemSchema },
        },
        examples: { one: { summary: 'One', value: 'data: [DONE]\n\n' } },
      },
    });
  });

  it('keeps what 3.2 says of tags as extensions', () => {
    const view = view31({ openapi: '3.2.0', tags: [{ name: 'a', summary: 'A', kind: 'nav', parent: 'b' }] });
    expect(view['tags']).toEqual([{ name: 'a', 'x-summary': 'A', 'x-kind': 'nav', 'x-parent': 'b' }]);
  });
});
