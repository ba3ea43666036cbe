import { asList, asObject } from '../../contract/schema/json-shape.ts';
import { reassemble } from '../../contract/grammar/reassemble.ts';
import { isJsonObject, type JsonObject } from '../../contract/requirements.ts';
import type { SeenCall, SeenChoice, SeenUsage } from './parsed-exchange.ts';

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const textOrNone = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** Names under which services show reasoning; the first is the contract's. */
export const REASONING_FIELDS = ['reasoning_content', 'reasoning'] as const;

function seenCall(value: unknown): SeenCall {
  const call = asObject(value);
  const body = asObject(call['function'] ?? call['custom']);
  return {
    id: textOrNone(call['id']),
    type: textOrNone(call['type']),
    name: textOrNone(body['name']),
    arguments: body['arguments'] ?? body['input'],
  };
}

function functionCall(value: unknown): SeenChoice['functionCall'] {
  if (!isJsonObject(value)) return undefined;
  return { name: String(value['name'] ?? ''), arguments: String(value['arguments'] ?? '') };
}

/** Content in parts is against the contract, yet says something. */
function contentText(value: unknown): string | null {
  if (!Array.isArray(value)) return text(value);
  return asList(value)
    .map((part) => text(asObject(part)['text']) ?? '')
    .join('');
}

function seenChoice(value: unknown, position: number): SeenChoice {
  const choice = asObject(value);
  const message = asObject(choice['message']);
  const logprobs = asObject(choice['logprobs'])['content'];
  return {
    index: number(choice['index']) ?? position,
    finish: text(choice['finish_reason']),
    role: textOrNone(message['role']),
    content: contentText(message['content']),
    refusal: text(message['refusal']),
    reasoning: REASONING_FIELDS.map((field) => text(message[field])).find((found) => found !== null) ?? null,
    calls: asList(message['tool_calls']).map(seenCall),
    functionCall: functionCall(message['function_call']),
    logprobs: Array.isArray(logprobs) ? logprobs.map(asObject) : undefined,
  };
}

/** Choices of a plain body. */
export const choicesOfBody = (body: JsonObject): SeenChoice[] => asList(body['choices']).map(seenChoice);

/** Choices of a stream, put together. */
export const choicesOfStream = (chunks: readonly JsonObject[]): SeenChoice[] =>
  reassemble(chunks).choices.map((choice, position) => seenChoice(choice, position));

/** Counts of a `usage` object. */
export function seenUsage(value: unknown): SeenUsage | undefined {
  if (!isJsonObject(value)) return undefined;
  return {
    prompt: number(value['prompt_tokens']),
    completion: number(value['completion_tokens']),
    total: number(value['total_tokens']),
    reasoning: number(asObject(value['completion_tokens_details'])['reasoning_tokens']),
    cached: number(asObject(value['prompt_tokens_details'])['cached_tokens']),
  };
}
