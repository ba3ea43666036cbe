import { StarmockError } from './contract/errors.ts';
import type { ScenarioSource } from './scenarios/open-scenarios.ts';
import type { Match, Scenario } from './scenarios/scenario.ts';
import type { ServedEndpoint } from './endpoints/served-endpoint.ts';
import { SERVED_ENDPOINTS } from './endpoints/served-endpoints.ts';
import type { FaultSpec, FaultStep } from './faults/fault-spec.ts';
import { findInflate } from './inflate.ts';
import {
  createJournal,
  expectMatched,
  sessionView,
  type JournalEntry,
  type MockSession,
  type Recorded,
} from './journal.ts';
import { createFaultStage, type FaultStage } from './mock/fault-stage.ts';
import { createIdentities } from './mock/identities.ts';
import { createLiveReply, type ControlledReply, type LiveReply } from './mock/live/reply.ts';
import type { ExchangeRecord } from './mock/record.ts';
import { createPipeline, type Service } from './mock/pipeline.ts';
import type { ModelOptions } from './mock/open-models.ts';
import type { Runtime } from './mock/runtime.ts';
import type { ScenarioRegistry } from './mock/scenario-registry.ts';
import { createScenarioStore } from './scenario-store.ts';
import { createWheelClock, type Clock } from './transports/clock.ts';
import { createMemoryFetch, type Fetch } from './transports/memory-fetch.ts';
import type { NodeServer } from './transports/node-server.ts';
import type { OnExchange } from './transports/on-exchange.ts';
import type { PlayReport } from './transports/player.ts';

/** How fast answers come: `instant`, `realistic` (the pace of the real models), or a factor: 2 is twice as fast. */
export type Speed = 'instant' | 'realistic' | number;

/** What {@link MockOptions.onExchange} is told when an exchange is over. */
export interface ExchangeReport extends ExchangeRecord {
  /** `aborted`: the client went away before the answer was complete. */
  readonly outcome: PlayReport['outcome'];
  /** Milliseconds from the request to the end of the answer. */
  readonly ms: number;
}

export interface MockOptions {
  /** The endpoint to play: `starmagic` (default), `openai`, or the path of an OpenAPI Overlay document. */
  readonly profile?: string;
  /** Changes every answer; the same seed gives the same answers. Default `starmock`. */
  readonly seed?: string | number;
  /** Default `instant`. */
  readonly speed?: Speed;
  /** API keys to accept. Default: any but `sk-invalid`, which is always refused. */
  readonly apiKeys?: readonly string[];
  /** Equal requests get equal ids and times, so whole answers can be compared. Default false. */
  readonly stableIds?: boolean;
  /** Checks every answer against the contract before it is sent; findings are in the report. Default false. */
  readonly selfCheck?: boolean;
  /** Whether a request needs a key. Default true. */
  readonly auth?: boolean;
  /**
   * Further names, and the models that answer to them.
   *
   * @example createMock({ modelAliases: { 'my-model': 'gpt-5.1' } })
   */
  readonly modelAliases?: Readonly<Record<string, string>>;
  /** Answers every name, as the first model of the profile does. Default false. */
  readonly anyModel?: boolean;
  /** Serves the models of the profile alone, and not those that clients default to or scenarios name. Default false. */
  readonly strictModels?: boolean;
  /** Largest request body in bytes. Default 20,000,000. */
  readonly maxBody?: number;
  /** Lets browsers of any origin call. Default true. */
  readonly cors?: boolean;
  /** Scenarios, and paths of files and folders of scenarios. */
  readonly scenarios?: readonly ScenarioSource[];
  /** Refuses a request that no scenario fits, instead of making an answer up. Default false. */
  readonly strict?: boolean;
  /**
   * Faults that requests meet: defects seen at real endpoints, by name and with parameters in the name (docs/faults.md).
   *
   * @example createMock({ faults: ['sse.stall@chunk=3', 'usage.estimate=0.38'] })
   */
  readonly faults?: readonly FaultSpec[];
  /** Probability from 0 to 1 with which a request meets each of {@link faults}; drawn from the seed. Default 1. */
  readonly faultRate?: number;
  /**
   * One step a request, in each session on its own: a fault, several with commas between them, or `ok`. The last step stays.
   *
   * @example createMock({ faultScript: ['429', '429', 'ok'] })
   */
  readonly faultScript?: readonly FaultStep[];
  /** Lets each request name faults in its header `x-starmock-fault`. Default false. */
  readonly faultHeader?: boolean;
  /**
   * Where to fetch the token table (`o200k.bin`) from. Default: it lies beside the code. Needed in browsers where a bundler has
   * not taken it along.
   *
   * @example createMock({ tokenTableUrl: new URL('/o200k.bin', location.href) })
   */
  readonly tokenTableUrl?: string | URL;
  /** Time; a test may hand in its own. Default: the real one. */
  readonly clock?: Clock;
  /** Entries that {@link Mock.requests} keeps. Default 1000. */
  readonly journalLimit?: number;
  /** Told once for each exchange, when it is over. */
  readonly onExchange?: (report: ExchangeReport) => void;
  /** Told of an exception inside the mock, which is a bug; default: it is thrown later, as an unhandled one. */
  readonly onInternalError?: (error: unknown) => void;
}

/** A mock service; {@link createMock}. */
export interface Mock extends AsyncDisposable {
  /** Answers without a socket; give it to an SDK as its `fetch`. */
  readonly fetch: Fetch;
  /**
   * Listens over HTTP; a mock listens once.
   *
   * @param options.port default 0, a free one
   * @param options.host default `127.0.0.1`
   * @throws StarmockError PORT_IN_USE, LISTEN_FAILED, CLOSED, BAD_SCENARIO, BAD_OPTION
   */
  listen(options?: { readonly port?: number; readonly host?: string }): Promise<NodeServer>;
  /** Loads what the first request would wait for. @throws StarmockError BAD_PROFILE, BAD_VOCABULARY, BAD_SCENARIO, BAD_OPTION */
  warm(): Promise<void>;
  /**
   * Puts scenarios before all others, the newest first, until {@link reset}.
   *
   * @throws StarmockError BAD_SCENARIO
   * @example await mock.use({ match: { user: 'ping' }, reply: 'pong' });
   */
  use(...scenarios: readonly Scenario[]): Promise<void>;
  /**
   * Takes one answer into the hands of the test, which says what comes when: for tests of user interfaces. The next request
   * that fits gets it; of several that fit, the newest is first.
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
  /** Reloads scenarios from their files; on failure the previous ones stay. @returns how many there are @throws StarmockError BAD_SCENARIO */
  reload(): Promise<number>;
  /** Forgets temporary scenarios, how far sequences and fault scripts have come, and the journal. */
  reset(): void;
  /** What came in, oldest first; an entry is added when its exchange is over. */
  readonly requests: readonly JournalEntry[];
  /**
   * What one of the sessions that share this mock has asked for; sequences and counts are kept apart without it.
   *
   * @param name what its requests send in the header `x-starmock-session`, or as API key where they have none
   * @example expect(mock.session('sk-worker-2').requests).toHaveLength(1);
   */
  session(name: string): MockSession;
  /** @throws Error naming every request that strict mode refused because no scenario fits it */
  expectNoUnmatched(): void;
  /** Names of scenarios that no request has used. */
  unusedScenarios(): string[];
  /** Files that the fixtures were read from. */
  readonly scenarioFiles: readonly string[];
  /** Stops listening and lets running answers end, for up to `grace` milliseconds (default 5000). */
  close(grace?: number): Promise<void>;
}

const MAX_BODY = 20_000_000;
const JOURNAL_LIMIT = 1000;

function paceOf(speed: Speed): number {
  if (speed === 'instant') return 0;
  if (speed === 'realistic') return 1;
  if (Number.isFinite(speed) && speed > 0) return 1 / speed;
  throw new StarmockError(
    'BAD_OPTION',
    `Invalid speed ${String(speed)}: expected "instant", "realistic" or a number above 0`,
    { speed },
  );
}

function faultStageOf(options: MockOptions): FaultStage {
  const { faults = [], faultRate: rate = 1, faultScript: script = [], faultHeader: header = false } = options;
  if (rate >= 0 && rate <= 1) return createFaultStage({ faults, rate, script, header, seed: seedOf(options) });
  throw new StarmockError('BAD_OPTION', `Invalid faultRate ${rate}: expected a number from 0 to 1`, { rate });
}

function modelsOf(
  { modelAliases: aliases = {}, anyModel: any = false, strictModels: strict = false }: MockOptions,
  named: (id: string) => boolean,
): ModelOptions {
  return { aliases, any, strict, named };
}

const throwLater = (error: unknown): void => {
  queueMicrotask(() => {
    throw error;
  });
};

type OpenHost = () => ScenarioRegistry | undefined;

type TakeReply = (scenario: string) => LiveReply | undefined;

function serviceOf(
  options: MockOptions,
  loadRuntime: () => Promise<Runtime>,
  scenarios: OpenHost,
  controlled: TakeReply,
  faults: FaultStage,
  endpoints: readonly ServedEndpoint[],
): Service {
  return createPipeline({
    endpoints,
    pace: paceOf(options.speed ?? 'instant'),
    apiKeys: new Set(options.apiKeys),
    auth: options.auth ?? true,
    selfCheck: options.selfCheck ?? false,
    maxBody: options.maxBody ?? MAX_BODY,
    cors: options.cors ?? true,
    identities: createIdentities({
      stableIds: options.stableIds ?? false,
      entropy: `${Date.now()}/${Math.random()}`,
      now: () => Date.now(),
    }),
    loadRuntime,
    scenarios,
    controlled,
    faults,
    onInternalError: options.onInternalError ?? throwLater,
  });
}

const seedOf = ({ seed = 'starmock' }: MockOptions): string => String(seed);

/**
 * Creates a mock of the chat-completions API. Nothing is shared between two mocks.
 *
 * @param endpoints what it serves; default: all endpoints of the API
 * @throws StarmockError BAD_OPTION
 * @example
 * await using mock = createMock({ seed: 7 });
 * const client = new OpenAI({ apiKey: 'any', baseURL: 'http://mock/v1', fetch: mock.fetch });
 * @example
 * await using mock = createMock({ speed: 'realistic' });
 * const { url } = await mock.listen({ port: 4010 });
 */
export function createMock(options: MockOptions = {}, endpoints: readonly ServedEndpoint[] = SERVED_ENDPOINTS): Mock {
  if (options.anyModel && options.strictModels)
    throw new StarmockError(
      'BAD_OPTION',
      'Failed to set the models: "anyModel" and "strictModels" exclude each other',
      {},
    );
  const clock = options.clock ?? createWheelClock();
  const stock = createScenarioStore({
    scenarios: options.scenarios ?? [],
    strict: options.strict ?? false,
    seed: seedOf(options),
  });
  // Imported at the first request: a server must listen before the schemas, the vocabulary and the prose are loaded.
  const openRuntime = async (): Promise<Runtime> => {
    const { loadRuntime } = await import('./mock/runtime.ts');
    const inflate = findInflate();
    const { profile = 'starmagic', tokenTableUrl } = options;
    const runtime = await loadRuntime({
      profile,
      seed: seedOf(options),
      models: modelsOf(options, (id) => stock.host?.names(id) ?? false),
      ...(tokenTableUrl === undefined ? {} : { vocabulary: tokenTableUrl }),
      platform: inflate ? { inflate } : {},
    });
    await stock.open(runtime.contract);
    return runtime;
  };
  const replies = new Map<string, LiveReply>();
  let controlled = 0;
  const takeReply: TakeReply = (scenario) => {
    const live = replies.get(scenario);
    replies.delete(scenario);
    return live;
  };
  const faults = faultStageOf(options);
  const service = serviceOf(options, openRuntime, () => stock.host, takeReply, faults, endpoints);
  const limit = options.journalLimit ?? JOURNAL_LIMIT;
  const journal = createJournal(limit);
  const follow: OnExchange = (handled) => {
    const { record } = handled;
    // A request and its answer are not kept for a journal that keeps none.
    const kept: Recorded = limit > 0 ? handled : { record };
    return (outcome, ms) => {
      journal.add(kept, outcome, ms);
      options.onExchange?.({ ...record, outcome, ms });
    };
  };
  // Where nobody listens, transports need not even look at the clock.
  const told = limit > 0 || options.onExchange ? { onExchange: follow } : {};
  let server: Promise<NodeServer> | undefined;
  let closed = false;

  async function close(grace?: number): Promise<void> {
    closed = true;
    const running = await server?.catch(() => undefined);
    await running?.close(grace);
  }

  return {
    fetch: createMemoryFetch(service, { clock, ...told }),
    listen: async ({ port = 0, host = '127.0.0.1' } = {}) => {
      if (closed) throw new StarmockError('CLOSED', 'Cannot listen: the mock is closed; create another');
      if (server) throw new StarmockError('CLOSED', 'Cannot listen: the mock is already listening; create another');
      // A mistake in a scenario, an alias or the name of a fault must show before the first request does.
      if (options.scenarios?.length || Object.keys(options.modelAliases ?? {}).length > 0) await service.open();
      await faults.open();
      const { listen } = await import('./transports/node-server.ts');
      server = listen(service, { port, host, clock, ...told });
      return server;
    },
    warm: async () => {
      await faults.open();
      await service.open();
    },
    use: async (...scenarios) => {
      await service.open();
      await stock.use(scenarios);
    },
    controlled: async (match = {}) => {
      await service.open();
      const name = `controlled reply ${++controlled}`;
      await stock.use([{ name, match, times: 1, reply: { generate: true } }]);
      const live = createLiveReply();
      replies.set(name, live);
      return live.handle;
    },
    reload: () => stock.reload(),
    reset: () => {
      stock.host?.reset();
      faults.reset();
      service.reset();
      replies.clear();
      journal.clear();
    },
    get requests() {
      return journal.entries;
    },
    session: (name) => sessionView(journal, name),
    expectNoUnmatched: () => expectMatched(journal.entries),
    unusedScenarios: () => stock.host?.unusedScenarios() ?? [],
    get scenarioFiles() {
      return stock.files;
    },
    close,
    [Symbol.asyncDispose]: () => close(),
  };
}
