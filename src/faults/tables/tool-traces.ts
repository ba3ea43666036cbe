import type { PlanEvent } from '../../engine/plan.ts';
import { transformSteps } from '../transforms/edit-answer.ts';
import { transformEvents } from '../transforms/transform-stream.ts';
import type { Fault, WireTransform } from '../fault.ts';
import { mapDeltas, saidOfCalls } from '../transforms/edit-events.ts';

/** Gives the deltas of an answer without calls a member that says that there are none. */
const saysNone = (value: unknown): WireTransform =>
  transformEvents((events) =>
    saidOfCalls(events).length > 0
      ? events
      : mapDeltas((delta) => ('content' in delta ? { ...delta, tool_calls: value } : delta))(events),
  );

/** The arguments of the first call of each choice are said as text, too, before the call. */
function saidAloud(events: readonly PlanEvent[]): readonly PlanEvent[] {
  const said = (choice: number): string =>
    events
      .flatMap((event) =>
        event.type === 'tool-args' && event.choice === choice && event.index === 0 ? [event.text] : [],
      )
      .join('');
  return events.flatMap((event): readonly PlanEvent[] =>
    event.type === 'tool-open' && event.index === 0
      ? [{ type: 'text', choice: event.choice, text: said(event.choice), wait: 0 }, event]
      : [event],
  );
}

/** Traces of tool calls where there are none. */
export const toolTraceFaults: readonly Fault[] = [
  {
    name: 'tool.args-in-content',
    title: 'The arguments of a call are duplicated in the content.',
    harm: 'silent',
    breaks: ['tool.in-content'],
    mayBreak: ['usage.completion.matches', 'body.said'],
    seen: 'https://github.com/youssofal/MTPLX/issues/249',
    plan: transformSteps(saidAloud),
  },
  {
    name: 'tool.empty-array-on-text',
    title: 'Text deltas have an empty tool_calls array.',
    harm: 'tolerated',
    breaks: ['tool.empty-array'],
    seen: 'assumed',
    clients: '·······',
    wire: saysNone([]),
  },
  {
    name: 'tool.null-on-text',
    title: 'Text deltas have null tool_calls.',
    harm: 'tolerated',
    breaks: ['tool.empty-array', 'tool.delta.schema'],
    seen: 'assumed',
    clients: '·······',
    wire: saysNone(null),
  },
];
