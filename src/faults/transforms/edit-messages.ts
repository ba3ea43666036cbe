import { asList, asObject } from '../../contract/schema/json-shape.ts';
import type { JsonObject } from '../../contract/requirements.ts';

/** Messages of a request. */
export function messagesOf(body: JsonObject | undefined): readonly JsonObject[] {
  return asList(body?.['messages']).map(asObject);
}

/** The request with other messages. */
export function withMessages(
  body: JsonObject,
  edit: (messages: readonly JsonObject[]) => readonly JsonObject[],
): JsonObject {
  const before = messagesOf(body);
  const after = edit(before);
  return after === before ? body : { ...body, messages: after };
}

/** The parts of a message's content; none where it is a text. */
export function partsOf({ content }: JsonObject): readonly JsonObject[] {
  return asList(content).map(asObject);
}

/** The text of a message, that of all its parts together. */
export function textOf(message: JsonObject): string {
  const { content } = message;
  if (typeof content === 'string') return content;
  return partsOf(message)
    .map(({ text }) => (typeof text === 'string' ? text : ''))
    .join('');
}
