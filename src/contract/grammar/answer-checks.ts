import { NO_FLAWS, oneFlaw, type Check } from './checks.ts';
import { unfinished } from './guards.ts';
import type { ChoiceRun, Flaw } from './run.ts';
import { asList, asObject } from '../schema/json-shape.ts';
import type { AssembledChoice } from './reassemble.ts';
import { isJsonObject } from '../requirements.ts';

function isObjectText(text: string): boolean {
  try {
    return isJsonObject(JSON.parse(text));
  } catch {
    return false;
  }
}

const callTexts = (message: AssembledChoice['message']): string[] => [
  ...(message.tool_calls ?? []).flatMap((call) => (call.type === 'function' ? [call.function.arguments] : [])),
  ...(message.function_call ? [message.function_call.arguments] : []),
];

const argumentsParse: Check = (run, _event, { values = [] }, choice) => {
  const answer = choice && run.assembly.choice(choice.index);
  if (answer === undefined || values.includes(answer.finish_reason ?? '')) return NO_FLAWS;
  return callTexts(answer.message).flatMap((text, i) =>
    isObjectText(text)
      ? NO_FLAWS
      : oneFlaw(`/choices/${answer.index}/tool_calls/${i}`, 'arguments with one JSON object', text),
  );
};

/** The word that tells of the calls that were made, or nothing where none was. */
function wordForCalls(choice: ChoiceRun): 'tool_calls' | 'function_call' | undefined {
  if (choice.calls.size > 0) return 'tool_calls';
  return choice.legacy ? 'function_call' : undefined;
}

/** Words that say whether there are calls; of any other, `finish-known` tells. */
const CLAIMS: ReadonlySet<string> = new Set(['stop', 'tool_calls', 'function_call']);

/** A call that the request forced by name may finish with `stop`: the real API does so. */
const finishTellsCalls: Check = (run, _event, { values = [] }, choice) => {
  const reason = (choice && run.assembly.choice(choice.index)?.finish_reason) ?? '';
  if (choice === undefined || values.includes(reason) || !CLAIMS.has(reason)) return NO_FLAWS;
  const word = wordForCalls(choice);
  const honest =
    word === undefined
      ? reason !== 'tool_calls' && reason !== 'function_call'
      : reason === word || (reason === 'stop' && run.facts.forced);
  return honest ? NO_FLAWS : oneFlaw(`/choices/${choice.index}/finish_reason`, word ?? 'stop', reason);
};

const choicesFinished: Check = (run) =>
  unfinished(run).flatMap((index) => {
    const choice = run.choices.get(index);
    return oneFlaw(`/choices/${index}/finish_reason`, 'one finish_reason', choice ? undefined : 'no such choice');
  });

interface Comparable {
  readonly content: string;
  readonly refusal: string;
  readonly reasoning: string;
  readonly calls: string;
  readonly finish: unknown;
  readonly logprobs: string;
}

/** Ids differ from call to call, and the plain body says null where the stream says nothing: neither counts. */
function comparable(choice: unknown): Comparable {
  const { message, finish_reason: finish, logprobs } = asObject(choice);
  const said = asObject(message);
  const calls = asList(said['tool_calls']).map((call) => [asObject(call)['function'], asObject(call)['custom']]);
  const lists = asObject(logprobs);
  return {
    content: String(said['content'] ?? ''),
    refusal: String(said['refusal'] ?? ''),
    reasoning: String(said['reasoning_content'] ?? said['reasoning'] ?? ''),
    calls: JSON.stringify([calls, said['function_call'] ?? null]),
    finish,
    logprobs: JSON.stringify([asList(lists['content']), asList(lists['refusal'])]),
  };
}

function difference(streamed: unknown, plain: unknown, index: number): readonly Flaw[] {
  const left = comparable(streamed);
  const right = comparable(plain);
  const keys = Object.keys(left) as (keyof Comparable)[];
  const differing = keys.find((key) => left[key] !== right[key]);
  if (differing === undefined) return NO_FLAWS;
  return oneFlaw(`/choices/${index}/message`, `the ${differing} of the plain response`, left[differing]);
}

const sameAsPlain: Check = (run) => {
  if (run.options.plain === undefined) return NO_FLAWS;
  const streamed = run.assembly.result().choices;
  const plain = asList(asObject(run.options.plain)['choices']);
  return Array.from({ length: Math.max(streamed.length, plain.length) }, (_, index) =>
    difference(streamed[index], plain[index], index),
  ).flat();
};

/** Checks of a whole choice or a whole answer, by the names that the grammar uses. */
export const ANSWER_CHECKS: Readonly<Record<string, Check>> = {
  'arguments-parse': argumentsParse,
  'finish-tells-calls': finishTellsCalls,
  'choices-finished': choicesFinished,
  'same-as-plain': sameAsPlain,
};
