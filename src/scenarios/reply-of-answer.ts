import { asList, asObject, isText } from '../contract/schema/json-shape.ts';
import { isJsonObject, type JsonObject } from '../contract/requirements.ts';
import type { Reply, ReplyChoice, ReplyError, ReplyLogprob, ReplyToolCall, ReplyUsage } from './scenario.ts';

const FINISHES = ['stop', 'length', 'tool_calls', 'content_filter', 'function_call'] as const;

const finishOf = (value: unknown): Pick<ReplyChoice, 'finish_reason'> => {
  const finish = FINISHES.find((one) => one === value);
  return finish === undefined ? {} : { finish_reason: finish };
};

/** Arguments as an object where they are one, which is easier to read; what is no JSON stays as it was. */
function argumentsOf(text: string): NonNullable<ReplyToolCall['arguments']> {
  try {
    const value: unknown = JSON.parse(text);
    // JSON boundary: an object that has just been parsed.
    return isJsonObject(value) && JSON.stringify(value) === text
      ? (value as Exclude<ReplyToolCall['arguments'], string | undefined>)
      : text;
  } catch {
    return text;
  }
}

const called = (name: unknown, args: unknown): ReplyToolCall => ({
  name: isText(name) ? name : '',
  arguments: argumentsOf(typeof args === 'string' ? args : ''),
});

const customCall = (name: unknown, input: unknown): ReplyToolCall => ({
  name: isText(name) ? name : '',
  input: typeof input === 'string' ? input : '',
});

function chatCall(value: unknown): ReplyToolCall {
  const { custom, function: body } = asObject(value);
  if (isJsonObject(custom)) return customCall(custom['name'], custom['input']);
  return called(asObject(body)['name'], asObject(body)['arguments']);
}

/** What a choice says, with nothing that is empty. */
function said({
  text,
  refusal,
  reasoning,
  calls,
}: {
  text: unknown;
  refusal: unknown;
  reasoning: unknown;
  calls: readonly ReplyToolCall[];
}): ReplyChoice {
  return {
    ...(isText(text) || (calls.length === 0 && !isText(refusal)) ? { text: isText(text) ? text : '' } : {}),
    ...(isText(refusal) ? { refusal } : {}),
    ...(isText(reasoning) ? { reasoning } : {}),
    ...(calls.length > 0 ? { tool_calls: calls } : {}),
  };
}

function logprobsOf(value: unknown): Pick<ReplyChoice, 'logprobs'> {
  const entries = asList(asObject(value)['content']);
  // JSON boundary: the members of the wire are those of a scenario.
  return entries.length === 0 ? {} : { logprobs: entries as readonly ReplyLogprob[] };
}

function chatChoice(value: unknown): ReplyChoice {
  const { message, finish_reason: finish, logprobs } = asObject(value);
  const {
    content,
    refusal,
    reasoning_content: thought,
    reasoning,
    tool_calls: calls,
    function_call: legacy,
  } = asObject(message);
  const made = asList(calls).map(chatCall);
  const old = isJsonObject(legacy) ? [called(legacy['name'], legacy['arguments'])] : [];
  return {
    ...said({ text: content, refusal, reasoning: thought ?? reasoning, calls: [...made, ...old] }),
    ...finishOf(finish),
    ...logprobsOf(logprobs),
  };
}

const ofType = (items: readonly JsonObject[], type: string): readonly JsonObject[] =>
  items.filter((item) => item['type'] === type);

const joined = (parts: readonly JsonObject[], member: string): string =>
  parts.map((part) => (isText(part[member]) ? part[member] : '')).join('');

/** Why a response is incomplete, as a finish reason. */
const INCOMPLETE: Readonly<Record<string, (typeof FINISHES)[number]>> = {
  max_output_tokens: 'length',
  content_filter: 'content_filter',
};

function responseChoice({ output, incomplete_details: incomplete }: JsonObject): ReplyChoice {
  const items = asList(output).map(asObject);
  const parts = ofType(items, 'message').flatMap(({ content }) => asList(content).map(asObject));
  const thoughts = ofType(items, 'reasoning').flatMap(({ summary }) => asList(summary).map(asObject));
  const calls = items.flatMap(({ type, name, arguments: args, input }) =>
    type === 'function_call' ? [called(name, args)] : type === 'custom_tool_call' ? [customCall(name, input)] : [],
  );
  const reason = asObject(incomplete)['reason'];
  return {
    ...said({
      text: joined(ofType(parts, 'output_text'), 'text'),
      refusal: joined(ofType(parts, 'refusal'), 'refusal'),
      reasoning: joined(thoughts, 'text'),
      calls,
    }),
    ...finishOf(isText(reason) ? INCOMPLETE[reason] : undefined),
  };
}

const count = <Name extends string>(name: Name, value: unknown): { readonly [K in Name]?: number } => {
  // The compiler does not see that the one key is the name.
  return typeof value === 'number' ? ({ [name]: value } as { readonly [K in Name]?: number }) : {};
};

/** The counts of either endpoint. */
function usageOf(value: unknown): Pick<Reply, 'usage'> {
  if (!isJsonObject(value)) return {};
  const cached = asObject(value['prompt_tokens_details'] ?? value['input_tokens_details'])['cached_tokens'];
  const reasoning = asObject(value['completion_tokens_details'] ?? value['output_tokens_details'])['reasoning_tokens'];
  const usage: ReplyUsage = {
    ...count('prompt_tokens', value['prompt_tokens'] ?? value['input_tokens']),
    ...count('completion_tokens', value['completion_tokens'] ?? value['output_tokens']),
    ...(typeof cached === 'number' ? { prompt_tokens_details: { cached_tokens: cached } } : {}),
    ...(typeof reasoning === 'number' ? { completion_tokens_details: { reasoning_tokens: reasoning } } : {}),
  };
  return { usage };
}

/**
 * What an answer says, as the reply of a scenario.
 *
 * @param answer a plain body of chat completions or of the Responses API
 * @returns `undefined` for any other body
 * @example
 * replyOfAnswer({ choices: [{ index: 0, message: { role: 'assistant', content: 'Hi' }, finish_reason: 'stop' }] });
 * // { text: 'Hi', finish_reason: 'stop' }
 */
export function replyOfAnswer(answer: unknown): Reply | undefined {
  const { choices, output, usage } = asObject(answer);
  if (Array.isArray(output)) return { ...responseChoice(asObject(answer)), ...usageOf(usage) };
  const all = asList(choices).filter((choice) => isJsonObject(asObject(choice)['message']));
  if (all.length === 0) return undefined;
  const told = all.map(chatChoice);
  return { ...(told.length === 1 ? told[0] : { choices: told }), ...usageOf(usage) };
}

/** An API error as the reply of a scenario. */
export function replyOfError(status: number, body: unknown): Reply & { readonly error: ReplyError } {
  const { message, type, param, code } = asObject(asObject(body)['error']);
  const nullable = (value: unknown): value is string | null => typeof value === 'string' || value === null;
  return {
    error: {
      status,
      ...(isText(message) ? { message } : {}),
      ...(isText(type) ? { type } : {}),
      ...(nullable(param) ? { param } : {}),
      ...(nullable(code) ? { code } : {}),
    },
  };
}
