import type { JsonValue, Message } from '../../contract/api-types.ts';
import { messageText } from '../read/message-text.ts';
import { isReminder } from '../read/reminder.ts';
import { hasFailed, parseJson } from '../read/tool-result.ts';
import { withoutRetracted } from '../values/retracted.ts';
import { writtenCalls } from './written-calls.ts';

/** What a tool answered. */
export interface StepResult {
  readonly text: string;
  /** The text as JSON; `undefined` where it is none. */
  readonly value: JsonValue | undefined;
  readonly failed: boolean;
}

/** One call of the assistant with its answer. */
export interface Step {
  readonly name: string;
  readonly args: JsonValue | undefined;
  /** Arguments or input as text, lower case. */
  readonly text: string;
  readonly result: StepResult | undefined;
}

/** The conversation as agents lead it: a task, and what was done about it since. */
export interface Turn {
  /** The user's newest words that want something. */
  readonly task: string;
  /** Earlier texts of the user, newest first. */
  readonly earlier: readonly string[];
  /** What the assistant said last before the task, in words. */
  readonly said: string;
  readonly system: string;
  /** What a harness has put around the user's words: the working directory, the day. */
  readonly around: string;
  /** Calls since the task, in order. */
  readonly steps: readonly Step[];
  /** Calls of earlier turns, in order. */
  readonly past: readonly Step[];
  /** Messages since the task that called something. */
  readonly rounds: number;
}

/** Whether a tool was called since the task. */
export const wasCalled = ({ steps }: Turn, name: string): boolean => steps.some((step) => step.name === name);

const RESULT_LIMIT = 16_384;
const HEADING = /^\s*Observations?:\s*/i;
const EARLIER_LIMIT = 4;
const STEP_LIMIT = 200;
const OBSERVATION =
  /^\W{0,3}(?:observation|(?:tool|function)[ _](?:result|output|response|call result)|result|output)s?\b\W/i;

interface Draft {
  name: string;
  args: JsonValue | undefined;
  text: string;
  id: string | undefined;
  result: StepResult | undefined;
}

function resultOf(text: string): StepResult {
  const value = parseJson(text);
  return { text, value, failed: hasFailed(text, value) };
}

function callsOf(message: Message): Draft[] {
  const made: Draft[] = [];
  const add = (name: string, input: string, id: string | undefined): void => {
    made.push({ name, args: parseJson(input), text: input.toLowerCase(), id, result: undefined });
  };
  for (const call of message.tool_calls ?? []) {
    if (call.function !== undefined) add(call.function.name, call.function.arguments, call.id);
    else if (call.custom !== undefined) add(call.custom.name, call.custom.input, call.id);
  }
  const legacy = message.function_call;
  if (legacy !== undefined && legacy !== null) add(legacy.name, legacy.arguments, undefined);
  if (made.length === 0) for (const { name, args } of writtenCalls(messageText(message))) add(name, args, undefined);
  return made;
}

function answerCall(open: readonly Draft[], message: Message): void {
  const text = messageText(message).slice(0, RESULT_LIMIT).replace(HEADING, '');
  const call =
    open.find((one) => one.id !== undefined && one.id === message.tool_call_id) ??
    open.find((one) => one.result === undefined && (message.name === undefined || one.name === message.name));
  if (call !== undefined) call.result = resultOf(text);
}

/** Whether a message of the user only brings what a tool returned or what the harness adds. */
function bringsNothing(messages: readonly Message[], at: number, made: readonly Draft[]): boolean {
  const message = messages[at];
  if (message === undefined || made.length === 0) return false;
  const before = messages[at - 1];
  const attached = Array.isArray(message.content) && message.content.some((part) => part.type !== 'text');
  return (attached && before?.role === 'tool') || isReminder(messageText(message));
}

const isObservation = (text: string, made: readonly Draft[]): boolean =>
  made.some((call) => call.result === undefined) && OBSERVATION.test(text.slice(0, 40));

function systemText(messages: readonly Message[]): string {
  const texts = messages.filter(({ role }) => role === 'system' || role === 'developer').slice(0, 8);
  return texts.map((message) => messageText(message)).join('\n');
}

const BLOCK = /<(environment[\w-]*|system[\w-]*|context[\w-]*)>[\s\S]{0,8000}?<\/\1>/g;
/** The words of a text, without the blocks that a harness puts around them. */
function wordsOf(text: string): string {
  const bare = text.replaceAll(BLOCK, ' ').trim();
  return withoutRetracted(bare === '' ? text : bare);
}

/**
 * Reads who wants what and what was done about it. Reminders and observations that come in the user's name are no new task.
 */
export function readTurn(messages: readonly Message[]): Turn {
  let [made, past]: [Draft[], Draft[]] = [[], []];
  const texts: string[] = [];
  let [said, lastSaid, around, rounds] = ['', '', '', 0];
  for (const [at, message] of messages.entries()) {
    if (message.role === 'assistant') {
      const calls = callsOf(message);
      if (calls.length > 0) rounds++;
      else lastSaid = messageText(message).slice(-3000);
      made.push(...calls.slice(0, STEP_LIMIT));
    } else if (message.role === 'tool' || message.role === 'function') answerCall(made, message);
    else if (message.role === 'user') {
      const text = messageText(message);
      if (isObservation(text, made))
        answerCall(
          made.filter((call) => call.result === undefined),
          message,
        );
      else if (!bringsNothing(messages, at, made)) {
        texts.push(wordsOf(text));
        around = (text.match(BLOCK) ?? [around]).join('\n');
        past = [...past, ...made].slice(-STEP_LIMIT);
        [made, said, rounds] = [[], lastSaid, 0];
        lastSaid = '';
      }
    }
  }
  const earlier = texts.slice(0, -1).slice(-EARLIER_LIMIT).toReversed();
  const system = systemText(messages);
  return { task: texts.at(-1) ?? '', earlier, said, system, around, steps: made, past, rounds };
}
