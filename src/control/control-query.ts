import { didYouMean } from '../contract/did-you-mean.ts';
import type { JournalEntry } from '../journal.ts';
import { SESSION_HEADER } from '../mock/session.ts';
import type { ServiceRequest } from '../mock/service-request.ts';
import { problem, type ControlAnswer } from './control-answer.ts';

/** Which requests are asked for. */
export interface RequestQuery {
  readonly session?: string;
  readonly model?: string;
  readonly path?: string;
  /** How many to wait for. */
  readonly wait: number;
  /** Milliseconds. */
  readonly timeout: number;
}

const FILTERS = ['model', 'path', 'wait', 'timeout'] as const;
const DEFAULT_TIMEOUT_MS = 5000;
const MAX_TIMEOUT_MS = 60_000;
const MAX_WAIT = 1000;

const bad = (message: string): ControlAnswer => problem(400, 'invalid_query', message);

/** The one session that a request is about: its parameter `session`, or the header that all requests name sessions with. */
function sessionIn(params: URLSearchParams, { header }: ServiceRequest): { readonly session?: string } {
  const session = params.get('session') ?? header(SESSION_HEADER);
  return session === undefined ? {} : { session };
}

function paramsOf({ query = '' }: ServiceRequest, known: readonly string[]): URLSearchParams | ControlAnswer {
  const params = new URLSearchParams(query);
  const stranger = [...params.keys()].find((name) => !known.includes(name));
  return stranger === undefined ? params : bad(`Unknown parameter "${stranger}".${didYouMean(stranger, known)}`);
}

/** For requests that take no other parameter. */
export function readSession(request: ServiceRequest): { readonly session?: string } | ControlAnswer {
  const params = paramsOf(request, ['session']);
  return params instanceof URLSearchParams ? sessionIn(params, request) : params;
}

function count(params: URLSearchParams, name: string, usual: number, most: number): number | undefined {
  const text = params.get(name);
  if (text === null) return usual;
  return /^\d{1,9}$/.test(text) && Number(text) <= most ? Number(text) : undefined;
}

export function readQuery(request: ServiceRequest): RequestQuery | ControlAnswer {
  const params = paramsOf(request, ['session', ...FILTERS]);
  if (!(params instanceof URLSearchParams)) return params;
  const wait = count(params, 'wait', 0, MAX_WAIT);
  const timeout = count(params, 'timeout', DEFAULT_TIMEOUT_MS, MAX_TIMEOUT_MS);
  if (wait === undefined) return bad(`Invalid "wait": expected a number of requests from 0 to ${MAX_WAIT}`);
  if (timeout === undefined) return bad(`Invalid "timeout": expected milliseconds from 0 to ${MAX_TIMEOUT_MS}`);
  const [model, path] = [params.get('model'), params.get('path')];
  return {
    ...sessionIn(params, request),
    ...(model === null ? {} : { model }),
    ...(path === null ? {} : { path }),
    wait,
    timeout,
  };
}

/** Whether an entry of a session is asked for. */
export const isAskedFor = (entry: JournalEntry, { model, path }: RequestQuery): boolean =>
  (model === undefined || entry.model === model) && (path === undefined || entry.path === path);
