import type { ToolCall } from '../api-types.ts';
import { NO_FLAWS, oneFlaw, type Check } from './checks.ts';
import { asObject, quote } from '../schema/json-shape.ts';
import type { AssembledChoice } from './reassemble.ts';
import { isJsonObject, type JsonObject } from '../requirements.ts';
import type { Tokenizer } from '../tokens/tokenizer.ts';

const usageAskedFor: Check = (run, { chunk }) =>
  run.facts.usage === false ? oneFlaw('/usage', 'no usage, as requested', chunk['usage']) : NO_FLAWS;

/** Usage in a chunk that has choices came, too, and yet not as it should: that is another requirement's. */
const usageCame: Check = (run) => {
  const missing = run.facts.usage === true && !run.usageSeen && run.assembly.result().usage === null;
  return missing ? oneFlaw('/usage', 'a final chunk with usage', undefined) : NO_FLAWS;
};

const usageAlone: Check = (run) => {
  const { usage } = run.assembly.result();
  const beside = run.facts.usage === true && !run.usageSeen && usage !== null;
  return beside ? oneFlaw('/choices', 'usage in a chunk without choices', usage) : NO_FLAWS;
};

/** The key is left out where usage was not asked for; a null there would be harmless. */
const usageNull: Check = (run, { chunk }) => {
  const usage = chunk['usage'];
  const good = usage === null || (usage === undefined && run.facts.usage !== true);
  return good ? NO_FLAWS : oneFlaw('/usage', run.facts.usage === false ? 'no usage' : 'null', usage);
};

const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;

function usageFault(usage: JsonObject): string | undefined {
  const { prompt_tokens: prompt, completion_tokens: completion, total_tokens: total } = usage;
  if (!isCount(prompt) || !isCount(completion) || !isCount(total)) return 'three integer counts';
  if (total !== prompt + completion) return `a total of ${prompt + completion}`;
  const reasoning = asObject(usage['completion_tokens_details'])['reasoning_tokens'] ?? 0;
  const isPart = isCount(reasoning) && reasoning <= completion;
  return isPart ? undefined : 'no more reasoning tokens than completion tokens';
}

const usageAddsUp: Check = (_run, { chunk }) => {
  const fault = isJsonObject(chunk['usage']) ? usageFault(chunk['usage']) : undefined;
  return fault === undefined ? NO_FLAWS : oneFlaw('/usage', fault, chunk['usage']);
};

const callParts = (call: ToolCall): [name: string, text: string] =>
  call.type === 'function' ? [call.function.name, call.function.arguments] : [call.custom.name, call.custom.input];

function callsOf({ message }: AssembledChoice): [name: string, text: string][] {
  const calls = (message.tool_calls ?? []).map(callParts);
  if (message.function_call) calls.push([message.function_call.name, message.function_call.arguments]);
  return calls;
}

function countTokens(choice: AssembledChoice, tokenizer: Pick<Tokenizer, 'count'>): number {
  const texts = [choice.message.content ?? '', choice.message.refusal ?? '', ...callsOf(choice).flat()];
  return texts.reduce((sum, text) => sum + tokenizer.count(text), 0);
}

/** Tokens of usage that should be in the text: neither reasoning, nor audio, nor a prediction that was thrown away. */
function textTokens(usage: JsonObject): number {
  const details = asObject(usage['completion_tokens_details']);
  const elsewhere = ['reasoning_tokens', 'audio_tokens', 'rejected_prediction_tokens'].map((key) => details[key]);
  return elsewhere.filter(isCount).reduce((left, count) => left - count, Number(usage['completion_tokens']));
}

const usageMatchesText: Check = (run, _event, { choice_slack: perChoice = 0, call_slack: perCall = 0 }) => {
  const { choices, usage } = run.assembly.result();
  const { tokenizer } = run.options;
  if (tokenizer === undefined || usage === null) return NO_FLAWS;
  const said = choices.reduce((sum, choice) => sum + countTokens(choice, tokenizer), 0);
  const calls = choices.reduce((sum, choice) => sum + callsOf(choice).length, 0);
  const most = said + choices.length * perChoice + calls * perCall;
  const told = textTokens(usage);
  if (told >= said && told <= most) return NO_FLAWS;
  return oneFlaw('/usage/completion_tokens', `${said} to ${most} tokens of text`, `${quote(told)} without reasoning`);
};

/** Checks of what the stream says it cost, by the names that the grammar uses. */
export const USAGE_CHECKS: Readonly<Record<string, Check>> = {
  'usage-asked-for': usageAskedFor,
  'usage-came': usageCame,
  'usage-alone': usageAlone,
  'usage-null': usageNull,
  'usage-adds-up': usageAddsUp,
  'usage-matches-text': usageMatchesText,
};
