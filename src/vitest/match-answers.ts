import type { ToolCall } from '../contract/api-types.ts';
import type { MatcherResult } from './matcher-result.ts';
import { answersIn, type ReceivedAnswer } from './subject.ts';

/** A tool call as the difference shows it. */
export interface ReceivedCall {
  readonly name: string;
  /** Parsed, or the text where it is none of JSON. */
  readonly arguments: unknown;
}

/** Arguments to look for: those that are named must be equal, others may be there. A text is the whole of them. */
export type WantedArguments = Readonly<Record<string, unknown>> | string;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const heardCall = (call: ToolCall): ReceivedCall =>
  call.type === 'custom'
    ? { name: call.custom.name, arguments: call.custom.input }
    : { name: call.function.name, arguments: parsed(call.function.arguments) };

function callsOf({ messages }: ReceivedAnswer): ReceivedCall[] {
  return messages.flatMap(({ tool_calls: calls = [], function_call: legacy }) => [
    ...(calls ?? []).map(heardCall),
    ...(legacy ? [{ name: legacy.name, arguments: parsed(legacy.arguments) }] : []),
  ]);
}

/** Whether some call of a tool is there; `isSubset` is vitest's own way of comparing a part with a whole. */
export function matchToolCall(
  received: unknown,
  name: string,
  wanted: WantedArguments | undefined,
  isSubset: (whole: unknown, part: unknown) => boolean,
): MatcherResult {
  const calls = answersIn(received).flatMap(callsOf);
  const fits = (call: ReceivedCall): boolean =>
    call.name === name && (wanted === undefined || isSubset(call.arguments, wanted));
  const pass = calls.some(fits);
  const asked = wanted === undefined ? name : `${name} with ${JSON.stringify(wanted)}`;
  const names =
    calls.length === 0 ? 'no tool was called' : `what was called is ${calls.map((call) => call.name).join(', ')}`;
  return {
    pass,
    message: () => (pass ? `expected no call of ${asked}` : `expected a call of ${asked}, but ${names}`),
    actual: calls,
    expected: [wanted === undefined ? { name } : { name, arguments: wanted }],
  };
}

const firstText = ({ messages }: ReceivedAnswer): string => messages[0]?.content ?? '';

const isSaid = (text: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? text === wanted : new RegExp(wanted.source, wanted.flags.replace('g', '')).test(text);

function cause(streams: readonly ReceivedAnswer[], all: readonly ReceivedAnswer[]): string {
  if (streams.length > 0) return 'what was streamed differs';
  if (all.some(({ partial }) => partial)) return 'the stream was broken off';
  return all.length > 0 ? 'the answer was not streamed' : 'there was no answer';
}

/** Whether the first choice of some complete stream says a text: the whole of it, or a pattern. */
export function matchStreamed(received: unknown, wanted: string | RegExp): MatcherResult {
  const all = answersIn(received);
  const streams = all.filter(({ streamed, partial }) => streamed && !partial);
  const texts = streams.map(firstText);
  const pass = texts.some((text) => isSaid(text, wanted));
  return {
    pass,
    message: () =>
      pass
        ? `expected no stream of ${String(wanted)}`
        : `expected a stream of ${String(wanted)}, but ${cause(streams, all)}`,
    actual: texts.length === 1 ? texts[0] : texts,
    expected: texts.length === 1 ? wanted : [wanted],
  };
}
