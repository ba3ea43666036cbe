import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseExchange } from '../../../../src/verify/evidence/parse-exchange.ts';
import type { Observation } from '../../../../src/recordings/observation.ts';
import { testMock } from '../../../support/mock.ts';
import { errorBody, observed, seen, TOOLS, type ObservedFacts } from '../support/observed.ts';
import { asking, scriptedClient } from '../support/scripted-client.ts';

const mock = testMock({ stableIds: true });
const QUESTION = { model: 'gpt-5.1', messages: [{ role: 'user', content: 'Say 你好 🌍 to me.' }] };
const STREAMED = { ...QUESTION, stream: true, stream_options: { include_usage: true } };
const EVENTS = [['content-type', 'text/event-stream; charset=utf-8']] as const;

/** What the mock answers, byte for byte. */
async function answered(request: object): Promise<Observation> {
  const { request: sent } = observed({ request });
  const exchanged = await scriptedClient(asking(mock)).send(sent);
  return { probe: 'text', model: 'gpt-5.1', sample: 0, attempt: 0, ...exchanged };
}

const chunk = (delta: object, finish: string | null = null): string =>
  `data: ${JSON.stringify({ object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;

const streamed = (facts: ObservedFacts): ReturnType<typeof seen> =>
  seen({ request: STREAMED, headers: EVENTS, ...facts });

describe('what a good answer is read as', () => {
  it('is the same streamed and plain', async () => {
    const plain = parseExchange(await answered(QUESTION), TOOLS);
    const stream = parseExchange(await answered(STREAMED), TOOLS);
    expect(plain).toMatchObject({ kind: 'plain', streamed: false, status: 200, error: undefined, sse: undefined });
    expect(stream).toMatchObject({ kind: 'stream', streamed: true, status: 200, json: undefined });
    expect(stream.choices[0]?.content).toContain('你好 🌍');
    expect(stream.choices).toEqual(plain.choices);
    expect(stream.usage).toEqual(plain.usage);
    expect(stream.chunks.length).toBeGreaterThan(3);
    expect([plain.findings, stream.findings]).toEqual([[], []]);
  });

  it('has the calls of tools, with their ids', async () => {
    const tools = [
      { type: 'function', function: { name: 'get_weather', parameters: { type: 'object', properties: {} } } },
    ];
    const forced = { tools, tool_choice: 'required' };
    const [plain, stream] = [
      parseExchange(await answered({ ...QUESTION, ...forced }), TOOLS),
      parseExchange(await answered({ ...STREAMED, ...forced }), TOOLS),
    ];
    const call = {
      id: expect.stringMatching(/^call_/) as string,
      type: 'function',
      name: 'get_weather',
      arguments: '{}',
    };
    for (const one of [plain, stream]) expect(one.choices).toMatchObject([{ finish: 'tool_calls', calls: [call] }]);
  });
});

describe('the kind of an exchange', () => {
  it.each<[string, ObservedFacts, string]>([
    ['no head', { status: 0 }, 'nothing'],
    ['an error', { status: 400 }, 'error'],
    ['an error of a stream', { status: 500, request: STREAMED }, 'error'],
    ['a redirect', { status: 302 }, 'other'],
    ['a list of models', { method: 'GET', path: '/models' }, 'other'],
    ['another path', { path: '/embeddings' }, 'other'],
    ['a path with a query', { path: '/chat/completions?x=1' }, 'plain'],
    ['a plain answer', {}, 'plain'],
    ['a stream that was asked for and claims to be JSON', { request: STREAMED, body: '{}' }, 'stream'],
    ['a request that is no JSON', { request: undefined }, 'plain'],
  ])('of %s', (_, facts, kind) => {
    expect(seen(facts).kind).toBe(kind);
  });

  it('knows what the probe hoped for, and nothing of strange probes', () => {
    expect([seen({ probe: 'text' }).wants, seen({ probe: 'err.json' }).wants, seen({ probe: '' }).wants]).toEqual([
      'answer',
      'refusal',
      undefined,
    ]);
  });

  it('knows the request only where it is an object', () => {
    expect([seen({ request: { a: 1 } }).request, seen({ request: [1] }).request]).toEqual([{ a: 1 }, undefined]);
  });
});

describe('a body', () => {
  it('may begin with a byte order mark, which is kept and not minded', () => {
    const one = seen({ body: '\uFEFF{"choices":[]}' });
    expect(one.json).toEqual({ choices: [] });
    expect(one.text.startsWith('\uFEFF')).toBe(true);
    expect(one.bytes.length).toBe(17);
  });

  it('is put together from its pieces, also where these cut a character', () => {
    const bytes = new TextEncoder().encode('{"a":"你好"}');
    const one = seen({ body: [bytes.subarray(0, 7), bytes.subarray(7)] });
    expect(one.json).toEqual({ a: '你好' });
    expect([one.msAt(0), one.msAt(6), one.msAt(7), one.msAt(1000)]).toEqual([10, 10, 20, 20]);
  });

  it('is unpacked', () => {
    const headers = [
      ['Content-Type', 'application/json'],
      ['Content-Encoding', 'gzip'],
    ] as const;
    const one = seen({ headers, body: gzipSync('{"a":1}') });
    expect({ json: one.json, text: one.text, undecoded: one.undecoded }).toEqual({
      json: { a: 1 },
      text: '{"a":1}',
      undecoded: undefined,
    });
  });

  it('is not read at all where it cannot be unpacked', () => {
    const headers = [['content-encoding', 'gzip']] as const;
    const one = seen({ headers, body: '{"error":{"message":"no"}}', status: 400 });
    expect(one.undecoded).toMatch(/^gzip: /);
    expect([one.json, one.sse, one.error, one.choices]).toEqual([undefined, undefined, undefined, []]);
  });

  it('has an error only where that is an object', () => {
    const errorOf = (body: string): unknown => seen({ status: 400, body }).error;
    expect(errorOf(errorBody({ code: 'x' }))).toMatchObject({ code: 'x' });
    expect(['{"error":"no"}', '{"error":null}', '[]', 'no'].map(errorOf)).toEqual(Array(4).fill(undefined));
  });

  it('is judged by the schema of what was asked for', () => {
    const requirements = (facts: ObservedFacts): string[] => [
      ...new Set(seen(facts).findings.map(({ requirement }) => requirement as string)),
    ];
    expect(requirements({ status: 400, body: '{"detail":"no"}' })).toContain('err.schema');
    expect(requirements({ method: 'GET', path: '/models', body: '{"data":[]}' })).toContain('model.list.schema');
    expect(requirements({ method: 'GET', path: '/models/x', body: '{"id":5}' })).toContain('model.schema');
    expect(requirements({ body: '{"choices":[]}' })).toContain('body.choices');
    expect(requirements({ method: 'GET', path: '/health', body: '{"ok":true}' })).toEqual([]);
    expect(requirements({ body: errorBody({}) })).toEqual([]);
    expect(requirements({ status: 0 })).toEqual([]);
  });

  it('finds a header whatever its case, and the first of several', () => {
    const one = seen({
      headers: [
        ['X-A', '1'],
        ['x-a', '2'],
      ],
    });
    expect([one.header('x-a'), one.header('X-A'), one.header('x-b')]).toEqual(['1', '1', undefined]);
  });
});

describe('a stream', () => {
  const body = `${chunk({ role: 'assistant', content: 'Hel' })}${chunk({ content: 'lo' }, 'stop')}data: [DONE]\n\n`;

  it('is read whatever its line ends, and with a byte order mark', () => {
    for (const one of [body, body.replaceAll('\n', '\r\n'), body.replaceAll('\n', '\r'), `\uFEFF${body}`]) {
      expect(streamed({ body: one }).choices).toMatchObject([{ content: 'Hello', finish: 'stop', role: 'assistant' }]);
    }
  });

  it('is known by its look where the head says something else', () => {
    const headers = [['content-type', 'application/json']] as const;
    expect(streamed({ headers, body }).choices[0]?.content).toBe('Hello');
    expect(streamed({ headers, body: 'Bad gateway' }).sse).toBeUndefined();
  });

  it('numbers its chunks by the events they came in', () => {
    const one = streamed({ body: `: hello\n\nevent: ping\ndata: {}\n\n${body}` });
    expect(one.chunks.map(({ event }) => event)).toEqual([1, 2]);
  });

  it('has the last usage that is one', () => {
    const usage = (value: unknown): string => `data: ${JSON.stringify({ choices: [], usage: value })}\n\n`;
    const counts = { prompt_tokens: 1, completion_tokens: 2, total_tokens: '3' };
    expect(streamed({ body: usage(null) + usage(counts) + usage(null) }).usage).toEqual({
      prompt: 1,
      completion: 2,
      total: undefined,
      reasoning: undefined,
      cached: undefined,
    });
    expect(streamed({ body: usage(null) }).usage).toBeUndefined();
  });

  it('may be one JSON object, which is no stream', () => {
    const one = streamed({ headers: [['content-type', 'application/json']], body: errorBody({ code: 'x' }) });
    expect({ sse: one.sse, error: one.error, choices: one.choices }).toMatchObject({
      sse: undefined,
      error: { code: 'x' },
      choices: [],
    });
  });

  const HOWS = ['aborted', 'closed', 'reset', 'timeout', 'limit', 'malformed'] as const;

  it.each(HOWS)('is cut to whole events where it ended as %s', (how) => {
    const first = chunk({ role: 'assistant', content: 'Hel' });
    const ended = streamed({ body: `${first}${chunk({ content: 'lo' }).slice(0, 20)}`, end: { how, ms: 50 } });
    expect(ended.text).toBe(first);
    expect(ended.choices[0]?.content).toBe('Hel');
  });

  it.each(['\n', '\r\n', '\r'])('is cut behind a whole event also with the line end %j', (line) => {
    const whole = `data: {"a":1}${line}${line}`;
    const cut = (text: string): string => streamed({ body: text, end: { how: 'closed', ms: 50 } }).text;
    expect(cut(`${whole}data: {"b"`)).toBe(whole);
    expect(cut(`${whole}data: {"b":2}${line}`)).toBe(whole);
    expect(cut(`data: {"b":2}${line}`)).toBe('');
    expect(cut(whole)).toBe(whole);
  });

  it('is left as it is where it is whole, or where it is no stream', () => {
    const half = 'data: {"a"';
    expect(streamed({ body: half }).text).toBe(half);
    expect(seen({ body: '{"a"', end: { how: 'closed', ms: 50 } }).text).toBe('{"a"');
  });
});

describe('the parts of an answer', () => {
  const choiceOf = (message: unknown, more: object = {}): ReturnType<typeof seen>['choices'][number] | undefined =>
    seen({ body: JSON.stringify({ choices: [{ index: 3, message, ...more }] }) }).choices[0];

  it('reads content in parts, and reasoning by its other name', () => {
    expect(
      choiceOf({ content: [{ type: 'text', text: 'a' }, { type: 'x' }, { text: 'b' }], reasoning: 'why' }),
    ).toEqual({
      index: 3,
      finish: null,
      role: undefined,
      content: 'ab',
      refusal: null,
      reasoning: 'why',
      calls: [],
      functionCall: undefined,
      logprobs: undefined,
    });
  });

  it('reads calls however broken they are', () => {
    const calls = [
      { id: 1, function: { name: 'f', arguments: { a: 1 } } },
      null,
      { custom: { name: 'g', input: 'x' } },
    ];
    const one = choiceOf({ tool_calls: calls, function_call: { name: 'h' } });
    expect(one?.calls).toEqual([
      { id: undefined, type: undefined, name: 'f', arguments: { a: 1 } },
      { id: undefined, type: undefined, name: undefined, arguments: undefined },
      { id: undefined, type: undefined, name: 'g', arguments: 'x' },
    ]);
    expect(one?.functionCall).toEqual({ name: 'h', arguments: '' });
  });

  it.each(['null', '[]', '5', '{"choices":5}', '{"choices":{}}', '{"choices":[null]}', 'x'])(
    'survives a body of %s',
    (body) => {
      const one = seen({ body });
      expect(() => [one.choices, one.usage, one.findings, one.error, one.chunks]).not.toThrow();
    },
  );

  it('takes the place of a choice for its index where it has none', () => {
    const one = seen({ body: JSON.stringify({ choices: [{}, { index: 'x' }] }) });
    expect(one.choices.map(({ index }) => index)).toEqual([0, 1]);
  });
});
