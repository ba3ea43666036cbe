import OpenAI from 'openai';
import { describe, expect, test } from 'vitest';
import { matchers } from '../../../src/vitest/index.ts';
import { post, say, testMock } from '../../support/mock.ts';

const TOOL = {
  type: 'function',
  function: { name: 'get_weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } },
} as const;
const ask = (over: object = {}) => ({ model: 'gpt-5.1', messages: [{ role: 'user' as const, content: 'x' }], ...over });
const calling = () =>
  testMock({
    scenarios: [
      {
        match: { tools: true },
        reply: { tool_calls: [{ name: 'get_weather', arguments: { city: 'Tokyo', days: [1, 2] } }] },
      },
      { reply: 'Hello!' },
    ],
  });

/** What a failed expectation says; a passed one fails the test. */
async function complaint(run: () => unknown): Promise<Error & { actual?: unknown; expected?: unknown }> {
  try {
    await run();
  } catch (error) {
    return error as Error;
  }
  throw new Error('the expectation passed');
}

test('adds every matcher to expect', () => {
  for (const name of Object.keys(matchers)) expect(expect('')).toHaveProperty(name);
});

describe('toConformTo', () => {
  test('accepts answers, lists and errors of the mock, as a response, as text and parsed', async () => {
    const mock = testMock();
    await expect(await post(mock, ask())).toConformTo('ChatCompletion', { request: ask() });
    await expect(await (await post(mock, ask())).text()).toConformTo('ChatCompletion');
    await expect(await (await post(mock, ask({ temperature: 9 }))).json()).toConformTo('ErrorResponse');
    const headers = { authorization: 'Bearer sk-test' };
    await expect(await mock.fetch('http://mock/v1/models', { headers })).toConformTo('ModelList');
  });

  test('names the requirement, the place and what came instead', async () => {
    const body = (await (await post(testMock(), ask())).json()) as object;
    const { message } = await complaint(() => expect({ ...body, object: 'completion' }).toConformTo('ChatCompletion'));
    expect(message).toMatch(
      /conforming ChatCompletion, but\n {2}\S+ \(MUST\) at \/object: expected .+, received .*completion/,
    );
  });

  test('sees what no schema can: tokens that do not add up', async () => {
    const body = (await (await post(testMock(), ask())).json()) as { usage: object };
    const wrong = { ...body, usage: { ...body.usage, total_tokens: 1 } };
    await expect(wrong).not.toConformTo('ChatCompletion');
    expect((await complaint(() => expect(wrong).toConformTo('ChatCompletion'))).message).toContain('usage.sum');
  });

  test('tells a body that is no JSON', async () => {
    const { message } = await complaint(() => expect('<html>').toConformTo('ErrorResponse'));
    expect(message).toMatch(/conforming ErrorResponse, but it is no JSON/);
  });
});

describe('toBeConformingStream', () => {
  const request = ask({ stream: true, stream_options: { include_usage: true } });

  test('accepts a stream as response, text, bytes, chunks, and as the official client gives it', async () => {
    const mock = testMock();
    await expect(await post(mock, request)).toBeConformingStream({ request });
    const text = await (await post(mock, request)).text();
    await expect(text).toBeConformingStream({ request });
    await expect(new TextEncoder().encode(text)).toBeConformingStream({ request });
    const client = new OpenAI({ apiKey: 'sk-test', baseURL: 'http://mock/v1', fetch: mock.fetch });
    await expect(await client.chat.completions.create({ ...ask(), stream: true })).toBeConformingStream();
  });

  test('tells what a cut stream lacks, and a stream that lacks its usage', async () => {
    const text = await (await post(testMock(), ask({ stream: true }))).text();
    await expect(text.replace('data: [DONE]\n\n', '')).not.toBeConformingStream();
    const { message } = await complaint(() => expect(text).toBeConformingStream({ request }));
    expect(message).toMatch(/conforming stream, but\n[\s\S]* {2}usage\S+ \(MUST\)/);
  });

  test.each([
    ['an error', async () => post(testMock(), { ...ask(), model: 'none', stream: true }), /status 404/],
    ['a plain answer', async () => (await post(testMock(), ask())).text(), /it is JSON/],
    ['a number', async () => 5, /neither text, bytes/],
  ])('refuses %s', async (_, value, words) => {
    const received = await value();
    expect((await complaint(() => expect(received).toBeConformingStream())).message).toMatch(words);
  });
});

describe('toHaveReceivedTool', () => {
  test('finds calls in a mock, a journal entry, a plain answer and a stream', async () => {
    const mock = calling();
    const body = (await (await post(mock, ask({ tools: [TOOL] }))).json()) as object;
    const text = await (await post(mock, ask({ tools: [TOOL], stream: true }))).text();
    for (const subject of [mock, mock.requests[0], body, text]) {
      expect(subject).toHaveReceivedTool('get_weather');
      expect(subject).toHaveReceivedTool('get_weather', { city: 'Tokyo' });
      expect(subject).toHaveReceivedTool('get_weather', { city: expect.stringMatching(/^T/) as string });
      expect(subject).not.toHaveReceivedTool('get_weather', { city: 'Paris' });
      expect(subject).not.toHaveReceivedTool('get_weather', { days: [1] });
      expect(subject).not.toHaveReceivedTool('get_time');
    }
  });

  test('shows what was called beside what was wanted', async () => {
    const mock = calling();
    await post(mock, ask({ tools: [TOOL] }));
    const error = await complaint(() => expect(mock).toHaveReceivedTool('get_weather', { city: 'Paris' }));
    expect(error.message).toBe(
      'expected a call of get_weather with {"city":"Paris"}, but what was called is get_weather',
    );
    expect(error.actual).toEqual([{ name: 'get_weather', arguments: { city: 'Tokyo', days: [1, 2] } }]);
    expect(error.expected).toEqual([{ name: 'get_weather', arguments: { city: 'Paris' } }]);
  });

  test('says when nothing was called, and refuses what holds no answers', async () => {
    expect((await complaint(() => expect(calling()).toHaveReceivedTool('f'))).message).toContain('no tool was called');
    expect((await complaint(() => expect(5).toHaveReceivedTool('f'))).message).toContain('expected a mock, an entry');
  });
});

describe('toHaveStreamed', () => {
  test('compares the whole text, or a pattern', async () => {
    const mock = calling();
    const text = await (await post(mock, ask({ stream: true }))).text();
    for (const subject of [mock, mock.requests[0], text]) {
      expect(subject).toHaveStreamed('Hello!');
      expect(subject).toHaveStreamed(/^hello/i);
      expect(subject).not.toHaveStreamed('Hello');
    }
  });

  test.each([
    [{ stream: true }, 'Bye', 'what was streamed differs'],
    [{}, 'Hello!', 'the answer was not streamed'],
    [undefined, 'Hello!', 'there was no answer'],
  ])('says why: %j', async (over, wanted, words) => {
    const mock = calling();
    if (over) await (await post(mock, ask(over))).text();
    expect((await complaint(() => expect(mock).toHaveStreamed(wanted))).message).toContain(words);
  });
});

describe('the matchers of scenarios', () => {
  test('fail for a request that matches none, and for one that nobody used', async () => {
    const mock = testMock({
      scenarios: [
        { name: 'a', match: { user: 'ping' }, reply: 'pong' },
        { name: 'b', match: { user: 'other' }, reply: 'x' },
      ],
    });
    await say(mock, 'ping');
    expect(mock).toHaveNoUnmatchedRequests();
    expect(mock).not.toHaveNoUnusedScenarios();
    expect((await complaint(() => expect(mock).toHaveNoUnusedScenarios())).message).toContain('were not: b');
    await say(mock, 'Something else');
    await say(mock, 'other');
    expect(mock).toHaveNoUnusedScenarios();
    expect(mock.session('sk-test')).not.toHaveNoUnmatchedRequests();
    expect((await complaint(() => expect(mock).toHaveNoUnmatchedRequests())).message).toContain('Something else');
    expect(() => expect(5).toHaveNoUnmatchedRequests()).toThrow(/expected a mock/);
  });
});
