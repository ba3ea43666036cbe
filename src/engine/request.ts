import type { ChatCompletionRequest } from '../contract/api-types.ts';

/** What the engine answers: a conversation and what is wanted of it, in the form that chat completions have. Codecs read it from bodies. */
export type EngineRequest = ChatCompletionRequest & {
  /** Thoughts that are hidden are summed up. */
  readonly reasoning_summary?: boolean;
};
