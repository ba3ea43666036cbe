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
  /** The text of a cassette, if there is one. */
  read(name: string): Promise<string | undefined>;
  /** Puts a cassette in its place, whole or not at all. */
  publish(name: string, text: string): Promise<void>;
}

/** How exchanges are recorded. */
export interface RecorderOptions {
  readonly shelf: CassetteShelf;
  readonly manifest: Pick<CassetteManifest, 'tool' | 'baseUrl' | 'profile'>;
  /** Keeps the exchanges that a cassette has, and adds these; otherwise they replace it, and unchanged answers keep their bytes. */
  readonly keep: boolean;
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
  const { shelf, manifest, keep, judge } = options;
  const sessions = new Map<string | undefined, Taken[]>();
  const notKept: { number: number; reason: string }[] = [];
  const cassettes: RecordedCassette[] = [];
  let discarded = false;

  async function publish(session: string | undefined, taken: readonly Taken[]): Promise<void> {
    const name = cassetteName(session);
    const text = await shelf.read(name);
    const before = text === undefined ? undefined : readCassette(text, name);
    if (before) checkOwner(before, session);
    const recorded = taken.toSorted(inOrder).map(({ entry }) => entry);
    const old = before?.entries ?? [];
    const { entries, ...counts } = keep
      ? appended(old, recorded)
      : mergeEntries(old, recorded, { base: manifest.baseUrl, keepMissed: false });
    const next = writeCassette({
      manifest: { ...manifest, ...(session !== undefined && { session }), models: { asked: [], answered: [] } },
      entries,
    });
    if (next !== text) await shelf.publish(name, next);
    cassettes.push({ name, ...counts, broken: entries.filter(({ findings = [] }) => findings.length > 0).length });
  }

  return {
    name: 'recorder',
    take: async ({ number, session, observation, left, unsent, faults = [] }: TappedExchange) => {
      if (unsent) return void notKept.push({ number, reason: `fault ${faults.join(', ')} answered, not the upstream` });
      const prepared = await prepareEntry(left ? asLeft(observation) : observation, options);
      if ('reason' in prepared) return void notKept.push({ number, reason: prepared.reason });
      const findings = (await judge?.(observation)) ?? [];
      const entry = findings.length > 0 ? { ...prepared, findings } : prepared;
      const known = sessions.get(session) ?? [];
      sessions.set(session, [...known, { number, entry }]);
    },
    discard: () => {
      discarded = true;
    },
    close: async () => {
      const all = discarded ? [] : [...sessions];
      sessions.clear();
      for (const [session, taken] of all) await publish(session, taken);
    },
    get report() {
      return { cassettes, notKept };
    },
  };
}
