import type { FaultStep } from '../faults/fault-spec.ts';
import type { JournalEntry } from '../journal.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { Verdict } from '../verdict.ts';

/** Which session of which server. */
export interface ControlClientOptions {
  /** Without `/v1`. */
  readonly origin: string;
  readonly session: string;
  /** What the server was given as `--control-token`. */
  readonly token?: string;
}

/** Which requests to list. */
export interface RequestFilter {
  /** How many to wait for. */
  readonly wait?: number;
  /** Milliseconds to wait at most. Default 5000. */
  readonly timeout?: number;
  readonly model?: string;
  readonly path?: string;
}

/** One session of a mock in another process, by its control API. */
export interface ControlClient {
  /** @throws Error if fewer than `wait` requests came in time */
  requests(filter?: RequestFilter): Promise<readonly JournalEntry[]>;
  /** Adds scenarios that only requests of this session see. @returns their names */
  use(...scenarios: readonly Scenario[]): Promise<readonly string[]>;
  removeScenarios(): Promise<void>;
  /** Injects faults into the next requests of this session, one step a request. */
  injectNext(...steps: readonly FaultStep[]): Promise<void>;
  reset(): Promise<void>;
  verdict(): Promise<Verdict>;
}

/** @throws Error with what the control API says is wrong */
async function readAnswer(response: Response): Promise<unknown> {
  const text = await response.text();
  const value: unknown = text === '' ? undefined : JSON.parse(text);
  if (response.ok) return value;
  // JSON boundary: spec/control.yaml describes it.
  const { error } = value as { readonly error: { readonly code: string; readonly message: string } };
  throw new Error(`starmock: ${error.message} (${response.status} ${error.code})`);
}

/** @example await createControlClient({ origin: 'http://127.0.0.1:4010', session: 'one' }).verdict(); */
export function createControlClient({ origin, session, token }: ControlClientOptions): ControlClient {
  const headers = {
    'content-type': 'application/json',
    'x-starmock-session': session,
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  const call = async (method: string, target: string, body?: object): Promise<unknown> => {
    const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
    return readAnswer(await fetch(new URL(`/_starmock/${target}`, origin), init));
  };
  return {
    // JSON boundary: spec/control.yaml describes what these respond with.
    requests: async (filter = {}) => {
      const query = new URLSearchParams(
        Object.entries(filter).map(([name, value]): [string, string] => [name, String(value)]),
      );
      return ((await call('GET', `requests?${query}`)) as { requests: JournalEntry[] }).requests;
    },
    use: async (...scenarios) =>
      ((await call('POST', 'scenarios', { scenarios })) as { scenarios: string[] }).scenarios,
    removeScenarios: async () => void (await call('DELETE', 'scenarios')),
    injectNext: async (...steps) => void (await call('POST', 'faults', { steps })),
    reset: async () => void (await call('POST', 'reset')),
    verdict: async () => (await call('GET', 'verdict')) as Verdict,
  };
}
