import type { ViewedExchange } from '../viewed-exchange.ts';

const BASE = '/_starmock/ui';

/** Why a request to our server failed. */
export class ApiError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** A condition of a scenario, and whether it holds. */
export interface ViewedCondition {
  readonly label: string;
  readonly points: number;
  readonly holds: boolean;
  readonly received: string;
}

/** Why a scenario matches a request or doesn't. */
export interface ViewedExplanation {
  readonly scenario: string;
  readonly file: string;
  readonly points: number;
  readonly matches: boolean;
  readonly conditions: readonly ViewedCondition[];
}

export interface FaultName {
  readonly name: string;
  readonly title: string;
}

/** What the page asks of its server. */
export interface Api {
  /** An event stream of the changes. @param after id of the last event that was seen */
  events(after: string, signal: AbortSignal): Promise<Response>;
  exchange(number: number): Promise<ViewedExchange>;
  scenario(number: number): Promise<string>;
  explain(number: number): Promise<readonly ViewedExplanation[]>;
  faults(): Promise<readonly FaultName[]>;
  inject(steps: readonly string[], session: string): Promise<void>;
}

async function messageOf(response: Response): Promise<string> {
  try {
    const { error } = (await response.json()) as { error: { message: string } };
    return error.message;
  } catch {
    return `The server responded with status ${response.status}`;
  }
}

/** @param token gives the token that the server needs; empty where it needs none */
export function createApi(token: () => string): Api {
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const authorization = token() === '' ? {} : { authorization: `Bearer ${token()}` };
    const response = await fetch(`${BASE}${path}`, { ...init, headers: { ...authorization, ...init.headers } });
    if (response.ok) return response;
    throw new ApiError(response.status, await messageOf(response));
  };
  // JSON boundary: the server is of the same version as the page.
  const json = async <T>(path: string): Promise<T> => (await ask(path)).json() as Promise<T>;
  return {
    events: (after, signal) => ask(`/events?after=${encodeURIComponent(after)}`, { signal }),
    exchange: (number) => json(`/exchanges/${number}`),
    scenario: async (number) => (await ask(`/exchanges/${number}/scenario`)).text(),
    explain: async (number) =>
      (await json<{ explanations: readonly ViewedExplanation[] }>(`/exchanges/${number}/explain`)).explanations,
    faults: async () => (await json<{ faults: readonly FaultName[] }>('/faults')).faults,
    inject: async (steps, session) => {
      await ask(`/faults${session === '' ? '' : `?session=${encodeURIComponent(session)}`}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ steps }),
      });
    },
  };
}
