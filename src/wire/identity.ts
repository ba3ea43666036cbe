/**
 * What differs between two answers to the same request: drawn by the mock for each call, or frozen.
 * Lengths never differ, so an encoded answer can be reused by replacing one identity with another.
 */
export interface Identity {
  /** `chatcmpl-` and 29 letters or digits. */
  readonly id: string;
  /** Unix seconds. */
  readonly created: number;
  /** `call_` and 24 letters or digits; `call` numbers the tool calls of the answer from 0. */
  callId(call: number): string;
}
