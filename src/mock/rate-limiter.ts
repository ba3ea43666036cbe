import type { ErrorPlan } from '../engine/plan.ts';
import type { HeaderList } from '../wire/encode.ts';
import type { Exchange } from '../wire/exchange.ts';
import { rateLimited, requestTooLarge } from './http-error.ts';
import { goDuration } from '../endpoints/rate-headers.ts';

const MINUTE = 60_000;
/** Keys that are remembered; those unused for longest are forgotten first. */
const MAX_KEYS = 10_000;

export interface RateLimits {
  /** Requests a minute for each key. */
  readonly rpm?: number;
  /** Tokens a minute for each key, of prompt and answer. */
  readonly tpm?: number;
}

type Kind = 'requests' | 'tokens';

/** What is left to a key, and when that was so. It fills up evenly, as that of the API does. */
interface Bucket {
  left: number;
  at: number;
}

/** What an answer takes of the limits of its key. */
export interface Taking {
  readonly key: string;
  readonly model: string;
  readonly tokens: number;
}

/** Counts what keys use. */
export interface RateLimiter {
  /** The error of a request that is too much, or the headers of one that is not. */
  take(taking: Taking): ErrorPlan | HeaderList;
  /** Keys start again: all of them, or the one that names a session. */
  reset(session?: string): void;
}

/** The buckets of one limit. */
function createBuckets(
  limit: number,
  now: () => number,
): { of: (key: string) => Bucket; clear: (key?: string) => void } {
  const buckets = new Map<string, Bucket>();
  return {
    of: (key) => {
      const bucket = buckets.get(key) ?? { left: limit, at: now() };
      const time = now();
      bucket.left = Math.min(limit, bucket.left + ((time - bucket.at) * limit) / MINUTE);
      bucket.at = time;
      buckets.delete(key);
      buckets.set(key, bucket);
      const [oldest] = buckets.keys();
      if (buckets.size > MAX_KEYS && oldest !== undefined) buckets.delete(oldest);
      return bucket;
    },
    clear: (key) => (key === undefined ? buckets.clear() : void buckets.delete(key)),
  };
}

const headersOf = (kind: Kind, limit: number, left: number): HeaderList => [
  [`x-ratelimit-limit-${kind}`, String(limit)],
  [`x-ratelimit-remaining-${kind}`, String(Math.max(0, Math.floor(left)))],
  [`x-ratelimit-reset-${kind}`, goDuration(((limit - left) * MINUTE) / limit)],
];

function tooMuch(kind: Kind, limit: number, left: number, requested: number, model: string): ErrorPlan {
  if (requested > limit) return requestTooLarge({ model, kind, limit, requested });
  return rateLimited({
    model,
    organization: 'org-starmock',
    kind,
    limit,
    used: Math.ceil(limit - left),
    requested,
    retryAfterMs: Math.max(1, Math.ceil(((requested - left) * MINUTE) / limit)),
  });
}

/** A token bucket for each key and limit. @param now milliseconds of any clock, a virtual one too */
export function createRateLimiter({ rpm, tpm }: RateLimits, now: () => number): RateLimiter | undefined {
  const limits = (
    [
      ['requests', rpm],
      ['tokens', tpm],
    ] as const
  ).flatMap(([kind, limit]) => (limit === undefined ? [] : [{ kind, limit, buckets: createBuckets(limit, now) }]));
  if (limits.length === 0) return undefined;
  return {
    take: ({ key, model, tokens }) => {
      const asked = limits.map(({ kind, limit, buckets }) => {
        return { kind, limit, bucket: buckets.of(key), wanted: kind === 'requests' ? 1 : tokens };
      });
      const headers = (): HeaderList => asked.flatMap(({ kind, limit, bucket }) => headersOf(kind, limit, bucket.left));
      const over = asked.find(({ bucket, wanted }) => bucket.left < wanted);
      if (over) {
        const plan = tooMuch(over.kind, over.limit, over.bucket.left, over.wanted, model);
        return { ...plan, headers: { ...plan.headers, ...Object.fromEntries(headers()) } };
      }
      for (const { bucket, wanted } of asked) bucket.left -= wanted;
      return headers();
    },
    reset: (session) => {
      for (const { buckets } of limits) buckets.clear(session);
    },
  };
}

/** An exchange with these headers in the place of those of the same names. */
export function withHeaders(exchange: Exchange, headers: HeaderList): Exchange {
  const names = new Set(headers.map(([name]) => name));
  return { ...exchange, headers: [...exchange.headers.filter(([name]) => !names.has(name)), ...headers] };
}
