import { describe, expect, it } from 'vitest';
import { resolveModel, type ModelInfo } from '../../../../src/contract/models.ts';
import { CHECKS } from '../../../../src/verify/checks/catalogue.ts';
import { checkById } from '../../../../src/verify/checks/endpoint-checks.ts';
import type { Check } from '../../../../src/verify/checks/check.ts';
import type { Probe } from '../../../../src/verify/probes/probe.ts';
import { PROBES } from '../../../../src/verify/probes/catalogue.ts';
import { PREFLIGHT, selectProbes, suits } from '../../../../src/verify/run/select-probes.ts';
import { TOOLS } from '../support/observed.ts';
import { check } from '../support/results.ts';

const probe = (id: string, over: Partial<Probe> = {}): Probe => ({
  id,
  title: id,
  wants: 'answer',
  uses: [],
  visible: 1,
  request: () => ({}),
  ...over,
});

const fedBy = (...probes: readonly string[]): Check => check({ probes });
const ids = (probes: readonly Probe[], checks: readonly Check[]): string[] =>
  selectProbes(probes, checks).map(({ id }) => id);

describe('selectProbes', () => {
  it('sends the preflight whatever is selected', () => {
    expect(ids([probe(PREFLIGHT), probe('a'), probe('b')], [fedBy('b')])).toEqual([PREFLIGHT, 'b']);
    expect(ids(PROBES, [fedBy('auth.none')])).toEqual(['text', 'auth.none']);
  });

  it('keeps the order of the catalogue, and sends nothing twice', () => {
    const three = [probe('a'), probe('b'), probe('c')];
    expect(ids(three, [fedBy('c', 'a'), fedBy('a')])).toEqual(['a', 'c']);
  });

  it('sends what a probe is made from, and what that is made from', () => {
    const chain = [probe('a'), probe('b', { after: ['a'] }), probe('c', { after: ['b'] }), probe('d')];
    expect(ids(chain, [fedBy('c')])).toEqual(['a', 'b', 'c']);
  });

  it('sends the whole of a group, and no other group', () => {
    const group = [
      probe('a', { together: 'x' }),
      probe('b', { together: 'x' }),
      probe('c', { together: 'y' }),
      probe('d'),
    ];
    expect(ids(group, [fedBy('b')])).toEqual(['a', 'b']);
  });

  it('leaves a stream before it looks whether the next answer comes', () => {
    expect(ids(PROBES, [fedBy('abort.after')])).toEqual(['text', 'abort', 'abort.after']);
  });

  it.each([
    ['sse.utf8', 'stream.text'],
    ['tool.index.dense', 'stream.tools.two'],
    ['err.schema', 'err.json'],
    ['usage.reasoning.told', 'reason'],
  ])('sends for a check of every exchange some that it can judge: %s', (id, expected) => {
    const found = CHECKS.find((one) => one.id === id) ?? checkById(id);
    expect(found).toBeDefined();
    expect(ids(PROBES, found ? [found] : [])).toContain(expected);
  });
});

describe('suits', () => {
  const { models } = TOOLS.contract;
  const plain = resolveModel(models, 'gpt-5.1');
  const thinking = resolveModel(models, 'gpt-5.1-thinking');
  const medium: ModelInfo | undefined = plain?.reasoning && {
    ...plain,
    reasoning: { ...plain.reasoning, efforts: ['medium'], default_effort: 'medium' },
  };

  it.each<[NonNullable<Probe['only']>, boolean, boolean, boolean, boolean]>([
    // For a model that may reason, one that always does and shows it, one that knows one effort, and one that nobody knows.
    ['reasoning', false, true, true, false],
    ['not-reasoning', true, false, false, true],
    ['visible-reasoning', false, true, false, false],
    ['low-effort', true, true, false, false],
  ])('knows the models that a probe with "%s" is for', (only, ...expected) => {
    const told = [plain, thinking, medium, undefined].map((info) => suits(probe('a', { only }), info));
    expect(told).toEqual(expected);
  });

  it('takes a probe without a condition for every model', () => {
    expect([plain, undefined].map((info) => suits(probe('a'), info))).toEqual([true, true]);
  });
});
