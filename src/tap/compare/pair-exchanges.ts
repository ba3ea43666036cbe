import { distanceOf, fieldDiff } from '../../recordings/cassettes/field-diff.ts';
import { matchKey, type MatchKey } from '../../recordings/cassettes/match-key.ts';
import type { Observation } from '../../recordings/observation.ts';

/** What one tap recorded. */
export interface TapRecording {
  readonly baseUrl: string;
  readonly exchanges: readonly Observation[];
}

/** A request in front of a gateway, and what the gateway made of it. */
export interface ExchangePair {
  /** Numbers from 1 within their recordings. */
  readonly numbers: { readonly front: number; readonly behind: number };
  readonly front: Observation;
  /** The last request that the gateway sent for it. */
  readonly behind: Observation;
  /** Requests before that one that failed. */
  readonly retries: number;
}

export interface PairedExchanges {
  readonly pairs: readonly ExchangePair[];
  /** Numbers of the requests that the gateway answered by itself, and of those that it sent by itself. */
  readonly unpaired: { readonly front: readonly number[]; readonly behind: readonly number[] };
}

interface Candidate {
  readonly number: number;
  readonly observation: Observation;
  readonly key: MatchKey;
}

/** Clocks of two machines, and the time before a request is sent. */
const SLACK_MS = 1000;

const endOf = ({ startedAt, end, head, readings }: Observation): number =>
  startedAt + (end?.ms ?? readings.at(-1)?.ms ?? head?.ms ?? 0);

/** Whether one exchange can have happened within another. Recordings without times say nothing against it. */
const isWithin = (inner: Observation, outer: Observation): boolean =>
  inner.startedAt === 0 ||
  outer.startedAt === 0 ||
  (inner.startedAt >= outer.startedAt - SLACK_MS && inner.startedAt <= endOf(outer) + SLACK_MS);

const candidatesOf = ({ exchanges, baseUrl }: TapRecording): Candidate[] =>
  exchanges
    .map((observation, index) => ({
      number: index + 1,
      observation,
      key: matchKey(observation.request, { base: baseUrl, moment: observation.startedAt }),
    }))
    .toSorted((a, b) => a.observation.startedAt - b.observation.startedAt);

/** How far two requests are apart; another path is another request. */
function distance(front: MatchKey, behind: MatchKey): number {
  const differences = fieldDiff(front, behind);
  if (differences.some(({ path }) => path === 'method' || path === 'path')) return Infinity;
  return differences.reduce((sum, one) => sum + distanceOf(one), 0);
}

const failed = ({ head }: Observation): boolean => head === undefined || head.status >= 400;

/** The nearest requests of those that are left, which are one request and what was tried again. */
function takeNearest(front: Candidate, left: Candidate[]): Candidate[] {
  const near = left
    .filter(({ observation }) => isWithin(observation, front.observation))
    .map((candidate) => ({ candidate, apart: distance(front.key, candidate.key) }))
    .filter(({ apart }) => apart < Infinity);
  const least = Math.min(...near.map(({ apart }) => apart));
  const alike = near.filter(({ apart }) => apart === least).map(({ candidate }) => candidate);
  const last = failed(front.observation) ? -1 : alike.findIndex(({ observation }) => !failed(observation));
  const taken = last < 0 ? alike.slice(0, 1) : alike.slice(0, last + 1);
  for (const one of taken) left.splice(left.indexOf(one), 1);
  return taken;
}

/**
 * Finds out which request behind a gateway belongs to which one in front of it: one that was sent meanwhile to the same path, and of
 * those the one whose body is most alike.
 *
 * @example
 * const { pairs } = pairExchanges({ baseUrl, exchanges: front }, { baseUrl: upstream, exchanges: behind });
 */
export function pairExchanges(front: TapRecording, behind: TapRecording): PairedExchanges {
  const left = candidatesOf(behind);
  const alone: number[] = [];
  const pairs = candidatesOf(front).flatMap((outer): ExchangePair[] => {
    const taken = takeNearest(outer, left);
    const inner = taken.at(-1);
    if (inner === undefined) {
      alone.push(outer.number);
      return [];
    }
    const numbers = { front: outer.number, behind: inner.number };
    return [{ numbers, front: outer.observation, behind: inner.observation, retries: taken.length - 1 }];
  });
  return { pairs, unpaired: { front: alone, behind: left.map(({ number }) => number).toSorted((a, b) => a - b) } };
}
