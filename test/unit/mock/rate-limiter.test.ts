import { describe, expect, test } from 'vitest';
import type { MockOptions } from '../../../src/index.ts';
import { answer, post, testMock } from '../../support/mock.ts';
import { ask, HEADERS } from '../../support/requests.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

function limited(options: MockOptions): {
  clock: ReturnType<typeof createVirtualClock>;
  mock: ReturnType<typeof testMock>;
} {
  const clock = createVirtualClock();
  return { clock, mock: testMock({ clock, ...options }) };
}

const REQUEST = ask('Say this is a test');
const left = (response: Response, kind: string): string | null => response.headers.get(`x-ratelimit-remaining-${kind}`);

describe('rpm', () => {
  test('counts its header down, then gives the 429 of the API until there is room again', async () => {
    const { clock, mock } = limited({ rpm: 3 });
    const first = [await post(mock, REQUEST), await post(mock, REQUEST), await post(mock, REQUEST)];
    expect(first.map((response) => [response.status, left(response, 'requests')])).toEqual([
      [200, '2'],
      [200, '1'],
      [200, '0'],
    ]);
    expect(first[2]?.headers.get('x-ratelimit-limit-requests')).toBe('3');
    const refused = await post(mock, REQUEST);
    expect([refused.status, refused.headers.get('retry-after'), refused.headers.get('retry-after-ms')]).toEqual([
      429,
      '20',
      '20000',
    ]);
    expect(await refused.json()).toMatchObject({
      error: {
        type: 'requests',
        code: 'rate_limit_exceeded',
        message: expect.stringMatching(
          /requests per min \(RPM\): Limit 3, Used 3, Requested 1\. Please try again in 20s/,
        ),
      },
    });
    clock.advance(19_000);
    expect((await post(mock, REQUEST)).status).toBe(429);
    clock.advance(1000);
    expect((await post(mock, REQUEST)).status).toBe(200);
    expect(mock.requests.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429, 200]);
  });

  test('is that of a key, and begins anew with a reset', async () => {
    const { mock } = limited({ rpm: 1 });
    const as = (key: string): Promise<Response> =>
      post(mock, REQUEST, { headers: { ...HEADERS, authorization: `Bearer ${key}` } });
    expect([(await as('a')).status, (await as('a')).status, (await as('b')).status]).toEqual([200, 429, 200]);
    mock.reset();
    expect((await as('a')).status).toBe(200);
  });

  test('leaves a refused request out of the count, and streams and embeddings in', async () => {
    const { mock } = limited({ rpm: 2 });
    expect((await post(mock, { model: 'gpt-5.1' })).status).toBe(400);
    expect(left(await post(mock, { ...REQUEST, stream: true }), 'requests')).toBe('1');
    const embed = (): Promise<Response> =>
      mock.fetch('http://mock/v1/embeddings', {
        method: 'POST',
        headers: HEADERS,
        body: JSON.stringify({ model: 'text-embedding-3-small', input: 'Hello' }),
      });
    expect(left(await embed(), 'requests')).toBe('0');
    expect((await embed()).status).toBe(429);
  });
});

describe('tpm', () => {
  test('takes what an answer really uses', async () => {
    const { usage } = await answer(testMock(), REQUEST);
    const { clock, mock } = limited({ tpm: usage.total_tokens * 2 });
    const one = await post(mock, REQUEST);
    expect(left(one, 'tokens')).toBe(String(usage.total_tokens));
    expect(one.headers.get('x-ratelimit-reset-tokens')).toBe('30s');
    expect(left(await post(mock, REQUEST), 'tokens')).toBe('0');
    const refused = await post(mock, REQUEST);
    expect(await refused.json()).toMatchObject({ error: { type: 'tokens', code: 'rate_limit_exceeded' } });
    clock.advance(30_000);
    expect((await post(mock, REQUEST)).status).toBe(200);
  });

  test('tells a request that is too large for a whole minute, without a time to try again', async () => {
    const { mock } = limited({ tpm: 5 });
    const response = await post(mock, REQUEST);
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, null]);
    expect(await response.text()).toContain('Request too large for gpt-5.1');
  });
});
