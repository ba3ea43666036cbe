import type { RequirementId } from '../contract/generated/requirement-ids.ts';
import type { JsonObject } from '../contract/requirements.ts';
import type { ErrorPlan, Plan } from '../engine/plan.ts';
import type { Exchange, ExchangeEnd, Frame } from '../wire/exchange.ts';

/**
 * How much a fault hurts, worst first: a client throws or hangs; a client silently returns a wrong result; a user pays or waits
 * too much; clients cope, but the contract says otherwise. `benign` marks legal variants, which no check may object to.
 */
export type Harm = 'fatal' | 'silent' | 'costly' | 'tolerated' | 'benign';

/** A request on its way into the service, as far as a fault may bend it. */
export interface FaultRequest {
  readonly method: string;
  readonly path: string;
  /** The parsed body, or `undefined` where there is none that can be parsed. */
  readonly body: JsonObject | undefined;
  /** The request counts as authenticated with any key. */
  readonly trusted: boolean;
  /** Value of a header by its lower-case name. */
  readonly header: (name: string) => string | undefined;
}

/** What a fault may know, beside the value that it bends. */
export interface FaultContext {
  /** The request as the client sent it. */
  readonly request: FaultRequest;
  /** Whether an event stream was asked for. */
  readonly stream: boolean;
  /** Value of a parameter, from the fault's name or its default. */
  number(parameter: string): number;
  text(parameter: string): string;
  /** Draws from [0, 1); the same for the same seed, request and call. */
  random(): number;
  /** How many requests this fault has met before, from 0. */
  readonly serial: number;
  /** Keeps a text for the next request that meets the fault, and gives the one that was kept before. */
  remember(text: string): string | undefined;
}

/** A parameter of a fault: `sse.stall@chunk=5` sets `chunk`, `usage.estimate=0.5` sets the one called `value`. */
export interface FaultParameter {
  readonly name: string;
  readonly default: number | string;
  /** What it means and its unit. */
  readonly title: string;
}

/**
 * A defect of an endpoint as a transform of one value into the same kind of value. It bends the request before the service sees
 * it, the plan before it is encoded, or the exchange before it is played; most bend one of them.
 */
export interface Fault {
  /** Dotted lower case, never reused; parameters follow in the form that {@link FaultParameter} shows. */
  readonly name: string;
  /** What happens, in one sentence. */
  readonly title: string;
  readonly harm: Harm;
  /** The endpoint whose answers alone it bends; absent: it bends those of chat completions, and of others as far as they are alike. */
  readonly endpoint?: 'responses' | 'embeddings';
  /** Requirements that it always breaks where it applies; empty if and only if it is benign. */
  readonly breaks: readonly RequirementId[];
  /** Requirements that it breaks as well for some answers. */
  readonly mayBreak?: readonly RequirementId[];
  /** Who was seen doing it: an URL, or `assumed`. */
  readonly seen: string;
  /**
   * What seven client paths were measured to make of it, in the order openai-node, openai-node.stream, ai-sdk-openai,
   * ai-sdk-openai-compatible, langchain-openai, openai-python, openai-python.stream: `T` throws, `H` hangs until the socket
   * closes, `≠` silently returns a wrong result, `·` as without the fault, a blank where the path does not apply.
   */
  readonly clients?: string;
  readonly parameters?: readonly FaultParameter[];
  /** Bends the request; an error plan refuses it. */
  readonly policy?: (request: FaultRequest, context: FaultContext) => FaultRequest | ErrorPlan;
  /** Changes the content, including errors. */
  readonly plan?: (plan: Plan, context: FaultContext) => Plan;
  /** Bends how it is sent. */
  readonly wire?: WireTransform;
}

/** What a fault does to an exchange. */
export interface WireTransform {
  (exchange: Exchange, context: FaultContext): Exchange;
  /**
   * The same for a stream that isn't known as a whole yet, if it can be done frame by frame.
   *
   * @param exchange its head
   * @returns nothing where the fault leaves the frames alone
   */
  readonly steps?: ((exchange: Exchange, context: FaultContext) => FrameSteps | undefined) | undefined;
}

/** Bends the frames of one stream while it passes. */
export interface FrameSteps {
  /** What is sent for the next frame. */
  next(frame: Frame): readonly Frame[];
  /** What is sent when the stream ends. */
  end?(): readonly Frame[];
  /** Nothing more is sent, whatever follows. */
  readonly over?: boolean;
  /** How the connection ends, if not as the exchange says. */
  readonly ending?: ExchangeEnd | undefined;
}
