import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadProfile } from '../../../src/contract/profile.ts';
import { loadValidators } from '../../../src/contract/schema/validators.ts';
import { observationOf, type RecordedExchange } from '../../../src/recordings/recorded-exchange.ts';
import { parseExchange, type ParseContext } from '../../../src/verify/evidence/parse-exchange.ts';
import { ROOT } from '../../support/cli.ts';
import { tokenizer } from '../../support/tokenizer.ts';

const contract = await loadProfile('openai');
const tools: ParseContext = { contract, validators: await loadValidators(contract), tokenizer };
const request = { model: 'gpt-5.1', messages: [{ role: 'user', content: 'hi' }] };

const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('utf8');

describe('an exchange of which little is known', () => {
  it('is a chat completion that went well, without moments', () => {
    expect(observationOf({ request, body: { choices: [] } })).toEqual({
      probe: '',
      model: 'gpt-5.1',
      sample: 0,
      attempt: 0,
      startedAt: 0,
      request: {
        method: 'POST',
        url: 'https://recorded.invalid/v1/chat/completions',
        headers: [['Content-Type', 'application/json']],
        body: new Uint8Array(Buffer.from(JSON.stringify(request))),
      },
      head: { status: 200, reason: '', httpVersion: '1.1', headers: [['content-type', 'application/json']], ms: 0 },
      readings: [{ ms: 0, bytes: new Uint8Array(Buffer.from('{"choices":[]}')) }],
      timed: false,
      assumed: ['status', 'headers'],
      framing: 'close',
      end: { how: 'complete', ms: 0 },
    });
  });

  it.each([
    ['a text', JSON.stringify(request)],
    ['bytes', new Uint8Array(Buffer.from(JSON.stringify(request)))],
    ['a value', request],
  ])('knows its model from the request: %s', (_, sent) => {
    const one = observationOf({ request: sent, body: '' });
    expect({ model: one.model, readings: one.readings }).toEqual({ model: 'gpt-5.1', readings: [] });
  });

  it.each([
    ['no JSON', 'hello'],
    ['a list', '[]'],
    ['a model that is none', '{"model":5}'],
  ])('has no model where the request is %s', (_, sent) => {
    expect(observationOf({ request: sent, body: '' }).model).toBe('');
  });

  it.each<[string, string, string]>([
    ['data: {}\n\n', 'text/event-stream; charset=utf-8', 'a stream'],
    ['\uFEFFdata:{}\r\n\r\n', 'text/event-stream; charset=utf-8', 'a stream with a byte order mark'],
    [': keep-alive\n\ndata: {}\n\n', 'text/event-stream; charset=utf-8', 'a stream that begins with a comment'],
    ['event: error\ndata: {}\n\n', 'text/event-stream; charset=utf-8', 'a stream of named events'],
    ['{"data":1}', 'application/json', 'an object'],
    ['', 'application/json', 'nothing'],
  ])('has the content type of its looks: %j', (body, type) => {
    expect(observationOf({ request, body }).head?.headers).toEqual([['content-type', type]]);
  });

  it.each<[string, Partial<RecordedExchange>, number]>([
    ['only an error', { body: { error: { message: 'no' } } }, 400],
    ['an error with a status', { body: { error: { message: 'no' } }, status: 503 }, 503],
    ['a completion with an error in it', { body: { choices: [], error: {} } }, 200],
    ['an error that is a word', { body: '{"error":"no"}' }, 200],
  ])('has the status of %s', (_, over, status) => {
    expect(observationOf({ request, body: '', ...over }).head?.status).toBe(status);
  });

  it('is a GET where nothing was sent', () => {
    const one = observationOf({ url: 'https://api.example.com/v1/models', body: { object: 'list', data: [] } });
    expect(one.request).toEqual({
      method: 'GET',
      url: 'https://api.example.com/v1/models',
      headers: [],
      body: new Uint8Array(),
    });
  });
});

describe('an exchange of which much is known', () => {
  it('keeps it', () => {
    const one = observationOf({
      request,
      body: 'data: [DONE]\n\n',
      status: 201,
      reason: 'Made',
      httpVersion: '2',
      method: 'PUT',
      url: 'https://api.example.com/v1/x',
      requestHeaders: { 'X-One': ['1', '2'] },
      headers: [
        ['Set-Cookie', 'a'],
        ['Set-Cookie', 'b'],
        ['Transfer-Encoding', 'chunked'],
      ],
      model: 'other',
      startedAt: 5,
      broken: 'net::ERR',
    });
    expect(one).toMatchObject({
      model: 'other',
      startedAt: 5,
      framing: 'chunked',
      end: { how: 'closed', detail: 'net::ERR' },
      request: {
        method: 'PUT',
        headers: [
          ['X-One', '1'],
          ['X-One', '2'],
        ],
      },
      head: {
        status: 201,
        reason: 'Made',
        httpVersion: '2',
        headers: [
          ['Set-Cookie', 'a'],
          ['Set-Cookie', 'b'],
          ['Transfer-Encoding', 'chunked'],
        ],
      },
    });
  });

  it('invents no content type beside other headers', () => {
    expect(observationOf({ request, body: '{}', headers: { date: 'today' } }).head?.headers).toEqual([
      ['date', 'today'],
    ]);
  });

  it.each<[string, Partial<RecordedExchange>, readonly string[] | undefined]>([
    ['nothing where all is told', { status: 200, headers: {} }, undefined],
    ['the status', { headers: {} }, ['status']],
    ['the headers', { status: 200 }, ['headers']],
    ['the headers where only some were kept', { status: 200, headers: {}, someHeaders: true }, ['headers']],
  ])('takes as usual %s', (_, told, assumed) => {
    expect(observationOf({ request, body: {}, ...told }).assumed).toEqual(assumed);
  });

  it('is no chat completion where neither the URL nor messages say so', () => {
    const one = observationOf({ request: { model: 'm', input: 'hi' }, body: { object: 'list', data: [] } });
    expect(parseExchange(one, tools).kind).toBe('other');
  });

  it('forgets a content coding that its body no longer has', () => {
    const one = observationOf({
      request,
      body: { choices: [] },
      headers: { 'Content-Encoding': 'br', 'content-length': '9' },
    });
    expect(one).toMatchObject({ framing: 'length', head: { headers: [['content-length', '9']] } });
    expect(parseExchange(one, tools)).toMatchObject({ kind: 'plain', json: { choices: [] } });
  });
});

describe('seeing', () => {
  it('reads a transcript of the fixtures as the stream that it is', () => {
    const body = readFileSync(resolve(ROOT, 'fixtures/transcripts/conversation-stream.sse'), 'utf8');
    const seen = parseExchange(observationOf({ request: { ...request, stream: true }, body }), tools);
    expect(seen).toMatchObject({ kind: 'stream', streamed: true, status: 200 });
    expect(seen.choices[0]?.content).not.toBe('');
    expect(seen.chunks.length).toBeGreaterThan(2);
    expect(text(seen.bytes)).toBe(body);
  });
});

const CORPUS = resolve(process.env['STARMOCK_CORPUS'] ?? '../shared/corpus', 'api.openai.com.ndjson');

interface Line {
  readonly kind: 'json' | 'stream' | 'error';
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly request?: object;
  readonly response: object | string;
}

describe.skipIf(!existsSync(CORPUS))('what others recorded of api.openai.com', () => {
  it('is seen as what it is', () => {
    const lines = readFileSync(CORPUS, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
    const kinds = lines
      .filter((line): line is Line & { request: object } => typeof line.request === 'object' && line.request !== null)
      .map((line) => ({ line, kind: parseExchange(observationOf({ ...line, body: line.response }), tools).kind }));
    expect(kinds.length).toBeGreaterThan(100);
    const expected = { json: 'plain', stream: 'stream', error: 'error' };
    expect(kinds.filter(({ line, kind }) => kind !== expected[line.kind])).toEqual([]);
  });
});
