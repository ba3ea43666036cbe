import { insertBefore, mapEvents } from '../transforms/edit-events.ts';
import { asList, asObject } from '../../contract/schema/json-shape.ts';
import type { JsonObject } from '../../contract/requirements.ts';
import type { Fault } from '../fault.ts';
import {
  firstNamed,
  inside,
  isDelta,
  isOf,
  mapNamed,
  ofType,
  transformItems,
  transformNamed,
  without,
} from '../transforms/edit-response.ts';
import { namedEvent } from '../transforms/stream-event.ts';
import { transformEvents } from '../transforms/transform-stream.ts';

const inParts =
  (edit: (part: JsonObject) => JsonObject) =>
  (item: JsonObject): JsonObject => ({
    ...item,
    content: asList(item['content']).map((part) => edit(asObject(part))),
  });

/** What items say, and how they say it. */
export const responseContentFaults: readonly Fault[] = [
  {
    name: 'responses.annotations-missing',
    title: 'Text parts have no annotations.',
    harm: 'fatal',
    breaks: ['responses.part.annotations'],
    mayBreak: ['responses.stream.plain', 'responses.event.schema'],
    seen: 'https://github.com/lmstudio-ai/lmstudio-bug-tracker/issues/1089',
    wire: transformItems(ofType('message', inParts(without('annotations')))),
  },
  {
    name: 'responses.part-added-annotations-missing',
    title: 'A part is opened without annotations.',
    harm: 'fatal',
    breaks: ['responses.part.annotations'],
    mayBreak: ['responses.event.schema'],
    seen: 'https://github.com/llm-d/llm-d-inference-sim',
    wire: mapNamed(isOf('response.content_part.added'), inside('part', without('annotations'))),
  },
  {
    name: 'responses.text-done-differs',
    title: 'The complete text has one more space than its deltas.',
    harm: 'silent',
    breaks: ['responses.text.deltas'],
    seen: 'assumed',
    wire: mapNamed(isOf('response.output_text.done'), (named) => ({ ...named, text: `${String(named['text'])} ` })),
  },
  {
    name: 'responses.item-text-differs',
    title: 'The closed message differs from its deltas.',
    harm: 'silent',
    breaks: ['responses.text.deltas'],
    mayBreak: ['responses.terminal.output', 'responses.stream.plain'],
    seen: 'assumed',
    wire: mapNamed(
      isOf('response.output_item.done'),
      inside(
        'item',
        ofType(
          'message',
          inParts((part) => ({ ...part, text: 'Something else.' })),
        ),
      ),
    ),
  },
  {
    name: 'responses.args-done-empty',
    title: 'The complete arguments are an empty object.',
    harm: 'silent',
    breaks: ['responses.args.deltas'],
    seen: 'assumed',
    wire: mapNamed(isOf('response.function_call_arguments.done'), (named) => ({ ...named, arguments: '{}' })),
  },
  {
    name: 'responses.args-object',
    title: 'Arguments are an object instead of a string.',
    harm: 'fatal',
    breaks: ['responses.item'],
    mayBreak: [
      'responses.stream.plain',
      'responses.event.schema',
      'responses.schema',
      'responses.args.json',
      'responses.args.deltas',
    ],
    seen: 'assumed',
    wire: transformItems(
      ofType('function_call', (item) => ({ ...item, arguments: JSON.parse(String(item['arguments'])) as unknown })),
    ),
  },
  {
    name: 'responses.args-cut',
    title: 'The last brace of the arguments is missing.',
    harm: 'fatal',
    breaks: ['responses.args.json'],
    mayBreak: ['responses.stream.plain', 'responses.args.deltas'],
    seen: 'assumed',
    wire: transformItems(
      ofType('function_call', (item) => ({ ...item, arguments: String(item['arguments']).slice(0, -1) })),
    ),
  },
  {
    name: 'responses.call-id-missing',
    title: 'Calls have no call_id.',
    harm: 'fatal',
    breaks: ['responses.item'],
    mayBreak: ['responses.event.schema', 'responses.schema'],
    seen: 'assumed',
    wire: transformItems(ofType('function_call', without('call_id'))),
  },
  {
    name: 'responses.call-name-missing',
    title: 'Calls have no name.',
    harm: 'fatal',
    breaks: ['responses.item'],
    mayBreak: ['responses.stream.plain', 'responses.event.schema', 'responses.schema'],
    seen: 'assumed',
    wire: transformItems(ofType('function_call', without('name'))),
  },
  {
    name: 'responses.role-missing',
    title: 'Messages have no role.',
    harm: 'fatal',
    breaks: ['responses.item'],
    mayBreak: [
      'responses.reasoning.bare',
      'responses.reasoning.encrypted',
      'responses.stream.plain',
      'responses.event.schema',
      'responses.schema',
    ],
    seen: 'assumed',
    wire: transformItems(ofType('message', without('role'))),
  },
  {
    name: 'responses.status-missing',
    title: 'Items have no status.',
    harm: 'fatal',
    breaks: ['responses.item'],
    mayBreak: ['responses.stream.plain', 'responses.event.schema', 'responses.schema'],
    seen: 'https://github.com/CopilotKit/aimock',
    wire: transformItems((item) => (item['type'] === 'reasoning' ? item : without('status')(item))),
  },
  {
    name: 'responses.summary-missing',
    title: 'Reasoning items have no summary key.',
    harm: 'fatal',
    breaks: ['responses.item'],
    mayBreak: ['responses.stream.plain', 'responses.event.schema', 'responses.schema', 'responses.summary.deltas'],
    seen: 'assumed',
    wire: transformItems(ofType('reasoning', without('summary'))),
  },
  {
    name: 'responses.summary-differs',
    title: 'The complete summary differs from its deltas.',
    harm: 'silent',
    breaks: ['responses.summary.deltas'],
    seen: 'assumed',
    wire: mapNamed(isOf('response.reasoning_summary_text.done'), (named) => ({
      ...named,
      text: 'I thought of something else.',
    })),
  },
  {
    name: 'responses.obfuscation-wrong',
    title: 'The padding of deltas has an arbitrary length.',
    harm: 'tolerated',
    breaks: ['responses.obfuscation'],
    seen: 'assumed',
    wire: transformEvents(
      mapEvents((event) => {
        const { named, wait } = event;
        return named && isDelta(event) && typeof named['obfuscation'] === 'string'
          ? namedEvent({ ...named, obfuscation: `${named['obfuscation']}y` }, wait)
          : event;
      }),
    ),
  },
  {
    name: 'responses.delta-cut-in-character',
    title: 'A delta ends in the middle of a character.',
    harm: 'fatal',
    breaks: ['responses.delta.whole'],
    mayBreak: ['responses.text.deltas', 'responses.stream.plain'],
    seen: 'assumed',
    wire: firstNamed(isOf('response.output_text.delta'), (named) => ({
      ...named,
      delta: `${String(named['delta'])}\uD83D`,
    })),
  },
  {
    name: 'responses.delta-twice',
    title: 'The first delta is sent twice.',
    harm: 'silent',
    breaks: ['responses.text.deltas'],
    seen: 'assumed',
    wire: transformNamed(
      insertBefore(isOf('response.output_text.delta'), ({ named }) => (named ? [namedEvent(named)] : [])),
    ),
  },
];
