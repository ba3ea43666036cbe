import type { Fault } from '../fault.ts';
import {
  firstNamed,
  inside,
  isDelta,
  isOf,
  mapNamed,
  transformItems,
  transformNamed,
  without,
} from '../transforms/edit-response.ts';
import { isTerminal, type StreamEvent } from '../transforms/stream-event.ts';

const has =
  (key: string) =>
  ({ named }: StreamEvent): boolean =>
    typeof named?.[key] === 'number';
const hasIndex = has('output_index');
const hasPart = has('content_index');
const hasSummary = has('summary_index');

/** Places and ids of items and their parts. */
export const responseItemFaults: readonly Fault[] = [
  {
    name: 'responses.output-index-missing',
    title: 'Events have no output_index.',
    harm: 'fatal',
    breaks: ['responses.event.schema'],
    mayBreak: ['responses.item.index'],
    seen: 'assumed',
    wire: mapNamed(() => true, without('output_index')),
  },
  {
    name: 'responses.output-index-zero-omitted',
    title: 'The output_index is omitted if it is 0.',
    harm: 'fatal',
    breaks: ['responses.event.schema'],
    mayBreak: ['responses.item.index'],
    seen: 'https://github.com/llm-d/llm-d-inference-sim',
    wire: mapNamed(
      () => true,
      (named) => (named['output_index'] === 0 ? without('output_index')(named) : named),
    ),
  },
  {
    name: 'responses.output-index-from-one',
    title: 'Items are numbered from 1.',
    harm: 'fatal',
    breaks: ['responses.item.index'],
    seen: 'assumed',
    wire: mapNamed(hasIndex, (named) => ({ ...named, output_index: Number(named['output_index']) + 1 })),
  },
  {
    name: 'responses.output-index-wrong',
    title: 'Deltas of the first item have the index of the next one.',
    harm: 'silent',
    breaks: ['responses.item.opened'],
    mayBreak: [
      'responses.item.index',
      'responses.item.sequential',
      'responses.item.closed',
      'responses.item.id',
      'responses.text.deltas',
      'responses.args.deltas',
      'responses.summary.deltas',
      'responses.terminal.output',
      'responses.text.done',
      'responses.args.done',
      'responses.part.index',
      'responses.part.opened',
      'responses.summary.closed',
      'responses.event.order',
      'responses.summary.index',
    ],
    seen: 'assumed',
    wire: mapNamed(isDelta, (named) => ({ ...named, output_index: Number(named['output_index']) + 1 })),
  },
  {
    name: 'responses.content-index-missing',
    title: 'Events have no content_index.',
    harm: 'fatal',
    breaks: ['responses.event.schema'],
    seen: 'assumed',
    wire: mapNamed(() => true, without('content_index')),
  },
  {
    name: 'responses.content-index-from-one',
    title: 'Parts are numbered from 1.',
    harm: 'fatal',
    breaks: ['responses.part.index'],
    seen: 'assumed',
    wire: mapNamed(hasPart, (named) => ({ ...named, content_index: Number(named['content_index']) + 1 })),
  },
  {
    name: 'responses.summary-index-missing',
    title: 'Summary events have no summary_index.',
    harm: 'fatal',
    breaks: ['responses.event.schema'],
    mayBreak: ['responses.summary.deltas'],
    seen: 'assumed',
    wire: mapNamed(() => true, without('summary_index')),
  },
  {
    name: 'responses.summary-index-from-one',
    title: 'Summary parts are numbered from 1.',
    harm: 'fatal',
    breaks: ['responses.summary.index'],
    seen: 'assumed',
    wire: mapNamed(hasSummary, (named) => ({ ...named, summary_index: Number(named['summary_index']) + 1 })),
  },
  {
    name: 'responses.item-id-missing',
    title: 'Deltas have no item_id.',
    harm: 'fatal',
    breaks: ['responses.event.schema'],
    seen: 'assumed',
    wire: mapNamed(() => true, without('item_id')),
  },
  {
    name: 'responses.item-id-differs',
    title: 'Deltas name an unknown item.',
    harm: 'fatal',
    breaks: ['responses.item.id'],
    seen: 'assumed',
    wire: mapNamed(isDelta, (named) => ({ ...named, item_id: `${String(named['item_id'])}x` })),
  },
  {
    name: 'responses.item-id-changes',
    title: 'An item is closed with a different id.',
    harm: 'fatal',
    breaks: ['responses.item.id'],
    mayBreak: ['responses.terminal.output'],
    seen: 'assumed',
    wire: mapNamed(
      isOf('response.output_item.done'),
      inside('item', (item) => ({ ...item, id: `${String(item['id'])}x` })),
    ),
  },
  {
    name: 'responses.item-id-absent',
    title: 'Items have no id.',
    harm: 'fatal',
    breaks: ['responses.item'],
    mayBreak: ['responses.event.schema', 'responses.item.id', 'responses.schema'],
    seen: 'assumed',
    wire: transformItems(without('id')),
  },
  {
    name: 'responses.item-added-filled',
    title: 'An item is opened with its final status.',
    harm: 'tolerated',
    breaks: ['responses.item.added'],
    seen: 'assumed',
    wire: mapNamed(
      isOf('response.output_item.added'),
      inside('item', (item) => ('status' in item ? { ...item, status: 'completed' } : item)),
    ),
  },
  {
    name: 'responses.item-added-bare',
    title: 'An item is opened with only its type and id.',
    harm: 'fatal',
    breaks: ['responses.item.added'],
    mayBreak: ['responses.event.schema', 'responses.item'],
    seen: 'assumed',
    wire: mapNamed(
      isOf('response.output_item.added'),
      inside('item', ({ type, id }) => ({ id, type })),
    ),
  },
  {
    name: 'responses.item-reopened',
    title: 'An item is opened twice.',
    harm: 'fatal',
    breaks: ['responses.item.index'],
    seen: 'assumed',
    wire: transformNamed((events) => {
      const at = events.findIndex(isOf('response.output_item.added'));
      const found = events[at];
      return found ? events.toSpliced(at, 0, found) : events;
    }),
  },
  {
    name: 'responses.items-interleaved',
    title: 'The first item is closed only just before the end.',
    harm: 'silent',
    breaks: ['responses.item.sequential'],
    seen: 'assumed',
    wire: transformNamed((events) => {
      const at = events.findIndex(isOf('response.output_item.done'));
      const found = events[at];
      const end = events.findIndex(isTerminal);
      return found && at + 1 < end
        ? [...events.slice(0, at), ...events.slice(at + 1, end), found, ...events.slice(end)]
        : events;
    }),
  },
  {
    name: 'responses.part-added-filled',
    title: 'A part is opened as reasoning text.',
    harm: 'fatal',
    breaks: ['responses.event.order'],
    mayBreak: ['responses.part.opened', 'responses.event.schema', 'responses.text.deltas', 'responses.part.closed'],
    seen: 'assumed',
    wire: firstNamed(
      isOf('response.content_part.added'),
      inside('part', () => ({ type: 'reasoning_text', text: '' })),
    ),
  },
];
