import OpenAI from 'openai';
import { describe, expect, test } from 'vitest';
import { createMock } from '../../src/index.ts';
import { answer, post, refusal, say, testMock } from '../support/mock.ts';
import { ask, HEADERS } from '../support/requests.ts';

describe('a mock with scenarios', () => {
  test('lets the scenario that fits answer, and the engine elsewhere', async () => {
    const mock = testMock({ scenarios: [{ match: { user: 'ping' }, reply: 'pong' }] });
    expect(await say(mock, 'Ping, please')).toBe('pong');
    expect(await say(mock, 'What is the capital of France?')).toContain('Paris');
  });

  test('counts, cuts and streams a scripted reply like any other', async () => {
    const mock = testMock({ selfCheck: true, scenarios: [{ reply: 'one two three four five six seven' }] });
    const body = await answer(mock, { ...ask('x'), max_tokens: 3 });
    expect(body.choices[0]).toMatchObject({ finish_reason: 'length', message: { content: 'one two three' } });
    expect(body.usage.completion_tokens).toBe(3);
    await (await post(mock, { ...ask('x'), stream: true })).text();
    expect(mock.requests.map((entry) => entry.findings)).toEqual([[], []]);
  });

  test('survives a 429, 429, ok sequence with the official client, waiting as long as it is told', async () => {
    const mock = testMock({
      scenarios: [{ sequence: [{ error: { status: 429, retry_after_ms: 40 }, times: 2 }, 'Here I am.'] }],
    });
    const client = new OpenAI({ apiKey: 'sk-test', baseURL: 'http://mock/v1', fetch: mock.fetch });
    const started = performance.now();
    const { choices } = await client.chat.completions.create({
      model: 'gpt-5.1',
      messages: [{ role: 'user', content: 'x' }],
    });
    expect(choices[0]?.message.content).toBe('Here I am.');
    expect(performance.now() - started).toBeGreaterThanOrEqual(80);
    expect(mock.requests.map(({ status }) => status)).toEqual([429, 429, 200]);
  });

  test('puts used scenarios first, the newest before older ones, until it is reset', async () => {
    const mock = testMock({ scenarios: [{ match: { user: 'a' }, reply: 'lasting' }] });
    await mock.use({ match: { user: 'a' }, reply: 'older' });
    await mock.use({ match: { user: 'a' }, reply: 'newer' });
    expect(await say(mock, 'a')).toBe('newer');
    mock.reset();
    expect(await say(mock, 'a')).toBe('lasting');
  });

  test('keeps sessions apart by API key and by header', async () => {
    const mock = testMock({ scenarios: [{ sequence: ['first', 'second'] }] });
    const as = async (headers: Record<string, string>): Promise<string> => {
      const response = await post(mock, ask('x'), {
        headers: { 'content-type': 'application/json', authorization: 'Bearer one', ...headers },
      });
      return (
        ((await response.json()) as { choices: { message: { content: string } }[] }).choices[0]?.message.content ?? ''
      );
    };
    const said = [
      await as({}),
      await as({ authorization: 'Bearer two' }),
      await as({ 'x-starmock-session': 's' }),
      await as({}),
    ];
    expect(said).toEqual(['first', 'first', 'first', 'second']);
  });

  test('refuses in strict mode what no scenario fits, and says which came near', async () => {
    const mock = testMock({
      strict: true,
      scenarios: [{ name: 'weather', match: { user: 'weather', stream: true }, reply: 'Sunny.' }],
    });
    const response = await post(mock, ask('How is the weather?'));
    expect(response.headers.get('x-should-retry')).toBe('false');
    const error = await refusal(response);
    expect(error).toMatchObject({ status: 400, code: 'no_scenario_matches' });
    expect(error.message).toMatch(/weather.*stream/s);
    expect(() => mock.expectNoUnmatched()).toThrow(/1 request matches no scenario\n.*weather/s);
  });

  test('tells of a request that no scenario matches though the engine answers it', async () => {
    const mock = testMock({ scenarios: [{ match: { user: 'ping' }, reply: 'pong' }] });
    await say(mock, 'ping');
    expect(() => mock.expectNoUnmatched()).not.toThrow();
    await say(mock, 'Something else');
    expect(() => mock.expectNoUnmatched()).toThrow(/1 request matches no scenario\n.*Something else/);
    expect(mock.requests.map(({ unmatched }) => unmatched)).toEqual([undefined, true]);
  });

  test('misses no scenario where there are none', async () => {
    const mock = testMock();
    await say(mock, 'Hello');
    expect(() => mock.expectNoUnmatched()).not.toThrow();
    expect(() => mock.expectAllUsed()).not.toThrow();
  });

  test('names the scenarios that nothing used', async () => {
    const mock = testMock({
      scenarios: [
        { name: 'a', match: { user: 'a' }, reply: 'A' },
        { name: 'b', match: { user: 'b' }, reply: 'B' },
      ],
    });
    await say(mock, 'a');
    expect(mock.unusedScenarios()).toEqual(['b']);
    expect(() => mock.expectAllUsed()).toThrow('1 scenario was never used\nb');
    await say(mock, 'b');
    expect(() => mock.expectAllUsed()).not.toThrow();
  });

  test('tells everything that is wrong with fixtures at once', async () => {
    const wrong = [{ match: { usr: 'a' }, reply: 'A' }, { reply: 5 }] as unknown as readonly string[];
    await expect(createMock({ scenarios: wrong }).warm()).rejects.toThrow(/user[\s\S]*reply/);
  });
});

describe('the journal', () => {
  test('holds the parsed request, the answer, usage and cost', async () => {
    const mock = testMock();
    await answer(mock, ask('Say this is a test'));
    expect(mock.requests[0]).toMatchObject({
      request: { messages: [{ content: 'Say this is a test' }] },
      answer: { choices: [{ message: { role: 'assistant' } }] },
      cost: { currency: 'CNY' },
      outcome: 'complete',
    });
  });

  test('holds the traceparent of a request, answered or refused, and nothing where there is none', async () => {
    const mock = testMock();
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    await post(mock, ask('x'), { headers: { ...HEADERS, traceparent } });
    await post(mock, '{', { headers: { ...HEADERS, traceparent } });
    await post(mock, ask('x'));
    expect(mock.requests.map((entry) => entry.traceparent)).toEqual([traceparent, traceparent, undefined]);
  });

  test('is bounded', async () => {
    const mock = testMock({ journalLimit: 2 });
    for (const word of ['a', 'b', 'c']) await say(mock, word);
    expect(mock.requests.map(({ request }) => request?.messages[0]?.content)).toEqual(['b', 'c']);
  });
});
