import type { Message, ToolCall } from '../api-types.ts';
import type { FamilyRule } from './prompt-families.ts';
import type { Tokenizer } from './tokenizer.ts';

type Assistant = Extract<Message, { tool_calls?: unknown }>;

interface Call {
  readonly name: string;
  readonly input: string;
}

function callOf(call: ToolCall): Call {
  return call.type === 'function'
    ? { name: call.function?.name ?? '', input: call.function?.arguments ?? '' }
    : { name: call.custom?.name ?? '', input: call.custom?.input ?? '' };
}

/** Tokens of the calls in a message, together with what their answers cost beyond the answers' own text. */
export function countCalls(message: Assistant, family: FamilyRule, tokenizer: Tokenizer): number {
  const calls = message.tool_calls?.map(callOf) ?? [];
  if (message.function_call) calls.push({ name: message.function_call.name, input: message.function_call.arguments });
  if (calls.length === 0) return 0;
  if (calls.length > 1 && family.parallel.as === 'json') {
    return family.parallel.more + tokenizer.count(parallelText(calls));
  }
  // A name is written twice: by the call, and by the message that answers it.
  const single = ({ name, input }: Call): number => family.call + 2 * tokenizer.count(name) + tokenizer.count(input);
  return calls.reduce((sum, call) => sum + single(call), (calls.length - 1) * family.parallel.more);
}

/** How calls made at once are shown to the model: as the arguments of one call to a tool that makes them. */
function parallelText(calls: readonly Call[]): string {
  const uses = calls.map(({ name, input }) => `{"recipient_name":"functions.${name}","parameters":${compact(input)}}`);
  return `{"tool_uses":[${uses.join(',')}]}`;
}

function compact(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json));
  } catch {
    // Arguments need not be JSON; then they are shown as they are.
    return json;
  }
}
