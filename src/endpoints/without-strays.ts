import type { JsonObject } from '../contract/requirements.ts';
import { asRecord, isRecord } from './validate/json-record.ts';

/** Members of which `type` names the one that counts. */
const TAGGED: ReadonlySet<string> = new Set([
  'function',
  'custom',
  'text',
  'image_url',
  'input_audio',
  'file',
  'refusal',
  'json_schema',
  'grammar',
  'allowed_tools',
]);

const isStray = (key: string, type: unknown): boolean => TAGGED.has(key) && TAGGED.has(String(type)) && key !== type;

/** The value where nothing of it changes, so that hardly any request is copied. */
function ofItsType(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const { type } = value;
  if (!Object.keys(value).some((key) => isStray(key, type))) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !isStray(key, type)));
}

function listOfItsType(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const list = value.map(ofItsType);
  return list.some((item, place) => item !== value[place]) ? list : value;
}

function replaced(record: JsonObject, changed: JsonObject): JsonObject {
  return Object.keys(changed).some((key) => changed[key] !== record[key]) ? { ...record, ...changed } : record;
}

function message(value: unknown): unknown {
  const record = asRecord(value);
  const { content, tool_calls: calls } = record;
  if (!Array.isArray(content) && !Array.isArray(calls)) return value;
  const own: JsonObject = {
    ...(Array.isArray(content) && { content: listOfItsType(content) }),
    ...(Array.isArray(calls) && { tool_calls: listOfItsType(calls) }),
  };
  return replaced(record, own);
}

/**
 * A body without members that its own tags rule out, such as `function` in a custom tool's call: the schema takes them for unknown
 * keys and has not judged them, so they must not be read.
 */
export function withoutStrays(body: JsonObject): JsonObject {
  const { messages, tools, tool_choice: choice } = body;
  const list = Array.isArray(messages) ? messages.map(message) : messages;
  const same = Array.isArray(list) && Array.isArray(messages) && list.every((item, place) => item === messages[place]);
  return replaced(body, {
    ...(list !== undefined && !same && { messages: list }),
    ...(Array.isArray(tools) && { tools: listOfItsType(tools) }),
    ...(isRecord(choice) && { tool_choice: ofItsType(choice) }),
  });
}
