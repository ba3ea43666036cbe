import type { JsonValue, Message } from '../../contract/api-types.ts';
import { messageText } from './message-text.ts';
import { anyOf } from '../has-words.ts';
import { WORDS } from '../words.ts';

/** What a tool gave back. */
export interface ToolResult {
  readonly name: string;
  readonly callId: string | undefined;
  /** Arguments of the call. */
  readonly args: JsonValue | undefined;
  readonly text: string;
  /** The result as JSON, where it is that. */
  readonly value: JsonValue | undefined;
  readonly failed: boolean;
}

/** Longest arguments that are read. */
const TEXT_LIMIT = 16_384;
/** Most results of one turn that are read. */
const RESULT_LIMIT = 128;

/** JSON of a text, where it is that. Only what can be JSON is tried: an exception for every plain sentence would be slow. */
export function parseJson(text: string): JsonValue | undefined {
  const first = text.trimStart().charAt(0);
  if (first === '' || !'[{"-0123456789tfn'.includes(first)) return undefined;
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

function addCalls(message: Message, calls: Map<string, Called>): void {
  if (message.role !== 'assistant') return;
  for (const call of message.tool_calls ?? []) {
    const name = call.function?.name ?? call.custom?.name ?? '';
    const raw = call.function?.arguments;
    const args = raw === undefined || raw.length > TEXT_LIMIT ? call.custom?.input : parseJson(raw);
    calls.set(call.id, { name, args });
  }
  const legacy = message.function_call;
  if (legacy !== undefined && legacy !== null) calls.set('', { name: legacy.name, args: parseJson(legacy.arguments) });
}

const FAILED_STATES = new Set(['error', 'failed', 'failure']);
const present = (value: JsonValue | undefined): boolean =>
  value !== undefined &&
  value !== null &&
  value !== false &&
  value !== '' &&
  !(Array.isArray(value) && value.length === 0);
const FAILED_START =
  /^\W{0,3}(?:\d+ validation errors?|[A-Z]\w{0,40}(?:Error|Exception)\b|(?!no\b|without\b)(?:\w{2,20} )?(?:error|failed)|failure|exception|traceback|timeout|timed out|unable to|could not|cannot|not found|permission denied|access denied|unauthori[sz]ed|forbidden|invalid|no such)\b/i;
const FAILED_INSIDE = anyOf(WORDS.cues.toolResultFailedInside);
/** A longer text that speaks of failures is more likely what was asked for. */
const SHORT = 240;

/** Tools report failure in words or in an `error` key; the message role has no flag for it. */
export function hasFailed(text: string, value: JsonValue | undefined): boolean {
  if (typeof value === 'object' && value !== null) {
    if (Array.isArray(value)) return false;
    const state = typeof value.status === 'string' ? value.status.toLowerCase() : '';
    return (
      present(value.error) ||
      value.is_error === true ||
      value.success === false ||
      value.ok === false ||
      FAILED_STATES.has(state)
    );
  }
  return FAILED_START.test(text.slice(0, 120)) || (text.length < SHORT && FAILED_INSIDE.test(text));
}

/** Says no more than that the conversation went to somebody else. */
const HANDED =
  /^\W*(?:successfully )?(?:transferr(?:ed|ing)|hand(?:ed|ing) (?:off|over)|delegat(?:ed|ing))\b[^.\n]{0,80}\.?$/i;

/** The results of tools after a message, in order. */
export function readToolResults(messages: readonly Message[], after: number): readonly ToolResult[] {
  const calls = new Map<string, Called>();
  const results: ToolResult[] = [];
  for (const message of messages.slice(after + 1)) {
    addCalls(message, calls);
    // What another agent says by its name is an answer as that of a tool is.
    const named = message.role === 'assistant' && message.name !== undefined;
    if (!named && message.role !== 'tool' && message.role !== 'function') continue;
    const text = messageText(message);
    if (HANDED.test(text) || (named && text.trim() === '')) continue;
    const called = calls.get(message.tool_call_id ?? '');
    const value = parseJson(text);
    const callId = message.tool_call_id;
    results.push({
      name: message.name ?? called?.name ?? '',
      callId,
      args: called?.args,
      text,
      value,
      failed: hasFailed(text, value),
    });
    if (results.length >= RESULT_LIMIT) break;
  }
  return results;
}
