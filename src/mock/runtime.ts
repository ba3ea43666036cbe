import type { Contract } from '../contract/contract.ts';
import type { Endpoint } from '../contract/endpoints/endpoint.ts';
import type { Finding } from '../contract/finding.ts';
import { loadProfile } from '../contract/profile.ts';
import { loadValidators } from '../contract/schema/validators.ts';
import { createTokenizers } from '../contract/tokens/tokenizers.ts';
import type {
  CodecContext,
  DirectAnswer,
  DirectCall,
  DirectCodec,
  PlanCodec,
  ValidRequest,
} from '../endpoints/codec.ts';
import { createEndpointState, type EndpointState } from '../endpoints/endpoint-state.ts';
import type { ServedEndpoint } from '../endpoints/served-endpoint.ts';
import type { ErrorPlan, PlanEvent } from '../engine/plan.ts';
import type { Exchange } from '../wire/exchange.ts';
import { accountFor, type Account } from './account.ts';
import type { AnswerDecision } from './decision.ts';
import type { AnswerExplanation } from './answer-explanation.ts';
import { explainAnswer } from './explain-answer.ts';
import { addLogprobs } from './add-logprobs.ts';
import { openModels, type ModelOptions } from './open-models.ts';
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
  validate(parsed: ParsedRequest): ValidRequest | PreparedError | Promise<ValidRequest | PreparedError>;
  count(
    valid: ValidRequest,
    parsed: ParsedRequest,
  ): CountedRequest | PreparedError | Promise<CountedRequest | PreparedError>;
  generate(counted: CountedRequest, decision?: AnswerDecision): PreparedAnswer | Promise<PreparedAnswer>;
  /** All three, where neither a scenario nor a fault is between them. */
  prepare(parsed: ParsedRequest): Prepared | Promise<Prepared>;
  /** Usage and cost of given content, for a request whose own plan is known. */
  account(prepared: PreparedAnswer, events: readonly PlanEvent[]): Account;
  /** An event of such words with the log probabilities that the request asks for. */
  addLogprobs(prepared: PreparedAnswer, event: PlanEvent): PlanEvent;
  /** What is wrong with an answer of ours, by the contract. */
  selfCheck(exchange: Exchange, prepared: PreparedAnswer): Finding[];
  /** Why the engine answers so. */
  explain(prepared: PreparedAnswer): AnswerExplanation;
}

/** What answers the requests of an endpoint that the engine has no part in. */
export interface DirectRuntime {
  readonly kind: 'direct';
  readonly endpoint: Endpoint;
  respond(call: DirectCall, session: string): DirectAnswer | ErrorPlan | Promise<DirectAnswer | ErrorPlan>;
  /** What is wrong with an answer of ours, by the contract. */
  selfCheck(answer: DirectAnswer): Finding[];
}

export type EndpointRuntime = PlanRuntime | DirectRuntime;

/** The heavy half of the mock: everything that a server does not need before its first request. */
export interface Runtime {
  readonly contract: Contract;
  /** Loads what an endpoint needs. */
  open(served: ServedEndpoint): Promise<EndpointRuntime>;
  /** Forgets what calls have left for later ones. */
  /** @param session default: every one */
  reset(session?: string): void;
}

/** How a runtime is loaded. */
export interface RuntimeOptions {
  /** `starmagic`, `openai`, or the path of an Overlay document. */
  readonly profile: string;
  readonly seed: string;
  /** Where to fetch the token table from; default: it lies beside the code. */
  readonly vocabulary?: string | URL;
  readonly models?: ModelOptions;
  /** Default: nothing is lent. */
  readonly platform?: Platform;
}

function planRuntime(endpoint: Endpoint, answer: AnswerContext): PlanRuntime {
  const { codec, context, state } = answer;
  return {
    kind: 'plan',
    endpoint,
    codec,
    state,
    validate: (parsed) => validateRequest(parsed, answer),
    count: (valid, parsed) => countRequest(valid, parsed, answer),
    generate: (counted, decision) => generateAnswer(counted, answer, decision),
    prepare: (parsed) => prepareAnswer(parsed, answer),
    account: (prepared, events) => accountFor(prepared, events, prepared.tokenizer, codec.completion),
    addLogprobs: (prepared, event) => addLogprobs(prepared, event, prepared.tokenizer),
    selfCheck: (exchange, prepared) =>
      selfCheck(exchange, prepared, { endpoint, codec, ...context, tokenizer: prepared.tokenizer }),
    explain: ({ request, plan }) => explainAnswer(request, plan),
  };
}

function directRuntime(
  endpoint: Endpoint,
  codec: DirectCodec,
  context: Omit<CodecContext, 'state'>,
  state: EndpointState,
): DirectRuntime {
  const { response } = endpoint;
  return {
    kind: 'direct',
    endpoint,
    respond: (call, session) => codec.respond(call, { ...context, state: state.of(session) }),
    selfCheck: ({ body }) => (response === undefined ? [] : context.validators.response(response, body)),
  };
}

/**
 * Loads the runtime of a profile. Import this module lazily.
 *
 * @throws StarmockError BAD_PROFILE, BAD_VOCABULARY, BAD_OPTION
 */
export async function loadRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { profile, seed, vocabulary, platform = {} } = options;
  const contract = await loadProfile(profile);
  const models = await openModels(contract, options.models);
  const tokenizers = createTokenizers(vocabulary);
  // The table that nearly every model needs; what is wrong with it must show now.
  await tokenizers.of({});
  const state = createEndpointState();
  return {
    contract,
    open: async ({ endpoint, codec: load }) => {
      const own = (await endpoint.describedBy?.(contract)) ?? contract;
      const codec = await load();
      const context = { contract: own, validators: await loadValidators(own), models, tokenizers, seed };
      if (codec.kind === 'plan') return planRuntime(endpoint, { codec, context, state, seed, platform });
      return directRuntime(endpoint, codec, context, state);
    },
    reset: (session) => state.clear(session),
  };
}
