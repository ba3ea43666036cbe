import type { Contract } from '../contract/contract.ts';
import type { Endpoint } from '../contract/endpoints/endpoint.ts';
import { withOwnSchemas } from '../contract/endpoints/own-schemas.ts';
import type { Finding } from '../contract/finding.ts';
import { loadProfile } from '../contract/profile.ts';
import { loadValidators } from '../contract/schema/validators.ts';
import { openTokenizer } from '../contract/tokens/load-tokenizer.ts';
import { rememberCounts } from '../contract/tokens/token-memo.ts';
import type { CodecContext, DirectAnswer, DirectCall, PlanCodec, ValidRequest } from '../endpoints/codec.ts';
import { createEndpointState, type EndpointState } from '../endpoints/endpoint-state.ts';
import type { ServedEndpoint } from '../endpoints/served-endpoint.ts';
import type { ErrorPlan, PlanEvent } from '../engine/plan.ts';
import type { Exchange } from '../wire/exchange.ts';
import { accountFor, type Account } from './account.ts';
import type { AnswerDecision } from './decision.ts';
import { addLogprobs } from './add-logprobs.ts';
import type { ParsedRequest } from './parsed-request.ts';
import type { Platform } from './platform.ts';
import {
  countRequest,
  generateAnswer,
  prepareAnswer,
  validateRequest,
  type AnswerContext,
  type CountedRequest,
} from './prepare-answer.ts';
import type { Prepared, PreparedAnswer, PreparedError } from './prepared.ts';
import { selfCheck } from './self-check.ts';

/** What answers the requests of an endpoint that the engine answers. */
export interface PlanRuntime {
  readonly kind: 'plan';
  readonly endpoint: Endpoint;
  readonly codec: PlanCodec;
  readonly state: EndpointState;
  validate(parsed: ParsedRequest): ValidRequest | PreparedError;
  count(valid: ValidRequest, parsed: ParsedRequest): CountedRequest | PreparedError;
  generate(counted: CountedRequest, decision?: AnswerDecision): PreparedAnswer | Promise<PreparedAnswer>;
  /** All three, where neither a scenario nor a fault is between them. */
  prepare(parsed: ParsedRequest): Prepared | Promise<Prepared>;
  /** What words that somebody else has chosen come to, in answer to a request whose own plan is known. */
  account(prepared: PreparedAnswer, events: readonly PlanEvent[]): Account;
  /** An event of such words with the log probabilities that the request asks for. */
  addLogprobs(prepared: PreparedAnswer, event: PlanEvent): PlanEvent;
  /** What is wrong with an answer of ours, by the contract. */
  selfCheck(exchange: Exchange, prepared: PreparedAnswer): Finding[];
}

/** What answers the requests of an endpoint that the engine has no part in. */
export interface DirectRuntime {
  readonly kind: 'direct';
  readonly endpoint: Endpoint;
  respond(call: DirectCall): DirectAnswer | ErrorPlan;
}

export type EndpointRuntime = PlanRuntime | DirectRuntime;

/** The heavy half of the mock: everything that a server does not need before its first request. */
export interface Runtime {
  readonly contract: Contract;
  /** Loads what an endpoint needs. */
  open(served: ServedEndpoint): Promise<EndpointRuntime>;
  /** Forgets what calls have left for later ones. */
  reset(): void;
}

/** How a runtime is loaded. */
export interface RuntimeOptions {
  /** `starmagic`, `openai`, or the path of an Overlay document. */
  readonly profile: string;
  readonly seed: string;
  /** Where to fetch the token table from; default: it lies beside the code. */
  readonly vocabulary?: string | URL;
  /** Default: nothing is lent. */
  readonly platform?: Platform;
}

const COUNTED_BYTES = 16 * 1024 * 1024;
const MAX_KEPT = 1000;

function planRuntime(endpoint: Endpoint, answer: AnswerContext): PlanRuntime {
  const { codec, context } = answer;
  return {
    kind: 'plan',
    endpoint,
    codec,
    state: context.state,
    validate: (parsed) => validateRequest(parsed, answer),
    count: (valid, parsed) => countRequest(valid, parsed, answer),
    generate: (counted, decision) => generateAnswer(counted, answer, decision),
    prepare: (parsed) => prepareAnswer(parsed, answer),
    account: (prepared, events) => accountFor(prepared, events, context.tokenizer),
    addLogprobs: (prepared, event) => addLogprobs(prepared, event, context.tokenizer),
    selfCheck: (exchange, prepared) => selfCheck(exchange, prepared, { endpoint, codec, ...context }),
  };
}

/**
 * Loads the runtime of a profile. Import this module lazily.
 *
 * @throws StarmockError BAD_PROFILE, BAD_VOCABULARY
 */
export async function loadRuntime({ profile, seed, vocabulary, platform = {} }: RuntimeOptions): Promise<Runtime> {
  const contract = await loadProfile(profile);
  // A conversation is sent again with every turn, so most of its messages have been counted before.
  const tokenizer = rememberCounts(await openTokenizer(vocabulary), COUNTED_BYTES);
  const state = createEndpointState(MAX_KEPT);
  return {
    contract,
    open: async ({ endpoint, codec: load }) => {
      const own = await withOwnSchemas(contract, [endpoint]);
      const codec = await load();
      const context: CodecContext = { contract: own, validators: await loadValidators(own), tokenizer, state };
      if (codec.kind === 'plan') return planRuntime(endpoint, { codec, context, seed, platform });
      return { kind: 'direct', endpoint, respond: (call) => codec.respond(call, context) };
    },
    reset: () => state.clear(),
  };
}
