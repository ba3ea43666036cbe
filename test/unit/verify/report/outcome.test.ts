import { describe, expect, it } from 'vitest';
import { failures, judgeOutcome, type RunFacts } from '../../../../src/verify/report/outcome.ts';
import { failure, reportedFinding, result } from '../support/results.ts';

const outcome = (over: Partial<RunFacts> = {}): ReturnType<typeof judgeOutcome> =>
  judgeOutcome({
    results: [result()],
    skipped: [],
    interrupted: false,
    starved: 0,
    failOn: 'MUST',
    strictBaseline: false,
    fixed: 0,
    ...over,
  });

const unsure = result({ status: 'inconclusive' });
const unsent = { probe: 'vision.red', model: 'gpt-5.1', reason: 'budget' } as const;

describe('judgeOutcome', () => {
  it.each<[string, Partial<RunFacts>, string]>([
    ['passed', {}, 'Every requirement that was judged holds.'],
    ['inconclusive', { results: [unsure] }, '1 check could not be judged.'],
    ['inconclusive', { results: [unsure, result({ status: 'error' })] }, '2 checks could not be judged.'],
    ['incomplete', { starved: 2 }, '2 probes got no answer, for time-outs, rate limits or failed connections.'],
    ['incomplete', { skipped: [unsent] }, 'The budget left 1 probe unsent; raise --budget or choose a smaller suite.'],
    ['failed', { results: [failure()] }, '1 requirement violated: finish.once.'],
    ['unusable', { unusable: 'status 401' }, 'Nothing was tested: status 401'],
    ['interrupted', { interrupted: true }, 'The run was stopped; this is what is known so far.'],
  ])('tells %s: %o', (expected, facts, verdict) => {
    expect(outcome(facts)).toEqual({ outcome: expected, verdict });
  });

  it('tells the strongest reason first', () => {
    const all: Partial<RunFacts>[] = [
      { results: [failure(), unsure] },
      { strictBaseline: true, fixed: 1, results: [unsure] },
      { skipped: [unsent], results: [unsure] },
      { starved: 1, results: [unsure] },
    ];
    const pile = (from: number): Partial<RunFacts> => Object.assign({}, ...all.slice(from).toReversed());
    expect([
      outcome({ ...pile(0), unusable: 'x', interrupted: true }).outcome,
      outcome({ ...pile(0), unusable: 'x' }).outcome,
      outcome(pile(0)).verdict,
      outcome(pile(1)).verdict,
      outcome(pile(2)).verdict,
      outcome(pile(3)).verdict,
    ]).toEqual([
      'interrupted',
      'unusable',
      '1 requirement violated: finish.once.',
      'The baseline has fixed findings; remove the entry.',
      'The budget left 1 probe unsent; raise --budget or choose a smaller suite.',
      '1 probe got no answer, for time-outs, rate limits or failed connections.',
    ]);
  });

  it('names three requirements, each once, and counts the others', () => {
    const ids = ['finish.once', 'finish.once', 'sse.done.once', 'usage.sum', 'body.id', 'body.object'] as const;
    expect(outcome({ results: ids.map((check) => failure({ check })) }).verdict).toBe(
      '5 requirements violated: finish.once, sse.done.once, usage.sum, and 2 more.',
    );
  });

  it('does not fail for what the baseline bears with, and says where it no longer does', () => {
    expect(outcome({ results: [failure({}, { state: 'known' })] }).outcome).toBe('passed');
    expect(outcome({ results: [failure({}, { state: 'expired' })] })).toEqual({
      outcome: 'failed',
      verdict: '1 requirement violated: finish.once; entries of the baseline have expired.',
    });
  });

  it('fails for entries that nothing matches only where asked to', () => {
    expect(outcome({ fixed: 2 }).outcome).toBe('passed');
    expect(outcome({ fixed: 2, strictBaseline: true }).verdict).toContain('remove 2 entries');
  });

  it('counts only what the budget left out', () => {
    expect(outcome({ skipped: [{ ...unsent, reason: 'capability-absent' }] }).outcome).toBe('passed');
  });

  it('does not call a run good in which nobody saw anything', () => {
    const unseen = result({ status: 'skip', reason: 'not-observed' });
    const absent = result({ status: 'skip', reason: 'capability-absent' });
    expect(outcome({ results: [unseen, absent] })).toEqual({
      outcome: 'incomplete',
      verdict: 'Nothing was judged: no exchange shows what was asked for.',
    });
    expect(outcome({ results: [unseen, result()] })).toEqual({
      outcome: 'incomplete',
      verdict: 'Much was not judged: 1 of 2 requirements were judged, and hold.',
    });
    expect(outcome({ results: [unseen, ...Array.from({ length: 5 }, () => result())] })).toEqual({
      outcome: 'passed',
      verdict: '5 of 6 requirements were judged, and hold; 1 could not be judged.',
    });
    expect(outcome({ results: [absent, absent] }).outcome).toBe('passed');
  });
});

describe('failures', () => {
  const must = failure();
  const should = failure({ status: 'warn', check: 'finish.merged' }, { level: 'SHOULD' });
  const may = failure({ status: 'info', check: 'sse.comment' }, { level: 'MAY' });
  const info = failure({ status: 'info', check: 'chunk.unknown' }, { level: 'INFO' });
  const all = [must, should, may, info, failure({ status: 'inconclusive' }), result()];

  it.each([
    ['MUST', [must]],
    ['SHOULD', [must, should]],
    ['MAY', [must, should, may]],
  ] as const)('are of %s and above', (failOn, expected) => {
    expect(failures(all, failOn)).toEqual(expected);
  });

  it('are new in one finding at least that counts', () => {
    const mixed = (...states: readonly ('new' | 'known')[]): ReturnType<typeof failure> =>
      failure({ findings: states.map((state) => reportedFinding({ state })) });
    expect(failures([mixed('known', 'known')], 'MUST')).toEqual([]);
    expect(failures([mixed('known', 'new')], 'MUST')).toHaveLength(1);
    const milder = failure({ findings: [reportedFinding({ state: 'known' }), reportedFinding({ level: 'SHOULD' })] });
    expect(failures([milder], 'MUST')).toEqual([]);
  });
});
