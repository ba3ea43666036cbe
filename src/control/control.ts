import { didYouMean } from '../contract/did-you-mean.ts';
import { StarmockError } from '../contract/errors.ts';
import { isJsonObject } from '../contract/requirements.ts';
import type { JournalEntry } from '../journal.ts';
import type { MockSession } from '../mock-session.ts';
import type { FaultStep } from '../faults/fault-spec.ts';
import { maskKey } from '../mock/http-error.ts';
import type { HandledRequest } from '../mock/record.ts';
import type { ServiceRequest } from '../mock/service-request.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { Clock } from '../transports/clock.ts';
import { awaitEntries } from './await-requests.ts';
import { controlExchange, problem, type ControlAnswer, type MetricsText } from './control-answer.ts';
import { readList } from './control-body.ts';
import { refusal } from './control-guard.ts';
import { CONTROL_BASE } from './control-path.ts';
import { isAskedFor, readQuery, readSession } from './control-query.ts';

/** The mock that is controlled. */
export interface ControlTarget {
  /** @param session default: the whole mock */
  readonly view: (session?: string) => MockSession;
  /** Calls back after each new entry of the journal. @returns ends that */
  readonly onAdd: (listener: () => void) => () => void;
  readonly clock: Clock;
  /** Whether anything but the metrics can be asked for. */
  readonly control: boolean;
  /** That requests must show. */
  readonly token?: string;
  /** Absent where they are off. */
  readonly metrics?: () => Promise<MetricsText>;
}

type Answer = ControlAnswer | Promise<ControlAnswer>;
type Action = (target: ControlTarget, request: ServiceRequest) => Answer;

const EMPTY: ControlAnswer = { status: 204 };

const isAnswer = (value: object): value is ControlAnswer => 'status' in value;

/** A session may be an API key left in a test. */
const shownSession = (session: string): string => (/^sk-\S{20,}$/.test(session) ? maskKey(session) : session);

const shownEntry = (entry: JournalEntry): object => ({ ...entry, session: shownSession(entry.session) });

async function listRequests({ view, onAdd, clock }: ControlTarget, request: ServiceRequest): Promise<ControlAnswer> {
  const query = readQuery(request);
  if (isAnswer(query)) return query;
  const { session, wait, timeout } = query;
  const look = (): JournalEntry[] => view(session).requests.filter((entry) => isAskedFor(entry, query));
  const found = await awaitEntries({ look, onAdd }, wait, timeout, clock);
  const requests = found.map(shownEntry);
  if (found.length >= wait) return { status: 200, body: { requests } };
  const message = `Received ${found.length} of ${wait} requests within ${timeout} ms; raise "timeout", or check the filters`;
  return problem(408, 'timeout', message, { requests });
}

/** Runs an action in the session that the request is about. */
const inSession =
  (action: (session: MockSession, request: ServiceRequest) => Answer): Action =>
  ({ view }, request) => {
    const scope = readSession(request);
    return isAnswer(scope) ? scope : action(view(scope.session), request);
  };

/** A path would be read from the disk of the mock. */
const isScenario = (item: unknown): item is Scenario => isJsonObject(item);
const isStep = (item: unknown): item is FaultStep => typeof item === 'string';

async function addScenarios(session: MockSession, request: ServiceRequest): Promise<ControlAnswer> {
  const scenarios = readList(request, 'scenarios', isScenario, '{ "match": { "user": "ping" }, "reply": "pong" }');
  if (isAnswer(scenarios)) return scenarios;
  return { status: 201, body: { scenarios: await session.use(...scenarios) } };
}

async function injectFaults(session: MockSession, request: ServiceRequest): Promise<ControlAnswer> {
  const steps = readList(request, 'steps', isStep, '"429", "sse.stall", "ok"');
  if (isAnswer(steps)) return steps;
  await session.injectNext(...steps);
  return { status: 201, body: { steps } };
}

async function showMetrics({ metrics }: ControlTarget): Promise<ControlAnswer> {
  if (metrics) return { status: 200, text: await metrics() };
  return problem(404, 'control_off', 'Metrics are off: start the server with --metrics or --control');
}

/** The one route that other machines may ask, as those that collect metrics do. */
const METRICS = 'metrics';

const ROUTES: Readonly<Record<string, Readonly<Record<string, Action>>>> = {
  requests: { GET: listRequests },
  scenarios: {
    POST: inSession(addScenarios),
    DELETE: inSession((session) => {
      session.removeScenarios();
      return EMPTY;
    }),
  },
  reset: {
    POST: inSession((session) => {
      session.reset();
      return EMPTY;
    }),
  },
  faults: { POST: inSession(injectFaults) },
  verdict: { GET: inSession((session) => ({ status: 200, body: session.verdict() })) },
  [METRICS]: { GET: showMetrics },
};

const OFF = problem(
  404,
  'control_off',
  'The control API is off: start the server with --control, or create the mock with { control: true }',
);

/** The errors of the mock as those of the control API. */
function caught(error: unknown): ControlAnswer {
  if (error instanceof StarmockError && error.code === 'BAD_SCENARIO')
    return problem(400, 'invalid_scenarios', error.message);
  if (error instanceof StarmockError && error.code === 'BAD_OPTION')
    return problem(400, 'invalid_fault', error.message);
  throw error;
}

async function answer(target: ControlTarget, request: ServiceRequest): Promise<ControlAnswer> {
  const { method, path } = request;
  const name = path.slice(CONTROL_BASE.length);
  if (!target.control && name !== METRICS) return OFF;
  const refused = name === METRICS && target.token === undefined ? undefined : refusal(request, target.token);
  if (refused) return refused;
  const route = Object.hasOwn(ROUTES, name) ? ROUTES[name] : undefined;
  if (!route) return problem(404, 'not_found', `Unknown path "${path}".${didYouMean(name, Object.keys(ROUTES))}`);
  const action = Object.hasOwn(route, method) ? route[method] : undefined;
  const allow = Object.keys(route).join(', ');
  if (!action) return problem(405, 'method_not_allowed', `${path} takes ${allow}`, {}, [['allow', allow]]);
  try {
    return await action(target, request);
  } catch (error) {
    return caught(error);
  }
}

/**
 * The control API over a mock: what tests in any language ask of it, and tell it. `spec/control.yaml` describes it.
 *
 * @example await createControl(target)({ method: 'GET', path: '/_starmock/verdict', header: () => undefined })
 */
export function createControl(target: ControlTarget): (request: ServiceRequest) => Promise<HandledRequest> {
  return async (request) => {
    const { method, path } = request;
    const exchange = controlExchange(await answer(target, request));
    return { exchange, record: { requestId: '', session: '', method, path, status: exchange.status, kind: 'other' } };
  };
}
