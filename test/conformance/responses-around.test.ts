// Scenarios, the journal, replies by hand, msw and matchers know /v1/responses as they know chat completions.
import { setupServer } from 'msw/node';
import { describe, expect, test } from 'vitest';
import { handlers } from '../../src/msw/index.ts';
import { answersIn } from '../../src/vitest/subject.ts';
import { post, testMock } from '../support/mock.ts';
import { callResponses, respond, responseEvents, textOf, type ResponseBody } from '../support/responses.ts';

const WEATHER = { type: 'function', name: 'get_weather', parameters: { type: 'object', properties: {} } };
const last = (stream: string): ResponseBody =>
  (responseEvents(stream).at(-1) as unknown as { response: ResponseBody }).response;

describe('a scenario', () => {
  test('answers on both endpoints by one rule', async () => {
    const mock = testMock({ selfCheck: true, scenarios: [{ name: 'ping', match: { user: 'ping' }, reply: 'pong' }] });
    const asked = { model: 'gpt-5.1', input: 'ping' };
    expect(textOf(await respond(mock, asked))).toBe('pong');
    expect(textOf(last(await (await callResponses(mock, { ...asked, stream: true })).text()))).toBe('pong');
    const chat = await post(mock, { model: 'gpt-5.1', messages: [{ role: 'user', content: 'ping' }] });
    expect(await chat.json()).toMatchObject({ choices: [{ message: { content: 'pong' } }] });
    expect(mock.requests.map(({ scenario, findings }) => [scenario, findings])).toEqual([
      ['ping', []],
      ['ping', []],
      ['ping', []],
    ]);
  });

  test('calls tools, and its error is an HTTP error', async () => {
    const mock = testMock({
      selfCheck: true,
      scenarios: [
        { match: { user: 'call' }, reply: { tool_calls: [{ name: 'get_weather', arguments: { city: 'Oslo' } }] } },
        { match: { user: 'fail' }, reply: { error: { status: 429 } } },
      ],
    });
    const { output } = await respond(mock, { model: 'gpt-5.1', input: 'call', tools: [WEATHER] });
    expect(output).toMatchObject([{ type: 'function_call', name: 'get_weather', arguments: '{"city":"Oslo"}' }]);
    expect((await callResponses(mock, { model: 'gpt-5.1', input: 'fail' })).status).toBe(429);
  });
});

test('the journal has the request as it was sent, and the answer as a client parses it', async () => {
  const mock = testMock();
  const stream = await (await callResponses(mock, { model: 'gpt-5.1', input: 'Hello!', stream: true })).text();
  const [entry] = mock.requests;
  expect(entry).toMatchObject({
    path: '/v1/responses',
    kind: 'stream',
    model: 'gpt-5.1',
    request: { input: 'Hello!' },
  });
  expect(entry?.answer).toMatchObject({ object: 'response', status: 'completed' });
  expect(entry?.usage?.completion_tokens).toBe(last(stream).usage.output_tokens);
});

test('a reply by hand streams as the API does', async () => {
  const mock = testMock({ selfCheck: true });
  const reply = await mock.controlled({ user: 'hello' });
  const asking = callResponses(mock, { model: 'gpt-5.1', input: 'hello', stream: true });
  reply.text('Po');
  reply.text('ng');
  reply.end();
  const stream = await (await asking).text();
  expect(textOf(last(stream))).toBe('Pong');
  expect(mock.requests.at(-1)?.findings).toEqual([]);
});

test('a reply by hand is kept at its end, and is continued', async () => {
  const mock = testMock();
  const reply = await mock.controlled({ user: 'My name is Ines.' });
  const body = { model: 'gpt-5.1', input: 'My name is Ines.', stream: true };
  const asking = callResponses(mock, body);
  reply.text('Welcome, Ines.');
  const stream = (await asking).text();
  const kept = async (id: string): Promise<number> =>
    (await callResponses(mock, undefined, { method: 'GET', path: `/${id}` })).status;
  reply.end();
  const { id, output } = last(await stream);
  expect(await kept(id)).toBe(200);
  const input = [
    { type: 'item_reference', id: output[0]?.id },
    { role: 'user', content: 'What is my name?' },
  ];
  const next = { model: 'gpt-5.1', input: [{ role: 'user', content: body.input }, ...input] };
  expect(textOf(await respond(mock, next))).toContain('Ines');
});

describe('a stream that takes its time', () => {
  const ESSAY = { model: 'gpt-5.1', input: 'Write an essay of 300 words about rivers', stream: true };
  const mock = testMock({ speed: 20 });
  const found = async (id: string): Promise<number> =>
    (await callResponses(mock, undefined, { method: 'GET', path: `/${id}` })).status;

  /** Begins to read, and leaves. @returns the id, and whether the response was there before and after */
  async function leave(body: object): Promise<[id: string, before: number, after: number]> {
    const reader = (await callResponses(mock, body)).body?.getReader();
    const { value } = (await reader?.read()) ?? {};
    const id = /"id":"(resp_[0-9a-f]+)"/.exec(new TextDecoder().decode(value))?.[1] ?? '';
    const before = await found(id);
    await reader?.cancel();
    return [id, before, await found(id)];
  }

  test('is kept when its end is sent, and not at all when its client leaves', async () => {
    expect(await leave(ESSAY)).toEqual([expect.stringMatching(/^resp_/), 404, 404]);
    const whole = await (await callResponses(mock, { ...ESSAY, input: 'Hello!' })).text();
    expect(await found(last(whole).id)).toBe(200);
  });

  test('is kept from its beginning where it is made in the background', async () => {
    expect(await leave({ ...ESSAY, background: true })).toEqual([expect.stringMatching(/^resp_/), 200, 200]);
  });
});

test('a stream at the pace of a model says the same as one at once', async () => {
  const body = { model: 'gpt-5.1', input: 'Hello!', stream: true };
  const streams = await Promise.all(
    ['instant' as const, 50].map(async (speed) =>
      (await callResponses(testMock({ speed, stableIds: true, selfCheck: true }), body)).text(),
    ),
  );
  expect(streams[0]).toBe(streams[1]);
});

test('a repeated stream is like the first one but for its ids', async () => {
  const mock = testMock({ profile: 'openai', selfCheck: true });
  const body = {
    model: 'gpt-5',
    input: "What's the weather in Tokyo?",
    tools: [WEATHER],
    stream: true,
    include: ['reasoning.encrypted_content'],
  };
  const ids = new Set<string>();
  const plain = new Set<string>();
  for (let turn = 0; turn < 5; turn++) {
    // oxlint-disable-next-line no-await-in-loop
    const stream = await (await callResponses(mock, body)).text();
    expect(mock.requests.at(-1)?.findings).toEqual([]);
    const { id, output } = last(stream);
    ids.add(id);
    for (const item of output) {
      ids.add(item.id);
      // oxlint-disable-next-line no-await-in-loop
      const kept = await callResponses(mock, undefined, { method: 'GET', path: `/${id}` });
      // oxlint-disable-next-line no-await-in-loop
      expect(((await kept.json()) as ResponseBody).output).toEqual(output);
    }
    plain.add(stream.replaceAll(/[0-9a-f]{50}|call_\w{24}|gAAAA[\w=-]+|"(?:created|completed)_at":\d+/g, ''));
  }
  expect(ids.size).toBe(15);
  expect(plain.size).toBe(1);
});

test('msw answers the paths, queries included', async () => {
  const server = setupServer(...handlers());
  server.listen();
  try {
    const init = { headers: { authorization: 'Bearer k', 'content-type': 'application/json' } };
    const body = JSON.stringify({
      model: 'gpt-5.1',
      input: [
        { role: 'user', content: 'a' },
        { role: 'user', content: 'b' },
      ],
    });
    const made = (await (
      await fetch('http://api.test/v1/responses', { ...init, method: 'POST', body })
    ).json()) as ResponseBody;
    const listed = await fetch(`http://api.test/v1/responses/${made.id}/input_items?limit=1&order=asc`, init);
    expect(await listed.json()).toMatchObject({ data: [{ content: [{ text: 'a' }] }], has_more: true });
  } finally {
    server.close();
  }
});

test('matchers find texts and calls in answers, streams and the journal', async () => {
  const mock = testMock({
    scenarios: [
      { match: { user: 'both' }, reply: { text: 'Look:', tool_calls: [{ name: 'get_weather', arguments: {} }] } },
    ],
  });
  const asked = { model: 'gpt-5.1', input: 'both', tools: [WEATHER] };
  const plain = await respond(mock, asked);
  const stream = await (await callResponses(mock, { ...asked, stream: true })).text();
  const events = responseEvents(stream);
  for (const value of [plain, stream, events, mock.requests[0]]) {
    const [found] = answersIn(value);
    expect(found?.messages[0]).toMatchObject({ content: 'Look:', tool_calls: [{ function: { name: 'get_weather' } }] });
  }
  expect(answersIn(mock)).toHaveLength(2);
});

test('faults of HTTP, framing and counts meet Responses too', async () => {
  const body = { model: 'gpt-5.1', input: 'Hello!', stream: true };
  const seen = async (fault: Parameters<typeof testMock>[0] & object): Promise<[number, string]> => {
    const response = await callResponses(testMock(fault), body);
    return [response.status, await response.text().catch((error: unknown) => String(error))];
  };
  expect((await seen({ faults: ['503'] }))[0]).toBe(503);
  expect((await seen({ faults: ['sse.truncated-no-finish@chunk=3'] }))[1]).not.toContain('response.completed');
  const usual = last((await seen({}))[1]).usage.output_tokens;
  expect(last((await seen({ faults: ['usage.estimate=3'] }))[1]).usage.output_tokens).not.toBe(usual);
});
