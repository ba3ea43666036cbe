import type { Level } from '../finding.ts';
import type { RequirementId } from '../generated/requirement-ids.ts';

/** What a rule of the grammar breaks, and how badly if not as badly as the requirement says. */
export interface Breach {
  readonly breaks: RequirementId;
  readonly level?: Level;
}

/** A condition of a step, by the name of its implementation. */
export interface GuardRule extends Breach {
  readonly guard: string;
}

/** A rule about the bytes of an event, by name. */
export interface FramingRule extends Breach {
  readonly rule: string;
}

/** What kind of event a chunk is; the first rule whose `when` applies decides. */
export interface EventRule {
  readonly event: string;
  readonly when: string;
  /** Values, or beginnings, of the chunk's `type`. */
  readonly types?: readonly string[];
  /** Types of its item or part. */
  readonly of?: readonly string[];
}

/** Stands for every state, or every event, that no earlier rule names. */
export const ANY = '*';

interface StepRule extends Partial<Breach> {
  readonly from: readonly string[];
  readonly on: readonly string[];
  /** Absent: the state stays. */
  readonly to?: string;
  readonly requires?: readonly GuardRule[];
}

/** A step of the stream as a whole. */
export interface StreamRule extends StepRule {
  /** The answer is over with this step. */
  readonly closes?: boolean;
  /** The event's content is not judged. */
  readonly drops?: boolean;
}

/** A step of one choice. */
export interface ChoiceRule extends StepRule {
  /** Report, then take the step that this other state would take. */
  readonly retry?: string;
}

/** How a delta's member becomes symbols of the automaton. */
export type SymbolRule =
  | { readonly reads: 'value' | 'text' | 'finish' | 'nothing'; readonly field: string; readonly symbol: string }
  | { readonly reads: 'call'; readonly field: string; readonly header: string; readonly piece: string }
  | {
      readonly reads: 'calls';
      readonly field: string;
      readonly kind: 'function' | 'custom';
      readonly header: string;
      readonly piece: string;
    };

/** A fact that must hold, by the name of its check, with the check's parameters. */
export interface InvariantRule extends Breach {
  readonly check: string;
  /** Events of the stream, or `finish`, or `close`. */
  readonly on: readonly string[];
  readonly field?: string;
  readonly fields?: readonly string[];
  /** All fields but these. */
  readonly except?: readonly string[];
  readonly value?: string;
  readonly values?: readonly string[];
  readonly modulus?: number;
  readonly remainder?: number;
  /** Tokens. */
  readonly choice_slack?: number;
  /** Tokens. */
  readonly call_slack?: number;
}

/** The content of `spec/stream-grammar.yaml`, or of another grammar beside it; the comments there explain it. */
export interface StreamGrammar {
  /** What tells the lanes of a stream apart: `index` of each of the `choices` unless it says otherwise. */
  readonly lanes?: 'choices' | 'output_index';
  readonly levels: Readonly<Partial<Record<RequirementId, Level>>>;
  readonly framing: readonly FramingRule[];
  readonly stream: {
    readonly start: string;
    readonly states: readonly string[];
    readonly events: readonly EventRule[];
    readonly transitions: readonly StreamRule[];
  };
  readonly choice: {
    readonly start: string;
    readonly states: readonly string[];
    readonly complete: readonly string[];
    readonly symbols: readonly SymbolRule[];
    readonly transitions: readonly ChoiceRule[];
  };
  readonly invariants: readonly InvariantRule[];
}
