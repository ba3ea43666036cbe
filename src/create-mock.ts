import { StarmockError } from './contract/errors.ts';
import type { Match } from './scenarios/scenario.ts';
import type { ServedEndpoint } from './endpoints/served-endpoint.ts';
import { SERVED_ENDPOINTS } from './endpoints/served-endpoints.ts';
import { cassettesOf } from './cassettes-of.ts';
import { findInflate } from './inflate.ts';
import { isLoopback } from './control/control-guard.ts';
import { isControlPath } from './control/control-path.ts';
import type { ControlTarget } from './control/control.ts';
import { withControl } from './control/with-control.ts';
import { createJournal, type Recorded } from './journal.ts';
import { createLiveReply, type ControlledReply, type LiveReply } from './mock/live/reply.ts';
import { checkMockOptions, needsOpening, type MockOptions } from './mock-options.ts';
import { faultStageOf, modelsOf, seedOf, serviceOf, type ServiceParts } from './mock-service.ts';
import { createMockSession, type MockSession } from './mock-session.ts';
import type { Service } from './mock/pipeline.ts';
import { createRateLimiter } from './mock/rate-limiter.ts';
import type { Runtime } from './mock/runtime.ts';
import { pause } from './pause.ts';
import { createScenarioStore } from './scenario-store.ts';
import { createWheelClock } from './transports/clock.ts';
import { createMemoryFetch, type Fetch } from './transports/memory-fetch.ts';
import type { RecorderReport } from './recordings/cassettes/recorder.ts';
import type { NodeServer } from './transports/node-server.ts';
import type { OnExchange } from './transports/on-exchange.ts';

/** A mock created by {@link createMock}. */
export interface Mock extends MockSession, AsyncDisposable {
  /** Responds without a socket. Pass it to an SDK as its `fetch`. */
  readonly fetch: Fetch;
  /**
   * Listens over HTTP. A mock can listen only once.
   *
   * @param options.port default 0, which picks a free port
   * @param options.host default `127.0.0.1`
   * @param options.allowHosts host names that requests and web pages may use besides loopback names and `host`; `*` allows any
   * @throws StarmockError PORT_IN_USE, LISTEN_FAILED, CLOSED, BAD_SCENARIO, BAD_OPTION
   */
  listen(options?: {
    readonly port?: number;
    readonly host?: string;
    readonly allowHosts?: readonly string[];
  }): Promise<NodeServer>;
  /** Loads everything that the first request would have to wait for. @throws StarmockError BAD_PROFILE, BAD_VOCABULARY, BAD_SCENARIO, BAD_OPTION */
  warm(): Promise<void>;
  /**
   * Lets the test control one reply piece by piece, for tests of user interfaces. The next matching request gets the reply; if
   * several replies match, the newest one is used.
   *
   * @param match default: any request
   * @throws StarmockError BAD_SCENARIO
   * @example
   * const reply = await mock.controlled({ user: 'hello' });
   * reply.text('Hel');
   * reply.text('lo!');
   * reply.end();
   */
  controlled(match?: Match): Promise<ControlledReply>;
  /** Reloads scenario files; on failure the previous scenarios stay in use. @returns the number of scenarios @throws StarmockError BAD_SCENARIO */
  reload(): Promise<number>;
  /**
   * The requests of one session. Sequences and counters are always separate for each session.
   *
   * @param name the `x-starmock-session` header of its requests, or their API key if they have no such header
   * @example expect(mock.session('sk-worker-2').requests).toHaveLength(1);
   */
  session(name: string): MockSession;
  /** Names of scenarios that haven't been used. */
  unusedScenarios(): string[];
  /** Files that the scenarios were read from. */
  readonly scenarioFiles: readonly string[];
  /** Publishes nothing that was recorded: the exchanges of a run that failed are no example. */
  discardRecordings(): void;
  /**
   * Stops listening, waits up to `grace` milliseconds (default 5000) for active responses to finish, and publishes what was recorded.
   *
   * @throws StarmockError BAD_RECORDING
   */
  close(grace?: number): Promise<void>;
  /** What was recorded; there from {@link close} on. */
  readonly recorded: RecorderReport | undefined;
}

const JOURNAL_LIMIT = 1000;

const ignore = (): void => undefined;

/** What of the control API is on, and the token that it asks for. */
type ControlAccess = Pick<ControlTarget, 'control' | 'token' | 'metrics'>;

const controlOf = ({ control = false, metrics }: MockOptions): ControlAccess => ({
  control: control !== false,
  ...(typeof control === 'object' ? { token: control.token } : {}),
  ...(metrics ? { metrics } : {}),
});

/** @throws StarmockError BAD_OPTION where everybody on the network could control the mock */
function checkControl({ control, token }: ControlAccess, host: string): void {
  if (!control || token !== undefined || isLoopback(host)) return;
  throw new StarmockError(
    'BAD_OPTION',
    `Cannot serve the control API on ${host} without a token: set --control-token (control: { token }), or listen on 127.0.0.1`,
    { host },
  );
}

/**
 * Creates a mock of the API. Mocks share no state.
 *
 * @param endpoints the endpoints to serve; default: all endpoints of the API
 * @throws StarmockError BAD_OPTION: an unknown option or a value of the wrong kind
 * @example
 * await using mock = createMock({ seed: 7 });
 * const client = new OpenAI({ apiKey: 'any', baseURL: 'http://mock/v1', fetch: mock.fetch });
 * @example
 * await using mock = createMock({ speed: 'realistic' });
 * const { url } = await mock.listen({ port: 4010 });
 */
export function createMock(options: MockOptions = {}, endpoints: readonly ServedEndpoint[] = SERVED_ENDPOINTS): Mock {
  checkMockOptions(options);
  const clock = options.clock ?? createWheelClock();
  const cassettes = cassettesOf(options);
  const stock = createScenarioStore({
    scenarios: options.scenarios ?? [],
    strict: options.strict ?? false,
    seed: seedOf(options),
  });
  // Imported at the first request: a server listens before schemas, vocabulary and prose are loaded.
  const openRuntime = async (): Promise<Runtime> => {
    const { loadRuntime } = await import('./mock/runtime.ts');
    const inflate = findInflate();
    const { profile = 'starmagic', tokenTableUrl } = options;
    const runtime = await loadRuntime({
      profile,
      seed: seedOf(options),
      models: modelsOf(options, (id) => stock.host?.names(id) || cassettes?.names(id) || false),
      ...(tokenTableUrl === undefined ? {} : { vocabulary: tokenTableUrl }),
      platform: { pause, ...(inflate && { inflate }) },
    });
    await stock.open(runtime.contract);
    return runtime;
  };
  const replies = new Map<string, LiveReply>();
  let controlled = 0;
  const takeReply: ServiceParts['controlled'] = (scenario) => {
    const live = replies.get(scenario);
    replies.delete(scenario);
    return live;
  };
  const faults = faultStageOf(options);
  const limit = options.journalLimit ?? JOURNAL_LIMIT;
  const journal = createJournal(limit);
  const access = controlOf(options);
  const limiter = createRateLimiter(options, () => clock.now());
  const api = serviceOf(options, {
    loadRuntime: openRuntime,
    scenarios: () => stock.host,
    controlled: takeReply,
    faults,
    endpoints,
    limiter,
    recordings: cassettes,
  });
  const view = (session?: string, label?: string): MockSession =>
    createMockSession({ service: api, stock, faults, journal, cassettes }, session, label);
  const service = withControl(api, () => ({
    ...access,
    view: (session) => view(session, 'scenarios'),
    onAdd: journal.onAdd,
    clock,
  }));
  const follow: OnExchange = (handled) => {
    const { record } = handled;
    if (isControlPath(record.path)) return ignore;
    // Without a journal, requests and responses aren't kept.
    const kept: Recorded = limit > 0 || record.unmatched || record.missed ? handled : { record };
    return (outcome, ms) => {
      journal.add(kept, outcome, ms);
      options.onExchange?.({ ...record, outcome, ms });
    };
  };
  // Without a listener, transports needn't read the clock.
  const judged = options.strict || options.selfCheck || cassettes;
  const told = limit > 0 || judged || options.onExchange ? { onExchange: follow } : {};
  let server: Promise<NodeServer> | undefined;
  let closed = false;

  let opened = !needsOpening(options);
  /** A mistake in a scenario, an alias or the name of a fault must show before the first request does. */
  async function open(): Promise<void> {
    await Promise.all([faults.open(), cassettes?.open()]);
    await service.open();
    opened = true;
  }
  const checked: Service = {
    ...service,
    handle: (request) => (opened ? service.handle(request) : open().then(() => service.handle(request))),
  };

  async function close(grace?: number): Promise<void> {
    closed = true;
    const running = await server?.catch(() => undefined);
    await running?.close(grace);
    await cassettes?.close();
  }

  const whole = view();
  return {
    fetch: createMemoryFetch(checked, { clock, ...told }),
    listen: async ({ port = 0, host = '127.0.0.1', allowHosts = [] } = {}) => {
      if (closed) throw new StarmockError('CLOSED', 'Cannot listen: the mock is closed; create another');
      if (server) throw new StarmockError('CLOSED', 'Cannot listen: the mock is already listening; create another');
      checkControl(access, host);
      if (!opened) await open();
      const { listen } = await import('./transports/node-server.ts');
      server = listen(service, { port, host, allowHosts, clock, ...told });
      return server;
    },
    warm: open,
    use: async (...scenarios) => {
      await open();
      return whole.use(...scenarios);
    },
    removeScenarios: whole.removeScenarios,
    injectNext: whole.injectNext,
    controlled: async (match = {}) => {
      await open();
      const name = `controlled reply ${++controlled}`;
      await stock.use([{ name, match, times: 1, reply: { generate: true } }]);
      const live = createLiveReply();
      replies.set(name, live);
      return live.handle;
    },
    reload: () => stock.reload(),
    reset: () => {
      whole.reset();
      replies.clear();
    },
    get requests() {
      return whole.requests;
    },
    session: (name) => view(name),
    expectNoUnmatched: whole.expectNoUnmatched,
    expectAllUsed: whole.expectAllUsed,
    verdict: whole.verdict,
    unusedScenarios: () => stock.host?.unusedScenarios() ?? [],
    get scenarioFiles() {
      return stock.files;
    },
    discardRecordings: () => cassettes?.discard(),
    close,
    get recorded() {
      return cassettes?.recorded;
    },
    [Symbol.asyncDispose]: () => close(),
  };
}
