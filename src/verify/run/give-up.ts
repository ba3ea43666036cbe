import type { Observation } from '../../recordings/observation.ts';
import { PREFLIGHT } from './select-probes.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import { whyUnusable, type Unusable } from './why-unusable.ts';

/** Exchanges in a row of which nothing could be read, or connections that could not be made, after which an endpoint is given up. */
const GIVE_UP = 3;
/** Exchanges in a row that timed out, or failed on the endpoint's side where an answer was due, after which it is given up. */
const MAX_FAILED = 5;
const MIB = 1024 * 1024;
/** Bytes that the answers to the probes of one model may take in memory. What they ask for takes a tenth of it. */
const MAX_HELD = 48 * MIB;
/** Bytes that are set aside to undo a content coding, though in failures. */
const UNDECODED = 8 * MIB;
/** Bytes that an array or an object takes beside its text. */
const PER_VALUE = 32;

/** How it stands with an endpoint, answer by answer. */
export interface EndpointHealth {
  /** Something that can be judged has come. */
  readonly answered: boolean;
  /** So many in a row, up to the last one, that came to nothing. */
  readonly failures: number;
  /** So many in a row, up to the last one, that timed out or failed on the endpoint's side, whatever could be read of them. */
  readonly failed: number;
  /** Bytes of memory that the answers take, roughly. */
  readonly held: number;
  readonly unusable?: Unusable;
  /** Why nothing more can be, after some was. */
  readonly brokenOff?: string;
}

/** Before the first exchange. */
export const INITIAL_HEALTH: EndpointHealth = { answered: false, failures: 0, failed: 0, held: 0 };

/** The request wasn't accepted, or got no response in time. */
const isOff = ({ failure }: Observation): boolean =>
  failure !== undefined && (failure.phase !== 'head' || failure.code === 'TIMEOUT');

/** Nothing could be read: no head, or a body that did not come to its end and is neither JSON nor events. */
function isMute({ observation, json, chunks }: ParsedExchange): boolean {
  if (!observation.head) return true;
  const { how } = observation.end ?? {};
  return how !== 'complete' && how !== 'aborted' && json === undefined && chunks.length === 0;
}

const isLate = ({ end, failure }: Observation): boolean => end?.how === 'timeout' || failure?.code === 'TIMEOUT';

/** An error to what is to be refused says nothing of whether the endpoint is well. */
function failedAfter(failed: number, { observation, wants, status = 0 }: ParsedExchange): number {
  if (isLate(observation)) return failed + 1;
  if (status < 500) return 0;
  return wants === 'answer' ? failed + 1 : failed;
}

const OPENERS: ReadonlySet<number> = new Set([0x5b, 0x7b]);

/** What an exchange takes, its content coding undone and its JSON parsed. */
function weightOf({ observation, bytes, undecoded }: ParsedExchange): number {
  if (undecoded !== undefined) return UNDECODED;
  const raw = observation.readings.reduce((sum, reading) => sum + reading.bytes.length, 0);
  let values = 0;
  for (const byte of bytes) if (OPENERS.has(byte)) values++;
  return Math.max(raw, bytes.length) + values * PER_VALUE;
}

const whyMute = ({ observation: { failure, end } }: ParsedExchange): string =>
  failure?.message ?? end?.detail ?? `the connection was ${end?.how ?? 'closed'} before anything could be read`;

/** Why an endpoint is to be given up, if it is. */
function givenUp({ answered, failures, failed, held }: EndpointHealth, seen: ParsedExchange): string | undefined {
  if (held > MAX_HELD) return `its answers are far larger than what was asked for (${Math.round(held / MIB)} MiB)`;
  if (failed >= MAX_FAILED) return `${failed} exchanges in a row timed out or failed with a status of 500 or more`;
  if (failures < GIVE_UP) return undefined;
  return answered ? 'the endpoint can no longer be reached' : whyMute(seen);
}

/**
 * How it stands after one more exchange. What only now and then comes to nothing is a finding; an endpoint of which nothing was ever
 * read, or that is gone, is not asked for an hour, and not for gigabytes.
 */
export function healthAfter(before: EndpointHealth, seen: ParsedExchange): EndpointHealth {
  const reason = seen.probe === PREFLIGHT && seen.sample === 0 ? whyUnusable(seen) : undefined;
  const failures = isOff(seen.observation) || (!before.answered && isMute(seen));
  const after = {
    answered: before.answered || !isMute(seen),
    failures: failures ? before.failures + 1 : 0,
    failed: failedAfter(before.failed, seen),
    held: before.held + weightOf(seen),
  };
  if (reason !== undefined) return { ...after, unusable: reason };
  const end = givenUp(after, seen);
  if (end === undefined) return after;
  return before.answered ? { ...after, brokenOff: end } : { ...after, unusable: { reason: end, elsewhere: false } };
}
