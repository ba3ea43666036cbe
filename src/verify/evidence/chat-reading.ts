import { asList, asObject, isText } from '../../contract/schema/json-shape.ts';
import { reassemble } from '../../contract/grammar/reassemble.ts';
import { judgePlain } from '../../contract/plain-answer.ts';
import { isJsonObject, type JsonObject } from '../../contract/requirements.ts';
import type { AnswerReading } from './answer-reading.ts';
import type { SeenCall, SeenChoice, SeenUsage } from './seen-answer.ts';

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const textOrNone = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** Names under which services show reasoning; the first is the contract's. */
const REASONING_FIELDS = ['reasoning_content', 'reasoning'] as const;

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
const choicesOfBody = (body: JsonObject): SeenChoice[] => asList(body['choices']).map(seenChoice);

/** Choices of a stream, put together. */
const choicesOfStream = (chunks: readonly JsonObject[]): SeenChoice[] =>
  reassemble(chunks).choices.map((choice, position) => seenChoice(choice, position));

/** Counts of a `usage` object. */
function seenUsage(value: unknown): SeenUsage | undefined {
  if (!isJsonObject(value)) return undefined;
  return {
    prompt: number(value['prompt_tokens']),
    completion: number(value['completion_tokens']),
    total: number(value['total_tokens']),
    reasoning: number(asObject(value['completion_tokens_details'])['reasoning_tokens']),
    cached: number(asObject(value['prompt_tokens_details'])['cached_tokens']),
  };
}

function toolsOf(request: JsonObject | undefined): Map<string, JsonObject> {
  const definitions = asList(request?.['tools']).map((tool) => asObject(asObject(tool)['function']));
  return new Map(definitions.flatMap((one) => (isText(one['name']) ? [[one['name'], one] as const] : [])));
}

/** Answers of chat completions. */
export const chatReading: AnswerReading = {
  isPiece: (event) => 'choices' in event || 'object' in event,
  choices: ({ body, pieces }) => (pieces ? choicesOfStream(pieces) : choicesOfBody(body)),
  usage: ({ body, pieces }) =>
    seenUsage(pieces ? pieces.findLast(({ usage }) => isJsonObject(usage))?.['usage'] : body['usage']),
  head: ({ body, pieces }) => {
    const { id, model } = pieces ? asObject(pieces[0]) : body;
    return { id, model };
  },
  toolsOf,
  chosenTool: (request) => asObject(asObject(request?.['tool_choice'])['function'])['name'],
  judgePlain,
  places: {
    content: '/choices/0/message/content',
    calls: '/choices/0/message/tool_calls',
    finish: '/choices/0/finish_reason',
    completion: '/usage/completion_tokens',
    prompt: '/usage/prompt_tokens',
  },
};
