import { describe, expect, it } from 'vitest';
import { binomialTail, gravest, judgeTrials, type Trial } from '../../../../src/verify/checks/trials.ts';
import { evidenceOf, seen } from '../support/observed.ts';

describe('binomialTail', () => {
  it.each([
    [1, 1, 0.25, 0.25],
    [2, 1, 0.5, 0.75],
    [4, 4, 0.1, 1e-4],
    [3, 0, 0.9, 1],
    [10, 3, 0.5, 0.9453125],
  ])('knows how likely %i trials with %i misses of %f are', (trials, misses, chance, wanted) => {
    expect(binomialTail(trials, misses, chance)).toBeCloseTo(wanted, 10);
  });

  it('keeps what is very small, and falls with every miss', () => {
    const tails = Array.from({ length: 10 }, (_, misses) => binomialTail(100, misses + 10, 1e-4));
    expect(tails.every((tail, index) => tail > 0 && (index === 0 || tail < (tails[index - 1] ?? 0)))).toBe(true);
    expect(tails[0]).toBeLessThan(1e-26);
  });
});

describe('judgeTrials', () => {
  const evidence = evidenceOf([]);
  const trial = (kind: string, misses: boolean): Trial & { readonly kind: string } => ({
    seen: seen({ probe: kind }),
    kind,
    ...(misses ? { flaw: { expected: 'a', received: 'b' } } : {}),
  });
  const of = (kind: string, all: number, misses: number): Trial[] =>
    Array.from({ length: all }, (_, index) => trial(kind, index < misses));
  const judge = (trials: readonly Trial[]): ReturnType<typeof judgeTrials> =>
    judgeTrials(evidence, 'model.context', trials, { honest: 0.005, kinds: ({ probe }) => [probe] });

  it('accuses where chance does not explain the misses, and shows the samples and p', () => {
    const judged = judge(of('long', 40, 10));
    expect(judged).toMatchObject({ kind: 'judged' });
    expect(judged.kind === 'judged' && judged.findings).toHaveLength(10);
    expect(judged.note).toMatch(/^10 of 40 samples, p = \de-\d+ /);
  });

  it('finds the kind that is cheated among many that are not', () => {
    const judged = judge([...of('short', 200, 0), ...of('long', 4, 4)]);
    expect(judged.kind === 'judged' && judged.findings.length).toBe(4);
    expect(judged.note).toContain('4 of 4 samples (long)');
  });

  it('calls weak evidence inconclusive, and a single slip of many no evidence', () => {
    expect(judge(of('long', 40, 5)).kind).toBe('inconclusive');
    expect(judge(of('long', 40, 3))).toMatchObject({ kind: 'judged', findings: [] });
    expect(judge(of('long', 40, 1))).toMatchObject({ kind: 'judged', findings: [] });
    expect(judge(of('long', 40, 0))).toMatchObject({ kind: 'judged', findings: [], note: '0 of 40 samples' });
    expect(judge([])).toMatchObject({ kind: 'skipped' });
  });
});

describe('gravest', () => {
  const evidence = evidenceOf([]);
  const miss = { seen: seen({}), flaw: { expected: 'a', received: 'b' } };
  const rules = { honest: 0.005, kinds: () => [] };
  const good = Array.from({ length: 40 }, (): Trial => ({ seen: miss.seen }));
  const judge = (trials: readonly Trial[]): ReturnType<typeof judgeTrials> =>
    judgeTrials(evidence, 'model.context', trials, rules);
  const finding = judge(Array.from({ length: 10 }, () => miss));
  const doubt = judge([...Array.from({ length: 5 }, () => miss), ...good]);

  it('prefers a finding to a doubt, a doubt to a pass, and a pass to nothing', () => {
    expect(gravest([judge([]), judge(good), doubt, finding])).toBe(finding);
    expect(gravest([judge([]), judge(good), doubt])).toBe(doubt);
    expect(gravest([judge([]), judge(good)])).toMatchObject({ kind: 'judged', findings: [] });
    expect(gravest([])).toMatchObject({ kind: 'skipped' });
  });
});
