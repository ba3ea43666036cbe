import { asList, asObject, isText } from '../contract/schema/json-shape.ts';
import { isJsonObject, type JsonObject } from '../contract/requirements.ts';
import type { EventKind, ViewedEvent } from './viewed-exchange.ts';

/** What an event means, wherever it stands in a stream. */
export type EventMeaning = Pick<ViewedEvent, 'kind' | 'text' | 'slot'>;

/** Events of Responses that add text, by the last parts of their type. */
const DELTAS: ReadonlyArray<readonly [pattern: RegExp, kind: EventKind]> = [
  [/(?:reasoning_text|reasoning_summary_text)\.delta$/, 'reasoning'],
  [/output_text\.delta$/, 'content'],
  [/refusal\.delta$/, 'refusal'],
  [/(?:arguments|input|code)\.delta$/, 'tool'],
];

/** The other events of Responses. */
const STEPS: Readonly<Record<string, EventKind>> = {
  'response.created': 'role',
  'response.queued': 'role',
  'response.in_progress': 'role',
  'response.completed': 'done',
  'response.incomplete': 'done',
  'response.failed': 'error',
  error: 'error',
};

/** Members of a delta of chat completions that hold text. Services name reasoning in two ways. */
const TEXTS: ReadonlyArray<readonly [member: string, kind: EventKind]> = [
  ['reasoning_content', 'reasoning'],
  ['reasoning', 'reasoning'],
  ['content', 'content'],
  ['refusal', 'refusal'],
];

/** A part of the first choice needs no number. */
const slotOf = (part: string, choice: unknown): string =>
  typeof choice === 'number' && choice > 0 ? `choice ${choice + 1}: ${part}` : part;

const numbered = (part: string, index: unknown): string => `${part} ${typeof index === 'number' ? index + 1 : 1}`;

function responseMeaning(event: JsonObject, type: string): EventMeaning {
  const kind = DELTAS.find(([pattern]) => pattern.test(type))?.[1];
  if (kind === undefined || !isText(event['delta'])) {
    const { type: item, name } = asObject(event['item']);
    const isCall = type === 'response.output_item.added' && isText(name) && String(item).endsWith('_call');
    if (!isCall) return { kind: STEPS[type] ?? 'other' };
    return { kind: 'tool', text: `${name} `, slot: numbered('call', event['output_index']) };
  }
  const slot = kind === 'tool' ? numbered('call', event['output_index']) : kind;
  return { kind, text: event['delta'], slot };
}

function callMeaning(call: JsonObject, choice: unknown): EventMeaning {
  const { name, arguments: args, input } = asObject(call['function'] ?? call['custom']);
  const text = [isText(name) ? `${name} ` : '', args ?? input ?? ''].map(String).join('');
  return { kind: 'tool', text, slot: slotOf(numbered('call', call['index']), choice) };
}

function choiceMeaning(choice: JsonObject): EventMeaning {
  const delta = asObject(choice['delta']);
  const { index } = choice;
  for (const [member, kind] of TEXTS) {
    const text = delta[member];
    if (isText(text)) return { kind, text, slot: slotOf(kind, index) };
  }
  const [call] = asList(delta['tool_calls']);
  if (isJsonObject(call)) return callMeaning(call, index);
  if (isJsonObject(delta['function_call'])) return callMeaning({ function: delta['function_call'] }, index);
  // Completions have no delta.
  if (isText(choice['text'])) return { kind: 'content', text: choice['text'], slot: slotOf('content', index) };
  if (isText(choice['finish_reason'])) return { kind: 'finish' };
  return { kind: 'role' in delta ? 'role' : 'other' };
}

/**
 * What an event of a stream means, by its data alone. It reads the streams of all endpoints.
 *
 * @example eventMeaning('{"choices":[{"index":0,"delta":{"content":"Hi"}}]}') // { kind: 'content', text: 'Hi', slot: 'content' }
 */
export function eventMeaning(data: string | null): EventMeaning {
  if (data === null) return { kind: 'other' };
  if (data.trim() === '[DONE]') return { kind: 'done' };
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return { kind: 'error' };
  }
  const event = asObject(value);
  if (isJsonObject(event['error'])) return { kind: 'error' };
  const [choice] = asList(event['choices']);
  if (isJsonObject(choice)) return choiceMeaning(choice);
  if (isText(event['type'])) return responseMeaning(event, event['type']);
  return { kind: isJsonObject(event['usage']) ? 'usage' : 'other' };
}
