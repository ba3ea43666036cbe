import type { MatchKey } from './match-key.ts';

/** A part in which two requests differ. */
export interface FieldDifference {
  /** Such as `messages[0].content`. */
  readonly path: string;
  /** Absent where only the request has it. */
  readonly recorded?: unknown;
  /** Absent where only the recording has it. */
  readonly received?: unknown;
}

/** In which parts a request differs from a recorded one, in the order of the recorded one. */
export function fieldDiff(recorded: Pick<MatchKey, 'leaves'>, received: Pick<MatchKey, 'leaves'>): FieldDifference[] {
  const [before, after] = [recorded.leaves(), received.leaves()];
  const gone = [...before].flatMap(([path, value]): FieldDifference[] => {
    if (!after.has(path)) return [{ path, recorded: value }];
    return after.get(path) === value || JSON.stringify(after.get(path)) === JSON.stringify(value)
      ? []
      : [{ path, recorded: value, received: after.get(path) }];
  });
  const added = [...after].filter(([path]) => !before.has(path)).map(([path, received]) => ({ path, received }));
  return [...gone, ...added];
}

/** How much two texts have in common at their beginning. */
function commonLength(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

function commonEnd(a: string, b: string, most: number): number {
  let length = 0;
  while (length < most && a.at(-1 - length) === b.at(-1 - length)) length++;
  return length;
}

/** How far two values are apart, from 0 to 1; texts that share their beginning and their end are near. */
export function distanceOf({ recorded, received }: FieldDifference): number {
  if (typeof recorded !== 'string' || typeof received !== 'string') return 1;
  const start = commonLength(recorded, received);
  const shorter = Math.min(recorded.length, received.length);
  return (
    1 - (start + commonEnd(recorded, received, shorter - start)) / (Math.max(recorded.length, received.length) + 1)
  );
}

const MAX_SHOWN = 60;
const BEFORE = 20;

/** The part of a text that is worth showing. */
function shown(value: unknown, from: number): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  const start = from > MAX_SHOWN - BEFORE ? from - BEFORE : 0;
  const part = text.slice(start, start + MAX_SHOWN);
  const whole = `${start > 0 ? '…' : ''}${part}${start + MAX_SHOWN < text.length ? '…' : ''}`;
  return typeof value === 'string' ? JSON.stringify(whole) : whole;
}

/** A difference as a line; of long texts it shows where they part. @param words for what the two sides did */
export function differenceLine(
  { path, recorded, received }: FieldDifference,
  [before, after]: readonly [string, string] = ['recorded', 'got'],
): string {
  const from = typeof recorded === 'string' && typeof received === 'string' ? commonLength(recorded, received) : 0;
  return `${path === '' ? 'body' : path}: ${before} ${shown(recorded, from)}, ${after} ${shown(received, from)}`;
}
