import { judgePlainResponse } from '../../contract/plain-response.ts';
import { asList, asObject, isText } from '../../contract/schema/json-shape.ts';
import { isJsonObject, type JsonObject } from '../../contract/requirements.ts';
import type { AnswerReading, RawAnswer } from './answer-reading.ts';
import type { SeenCall, SeenChoice, SeenUsage } from './seen-answer.ts';

const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const text = (value: unknown): string | undefined => (isText(value) ? value : undefined);

const ENDS: ReadonlySet<unknown> = new Set(['response.completed', 'response.incomplete', 'response.failed']);

const typeOf = (value: unknown): unknown => asObject(value)['type'];

/** The response that a stream ended with or, where it did not end, that it began with and the items that were closed. */
function streamedResponse(pieces: readonly JsonObject[]): JsonObject {
  const end = pieces.findLast((piece) => ENDS.has(piece['type']));
  if (end !== undefined) return asObject(end['response']);
  const begun = asObject(pieces.find((piece) => isJsonObject(piece['response']))?.['response']);
  const items = pieces.filter((piece) => piece['type'] === 'response.output_item.done').map(({ item }) => item);
  return { ...begun, output: items };
}

/** The response of an answer, streamed or plain. */
export const responseOf = ({ body, pieces }: RawAnswer): JsonObject => (pieces ? streamedResponse(pieces) : body);

/** Texts of the parts of some items that are of one type. */
function textsOf(items: readonly JsonObject[], list: 'content' | 'summary', ...types: readonly string[]): string[] {
  return items
    .flatMap((item) => asList(item[list]))
    .map(asObject)
    .filter((part) => types.includes(String(part['type'])))
    .map((part) => text(part['text']) ?? text(part['refusal']) ?? '');
}

const joined = (texts: readonly string[]): string | null => (texts.length === 0 ? null : texts.join(''));

const CALLS: ReadonlySet<unknown> = new Set(['function_call', 'custom_tool_call']);

const seenCall = (item: JsonObject): SeenCall => ({
  id: text(item['call_id']),
  type: item['type'] === 'function_call' ? 'function' : 'custom',
  name: text(item['name']),
  arguments: item['arguments'] ?? item['input'],
});

const ENDED: ReadonlySet<unknown> = new Set(['completed', 'incomplete']);

const CUT: Readonly<Record<string, string>> = { max_output_tokens: 'length', content_filter: 'content_filter' };

/** Why an answer ended, in the words of chat completions. */
function finishOf(response: JsonObject, calls: readonly SeenCall[]): string | null {
  if (response['status'] === 'completed') return calls.length > 0 ? 'tool_calls' : 'stop';
  if (response['status'] !== 'incomplete') return null;
  return CUT[String(asObject(response['incomplete_details'])['reason'])] ?? null;
}

const SPEAKING: ReadonlySet<unknown> = new Set(['message', 'reasoning', ...CALLS]);

/** Who speaks: none while the response is made in the background, and what hosted tools make needs no words. */
function roleOf(response: JsonObject, items: readonly JsonObject[]): string | undefined {
  if (!ENDED.has(response['status']) || !items.every(({ type }) => SPEAKING.has(type))) return undefined;
  const message = items.find(({ type }) => type === 'message');
  return message === undefined ? 'assistant' : text(message['role']);
}

function choiceOf(response: JsonObject): SeenChoice {
  const items = asList(response['output']).map(asObject);
  const messages = items.filter((item) => item['type'] === 'message');
  const calls = items.filter((item) => CALLS.has(item['type'])).map(seenCall);
  const thoughts = items.filter((item) => item['type'] === 'reasoning');
  const shown = [...textsOf(thoughts, 'summary', 'summary_text'), ...textsOf(thoughts, 'content', 'reasoning_text')];
  return {
    index: 0,
    finish: finishOf(response, calls),
    role: roleOf(response, items),
    content: joined(textsOf(messages, 'content', 'output_text')),
    refusal: joined(textsOf(messages, 'content', 'refusal')),
    reasoning: joined(shown),
    calls,
    functionCall: undefined,
    logprobs: undefined,
  };
}

function usageOf(value: unknown): SeenUsage | undefined {
  if (!isJsonObject(value)) return undefined;
  return {
    prompt: number(value['input_tokens']),
    completion: number(value['output_tokens']),
    total: number(value['total_tokens']),
    reasoning: number(asObject(value['output_tokens_details'])['reasoning_tokens']),
    cached: number(asObject(value['input_tokens_details'])['cached_tokens']),
  };
}

/** Tools and items that bring tools which the request does not declare. */
const BRINGING = /^(?:tool_search|mcp|namespace|additional_tools|programmatic)/;

function toolsOf(request: JsonObject | undefined): Map<string, JsonObject> {
  const tools = asList(request?.['tools']).map(asObject);
  const others = [...tools, ...asList(request?.['input']).map(asObject)];
  if (others.some((one) => BRINGING.test(String(typeOf(one))))) return new Map();
  return new Map(
    tools.flatMap((tool) =>
      typeOf(tool) === 'function' && isText(tool['name']) ? [[tool['name'], tool] as const] : [],
    ),
  );
}

/** Answers of Responses: one choice, whose message is all messages of the output. */
export const responsesReading: AnswerReading = {
  isPiece: (event) => isText(event['type']) && event['type'] !== 'error',
  choices: (answer) => [choiceOf(responseOf(answer))],
  usage: (answer) => usageOf(responseOf(answer)['usage']),
  head: (answer) => {
    const { id, model } = responseOf(answer);
    return { id, model };
  },
  toolsOf,
  chosenTool: (request) => asObject(request?.['tool_choice'])['name'],
  judgePlain: judgePlainResponse,
  places: {
    content: '/output',
    calls: '/output',
    finish: '/status',
    completion: '/usage/output_tokens',
    prompt: '/usage/input_tokens',
  },
};
