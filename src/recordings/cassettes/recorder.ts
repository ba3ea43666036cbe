import { StarmockError } from '../../contract/errors.ts';
import type { ExchangeConsumer, TappedExchange } from '../exchange-consumer.ts';
import type { Observation } from '../observation.ts';
import { cassetteName, type Cassette, type CassetteManifest } from './cassette.ts';
import type { Drift } from './drift.ts';
import { mergeEntries } from './merge-entries.ts';
import { prepareEntry, type PreparedEntry } from './prepare-entry.ts';
import { readCassette } from './read-cassette.ts';
import { writeCassette } from './write-cassette.ts';

/** Where cassettes are kept. */
export interface CassetteShelf {
  /** The text of a cassette, if there is one, and when it was written, in Unix milliseconds. */
  read(name: string): Promise<{ readonly text: string; readonly writtenAt: number } | undefined>;
  /** Runs while no other process writes to the cassette. */
  alone<T>(name: string, act: () => Promise<T>): Promise<T>;
  /** Puts a cassette in its place, whole or not at all. */
  publish(name: string, text: string): Promise<void>;
}

/** How exchanges are recorded. */
export interface RecorderOptions {
  readonly shelf: CassetteShelf;
  readonly manifest: Pick<CassetteManifest, 'tool' | 'baseUrl' | 'profile'>;
  /** Keeps the exchanges that a cassette has, and adds these; otherwise they replace it, and unchanged answers keep their bytes. */
  readonly keep: boolean;
  /** Unix milliseconds. What others have written since is kept, too. */
  readonly openedAt: number;
  /** Beside those that requests show by themselves. */
  readonly secrets?: readonly string[];
  /** Bytes of a body; exchanges with larger ones are not kept. */
  readonly maxBody?: number | undefined;
  /** Requirements that a response violates, by id. */
  readonly judge?: ((observation: Observation) => Promise<readonly string[]>) | undefined;
}

/** What became of a cassette. */
export interface RecordedCassette {
  readonly name: string;
  readonly added: number;
  readonly kept: number;
  readonly removed: number;
  readonly changed: ReadonlyArray<{ readonly number: number; readonly drift: readonly Drift[] }>;
  /** Exchanges with findings. */
  readonly broken: number;
}

/** What a recorder did. */
export interface RecorderReport {
  readonly cassettes: readonly RecordedCassette[];
  /** Why exchanges were not kept, by number of the exchange. */
  readonly notKept: ReadonlyArray<{ readonly number: number; readonly reason: string }>;
}

/** Records what a tap forwards. Cassettes are published when it is closed. */
export interface CassetteRecorder extends ExchangeConsumer {
  /** Nothing of this run is published: one that failed is no example. */
  discard(): void;
  /** After closing. */
  readonly report: RecorderReport;
}

interface Taken {
  readonly number: number;
  readonly entry: PreparedEntry;
}

/** What a run has recorded of a session. */
interface Kept {
  readonly taken: Taken[];
  /** The recordings that were there when it began. */
  readonly found: Promise<Cassette['entries']>;
}

/** A cassette as it is now. */
interface Shelved {
  readonly text: string | undefined;
  readonly entries: Cassette['entries'];
  /** Another process has written it since this run began. */
  readonly isShared: boolean;
}

/** What is there, and what another process has removed since: a response that says the same as that keeps its bytes. */
function withRemoved(entries: Cassette['entries'], found: Cassette['entries']): Cassette['entries'] {
  const numbers = new Set(entries.map(({ number }) => number));
  return [...entries, ...found.filter(({ number }) => !numbers.has(number))].toSorted((a, b) => a.number - b.number);
}

const inOrder = (a: Taken, b: Taken): number =>
  a.entry.observation.startedAt - b.entry.observation.startedAt || a.number - b.number;

/** Another session's file is not written over. */
function checkOwner({ name, manifest }: Cassette, session: string | undefined): void {
  if (manifest.session === session) return;
  throw new StarmockError(
    'BAD_RECORDING',
    `Could not record to cassette "${name}": it belongs to session ${JSON.stringify(manifest.session ?? null)}, not to ${JSON.stringify(session ?? null)}; give one of them another name`,
    { name },
  );
}

/** A tap may see the end of an answer that its client did not wait for. */
function asLeft(observation: Observation): Observation {
  const { end } = observation;
  if (!end || end.how === 'complete') return observation;
  return { ...observation, end: { ...end, how: 'aborted' } };
}

type Merging = Pick<ReturnType<typeof mergeEntries>, 'entries' | 'added' | 'kept' | 'removed' | 'changed'>;

/** New exchanges behind those that are there. */
function appended(before: Cassette['entries'], recorded: readonly PreparedEntry[]): Merging {
  let number = Math.max(0, ...before.map((entry) => entry.number));
  const added = recorded.map((entry) => ({ ...entry, number: ++number }));
  return { entries: [...before, ...added], added: added.length, kept: before.length, removed: 0, changed: [] };
}

/** @returns a consumer for a tap, or for whatever else knows whole exchanges */
export function createCassetteRecorder(options: RecorderOptions): CassetteRecorder {
  const { shelf, manifest, keep, judge, openedAt } = options;
  const sessions = new Map<string | undefined, Kept>();
  const notKept: { number: number; reason: string }[] = [];
  const cassettes: RecordedCassette[] = [];
  let discarded = false;

  async function cassetteOf(session: string | undefined): Promise<Shelved> {
    const name = cassetteName(session);
    const { text, writtenAt = 0 } = (await shelf.read(name)) ?? {};
    const cassette = text === undefined ? undefined : readCassette(text, name);
    if (cassette) checkOwner(cassette, session);
    return { text, entries: cassette?.entries ?? [], isShared: writtenAt >= openedAt };
  }

  async function publish(session: string | undefined, { taken, found }: Kept): Promise<void> {
    const name = cassetteName(session);
    const { text, entries: old, isShared } = await cassetteOf(session);
    const recorded = taken.toSorted(inOrder).map(({ entry }) => entry);
    const { entries, ...counts } = keep
      ? appended(old, recorded)
      : mergeEntries(isShared ? withRemoved(old, await found) : old, recorded, {
          base: manifest.baseUrl,
          // Another process that records at the same time has asked for them.
          keeps: (entry) => isShared && old.includes(entry),
        });
    const next = writeCassette({
      manifest: { ...manifest, ...(session !== undefined && { session }), models: { asked: [], answered: [] } },
      entries,
    });
    // The time of the file shows those that record at the same time which recordings to keep.
    if (next !== text || !keep) await shelf.publish(name, next);
    cassettes.push({ name, ...counts, broken: entries.filter(({ findings = [] }) => findings.length > 0).length });
  }

  /** What is there before this run changes it. A cassette that cannot be read says so when it is written. */
  const foundBefore = (session: string | undefined): Kept['found'] =>
    keep
      ? Promise.resolve([])
      : cassetteOf(session).then(
          ({ entries }) => entries,
          () => [],
        );

  return {
    name: 'recorder',
    take: async ({ number, session, observation, left, unsent, faults = [] }: TappedExchange) => {
      if (unsent) return void notKept.push({ number, reason: `fault ${faults.join(', ')} answered, not the upstream` });
      const prepared = await prepareEntry(left ? asLeft(observation) : observation, options);
      if ('reason' in prepared) {
        const isCut = !left && faults.length > 0 && observation.end?.how === 'aborted';
        const reason = isCut ? `fault ${faults.join(', ')} ended the response` : prepared.reason;
        return void notKept.push({ number, reason });
      }
      const findings = (await judge?.(observation)) ?? [];
      const entry = findings.length > 0 ? { ...prepared, findings } : prepared;
      const known = sessions.get(session) ?? { taken: [], found: foundBefore(session) };
      known.taken.push({ number, entry });
      sessions.set(session, known);
    },
    discard: () => {
      discarded = true;
    },
    close: async () => {
      const all = discarded ? [] : [...sessions];
      sessions.clear();
      for (const [session, kept] of all) await shelf.alone(cassetteName(session), () => publish(session, kept));
    },
    get report() {
      return { cassettes, notKept };
    },
  };
}
