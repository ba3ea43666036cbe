import type { Contract } from '../contract-data.ts';
import type { StreamGrammar } from '../grammar/data.ts';

/**
 * One operation of the API as the contract states it. Routing, validators, msw, the judges of verify, and recordings read it;
 * how its bodies are written is the codec's business, which verify must not know.
 */
export interface Endpoint {
  /** Short and unique: `chat`. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below the base URL, a parameter in braces: `/models/{model}`. A parameter at the end may hold slashes. */
  readonly path: string;
  /** Schema of the request's body, by its name in `components.schemas`; absent where there is no body. */
  readonly request?: string;
  /** Schema of a plain answer. */
  readonly response?: string;
  /** Schema of one event of a streamed answer. */
  readonly event?: string;
  /** The automaton of its stream; without one, events are judged one by one by their schema. */
  readonly grammar?: (contract: Contract) => StreamGrammar;
  /** A member of the body that no other endpoint asks for: it tells whose request a recording without URL holds. */
  readonly member?: string;
  /**
   * The contract that has its schemas and its grammar, read when the endpoint is first used; absent: that of chat completions.
   *
   * @param contract that of chat completions, under the same profile
   */
  readonly describedBy?: (contract: Contract) => Promise<Contract>;
}

/** An endpoint whose answers can be streamed. */
export interface StreamingEndpoint extends Endpoint {
  readonly request: string;
  readonly response: string;
  readonly event: string;
  readonly member: string;
}
