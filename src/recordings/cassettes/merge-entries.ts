import type { RecordedEntry } from './cassette.ts';
import { driftOf, type Drift } from './drift.ts';
import { matchKey, redactForMatching } from './match-key.ts';
import type { PreparedEntry } from './prepare-entry.ts';
import { sameAnswer } from './same-answer.ts';

/** A recording that was made again, and how its form has changed. */
export interface Change {
  readonly number: number;
  readonly drift: readonly Drift[];
}

/** The exchanges of a cassette after it was recorded again. */
export interface Merged {
  readonly entries: readonly RecordedEntry[];
  readonly added: number;
  readonly changed: readonly Change[];
  readonly kept: number;
  readonly removed: number;
}

const keyOf = ({ observation }: Pick<RecordedEntry, 'observation'>, base: string): string =>
  matchKey(redactForMatching(observation.request), { base, moment: observation.startedAt }).key;

/**
 * Puts new recordings in the place of old ones of the same request. A response that says the same keeps its bytes and its time, and
 * the order stays: what did not change shows in no diff.
 *
 * @param options.keeps whether an old exchange stays that has no new one
 */
export function mergeEntries(
  before: readonly RecordedEntry[],
  recorded: readonly PreparedEntry[],
  { base, keeps }: { readonly base: string; readonly keeps: (old: RecordedEntry) => boolean },
): Merged {
  const waiting = new Map<string, PreparedEntry[]>();
  for (const entry of recorded) {
    const key = keyOf(entry, base);
    waiting.set(key, [...(waiting.get(key) ?? []), entry]);
  }
  const entries: RecordedEntry[] = [];
  const changed: Change[] = [];
  let kept = 0;
  let removed = 0;
  for (const old of before) {
    const next = waiting.get(keyOf(old, base))?.shift();
    if (next && !sameAnswer(old.observation, next.observation)) {
      changed.push({ number: old.number, drift: driftOf(old.observation, next.observation) });
      entries.push({ ...next, number: old.number });
    } else if (next || keeps(old)) {
      kept++;
      entries.push(old);
    } else removed++;
  }
  let number = Math.max(0, ...before.map((entry) => entry.number));
  const left = new Set([...waiting.values()].flat());
  const added = recorded.filter((entry) => left.has(entry)).map((entry) => ({ ...entry, number: ++number }));
  return { entries: [...entries, ...added], added: added.length, changed, kept, removed };
}
