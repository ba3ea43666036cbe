import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { summarizeExchange, viewExchange, type ExchangeFacts } from '../../../src/view/view-exchange.ts';
import { chunk, data, observed, type Observed } from '../../support/observed.ts';
import { anyObservation } from '../verify/support/arbitrary-observations.ts';

const FACTS: ExchangeFacts = { number: 7, source: { kind: 'generated' } };

const view = (what: Observed, facts: Partial<ExchangeFacts> = {}): ReturnType<typeof viewExchange> =>
  viewExchange(observed(what), { ...FACTS, ...facts });

const ASKED = { model: 'gpt-5.1', messages: [{ role: 'user', content: 'Hello?' }], stream: true };

const STREAM: Observed = {
  asked: ASKED,
  pieces: [
    [10, chunk({ role: 'assistant', content: '' })],
    [20, ': keep-alive\n\n'],
    [30, chunk({ reasoning_content: 'Hm. ' })],
    [90, chunk({ content: 'Hi ' }) + chunk({ content: 'there' })],
    [95, chunk({ tool_calls: [{ index: 0, id: 'a', function: { name: 'add', arguments: '' } }] })],
    [97, chunk({ tool_calls: [{ index: 0, function: { arguments: '{"a":1}' } }] })],
    [98, chunk({}, { finish_reason: 'tool_calls' })],
    [
      99,
      data({ object: 'chat.completion.chunk', choices: [], usage: { prompt_tokens: 3, completion_tokens: 9 } }) +
        data('[DONE]'),
    ],
  ],
};

describe('an exchange', () => {
  test('has an event for each block of its stream, of the kind that it carries', () => {
    const { answer, firstMs } = view(STREAM);
    const kinds = answer.events.map(({ kind, ms }) => [kind, ms]);
    expect(kinds).toEqual([
      ['role', 10],
      ['comment', 20],
      ['reasoning', 30],
      ['content', 90],
      ['content', 90],
      ['tool', 95],
      ['tool', 97],
      ['finish', 98],
      ['usage', 99],
      ['done', 99],
    ]);
    expect(firstMs).toBe(30);
    expect(answer.events.map(({ start, end }) => answer.text.slice(start, end)).join('')).toBe(answer.text);
  });

  test('has the conversation, with the response put together', () => {
    expect(view(STREAM).turns).toEqual([
      { role: 'user', parts: [{ kind: 'text', text: 'Hello?' }] },
      {
        role: 'assistant',
        answer: true,
        finish: 'tool_calls',
        parts: [
          { kind: 'reasoning', text: 'Hm. ' },
          { kind: 'text', text: 'Hi there' },
          { kind: 'call', name: 'add', text: '{"a":1}' },
        ],
      },
    ]);
  });

  test('of Responses has the same parts', () => {
    const event = (type: string, more: object): string => `event: ${type}\n${data({ type, ...more })}`;
    const message = { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Seine' }] };
    const { answer, turns, usage, model } = view({
      path: '/v1/responses',
      asked: {
        model: 'gpt-5.1',
        instructions: 'Be brief.',
        input: [
          { role: 'user', content: [{ type: 'input_text', text: 'A river?' }] },
          { type: 'function_call_output', call_id: 'x', output: '4' },
        ],
      },
      pieces: [
        [1, event('response.created', { response: {} })],
        [2, event('response.output_item.added', { output_index: 0, item: { type: 'function_call', name: 'add' } })],
        [3, event('response.function_call_arguments.delta', { output_index: 0, delta: '{}' })],
        [4, event('response.output_text.delta', { output_index: 1, delta: 'Seine' })],
        [
          5,
          event('response.completed', {
            response: { status: 'completed', output: [message], usage: { input_tokens: 2, output_tokens: 1 } },
          }),
        ],
      ],
    });
    expect(answer.events.map(({ kind }) => kind)).toEqual(['role', 'tool', 'tool', 'content', 'done']);
    expect(
      answer.events
        .filter(({ slot }) => slot === 'call 1')
        .map(({ text }) => text)
        .join(''),
    ).toBe('add {}');
    expect(turns.map(({ role, parts }) => [role, ...parts.map(({ text }) => text)])).toEqual([
      ['developer', 'Be brief.'],
      ['user', 'A river?'],
      ['tool', '4'],
      ['assistant', 'Seine'],
    ]);
    expect([usage, model]).toEqual([{ prompt: 2, completion: 1 }, 'gpt-5.1']);
  });

  test('has the message of its error, in a body and in a stream', () => {
    const error = { error: { message: 'No quota', code: 'insufficient_quota' } };
    const head = { status: 429, reason: '', httpVersion: '1.1', headers: [], ms: 1 };
    expect(view({ asked: ASKED, head, pieces: [[1, JSON.stringify(error)]] })).toMatchObject({
      status: 429,
      error: 'No quota',
      stream: false,
    });
    const broken = view({ asked: ASKED, pieces: [[1, chunk({ content: 'Hi' }) + data(error)]] });
    expect(broken).toMatchObject({ status: 200, error: 'No quota', stream: true });
    expect(broken.answer.events.map(({ kind }) => kind)).toEqual(['content', 'error']);
  });

  test('places characters that two readings share in the later one', () => {
    const bytes = new TextEncoder().encode(chunk({ content: '🌊' }));
    const cut = bytes.indexOf(0xf0) + 2;
    const { answer } = view({
      asked: ASKED,
      pieces: [
        [5, bytes.subarray(0, cut)],
        [9, bytes.subarray(cut)],
      ],
    });
    expect(answer).toMatchObject({ events: [{ ms: 9, text: '🌊' }], size: bytes.length });
    expect(answer.lossy).toBeUndefined();
  });

  test('says what it does not know: bytes that are no text, and times of what was compressed', () => {
    expect(view({ pieces: [[1, new Uint8Array([0x64, 0xff])]] }).answer).toMatchObject({
      lossy: true,
      text: 'd�',
      size: 2,
    });
    const head = {
      status: 200,
      reason: '',
      httpVersion: '1.1',
      headers: [['Content-Encoding', 'gzip']] as const,
      ms: 1,
    };
    const packed = view({ asked: ASKED, head, pieces: [[1, gzipSync(chunk({ content: 'Hi' }))]] });
    expect(packed.answer).toMatchObject({ timed: false, events: [{ kind: 'content', text: 'Hi' }] });
    expect(packed.firstMs).toBeUndefined();
  });

  test.each([
    [{ end: { how: 'reset', ms: 4 } }, {}, 'reset'],
    [{ end: { how: 'aborted', ms: 4 } }, {}, 'left'],
    [{}, { left: true }, 'left'],
    [{}, { running: true }, 'running'],
    [{ failure: { phase: 'connect', code: 'ECONNREFUSED', message: 'refused' } }, {}, 'failed'],
  ] as const)('has a state: %j %j', (end, facts, state) => {
    expect(view({ pieces: [], ...end }, facts).state).toBe(state);
  });

  test('shows no key: in headers, bodies and the command to send it again', () => {
    const key = 'sk-proj-0123456789abcdefghij';
    const shown = JSON.stringify(
      view(
        {
          asked: { ...ASKED, user: key },
          headers: [
            ['Authorization', `Bearer ${key}`],
            ['X-Api-Token', 'secret-of-mine'],
          ],
          pieces: [[1, chunk({ content: `${key.slice(0, 12)}` }) + chunk({ content: key.slice(12) }) + data({ key })]],
        },
        { session: key },
      ),
    );
    expect(shown).not.toContain(key);
    expect(shown).not.toContain('secret-of-mine');
    expect(shown).toContain('curl');
  });

  test('is read, whatever it is made of', () => {
    fc.assert(
      fc.property(anyObservation, (observation) => {
        const viewed = viewExchange(observation, FACTS);
        expect(JSON.parse(JSON.stringify(viewed))).toEqual(viewed);
        expect(viewed).toMatchObject({ ...summarizeExchange(observation, FACTS), number: 7 });
      }),
      { numRuns: 300 },
    );
  });
});
