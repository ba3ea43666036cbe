import { asList, asObject } from '../../contract/schema/json-shape.ts';
import { isJsonObject, type JsonObject } from '../../contract/requirements.ts';
import type { Exchange } from '../../wire/exchange.ts';
import type { FaultContext, WireTransform } from '../fault.ts';
import { bytesOf, gathered } from './frame-bytes.ts';

/** What a JSON body of the service is. */
export type BodyKind = 'chat.completion' | 'response' | 'list' | 'model' | 'answer' | 'error';

const decoder = new TextDecoder();

/** As the service writes its bodies. */
const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const isJsonType = ([name, value]: readonly [string, string]): boolean =>
  name === 'content-type' && value.startsWith('application/json');

/** The text of a body that is sent as JSON. */
export function bodyText({ headers, frames, live, raw }: Exchange): string | undefined {
  if (live || raw || !headers.some(isJsonType)) return undefined;
  return decoder.decode(bytesOf(gathered([...frames])));
}

function parsed(text: string | undefined): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a body is what a model answered, at whatever endpoint. */
const isAnswer = ({ object, output, data }: JsonObject): boolean =>
  object === 'chat.completion' ||
  (object === 'response' && Array.isArray(output)) ||
  (object === 'list' && asObject(asList(data)[0])['object'] === 'embedding');

function isKind(body: JsonObject, { status }: Exchange, kind: BodyKind): boolean {
  if (kind === 'error') return status >= 400;
  return status === 200 && (kind === 'answer' ? isAnswer(body) : body['object'] === kind);
}

/** Headers with some set and others, whose value is `undefined`, taken away. */
export function withHeaders(exchange: Exchange, changes: Readonly<Record<string, string | undefined>>): Exchange {
  const kept = exchange.headers.filter(([name]) => !(name in changes));
  const set = Object.entries(changes).filter((one): one is [string, string] => one[1] !== undefined);
  return { ...exchange, headers: [...set, ...kept] };
}

/** The exchange with another body of known length, which comes when the last byte of the old one would have come. */
export function withBody(exchange: Exchange, bytes: string | Uint8Array): Exchange {
  const { wait } = gathered([...exchange.frames]);
  const length = bytesOf({ wait, bytes }).length;
  return { ...withHeaders(exchange, { 'content-length': String(length) }), frames: [{ wait, bytes }] };
}

/** The exchange with another value as its JSON body. */
export function withJson(exchange: Exchange, value: unknown): Exchange {
  return withBody(exchange, jsonText(value));
}

/** The body of an exchange, where it is JSON of this kind. */
export function jsonBodyOf(exchange: Exchange, kind: BodyKind): JsonObject | undefined {
  const body = parsed(bodyText(exchange));
  return body && isKind(body, exchange, kind) ? body : undefined;
}

/** Bends an exchange whose body is JSON of this kind, and leaves any other alone. */
export function transformWhere(
  kind: BodyKind,
  bend: (exchange: Exchange, body: JsonObject, context: FaultContext) => Exchange,
): WireTransform {
  return (exchange, context) => {
    const body = jsonBodyOf(exchange, kind);
    return body ? bend(exchange, body, context) : exchange;
  };
}

/** Edits the bodies of this kind. */
export function transformJson(
  kind: BodyKind,
  edit: (body: JsonObject, context: FaultContext) => unknown,
): WireTransform {
  return transformWhere(kind, (exchange, body, context) => {
    const edited = edit(body, context);
    return edited === body ? exchange : withJson(exchange, edited);
  });
}

/** Edits plain answers. */
export const transformBody = (edit: (body: JsonObject, context: FaultContext) => unknown): WireTransform =>
  transformJson('chat.completion', edit);

/** Edits each choice of plain answers. */
export function transformChoices(edit: (choice: JsonObject, context: FaultContext) => unknown): WireTransform {
  return transformBody((body, context) => ({
    ...body,
    choices: asList(body['choices']).map((choice) => edit(asObject(choice), context)),
  }));
}

/** Edits each message of plain answers. */
export function transformMessages(edit: (message: JsonObject, context: FaultContext) => unknown): WireTransform {
  return transformChoices((choice, context) => ({ ...choice, message: edit(asObject(choice['message']), context) }));
}

/** Edits the usage of plain answers. */
export function transformBodyUsage(edit: (usage: JsonObject) => unknown): WireTransform {
  return transformBody((body) => ({ ...body, usage: edit(asObject(body['usage'])) }));
}

/** Edits each tool call of plain answers; answers without calls stay as they are. */
export function transformBodyCalls(
  edit: (call: JsonObject, nth: number, all: readonly JsonObject[]) => unknown,
): WireTransform {
  return transformMessages((message) => {
    const calls = asList(message['tool_calls']).map(asObject);
    return calls.length === 0 ? message : { ...message, tool_calls: calls.map(edit) };
  });
}

/** Edits name and arguments of each tool call of plain answers. */
export function transformBodyFunctions(edit: (body: JsonObject) => unknown): WireTransform {
  return transformBodyCalls((call) => ({ ...call, function: edit(asObject(call['function'])) }));
}
