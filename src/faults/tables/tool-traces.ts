import { transformEvents, type WireTransform } from '../transforms/transform-stream.ts';
import { mapDeltas, saidOfCalls } from '../transforms/edit-events.ts';
import type { Fault } from '../fault.ts';

/** Gives the deltas of an answer without calls a member that says that there are none. */
const saysNone = (value: unknown): WireTransform =>
  transformEvents((events) =>
    saidOfCalls(events).length > 0
      ? events
      : mapDeltas((delta) => ('content' in delta ? { ...delta, tool_calls: value } : delta))(events),
  );

/** Traces of tool calls where there are none. */
export const toolTraceFaults: readonly Fault[] = [
  {
    name: 'tool.empty-array-on-text',
    title: 'Deltas of a text have an empty list of tool calls.',
    harm: 'tolerated',
    breaks: ['tool.empty-array'],
    seen: 'assumed',
    clients: '·······',
    wire: saysNone([]),
  },
  {
    name: 'tool.null-on-text',
    title: 'Deltas of a text have tool calls that are null.',
    harm: 'tolerated',
    breaks: ['tool.empty-array', 'tool.delta.schema'],
    seen: 'assumed',
    clients: '·······',
    wire: saysNone(null),
  },
];
