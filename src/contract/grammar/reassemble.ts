import type { ToolCall } from '../api-types.ts';
import { asList, asObject, isText } from '../schema/json-shape.ts';
import { isJsonObject, type JsonObject } from '../requirements.ts';

/** A choice put together from its deltas, in the shape that a plain body has. */
export interface AssembledChoice {
  readonly index: number;
  readonly message: {
    readonly role: string;
    readonly content: string | null;
    readonly refusal: string | null;
    readonly reasoning_content?: string;
    readonly tool_calls?: readonly ToolCall[];
    readonly function_call?: { readonly name: string; readonly arguments: string };
  };
  /** Absent where no chunk had the key, null where none had a value. */
  readonly logprobs?: {
    readonly content: readonly unknown[] | null;
    readonly refusal: readonly unknown[] | null;
  } | null;
  readonly finish_reason: string | null;
}

/** A stream put together. */
export interface Assembled {
  /** By index. */
  readonly choices: readonly AssembledChoice[];
  /** The last `usage` that was not null. */
  readonly usage: JsonObject | null;
}

/** Puts a stream together chunk by chunk; memory grows with the answer only. */
export interface Assembly {
  add(chunk: unknown): void;
  /** The choice as known so far. */
  choice(index: number): AssembledChoice | undefined;
  result(): Assembled;
}

interface CallParts {
  id: string;
  custom: boolean;
  name: string;
  text: string;
}

interface ChoiceParts {
  role: string;
  content: string | null;
  refusal: string | null;
  reasoning: string | null;
  calls: Map<number, CallParts>;
  lastCall: number;
  legacy: CallParts | undefined;
  logprobs: { content: unknown[] | null; refusal: unknown[] | null } | null | undefined;
  finish: string | null;
}

const joined = (before: string | null, piece: unknown): string | null =>
  typeof piece === 'string' ? (before ?? '') + piece : before;

const emptyCall = (): CallParts => ({ id: '', custom: false, name: '', text: '' });

function addToCall(call: CallParts, entry: JsonObject): void {
  call.custom ||= entry['type'] === 'custom' || isJsonObject(entry['custom']);
  const body = asObject(entry[call.custom ? 'custom' : 'function']);
  if (isText(entry['id'])) call.id ||= entry['id'];
  if (isText(body['name'])) call.name ||= body['name'];
  call.text += joined('', body[call.custom ? 'input' : 'arguments']) ?? '';
}

/** A piece without an index belongs to the call that was spoken of last, unless it brings an id of its own. */
function callNumber(parts: ChoiceParts, entry: JsonObject): number {
  const index = entry['index'];
  if (typeof index === 'number' && Number.isInteger(index)) return index;
  return isText(entry['id']) ? parts.calls.size : Math.max(parts.lastCall, 0);
}

function addCalls(parts: ChoiceParts, entries: readonly unknown[]): void {
  for (const value of entries) {
    const entry = asObject(value);
    const number = callNumber(parts, entry);
    const call = parts.calls.get(number) ?? emptyCall();
    parts.calls.set(number, call);
    parts.lastCall = number;
    addToCall(call, entry);
  }
}

function addLegacy(parts: ChoiceParts, value: JsonObject): void {
  parts.legacy ??= emptyCall();
  if (isText(value['name'])) parts.legacy.name ||= value['name'];
  parts.legacy.text += joined('', value['arguments']) ?? '';
}

function addLogprobs(parts: ChoiceParts, choice: JsonObject): void {
  if (!('logprobs' in choice)) return;
  parts.logprobs ??= null;
  const given = choice['logprobs'];
  if (!isJsonObject(given)) return;
  const lists = (parts.logprobs ??= { content: null, refusal: null });
  for (const key of ['content', 'refusal'] as const) {
    if (!Array.isArray(given[key])) continue;
    const list = (lists[key] ??= []);
    for (const entry of asList(given[key])) list.push(entry);
  }
}

function addDelta(parts: ChoiceParts, choice: JsonObject): void {
  const delta = asObject(choice['delta']);
  if (isText(delta['role'])) parts.role = delta['role'];
  parts.content = joined(parts.content, delta['content']);
  parts.refusal = joined(parts.refusal, delta['refusal']);
  parts.reasoning = joined(parts.reasoning, delta['reasoning_content'] ?? delta['reasoning']);
  if (Array.isArray(delta['tool_calls'])) addCalls(parts, delta['tool_calls']);
  if (isJsonObject(delta['function_call'])) addLegacy(parts, delta['function_call']);
  addLogprobs(parts, choice);
  if (isText(choice['finish_reason'])) parts.finish = choice['finish_reason'];
}

function toolCall(call: CallParts): ToolCall {
  return call.custom
    ? { id: call.id, type: 'custom', custom: { name: call.name, input: call.text } }
    : { id: call.id, type: 'function', function: { name: call.name, arguments: call.text } };
}

function finished(index: number, parts: ChoiceParts): AssembledChoice {
  const calls = [...parts.calls].toSorted(([a], [b]) => a - b).map(([, call]) => toolCall(call));
  const message = {
    role: parts.role,
    content: parts.content,
    refusal: parts.refusal,
    ...(parts.reasoning === null ? {} : { reasoning_content: parts.reasoning }),
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
    ...(parts.legacy === undefined ? {} : { function_call: { name: parts.legacy.name, arguments: parts.legacy.text } }),
  };
  const logprobs = parts.logprobs === undefined ? {} : { logprobs: parts.logprobs };
  return { index, message, ...logprobs, finish_reason: parts.finish };
}

const emptyChoice = (): ChoiceParts => ({
  role: '',
  content: null,
  refusal: null,
  reasoning: null,
  calls: new Map(),
  lastCall: -1,
  legacy: undefined,
  logprobs: undefined,
  finish: null,
});

/**
 * An empty assembly. It takes any JSON and keeps what it can use, since it must also put broken streams together.
 *
 * @example
 * const assembly = createAssembly();
 * assembly.add({ choices: [{ index: 0, delta: { role: 'assistant', content: 'Hi' }, finish_reason: null }] });
 * assembly.choice(0)?.message.content; // 'Hi'
 */
export function createAssembly(): Assembly {
  const choices = new Map<number, ChoiceParts>();
  let usage: JsonObject | null = null;
  return {
    add(chunk) {
      const body = asObject(chunk);
      if (isJsonObject(body['usage'])) usage = body['usage'];
      for (const value of asList(body['choices'])) {
        const choice = asObject(value);
        const index = typeof choice['index'] === 'number' ? choice['index'] : 0;
        const parts = choices.get(index) ?? emptyChoice();
        choices.set(index, parts);
        addDelta(parts, choice);
      }
    },
    choice(index) {
      const parts = choices.get(index);
      return parts && finished(index, parts);
    },
    result() {
      const sorted = [...choices].toSorted(([a], [b]) => a - b);
      return { choices: sorted.map(([index, parts]) => finished(index, parts)), usage };
    },
  };
}

/**
 * Puts the chunks of one stream together to what the plain body would have said.
 *
 * @param chunks parsed events, without `[DONE]`
 * @example
 * reassemble(chunks).choices[0]?.message.tool_calls;
 */
export function reassemble(chunks: Iterable<unknown>): Assembled {
  const assembly = createAssembly();
  for (const chunk of chunks) assembly.add(chunk);
  return assembly.result();
}
