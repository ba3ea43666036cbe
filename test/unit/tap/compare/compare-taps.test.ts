// Proves src/tap/compare/: what two taps around a gateway recorded.
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../../src/recordings/observation.ts';
import { observationOf } from '../../../../src/recordings/recorded-exchange.ts';
import { compareTaps } from '../../../../src/tap/compare/compare-taps.ts';
import { pairExchanges } from '../../../../src/tap/compare/pair-exchanges.ts';

const BASE = 'http://gateway.test/v1';
const UPSTREAM = 'https://api.example.com/v1';

const completion = (content: string, over: object = {}): object => ({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1_764_000_000,
  model: 'gpt-5.1',
  choices: [
    { index: 0, message: { role: 'assistant', content, refusal: null }, logprobs: null, finish_reason: 'stop' },
  ],
  usage: { prompt_tokens: 8, completion_tokens: 2, total_tokens: 10 },
  ...over,
});

interface Said {
  readonly at?: number;
  readonly status?: number;
  readonly request?: object;
  readonly body?: object;
}

function exchange(
  base: string,
  content: string,
  { at = 1000, status = 200, request = {}, body }: Said = {},
): Observation {
  const asked = { model: 'gpt-5.1', messages: [{ role: 'user', content }], ...request };
  return observationOf({
    url: `${base}/chat/completions`,
    request: asked,
    body: body ?? completion('Hi there.'),
    status,
    headers: { 'content-type': 'application/json' },
    startedAt: at,
  });
}

const recording = (baseUrl: string, ...exchanges: readonly Observation[]) => ({ baseUrl, exchanges });

describe('pairs of two taps', () => {
  it('are found by time and likeness, whatever the order (P7)', () => {
    const front = recording(BASE, exchange(BASE, 'one', { at: 1000 }), exchange(BASE, 'two', { at: 1001 }));
    const behind = recording(
      UPSTREAM,
      exchange(UPSTREAM, 'two', { at: 1002, request: { temperature: 1 } }),
      exchange(UPSTREAM, 'one', { at: 1003, request: { model: 'gpt-5.1-chat' } }),
    );
    const { pairs, unpaired } = pairExchanges(front, behind);
    expect(pairs.map(({ numbers }) => numbers)).toEqual([
      { front: 1, behind: 2 },
      { front: 2, behind: 1 },
    ]);
    expect(unpaired).toEqual({ front: [], behind: [] });
  });

  it('count what was tried again, and name what has no other side', () => {
    const front = recording(BASE, exchange(BASE, 'one'), exchange(BASE, 'cached', { at: 90_000 }));
    const behind = recording(
      UPSTREAM,
      exchange(UPSTREAM, 'one', { status: 503, body: { error: { message: 'busy' } } }),
      exchange(UPSTREAM, 'one', { at: 1400 }),
      exchange(UPSTREAM, 'health', { at: 500_000 }),
    );
    const { pairs, unpaired } = pairExchanges(front, behind);
    expect(pairs.map(({ numbers, retries }) => [numbers.behind, retries])).toEqual([[2, 1]]);
    expect(unpaired).toEqual({ front: [2], behind: [3] });
  });
});

describe('a comparison of two taps', () => {
  it('lists what the gateway changed in the request and in the response (P7)', async () => {
    const front = exchange(BASE, 'one', { request: { model: 'fast', user: 'u1' }, body: completion('Hi THERE.') });
    const { exchanges } = await compareTaps(recording(BASE, front), recording(UPSTREAM, exchange(UPSTREAM, 'one')));
    expect(exchanges[0]?.request).toEqual([
      'model: client sent "fast", upstream got "gpt-5.1"',
      'user: client sent "u1", upstream got nothing',
    ]);
    expect(exchanges[0]?.response).toEqual([
      'choices[0].message.content: upstream sent "Hi there.", client got "Hi THERE."',
    ]);
  });

  it('lists changed values beside a changed form, and headers that did not get through (P7)', async () => {
    const { system_fingerprint: _, ...cut } = {
      ...completion('Hi there.', { model: 'fast' }),
      system_fingerprint: 'fp',
    };
    const behind = exchange(UPSTREAM, 'one', { body: completion('Hi there.', { system_fingerprint: 'fp' }) });
    const front = exchange(BASE, 'one', { body: cut });
    const withHeaders = (one: Observation, request: string[], response: string[]): Observation => ({
      ...one,
      request: { ...one.request, headers: request.map((name) => [name, '1']) },
      head: {
        ...one.head,
        headers: response.map((name) => [name, name === 'Content-Type' ? 'application/json' : '1']),
      } as NonNullable<Observation['head']>,
    });
    const { exchanges } = await compareTaps(
      recording(BASE, withHeaders(front, ['Host', 'OpenAI-Project', 'Idempotency-Key'], ['Content-Type', 'date'])),
      recording(
        UPSTREAM,
        withHeaders(behind, ['Host', 'openai-project'], ['Content-Type', 'x-request-id', 'Transfer-Encoding']),
      ),
    );
    expect(exchanges[0]?.request).toEqual(['headers: upstream got no idempotency-key']);
    expect(exchanges[0]?.response).toEqual([
      'system_fingerprint: is gone',
      'model: upstream sent "gpt-5.1", client got "fast"',
      'headers: client got no x-request-id',
    ]);
  });

  it('blames the one who broke the response (P7)', async () => {
    const broken = completion('Hi.', { usage: { prompt_tokens: 8, completion_tokens: 2, total_tokens: 11 } });
    const blame = async (front: object, behind: object): Promise<unknown> => {
      const { exchanges } = await compareTaps(
        recording(BASE, exchange(BASE, 'one', { body: front })),
        recording(UPSTREAM, exchange(UPSTREAM, 'one', { body: behind })),
      );
      return exchanges[0]?.findings.find(({ requirement }) => requirement === 'usage.sum')?.blame;
    };
    const good = completion('Hi.');
    expect([await blame(broken, good), await blame(broken, broken), await blame(good, broken)]).toEqual([
      'gateway',
      'upstream',
      'repaired',
    ]);
    expect(await blame(good, good)).toBeUndefined();
  });
});
