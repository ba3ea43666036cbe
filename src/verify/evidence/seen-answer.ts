import type { JsonObject } from '../../contract/requirements.ts';

/** A choice of an answer, streamed or plain, in the shape of a plain body. */
export interface SeenChoice {
  readonly index: number;
  readonly finish: string | null;
  readonly role: string | undefined;
  readonly content: string | null;
  readonly refusal: string | null;
  /** Text of `reasoning_content`, or of the other names it goes by. */
  readonly reasoning: string | null;
  readonly calls: readonly SeenCall[];
  /** The deprecated single call. */
  readonly functionCall: { readonly name: string; readonly arguments: string } | undefined;
  readonly logprobs: readonly JsonObject[] | undefined;
}

export interface SeenCall {
  readonly id: string | undefined;
  readonly type: string | undefined;
  readonly name: string | undefined;
  /** As it came; text unless the service is wrong. */
  readonly arguments: unknown;
}

/** Token counts of an answer, as far as they are numbers. */
export interface SeenUsage {
  readonly prompt: number | undefined;
  readonly completion: number | undefined;
  readonly total: number | undefined;
  readonly reasoning: number | undefined;
  readonly cached: number | undefined;
}
