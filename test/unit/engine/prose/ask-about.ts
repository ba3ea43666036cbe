import type { ChatCompletionRequest, Message } from '../../../../src/contract/api-types.ts';
import { composeAnswer } from '../../../../src/engine/prose/compose-answer.ts';
import type { AnswerOptions } from '../../../../src/engine/prose/compose-answer.ts';
import { createRandom } from '../../../../src/engine/random.ts';
import type { Ask } from '../../../../src/engine/understand/ask.ts';
import { understand } from '../../../../src/engine/understand/understand.ts';

const USUAL: AnswerOptions = { temperature: 1, verbosity: 'medium', images: [] };

/** The mock's reading of a conversation of one user message, with a system message where given. */
export function askAbout(text: string, system?: string, more: Partial<ChatCompletionRequest> = {}): Ask {
  const messages: Message[] = [{ role: 'user', content: text }];
  if (system !== undefined) messages.unshift({ role: 'system', content: system });
  return understand({ model: 'm', messages, ...more });
}

/** The answer to one user message. */
export function answerTo(text: string, seed = '1', options: Partial<AnswerOptions> = {}, system?: string): string {
  return composeAnswer(askAbout(text, system), createRandom(seed), { ...USUAL, ...options });
}

/** Answers for as many seeds. */
export function answersTo(
  text: string,
  seeds: number,
  options: Partial<AnswerOptions> = {},
  system?: string,
): string[] {
  return Array.from({ length: seeds }, (_, seed) => answerTo(text, `seed ${seed}`, options, system));
}
