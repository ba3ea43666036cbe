// Proves src/view/page/sse-reader.ts, src/view/page/exchange-list.ts.
import { describe, expect, test } from 'vitest';
import { withRows } from '../../../../src/view/page/exchange-list.ts';
import { sseReader } from '../../../../src/view/page/sse-reader.ts';
import type { ViewedSummary } from '../../../../src/view/viewed-exchange.ts';

describe('the reader of the feed', () => {
  const STREAM = 'event: hello\nid: 1/0\ndata: {"a":"x: y"}\n\nevent: exchanges\nid: 1/2\ndata: {}\n\n';

  test.each([1, 2, 7, 1000])('reads events from pieces of %d characters', (length) => {
    const read = sseReader();
    const pieces = STREAM.match(new RegExp(`[^]{1,${length}}`, 'g')) ?? [];
    expect(pieces.flatMap(read)).toEqual([
      { name: 'hello', id: '1/0', data: '{"a":"x: y"}' },
      { name: 'exchanges', id: '1/2', data: '{}' },
    ]);
  });
});

describe('the rows of the page', () => {
  const row = (number: number, state: ViewedSummary['state'] = 'complete'): ViewedSummary => ({
    number,
    startedAt: 0,
    method: 'GET',
    path: '/',
    source: { kind: 'none' },
    faults: [],
    state,
    status: 200,
    stream: false,
    findings: 0,
  });

  test('are replaced when they change, and the oldest make room', () => {
    const first = withRows(new Map(), [row(1, 'running'), row(2)], 3);
    const next = withRows(first, [row(1), row(4), row(3)], 3);
    expect([...next.keys()].toSorted()).toEqual([2, 3, 4]);
    expect(withRows(first, [row(1)], 3).get(1)?.state).toBe('complete');
    expect([...first.keys()]).toEqual([1, 2]);
  });
});
