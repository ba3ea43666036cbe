import type { Finding } from '../finding.ts';
import type { ItemLedger } from './item-ledger.ts';
import type { Assembly } from './reassemble.ts';
import type { JsonObject } from '../requirements.ts';
import type { Tokenizer } from '../tokens/tokenizer.ts';

/** What a stream is held against, beside the grammar. What is absent is not judged. */
export interface JudgeOptions {
  /** The request's body. Without it, nothing is said about `n`, `stream_options` and forced tools. */
  readonly request?: unknown;
  /** Counts the tokens of the answer, for `usage.completion.matches`. */
  readonly tokenizer?: Pick<Tokenizer, 'count'>;
  /** The plain body that the same request got, for `stream.equals-plain`. */
  readonly plain?: unknown;
  /** Judges one chunk by its JSON Schema. */
  readonly schema?: (chunk: unknown) => readonly Finding[];
}

/** What of the request bears on its stream; `undefined` where the request is not known. */
export interface RequestFacts {
  readonly choices: number | undefined;
  readonly usage: boolean | undefined;
  /** Padding was refused. */
  readonly unpadded: boolean;
  /** `tool_choice` or `function_call` names the one function to call. */
  readonly forced: boolean;
}

/** A tool call that has been heard of. */
export interface CallRun {
  id: string | undefined;
  /** False while only pieces have come. */
  headed: boolean;
}

/** Where one choice stands. */
export interface ChoiceRun {
  readonly index: number;
  state: string;
  readonly calls: Map<number, CallRun>;
  /** The index that an id came with first. */
  readonly indexes: Map<string, number>;
  /** The index that the next call must have. */
  nextCall: number;
  /** The deprecated single call has begun. */
  legacy: boolean;
}

/** Where the stream stands, and what has been kept of it. */
export interface StreamRun {
  readonly facts: RequestFacts;
  readonly options: JudgeOptions;
  /** States in which a choice owes nothing more. */
  readonly complete: ReadonlySet<string>;
  readonly choices: Map<number, ChoiceRun>;
  /** First value of each field that must not change. */
  readonly firsts: Map<string, unknown>;
  readonly assembly: Assembly;
  /** What a stream of items has said; untouched where the lanes are choices. */
  readonly items: ItemLedger;
  state: string;
  usageSeen: boolean;
}

/** The event at hand. */
export interface EventView {
  /** `{}` for an event that has no chunk. */
  readonly chunk: JsonObject;
  /** The JSON text as sent, or undefined where only the parsed chunk is known. */
  readonly text: string | undefined;
}

/** A breach before it is known which requirement it breaks. */
export interface Flaw {
  readonly path: string;
  readonly expected: string;
  readonly received: string;
}
