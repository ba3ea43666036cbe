import { asList, asRecord, type JsonRecord } from './json-record.ts';
import type { ErrorPlan } from '../../engine/plan.ts';
import { apiError, echo } from '../api-error.ts';
import { patternMismatch, stringTooLong, stringTooShort } from './field-error.ts';
import { codePoints } from './words.ts';

/** Longest id of a tool call, in characters (widely reported; gateways that glue ids together run into it). */
const LONGEST_ID = 40;

/** The calls of the nearest assistant message, and which of them still wait for an answer. */
interface OpenCalls {
  readonly ids: ReadonlySet<string>;
  readonly waiting: Set<string>;
}

/** Parameters of these messages are written `messages.[6].role`, with the dot, unlike anywhere else (observed). */
const sic = (message: string, index: number, key: string): ErrorPlan =>
  apiError(message, { param: `messages.[${index}].${key}` });

/**
 * How the messages have to follow each other: every `tool` message answers a call of the nearest assistant message, and
 * every call is answered before anyone else speaks. A second answer to the same call is tolerated, and arguments need not
 * be JSON.
 *
 * @param strict whether the body failed its schema, so that absences which only this function words are looked for.
 */
export function checkConversation(messages: readonly unknown[], strict: boolean): ErrorPlan | undefined {
  let open: OpenCalls | undefined;
  for (let i = 0; i < messages.length; i++) {
    const message = asRecord(messages[i]);
    const error =
      (strict ? checkAbsences(message, i) : checkSaid(message, i)) ??
      checkIds(message, i) ??
      checkNames(message, i) ??
      checkTurn(message, i, open);
    if (error !== undefined) return error;
    if (message['role'] === 'tool') open?.waiting.delete(String(message['tool_call_id']));
    else open = callsOf(message);
  }
  return open === undefined || open.waiting.size === 0 ? undefined : unanswered(open, messages.length - 1);
}

function callsOf(message: JsonRecord): OpenCalls | undefined {
  const calls = message['role'] === 'assistant' ? asList(message['tool_calls']) : [];
  if (calls.length === 0) return undefined;
  const ids = new Set(calls.map((call) => String(asRecord(call)['id'])));
  return { ids, waiting: new Set(ids) };
}

function checkTurn(message: JsonRecord, index: number, open: OpenCalls | undefined): ErrorPlan | undefined {
  if (message['role'] !== 'tool')
    return open !== undefined && open.waiting.size > 0 ? unanswered(open, index) : undefined;
  if (open === undefined) {
    const words = "messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.";
    return sic(`Invalid parameter: ${words}`, index, 'role');
  }
  const id = String(message['tool_call_id']);
  if (open.ids.has(id)) return undefined;
  const words = `'tool_call_id' of '${echo(id)}' not found in 'tool_calls' of previous message.`;
  return sic(`Invalid parameter: ${words}`, index, 'tool_call_id');
}

function unanswered(open: OpenCalls, index: number): ErrorPlan {
  const words =
    "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. " +
    'The following tool_call_ids did not have response messages:';
  return sic(`${words} ${echo([...open.waiting].join(', '))}`, index, 'role');
}

function checkAbsences(message: JsonRecord, index: number): ErrorPlan | undefined {
  const role = message['role'];
  if (role === 'tool' && !Object.hasOwn(message, 'tool_call_id')) {
    const words = "Missing parameter 'tool_call_id': messages with role 'tool' must have a 'tool_call_id'.";
    return sic(words, index, 'tool_call_id');
  }
  if (role === 'function' && !Object.hasOwn(message, 'name')) {
    return sic("Missing parameter 'name': messages with role 'function' must have a 'name'.", index, 'name');
  }
  return lacksContent(message) ? noContent(index) : checkSaid(message, index);
}

const noContent = (index: number): ErrorPlan =>
  sic("Invalid value for 'content': expected a string, got null.", index, 'content');

/** An assistant that has called nothing has said something (vercel/ai#13744, seen on the service in 2026-04). */
function checkSaid(message: JsonRecord, index: number): ErrorPlan | undefined {
  if (message['role'] !== 'assistant' || message['content'] !== null) return undefined;
  return SUBSTITUTES.some((key) => (message[key] ?? null) !== null) ? undefined : noContent(index);
}

const SUBSTITUTES = ['tool_calls', 'function_call', 'refusal', 'audio'];

/** Only an assistant may have said something else than text, and only it and a function may say null. */
function lacksContent(message: JsonRecord): boolean {
  const role = message['role'];
  if (role !== 'assistant' && role !== 'function') return (message['content'] ?? null) === null;
  if (Object.hasOwn(message, 'content')) return false;
  return role === 'function' || !SUBSTITUTES.some((key) => Object.hasOwn(message, key));
}

function checkIds(message: JsonRecord, index: number): ErrorPlan | undefined {
  const answers = message['tool_call_id'];
  if (typeof answers === 'string' && answers.length > LONGEST_ID)
    return tooLong(`messages[${index}].tool_call_id`, answers);
  const calls = message['tool_calls'];
  if (calls === undefined || calls === null) return undefined;
  for (const [number, call] of asList(calls).entries()) {
    const id = asRecord(call)['id'];
    if (typeof id === 'string' && id.length > LONGEST_ID)
      return tooLong(`messages[${index}].tool_calls[${number}].id`, id);
  }
  return undefined;
}

const NAME = /^[a-zA-Z0-9_-]+$/;

function checkName(called: unknown, path: string): ErrorPlan | undefined {
  const { name } = asRecord(called);
  if (typeof name !== 'string' || NAME.test(name)) return undefined;
  return name === '' ? stringTooShort(`${path}.name`, 1, 0) : patternMismatch(`${path}.name`, NAME.source);
}

/** Names of earlier calls are judged as those of tools are (mcp-use/mcp-use#90). */
function checkNames({ tool_calls: calls, function_call: legacy }: JsonRecord, index: number): ErrorPlan | undefined {
  // A body may hold a million messages, and most call nothing.
  if (calls === undefined && legacy === undefined) return undefined;
  for (const [number, call] of asList(calls).entries()) {
    const path = `messages[${index}].tool_calls[${number}]`;
    const { function: called, custom } = asRecord(call);
    const error = checkName(called, `${path}.function`) ?? checkName(custom, `${path}.custom`);
    if (error !== undefined) return error;
  }
  return checkName(legacy, `messages[${index}].function_call`);
}

const tooLong = (path: string, id: string): ErrorPlan | undefined => {
  const length = codePoints(id);
  return length > LONGEST_ID ? stringTooLong(path, LONGEST_ID, length) : undefined;
};
