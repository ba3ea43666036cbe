import type { EventKind, ViewedEvent } from '../viewed-exchange.ts';

/** Lanes from top to bottom. */
export const KINDS: readonly EventKind[] = [
  'role',
  'reasoning',
  'content',
  'refusal',
  'tool',
  'finish',
  'usage',
  'done',
  'error',
  'comment',
  'other',
];

/** Events that are drawn as one: those of a kind at nearly the same place. */
export interface Mark {
  readonly kind: EventKind;
  /** From 0 to 1. */
  readonly at: number;
  readonly count: number;
  /** Index of the first event. */
  readonly first: number;
}

/** A long time without an event. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  readonly ms: number;
}

export interface TimelineShape {
  /** `order`: the events have no times, or all the same. */
  readonly axis: 'time' | 'order';
  /** Milliseconds of the whole width, or events. */
  readonly span: number;
  readonly lanes: readonly EventKind[];
  readonly marks: readonly Mark[];
  readonly gaps: readonly Gap[];
  /** Where an event is, from 0 to 1. */
  readonly place: (index: number) => number;
}

/** Places that can be seen apart. */
const PLACES = 800;
/** Gaps that are pointed out: they last so long, and so many times the usual. */
const LONG_MS = 200;
const LONG_FACTOR = 5;
const MAX_GAPS = 6;

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** @param end milliseconds until the end of the stream */
function gapsOf(events: readonly ViewedEvent[], end: number, place: (ms: number) => number): Gap[] {
  const moments = [0, ...events.map(({ ms }) => ms), end];
  const pauses = moments.slice(1).map((ms, at) => ({ ms: ms - (moments[at] ?? 0), at }));
  const usual = median(pauses.map(({ ms }) => ms).filter((ms) => ms > 0));
  return pauses
    .filter(({ ms }) => ms >= Math.max(LONG_MS, usual * LONG_FACTOR))
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, MAX_GAPS)
    .map(({ ms, at }) => ({ from: place(moments[at] ?? 0), to: place(moments[at + 1] ?? 0), ms }));
}

function marksOf(events: readonly ViewedEvent[], place: (index: number) => number): Mark[] {
  const marks = new Map<string, Mark>();
  for (const [index, { kind }] of events.entries()) {
    const at = place(index);
    const key = `${kind} ${Math.round(at * PLACES)}`;
    const before = marks.get(key);
    marks.set(key, before ? { ...before, count: before.count + 1 } : { kind, at, count: 1, first: index });
  }
  return [...marks.values()];
}

/** Milliseconds below which a stream has no shape in time: it was sent at once. */
const INSTANT_MS = 5;

/** How the events of a stream are laid out. @param end milliseconds until the end of the stream */
export function timelineShape(events: readonly ViewedEvent[], timed: boolean, end: number): TimelineShape {
  const span = Math.max(end, events.at(-1)?.ms ?? 0);
  const spread = span - (events[0]?.ms ?? 0);
  const axis = timed && spread >= INSTANT_MS ? 'time' : 'order';
  const byTime = (ms: number): number => Math.min(1, ms / span);
  const place = (index: number): number =>
    axis === 'time' ? byTime(events[index]?.ms ?? 0) : events.length < 2 ? 0 : index / (events.length - 1);
  const present = new Set(events.map(({ kind }) => kind));
  return {
    axis,
    span: axis === 'time' ? span : events.length,
    lanes: KINDS.filter((kind) => present.has(kind)),
    marks: marksOf(events, place),
    gaps: axis === 'time' ? gapsOf(events, span, byTime) : [],
    place,
  };
}

/** What a client has received with the first so many events, part by part. */
export function textUpTo(events: readonly ViewedEvent[], length: number): ReadonlyMap<string, string> {
  const parts = new Map<string, string[]>();
  for (const { slot, text } of events.slice(0, length)) {
    if (slot === undefined || text === undefined) continue;
    const part = parts.get(slot) ?? [];
    parts.set(slot, part);
    part.push(text);
  }
  return new Map([...parts].map(([slot, texts]) => [slot, texts.join('')]));
}
