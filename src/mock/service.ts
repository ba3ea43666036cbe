import { joinInjections } from '../faults/injection.ts';
import type { Exchange } from '../wire/exchange.ts';
import { answerEncoder } from './answer-exchange.ts';
import { methodNotAllowed, modelNotListed, serverError, unknownPath } from './api-error.ts';
import { authenticate } from './authenticate.ts';
import { preflightHeaders } from './cors.ts';
import type { Identities } from './identities.ts';
import type { FaultStage } from './fault-stage.ts';
import { createMemo, hashBytes } from './memo.ts';
import { modelList, modelObject } from './model-objects.ts';
import type { Prepared, PreparedAnswer } from './prepared.ts';
import { readBodyText } from './read-json.ts';
import type { Handled } from './record.ts';
import { createResponder, type Known } from './responder.ts';
import { HEALTH, matchRoute } from './route.ts';
import { liveHandled } from './live/handled.ts';
import type { LiveReply, LiveTools } from './live/reply.ts';
import type { ScenarioHost } from './scenario-host.ts';
import type { Decide } from './scripted.ts';
import { setupError } from './scripted-error.ts';
import type { ServiceRequest } from './service-request.ts';
import { sessionOf } from './session.ts';
import { bentTurn, recordBase, withoutFaults, type Turn } from './turn.ts';
import type { Works } from './works.ts';

/** How the service answers. */
export interface ServiceOptions {
  readonly seed: string;
  /** Factor on every wait: 0 answers at once, 1 at the pace of the real models, 0.5 twice as fast. */
  readonly pace: number;
  /** Keys that are accepted; empty: any key is. */
  readonly apiKeys: ReadonlySet<string>;
  /** Checks every answer against the contract before it leaves. */
  readonly selfCheck: boolean;
  /** Bytes. */
  readonly maxBody: number;
  readonly cors: boolean;
  readonly identities: Identities;
  readonly openWorks: () => Promise<Works>;
  /** Told of an exception inside the mock, which is a bug of ours; the client gets the API's 500. */
  readonly onInternalError: (error: unknown) => void;
  /** Scenarios, where there are any: they are asked before the engine. */
  readonly scenarios?: () => ScenarioHost | undefined;
  /** The reply in somebody's hands that a scenario stands for, if it does. */
  readonly controlled?: (scenario: string) => LiveReply | undefined;
  /** Says which requests meet faults. */
  readonly faults: FaultStage;
}

/** The mock without any transport: a request in, an exchange out. */
export interface Service {
  readonly maxBody: number;
  handle(request: ServiceRequest): Handled | Promise<Handled>;
  /** Loads the works, which the first request would otherwise do. */
  open(): Promise<void>;
}

const MEMO_CHARACTERS = 8_000_000;

/**
 * Puts the pipeline together: authenticate, route, read, prepare, encode. Everything it does to the world is in its
 * options; sockets and timers belong to the transports.
 */
export function createService(options: ServiceOptions): Service {
  const memo = createMemo<Known>(MEMO_CHARACTERS);
  let works: Works | undefined;
  let opening: Promise<Works> | undefined;
  const responder = createResponder({
    pace: options.pace,
    cors: options.cors,
    identities: options.identities,
    check: () => (options.selfCheck ? works?.selfCheck : undefined),
  });
  const { refuse, json, encodable, reply, usual } = responder;

  async function open(): Promise<Works> {
    opening ??= options.openWorks();
    works = await opening;
    return works;
  }

  function remember(request: Turn, text: string, hash: number, prepared: Prepared): Known {
    const known = encodable(request, prepared);
    // What faults do depends on the call.
    if (request.injection) return known;
    const events = prepared.kind === 'answer' ? prepared.plan.events.length : 0;
    memo.set(text, hash, known, 500 + events * 400);
    return known;
  }

  function decideFor(request: Turn): Decide | undefined {
    const host = options.scenarios?.();
    if (!host) return undefined;
    const context = { session: sessionOf(request), header: (name: string) => request.header(name) };
    return (body) => host.decide(body, context);
  }

  /** What scenarios answer depends on the call, so nothing of it is remembered. */
  async function scripted(request: Turn, opened: Works, text: string, decide: Decide): Promise<Handled> {
    const prepared = await opened.prepare(text, options.seed, decide);
    if (prepared.kind === 'error') return reply(request, text, encodable(request, prepared));
    const live = prepared.scenario === undefined ? undefined : options.controlled?.(prepared.scenario);
    // What a test says by hand is bent by nobody else.
    if (live) return controlled(withoutFaults(request), text, opened, prepared, live);
    const fault = prepared.decision?.fault;
    if (fault !== undefined) return scriptedFault(request, text, opened, prepared, fault);
    return reply(request, text, encodable(request, prepared));
  }

  /** The head of a stream is sent at once; a plain answer waits until all of it is known. */
  async function controlled(
    request: Turn,
    text: string,
    opened: Works,
    prepared: PreparedAnswer,
    live: LiveReply,
  ): Promise<Handled> {
    const { request: asked, stream, scenario } = prepared;
    const about = { model: asked.model, request: asked, ...(scenario === undefined ? {} : { scenario }) };
    if (live.choices > (asked.n ?? 1)) {
      const message = `A controlled reply has ${live.choices} choices, but the request asks for ${asked.n ?? 1}.`;
      return refuse(request, setupError(message, 'scenario_misfit'), about);
    }
    const tools: LiveTools = {
      account: (events) => opened.account(prepared, events),
      dress: (event) => opened.dress(prepared, event),
    };
    if (stream) {
      const identity = options.identities.next(text);
      const { headers } = answerEncoder(prepared, { pace: options.pace, usual })(identity);
      const check = options.selfCheck ? opened.selfCheck : undefined;
      return liveHandled(live, { base: recordBase(request), prepared, stream, identity, headers, tools, check });
    }
    const outcome = await live.whole(prepared, tools);
    switch (outcome.kind) {
      case 'answer':
        return reply(request, text, encodable(request, outcome.prepared));
      case 'error':
        return refuse(request, outcome.plan, about);
      case 'broken': {
        const { exchange, record } = reply(request, text, encodable(request, prepared));
        // Nothing was said, so nothing is counted.
        const { usage: _, cost: __, ...facts } = record;
        const broken: Exchange = { ...exchange, frames: [], end: 'hang', live: outcome.live };
        return { exchange: broken, record: facts, request: asked };
      }
    }
  }

  function chat(request: Turn): Handled | Promise<Handled> {
    const body = readBodyText(request, options.maxBody);
    if ('fault' in body) return refuse(request, body.fault);
    const { text } = body;
    // Whether there are scenarios is known only once the works are open.
    if (!works) return open().then(() => chat(request));
    const decide = decideFor(request);
    if (decide) return scripted(request, works, text, decide);
    const hash = hashBytes(body.bytes);
    const known = request.injection ? undefined : memo.get(text, hash);
    if (known) return reply(request, text, known);
    const finish = (prepared: Prepared): Handled => reply(request, text, remember(request, text, hash, prepared));
    const prepared = works.prepare(text, options.seed);
    return prepared instanceof Promise ? prepared.then(finish) : finish(prepared);
  }

  async function models(request: Turn, id: string | undefined): Promise<Handled> {
    const { contract } = works ?? (await open());
    if (id === undefined) return json(request, modelList(contract.models));
    const model = modelObject(contract.models, id);
    return model ? json(request, model) : refuse(request, modelNotListed(id));
  }

  function dispatch(request: Turn): Handled | Promise<Handled> {
    const route = matchRoute(request.method, request.path);
    if (route.name === 'health') return json(request, { status: 'ok' });
    if (route.name === 'preflight' && options.cors) return responder.empty(request, 204, preflightHeaders());
    const denied = request.trusted
      ? undefined
      : authenticate(request.header('authorization'), options.apiKeys, request.method);
    if (denied) return refuse(request, denied);
    switch (route.name) {
      case 'chat':
        return chat(request);
      case 'models':
        return models(request, undefined);
      case 'model':
        return models(request, route.id);
      case 'preflight':
        return refuse(request, methodNotAllowed(request.method, request.path, ['GET', 'HEAD', 'POST']));
      case 'method':
        return refuse(request, methodNotAllowed(request.method, request.path, route.allow));
      case 'unknown':
        return refuse(request, unknownPath(request.method, request.path));
    }
  }

  /** Lets a request meet its faults, and then goes on as ever. */
  async function suffer(request: ServiceRequest): Promise<Handled> {
    const injection = await options.faults.meet(request);
    if (!injection) return dispatch(request);
    if ('kind' in injection) return refuse(request, injection);
    const seen = injection.policy();
    return 'kind' in seen ? refuse({ ...request, injection }, seen) : dispatch(bentTurn(request, injection, seen));
  }

  /** The answer of a scenario that names a fault: the request meets it late, when its scenario is found. */
  async function scriptedFault(
    request: Turn,
    text: string,
    opened: Works,
    prepared: PreparedAnswer,
    fault: string,
  ): Promise<Handled> {
    const added = await options.faults.add(fault, request);
    const turn = { ...request, injection: request.injection ? joinInjections(request.injection, added) : added };
    const seen = added.policy();
    if ('kind' in seen) return refuse(turn, seen, { model: prepared.request.model, request: prepared.request });
    if (seen.body === added.request.body) return reply(turn, text, encodable(turn, prepared));
    const { decision } = prepared;
    const again = await opened.prepare(JSON.stringify(seen.body), options.seed, () => decision);
    return reply(turn, text, encodable(turn, again));
  }

  /** A bug of ours must not look like one of the client's, nor take the server down. */
  function bug(request: Turn, error: unknown): Handled {
    options.onInternalError(error);
    return refuse(request, serverError());
  }

  return {
    maxBody: options.maxBody,
    open: async () => {
      await open();
    },
    handle: (request) => {
      try {
        const handled = options.faults.idle || request.path === HEALTH ? dispatch(request) : suffer(request);
        return handled instanceof Promise ? handled.catch((error: unknown) => bug(request, error)) : handled;
      } catch (error) {
        return bug(request, error);
      }
    },
  };
}
