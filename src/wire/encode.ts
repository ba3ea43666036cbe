import type { AnswerPlan, ErrorPlan } from '../engine/plan.ts';
import type { StreamOptions } from './chunk-writer.ts';
import type { Exchange, Frame } from './exchange.ts';
import { fold } from './fold.ts';
import type { Identity } from './identity.ts';
import { compileTemplate, PLACEHOLDER, type Template } from './template.ts';
import { unfold } from './unfold.ts';
import { utf8Length } from './utf8.ts';

/** Response headers in the order they are sent. */
export type HeaderList = ReadonlyArray<readonly [name: string, value: string]>;

/** What stands between `id` and `created` in a plain body, and in a chunk. */
const PLAIN_JOINT = '",\n  "object": "chat.completion",\n  "created": ';
const CHUNK_JOINT = '","object":"chat.completion.chunk","created":';

/** The API indents its JSON bodies by two spaces and ends them with a newline. */
export function jsonBody(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** A JSON answer of one frame, for errors, lists and plain completions alike. */
export function jsonExchange(
  status: number,
  headers: HeaderList,
  body: string,
  options: { readonly wait?: number; readonly bytes?: number } = {},
): Exchange {
  return {
    status,
    headers: [
      ['content-type', 'application/json'],
      ['content-length', String(options.bytes ?? utf8Length(body))],
      ...headers,
    ],
    frames: [{ wait: options.wait ?? 0, bytes: body }],
    end: 'close',
  };
}

/** An event stream; the caller decides whether frames are paced or joined. */
export function streamExchange(headers: HeaderList, frames: Iterable<Frame>): Exchange {
  return {
    status: 200,
    headers: [['content-type', 'text/event-stream; charset=utf-8'], ...headers],
    frames,
    end: 'close',
  };
}

/** An API error. */
export function errorExchange(plan: ErrorPlan, headers: HeaderList): Exchange {
  const extra = Object.entries(plan.headers ?? {});
  return jsonExchange(plan.status, [...extra, ...headers], jsonBody({ error: plan.error }));
}

const countCalls = (plan: AnswerPlan): number => plan.events.filter((event) => event.type === 'tool-open').length;

/** The plain body of an answer, for any identity. */
export function plainTemplate(plan: AnswerPlan): Template {
  return compileTemplate(jsonBody(fold(plan, PLACEHOLDER)), PLAIN_JOINT, countCalls(plan));
}

/** The whole event stream of an answer as one text, for any identity. */
export function streamTemplate(plan: AnswerPlan, options: StreamOptions): Template {
  let text = '';
  for (const frame of unfold(plan, PLACEHOLDER, options)) text += frame.bytes;
  return compileTemplate(text, CHUNK_JOINT, countCalls(plan));
}

/** Frames at another pace: `factor` 2 waits twice as long. */
export function* scaleFrames(frames: Iterable<Frame>, factor: number): Generator<Frame> {
  for (const frame of frames) yield { ...frame, wait: frame.wait * factor };
}

/** An answer's frames as the plan paces them. */
export function pacedFrames(
  plan: AnswerPlan,
  identity: Identity,
  options: StreamOptions,
  factor: number,
): Iterable<Frame> {
  return { [Symbol.iterator]: () => scaleFrames(unfold(plan, identity, options), factor) };
}
