import type { Fault } from '../fault.ts';
import { dropEvents, insertAfter, insertBefore, mapEvents } from '../transforms/edit-events.ts';
import { eachEvent } from '../transforms/event-steps.ts';
import { isDelta, isOf, mapNamed, transformNamed, without, withoutNamed } from '../transforms/edit-response.ts';
import { namedEvent, rawEvent } from '../transforms/stream-event.ts';
import { transformEvents } from '../transforms/transform-stream.ts';

/** Events that are missing, numbered or named wrongly, or unknown. */
export const responseEventFaults: readonly Fault[] = [
  {
    name: 'responses.created-missing',
    title: "The stream doesn't start with response.created.",
    harm: 'fatal',
    breaks: ['responses.created.first'],
    seen: 'https://github.com/BerriAI/litellm/issues/9545',
    wire: withoutNamed(isOf('response.created')),
  },
  {
    name: 'responses.in-progress-missing',
    title: 'The event response.in_progress is missing.',
    harm: 'tolerated',
    breaks: ['responses.in-progress'],
    seen: 'assumed',
    wire: withoutNamed(isOf('response.in_progress')),
  },
  {
    name: 'responses.item-added-missing',
    title: "Items aren't opened before their content.",
    harm: 'fatal',
    breaks: ['responses.item.opened'],
    mayBreak: ['responses.item.index', 'responses.item.id'],
    seen: 'assumed',
    wire: withoutNamed(isOf('response.output_item.added')),
  },
  {
    name: 'responses.item-done-missing',
    title: 'Items are never closed.',
    harm: 'silent',
    breaks: ['responses.item.closed'],
    mayBreak: ['responses.item.sequential'],
    seen: 'assumed',
    wire: withoutNamed(isOf('response.output_item.done')),
  },
  {
    name: 'responses.part-added-missing',
    title: "Message parts aren't opened.",
    harm: 'fatal',
    breaks: ['responses.part.opened'],
    seen: 'assumed',
    wire: withoutNamed(isOf('response.content_part.added')),
  },
  {
    name: 'responses.part-done-missing',
    title: 'Message parts are never closed.',
    harm: 'tolerated',
    breaks: ['responses.part.closed'],
    seen: 'assumed',
    wire: withoutNamed(isOf('response.content_part.done')),
  },
  {
    name: 'responses.text-done-missing',
    title: 'The complete text is never sent after its deltas.',
    harm: 'tolerated',
    breaks: ['responses.text.done'],
    seen: 'assumed',
    wire: withoutNamed(isOf('response.output_text.done', 'response.refusal.done')),
  },
  {
    name: 'responses.args-done-missing',
    title: 'The complete arguments are never sent after their deltas.',
    harm: 'tolerated',
    breaks: ['responses.args.done'],
    seen: 'assumed',
    wire: withoutNamed(isOf('response.function_call_arguments.done', 'response.custom_tool_call_input.done')),
  },
  {
    name: 'responses.text-deltas-missing',
    title: 'Text arrives at once, without deltas.',
    harm: 'silent',
    breaks: ['responses.text.deltas'],
    seen: 'assumed',
    wire: withoutNamed(isOf('response.output_text.delta')),
  },
  {
    name: 'responses.args-deltas-missing',
    title: 'Arguments arrive at once, without deltas.',
    harm: 'silent',
    breaks: ['responses.args.deltas'],
    seen: 'assumed',
    wire: withoutNamed(isOf('response.function_call_arguments.delta', 'response.custom_tool_call_input.delta')),
  },
  {
    name: 'responses.summary-added-missing',
    title: "Summary parts aren't opened.",
    harm: 'fatal',
    breaks: ['responses.summary.closed'],
    mayBreak: ['responses.summary.index'],
    seen: 'assumed',
    wire: withoutNamed(isOf('response.reasoning_summary_part.added')),
  },
  {
    name: 'responses.summary-done-missing',
    title: 'Summary parts are never closed.',
    harm: 'tolerated',
    breaks: ['responses.summary.closed'],
    seen: 'assumed',
    wire: withoutNamed(isOf('response.reasoning_summary_part.done')),
  },
  {
    name: 'responses.sequence-gap',
    title: 'The sequence skips a number after the first delta.',
    harm: 'tolerated',
    breaks: ['responses.sequence'],
    seen: 'assumed',
    wire: transformEvents(
      eachEvent(() => {
        let begun = false;
        return (event) => {
          const { named, wait } = event;
          const isBehind = begun;
          begun ||= isDelta(event);
          return isBehind && named
            ? namedEvent({ ...named, sequence_number: Number(named['sequence_number']) + 1 }, wait)
            : event;
        };
      }),
    ),
  },
  {
    name: 'responses.sequence-missing',
    title: 'Events have no sequence_number.',
    harm: 'tolerated',
    breaks: ['responses.sequence'],
    seen: 'https://github.com/CopilotKit/aimock',
    wire: mapNamed(() => true, without('sequence_number')),
  },
  {
    name: 'responses.sequence-from-one',
    title: 'The sequence starts at 1.',
    harm: 'tolerated',
    breaks: ['responses.sequence'],
    seen: 'assumed',
    wire: mapNamed(
      () => true,
      (named) => ({ ...named, sequence_number: Number(named['sequence_number']) + 1 }),
    ),
  },
  {
    name: 'responses.sequence-constant',
    title: 'Every event has the sequence_number 0.',
    harm: 'tolerated',
    breaks: ['responses.sequence'],
    seen: 'assumed',
    wire: mapNamed(
      () => true,
      (named) => ({ ...named, sequence_number: 0 }),
    ),
  },
  {
    name: 'responses.event-names-missing',
    title: 'Events have no names, as with some gateways.',
    harm: 'tolerated',
    breaks: ['responses.event.name'],
    seen: 'assumed',
    wire: transformEvents(
      mapEvents((event) =>
        event.named ? rawEvent(event.text.slice(event.text.indexOf('\n') + 1), event.wait) : event,
      ),
    ),
  },
  {
    name: 'responses.event-name-message',
    title: 'Every event is named message.',
    harm: 'tolerated',
    breaks: ['responses.event.name'],
    seen: 'assumed',
    wire: transformEvents(mapEvents((event) => (event.named ? namedEvent(event.named, event.wait, 'message') : event))),
  },
  {
    name: 'responses.event-unknown',
    title: 'An event has an unknown type.',
    harm: 'fatal',
    breaks: ['responses.event.known'],
    seen: 'https://github.com/llm-d/llm-d-inference-sim',
    wire: transformNamed(
      insertAfter(isDelta, ({ named = {} }) => {
        const { output_index, item_id, sequence_number } = named;
        const strange = { type: 'response.output_text.logprobs.delta', item_id, output_index, sequence_number };
        return [namedEvent(strange)];
      }),
    ),
  },
  {
    name: 'responses.event-json-cut',
    title: 'An event comes whose data is cut off.',
    harm: 'fatal',
    breaks: ['responses.event.json'],
    mayBreak: ['responses.sequence'],
    seen: 'assumed',
    wire: transformEvents(
      insertBefore(isDelta, () => [rawEvent('event: response.output_text.delta\ndata: {"type":\n\n')]),
    ),
  },
  {
    name: 'responses.delta-empty',
    title: 'An empty delta precedes the first one.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    wire: transformNamed(
      insertBefore(isDelta, ({ named: found = {} }) => {
        const { obfuscation: _, ...named } = found;
        return [namedEvent({ ...named, delta: '' })];
      }),
    ),
  },
  {
    name: 'responses.deltas-bare',
    title: 'The stream has only deltas and the final event.',
    harm: 'fatal',
    breaks: ['responses.created.first', 'responses.item.opened'],
    mayBreak: [
      'responses.in-progress',
      'responses.item.index',
      'responses.item.id',
      'responses.item.closed',
      'responses.part.opened',
      'responses.terminal.output',
      'responses.item.sequential',
      'responses.summary.index',
    ],
    seen: 'assumed',
    wire: transformNamed(
      dropEvents(
        (event) =>
          event.named !== undefined && !isDelta(event) && !isOf('response.completed', 'response.incomplete')(event),
      ),
    ),
  },
];
