import type { Observation } from '../observation.ts';
import type { Cassette, RecordedEntry } from './cassette.ts';
import { differenceLine, distanceOf, fieldDiff } from './field-diff.ts';
import { matchKey, redactForMatching, type MatchKey } from './match-key.ts';
import { isFinished } from './recorded-answer.ts';
import type { Normalized } from './volatile.ts';

/** A recording, and what it is matched by. */
export interface Recording extends RecordedEntry {
  /** Such as `weather#2`. */
  readonly id: string;
  readonly cassette: string;
  readonly matched: MatchKey;
}

/** A recording that answers a request. */
export interface Hit {
  readonly recording: Recording;
  /** What of the request was not compared. Empty where it is exactly what was recorded. */
  readonly normalized: readonly Normalized[];
}

/** Nothing recorded answers a request. */
export interface Miss {
  /** What is nearest, in which fields it differs, and what to do. */
  readonly message: string;
}

export type Looked = { readonly hit: Hit } | { readonly miss: Miss };

/** What became of the cassettes of a run. */
export interface ReplayReceipt {
  /** Recordings in all cassettes. */
  readonly loaded: number;
  /** Requests that a recording answered. */
  readonly served: number;
  /** Requests that none answered. */
  readonly missed: number;
  /** Recordings of opened cassettes that no request asked for, such as `weather#2`. */
  readonly unused: readonly string[];
}

/** The recordings of some cassettes, and how far each session has come with them. */
export interface Library {
  /**
   * @param session its requests share the sequences of equal requests; other sessions start from the first one
   * @param named its name, where a header gives it one: it has the cassette of that session to itself
   */
  look(request: MatchKey, session: string, named?: string): Looked;
  /** @param session default: all together */
  receipt(session?: string): ReplayReceipt;
  /** Starts sequences again, and counts. @param session default: every one */
  reset(session?: string): void;
}

/** Whether a recorded exchange is an answer that can be given again. */
const isPlayable = ({ head, end }: Observation): boolean =>
  head !== undefined && (end === undefined || ['complete', 'closed', 'reset'].includes(end.how));

/** A stream that its client left after its last event is complete; no other broken one is. */
const isPlayedWhole = (observation: Observation): boolean =>
  isPlayable(observation) || (observation.head !== undefined && isFinished(observation));

function recordingsOf({ name, manifest, entries }: Cassette): Recording[] {
  return entries
    .filter(({ observation }) => isPlayedWhole(observation))
    .map((entry) => {
      const { request, startedAt: moment } = entry.observation;
      const matched = matchKey(redactForMatching(request), { base: manifest.baseUrl, moment });
      return { ...entry, id: `${name}#${entry.number}`, cassette: name, matched };
    });
}

const MAX_DIFFERENCES = 8;

/** Further away than any other body. */
const ELSEWHERE = 10_000;

/** The recording that differs least. */
function nearestOf(recordings: readonly Recording[], request: MatchKey): Recording | undefined {
  const path = request.leaves().get('path');
  const distance = ({ matched }: Recording): number =>
    fieldDiff(matched, request).reduce((sum, one) => sum + distanceOf(one), 0) +
    (matched.leaves().get('path') === path ? 0 : ELSEWHERE);
  let best: { readonly recording: Recording; readonly far: number } | undefined;
  for (const recording of recordings) {
    const far = distance(recording);
    if (!best || far < best.far) best = { recording, far };
  }
  return best?.recording;
}

function missOf(recordings: readonly Recording[], request: MatchKey, place: string): Miss {
  const target = `${String(request.leaves().get('method'))} ${String(request.leaves().get('path'))}`;
  const nearest = nearestOf(recordings, request);
  if (!nearest) return { message: `No recording answers ${target}: ${place} is empty.` };
  const differences = fieldDiff(nearest.matched, request);
  if (differences.length === 0) {
    const times = recordings.filter(({ matched }) => matched.key === nearest.matched.key).length;
    const count = times === 1 ? 'once' : `${times} times`;
    return { message: `No recording is left for ${target}: it was recorded ${count} (${nearest.id}) and asked again.` };
  }
  const lines = differences.slice(0, MAX_DIFFERENCES).map((one) => `\n  ${differenceLine(one)}`);
  const more = differences.length > MAX_DIFFERENCES ? `\n  … and ${differences.length - MAX_DIFFERENCES} more` : '';
  return {
    message: `No recording in ${place} answers ${target}. The nearest, ${nearest.id}, differs in:${lines.join('')}${more}`,
  };
}

/** Recordings that answer the same requests, by what they are matched by. */
interface Pool {
  readonly recordings: readonly Recording[];
  /** For messages. */
  readonly place: string;
  readonly exact: ReadonlyMap<string, readonly Recording[]>;
  readonly keyed: ReadonlyMap<string, readonly Recording[]>;
}

const poolOf = (recordings: readonly Recording[], place: string): Pool => ({
  recordings,
  place,
  exact: Map.groupBy(recordings, ({ matched }) => matched.exact),
  keyed: Map.groupBy(recordings, ({ matched }) => matched.key),
});

/** The next recording of a request. What is exactly the same comes before what was normalized. */
function take({ exact, keyed }: Pool, request: MatchKey, taken: ReadonlySet<string>, repeat: boolean): Hit | undefined {
  const [same, alike] = [exact.get(request.exact) ?? [], keyed.get(request.key) ?? []];
  const isLeft = ({ id }: Recording): boolean => !taken.has(id);
  const next = same.find(isLeft) ?? alike.find(isLeft);
  const recording = next ?? (repeat ? (same.at(-1) ?? alike.at(-1)) : undefined);
  return recording && { recording, normalized: same.includes(recording) ? [] : request.normalized };
}

/** How far one session has come. */
interface Place {
  /** Recordings that have answered it. */
  readonly taken: Set<string>;
  /** Cassettes that it has opened. */
  readonly opened: Set<string>;
  served: number;
  missed: number;
}

const newPlace = (): Place => ({ taken: new Set(), opened: new Set(), served: 0, missed: 0 });

/** Several places as one. */
function joinPlaces(places: Iterable<Place>): Place {
  const whole = newPlace();
  for (const { taken, opened, served, missed } of places) {
    for (const id of taken) whole.taken.add(id);
    for (const name of opened) whole.opened.add(name);
    whole.served += served;
    whole.missed += missed;
  }
  return whole;
}

/** Sessions whose place is remembered; the ones used longest ago start again. */
const MAX_SESSIONS = 4096;

interface Places {
  of(session: string): Place;
  /** @param session default: all of them */
  sum(session?: string): Place;
  clear(session?: string): void;
}

function createPlaces(): Places {
  const places = new Map<string, Place>();
  let past = newPlace();
  return {
    of: (session) => {
      const place = places.get(session) ?? newPlace();
      places.delete(session);
      places.set(session, place);
      const [oldest] = places;
      if (places.size > MAX_SESSIONS && oldest) {
        past = joinPlaces([past, oldest[1]]);
        places.delete(oldest[0]);
      }
      return place;
    },
    sum: (session) =>
      session === undefined ? joinPlaces([past, ...places.values()]) : (places.get(session) ?? newPlace()),
    clear: (session) => {
      if (session !== undefined) return void places.delete(session);
      past = newPlace();
      places.clear();
    },
  };
}

/** The recordings that answer any session, and those that answer only their own. */
function poolsOf(cassettes: readonly Cassette[]): (named?: string) => Pool {
  const own = new Map(
    cassettes.flatMap((cassette) => {
      const { name, manifest } = cassette;
      return manifest.session === undefined
        ? []
        : [[manifest.session, poolOf(recordingsOf(cassette), `cassette "${name}"`)] as const];
    }),
  );
  const shared = cassettes.filter(({ manifest }) => manifest.session === undefined);
  const rest = poolOf(shared.flatMap(recordingsOf), 'the cassettes');
  return (named) => (named === undefined ? undefined : own.get(named)) ?? rest;
}

/**
 * Looks recordings up: the same request again gets the next of its recordings, and past the last one nothing. There is no order between
 * different requests, so parallel ones match.
 *
 * @param options.repeat gives the last recording of a request again when all of them have been given
 */
export function createLibrary(
  cassettes: readonly Cassette[],
  { repeat = false }: { readonly repeat?: boolean } = {},
): Library {
  const poolFor = poolsOf(cassettes);
  const pools = new Set([poolFor(), ...cassettes.map(({ manifest }) => poolFor(manifest.session))]);
  const all = [...pools].flatMap(({ recordings }) => recordings);
  const places = createPlaces();
  return {
    look: (request, session, named) => {
      const pool = poolFor(named);
      const place = places.of(session);
      const hit = take(pool, request, place.taken, repeat);
      // A cassette that belongs to the session is opened by its first request, whatever comes of it.
      const touched = hit ? [hit.recording] : pool === poolFor() ? [] : pool.recordings;
      for (const { cassette } of touched) place.opened.add(cassette);
      place[hit ? 'served' : 'missed']++;
      if (!hit) return { miss: missOf(pool.recordings, request, pool.place) };
      place.taken.add(hit.recording.id);
      return { hit };
    },
    receipt: (session) => {
      const { taken, opened, served, missed } = places.sum(session);
      const unused = all.filter(({ id, cassette }) => opened.has(cassette) && !taken.has(id)).map(({ id }) => id);
      return { loaded: all.length, served, missed, unused };
    },
    reset: (session) => places.clear(session),
  };
}
