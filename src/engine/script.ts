import type { FinishReason, TokenLogprob } from '../contract/api-types.ts';
import type { Draft } from './draft.ts';

/** One choice whose words are given instead of drafted by the engine. */
export interface ScriptedChoice {
  readonly draft: Draft;
  /** Instead of the reason that follows from the draft and the limits. */
  readonly finish?: FinishReason;
  /** Sent where the request asks for logprobs, instead of drawn ones. */
  readonly logprobs?: readonly TokenLogprob[];
}

/** Counts to report instead of the real ones; a total that is not given follows from the others. */
export interface ScriptedUsage {
  readonly prompt_tokens?: number;
  readonly completion_tokens?: number;
  readonly total_tokens?: number;
  readonly prompt_tokens_details?: { readonly cached_tokens?: number; readonly audio_tokens?: number };
  readonly completion_tokens_details?: {
    readonly reasoning_tokens?: number;
    readonly audio_tokens?: number;
    readonly accepted_prediction_tokens?: number;
    readonly rejected_prediction_tokens?: number;
  };
}

/** Timing at speed 1; omitted values are drawn as usual. */
export interface ScriptedTiming {
  readonly first_token_ms?: number;
  readonly tokens_per_second?: number;
  /** Extra waits, each before the token that follows `after_tokens` others of a choice. */
  readonly pauses?: readonly { readonly after_tokens: number; readonly ms: number }[];
}

/**
 * What is fixed about an answer from outside. Everything else, limits and counts included, is as for any other answer: a
 * scripted reply goes through the same door as a drafted one.
 */
export interface EngineScript {
  /** Absent: the engine drafts. */
  readonly choices?: readonly ScriptedChoice[];
  readonly usage?: ScriptedUsage;
  readonly timing?: ScriptedTiming;
}
