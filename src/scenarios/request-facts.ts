import type { JsonValue, Message } from '../contract/api-types.ts';
import type { EngineRequest } from '../engine/request.ts';
import { textFact, type TextFact } from './text-fact.ts';

export type MessageRole = 'system' | 'user' | 'assistant' | 'tool' | 'any';

/** Which message of a role: a word, or a number that counts from 0, from the end when negative. */
export type MessagePosition = 'last' | 'first' | 'any' | 'history' | number;

/** A result of a tool with which the conversation ends. */
export interface ToolResultFact {
  /** Name of the tool; empty where the conversation does not tell it. */
  readonly tool: string;
  readonly id: string;
  readonly text: string;
  /** The text as JSON; `undefined` where it is none. */
  readonly value: JsonValue | undefined;
  /** What the tool was called with, read as JSON where it is JSON. */
  readonly arguments: JsonValue | undefined;
}

/** What scenarios may know of a request. Everything is computed when first asked for. */
export interface RequestFacts {
  readonly request: EngineRequest;
  readonly model: string;
  readonly stream: boolean;
  readonly format: 'text' | 'json_object' | 'json_schema';
  /** 1 for a conversation without an answer. */
  readonly turn: number;
  /** Names of the declared tools, those of the deprecated `functions` included. */
  tools(): ReadonlySet<string>;
  results(): readonly ToolResultFact[];
  /** The texts at a position; `history` gives one, joined by line breaks. */
  texts(role: MessageRole, at: MessagePosition): readonly TextFact[];
  header(name: string): string | undefined;
  /** Of the session; {@link FIRST_STATE} until a scenario sets another. */
  readonly state: string;
  /** When the request arrived, in Unix milliseconds. */
  readonly now: number;
}

/** State of a session that no scenario has changed. */
export const FIRST_STATE = 'start';

/** What of a request stands in none of its bytes. */
export interface Circumstances {
  /** Default {@link FIRST_STATE}. */
  readonly state?: string | undefined;
  /** Unix milliseconds. Default 0. */
  readonly now?: number;
}

/** A message's text: its string, or its text parts joined by line breaks. */
export function messageText({ content }: Message): string {
  if (typeof content === 'string') return content;
  return (content ?? []).flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
}

function hasRole({ role }: Message, wanted: MessageRole): boolean {
  switch (wanted) {
    case 'any':
      return true;
    case 'system':
      return role === 'system' || role === 'developer';
    case 'tool':
      return role === 'tool' || role === 'function';
    case 'user':
    case 'assistant':
      return role === wanted;
  }
}

function at(messages: readonly Message[], position: MessagePosition): readonly string[] {
  switch (position) {
    case 'any':
      return messages.map(messageText);
    case 'history':
      return messages.length === 0 ? [] : [messages.map(messageText).join('\n')];
    default: {
      const index = position === 'first' ? 0 : position === 'last' ? -1 : position;
      const message = messages.at(index);
      return message ? [messageText(message)] : [];
    }
  }
}

const toolName = (tool: NonNullable<EngineRequest['tools']>[number]): string =>
  tool.type === 'function' ? tool.function.name : tool.custom.name;

/** Names of the tools of a request. */
function toolNames({ tools, functions }: EngineRequest): Set<string> {
  return new Set([...(tools ?? []).map(toolName), ...(functions ?? []).map(({ name }) => name)]);
}

function parsed(text: string): JsonValue | undefined {
  // Only what can be JSON is tried: an exception for every sentence would be slow.
  if (!/^\s{0,20}[[{"\d\-tfn]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function resultsOf(messages: readonly Message[]): ToolResultFact[] {
  const start = messages.findLastIndex((message) => !hasRole(message, 'tool')) + 1;
  const asking = messages[start - 1];
  const calls = asking?.role === 'assistant' ? (asking.tool_calls ?? []) : [];
  const legacy = asking?.role === 'assistant' ? asking.function_call : undefined;
  return messages.slice(start).map((message) => {
    const id = message.role === 'tool' ? message.tool_call_id : '';
    const call = calls.find((one) => one.id === id);
    const text = messageText(message);
    const input = call?.function?.arguments ?? call?.custom?.input ?? legacy?.arguments;
    return {
      tool: message.name ?? call?.function?.name ?? call?.custom?.name ?? '',
      id,
      text,
      value: parsed(text),
      arguments: input === undefined ? undefined : (parsed(input) ?? input),
    };
  });
}

/**
 * The facts of a valid request.
 *
 * @param header gives the value of a header by its lower-case name
 * @example requestFacts(request, () => undefined).texts('user', 'last')[0]?.whole
 */
export function requestFacts(
  request: EngineRequest,
  header: (name: string) => string | undefined,
  { state = FIRST_STATE, now = 0 }: Circumstances = {},
): RequestFacts {
  const { messages } = request;
  const texts = new Map<string, readonly TextFact[]>();
  let tools: ReadonlySet<string> | undefined;
  let results: readonly ToolResultFact[] | undefined;
  return {
    request,
    model: request.model,
    stream: request.stream === true,
    format: request.response_format?.type ?? 'text',
    turn: 1 + messages.reduce((count, { role }) => count + (role === 'assistant' ? 1 : 0), 0),
    tools: () => (tools ??= toolNames(request)),
    results: () => (results ??= resultsOf(messages)),
    texts: (role, position) => {
      const slot = `${role}/${position}`;
      let found = texts.get(slot);
      if (!found) {
        const chosen = role === 'any' ? messages : messages.filter((message) => hasRole(message, role));
        found = at(chosen, position).map(textFact);
        texts.set(slot, found);
      }
      return found;
    },
    header,
    state,
    now,
  };
}
