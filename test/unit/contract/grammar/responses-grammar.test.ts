// Proves src/contract/grammar/response-checks.ts, src/contract/grammar/item-checks.ts.
import { describe, expect, it } from 'vitest';
import { defaultContract } from '../../../../src/contract/contract.ts';
import type { Finding } from '../../../../src/contract/finding.ts';
import { loadEndpoint } from '../../../../src/contract/endpoints/load-endpoint.ts';
import { createStreamJudge, judgeStream } from '../../../../src/contract/grammar/stream-grammar.ts';
import { loadValidators } from '../../../../src/contract/schema/validators.ts';
import {
  bytesOf,
  call,
  customCall,
  message,
  numbered,
  reasoning,
  refusal,
  response,
  streamOf,
  type Json,
} from './response-events.ts';

const contract = await loadEndpoint(defaultContract(), 'responses');
const { grammar } = contract;
const validators = await loadValidators(contract);
const schema = (value: unknown): Finding[] => validators.response('ResponseEvent', value);

const judge = (body: string, more: object = {}): string[] => [
  ...new Set(judgeStream(grammar, body, { stream: true }, { schema, ...more }).map(({ requirement }) => requirement)),
];
const judged = (events: readonly Json[]): string[] => judge(bytesOf(events));

const SUMMED = reasoning('rs_1', [['**Look', 'ing**\n\n', 'At it.'], ['Done.']]);
const SAID = message('msg_1', ['The', ' capital', ' is', ' Paris', ' 🗼.']);
const CALLED = call('fc_1', 'get_weather', ['{"', 'city', '":"', 'Paris', '"}']);

const STREAMS: Readonly<Record<string, readonly Json[]>> = {
  'a text': streamOf([SAID]),
  'a thought and a text': streamOf([reasoning('rs_1'), SAID]),
  'summaries, a text and two calls': streamOf([SUMMED, SAID, CALLED, call('fc_2', 'now', ['{}'])]),
  'a refusal': streamOf([refusal('msg_1', ["I'm sorry", ', no.'])]),
  'a custom call': streamOf([customCall('ctc_1', 'sql', ['SELECT', ' 1'])]),
  'a text that was cut': streamOf([message('msg_1', ['Once', ' upon'], 'incomplete')], 'incomplete'),
  'a call that was cut': streamOf([call('fc_1', 'get_weather', ['{"ci'], 'incomplete')], 'incomplete'),
  'nothing but a thought, cut': streamOf([reasoning('rs_1')], 'incomplete'),
};

const whole = STREAMS['summaries, a text and two calls'] ?? [];
const typed = (type: string): number => whole.findIndex((event) => event['type'] === type);

const omitted = (event: Json, key: string): Json =>
  Object.fromEntries(Object.entries(event).filter(([name]) => name !== key));

/** The stream without the first event of a type, numbered anew. */
const without = (type: string): Json[] => numbered(whole.toSpliced(typed(type), 1));
/** The stream with the first event of a type bent. */
const bent = (type: string, change: (event: Json) => Json): Json[] =>
  whole.map((event, index) => (index === typed(type) ? change(event) : event));
const within =
  (key: string, more: Json) =>
  (event: Json): Json => ({ ...event, [key]: { ...(event[key] as Json), ...more } });
const inserted = (after: string, event: Json): Json[] => numbered(whole.toSpliced(typed(after) + 1, 0, event));
const last = (more: Json): Json[] => bent('response.completed', within('response', more));

/** What goes wrong, and the one requirement of which that is a breach; more only where one fault breaks several. */
const FAULTS: readonly (readonly [fault: string, body: string, ...broken: string[]])[] = [
  ['a byte order mark', `\uFEFF${bytesOf(whole)}`, 'responses.event.json'],
  ['no event lines', bytesOf(whole).replaceAll(/^event: .*\n/gm, ''), 'responses.event.name'],
  [
    'an event line that lies',
    bytesOf(whole).replace('event: response.created', 'event: created'),
    'responses.event.name',
  ],
  ['[DONE] at the end', `${bytesOf(whole)}data: [DONE]\n\n`, 'responses.done.absent'],
  [
    'data that is no JSON',
    bytesOf(whole).replace('data: {', 'data: {{'),
    'responses.event.json',
    'responses.created.first',
  ],
  ['no sequence numbers', bytesOf(whole.map((event) => omitted(event, 'sequence_number'))), 'responses.sequence'],
  [
    'numbers from 1',
    bytesOf(whole.map((event, index) => ({ ...event, sequence_number: index + 1 }))),
    'responses.sequence',
  ],
  [
    'a type that nobody knows',
    bytesOf(inserted('response.created', { type: 'response.ping' })),
    'responses.event.known',
  ],
  ['no response.created', bytesOf(without('response.created')), 'responses.created.first'],
  ['response.created twice', bytesOf(numbered([whole[0] ?? {}, ...whole])), 'responses.created.first'],
  ['no response.in_progress', bytesOf(without('response.in_progress')), 'responses.in-progress'],
  ['response.in_progress twice', bytesOf(inserted('response.in_progress', whole[1] ?? {})), 'responses.in-progress'],
  [
    'a created response that has output',
    bytesOf(bent('response.created', within('response', { output: [SAID.item] }))),
    'responses.created.empty',
  ],
  ['no terminal event', bytesOf(without('response.completed')), 'responses.terminal.once'],
  ['two terminal events', bytesOf(numbered([...whole, whole.at(-1) ?? {}])), 'responses.terminal.once'],
  ['an event after the terminal one', bytesOf(numbered([...whole, whole[3] ?? {}])), 'responses.terminal.last'],
  ['a status that the event denies', bytesOf(last({ status: 'in_progress' })), 'responses.terminal.status'],
  ['a last response without output', bytesOf(last({ output: [] })), 'responses.terminal.output'],
  [
    'a last response with another text',
    bytesOf(
      last({
        output: [SUMMED.item, { ...SAID.item, status: 'in_progress' }, CALLED.item, call('fc_2', 'now', ['{}']).item],
      }),
    ),
    'responses.terminal.output',
  ],
  ['another id at the end', bytesOf(last({ id: 'resp_2' })), 'responses.id.stable'],
  ['another temperature at the end', bytesOf(last({ temperature: 0.5 })), 'responses.echo.stable'],
  ['no usage at the end', bytesOf(last({ usage: null })), 'responses.usage.last'],
  [
    'a total that is no sum',
    bytesOf(last({ usage: { ...(response([])['usage'] as Json), total_tokens: 22 } })),
    'responses.usage.sum',
  ],
  [
    'an event without its item_id',
    bytesOf(bent('response.output_text.done', (event) => omitted(event, 'item_id'))),
    'responses.event.schema',
  ],
  ['an item that nobody opened', bytesOf(without('response.output_item.added')), 'responses.item.opened'],
  [
    'an item that nobody closed',
    bytesOf(without('response.output_item.done')),
    'responses.item.closed',
    'responses.item.sequential',
  ],
  [
    'a word after the item was closed',
    bytesOf(numbered(whole.toSpliced(whole.length - 1, 0, whole[typed('response.output_text.done')] ?? {}))),
    'responses.item.closed',
  ],
  [
    'indexes from 1',
    bytesOf(
      whole.map((event) =>
        'output_index' in event ? { ...event, output_index: Number(event['output_index']) + 1 } : event,
      ),
    ),
    'responses.item.index',
  ],
  [
    'two items in one place',
    bytesOf(whole.map((event) => (event['output_index'] === 3 ? { ...event, output_index: 2 } : event))),
    'responses.item.index',
    'responses.item.closed',
    'responses.item.id',
    'responses.args.deltas',
    'responses.terminal.output',
  ],
  [
    'the item_id of another item',
    bytesOf(bent('response.output_text.delta', (event) => ({ ...event, item_id: 'msg_2' }))),
    'responses.item.id',
  ],
  [
    'an item that is opened whole',
    bytesOf(bent('response.output_item.added', within('item', SUMMED.item))),
    'responses.item.added',
  ],
  ['text of a part that nobody opened', bytesOf(without('response.content_part.added')), 'responses.part.opened'],
  ['a part that nobody closed', bytesOf(without('response.content_part.done')), 'responses.part.closed'],
  [
    'a part with a wrong index',
    bytesOf(whole.map((event) => ('content_index' in event ? { ...event, content_index: 1 } : event))),
    'responses.part.index',
  ],
  ['a delta that is lost', bytesOf(without('response.output_text.delta')), 'responses.text.deltas'],
  ['no whole text', bytesOf(without('response.output_text.done')), 'responses.text.done'],
  [
    'a piece of the arguments that is lost',
    bytesOf(without('response.function_call_arguments.delta')),
    'responses.args.deltas',
  ],
  ['no whole arguments', bytesOf(without('response.function_call_arguments.done')), 'responses.args.done'],
  ['arguments that are no JSON', bytesOf(streamOf([call('fc_1', 'now', ['{'])])), 'responses.args.json'],
  [
    'a piece of a summary that is lost',
    bytesOf(without('response.reasoning_summary_text.delta')),
    'responses.summary.deltas',
  ],
  [
    'summaries with one index',
    bytesOf(whole.map((event) => ('summary_index' in event ? { ...event, summary_index: 0 } : event))),
    'responses.summary.index',
  ],
  [
    'a summary that nobody closed',
    bytesOf(without('response.reasoning_summary_part.done')),
    'responses.summary.closed',
  ],
  [
    'padding of a wrong length',
    bytesOf(bent('response.output_text.delta', (event) => ({ ...event, obfuscation: 'x' }))),
    'responses.obfuscation',
  ],
  ['half a character', bytesOf(streamOf([message('msg_1', ['a\ud83d', '\uddfcb'])])), 'responses.delta.whole'],
  [
    'an error in place of the rest',
    bytesOf([
      ...whole.slice(0, 6),
      {
        type: 'error',
        sequence_number: 6,
        error: { type: 'server_error', code: 'server_error', message: 'Oh no.', param: null },
      },
    ]),
    'responses.error.in-stream',
  ],
  [
    'a text within a call',
    bytesOf(
      inserted('response.function_call_arguments.delta', {
        type: 'response.output_text.done',
        content_index: 0,
        item_id: 'fc_1',
        logprobs: [],
        output_index: 2,
        text: '',
      }),
    ),
    'responses.event.order',
  ],
];

describe('the grammar of Responses', () => {
  it.each(Object.entries(STREAMS))('accepts %s', (_name, events) => {
    expect(judged(events)).toEqual([]);
  });

  it.each(FAULTS)('sees %s', (_fault, body, ...broken) => {
    expect(judge(body).toSorted()).toEqual(broken.toSorted());
  });

  it('sees each thing that it has a word for', () => {
    const seen = new Set([
      ...FAULTS.flatMap(([, , ...broken]) => broken),
      'responses.item.sequential',
      'responses.stream.plain',
    ]);
    expect(Object.keys(grammar.levels).filter((id) => !seen.has(id))).toEqual([]);
  });

  it('tells items that are told at the same time from items that are told one after the other', () => {
    const both = streamOf([CALLED, call('fc_2', 'now', ['{}'])]);
    const [one = [], two = []] = [0, 1].map((index) => both.filter((event) => event['output_index'] === index));
    const mixed = [...one.slice(0, 2), ...two.slice(0, 2), ...one.slice(2), ...two.slice(2)];
    const events = numbered([...both.slice(0, 2), ...mixed, ...both.slice(-1)]);
    expect(judged(events)).toEqual(['responses.item.sequential']);
  });

  it('holds a stream against the plain answer to the same request, ids aside', () => {
    const plain = response([{ ...SAID, item: { ...SAID.item, id: 'msg_9' } }]);
    const other = response([message('msg_9', ['Something else.'])]);
    const text = bytesOf(STREAMS['a text'] ?? []);
    expect(judge(text, { plain })).toEqual([]);
    expect(judge(text, { plain: other })).toEqual(['responses.stream.plain']);
  });

  it('objects to padding where it was refused', () => {
    const request = { stream: true, stream_options: { include_obfuscation: false } };
    const found = judgeStream(grammar, bytesOf(whole), request);
    expect(found.map(({ requirement }) => requirement)).toEqual(['responses.obfuscation']);
  });

  it('takes failure as an end, and tells of it', () => {
    const failed = { ...response([], 'failed', { usage: null }), error: { code: 'server_error', message: 'Oh no.' } };
    const events = numbered([...whole.slice(0, 4), { type: 'response.failed', response: failed }]);
    expect(judged(events)).toEqual([]);
    const silent = numbered([...whole.slice(0, 4), { type: 'response.failed', response: { ...failed, error: null } }]);
    expect(judged(silent)).toEqual(['responses.error.in-stream']);
  });

  it('accepts thoughts in the open, as gateways send them', () => {
    const thought = { type: 'reasoning_text', text: 'Hm.' };
    const at = { content_index: 0, item_id: 'rs_1', output_index: 0 };
    const items = streamOf([
      {
        item: { ...reasoning('rs_1').item, content: [thought] },
        events: () => [
          { type: 'response.reasoning_text.delta', ...at, delta: 'Hm.' },
          { type: 'response.reasoning_text.done', ...at, text: 'Hm.' },
        ],
      },
    ]);
    const opened = items.map((event) =>
      event['type'] === 'response.output_item.added' ? within('item', { content: [] })(event) : event,
    );
    expect(judged(opened)).toEqual(['responses.part.closed']);
  });

  it('judges event by event as it judges the whole', () => {
    const judgeOne = createStreamJudge(grammar, { request: {}, schema });
    expect(whole.flatMap((event) => judgeOne.event(event))).toEqual([]);
    expect(judgeOne.end()).toEqual([]);
  });

  it('survives a stream of nonsense, in time that grows with its length', () => {
    const nonsense = Array.from({ length: 20_000 }, (_, index) => ({
      type: 'response.output_item.added',
      output_index: index * 7,
      item: { type: 'message', id: `msg_${index}` },
    }));
    expect(judgeStream(grammar, bytesOf(nonsense)).length).toBeGreaterThan(0);
  });
});
