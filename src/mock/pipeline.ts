import { isJsonObject } from '../contract/requirements.ts';
import type { DirectAnswer } from '../endpoints/codec.ts';
import type { ServedEndpoint } from '../endpoints/served-endpoint.ts';
import type { ErrorPlan } from '../engine/plan.ts';
import { admit } from './admit.ts';
import { andThen } from './and-then.ts';
import { createEngineStage, type AnswerStage } from './answer-stage.ts';
import { applyRequestFaults } from './apply-faults.ts';
import { authenticate, authenticateByHeader, keyHeaders } from './authenticate.ts';
import { preflightHeaders } from './cors.ts';
import type { FaultStage } from './fault-stage.ts';
import { methodNotAllowed, serverError, unknownHost, unknownPath, upgradeRequired } from './http-error.ts';
import type { Identities } from './identities.ts';
import type { LiveReply } from './live/reply.ts';
import { decodeBody, isParsed, NO_BODY, parseRequest, type DecodedBody } from './parsed-request.ts';
import type { HandledRequest } from './record.ts';
import type { Recordings } from './recorded-reply.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { faultRequest, type RequestContext } from './request-context.ts';
import { createReplayStage, type ReplayStage } from './replay-stage.ts';
import { createResponder, type Responder } from './respond.ts';
import { about } from './about.ts';
import { ABOUT, createRouter, HEALTH, methodsOf, type EndpointRoute, type Route, type Router } from './route.ts';
import type { EndpointRuntime, PlanRuntime, Runtime } from './runtime.ts';
import { createRuntimeLoader, type RuntimeLoader } from './runtime-loader.ts';
import type { ScenarioRegistry } from './scenario-registry.ts';
import { createScenarioStage } from './scenario-stage.ts';
import { sessionOf } from './session.ts';
import type { ServiceRequest } from './service-request.ts';

/** How a service answers. */
export interface PipelineOptions {
  /** What is served; the first is loaded along with the runtime. */
  readonly endpoints: readonly ServedEndpoint[];
  /** Factor on every wait: 0 answers at once, 1 at the pace of the real models, 0.5 twice as fast. */
  readonly pace: number;
  /** Keys that are accepted; empty: any key is. */
  readonly apiKeys: ReadonlySet<string>;
  /** Whether a request needs a key. */
  readonly auth: boolean;
  /** Checks every answer against the contract before it leaves. */
  readonly selfCheck: boolean;
  /** Bytes. */
  readonly maxBody: number;
  readonly cors: boolean;
  readonly identities: Identities;
  /** Counts what each key uses, where that is limited. */
  readonly limiter?: RateLimiter | undefined;
  readonly loadRuntime: () => Promise<Runtime>;
  /** Told of an exception inside the mock, which is a bug of ours; the client gets the API's 500. */
  readonly onInternalError: (error: unknown) => void;
  /** Scenarios, where there are any: they are asked before the engine. */
  readonly scenarios?: () => ScenarioRegistry | undefined;
  /** The controlled reply of a scenario, if it has one. */
  readonly controlled?: (scenario: string) => LiveReply | undefined;
  /** What was recorded, where that is to be replayed: it answers all that no scenario matches. */
  readonly recordings?: Recordings | undefined;
  /** Says which requests meet faults. */
  readonly faults: FaultStage;
}

/** The mock without any transport: a request in, an exchange out. */
export interface Service {
  readonly maxBody: number;
  handle(request: ServiceRequest): HandledRequest | Promise<HandledRequest>;
  /** Loads the runtime, which the first request would otherwise do. */
  open(): Promise<void>;
  /** Forgets what calls have left for later ones. @param session default: every one */
  reset(session?: string): void;
}

/** The stages of one service. */
interface Stages {
  readonly options: PipelineOptions;
  readonly loader: RuntimeLoader;
  readonly router: Router;
  /** That some endpoint takes. */
  readonly methods: readonly string[];
  readonly responder: Responder;
  readonly engine: AnswerStage;
  readonly scenario: AnswerStage;
  readonly replay: ReplayStage | undefined;
}

type Handling = HandledRequest | Promise<HandledRequest>;

function stagesOf(options: PipelineOptions): Stages {
  const responder = createResponder(options);
  const { endpoints } = options;
  const { pace, identities, selfCheck, faults, recordings, cors, controlled = () => undefined } = options;
  const replay = recordings && createReplayStage({ recordings, responder, pace, cors });
  return {
    options,
    loader: createRuntimeLoader(options.loadRuntime),
    router: createRouter(endpoints),
    methods: methodsOf(endpoints),
    responder,
    engine: createEngineStage(responder),
    scenario: createScenarioStage({
      decide: (request, model, context) => options.scenarios?.()?.decide(request, model, context),
      responder,
      pace,
      identities,
      selfCheck,
      faults,
      controlled,
      replay,
    }),
    replay,
  };
}

/** The model that a body names, for the record of an error. */
function askedModel(value: unknown): { readonly model?: string } {
  const model = isJsonObject(value) ? value['model'] : undefined;
  return typeof model === 'string' ? { model } : {};
}

/** An endpoint whose runtime is there. */
function answer(
  { responder, options, engine, scenario, replay }: Stages,
  context: RequestContext,
  runtime: EndpointRuntime,
  params: EndpointRoute['params'],
  body: DecodedBody,
): Handling {
  if (runtime.kind === 'plan') return (options.scenarios?.() ? scenario : engine)(context, runtime, body);
  if (replay) return replay(context);
  const session = sessionOf(context);
  const parsed = parseRequest(runtime.endpoint, session, body);
  if (!isParsed(parsed)) return responder.refuse(context, parsed);
  const told = (direct: DirectAnswer | ErrorPlan): HandledRequest =>
    direct.kind === 'error'
      ? responder.refuse(context, direct, askedModel(parsed.value))
      : responder.json(context, direct, options.selfCheck ? runtime.selfCheck(direct) : undefined);
  return andThen(runtime.respond({ params, query: context.query ?? '', value: parsed.value }, session), told);
}

function serve(stages: Stages, context: RequestContext, { served, params }: EndpointRoute): Handling {
  const { options, responder, loader } = stages;
  const body = served.endpoint.request === undefined ? NO_BODY : admit(context, options.maxBody);
  if ('kind' in body) return responder.refuse(context, body);
  const runtime = loader.ready(served);
  if (runtime) return answer(stages, context, runtime, params, body);
  return loader.open(served).then((opened) => answer(stages, context, opened, params, body));
}

/** Whether a request is let in. A key without `Authorization` is looked for where the contract allows one, which is read for it. */
function denial(
  { options, loader }: Stages,
  context: RequestContext,
): ErrorPlan | undefined | Promise<ErrorPlan | undefined> {
  const { method } = context;
  const { apiKeys, auth, recordings } = options;
  // Of recorded requests, the service has judged the key.
  if (!auth || context.trusted || recordings) return undefined;
  const authorization = context.header('authorization');
  if (authorization !== undefined) return authenticate(authorization, apiKeys, method);
  const header = (name: string): string | undefined => context.header(name);
  return loader.contract().then((contract) => authenticateByHeader(header, keyHeaders(contract), apiKeys, method));
}
/** A WebSocket is asked for by a GET, which no path that is posted to takes. */
const isUpgrade = ({ header }: RequestContext): boolean => header('upgrade')?.toLowerCase() === 'websocket';

/** Whether a fault leads the request elsewhere than the client sent it. */
const isLedAstray = ({ injection, path, method }: RequestContext): boolean =>
  injection !== undefined && (injection.request.path !== path || injection.request.method !== method);

/** What encodes the answers of an endpoint, for faults that change what was recorded. */
async function planRuntime({ loader }: Stages, route: Route): Promise<PlanRuntime | undefined> {
  if (route.kind !== 'endpoint') return undefined;
  const runtime = await loader.open(route.served);
  return runtime.kind === 'plan' ? runtime : undefined;
}

/** Whether a recording is looked for before anything else: scenarios look at valid requests of an engine, and come first there. */
function isReplayed({ options, replay }: Stages, context: RequestContext, route: Route): boolean {
  if (!replay || isLedAstray(context)) return false;
  const scripted = route.kind === 'endpoint' && route.served.endpoint.request !== undefined && options.scenarios?.();
  return !scripted;
}

function dispatch(stages: Stages, context: RequestContext): Handling {
  const { options, responder, router, methods, replay } = stages;
  const route = router(context.method, context.path);
  if (route.kind === 'health') return responder.json(context, { body: { status: 'ok' } });
  if (route.kind === 'about') return responder.json(context, { body: about(options.endpoints) });
  if (route.kind === 'preflight' && options.cors) return responder.empty(context, 204, preflightHeaders(methods));
  if (replay && isReplayed(stages, context, route)) return replay(context, () => planRuntime(stages, route));
  const told = (denied: ErrorPlan | undefined): Handling =>
    denied ? responder.refuse(context, denied) : follow(stages, context, route);
  return andThen(denial(stages, context), told);
}

/** Goes on with a request that has been let in. */
function follow(stages: Stages, context: RequestContext, route: Route): Handling {
  const { responder, methods } = stages;
  const { method, path } = context;
  switch (route.kind) {
    case 'endpoint':
      return serve(stages, context, route);
    case 'preflight':
      return responder.refuse(context, methodNotAllowed(method, path, methods));
    case 'method':
      if (isUpgrade(context)) return responder.refuse(context, upgradeRequired());
      return responder.refuse(context, methodNotAllowed(method, path, route.allow));
    case 'health':
    case 'about':
    case 'unknown':
      return responder.refuse(context, unknownPath(method, path));
  }
}

/** What is too large is not read, by whichever transport it came. */
function decoded({ body, tooLarge }: ServiceRequest, maxBody: number): DecodedBody | undefined {
  return body && !tooLarge && body.length <= maxBody ? decodeBody(body) : undefined;
}

/** Lets a request meet its faults, and then goes on as ever. */
async function handleWithFaults(stages: Stages, request: ServiceRequest): Promise<HandledRequest> {
  const { options, responder } = stages;
  const body = decoded(request, options.maxBody);
  const context: RequestContext = body ? { ...request, decoded: body } : request;
  const injection = await options.faults.meet(faultRequest(request, body?.json()?.value));
  if (!injection) return dispatch(stages, context);
  if ('kind' in injection) return responder.refuse(context, injection);
  const seen = injection.policy();
  return 'kind' in seen
    ? responder.refuse({ ...context, injection }, seen)
    : dispatch(stages, applyRequestFaults(context, injection, seen));
}

/**
 * Puts the stages together: faults on the request, route, authenticate, read, answer, faults on the plan, encode, faults on the
 * exchange. Everything it does to the world is in its options; sockets and timers belong to the transports.
 */
export function createPipeline(options: PipelineOptions): Service {
  const stages = stagesOf(options);
  const { faults, maxBody } = options;

  /** A bug of ours must not look like one of the client's, nor take the server down. */
  function bug(request: ServiceRequest, error: unknown): HandledRequest {
    options.onInternalError(error);
    return stages.responder.refuse(request, serverError());
  }

  return {
    maxBody,
    open: async () => {
      await Promise.all(options.endpoints.slice(0, 1).map((served) => stages.loader.open(served)));
    },
    reset: (session) => {
      stages.loader.reset(session);
      options.recordings?.reset(session);
      options.limiter?.reset(session);
    },
    handle: (request) => {
      try {
        if (request.stranger !== undefined) return stages.responder.refuse(request, unknownHost(request.stranger));
        const sound = faults.idle || HEALTH.has(request.path) || request.path === ABOUT;
        const handled = sound ? dispatch(stages, request) : handleWithFaults(stages, request);
        return handled instanceof Promise ? handled.catch((error: unknown) => bug(request, error)) : handled;
      } catch (error) {
        return bug(request, error);
      }
    },
  };
}
