import type { JsonValue, Message, Tool } from '../../contract/api-types.ts';
import type { Random } from '../random.ts';
import { createFacts, layerFacts, type Facts } from '../values/facts.ts';
import { generateValue } from '../values/generate-value.ts';
import { callsSinceUser, earlierUserTexts, lastResultFailed, type PastCall } from './past-calls.ts';
import { bestTool, planCalls, type WantedCall } from './plan-calls.ts';
import { profileTool } from './score-tools.ts';
import { forbidsTools, isSmallTalk, wantsProse } from './small-talk.ts';
import { readToolChoice, type ToolChoice } from './tool-choice.ts';
import { readTool, type ToolSpec } from './tool-spec.ts';
import { writeCustomInput } from './write-custom-input.ts';

/** A call the model makes. The arguments are a value; turning them into JSON text is the caller's. */
export type ToolIntent =
  | { readonly kind: 'function'; readonly name: string; readonly arguments: JsonValue }
  | { readonly kind: 'custom'; readonly name: string; readonly input: string };

export interface ToolDecision {
  readonly tools: readonly Tool[];
  /** `tool_choice` as it stands in the request. */
  readonly toolChoice: unknown;
  /** `parallel_tool_calls`; false allows one call at most. */
  readonly parallel: boolean;
  /** Text of the last user message. */
  readonly userText: string;
  readonly messages: readonly Message[];
  readonly random: Random;
  /** Seconds since 1970 that "tomorrow" is relative to. */
  readonly now?: number;
}

const FOLLOW_UP = /^\W*(?:and|what about|how about|also|then|or|same for|now)\b|^那|^还有|呢[？?]?\s*$/i;
const CONSENT =
  /^\W*(?:yes|yeah|yep|sure|ok(?:ay)?|please do|do it|go ahead|please|好的?|可以|是的)[\s,.!，。！]*(?:please|do|go ahead)?\W*$/i;
const FOLLOW_UP_LIMIT = 80;

/** The text to act on: a follow-up ("And in London?") means the last request with one thing changed. */
function requestText(input: ToolDecision, tools: readonly ToolSpec[]): { text: string; facts: Facts | undefined } {
  const { userText } = input;
  const earlier = userText.length > FOLLOW_UP_LIMIT ? [] : earlierUserTexts(input.messages);
  const previous = earlier[0];
  if (previous === undefined) return { text: userText, facts: undefined };
  const background = createFacts(earlier.toReversed().join('\n'));
  const follows = FOLLOW_UP.test(userText) || CONSENT.test(userText);
  const known = bestTool(tools.map(profileTool), userText, createFacts(userText)) !== undefined;
  if (!follows || known) return { text: userText, facts: background };
  return { text: previous, facts: background };
}

function wantedCalls(input: ToolDecision, tools: readonly ToolSpec[]): readonly WantedCall[] {
  const { text, facts } = requestText(input, tools);
  if (isSmallTalk(text)) return [];
  const calls = planCalls(tools, text, facts, input.random);
  if (text === input.userText)
    return wantsProse(text)
      ? calls.filter(({ tool }) => /writ|story|poem|joke|explain|search/i.test(tool.name))
      : calls;
  const own = createFacts(input.userText);
  const tool = calls[0];
  return tool === undefined
    ? []
    : [{ tool: tool.tool, facts: layerFacts(own, tool.facts), index: undefined, key: undefined }];
}

function intentOf(call: WantedCall, input: ToolDecision, turn: number): ToolIntent {
  const { tool, facts, index } = call;
  const random = input.random.fork(`${tool.name}/${turn}`);
  if (tool.kind === 'custom') return { kind: 'custom', name: tool.name, input: writeCustomInput(tool, facts, random) };
  if (tool.parameters === undefined) return { kind: 'function', name: tool.name, arguments: {} };
  const value = generateValue(tool.parameters, {
    random,
    words: facts,
    name: tool.name,
    optional: 0.12,
    ...(index === undefined ? {} : { ordinal: { index, shared: true } }),
    ...(input.now === undefined ? {} : { now: input.now }),
  });
  // Arguments are an object by the protocol, whatever a lax schema says.
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return { kind: 'function', name: tool.name, arguments: isObject ? value : {} };
}

/** What is wanted and not called for yet. Each past call answers one wish, by the thing it names or by its number. */
function pendingCalls(wanted: readonly WantedCall[], made: readonly PastCall[]): readonly WantedCall[] {
  const open = [...made];
  const unmatched = wanted.filter(({ tool, key }) => {
    const at = open.findIndex((call) => call.name === tool.name && (key === undefined || call.text.includes(key)));
    if (at >= 0) open.splice(at, 1);
    return at < 0;
  });
  return unmatched.filter(({ tool }) => {
    const at = open.findIndex((call) => call.name === tool.name);
    if (at >= 0) open.splice(at, 1);
    return at < 0;
  });
}

const FINISHES = /final|result|answer|submit|respond|response|finish|done|complete|output/i;

/** With `required` a call has to come in any case: the one that ends the task, a fresh one, or the best there is. */
function forcedCall(input: ToolDecision, tools: readonly ToolSpec[], made: readonly PastCall[]): readonly WantedCall[] {
  const facts = createFacts(input.userText);
  const fresh = tools.filter((tool) => !made.some((call) => call.name === tool.name));
  const best = bestTool(tools.map(profileTool), input.userText, facts)?.profile.tool;
  const ending = made.length > 0 ? tools.find((tool) => FINISHES.test(tool.name)) : undefined;
  const tool = ending ?? (made.length > 0 ? fresh[0] : undefined) ?? best ?? tools[0];
  return tool === undefined ? [] : [{ tool, facts, index: undefined, key: undefined }];
}

function choose(choice: ToolChoice, input: ToolDecision): readonly WantedCall[] {
  const made = callsSinceUser(input.messages);
  switch (choice.mode) {
    case 'none':
      return [];
    case 'named':
      return [{ tool: choice.tool, facts: createFacts(input.userText), index: undefined, key: undefined }];
    case 'required': {
      const pending = pendingCalls(wantedCalls(input, choice.tools), made);
      return pending.length > 0 ? pending : forcedCall(input, choice.tools, made);
    }
    case 'auto': {
      if (forbidsTools(input.userText) || lastResultFailed(input.messages)) return [];
      return pendingCalls(wantedCalls(input, choice.tools), made);
    }
  }
}

const callText = (intent: ToolIntent): string =>
  (intent.kind === 'function' ? JSON.stringify(intent.arguments) : intent.input).toLowerCase().replaceAll(/\s/g, '');

/**
 * Decides which tools a model would call now. With `auto` it calls when the user's words concern a declared tool, once for
 * each thing asked, and never repeats a call, so that agent loops end; after a failed result it leaves the word to the
 * answer. `none`, `required`, a named tool and `allowed_tools` are obeyed.
 *
 * The deprecated `functions` and `function_call` fit in as `toolsFromFunctions` turns them.
 *
 * @example
 * decideToolCalls({ tools, toolChoice: 'auto', parallel: true, userText: "What's the weather in Tokyo?", messages, random });
 * // [{ kind: 'function', name: 'get_weather', arguments: { location: 'Tokyo' } }]
 */
export function decideToolCalls(input: ToolDecision): readonly ToolIntent[] {
  const tools = input.tools.map(readTool).filter((tool) => tool !== undefined);
  const choice = readToolChoice(input.toolChoice, tools);
  const wanted = choose(choice, input);
  const made = callsSinceUser(input.messages);
  const intents = wanted
    .slice(0, input.parallel ? undefined : 1)
    .map((call, index) => intentOf(call, input, made.length + index));
  const seen = new Set(
    choice.mode === 'auto' ? made.map((call) => `${call.name} ${call.text.replaceAll(/\s/g, '')}`) : [],
  );
  return intents.filter((intent) => {
    const mark = `${intent.name} ${callText(intent)}`;
    if (seen.has(mark)) return false;
    seen.add(mark);
    return true;
  });
}
