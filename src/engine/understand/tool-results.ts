import type { JsonValue, Message } from '../../contract/api-types.ts';
import { TOOL_TEXT_LIMIT } from './ask.ts';
import type { ToolResult } from './ask.ts';
import { messageText } from './message-text.ts';

/** Results that are read at the end of one conversation. */
const RESULT_LIMIT = 128;

function parse(text: string): JsonValue | undefined {
  const first = text.trimStart().charAt(0);
  // Only what can be JSON is tried: an exception for every plain sentence would be slow.
  if (first === '' || !/[[{"\d\-tfn]/.test(first)) return undefined;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

interface Called {
  readonly name: string;
  readonly args: JsonValue | undefined;
}

/** The calls of the assistant message at or before `end`, by id. */
function callsBefore(messages: readonly Message[], end: number): Map<string, Called> {
  const calls = new Map<string, Called>();
  const message = messages[end];
  for (const call of message?.role === 'assistant' ? (message.tool_calls ?? []) : []) {
    const name = call.function?.name ?? call.custom?.name ?? '';
    const raw = call.function?.arguments;
    calls.set(call.id, {
      name,
      args: raw === undefined || raw.length > TOOL_TEXT_LIMIT ? call.custom?.input : parse(raw),
    });
  }
  const legacy = message?.function_call;
  if (legacy !== undefined && legacy !== null) calls.set('', { name: legacy.name, args: parse(legacy.arguments) });
  return calls;
}

/** Tools report failure in words or in an `error` key; the message role has no flag for it. */
function hasFailed(text: string, value: JsonValue | undefined): boolean {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return (
      (value.error !== undefined && value.error !== null && value.error !== false && value.error !== '') ||
      value.success === false ||
      value.ok === false ||
      value.status === 'error'
    );
  }
  return /^\W{0,3}(?:\d+ validation errors?|error|failed|failure|exception|traceback|timeout|timed out|unable to|could not|not found|permission denied)\b/i.test(
    text.slice(0, 80),
  );
}

function readResult(message: Message, calls: ReadonlyMap<string, Called>): ToolResult {
  const text = messageText(message, TOOL_TEXT_LIMIT, 0);
  const called = calls.get(message.tool_call_id ?? '');
  const value = parse(text);
  return {
    name: message.name ?? called?.name ?? '',
    callId: message.tool_call_id,
    args: called?.args,
    text,
    value,
    failed: hasFailed(text, value),
  };
}

/** The answers of tools with which the conversation ends, in order; empty when its last message is something else. */
export function readToolResults(messages: readonly Message[]): ToolResult[] {
  let start = messages.length;
  while (
    start > 0 &&
    messages.length - start < RESULT_LIMIT &&
    ['tool', 'function'].includes(messages[start - 1]?.role ?? '')
  )
    start--;
  if (start === messages.length) return [];
  const calls = callsBefore(messages, start - 1);
  return messages.slice(start).map((message) => readResult(message, calls));
}
