// Proves src/mock/: answers that a test speaks itself.
import OpenAI from 'openai';
import { describe, expect, test } from 'vitest';
import { createMock, type Mock } from '../../../../src/index.ts';
import { matchers } from '../../../../src/vitest/index.ts';
import { post } from '../../../support/mock.ts';

expect.extend(matchers);

const ask = (over: object = {}) => ({
  model: 'gpt-5.1',
  messages: [{ role: 'user' as const, content: 'hello' }],
  stream: true as const,
  ...over,
});
const WITH_USAGE = ask({ stream_options: { include_usage: true } });

const MOCKS = [
  ['memory', (mock: Mock) => Promise.resolve(mock.fetch)],
  [
    'node server',
    async (mock: Mock) => {
      const { url } = await mock.listen();
      return (_: unknown, init?: RequestInit) => fetch(`${url}/chat/completions`, init);
    },
  ],
] as const;

describe.each(MOCKS)('a controlled reply (%s)', (_, connect) => {
  async function open(over: object = {}): Promise<{ mock: Mock; sent: Promise<Response> } & Controlled> {
    const mock = createMock();
    const fetch = await connect(mock);
    const reply = await mock.controlled({ user: 'hello' });
    const controller = new AbortController();
    const sent = post({ ...mock, fetch }, ask(over), { signal: controller.signal });
    return { mock, reply, sent, controller };
  }
  interface Controlled {
    readonly reply: Awaited<ReturnType<Mock['controlled']>>;
    readonly controller: AbortController;
  }

  test('comes piece by piece, as the test says it', async () => {
    const { mock, reply, sent } = await open();
    expect((await reply.request).messages).toHaveLength(1);
    const reader = ((await sent).body ?? new ReadableStream()).getReader();
    const next = async (): Promise<string> => new TextDecoder().decode((await reader.read()).value);
    reply.text('Hel');
    expect(await next()).toContain('"content":"Hel"');
    reply.text('lo');
    expect(await next()).toContain('"content":"lo"');
    reply.end();
    expect(await next()).toContain('"finish_reason":"stop"');
    expect(await reply.closed).toBe('complete');
    await reader.cancel();
    await mock.close(0);
  });

  test('conforms, counts and is in the journal like any other', async () => {
    const { mock, reply, sent } = await open(WITH_USAGE);
    reply.reasoning('Let me see.');
    reply.text('One moment, ');
    reply.text('please.');
    reply.toolCall('get_weather', { city: 'Tokyo' });
    reply.toolCall('get_time');
    reply.toolArguments('{"zone":');
    reply.toolArguments('"JST"}');
    reply.end();
    const text = await (await sent).text();
    await expect(text).toBeConformingStream({ request: WITH_USAGE });
    expect(mock).toHaveStreamed('One moment, please.');
    expect(mock).toHaveReceivedTool('get_time', { zone: 'JST' });
    const [entry] = mock.requests;
    expect(entry).toMatchObject({ outcome: 'complete', answer: { choices: [{ finish_reason: 'tool_calls' }] } });
    expect(text).toContain(JSON.stringify(entry?.usage));
    await mock.close(0);
  });

  test('fails with an error of the API within the stream', async () => {
    const { mock, reply, sent } = await open();
    reply.text('Well');
    reply.fail({ message: 'Out of luck.', code: 'luck' });
    const text = await (await sent).text();
    expect(text).toMatch(/"content":"Well"[\s\S]*data: \{"error":\{"message":"Out of luck.","type":"server_error"/);
    await expect(text).toBeConformingStream();
    expect(mock.requests[0]).toMatchObject({ outcome: 'complete', error: { code: 'luck' } });
    await mock.close(0);
  });

  test('is cut off', async () => {
    const { mock, reply, sent } = await open();
    reply.text('Well');
    const response = await sent;
    reply.reset();
    await expect(response.text()).rejects.toThrow('terminated');
    expect(await reply.closed).toBe('reset');
    await mock.close(0);
  });

  test('stalls until the client leaves', async () => {
    const { mock, reply, sent, controller } = await open();
    reply.text('Well');
    reply.stall();
    const reading = (await sent).text();
    controller.abort();
    await expect(reading).rejects.toThrow(/abort/);
    expect(await reply.closed).toBe('aborted');
    expect(mock.requests[0]).toMatchObject({
      outcome: 'aborted',
      answer: { choices: [{ message: { content: 'Well' } }] },
    });
    await mock.close(0);
  });

  test('waits for its end where the answer is a plain one', async () => {
    const { mock, reply, sent } = await open({ stream: false });
    await reply.request;
    reply.text('Hello');
    reply.text(' there');
    reply.end('length');
    const response = await sent;
    await expect(response.clone()).toConformTo('ChatCompletion', { request: ask({ stream: false }) });
    expect(await response.json()).toMatchObject({
      choices: [{ message: { content: 'Hello there' }, finish_reason: 'length' }],
    });
    await mock.close(0);
  });

  test('fails with a status where the answer is a plain one', async () => {
    const { mock, reply, sent } = await open({ stream: false });
    reply.fail('overloaded');
    expect((await sent).status).toBe(503);
    await mock.close(0);
  });

  test('breaks a plain answer, too, of which nothing is counted', async () => {
    const { mock, reply, sent } = await open({ stream: false });
    reply.reset();
    await expect(sent.then((response) => response.text())).rejects.toThrow(/terminated|fetch failed/);
    expect(mock.requests[0]).toMatchObject({ outcome: 'reset', scenario: 'controlled reply 1' });
    expect([mock.requests[0]?.usage, mock.requests[0]?.answer]).toEqual([undefined, undefined]);
    await mock.close(0);
  });

  test('is left by a client that waits for a plain answer', async () => {
    const { mock, reply, sent, controller } = await open({ stream: false });
    await reply.request;
    controller.abort();
    await expect(sent).rejects.toThrow(/abort/);
    reply.end();
    await mock.close(0);
  });
});

describe('controlled replies', () => {
  test('answer one request each, and only those that fit', async () => {
    const mock = createMock({ scenarios: [{ reply: 'from a fixture' }] });
    const reply = await mock.controlled({ user: 'hello' });
    reply.text('controlled');
    reply.end();
    const texts = [];
    for (const content of ['other', 'hello', 'hello']) {
      texts.push(await (await post(mock, ask({ messages: [{ role: 'user', content }] }))).text());
    }
    expect(texts.map((text) => text.includes('"controlled"'))).toEqual([false, true, false]);
  });

  test('say nothing after their end', async () => {
    const reply = await createMock().controlled();
    expect(() => reply.toolArguments('{}')).toThrow(/toolCall first/);
    reply.end();
    expect(() => reply.text('more')).toThrow(/has ended/);
    expect(() => reply.reset()).toThrow(/has ended before/);
  });

  test('are forgotten by a reset', async () => {
    const mock = createMock();
    const reply = await mock.controlled();
    reply.text('forgotten');
    reply.end();
    mock.reset();
    expect(await (await post(mock, ask())).text()).not.toContain('forgotten');
  });

  test.each([true, false])('have as many choices as are asked for (stream: %s)', async (stream) => {
    const mock = createMock({ selfCheck: true });
    const request = ask({ n: 3, stream, ...(stream ? { stream_options: { include_usage: true } } : {}) });
    const reply = await mock.controlled();
    reply.text('Heads');
    reply.choice(1).text('Tails');
    const sent = post(mock, request);
    await reply.request;
    reply.choice(1).toolCall('flip', { again: true });
    reply.choice(1).finish();
    reply.text('!');
    reply.end('length');
    await (await sent).text();
    const [entry] = mock.requests;
    expect(entry?.answer?.choices.map(({ message, finish_reason }) => [message.content, finish_reason])).toEqual([
      ['Heads!', 'length'],
      ['Tails', 'tool_calls'],
      ['', 'length'],
    ]);
    expect(mock).toHaveReceivedTool('flip', { again: true });
    expect(entry?.findings).toEqual([]);
  });

  test('count what all choices say', async () => {
    const mock = createMock();
    for (const n of [1, 2]) {
      const reply = await mock.controlled();
      for (let index = 0; index < n; index++) reply.choice(index).text('one two three');
      reply.end();
      await (await post(mock, ask({ n, stream: false }))).text();
    }
    const [one = 0, two = 0] = mock.requests.map(({ usage }) => usage?.completion_tokens ?? 0);
    expect([one > 2, two]).toEqual([true, 2 * one]);
  });

  test('refuse choices that nobody asks for', async () => {
    const mock = createMock();
    const early = await mock.controlled();
    early.choice(1).text('too many');
    early.end();
    const response = await post(mock, ask());
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('has 2 choices')]);
    const late = await mock.controlled();
    const sent = post(mock, ask({ n: 2 }));
    await late.request;
    expect(() => late.choice(2)).toThrow(expect.objectContaining({ code: 'BAD_OPTION' }));
    expect(() => late.choice(-1)).toThrow(/below 2, which the request asks for/);
    late.choice(1).finish();
    expect(() => late.choice(1).text('more')).toThrow(/this choice of the controlled reply has ended/);
    late.end();
    await (await sent).text();
  });

  test('have logprobs where they are asked for', async () => {
    const mock = createMock({ selfCheck: true });
    for (const stream of [true, false]) {
      const request = ask({ model: 'gpt-5.1-chat', logprobs: true, top_logprobs: 2, stream });
      const reply = await mock.controlled();
      reply.text('Said before, ');
      const sent = post(mock, request);
      await reply.request;
      reply.text('and after.');
      reply.end();
      await (await sent).text();
      const entry = mock.requests.at(-1);
      const tokens = entry?.answer?.choices[0]?.logprobs?.content ?? [];
      expect(tokens.map(({ token }) => token).join('')).toBe('Said before, and after.');
      expect(new Set(tokens.map(({ top_logprobs }) => top_logprobs.length))).toEqual(new Set([2]));
      expect(entry?.findings).toEqual([]);
    }
  });

  test('are judged where answers are, when they have ended as they should', async () => {
    const mock = createMock({ selfCheck: true });
    for (const broken of [false, true]) {
      const reply = await mock.controlled();
      reply.text('There is no call.');
      if (broken) reply.fail();
      else reply.end('tool_calls');
      await (await post(mock, ask())).text();
    }
    expect(mock.requests.map(({ findings }) => findings?.map(({ requirement }) => requirement))).toEqual([
      [expect.stringMatching(/^finish\./)],
      [],
    ]);
    const silent = createMock();
    (await silent.controlled()).end();
    await (await post(silent, ask())).text();
    expect(silent.requests[0]).not.toHaveProperty('findings');
  });

  test('reach the official client, refusals and forced calls alike', async () => {
    const mock = createMock();
    const client = new OpenAI({ apiKey: 'any', baseURL: 'http://mock/v1', fetch: mock.fetch });
    const reply = await mock.controlled();
    reply.refusal('I will not.');
    reply.end();
    const stream = client.chat.completions.stream(ask());
    expect((await stream.finalMessage()).refusal).toBe('I will not.');
  });
});
