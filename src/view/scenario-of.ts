import { isJsonObject, type JsonObject } from '../contract/requirements.ts';
import { asList, asObject, isText } from '../contract/schema/json-shape.ts';
import type { Match, Reply, ReplyChoice, ReplyError, ReplyToolCall, Scenario } from '../scenarios/scenario.ts';
import type { SeenCall, SeenChoice } from '../verify/evidence/seen-answer.ts';
import type { ReadExchange } from './read-answer.ts';
import { requestTurns } from './request-turns.ts';

/** Reasons that content and calls don't imply. */
const CUT = ['length', 'content_filter'] as const;

const cutOf = (finish: string | null): ReplyChoice['finish_reason'] => CUT.find((reason) => reason === finish);

function jsonObject(text: unknown): JsonObject | undefined {
  try {
    const value: unknown = typeof text === 'string' ? JSON.parse(text) : text;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isCustom = ({ type }: SeenCall): boolean => type === 'custom' || type === 'custom_tool_call';

function replyCall(call: SeenCall): ReplyToolCall {
  const { name = '', arguments: given } = call;
  if (isCustom(call)) return { name, input: String(given ?? '') };
  // JSON boundary: what a JSON text holds is JSON.
  const value = jsonObject(given) as ReplyToolCall['arguments'];
  return { name, arguments: value ?? String(given ?? '') };
}

function replyChoice({ content, reasoning, refusal, calls, functionCall, finish }: SeenChoice): ReplyChoice {
  const all = functionCall ? [...calls, { ...functionCall, id: undefined, type: 'function' }] : calls;
  const named = all.filter(({ name }) => isText(name)).map(replyCall);
  const reason = cutOf(finish);
  const said: ReplyChoice =
    refusal !== null && refusal !== ''
      ? { refusal }
      : {
          ...(named.length > 0 && (content === null || content === '') ? {} : { text: content ?? '' }),
          ...(named.length > 0 ? { tool_calls: named } : {}),
        };
  return {
    ...(reasoning === null || reasoning === '' ? {} : { reasoning }),
    ...said,
    ...(reason === undefined ? {} : { finish_reason: reason }),
  };
}

function replyError(status: number, error: JsonObject | undefined): ReplyError {
  const { message, type, param, code } = asObject(error);
  const orNull = (value: unknown): string | null | undefined => (value === null || isText(value) ? value : undefined);
  const fields = { message: isText(message) ? message : undefined, type: isText(type) ? type : undefined };
  const all = { status, ...fields, param: orNull(param), code: orNull(code) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function replyOf({ choices, error }: ReadExchange, status: number): Reply | undefined {
  if (status >= 400 && status <= 599) return { error: replyError(status, error) };
  const replies = choices.map(replyChoice);
  const [first] = replies;
  if (first === undefined || status >= 300) return undefined;
  return replies.length === 1 ? first : { choices: replies };
}

/** Text of the last user message, if it is nothing but text. */
function lastUserText(turns: ReturnType<typeof requestTurns>): string | undefined {
  const parts = turns.findLast(({ role }) => role === 'user')?.parts ?? [];
  const texts = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
  return texts.length > 0 ? texts.join('\n') : undefined;
}

function matchOf(asked: JsonObject): Match {
  const turns = requestTurns(asked);
  const user = lastUserText(turns);
  const answers = asList(asked['messages']).filter((message) => asObject(message)['role'] === 'assistant').length;
  return {
    ...(isText(user) ? { user: { equals: user } } : {}),
    ...(answers > 0 ? { turn: answers + 1 } : {}),
    ...(turns.at(-1)?.role === 'tool' ? { tool_result: true } : {}),
  };
}

/** Requirements that the replies violate because the recorded response did. */
function allowed(reply: Reply): NonNullable<Scenario['allow']> {
  const calls = (reply.choices ?? [reply]).flatMap(({ tool_calls: some = [] }) => some);
  return calls.some(({ arguments: args }) => typeof args === 'string') ? ['tool.args.json'] : [];
}

/** Characters of a name. */
const MAX_NAME = 40;

function nameOf(number: number, { user }: Match): string {
  const equals = typeof user === 'object' ? (user.equals ?? '') : '';
  const words = equals
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
  return `${words.slice(0, MAX_NAME).trim() || 'exchange'} ${number}`;
}

/**
 * A scenario that gives the reply of an exchange again; nothing where there is no reply that a scenario could give.
 *
 * @param number of the exchange, for the name
 */
export function scenarioOf(read: ReadExchange, number: number, status: number): Scenario | undefined {
  const reply = replyOf(read, status);
  if (reply === undefined || read.asked === undefined) return undefined;
  const match = matchOf(read.asked);
  const allow = allowed(reply);
  return { name: nameOf(number, match), match, reply, ...(allow.length > 0 ? { allow } : {}) };
}
