import { describe, expect, test } from 'vitest';
import { textUpTo, timelineShape } from '../../../../src/view/page/timeline-shape.ts';
import type { EventKind, ViewedEvent } from '../../../../src/view/viewed-exchange.ts';

const event = (kind: EventKind, ms: number, more: Partial<ViewedEvent> = {}): ViewedEvent => ({
  kind,
  ms,
  start: 0,
  end: 0,
  ...more,
});

describe('a timeline', () => {
  test('has a lane for each kind, and each event at its time', () => {
    const shape = timelineShape([event('content', 50), event('role', 0), event('done', 100)], true, 200);
    expect(shape).toMatchObject({ axis: 'time', span: 200, lanes: ['role', 'content', 'done'] });
    expect(shape.marks.map(({ kind, at }) => [kind, at])).toEqual([
      ['content', 0.25],
      ['role', 0],
      ['done', 0.5],
    ]);
  });

  test('points out gaps that are long for the stream', () => {
    const even = Array.from({ length: 50 }, (_, at) => event('content', 20 * (at + 1)));
    const late = even.map((one, at) => (at < 25 ? one : { ...one, ms: one.ms + 900 }));
    expect(timelineShape(even, true, 1000).gaps).toEqual([]);
    expect(timelineShape(late, true, 1900).gaps.map(({ ms }) => ms)).toEqual([920]);
  });

  test('points out that nothing came at the end', () => {
    const { axis, gaps } = timelineShape([event('content', 1), event('content', 2)], true, 3000);
    expect([axis, gaps.map(({ ms }) => ms)]).toEqual(['time', [2998]]);
  });

  test.each([
    ['were sent at once', true, [3, 3, 4]],
    ['have no times', false, [10, 500, 900]],
  ])('shows events in order if they %s', (_, timed, times) => {
    const shape = timelineShape(
      times.map((ms) => event('content', ms)),
      timed,
      times.at(-1) ?? 0,
    );
    expect([shape.axis, shape.gaps, [0, 1, 2].map(shape.place)]).toEqual(['order', [], [0, 0.5, 1]]);
  });

  test('draws no more marks than can be seen', () => {
    const events = Array.from({ length: 20_000 }, (_, at) => event(at % 2 ? 'content' : 'tool', at));
    const { marks } = timelineShape(events, true, 20_000);
    expect(marks.length).toBeLessThan(1700);
    expect(marks.reduce((sum, { count }) => sum + count, 0)).toBe(20_000);
  });

  test('has the text of each part at a moment', () => {
    const events = [
      event('content', 1, { slot: 'content', text: 'Hel' }),
      event('comment', 2),
      event('tool', 3, { slot: 'call 1', text: 'add ' }),
      event('content', 4, { slot: 'content', text: 'lo' }),
    ];
    expect([...textUpTo(events, 3)]).toEqual([
      ['content', 'Hel'],
      ['call 1', 'add '],
    ]);
    expect([...textUpTo(events, 4)]).toEqual([
      ['content', 'Hello'],
      ['call 1', 'add '],
    ]);
  });

  test('of one event, or of none, has a place for it', () => {
    expect(timelineShape([event('done', 0)], true, 0).place(0)).toBe(0);
    expect(timelineShape([], true, 0)).toMatchObject({ lanes: [], marks: [], gaps: [] });
  });
});
