// Proves src/endpoints/responses/write-response.ts and what it writes with: events in the order, shape and padding of the API.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlanEvent } from '../../../../src/engine/plan.ts';
import type { ResponseNotes } from '../../../../src/endpoints/responses/response-notes.ts';
import { foldResponse, responseStream } from '../../../../src/endpoints/responses/write-response.ts';
import { finish, IDENTITY, planOf, text } from '../../../support/plans.ts';
import { responseEvents } from '../../../support/responses.ts';

type Json = Readonly<Record<string, unknown>>;

const NOTES: ResponseNotes = {
  echo: { model: 'gpt-5.1', temperature: 1, top_p: 0.98, store: true, metadata: { run: '1' } },
  items: [],
  previous: undefined,
  conversation: undefined,
  thinks: false,
  open: false,
  shown: false,
  encrypted: false,
  thoughts: 0,
  phase: false,
  background: false,
  stores: true,
};

const thought = (piece: string): PlanEvent => ({ type: 'reasoning', choice: 0, text: piece, wait: 0 });
const refused = (piece: string): PlanEvent => ({ type: 'refusal', choice: 0, text: piece, wait: 0 });
const opened = (index: number, tool: 'function' | 'custom' = 'function'): PlanEvent => ({
  type: 'tool-open',
  choice: 0,
  index,
  call: index,
  tool,
  name: `dig_${index}`,
  wait: 0,
});
const args = (index: number, piece: string): PlanEvent => ({
  type: 'tool-args',
  choice: 0,
  index,
  text: piece,
  wait: 0,
});

function told(events: readonly PlanEvent[], notes: Partial<ResponseNotes> = {}, padded = true) {
  const answer = { body: {}, plan: planOf(events), notes: { ...NOTES, ...notes } };
  const stream = String(responseStream(answer, { includeUsage: true, includeObfuscation: padded })(IDENTITY));
  const seen: Json[] = responseEvents(stream);
  return { stream, events: seen, plain: foldResponse(answer, IDENTITY) };
}
const typesOf = (events: readonly Json[]): string[] => events.map(({ type }) => String(type).replace('response.', ''));

const START = ['created', 'in_progress'];
const TEXT = [
  'output_item.added',
  'content_part.added',
  'output_text.delta',
  'output_text.done',
  'content_part.done',
  'output_item.done',
];
const CALL = ['output_item.added', 'function_call_arguments.delta', 'function_call_arguments.done', 'output_item.done'];

describe('the events of an answer', () => {
  it.each<[string, PlanEvent[], Partial<ResponseNotes>, string[]]>([
    ['text', [text('Hi'), finish()], {}, [...START, ...TEXT, 'completed']],
    [
      'hidden thoughts, text, a call',
      [thought('Hm'), text('Look:'), opened(0), args(0, '{}'), finish('tool_calls')],
      { thinks: true },
      [...START, 'output_item.added', 'output_item.done', ...TEXT, ...CALL, 'completed'],
    ],
    [
      'two calls',
      [opened(0), args(0, '{}'), opened(1), args(1, '{}'), finish('tool_calls')],
      {},
      [...START, ...CALL, ...CALL, 'completed'],
    ],
    [
      'summed up thoughts',
      [thought('Hm'), text('Hi'), finish()],
      { thinks: true, shown: true },
      [
        ...START,
        'output_item.added',
        'reasoning_summary_part.added',
        'reasoning_summary_text.delta',
        'reasoning_summary_text.done',
        'reasoning_summary_part.done',
        'output_item.done',
        ...TEXT,
        'completed',
      ],
    ],
    [
      'thoughts as they are',
      [thought('Hm'), text('Hi'), finish()],
      { thinks: true, shown: true, open: true },
      [
        ...START,
        'output_item.added',
        'content_part.added',
        'reasoning_text.delta',
        'reasoning_text.done',
        'content_part.done',
        'output_item.done',
        ...TEXT,
        'completed',
      ],
    ],
    [
      'a refusal',
      [refused('No.'), finish()],
      {},
      [...START, ...TEXT.map((type) => type.replace('output_text', 'refusal')), 'completed'],
    ],
    ['a limit', [text('Hi'), finish('length')], {}, [...START, ...TEXT, 'incomplete']],
    [
      'a limit before the first word',
      [finish('length')],
      { thinks: true },
      [...START, 'output_item.added', 'output_item.done', 'incomplete'],
    ],
    [
      'a call of free text',
      [opened(0, 'custom'), args(0, 'ls'), finish('tool_calls')],
      {},
      [...START, ...CALL.map((type) => type.replace('function_call_arguments', 'custom_tool_call_input')), 'completed'],
    ],
    [
      'work in the background',
      [text('Hi'), finish()],
      { background: true },
      ['created', 'queued', 'in_progress', ...TEXT, 'completed'],
    ],
  ])('come in their order: %s', (_, events, notes, types) => {
    const seen = told(events, notes);
    expect(typesOf(seen.events)).toEqual(types);
    expect(seen.events.map((event) => event['sequence_number'])).toEqual(types.map((_type, at) => at));
    const last = seen.events.at(-1)?.['response'] as Json;
    expect(last['output']).toEqual(seen.plain['output']);
    expect(last['status']).toBe(types.at(-1));
  });

  it('have their keys by the alphabet after the type, and a name of their own', () => {
    const { stream, events } = told([thought('Hm'), text('Hi'), opened(0), args(0, '{}'), finish('tool_calls')], {
      thinks: true,
      shown: true,
    });
    for (const event of events) {
      const [first, ...rest] = Object.keys(event);
      expect([first, rest]).toEqual(['type', rest.toSorted()]);
    }
    expect([...stream.matchAll(/^event: (.*)$/gm)].map(([, name]) => name)).toEqual(events.map(({ type }) => type));
    expect(stream.endsWith('}\n\n')).toBe(true);
  });

  it('begin with an answer without its end, which differs from the last in little', () => {
    const { events } = told([text('Hi'), finish()]);
    const [created, last] = [events[0], events.at(-1)].map((event) => event?.['response'] as Json);
    expect(created).toEqual(events[1]?.['response']);
    expect(Object.keys(created ?? {})).toEqual(Object.keys(last ?? {}));
    const changed = Object.keys(created ?? {}).filter(
      (key) => JSON.stringify(created?.[key]) !== JSON.stringify(last?.[key]),
    );
    expect(changed).toEqual(['status', 'completed_at', 'output', 'service_tier', 'usage']);
  });
});

describe('the pieces', () => {
  const padded = fc.array(fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }), { minLength: 1, maxLength: 8 });

  it('are as long with their padding as a multiple of 16 characters, and add up', () => {
    fc.assert(
      fc.property(padded, (pieces) => {
        const { events } = told([...pieces.map((piece) => text(piece)), finish()]);
        const deltas = events.filter(({ type }) => type === 'response.output_text.delta');
        for (const { delta, obfuscation } of deltas)
          expect([...String(delta), ...String(obfuscation)].length % 16).toBe(0);
        expect(deltas.map(({ delta }) => delta).join('')).toBe(pieces.join(''));
        expect(deltas.every(({ obfuscation }) => /^[A-Za-z0-9]{0,15}$/.test(String(obfuscation)))).toBe(true);
      }),
      { numRuns: 60, seed: 16 },
    );
  });

  it.each([
    ['when the request says so', {}, false],
    ['in the background', { background: true }, true],
  ])('are not padded %s', (_, notes, asked) => {
    expect(told([text('Hi'), finish()], notes, asked).stream).not.toContain('obfuscation');
  });

  it('of a call that is cut stay as they are', () => {
    const { plain } = told([opened(0), args(0, '{"depth'), finish('length')]);
    expect(plain['output']).toMatchObject([{ type: 'function_call', status: 'incomplete', arguments: '{"depth' }]);
    expect(plain['incomplete_details']).toEqual({ reason: 'max_output_tokens' });
  });
});

describe('a summary', () => {
  const summed = { thinks: true, shown: true };
  const paragraphs = ['Hm', ', so.\n\n', 'Then', ' that.\n\nAnd', ' this.\n\n'].map(thought);

  it('has a part for each paragraph, and no empty one', () => {
    const { plain, events } = told([...paragraphs, text('Hi'), finish()], summed);
    const parts = ['Hm, so.', 'Then that.', 'And this.'].map((words) => ({ type: 'summary_text', text: words }));
    expect(plain['output']).toMatchObject([{ type: 'reasoning', summary: parts }, { type: 'message' }]);
    const own = events.filter(({ type }) => String(type).includes('summary'));
    const steps = own.map(({ type, summary_index: index }) => `${String(index)} ${String(type).split('_').at(-1)}`);
    expect(steps.filter((step) => !step.endsWith('delta'))).toEqual(
      [0, 1, 2].flatMap((index) => ['part.added', 'text.done', 'part.done'].map((step) => `${index} ${step}`)),
    );
    const deltas = own.filter(({ type }) => String(type).endsWith('delta'));
    for (const [index, { text: words }] of parts.entries()) {
      const said = deltas.filter((event) => event['summary_index'] === index).map(({ delta }) => delta);
      expect(said.join('')).toBe(words);
    }
  });

  it('is one part where thoughts are shown as they are', () => {
    const { plain } = told([...paragraphs, text('Hi'), finish()], { ...summed, open: true });
    expect(plain['output']).toMatchObject([
      { content: [{ text: 'Hm, so.\n\nThen that.\n\nAnd this.\n\n' }], summary: [] },
      {},
    ]);
  });
});

describe('a message', () => {
  it.each([
    ['final_answer', [text('Hi'), finish()]],
    ['commentary', [text('Look:'), opened(0), args(0, '{}'), finish('tool_calls')]],
  ] as const)('says that it is %s', (phase, events) => {
    const { plain } = told([...events], { phase: true });
    expect(plain['output']).toMatchObject([{ type: 'message', phase }, ...(phase === 'commentary' ? [{}] : [])]);
    expect(JSON.stringify(told([...events]).plain)).not.toContain('phase');
  });

  it('is there though nothing was said', () => {
    expect(told([finish()]).plain['output']).toMatchObject([
      {
        type: 'message',
        status: 'completed',
        content: [{ type: 'output_text', annotations: [], logprobs: [], text: '' }],
      },
    ]);
  });
});

it('keeps the keys of an answer in the order of the API', () => {
  const { plain } = told([text('Hi'), finish()]);
  const [id, object, created, status, ...rest] = Object.keys(plain);
  expect([id, object, created, status, rest.at(-1)]).toEqual(['id', 'object', 'created_at', 'status', 'metadata']);
  expect(rest.slice(0, -1)).toEqual(rest.slice(0, -1).toSorted());
  expect(plain['billing']).toEqual({ payer: 'developer' });
});
