import type { ModelInfo } from '../../contract/models.ts';
import { countCompletionTokens, type SpokenTokens } from '../../contract/tokens/completion-tokens.ts';
import type { EngineRequest } from '../../engine/request.ts';
import type { SessionState } from '../endpoint-state.ts';
import { asRecord, type JsonRecord } from '../validate/json-record.ts';
import { decryptThoughts } from './encrypted-content.ts';
import { findOwner } from './stored-response.ts';

/** Tokens that declared tools cost less here than at chat completions, by the family of the model (recorded 35 of 38 times within one). */
const TOOLS_CHEAPER = { 'gpt-5': 82, 'gpt-4o': 6 } as const;
/** Tokens that the schema of the answer costs less here (recorded 4 of 4 times). */
const FORMAT_CHEAPER = { 'gpt-5': 3, 'gpt-4o': 4 } as const;
/** Tokens that an earlier answer costs beyond its words where the model reasons (recorded 5 of 5 times). */
const EARLIER_ANSWER = 2;

/** Marks around content: recorded 100 of 115 times for text, and within two tokens for calls. */
const MARKS = {
  plain: { text: 1, reasoned_text: 1, first_tool_call: 8, next_tool_call: 22 },
  reasoning: { text: 4, reasoned_text: 6, first_tool_call: 11, next_tool_call: 11 },
} as const;
/** A call after thoughts costs as much more as a text does. */
const REASONED_CALL = 2;

/** Tokens of an answer, which this endpoint marks in another way than chat completions do. */
export function countResponseTokens(spoken: SpokenTokens, { reasoning }: ModelInfo): number {
  const marks = reasoning === undefined ? MARKS.plain : MARKS.reasoning;
  const isReasonedCall = spoken.reasoningTokens > 0 && spoken.textTokens === 0 && spoken.toolCalls.length > 0;
  return countCompletionTokens(spoken, { completion_tokens: marks }) + (isReasonedCall ? REASONED_CALL : 0);
}

/** What a prompt costs here beyond, or below, what it costs at chat completions. */
export function promptDifference(
  { messages, tools, response_format: format }: Pick<EngineRequest, 'messages' | 'tools' | 'response_format'>,
  { reasoning, prompt_tokens: { family } }: ModelInfo,
): number {
  const answers = reasoning === undefined ? 0 : messages.filter(({ role }) => role === 'assistant').length;
  const cheaper =
    (tools === undefined ? 0 : TOOLS_CHEAPER[family]) + (format?.type === 'json_schema' ? FORMAT_CHEAPER[family] : 0);
  return answers * EARLIER_ANSWER - cheaper;
}

const isUser = ({ role }: JsonRecord): boolean => role === 'user';

/** Tokens of the thoughts since the last message of the user: they are read again until the turn is over. */
export function thoughtTokens(all: readonly JsonRecord[], state: SessionState): number {
  const turn = all.slice(all.findLastIndex(isUser) + 1);
  return turn.reduce((sum, { type, id, encrypted_content: content }) => {
    if (type !== 'reasoning') return sum;
    const told = typeof content === 'string' ? decryptThoughts(content) : undefined;
    if (told !== undefined) return sum + told;
    const usage = asRecord(typeof id === 'string' ? findOwner(state, id)?.object()['usage'] : undefined);
    return sum + Number(asRecord(usage['output_tokens_details'])['reasoning_tokens'] ?? 0);
  }, 0);
}
