import type { ErrorResponse } from '../contract/api-types.ts';
import type { RequirementId } from '../contract/generated/requirement-ids.ts';
import { jsonBody, jsonExchange } from '../wire/encode.ts';
import { DOCUMENTED_ERRORS, type DocumentedError, type DocumentedErrorName } from './build-error-table.ts';
import { checkKeys, refuse, settle } from './build-settle.ts';
import { nameHint } from '../contract/did-you-mean.ts';
import type { Violation } from '../scenarios/script.ts';
import { replayBody, type ReplayOptions } from './transcript-replay.ts';

const WHAT = 'an error';

/** What of an error should differ from what is documented. */
export interface ErrorOptions {
  readonly status?: number;
  readonly message?: string;
  readonly type?: string;
  readonly param?: string | null;
  readonly code?: string | number | null;
  /** When to come back: in both headers that clients wait by, and in the message where it names a time. */
  readonly retry_after_ms?: number;
  /** Beside the documented ones, or instead of them. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Requirements that the error breaks on purpose. */
  readonly allow?: readonly RequirementId[];
}

/** An error, in whatever form a test needs it. */
export interface BuiltError {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ErrorResponse;
  /** The body as sent. */
  readonly text: string;
  /** An HTTP answer to hand to a client, as often as wanted. */
  response(options?: ReplayOptions): Response;
}

const OPTION_KEYS: readonly (keyof ErrorOptions)[] = [
  'status',
  'message',
  'type',
  'param',
  'code',
  'retry_after_ms',
  'headers',
  'allow',
];

/** The error that a bare status stands for. */
const BY_STATUS: ReadonlyMap<number, DocumentedErrorName> = new Map([
  [400, 'bad_request'],
  [401, 'invalid_api_key'],
  [402, 'payment_required'],
  [403, 'unsupported_region'],
  [404, 'model_not_found'],
  [405, 'method_not_supported'],
  [413, 'content_too_large'],
  [415, 'unsupported_content_type'],
  [422, 'unprocessable'],
  [429, 'rate_limited'],
  [500, 'server_error'],
  [502, 'bad_gateway'],
  [503, 'overloaded'],
]);

function named(name: string): DocumentedError {
  if (Object.hasOwn(DOCUMENTED_ERRORS, name)) return DOCUMENTED_ERRORS[name as DocumentedErrorName];
  const hint = nameHint(name, Object.keys(DOCUMENTED_ERRORS)) ?? 'DOCUMENTED_ERRORS lists them';
  throw refuse(WHAT, `no documented error is called "${name}"; ${hint}`);
}

function ofStatus(status: number, { message }: ErrorOptions): DocumentedError {
  const name = BY_STATUS.get(status);
  if (name) return DOCUMENTED_ERRORS[name];
  if (message === undefined) throw refuse(WHAT, `no documented error has status ${status}; give a message`);
  const type = status >= 500 ? 'server_error' : 'invalid_request_error';
  return { status, error: { message, type, param: null, code: null } };
}

function waitText(ms: number): string {
  return ms < 1000 ? `${Math.ceil(ms)}ms` : `${Number((ms / 1000).toFixed(3))}s`;
}

/** The message and the headers agree on when to come back. `retry-after` counts whole seconds, at least one. */
function postponed(known: DocumentedError, ms: number | undefined): DocumentedError {
  if (ms === undefined) return known;
  if (!Number.isFinite(ms) || ms < 0) throw refuse(WHAT, `"retry_after_ms" is a number of milliseconds, but got ${ms}`);
  const message = known.error.message.replace(/try again in [\d.]+m?s/, `try again in ${waitText(ms)}`);
  const headers = {
    ...known.headers,
    'retry-after': String(Math.max(1, Math.ceil(ms / 1000))),
    'retry-after-ms': String(Math.ceil(ms)),
  };
  return { ...known, headers, error: { ...known.error, message } };
}

function changed(known: DocumentedError, options: ErrorOptions): Required<DocumentedError> {
  const { message, type, param, code, status } = options;
  const error = {
    ...known.error,
    ...(message === undefined ? {} : { message }),
    ...(type === undefined ? {} : { type }),
    ...(param === undefined ? {} : { param }),
    ...(code === undefined ? {} : { code }),
  };
  const lower = Object.entries(options.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  return { status: status ?? known.status, error, headers: { ...known.headers, ...Object.fromEntries(lower) } };
}

const shown = (value: unknown): string => JSON.stringify(value) ?? 'nothing';

function violationsOf({ status, error }: DocumentedError): Violation[] {
  const found: Violation[] = [];
  const expect = (holds: boolean, requirement: RequirementId, message: string): void => {
    if (!holds) found.push({ requirement, message });
  };
  const { message, type, param = null, code = null } = error;
  expect(status >= 400, 'err.status', `the status of an error is 4xx or 5xx, but got ${status}`);
  expect(typeof message === 'string' && message !== '', 'err.schema', `a message is a text, but got ${shown(message)}`);
  expect(typeof type === 'string' && type !== '', 'err.schema', `a type is a word, but got ${shown(type)}`);
  expect(
    param === null || typeof param === 'string',
    'err.schema',
    `a param is a path or null, but got ${shown(param)}`,
  );
  expect(
    code === null || typeof code === 'string' || Number.isInteger(code),
    'err.schema',
    `a code is a word, a number or null, but got ${shown(code)}`,
  );
  return found;
}

/**
 * An API error, worded as the service words it.
 *
 * @param which a name out of `DOCUMENTED_ERRORS`, or a status: the usual error of that status
 * @throws StarmockError `BAD_SCENARIO` for an unknown name, for a status without a documented error and without a message, and for
 *   an error that breaks the contract, unless `allow` names the requirement
 * @example
 * error('rate_limited', { retry_after_ms: 20 }).response(); // 429, and clients come back after 20 ms
 * @example
 * error(503).body.error.message;
 */
export function error(which: DocumentedErrorName | number, options: ErrorOptions = {}): BuiltError {
  checkKeys(WHAT, options, OPTION_KEYS);
  const known = typeof which === 'number' ? ofStatus(which, options) : named(which);
  const whole = changed(postponed(known, options.retry_after_ms), options);
  const { status } = whole;
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    throw refuse(WHAT, `"status" is a status of HTTP, but got ${String(status)}`);
  }
  settle(WHAT, violationsOf(whole), options.allow);
  const text = jsonBody({ error: whole.error });
  const headers = Object.fromEntries(jsonExchange(status, Object.entries(whole.headers), text).headers);
  return {
    status,
    headers,
    // Parsed from the text each time, so that callers can't change the table.
    body: JSON.parse(text) as ErrorResponse,
    text,
    response: (how) => replayBody({ status, headers }, new TextEncoder().encode(text), how),
  };
}
