import { didYouMean } from '../contract/did-you-mean.ts';
import { StarmockError } from '../contract/errors.ts';
import { controlExchange, problem, type ControlAnswer } from '../control/control-answer.ts';
import { readList } from '../control/control-body.ts';
import type { HandledRequest } from '../mock/record.ts';
import type { ServiceRequest } from '../mock/service-request.ts';
import type { Observation } from '../recordings/observation.ts';
import type { Clock } from '../transports/clock.ts';
import { STREAM_HEAD, type HeaderList } from '../wire/encode.ts';
import type { Exchange } from '../wire/exchange.ts';
import { eventFeed } from './event-feed.ts';
import type { ExchangeStore, Kept } from './exchange-store.ts';
import { redactorFor } from './hide-secrets.ts';
import { readExchange } from './read-answer.ts';
import { scenarioText } from './scenario-text.ts';
import { summarizeExchange, viewExchange } from './view-exchange.ts';
import { viewRefusal } from './view-guard.ts';
import { VIEW_BASE } from './view-path.ts';
import { readViewPage, type ViewPage } from './view-page.ts';
import type { Viewable } from './viewable.ts';
import type { ViewedSummary } from './viewed-exchange.ts';
import type { ViewTarget } from './viewer.ts';

export interface ViewOptions {
  readonly store: ExchangeStore<Viewable>;
  /** What is looked at, for the heading: `serve`, or the name of a recording. */
  readonly title: string;
  /** Distinguishes this run from others at the same address. */
  readonly run: string;
  readonly clock: Clock;
  /** That requests must show. */
  readonly token?: string | undefined;
  /** Absent where nothing is running that faults could be injected into. */
  readonly target?: () => ViewTarget | undefined;
}

/** Serves the page, and what it asks for. */
export interface ViewService {
  handle(request: ServiceRequest): Promise<HandledRequest>;
  /** Ends the event streams of open pages. */
  close(): void;
}

/** What a browser must not do with any of it. */
const SAFE: HeaderList = [
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
];

const text = (type: string, body: string, headers: HeaderList = []): ControlAnswer => ({
  status: 200,
  text: { type, body },
  headers: [...SAFE, ...headers],
});

const json = (body: object): ControlAnswer => ({ status: 200, body, headers: SAFE });

const isStep = (item: unknown): item is string => typeof item === 'string';

interface Tools extends ViewOptions {
  readonly row: (kept: Kept<Viewable>) => ViewedSummary;
  readonly page: () => Promise<ViewPage>;
  readonly feeds: Set<() => void>;
}

/** Reading an exchange for the list takes a while, and each page that is opened asks for all of them. */
function rows(): Tools['row'] {
  const known = new WeakMap<Kept<Viewable>, ViewedSummary>();
  return (kept) => {
    const row = known.get(kept) ?? summarizeExchange(kept.value.observation(), kept.value.facts());
    known.set(kept, row);
    return row;
  };
}

async function explained({ target }: Tools, observation: Observation, session = ''): Promise<ControlAnswer> {
  const open = target?.();
  const { endpoint, asked } = readExchange(observation);
  if (!open?.explain || !endpoint || !asked) return json({ explanations: [] });
  const { headers } = observation.request;
  const header = (name: string): string | undefined => headers.find(([key]) => key.toLowerCase() === name)?.[1];
  const explanations = await open.explain({
    endpoint: endpoint.id,
    body: asked,
    session,
    now: observation.startedAt,
    header,
  });
  const hide = redactorFor(observation).text;
  const shown = explanations.map(({ conditions, ...one }) => {
    return { ...one, conditions: conditions.map(({ received, ...rest }) => ({ ...rest, received: hide(received) })) };
  });
  return json({ explanations: shown });
}

/** One exchange, or what is made of it. */
async function oneExchange(tools: Tools, number: number, what: string): Promise<ControlAnswer> {
  const kept = tools.store.get(number);
  if (!kept) return problem(404, 'not_found', `Exchange ${number} is no longer kept: newer ones have taken its place`);
  const [observation, facts] = [kept.value.observation(), kept.value.facts()];
  switch (what) {
    case '':
      return json(viewExchange(observation, facts));
    case 'scenario':
      return text('text/yaml; charset=utf-8', await scenarioText(observation, facts));
    case 'explain':
      return explained(tools, observation, facts.session);
    default:
      return problem(404, 'not_found', `Unknown path "${what}".${didYouMean(what, ['scenario', 'explain'])}`);
  }
}

async function faultNames({ target }: Tools): Promise<ControlAnswer> {
  if (!target?.()) return json({ faults: [] });
  const { FAULTS } = await import('../faults/catalogue.ts');
  return json({ faults: FAULTS.map(({ name, title }) => ({ name, title })) });
}

/** Queues faults for the next requests, of one session if the parameter names it. */
async function injectFaults({ target }: Tools, request: ServiceRequest): Promise<ControlAnswer> {
  const open = target?.();
  if (!open) return problem(404, 'control_off', 'Faults can be injected into a running mock or tap only');
  const steps = readList(request, 'steps', isStep, '"429", "sse.stall", "ok"');
  if ('status' in steps) return steps;
  await open.injectNext(steps, new URLSearchParams(request.query).get('session') ?? undefined);
  return { status: 201, body: { steps } };
}

/** Errors as the page shows them. */
function caught(error: unknown): ControlAnswer {
  if (error instanceof StarmockError && error.code === 'BAD_OPTION')
    return problem(400, 'invalid_fault', error.message);
  if (error instanceof StarmockError && error.code === 'BAD_SCENARIO')
    return problem(409, 'invalid_scenarios', error.message);
  // A bug of the page must not end the mock.
  const message = error instanceof Error ? error.message : String(error);
  return { status: 500, body: { error: { code: 'internal_error', message } } };
}

const EXCHANGE = /^\/exchanges\/(\d{1,9})(?:\/(\w{1,20}))?$/;

async function answer(tools: Tools, request: ServiceRequest): Promise<ControlAnswer> {
  const { method, path } = request;
  const name = path.slice(VIEW_BASE.length);
  if (method === 'GET' && (name === '' || name === '/')) {
    const page = await tools.page();
    return text('text/html; charset=utf-8', page.text, page.headers);
  }
  const refused = viewRefusal(request, tools.token);
  if (refused) return refused;
  if (name === '/faults' && method === 'POST') return injectFaults(tools, request);
  if (method !== 'GET') return problem(405, 'method_not_allowed', `${path} takes GET`, {}, [['allow', 'GET']]);
  if (name === '/faults') return faultNames(tools);
  const [, number, what = ''] = EXCHANGE.exec(name) ?? [];
  return number === undefined
    ? problem(404, 'not_found', `Unknown path "${path}"`)
    : oneExchange(tools, Number(number), what);
}

/** An event stream of the changes, from where the page was. */
function feedExchange(tools: Tools, request: ServiceRequest): Exchange {
  const { store, run, title, clock, target, row, feeds } = tools;
  const hello = { title, live: target !== undefined, explains: target?.()?.explain !== undefined };
  const lastId = new URLSearchParams(request.query).get('after') ?? undefined;
  const live = eventFeed({ store, run, hello, lastId, clock, row }, feeds);
  return { status: 200, headers: [...STREAM_HEAD, ...SAFE], frames: [], end: 'hang', live, lasting: true };
}

/**
 * The page "Look" and what it asks for, under {@link VIEW_BASE}.
 *
 * @example await createViewService(options).handle({ method: 'GET', path: '/_starmock/ui', header: () => undefined })
 */
export function createViewService(options: ViewOptions): ViewService {
  let page: Promise<ViewPage> | undefined;
  const tools: Tools = { ...options, row: rows(), page: () => (page ??= readViewPage()), feeds: new Set() };

  async function respond(request: ServiceRequest): Promise<Exchange> {
    if (request.path !== `${VIEW_BASE}/events` || request.method !== 'GET')
      return controlExchange(await answer(tools, request).catch(caught));
    const refused = viewRefusal(request, tools.token);
    return refused ? controlExchange(refused) : feedExchange(tools, request);
  }

  return {
    handle: async (request) => {
      const { method, path } = request;
      const exchange = await respond(request);
      return { exchange, record: { requestId: '', session: '', method, path, status: exchange.status, kind: 'other' } };
    },
    close: () => {
      for (const end of tools.feeds) end();
    },
  };
}
