import type { AssembledChoice } from '../contract/grammar/reassemble.ts';
import { readEvents } from '../contract/grammar/sse-events.ts';
import { asList, asObject, isText } from '../contract/schema/json-shape.ts';
import type { JsonObject } from '../contract/requirements.ts';

type Message = Partial<AssembledChoice['message']>;

const callOf = ({ type, call_id: id, name, arguments: text, input }: JsonObject): unknown[] => {
  if (type === 'function_call') return [{ id, type: 'function', function: { name, arguments: text } }];
  return type === 'custom_tool_call' ? [{ id, type: 'custom', custom: { name, input } }] : [];
};

/** What an answer of `/v1/responses` says, in the form of a message of chat completions; `undefined` for any other value. */
export function responseMessage(value: unknown): Message | undefined {
  const { object, output } = asObject(value);
  if (object !== 'response') return undefined;
  const items = asList(output).map(asObject);
  const texts = items.flatMap(({ type, content }) => (type === 'message' ? asList(content) : []));
  const content = texts
    .map((part) => asObject(part)['text'])
    .filter(isText)
    .join('');
  // JSON boundary: the calls have the form that the message declares.
  return { content, tool_calls: items.flatMap(callOf) } as Message;
}

function eventsOf(source: string | Uint8Array | readonly unknown[]): readonly unknown[] {
  if (typeof source !== 'string' && !(source instanceof Uint8Array)) return source;
  return readEvents(source).events.flatMap(({ data }): unknown[] => {
    try {
      return data === undefined || data === null ? [] : [JSON.parse(data)];
    } catch {
      return [];
    }
  });
}

/** What a stream of `/v1/responses` has said at its end; `undefined` for any other stream. */
export function streamedMessage(source: string | Uint8Array | readonly unknown[]): Message | undefined {
  const last = asObject(eventsOf(source).at(-1));
  return responseMessage(last['response']);
}
