import type { Observation } from '../../recordings/observation.ts';

/** Tries after the first one. */
export const MAX_RETRIES = 2;
/** Maximum wait in milliseconds. */
const LONGEST_WAIT = 60_000;

const REPEATED: ReadonlySet<number> = new Set([408, 409, 429]);

type Answered = Pick<Observation, 'head' | 'failure'>;

const headerOf = ({ head }: Answered, name: string): string | undefined =>
  head?.headers.find(([key]) => key.toLowerCase() === name)?.[1];

/** What a service asks for: milliseconds, seconds, or a date. */
function askedWait(answer: Answered, wallClock: number): number | undefined {
  const ms = Number(headerOf(answer, 'retry-after-ms'));
  if (Number.isFinite(ms) && ms > 0) return ms;
  const after = headerOf(answer, 'retry-after')?.trim();
  if (!after) return undefined;
  const seconds = Number(after);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(after) - wallClock;
  return Number.isFinite(wait) && wait >= 0 ? wait : undefined;
}

/**
 * Whether an exchange is to be repeated, and after how many milliseconds: connections that could not be made, 408, 409, 429 and 5xx,
 * as client libraries do. A service that says `x-should-retry` of an error is obeyed.
 *
 * @param retries how many there have been
 * @param wallClock Unix milliseconds, for dates
 * @returns `undefined` where the exchange stands
 */
export function retryWait(answer: Answered, retries: number, wallClock: number): number | undefined {
  if (retries >= MAX_RETRIES) return undefined;
  const backoff = 500 * 2 ** retries;
  const { head, failure } = answer;
  // No answer at all is a fact to be judged; only what kept a connection from being made may pass.
  if (failure)
    return ['dns', 'connect', 'proxy', 'tls'].includes(failure.phase) && failure.code !== 'TIMEOUT'
      ? backoff
      : undefined;
  // Clients look at `x-should-retry` of errors alone; an answer that is repeated would be paid for again.
  if (!head || head.status < 400) return undefined;
  const told = headerOf(answer, 'x-should-retry');
  if (told === 'false') return undefined;
  if (told !== 'true' && !REPEATED.has(head.status) && head.status < 500) return undefined;
  const asked = askedWait(answer, wallClock);
  return asked !== undefined && asked > LONGEST_WAIT ? undefined : (asked ?? backoff);
}
