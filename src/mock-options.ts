import { CASSETTE_MODES, type CassetteMode } from './cassette-mode.ts';
import { didYouMean } from './contract/did-you-mean.ts';
import { StarmockError } from './contract/errors.ts';
import { isBuiltIn } from './contract/profile-names.ts';
import type { FaultSpec, FaultStep } from './faults/fault-spec.ts';
import type { MetricsText } from './control/control-answer.ts';
import type { ExchangeRecord } from './mock/record.ts';
import type { Observation } from './recordings/observation.ts';
import type { ScenarioSource } from './scenarios/open-scenarios.ts';
import type { Clock } from './transports/clock.ts';
import type { PlayReport } from './transports/player.ts';

/** The speed of responses: `instant`, `realistic` (the speed of the real models), or a factor; 2 is twice as fast. */
export type Speed = 'instant' | 'realistic' | number;

/** Passed to {@link MockOptions.onExchange} when an exchange ends. */
export interface ExchangeReport extends ExchangeRecord {
  /** `aborted`: the client disconnected before the response was complete. */
  readonly outcome: PlayReport['outcome'];
  /** Milliseconds from the request to the end of the response. */
  readonly ms: number;
}

export interface MockOptions {
  /** The API to mock: `starmagic` (default), `openai`, or the path of an OpenAPI Overlay document. */
  readonly profile?: string;
  /** Seed for all replies; the same seed gives the same replies. Default `starmock`. */
  readonly seed?: string | number;
  /** The speed of responses. Default `instant`. */
  readonly speed?: Speed;
  /** API keys to accept. Default: any key except `sk-invalid`, which is always rejected. */
  readonly apiKeys?: readonly string[];
  /** Gives identical requests identical ids and timestamps, for snapshot tests. Default false. */
  readonly stableIds?: boolean;
  /** Checks every response against the contract before it is sent. Findings are in the journal. Default false. */
  readonly selfCheck?: boolean;
  /** Whether requests need a key. Default true. */
  readonly auth?: boolean;
  /**
   * Additional model names, and the models that serve them.
   *
   * @example createMock({ modelAliases: { 'my-model': 'gpt-5.1' } })
   */
  readonly modelAliases?: Readonly<Record<string, string>>;
  /** Serves any model name like the first model of the profile. Default false. */
  readonly anyModel?: boolean;
  /** Serves only the models of the profile, without the well-known ones and those named by scenarios. Default false. */
  readonly strictModels?: boolean;
  /** Maximum request body in bytes. Default 20,000,000. */
  readonly maxBody?: number;
  /** Allows cross-origin requests from browsers. Default true. */
  readonly cors?: boolean;
  /** Scenarios, and paths of scenario files and folders. */
  readonly scenarios?: readonly ScenarioSource[];
  /**
   * Cassettes to replay: files and folders of recorded exchanges (docs/cassettes.md). Requests that match no recording are rejected.
   *
   * @example createMock({ cassettes: ['cassettes'] })
   */
  readonly cassettes?: readonly string[];
  /**
   * What happens to a request: `none` replays only; `once` records cassettes that don't exist yet; `new` records requests that aren't
   * recorded; `all` records everything again. Default `none`, or `once` with an {@link upstream}; always `none` in continuous
   * integration (the variable `CI`).
   */
  readonly cassetteMode?: CassetteMode;
  /** Base URL of the live API, for recording and for {@link fallback}. Recording sends the requests of the test, with their keys. */
  readonly upstream?: string;
  /** `tap` sends requests that match no scenario and no recording to the {@link upstream}. Default: they are rejected or generated. */
  readonly fallback?: 'tap';
  /**
   * Judges each exchange that is recorded; the ids that it resolves with are kept with the recording.
   *
   * @example createMock({ …, cassetteJudge: judgeExchange }) // of starmock/verify
   */
  readonly cassetteJudge?: (observation: Observation) => Promise<readonly string[]>;
  /** Gives the last recording of a request again when all of its recordings have been given. Default false. */
  readonly cassetteRepeat?: boolean;
  /** The session of requests without an `x-starmock-session` header, whose cassette answers them. Default: none. */
  readonly cassetteSession?: string;
  /** Rejects requests that match no scenario instead of generating a reply. Default false. */
  readonly strict?: boolean;
  /**
   * Faults to inject into every request, by name, with parameters in the name (docs/faults.md).
   *
   * @example createMock({ faults: ['sse.stall@chunk=3', 'usage.estimate=0.38'] })
   */
  readonly faults?: readonly FaultSpec[];
  /** Probability from 0 to 1 of each of {@link faults}, drawn from the seed. Default 1. */
  readonly faultRate?: number;
  /**
   * One step per request and session: a fault, several separated by commas, or `ok`. The last step repeats.
   *
   * @example createMock({ faultScript: ['429', '429', 'ok'] })
   */
  readonly faultScript?: readonly FaultStep[];
  /** Requests per minute for each API key. More requests get the API's 429. Measured on the mock's clock. Default: no limit. */
  readonly rpm?: number;
  /** Tokens per minute for each API key, counting prompts and answers. Default: no limit. */
  readonly tpm?: number;
  /** Lets clients select faults with the `x-starmock-fault` request header. Default false. */
  readonly faultHeader?: boolean;
  /**
   * URL of the token table (`o200k.bin`). Default: next to the code. Needed in browsers if the bundler doesn't include it.
   *
   * @example createMock({ tokenTableUrl: new URL('/o200k.bin', location.href) })
   */
  readonly tokenTableUrl?: string | URL;
  /** Clock, such as {@link virtualClock}. Default: real time. */
  readonly clock?: Clock;
  /** Serves the control API under `/_starmock/` (docs/control.md), to programs of this machine or with a token. Default false. */
  readonly control?: boolean | { readonly token: string };
  /** What `/_starmock/metrics` responds with. Default: nothing is measured. */
  readonly metrics?: (() => Promise<MetricsText>) | undefined;
  /** Maximum number of entries in {@link Mock.requests}. 0 turns the journal off. Default 1000. */
  readonly journalLimit?: number;
  /** Called once per exchange, when it ends. */
  readonly onExchange?: (report: ExchangeReport) => void;
  /** Called for an exception inside the mock, which is a bug. Default: throws it as an unhandled exception. */
  readonly onInternalError?: (error: unknown) => void;
}

/** What values an option takes. */
interface Expected {
  readonly expected: string;
  readonly takes: (value: unknown) => boolean;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): boolean => typeof value === 'string';
const number = (least: number, most = Number.MAX_VALUE): Expected['takes'] => {
  return (value) => typeof value === 'number' && value >= least && value <= most;
};

const TEXT: Expected = { expected: 'a string', takes: isText };
const FLAG: Expected = { expected: 'true or false', takes: (value) => typeof value === 'boolean' };
const TEXTS: Expected = {
  expected: 'a list of strings',
  takes: (value) => Array.isArray(value) && value.every(isText),
};
const FUNCTION: Expected = { expected: 'a function', takes: (value) => typeof value === 'function' };

/** Every option; the compiler compares the keys with the interface. */
const OPTIONS: Readonly<Record<keyof MockOptions, Expected>> = {
  profile: TEXT,
  seed: { expected: 'a string or a number', takes: (value) => isText(value) || typeof value === 'number' },
  speed: {
    expected: '"instant", "realistic" or a number above 0',
    takes: (value) => value === 'instant' || value === 'realistic' || number(Number.MIN_VALUE)(value),
  },
  apiKeys: TEXTS,
  stableIds: FLAG,
  selfCheck: FLAG,
  auth: FLAG,
  modelAliases: {
    expected: 'an object from names to model ids',
    takes: (value) => isRecord(value) && Object.values(value).every(isText),
  },
  anyModel: FLAG,
  strictModels: FLAG,
  maxBody: { expected: 'a number of bytes', takes: number(1) },
  cors: FLAG,
  scenarios: { expected: 'a list of scenarios and paths', takes: Array.isArray },
  cassettes: { expected: 'a list of paths', takes: TEXTS.takes },
  cassetteMode: {
    expected: '"none", "once", "new" or "all"',
    takes: (value) => CASSETTE_MODES.some((mode) => mode === value),
  },
  upstream: TEXT,
  fallback: { expected: '"tap"', takes: (value) => value === 'tap' },
  cassetteJudge: FUNCTION,
  cassetteRepeat: FLAG,
  cassetteSession: TEXT,
  strict: FLAG,
  faults: TEXTS,
  faultRate: { expected: 'a number from 0 to 1', takes: number(0, 1) },
  faultScript: TEXTS,
  faultHeader: FLAG,
  rpm: { expected: 'a number of requests', takes: number(1) },
  tpm: { expected: 'a number of tokens', takes: number(1) },
  tokenTableUrl: { expected: 'a URL', takes: (value) => isText(value) || value instanceof URL },
  clock: { expected: 'a clock', takes: (value) => isRecord(value) && FUNCTION.takes(value['now']) },
  control: {
    expected: 'true, false or { token }',
    takes: (value) => FLAG.takes(value) || (isRecord(value) && isText(value['token']) && value['token'] !== ''),
  },
  metrics: FUNCTION,
  journalLimit: { expected: 'a number of entries', takes: number(0) },
  onExchange: FUNCTION,
  onInternalError: FUNCTION,
};

const shown = (value: unknown): string => (typeof value === 'function' ? 'a function' : JSON.stringify(value)) ?? '';

/** @throws StarmockError BAD_OPTION for an unknown option, and for a value that its option does not take */
export function checkMockOptions(options: MockOptions): void {
  const bad = (message: string, evidence: Record<string, unknown>): StarmockError =>
    new StarmockError('BAD_OPTION', `createMock: ${message}`, evidence);
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(OPTIONS, name))
      throw bad(`unknown option "${name}".${didYouMean(name, Object.keys(OPTIONS))}`, { option: name });
    const { expected, takes } = OPTIONS[name as keyof MockOptions];
    if (value !== undefined && !takes(value))
      throw bad(`invalid "${name}": expected ${expected}, got ${shown(value)}`, { option: name });
  }
  const { cassetteMode = 'none', cassettes = [], upstream, fallback } = options;
  if (cassetteMode !== 'none' && cassettes.length === 0)
    throw bad(`"cassetteMode" is "${cassetteMode}" without "cassettes", the folder to record to`, {});
  if ((cassetteMode !== 'none' || fallback !== undefined) && upstream === undefined)
    throw bad('recording and "fallback" need "upstream", the base URL of the live API', {});
  if (options.anyModel && options.strictModels) throw bad('"anyModel" and "strictModels" are mutually exclusive', {});
}

/** Whether something in the options can be wrong that only loading it shows. */
export function needsOpening(options: MockOptions): boolean {
  const { profile = 'starmagic', tokenTableUrl, modelAliases = {}, scenarios = [] } = options;
  const { faults = [], faultScript = [], cassettes = [] } = options;
  const lists = [Object.keys(modelAliases), scenarios, faults, faultScript, cassettes];
  return !isBuiltIn(profile) || tokenTableUrl !== undefined || lists.some((list) => list.length > 0);
}
