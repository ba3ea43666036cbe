import type { Usage } from '../contract/api-types.ts';
import { countCompletionTokens, roundReasoning } from '../contract/tokens/completion-tokens.ts';
import type { Tokenizer } from '../contract/tokens/tokenizer.ts';
import type { PlanCodec } from '../endpoints/codec.ts';
import type { PlanEvent } from '../engine/plan.ts';
import { costOf } from './cost.ts';
import type { PreparedAnswer } from './prepared.ts';
import type { Cost } from './record.ts';

/** What an answer takes and costs. */
export interface Account {
  readonly usage: Usage;
  readonly cost: Cost;
}

interface Words {
  reasoning: string;
  text: string;
  readonly calls: { name: string; input: string }[];
}

/** The words of each choice; there is one at least. */
function wordsOf(events: readonly PlanEvent[]): Words[] {
  const choices: Words[] = [{ reasoning: '', text: '', calls: [] }];
  for (const event of events) {
    if (event.type === 'usage' || event.type === 'done') continue;
    const words = (choices[event.choice] ??= { reasoning: '', text: '', calls: [] });
    switch (event.type) {
      case 'reasoning':
        words.reasoning += event.text;
        break;
      case 'text':
      case 'refusal':
        words.text += event.text;
        break;
      case 'tool-open':
        words.calls[event.index] = { name: event.name, input: '' };
        break;
      case 'tool-args': {
        const call = words.calls[event.index];
        if (call) call.input += event.text;
        break;
      }
      case 'role':
      case 'finish':
        break;
    }
  }
  return choices;
}

/** Counts words as if the model had chosen them; the prompt counts what it did. */
export function accountFor(
  prepared: PreparedAnswer,
  events: readonly PlanEvent[],
  tokenizer: Tokenizer,
  countTokens: typeof countCompletionTokens | PlanCodec['completion'] = countCompletionTokens,
): Account {
  const { model } = prepared;
  const count = (text: string): number => tokenizer.count(text);
  let [reasoning, completion] = [0, 0];
  for (const words of wordsOf(events)) {
    const reasoningTokens = roundReasoning(count(words.reasoning), model.reasoning?.token_step ?? 1);
    const toolCalls = words.calls.map(({ name, input }) => ({ nameTokens: count(name), argsTokens: count(input) }));
    reasoning += reasoningTokens;
    completion += countTokens({ reasoningTokens, textTokens: count(words.text), toolCalls }, model);
  }
  const { prompt_tokens: prompt, completion_tokens_details: details } = prepared.usage;
  const usage: Usage = {
    ...prepared.usage,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    ...(details ? { completion_tokens_details: { ...details, reasoning_tokens: reasoning } } : {}),
  };
  return { usage, cost: costOf(usage, model) };
}
