import type { AnswerPlan, ErrorPlan } from '../engine/plan.ts';
import { byteTemplate, fillTemplate, type ByteTemplate } from './byte-template.ts';
import type { StreamOptions } from './chunk-writer.ts';
import type { Exchange, Frame } from './exchange.ts';
import { fold } from './fold.ts';
import type { Identity } from './identity.ts';
import type { PackedPlan } from './packed-plan.ts';
import { PLACEHOLDER, renderText, textTemplate, type TextTemplate } from './template.ts';
import { streamText, unfold } from './unfold.ts';
import { utf8Length } from './utf8.ts';

/** Response headers in the order they are sent. */
export type HeaderList = ReadonlyArray<readonly [name: string, value: string]>;

/** What stands around the id in a plain body, and between it and `created` in a chunk. */
const PLAIN_PARTS = ['{\n  "id": "', '",\n  "object": "chat.completion",\n  "created": '] as const;
const CHUNK_SEPARATOR = '","object":"chat.completion.chunk","created":';

/** The API indents its JSON bodies by two spaces and ends them with a newline. */
export function jsonBody(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** A JSON answer of one frame, for errors and lists. */
export function jsonExchange(status: number, headers: HeaderList, body: string, wait = 0): Exchange {
  return {
    status,
    headers: [...jsonHead(utf8Length(body)), ...headers],
    frames: [{ wait, bytes: body }],
    end: 'close',
  };
}

/** Headers that say what a JSON body is. @param length bytes in UTF-8 */
export function jsonHead(length: number): HeaderList {
  return [
    ['content-type', 'application/json'],
    ['content-length', String(length)],
  ];
}

/** Headers that say what an event stream is. */
export const STREAM_HEAD: HeaderList = [
  ['content-type', 'text/event-stream; charset=utf-8'],
  ['cache-control', 'no-cache'],
];

/** An API error. @param wait milliseconds before it is sent */
export function errorExchange(plan: ErrorPlan, headers: HeaderList, wait = 0): Exchange {
  const extra = Object.entries(plan.headers ?? {});
  return jsonExchange(plan.status, [...extra, ...headers], jsonBody({ error: plan.error }), wait);
}

const countCalls = (plan: AnswerPlan): number => plan.events.filter((event) => event.type === 'tool-open').length;

function textTemplateOf(plan: AnswerPlan): TextTemplate {
  const text = jsonBody(fold(plan, PLACEHOLDER));
  return textTemplate(text, PLAIN_PARTS, utf8Length(text), countCalls(plan));
}

/** The plain body of an answer for any identity, and its length in UTF-8. */
export function plainTemplate(plan: AnswerPlan): {
  readonly bytes: number;
  readonly render: (identity: Identity) => string;
} {
  const template = textTemplateOf(plan);
  return { bytes: template.bytes, render: (identity) => renderText(template, identity) };
}

/** What differs from call to call: id and `created`, with what stands between them, and the ids of the calls. */
const marksOf = (plan: AnswerPlan, { id, created, callId }: Identity): string[] => [
  `${id}${CHUNK_SEPARATOR}${created}`,
  ...Array.from({ length: countCalls(plan) }, (_, call) => callId(call)),
];

/**
 * The whole event stream of an answer, for any identity. The template is made for the second: most requests are never repeated, and
 * text alone takes half the time.
 */
export function streamTemplate(plan: AnswerPlan, options: StreamOptions): (identity: Identity) => string | Uint8Array {
  let template: ByteTemplate | undefined;
  let calls = 0;
  return (identity) => {
    if (calls++ === 0) return streamText(plan, identity, options);
    template ??= byteTemplate(streamText(plan, PLACEHOLDER, options), marksOf(plan, PLACEHOLDER));
    return fillTemplate(template, marksOf(plan, identity));
  };
}

/** An answer's frames as the plan paces them. */
export function pacedFrames(
  plan: AnswerPlan | PackedPlan,
  identity: Identity,
  options: StreamOptions,
  factor: number,
): Iterable<Frame> {
  return { [Symbol.iterator]: () => unfold(plan, identity, options, factor) };
}
