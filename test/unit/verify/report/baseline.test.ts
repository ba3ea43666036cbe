import { describe, expect, it } from 'vitest';
import { StarmockError } from '../../../../src/contract/errors.ts';
import {
  EMPTY_BASELINE,
  fixedEntries,
  readBaseline,
  stateOf,
  updatedBaseline,
  type Baseline,
  type BaselineEntry,
} from '../../../../src/verify/report/baseline.ts';
import type { CheckResult } from '../../../../src/verify/report/report.ts';
import { failure, result } from '../support/results.ts';

const PRINT = '0123456789abcdef';
const entry = (over: Partial<BaselineEntry> = {}): BaselineEntry => ({
  check: 'finish.once',
  model: 'gpt-5.1',
  variant: 'plain',
  fingerprint: PRINT,
  reason: 'ticket 7',
  firstSeen: '2026-01-01',
  ...over,
});
const holding = (...entries: readonly BaselineEntry[]): Baseline => ({ entries });

function refusal(text: string): string {
  try {
    readBaseline(text, 'base.json');
  } catch (error) {
    if (error instanceof StarmockError && error.code === 'BAD_BASELINE') return error.message;
  }
  throw new Error('nothing was refused');
}

describe('readBaseline', () => {
  it('reads what updatedBaseline wrote', () => {
    const text = updatedBaseline(EMPTY_BASELINE, [failure()], { reason: 'ticket 7', today: '2026-01-01' });
    expect(readBaseline(text, 'base.json').entries).toEqual([entry()]);
    expect(readBaseline('{"entries":[]}', 'base.json').entries).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['text', 'hello', 'JSON'],
    ['an empty file', '', 'JSON'],
    ['a list', '[]', 'must be object'],
    ['null', 'null', 'must be object'],
    ['no entries', '{}', "must have required property 'entries'"],
    ['an entry without a reason', JSON.stringify(holding({ ...entry(), reason: undefined as never })), 'reason'],
    ['an entry with an empty reason', JSON.stringify(holding(entry({ reason: '' }))), '/entries/0/reason'],
    ['a day that is none', JSON.stringify(holding(entry({ expires: 'soon' }))), '/entries/0/expires'],
    ['a variant that is none', JSON.stringify(holding(entry({ variant: 'x' as 'plain' }))), '/entries/0/variant'],
    ['a fingerprint that is none', JSON.stringify(holding(entry({ fingerprint: 'x' }))), '/entries/0/fingerprint'],
  ])('refuses %s, and says what and where', (_, text, cause) => {
    const message = refusal(text);
    expect(message).toMatch(/^Cannot read baseline "base\.json": /);
    expect(message).toContain(cause);
    expect(message).toContain('fix the file, or delete it and run with --update-baseline');
  });
});

describe('stateOf', () => {
  const baseline = holding(entry({ expires: '2026-02-03' }), entry({ fingerprint: 'fedcba9876543210' }));

  it.each([
    ['0000000000000000', '2026-01-01', { state: 'new' }],
    [PRINT, '2026-02-03', { state: 'known', reason: 'ticket 7' }],
    [PRINT, '2026-02-04', { state: 'expired', reason: 'ticket 7' }],
    ['fedcba9876543210', '2999-01-01', { state: 'known', reason: 'ticket 7' }],
  ])('tells how %s stands on %s', (fingerprint, today, expected) => {
    expect(stateOf(baseline, fingerprint, today)).toEqual(expected);
  });
});

describe('fixedEntries', () => {
  const told = { check: 'finish.once', model: 'gpt-5.1', fingerprint: PRINT, reason: 'ticket 7' };

  it.each(['pass', 'fail', 'warn', 'info'] as const)('names an entry that a check that came to %s lacks', (status) => {
    expect(fixedEntries(holding(entry()), [result({ status })])).toEqual([told]);
  });

  it.each(['skip', 'error', 'inconclusive'] as const)('knows nothing where a check came to %s', (status) => {
    expect(fixedEntries(holding(entry()), [result({ status })])).toEqual([]);
  });

  it('keeps what is still found, and what belongs to another model or check', () => {
    expect(fixedEntries(holding(entry()), [failure()])).toEqual([]);
    expect(fixedEntries(holding(entry({ model: 'gpt-5.1-chat' })), [result()])).toEqual([]);
    expect(fixedEntries(holding(entry({ check: 'sse.done.once' })), [result()])).toEqual([]);
  });
});

describe('updatedBaseline', () => {
  const updated = (
    before: Baseline,
    results: readonly CheckResult[],
    over: { readonly reason?: string; readonly expires?: string; readonly today?: string } = {},
  ): readonly BaselineEntry[] =>
    readBaseline(updatedBaseline(before, results, { reason: 'new reason', today: '2026-03-04', ...over }), 'x').entries;

  it.each(['fail', 'warn', 'info'] as const)('takes up what came to %s', (status) => {
    expect(updated(EMPTY_BASELINE, [failure({ status })], { expires: '2026-12-31' })).toEqual([
      entry({ reason: 'new reason', expires: '2026-12-31', firstSeen: '2026-03-04' }),
    ]);
  });

  it.each(['pass', 'skip', 'inconclusive', 'error'] as const)('takes up nothing that came to %s', (status) => {
    expect(updated(EMPTY_BASELINE, [failure({ status })])).toEqual([]);
  });

  it('takes up no mere fact', () => {
    expect(updated(EMPTY_BASELINE, [failure({ status: 'info' }, { level: 'INFO' })])).toEqual([]);
  });

  it('keeps what is known of an entry that is still found', () => {
    const known = entry({ ref: 'https://tickets.example/7', expires: '2026-12-31' });
    expect(updated(holding(known), [failure()])).toEqual([known]);
  });

  it('renews an entry that has expired, and keeps since when it is known', () => {
    const old = entry({ ref: 'https://tickets.example/7', expires: '2026-03-03' });
    const renewed = updated(holding(old), [failure()], { expires: '2026-06-01' });
    expect(renewed).toEqual([{ ...old, reason: 'new reason', expires: '2026-06-01' }]);
    expect(stateOf({ entries: updated(holding(old), [failure()]) }, PRINT, '2026-03-05').state).toBe('known');
  });

  it('drops what is found no more', () => {
    expect(updated(holding(entry()), [result()])).toEqual([]);
  });

  it.each(['skip', 'error', 'inconclusive'] as const)('keeps what nobody can tell, since it came to %s', (status) => {
    expect(updated(holding(entry()), [result({ status })])).toEqual([entry()]);
  });

  it('keeps entries of checks that were not made', () => {
    const other = entry({ check: 'sse.done.once', fingerprint: 'fedcba9876543210' });
    expect(updated(holding(other), [result()])).toEqual([other]);
  });

  it('has each finding once, in an order that does not depend on the run', () => {
    const results = [
      failure({ check: 'sse.done.once' }, { fingerprint: 'bbbbbbbbbbbbbbbb' }),
      failure({}, { fingerprint: 'aaaaaaaaaaaaaaaa' }),
      failure({ check: 'sse.done.once' }, { fingerprint: 'bbbbbbbbbbbbbbbb' }),
    ];
    expect(updated(EMPTY_BASELINE, results).map(({ check }) => check)).toEqual(['finish.once', 'sse.done.once']);
    expect(updated(EMPTY_BASELINE, results.toReversed())).toEqual(updated(EMPTY_BASELINE, results));
  });
});
