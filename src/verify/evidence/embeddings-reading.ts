import { isJsonObject } from '../../contract/requirements.ts';
import type { AnswerReading } from './answer-reading.ts';

const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** Answers of embeddings, which say nothing in words. */
export const embeddingsReading: AnswerReading = {
  isPiece: () => false,
  choices: () => [],
  usage: ({ body: { usage } }) =>
    isJsonObject(usage)
      ? {
          prompt: number(usage['prompt_tokens']),
          completion: 0,
          total: number(usage['total_tokens']),
          reasoning: undefined,
          cached: undefined,
        }
      : undefined,
  head: ({ body: { model } }) => ({ id: undefined, model }),
  toolsOf: () => new Map(),
  chosenTool: () => undefined,
  judgePlain: () => [],
  places: { content: '/data', calls: '/data', finish: '/data', completion: '/usage', prompt: '/usage/prompt_tokens' },
};
