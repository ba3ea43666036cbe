import type { Usage } from '../contract/api-types.ts';
import type { ModelInfo } from '../contract/models.ts';
import type { JsonObject } from '../contract/requirements.ts';
import type { SpokenTokens } from '../contract/tokens/completion-tokens.ts';
import type { Tokenizer } from '../contract/tokens/tokenizer.ts';
import type { Tokenizers } from '../contract/tokens/tokenizers.ts';
import type { AnswerPlan, ErrorPlan, PlanEvent } from '../engine/plan.ts';
import type { EngineRequest } from '../engine/request.ts';
import type { StreamOptions } from '../wire/chunk-writer.ts';
import type { HeaderList } from '../wire/encode.ts';
import type { Frame } from '../wire/exchange.ts';
import type { Identity } from '../wire/identity.ts';
import type { PackedPlan } from '../wire/packed-plan.ts';
import type { ContractTools } from './contract-tools.ts';
import type { SessionState } from './endpoint-state.ts';
import type { ModelDirectory } from './model-directory.ts';
import type { PromptCount } from './prompt-count.ts';

/** What a codec may know beside the body. */
export interface CodecContext extends Omit<ContractTools, 'tokenizer'> {
  readonly models: ModelDirectory;
  readonly tokenizers: Tokenizers;
  /** What earlier calls of the same session have left for later ones. */
  readonly state: SessionState;
  /** Changes what is made up; the same seed gives the same answers. */
  readonly seed: string;
}

/** A body that is fit to be answered. */
export interface ValidRequest<Notes = unknown> {
  readonly kind: 'valid';
  /** The body as the client means it. */
  readonly body: JsonObject;
  /** The same as the engine takes it. */
  readonly request: EngineRequest;
  /** Further conversations of the same body, each answered on its own; their choices follow those of the first. */
  readonly further?: readonly EngineRequest[];
  readonly model: ModelInfo;
  /** `undefined` for a plain answer. */
  readonly stream: StreamOptions | undefined;
  /** What the codec has found out while it read the body, and needs again when it writes the answer. */
  readonly notes?: Notes;
}

/** The plan of a response, and the request body. */
export interface Answer<Plan = AnswerPlan, Notes = unknown> {
  readonly body: JsonObject;
  readonly plan: Plan;
  /** Of the request; see {@link ValidRequest}. */
  readonly notes?: Notes;
}

/** A plain body that is encoded once and for all. */
export interface PlainBody {
  /** Length in UTF-8, the same for every identity. */
  readonly bytes: number;
  render(identity: Identity): string;
}

/** Writes a stream whose events become known one after the other. */
export interface LiveEncoder {
  /** Bytes of an event; none where it has none of its own. */
  event(event: PlanEvent): string;
  error(plan: ErrorPlan): string;
  end(usage: Usage): string;
}

/**
 * How an endpoint's bodies are read and written where the engine makes the answer. A plan knows no format, so its streamed and
 * its plain form are two projections of the same value.
 */
export interface PlanCodec<Notes = unknown> {
  readonly kind: 'plan';
  /** What ids of its answers begin with: `chatcmpl-`. */
  readonly idPrefix: string;
  /** A promise only where a table has to be read first. */
  read(
    value: unknown,
    context: CodecContext,
  ): ValidRequest<Notes> | ErrorPlan | Promise<ValidRequest<Notes> | ErrorPlan>;
  /** Whether the answer to a body depends on what earlier calls have left. Absent: it never does. */
  recalls?(value: unknown): boolean;
  /** Tokens of the prompt, or the error where the model cannot read as many. */
  count(valid: ValidRequest<Notes>, tokenizer: Tokenizer): PromptCount | ErrorPlan;
  /** Tokens of an answer, where they are counted in another way than at chat completions. */
  completion?(spoken: SpokenTokens, model: ModelInfo): number;
  /** The object of a plain answer. Without an identity it gets a placeholder, for those who compare answers. */
  fold(answer: Answer<AnswerPlan, Notes>, identity?: Identity): JsonObject;
  plain(answer: Answer<AnswerPlan, Notes>): PlainBody;
  /** All of a stream at once; it is encoded when it is first asked for. */
  stream(answer: Answer<AnswerPlan, Notes>, options: StreamOptions): (identity: Identity) => string | Uint8Array;
  /** A frame an event, as the plan paces them. @param factor on every wait */
  frames(
    answer: Answer<AnswerPlan | PackedPlan, Notes>,
    identity: Identity,
    options: StreamOptions,
    factor: number,
  ): Iterable<Frame>;
  live(answer: Answer<AnswerPlan, Notes>, identity: Identity, options: StreamOptions): LiveEncoder;
  /** Leaves something of an answer for later calls. */
  keep?(answer: Answer<AnswerPlan, Notes>, identity: Identity, state: SessionState): void;
  /** Whether an answer is kept from its beginning, because it is made whether its client stays or not. */
  goesOn?(answer: Answer<AnswerPlan, Notes>): boolean;
}

/** A call of an endpoint that the engine has no part in. */
export interface DirectCall {
  /** Parameters of the path. */
  readonly params: Readonly<Record<string, string>>;
  /** What follows the `?` of the URL. */
  readonly query: string;
  /** The parsed body; `undefined` where the endpoint takes none. */
  readonly value: unknown;
}

/** What such a call is answered with. */
export interface DirectAnswer {
  readonly kind: 'body';
  readonly body: object;
  /** The body as text, where it is not written as usual. */
  readonly text?: string;
  /** For the journal, where the answer is a model's. */
  readonly model?: string;
  readonly usage?: Usage;
  /** Beyond those of every answer. */
  readonly headers?: HeaderList;
}

/** An endpoint that goes from the request to the body of the answer directly: lists, look-ups, embeddings. */
export interface DirectCodec {
  readonly kind: 'direct';
  /** A promise only where a table has to be read first. */
  respond(call: DirectCall, context: CodecContext): DirectAnswer | ErrorPlan | Promise<DirectAnswer | ErrorPlan>;
}

/** How the bodies of an endpoint are read and written. The mock and the wire know it, verify does not. */
export type Codec = PlanCodec | DirectCodec;
