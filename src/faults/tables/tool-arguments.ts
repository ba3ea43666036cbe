import { isJsonObject, type JsonObject } from '../../contract/requirements.ts';
import { transformEvents } from '../transforms/transform-stream.ts';
import { inTurn, type EventEdit, perStream, seeEvents } from '../transforms/event-steps.ts';
import { transformArguments, joined, replacedBy } from '../transforms/edit-arguments.ts';
import { callsOf, dropEvents, firstOnly, insertBefore, mapFunctions, saidOfCalls } from '../transforms/edit-events.ts';
import { without } from '../transforms/edit-json.ts';
import type { Fault } from '../fault.ts';
import { besideChunk, isFinish, type StreamEvent } from '../transforms/stream-event.ts';

const isPiece = (event: StreamEvent): boolean => callsOf(event).some((call) => !('id' in call));

interface Whole {
  readonly choice: JsonObject;
  readonly call: JsonObject;
  readonly text: string;
}

/** The arguments of each function call, put together, with the first that was said of the call. */
function wholeArguments(events: readonly StreamEvent[], found = new Map<string, Whole>()): ReadonlyMap<string, Whole> {
  for (const { key, choice, call } of saidOfCalls(events)) {
    const body = call['function'];
    if (!isJsonObject(body)) continue;
    const before = found.get(key) ?? { choice, call, text: '' };
    found.set(key, { ...before, text: before.text + String(body['arguments'] ?? '') });
  }
  return found;
}

/** Sends the arguments of each call with its header, and no pieces. */
const inHeader = (value: (whole: string) => unknown): EventEdit => {
  return (events) => {
    const whole = wholeArguments(events);
    if (whole.size === 0) return events;
    const edit = mapFunctions((body, _nth, key) => ({ ...body, arguments: value(whole.get(key)?.text ?? '') }));
    return edit(dropEvents(isPiece)(events));
  };
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { text };
  }
}

/** Sends all arguments once more before the choice ends. */
const resent = perStream(() => {
  const whole = new Map<string, Whole>();
  return inTurn(
    seeEvents((event) => void wholeArguments([event], whole)),
    insertBefore(isFinish, (finish) =>
      [...whole.values()].map(({ choice, call, text }) => {
        const delta = { tool_calls: [{ index: call['index'], function: { arguments: text } }] };
        return besideChunk(finish, { choices: [{ ...choice, delta, finish_reason: null }] });
      }),
    ),
  );
});

/** Each piece holds all arguments so far. */
const snapshots = perStream(() => {
  const said = new Map<string, string>();
  return mapFunctions((body, _nth, key) => {
    const all = (said.get(key) ?? '') + String(body['arguments'] ?? '');
    said.set(key, all);
    return { ...body, arguments: all };
  });
});

/** Defects of the arguments of tool calls. */
export const toolArgumentFaults: readonly Fault[] = [
  {
    name: 'tool.args-object',
    title: 'Arguments are an object instead of a string.',
    harm: 'fatal',
    breaks: ['tool.delta.schema', 'chunk.schema', 'tool.args.json'],
    mayBreak: ['tool.args.fragmented', 'stream.equals-plain', 'usage.completion.matches'],
    seen: 'https://github.com/ggml-org/llama.cpp/issues/20198',
    clients: '≠≠TT≠T≠',
    wire: transformEvents(inHeader(parsed)),
  },
  {
    name: 'tool.args-null-first',
    title: 'The first arguments of a call are null.',
    harm: 'tolerated',
    breaks: ['tool.delta.schema', 'chunk.schema'],
    seen: 'assumed',
    clients: '·······',
    wire: transformEvents(mapFunctions(firstOnly((body) => ({ ...body, arguments: null })))),
  },
  {
    name: 'tool.args-missing-first',
    title: 'The first delta of a call has no arguments key.',
    harm: 'tolerated',
    breaks: ['tool.header.complete'],
    seen: 'assumed',
    clients: '·······',
    wire: transformEvents(mapFunctions(firstOnly((body) => without(body, 'arguments')))),
  },
  {
    name: 'tool.args-resent-at-end',
    title: 'The complete arguments are sent again at the end, so the concatenation is invalid JSON.',
    harm: 'silent',
    breaks: ['tool.args.json'],
    mayBreak: ['stream.equals-plain', 'usage.completion.matches'],
    seen: 'https://github.com/brainlid/langchain/pull/174',
    clients: '≠≠≠≠≠≠≠',
    wire: transformEvents(resent),
  },
  {
    name: 'tool.args-cumulative',
    title: 'Every piece of the arguments repeats all earlier ones.',
    harm: 'silent',
    breaks: ['tool.args.json'],
    mayBreak: ['stream.equals-plain', 'usage.completion.matches'],
    seen: 'https://github.com/brainlid/langchain/pull/174',
    clients: '≠≠≠≠≠≠≠',
    wire: transformEvents(snapshots),
  },
  {
    name: 'tool.args-truncated',
    title: 'The last piece of the arguments is lost.',
    harm: 'silent',
    breaks: ['tool.args.json'],
    mayBreak: ['tool.args.schema', 'tool.args.empty'],
    seen: 'https://github.com/vllm-project/vllm/issues/17614',
    clients: '≠≠≠≠≠≠≠',
    plan: transformArguments((pieces) => pieces.slice(0, -1)),
  },
  {
    name: 'tool.args-empty-no-arg',
    title: 'A call of a tool without parameters has an empty string as arguments.',
    harm: 'silent',
    breaks: ['tool.args.empty', 'tool.args.json'],
    seen: 'assumed',
    clients: '≠≠≠≠≠≠≠',
    plan: transformArguments((pieces) => (/^\s*\{\s*\}\s*$/.test(joined(pieces)) ? [] : pieces)),
  },
  {
    name: 'tool.args-schema',
    title: "The arguments are valid JSON but don't match the schema of the tool.",
    harm: 'silent',
    breaks: ['tool.args.schema'],
    mayBreak: ['usage.completion.matches', 'tool.args.fragmented'],
    seen: 'assumed',
    plan: transformArguments((pieces) => replacedBy(pieces, '{"unexpected":[null]}')),
  },
];
