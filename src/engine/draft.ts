import type { ToolOpenEvent } from './plan.ts';

/** A tool call before it is cut into pieces. */
export interface DraftCall {
  readonly tool: ToolOpenEvent['tool'];
  readonly name: string;
  /** JSON text of the arguments, or a custom tool's input. */
  readonly input: string;
}

/** What one choice would say if nothing limited it. */
export interface Draft {
  /** Revealed reasoning; absent when the model reveals none. */
  readonly reasoning?: string;
  /** What hidden reasoning comes to in a few words, where that is asked for. */
  readonly summary?: string;
  /** Reasoning tokens that nobody sees. */
  readonly hiddenReasoningTokens: number;
  readonly says: 'text' | 'refusal' | 'calls';
  /** The answer or the refusal; empty for calls. */
  readonly text: string;
  readonly calls: readonly DraftCall[];
}
