import { describe, expect, it } from 'vitest';
import type { ConnectFailure } from '../../../../src/recordings/observation.ts';
import { MAX_RETRIES, retryWait } from '../../../../src/verify/run/retry.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');

const wait = (status: number, headers: Readonly<Record<string, string>> = {}, retries = 0): number | undefined =>
  retryWait(
    { head: { status, reason: '', httpVersion: '1.1', headers: Object.entries(headers), ms: 0 } },
    retries,
    NOW,
  );

const failed = (phase: ConnectFailure['phase'], code = 'ECONNREFUSED'): number | undefined =>
  retryWait({ failure: { phase, code, message: '' } }, 0, NOW);

describe('retryWait', () => {
  it.each([408, 409, 429, 500, 502, 503, 529])('repeats after %i, later each time, and twice at most', (status) => {
    const waits = [0, 1, 2, 3].map((retries) => wait(status, {}, retries));
    expect(waits).toEqual([500, 1000, undefined, undefined]);
    expect(MAX_RETRIES).toBe(2);
  });

  it.each([200, 204, 301, 400, 401, 402, 403, 404, 413, 422])('lets %i stand', (status) => {
    expect(wait(status)).toBeUndefined();
  });

  it.each<[string, Record<string, string>, number]>([
    ['seconds', { 'Retry-After': '3' }, 3000],
    ['no time at all', { 'retry-after': '0' }, 0],
    ['fractions', { 'retry-after': '0.25' }, 250],
    ['a date', { 'retry-after': 'Thu, 01 Jan 2026 00:00:07 GMT' }, 7000],
    ['milliseconds', { 'Retry-After-Ms': '1234' }, 1234],
    ['milliseconds before seconds', { 'retry-after-ms': '20', 'retry-after': '9' }, 20],
    ['seconds where the milliseconds are none', { 'retry-after-ms': 'soon', 'retry-after': '9' }, 9000],
  ])('waits as it is asked to: %s', (_, headers, expected) => {
    expect(wait(429, headers)).toBe(expected);
  });

  it.each(['soon', '', ' ', '-4', 'Wed, 31 Dec 2025 00:00:00 GMT'])('waits as usual where asked for "%s"', (value) => {
    expect(wait(503, { 'retry-after': value }, 1)).toBe(1000);
  });

  it('waits a minute, and nobody for longer', () => {
    expect(wait(429, { 'retry-after': '60' })).toBe(60_000);
    expect(wait(429, { 'retry-after': '61' })).toBeUndefined();
  });

  it('obeys x-should-retry of an error', () => {
    expect(wait(503, { 'x-should-retry': 'false' })).toBeUndefined();
    expect(wait(400, { 'X-Should-Retry': 'true' })).toBe(500);
    expect(wait(400, { 'x-should-retry': 'true' }, MAX_RETRIES)).toBeUndefined();
  });

  it('never asks again for what has been answered, which would be paid for twice', () => {
    expect(wait(200, { 'x-should-retry': 'true' })).toBeUndefined();
  });

  it.each(['dns', 'connect', 'proxy', 'tls'] as const)('repeats where no connection could be made: %s', (phase) => {
    expect(failed(phase)).toBe(500);
    expect(failed(phase, 'TIMEOUT')).toBeUndefined();
  });

  it.each(['send', 'head'] as const)('does not repeat what may have been served: %s', (phase) => {
    expect(failed(phase)).toBeUndefined();
  });

  it('does not repeat what ended without a head', () => {
    expect(retryWait({}, 0, NOW)).toBeUndefined();
  });
});
