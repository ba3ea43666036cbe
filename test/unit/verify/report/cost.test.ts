import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadProfile } from '../../../../src/contract/profile.ts';
import { costOf, estimate, priceOf } from '../../../../src/verify/report/cost.ts';
import type { SentRequest } from '../../../../src/recordings/observation.ts';
import { openRun, planRun } from '../../../../src/verify/run/open-run.ts';
import type { ProbeRequest } from '../../../../src/verify/probes/probe.ts';
import { TOOLS } from '../support/observed.ts';
import { run } from '../support/run.ts';
import { bodyOf, scriptedClient, type Scripted, type ScriptedClient } from '../support/scripted-client.ts';

const { contract, tokenizer } = TOOLS;
const openai = await loadProfile('openai');
const MESSAGES = [{ role: 'user', content: 'Reply with exactly one word: pong' }];

const guess = (body: ProbeRequest['body'], method?: string): ReturnType<typeof estimate> =>
  estimate(contract, tokenizer, 'gpt-5.1', { ...(body === undefined ? {} : { body }), ...(method ? { method } : {}) });

describe('estimate', () => {
  it('is the prompt by the contract’s count, and all that the limit allows', () => {
    const one = guess({ model: 'gpt-5.1', messages: MESSAGES, max_tokens: 100 });
    expect(one.completionTokens).toBe(100);
    expect(one.promptTokens).toBeGreaterThan(8);
    expect(one.promptTokens).toBeLessThan(20);
    expect(one.worst.amount).toBeCloseTo((one.promptTokens * 1.8 + 100 * 15) / 1e6, 12);
    expect(one.worst.currency).toBe('CNY');
  });

  it('goes by the newer limit, and takes each choice for a whole answer', () => {
    const completion = (more: object): number => guess({ messages: MESSAGES, ...more }).completionTokens;
    expect(completion({ max_tokens: 5, max_completion_tokens: 7 })).toBe(7);
    expect(completion({ max_tokens: 5, n: 3 })).toBe(15);
    expect(completion({ max_tokens: 5, n: 0 })).toBe(5);
    expect(completion({})).toBe(4096);
  });

  it('counts a body that is faulty as well as it can', () => {
    const faulty = guess({ messages: [{ role: 'bot', content: 5 }, null], max_tokens: 1 });
    expect(faulty.promptTokens).toBeGreaterThan(0);
    expect(guess({ messages: [null], padding: 'x y '.repeat(1_000_000) }).promptTokens).toBeLessThanOrEqual(2000);
  });

  it('reads bodies that are texts and bytes as a forgiving service would', () => {
    const body = { model: 'gpt-5.1', messages: MESSAGES, max_tokens: 1 };
    const text = JSON.stringify(body);
    const bytes = new TextEncoder().encode(text);
    expect([guess(text), guess(bytes)]).toEqual([guess(body), guess(body)]);
    expect(guess(bytes.with(text.indexOf('pong'), 0xe9)).worst.amount).toBeGreaterThan(0);
  });

  it.each<[string, ProbeRequest['body'], string | undefined]>([
    ['no messages', { model: 'gpt-5.1', max_tokens: 100 }, undefined],
    ['an empty list of messages', { messages: [], max_tokens: 100 }, undefined],
    ['messages that are a text', { messages: 'Hi' }, undefined],
    ['half a body', '{"model":', undefined],
    ['no body', undefined, undefined],
    ['another method', { messages: MESSAGES }, 'PUT'],
  ])('is nothing for %s', (_, body, method) => {
    expect(guess(body, method)).toEqual({
      promptTokens: 0,
      completionTokens: 0,
      worst: { amount: 0, currency: 'CNY' },
    });
  });
});

describe('priceOf and costOf', () => {
  it('take a model that the catalogue lacks for the dearest that it has', () => {
    const dearest = Math.max(...openai.models.map(({ price }) => price.output));
    expect(priceOf(openai, 'gpt-9', 0, 1_000_000)).toEqual({ amount: dearest, currency: 'USD' });
  });

  const usage = (prompt: number | undefined, completion: number | undefined): ReturnType<typeof costOf> =>
    costOf(contract, 'gpt-5.1', { prompt, completion, total: undefined, reasoning: undefined, cached: undefined });

  it('go by what the answer counts', () => {
    expect(usage(1_000_000, 100_000)).toEqual({ amount: 1.8 + 1.5, currency: 'CNY' });
    expect(usage(0, 0)).toEqual({ amount: 0, currency: 'CNY' });
  });

  it.each([
    [undefined, 5],
    [5, undefined],
    [-1_000_000, 5],
    [5, -1],
    [5, Infinity],
    [NaN, 5],
  ])('know no cost by the counts %d and %d', (prompt, completion) => {
    expect(usage(prompt, completion)).toBeNull();
  });

  it('know no cost without counts', () => {
    expect(costOf(contract, 'gpt-5.1', undefined)).toBeNull();
  });
});

const MODELS = ['gpt-5.1', 'gpt-5.1-chat', 'gpt-5.1-thinking'];
const ONLY = ['finish', 'usage', 'param', 'json.object', 'tool.args'];

/** What a service charged for a request, at most. */
function worstOf(request: SentRequest): {
  readonly prompt: number;
  readonly completion: number;
  readonly amount: number;
} {
  const { promptTokens, completionTokens, worst } = estimate(contract, tokenizer, String(bodyOf(request)?.['model']), {
    method: request.method,
    body: request.body,
  });
  return { prompt: promptTokens, completion: completionTokens, amount: worst.amount };
}

/** How a service answers and counts. */
type Manner = 'dear' | 'cheap' | 'silent' | 'negative' | 'endless' | 'error' | 'broken' | 'stream';

/** An answer, and what is charged for it. */
function charge(request: SentRequest, manner: Manner): { readonly seen: Scripted; readonly charged: number } {
  const { prompt, completion, amount } = worstOf(request);
  const streams = bodyOf(request)?.['stream'] === true;
  const answer = (counts: string, charged: number): { readonly seen: Scripted; readonly charged: number } => {
    const body = `{"choices":[{"message":{"content":"x"}}],"usage":${counts}}`;
    const events = { headers: [['content-type', 'text/event-stream']], body: `data: ${body}\n\n` } as const;
    return { seen: streams ? { status: 200, ...events } : { status: 200, body }, charged };
  };
  switch (manner) {
    case 'dear':
      return answer(JSON.stringify({ prompt_tokens: prompt, completion_tokens: completion }), amount);
    case 'cheap':
      return answer('{"prompt_tokens":0,"completion_tokens":0}', 0);
    case 'silent':
      return answer('null', amount);
    case 'negative':
      return answer('{"prompt_tokens":-90000000,"completion_tokens":-90000000}', amount);
    case 'endless':
      return answer('{"prompt_tokens":1e999,"completion_tokens":1}', amount);
    case 'error':
      return { seen: { status: 503, headers: [['x-should-retry', 'true']], body: '{}' }, charged: 0 };
    case 'broken':
      return { seen: { status: 200, end: { how: 'reset', ms: 1 } }, charged: amount };
    case 'stream':
      return {
        seen: {
          status: 200,
          headers: [
            ['content-type', 'text/event-stream'],
            ['x-should-retry', 'true'],
          ],
          body: 'data: [DONE]\n\n',
        },
        charged: amount,
      };
  }
}

/** A service that charges for what it answers, and keeps account. */
function accountant(manners: readonly Manner[]): ScriptedClient & { readonly charged: () => number } {
  let total = 0;
  const client = scriptedClient(async (request, count) => {
    const { seen, charged } = charge(request, manners[count % manners.length] ?? 'dear');
    // Answers come while others are asked, so that the purse is held open by several at once.
    await Promise.resolve();
    total += charged;
    return seen;
  });
  return { ...client, charged: () => total };
}

describe('the budget of a run', () => {
  it('is never exceeded, whatever a service answers, and however many models are asked at once', async () => {
    const manner = fc.constantFrom<Manner>(
      'dear',
      'cheap',
      'silent',
      'negative',
      'endless',
      'error',
      'broken',
      'stream',
    );
    const property = fc.asyncProperty(
      fc.double({ min: 0, max: 0.2, noNaN: true }),
      fc.array(manner, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 3 }),
      async (budget, manners, concurrency) => {
        const client = accountant(manners);
        const { report } = await run({ client, budget, concurrency, models: MODELS, suite: 'full', only: ONLY });
        expect(client.charged()).toBeLessThanOrEqual(budget + 1e-12);
        expect(report.cost.amount).toBeCloseTo(client.charged(), 9);
      },
    );
    await fc.assert(property, { numRuns: 25, seed: 7 });
  });

  it('sends nothing that may cost anything where it is nothing', async () => {
    const client = accountant(['dear']);
    const { report } = await run({ client, budget: 0, suite: 'core', skip: ['err.size'] });
    expect(client.sent.filter((request) => worstOf(request).amount > 0)).toEqual([]);
    expect(client.sent.length).toBeGreaterThan(5);
    expect(report.skipped).toContainEqual({ probe: 'text', model: 'gpt-5.1', reason: 'budget' });
    expect(report).toMatchObject({ cost: { amount: 0, currency: 'CNY' } });
  });

  it('is used up to the last probe that fits', async () => {
    const plan = planRun(
      await openRun({ baseUrl: 'http://endpoint.example/v1', apiKey: 'x', models: ['gpt-5.1'], only: ['finish.once'] }),
    );
    const worst = plan.map((planned) => planned.worst.amount);
    const [first = 0, second = 0] = worst;
    const sent = async (budget: number): Promise<number> => {
      const client = accountant(['dear']);
      await run({ client, budget, only: ['finish.once'] });
      return client.sent.length;
    };
    expect(worst.length).toBeGreaterThan(2);
    expect([
      await sent(first * 0.999),
      await sent(first),
      await sent(worst.reduce((sum, one) => sum + one, 0)),
    ]).toEqual([0, 1, worst.length]);
    expect(second).toBeGreaterThan(0);
  });
});
