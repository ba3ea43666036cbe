// Proves src/recordings/cassettes/library.ts, src/recordings/cassettes/match-key.ts
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cassette } from '../../../../src/recordings/cassettes/cassette.ts';
import { createLibrary, type Library } from '../../../../src/recordings/cassettes/library.ts';
import { matchKey, redactForMatching, type MatchKey } from '../../../../src/recordings/cassettes/match-key.ts';
import type { Observation } from '../../../../src/recordings/observation.ts';
import { BASE, exchange, MOMENT, type ExchangeWords } from './support/exchanges.ts';

const DAY = 24 * 60 * 60 * 1000;
const LATER = MOMENT + 100 * DAY;

const cassette = (name: string, observations: readonly Observation[], session?: string): Cassette => ({
  name,
  version: 2,
  manifest: {
    tool: 'starmock/test',
    baseUrl: BASE,
    ...(session !== undefined && { session }),
    models: { asked: [], answered: [] },
  },
  entries: observations.map((observation, at) => ({ number: at + 1, observation })),
});

const asking = (words: ExchangeWords, moment = LATER): MatchKey =>
  matchKey(redactForMatching(exchange(words).request), { base: BASE, moment });

const user = (content: string): ExchangeWords => ({
  request: { model: 'gpt-5.1', messages: [{ role: 'user', content }] },
});

const library = (...words: readonly ExchangeWords[]): Library => createLibrary([cassette('a', words.map(exchange))]);

/** The recording that answers, or why none does. */
function looked(from: Library, words: ExchangeWords, session = 's', named?: string): string {
  const found = from.look(asking(words), session, named);
  return 'hit' in found ? found.hit.recording.id : found.miss.message;
}

describe('a library', () => {
  it('serves a repeated request in order, and misses past the end (R2)', () => {
    const recorded = library(user('Hi'), user('Bye'), user('Hi'));
    expect([looked(recorded, user('Hi')), looked(recorded, user('Hi'))]).toEqual(['a#1', 'a#3']);
    expect(looked(recorded, user('Hi'))).toContain('it was recorded 2 times');
  });

  it('gives the last one again where that is asked for (R2)', () => {
    const recorded = createLibrary([cassette('a', [exchange(user('Hi')), exchange(user('Hi'))])], { repeat: true });
    expect([1, 2, 3].map(() => looked(recorded, user('Hi')))).toEqual(['a#1', 'a#2', 'a#2']);
  });

  it('has no order between different requests (R8)', () => {
    const recorded = library(user('one'), user('two'), user('three'));
    expect(['three', 'one', 'two'].map((word) => looked(recorded, user(word)))).toEqual(['a#3', 'a#1', 'a#2']);
  });

  it('matches whatever the order of keys, the white space and the form of numbers (R8)', () => {
    const recorded = library({ raw: '{"model":"m","temperature":1,"a":{"x":1,"y":[2]}}' });
    expect(looked(recorded, { raw: '{ "a": {"y":[2.0],"x":1}, "temperature": 1e0,\n "model": "m" }' })).toBe('a#1');
  });

  it.each([
    ['the model', { model: 'gpt-5.2' }, 'model: recorded "gpt-5.1", got "gpt-5.2"'],
    ['the system prompt', { messages: [{ role: 'system', content: 'Be kind' }] }, 'messages[0].content'],
    [
      'a tool',
      { tools: [{ type: 'function', function: { name: 'g' } }] },
      'tools[0].function.name: recorded "f", got "g"',
    ],
    ['a number', { temperature: 0.5 }, 'temperature: recorded 0, got 0.5'],
    ['whether it streams', { stream: true }, 'stream: recorded nothing, got true'],
  ])('tells requests apart by %s, and shows the field (R10, R12)', (_, change, shown) => {
    const request = {
      model: 'gpt-5.1',
      temperature: 0,
      messages: [{ role: 'system', content: 'Be brief' }],
      tools: [{ type: 'function', function: { name: 'f' } }],
    };
    expect(looked(library({ request }), { request: { ...request, ...change } })).toContain(shown);
  });

  it('shows the nearest recording, and where long texts part (R12)', () => {
    const recorded = library(user('Something else'), user(`${'long '.repeat(100)}before the end`), {
      ...user('x'),
      path: '/responses',
    });
    const message = looked(recorded, user(`${'long '.repeat(100)}after the end`));
    expect(message).toMatch(
      /The nearest, a#2, differs in:\n {2}messages\[0\]\.content: recorded "….*before the end", got "….*after the end"$/,
    );
  });

  it('takes each turn of a tool loop for another request, also with a person in between (R11)', () => {
    const call = {
      role: 'assistant',
      tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } }],
    };
    const result = { role: 'tool', tool_call_id: 'call_1', content: '4' };
    const turns = [[], [call, result], [call, result, { role: 'user', content: 'and then?' }]].map((more) => ({
      request: { messages: [{ role: 'user', content: 'go' }, ...more] },
    }));
    const recorded = library(...turns);
    expect([2, 0, 1].map((turn) => looked(recorded, turns[turn] ?? {}))).toEqual(['a#3', 'a#1', 'a#2']);
  });

  it('keeps sessions apart: each has its own place in a sequence (R13, R14)', () => {
    const recorded = library(user('Hi'), user('Hi'));
    const places = ['x', 'y', 'x', 'y'].map((session) => looked(recorded, user('Hi'), session));
    expect(places).toEqual(['a#1', 'a#1', 'a#2', 'a#2']);
  });

  it('gives the cassette of a session to that session alone (R13)', () => {
    const recorded = createLibrary([
      cassette('shared', [exchange(user('Hi'))]),
      cassette('mine', [exchange(user('Hi'))], 'test one'),
    ]);
    expect(looked(recorded, user('Hi'), 'test one', 'test one')).toBe('mine#1');
    expect(looked(recorded, user('Hi'), 'test two', 'test two')).toBe('shared#1');
    expect(looked(recorded, user('Other'), 'test one', 'test one')).toContain('in cassette "mine"');
  });

  it('says what was never asked for, of the cassettes that were opened (R3, R5)', () => {
    const recorded = createLibrary([
      cassette('a', [exchange(user('Hi')), exchange(user('Bye'))]),
      cassette('b', [exchange(user('Never'))]),
    ]);
    looked(recorded, user('Hi'));
    looked(recorded, user('Unknown'));
    expect(recorded.receipt()).toEqual({ loaded: 3, served: 1, missed: 1, unused: ['a#2'] });
  });

  it('starts again when it is reset', () => {
    const recorded = library(user('Hi'));
    looked(recorded, user('Hi'));
    recorded.reset();
    expect(looked(recorded, user('Hi'))).toBe('a#1');
  });

  it('leaves out what cannot be given again', () => {
    const aborted = exchange({ ...user('Hi'), end: { how: 'aborted', ms: 1 } });
    expect(createLibrary([cassette('a', [aborted])]).receipt().loaded).toBe(0);
  });
});

describe('what differs from run to run', () => {
  const notes = (words: ExchangeWords, moment?: number): string[] =>
    asking(words, moment).normalized.map(({ path, kind }) => `${path}: ${kind}`);

  it('is the ids of tool calls, as far as they mean each other (R9)', () => {
    const loop = (...ids: readonly string[]): ExchangeWords => ({
      request: {
        messages: [
          {
            role: 'assistant',
            tool_calls: ids.slice(0, 2).map((id) => ({ id, type: 'function', function: { name: 'f' } })),
          },
          { role: 'tool', tool_call_id: ids[2], content: 'a' },
        ],
      },
    });
    const recorded = library(loop('call_a', 'call_b', 'call_b'));
    expect(looked(recorded, loop('x', 'y', 'x'))).toContain(
      'messages[1].tool_call_id: recorded "<id 2>", got "<id 1>"',
    );
    expect(looked(recorded, loop('x', 'y', 'y'))).toBe('a#1');
    expect(notes(loop('x', 'y', 'y'))).toEqual([
      'messages[0].tool_calls[0].id: id',
      'messages[0].tool_calls[1].id: id',
      'messages[1].tool_call_id: id',
    ]);
  });

  it('is the ids of items in a Responses request (R9)', () => {
    const input = (id: string): ExchangeWords => ({
      path: '/responses',
      request: {
        input: [
          { type: 'function_call', call_id: id, name: 'f', arguments: '{}' },
          { type: 'function_call_output', call_id: id, output: '1' },
        ],
      },
    });
    expect(looked(library(input('call_a')), input('call_b'))).toBe('a#1');
  });

  it.each(['It is 2026-03-14.', 'Now: 2026-03-14T09:26:53.123Z', 'It is March 14, 2026', '14 March 2026'])(
    'is the date of the day: %s (R9)',
    (text) => {
      const today = new Date(LATER);
      const day = String(today.getUTCDate());
      const month = today.toLocaleString('en', { month: 'long', timeZone: 'UTC' });
      const later = text
        .replace('2026-03-14', today.toISOString().slice(0, 10))
        .replace('March 14, 2026', `${month} ${day}, 2026`)
        .replace('14 March 2026', `${day} ${month} 2026`);
      expect(later).not.toBe(text);
      expect(looked(library(user(text)), user(later))).toBe('a#1');
      expect(notes(user(later))).toEqual(['messages[0].content: date']);
    },
  );

  it('is no other date: that one was meant (R9)', () => {
    expect(looked(library(user('What happened on 1969-07-20?')), user('What happened on 1969-07-21?'))).toContain(
      'messages[0].content',
    );
    expect(notes(user('What happened on 1969-07-20?'))).toEqual([]);
  });

  it('matches a date that stands in the code of a test, whatever the day (R9)', () => {
    expect(looked(library(user('Say 2026-03-14 to me')), user('Say 2026-03-14 to me'))).toBe('a#1');
  });

  it('is a uuid, and the same uuid is the same (R9)', () => {
    const [a, b, c] = ['1', '2', '3'].map((digit) => `${digit.repeat(8)}-0000-4000-8000-000000000000`);
    const recorded = library(user(`from ${a} to ${b} to ${a}`));
    expect(looked(recorded, user(`from ${c} to ${b} to ${b}`))).toContain('messages[0].content');
    expect(looked(recorded, user(`from ${b} to ${c} to ${b}`))).toBe('a#1');
  });

  it('gives what is exactly the same before what is only alike (R9)', () => {
    const [a, b] = ['1', '2'].map((digit) => `${digit.repeat(8)}-0000-4000-8000-000000000000`);
    const recorded = library(user(`get ${a}`), user(`get ${b}`));
    expect([looked(recorded, user(`get ${b}`)), looked(recorded, user(`get ${a}`))]).toEqual(['a#2', 'a#1']);
  });

  it('is the boundary of a multipart body (R9)', () => {
    const form = (boundary: string, word = 'alloy'): ExchangeWords => ({
      path: '/audio/speech',
      requestHeaders: [['Content-Type', `multipart/form-data; boundary=${boundary}`]],
      raw: `--${boundary}\r\nContent-Disposition: form-data; name="voice"\r\n\r\n${word}\r\n--${boundary}--\r\n`,
    });
    const recorded = library(form('----abc123'));
    expect(looked(recorded, form('----zzz', 'echo'))).toContain('No recording');
    expect(looked(recorded, form('----zzz'))).toBe('a#1');
    expect(notes(form('----zzz'))).toEqual(['body: boundary']);
  });

  it('is no header: traces, keys and user agents do not count (R9)', () => {
    const recorded = library({
      ...user('Hi'),
      requestHeaders: [
        ['traceparent', '00-aa-bb-01'],
        ['User-Agent', 'a/1'],
      ],
    });
    expect(
      looked(recorded, {
        ...user('Hi'),
        requestHeaders: [
          ['traceparent', '00-cc-dd-01'],
          ['User-Agent', 'b/2'],
        ],
      }),
    ).toBe('a#1');
  });

  it('is not in the tools and not in the model (R10)', () => {
    const request = (id: string): ExchangeWords => ({ request: { model: id, tools: [{ name: id }] } });
    expect(notes(request('11111111-0000-4000-8000-000000000000'))).toEqual([]);
  });

  it('never makes requests equal that differ in another word', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (one, other) => {
        fc.pre(one !== other);
        expect(asking(user(one)).key).not.toBe(asking(user(other)).key);
      }),
    );
  });

  it('ends for a body that is nested without end', () => {
    const raw = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(looked(library({ raw }), { raw })).toBe('a#1');
  });
});

describe('the path of a request', () => {
  const at = (url: string, base: string): unknown =>
    matchKey({ method: 'POST', url, headers: [], body: new Uint8Array() }, { base, moment: 0 }).leaves().get('path');

  it.each([
    ['https://api.example.test/v1/chat/completions', 'https://api.example.test/v1'],
    ['https://gateway.test/openai/v1/chat/completions', 'https://gateway.test/openai/v1'],
    ['https://gateway.test/llm/chat/completions', 'https://gateway.test/llm/'],
    ['https://elsewhere.test/api/v1/chat/completions', 'https://api.example.test/v2'],
    ['/v1/chat/completions', '/v1'],
  ])('does not depend on the base: %s', (url, base) => {
    expect(at(url, base)).toBe('/chat/completions');
  });
});
