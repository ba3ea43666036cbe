import type { FinishReason, TokenLogprob, Usage } from '../contract/api-types.ts';

/** Milliseconds between the previous event and this one at speed 1. Seeded, so equal requests have equal gaps. */
interface Timed {
  readonly wait: number;
}

/** The assistant's turn begins; every later event of the same `choice` follows it. */
export interface RoleEvent extends Timed {
  readonly type: 'role';
  readonly choice: number;
}

/** A piece of revealed reasoning (`reasoning_content`). */
export interface ReasoningEvent extends Timed {
  readonly type: 'reasoning';
  readonly choice: number;
  readonly text: string;
}

/** A piece of what is said, and its number among those of its choice, where that matters. */
export interface SaidPiece {
  readonly text: string;
  readonly place?: number;
}

/**
 * Tells the log probabilities of a piece, an entry a token. They take a hundred times the memory of their piece, so they are made
 * when they are sent.
 */
export type TellLogprobs = (piece: SaidPiece) => readonly TokenLogprob[];

/** A piece of the answer: one token, or as many as make whole characters. */
export interface TextEvent extends Timed, SaidPiece {
  readonly type: 'text';
  readonly choice: number;
  /** When the request asked for logprobs. */
  readonly logprobs?: TellLogprobs;
}

export interface RefusalEvent extends Timed, SaidPiece {
  readonly type: 'refusal';
  readonly choice: number;
  readonly logprobs?: TellLogprobs;
}

/** A tool call begins. `call` counts all calls of the plan and lets the wire give each its own id. */
export interface ToolOpenEvent extends Timed {
  readonly type: 'tool-open';
  readonly choice: number;
  /** Zero-based within the choice. */
  readonly index: number;
  /** Zero-based within the plan. */
  readonly call: number;
  /** `legacy` answers the deprecated `functions` field and has no id on the wire. */
  readonly tool: 'function' | 'custom' | 'legacy';
  readonly name: string;
}

/** A piece of a tool call's arguments (JSON text), or of a custom tool's input. */
export interface ToolArgsEvent extends Timed {
  readonly type: 'tool-args';
  readonly choice: number;
  readonly index: number;
  readonly text: string;
}

export interface FinishEvent extends Timed {
  readonly type: 'finish';
  readonly choice: number;
  readonly reason: FinishReason;
}

export interface UsageEvent extends Timed {
  readonly type: 'usage';
  readonly usage: Usage;
}

export interface DoneEvent extends Timed {
  readonly type: 'done';
}

/** One step of an answer, without any wire format. */
export type PlanEvent =
  | RoleEvent
  | ReasoningEvent
  | TextEvent
  | RefusalEvent
  | ToolOpenEvent
  | ToolArgsEvent
  | FinishEvent
  | UsageEvent
  | DoneEvent;

/** What the model will say. Unfolded it is the stream, folded it is the plain body: one generator, two projections. */
export interface AnswerPlan {
  readonly kind: 'answer';
  /** Name that the answer reports, for instance the dated snapshot of the model asked for. */
  readonly model: string;
  readonly systemFingerprint: string | null;
  readonly serviceTier: string | null;
  /** `omit` on reasoning models, which have no `logprobs` key at all; `null` when not asked for. */
  readonly logprobs: 'omit' | 'null' | 'content';
  /** Echoed by the API when the request stored it. */
  readonly metadata?: Readonly<Record<string, string>>;
  readonly events: readonly PlanEvent[];
}

/** The API's error object, still without bytes. */
export interface ErrorPlan {
  readonly kind: 'error';
  readonly status: number;
  readonly error: {
    readonly message: string;
    readonly type: string;
    readonly param: string | null;
    readonly code: string | null;
  };
  /** Headers beyond the usual ones, for instance `Allow`. */
  readonly headers?: Readonly<Record<string, string>>;
}

export type Plan = AnswerPlan | ErrorPlan;
