import { asObject } from '../../contract/schema/json-shape.ts';
import type { PlanEvent, ToolArgsEvent } from '../../engine/plan.ts';
import { transformEvents } from '../transforms/transform-stream.ts';
import { inTurn, type EventEdit, perStream, seeEvents } from '../transforms/event-steps.ts';
import { transformSteps, counted } from '../transforms/edit-answer.ts';
import { transformArguments, joined, replacedBy } from '../transforms/edit-arguments.ts';
import {
  callsOf,
  insertBefore,
  laterOnly,
  mapCalls,
  mapFunctions,
  saidOfCalls,
  type SaidOfCall,
} from '../transforms/edit-events.ts';
import type { Fault } from '../fault.ts';
import { besideChunk, choicesOf, isFinish, withChunk, type StreamEvent } from '../transforms/stream-event.ts';

/** Said before a tool is called, and how many tokens that is. */
const PREFACE = { text: 'Let me look that up.', tokens: 6 };

/** An empty piece of the last function call before its choice ends. */
const trailing = perStream(() => {
  let last: SaidOfCall | undefined;
  return inTurn(
    seeEvents((event) => {
      last = saidOfCalls([event]).findLast(({ call }) => 'function' in call) ?? last;
    }),
    insertBefore(isFinish, (finish) => {
      if (!last) return [];
      const delta = { tool_calls: [{ index: last.call['index'], function: { arguments: '' } }] };
      return [besideChunk(finish, { choices: [{ ...last.choice, delta, finish_reason: null }] })];
    }),
  );
});

const isPiece = (event: PlanEvent): event is ToolArgsEvent => event.type === 'tool-args';

/** The pieces of several lists in turn, one from each. */
function inTurns(lists: readonly (readonly ToolArgsEvent[])[]): ToolArgsEvent[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list[i] ?? [])).flat();
}

/** The calls of each choice are all begun, and then their arguments come in turns. */
function interleaved(events: readonly PlanEvent[]): readonly PlanEvent[] {
  const choices = Map.groupBy(events.filter(isPiece), ({ choice }) => choice);
  const pieces = [...choices.values()].flatMap((own) => [...Map.groupBy(own, ({ index }) => index).values()]);
  const opens = events.filter((event) => event.type === 'tool-open');
  if (opens.length < 2) return events;
  const first = events.indexOf(opens[0] as PlanEvent);
  const rest = events.filter((event) => event.type !== 'tool-open' && !isPiece(event));
  const before = rest.filter((event) => events.indexOf(event) < first);
  return [...before, ...opens, ...inTurns(pieces), ...rest.slice(before.length)];
}

const isHeader = (event: StreamEvent): boolean => callsOf(event).some((call) => 'id' in call);

/** Says the headers of the first two calls in one delta. */
const together: EventEdit = (events) => {
  const [first, second] = events.filter(isHeader);
  const [choice] = first ? choicesOf(first) : [];
  if (!first || !second || !choice || choicesOf(second)[0]?.['index'] !== choice['index']) return events;
  const delta = { ...asObject(choice['delta']), tool_calls: [...callsOf(first), ...callsOf(second)] };
  const merged = withChunk(first, { ...first.chunk, choices: [{ ...choice, delta }] });
  return events.flatMap((event) => (event === first ? [merged] : event === second ? [] : [event]));
};

/** Words before the first call of an answer that has none, and their tokens. */
function prefaced(events: readonly PlanEvent[]): readonly PlanEvent[] {
  const call = events.find((event) => event.type === 'tool-open');
  if (call?.type !== 'tool-open' || events.some((event) => event.type === 'text')) return events;
  return events.flatMap((event): readonly PlanEvent[] => {
    if (event === call) return [{ type: 'text', choice: call.choice, text: PREFACE.text, wait: 0 }, event];
    if (event.type !== 'usage') return [event];
    const { prompt_tokens: prompt, completion_tokens: completion } = event.usage;
    return [{ ...event, usage: counted(event.usage, prompt, completion + PREFACE.tokens) }];
  });
}

/** Variants of tool calls that the contract allows. */
export const benignToolFaults: readonly Fault[] = [
  {
    name: 'tool.args-whole-one-chunk',
    title: 'The arguments of a call arrive in one piece.',
    harm: 'benign',
    breaks: [],
    mayBreak: ['tool.args.fragmented'],
    seen: 'assumed',
    clients: '·······',
    plan: transformArguments((pieces) => replacedBy(pieces, joined(pieces))),
  },
  {
    name: 'tool.args-empty-trailing-delta',
    title: 'The last piece of arguments is empty.',
    harm: 'benign',
    breaks: [],
    seen: 'https://github.com/vercel/ai/issues/3953',
    clients: '·······',
    wire: transformEvents(trailing),
  },
  {
    name: 'tool.interleaved',
    title: 'The arguments of parallel calls are interleaved.',
    harm: 'benign',
    breaks: [],
    seen: 'https://github.com/maximhq/bifrost/issues/1829',
    clients: '·······',
    plan: transformSteps(interleaved),
  },
  {
    name: 'tool.two-in-one-delta',
    title: 'Two calls start in one delta.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    clients: '·······',
    wire: transformEvents(together),
  },
  {
    name: 'tool.content-text-before',
    title: 'Content precedes a tool call.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    clients: '≠≠≠≠≠≠≠',
    plan: transformSteps(prefaced),
  },
  {
    name: 'tool.id-empty-later',
    title: 'Later deltas of a call have an empty id.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    clients: '·······',
    wire: transformEvents(mapCalls(laterOnly((call) => ({ ...call, id: '' })))),
  },
  {
    name: 'tool.name-empty-later',
    title: 'Later deltas of a call have an empty name.',
    harm: 'benign',
    breaks: [],
    seen: 'https://github.com/lmstudio-ai/lmstudio-bug-tracker/issues/649',
    clients: '·······',
    wire: transformEvents(mapFunctions(laterOnly((body) => ({ name: '', ...body })))),
  },
  {
    name: 'tool.type-repeated',
    title: 'Every delta of a call repeats its type.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    wire: transformEvents(mapCalls(laterOnly((call) => ({ ...call, type: 'custom' in call ? 'custom' : 'function' })))),
  },
];
