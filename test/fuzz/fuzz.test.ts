// The server withstands damaged and costly requests; `npm run fuzz` sends more of them.
import { expect, test } from 'vitest';
import { fuzz } from './fuzz.ts';

/** Twice what `npm run fuzz` allows: other tests share the processor's caches. */
const MAX_STEP_MS = 400;

test(
  '2,000 damaged requests meet no internal error, no long step and no growth, and nobody else waits for them',
  { timeout: 600_000 },
  async () => {
    const { errors, longestMs, rss, probes, statuses } = await fuzz(2000, 20_261_130);
    expect(errors).toEqual([]);
    expect(Object.keys(statuses).filter((status) => !/^(?:200|400|404)$/.test(status))).toEqual([]);
    expect(longestMs).toBeLessThan(MAX_STEP_MS);
    expect(rss).toBeLessThan(600);
    expect(probes).toBeGreaterThan(20);
  },
);
