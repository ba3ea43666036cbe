import type { Endpoint } from '../contract/endpoints/endpoint.ts';
import { ENDPOINTS } from '../contract/endpoints/endpoints.ts';
import { endpointAt } from '../contract/endpoints/match-path.ts';
import { StarmockError } from '../contract/errors.ts';
import { joinBytes } from '../contract/join-bytes.ts';
import { compileSchema } from './compile-schema.ts';
import { decodeContent } from './content-coding.ts';
import { HAR_SCHEMA, type ForeignEntry, type Har, type HarContent, type HarEntry, type HarPair } from './har-format.ts';
import type { Observation, Reading } from './observation.ts';
import { observationOf } from './recorded-exchange.ts';
import { withoutPadding, withPadding } from './padding.ts';

type Headers = ReadonlyArray<readonly [name: string, value: string]>;

/** Bytes that a body may unpack to. */
const MAX_BYTES = 64 * 1024 * 1024;

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** Bytes as text, or as base64 where they are no UTF-8. */
function written(bytes: Uint8Array): { readonly text: string; readonly encoding?: 'base64' } {
  try {
    return { text: strict.decode(bytes) };
  } catch {
    return { text: base64(bytes), encoding: 'base64' };
  }
}

const valueOf = (headers: Headers, name: string): string | undefined =>
  headers.find(([key]) => key.toLowerCase() === name)?.[1];

const named = (headers: Headers): HarPair[] => headers.map(([name, value]) => ({ name, value }));

const queryOf = (url: string): HarPair[] =>
  URL.canParse(url) ? [...new URL(url).searchParams].map(([name, value]) => ({ name, value })) : [];

function requestOf({ method, url, headers, body }: Observation['request']): HarEntry['request'] {
  const { text: whole, encoding } = written(body);
  const { text, padding } = encoding ? { text: whole } : withoutPadding(whole);
  const mimeType = valueOf(headers, 'content-type') ?? '';
  const left = padding && { _padding: padding, comment: `${padding.length} repeated characters left out` };
  return {
    method,
    url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: named(headers),
    queryString: queryOf(url),
    ...(body.length > 0 && { postData: { mimeType, text, ...(encoding && { _encoding: encoding }), ...left } }),
    headersSize: -1,
    bodySize: body.length,
  };
}

function contentOf(headers: Headers, raw: Uint8Array): HarContent {
  const decoded = decodeContent(valueOf(headers, 'content-encoding'), raw, MAX_BYTES);
  const bytes = 'bytes' in decoded ? decoded.bytes : raw;
  return {
    size: bytes.length,
    ...(bytes !== raw && { compression: bytes.length - raw.length }),
    mimeType: valueOf(headers, 'content-type') ?? 'x-unknown',
    ...written(bytes),
  };
}

function responseOf({ head, end, failure }: Observation, raw: Uint8Array): HarEntry['response'] {
  const { status = 0, reason = '', headers = [], httpVersion } = head ?? {};
  const error = failure?.message ?? (end?.how === 'complete' ? undefined : (end?.detail ?? end?.how));
  return {
    status,
    statusText: reason,
    httpVersion: httpVersion === undefined ? '' : `HTTP/${httpVersion}`,
    cookies: [],
    headers: named(headers),
    content: contentOf(headers, raw),
    redirectURL: valueOf(headers, 'location') ?? '',
    headersSize: -1,
    bodySize: head ? raw.length : -1,
    ...(error !== undefined && { _error: error }),
  };
}

function entryOf(observation: Observation): HarEntry {
  const { probe, model, sample, attempt, startedAt, request, head, readings, timed, assumed, framing, end, failure } =
    observation;
  const raw = joinBytes(readings.map(({ bytes }) => bytes));
  const wait = head?.ms ?? end?.ms ?? 0;
  const receive = Math.max(0, (end?.ms ?? wait) - wait);
  return {
    startedDateTime: new Date(startedAt).toISOString(),
    time: wait + receive,
    request: requestOf(request),
    response: responseOf(observation, raw),
    cache: {},
    timings: { send: 0, wait, receive },
    _starmock: {
      probe,
      model,
      sample,
      attempt,
      framing,
      ...(timed !== undefined && { timed }),
      ...(assumed && { assumed }),
      ...(end && { end }),
      ...(failure && { failure }),
      ...(head && { headMs: head.ms }),
      readings: readings.map(({ ms, bytes }) => ({ ms, size: bytes.length })),
      ...(valueOf(head?.headers ?? [], 'content-encoding') !== undefined && { coded: base64(raw) }),
    },
  };
}

/**
 * Exchanges as an HTTP archive of version 1.2, for browsers and other tools.
 *
 * @param observations without secrets: nothing is redacted here
 * @example
 * JSON.stringify(toHar(observations, { toolVersion: '1.2.3' }));
 */
export function toHar(observations: readonly Observation[], { toolVersion }: { readonly toolVersion: string }): Har {
  return {
    log: {
      version: '1.2',
      creator: { name: 'starmock', version: toolVersion },
      entries: observations.map(entryOf),
    },
  };
}

/** Without what may be confidential. */
const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : url);

/** Whether an entry is about an endpoint: a browser records pictures and scripts, too. */
const concerns = ({ request, _starmock }: ForeignEntry, endpoints: readonly Endpoint[]): boolean =>
  _starmock !== undefined || endpointAt(pathOf(request.url).replace(/\/$/, ''), endpoints) !== undefined;

const decoded = (text: string, encoding: string | null | undefined): Uint8Array =>
  new Uint8Array(Buffer.from(text, encoding === 'base64' ? 'base64' : 'utf8'));

/** The body of a request; `undefined` where there was one and it was not recorded. */
function sentBody({ postData, bodySize }: ForeignEntry['request']): Uint8Array | undefined {
  const { text, encoding, _encoding, _padding } = postData ?? {};
  if (typeof text === 'string') return decoded(_padding ? withPadding(text, _padding) : text, _encoding ?? encoding);
  return postData || (bodySize ?? 0) > 0 ? undefined : new Uint8Array();
}

/** The same of an answer. */
function receivedBody({ request, response }: ForeignEntry): Uint8Array | undefined {
  const { content, status, bodySize, _error } = response;
  if (typeof content?.text === 'string') return decoded(content.text, content.encoding);
  const none =
    request.method === 'HEAD' || status === 0 || status === 204 || status === 304 || typeof _error === 'string';
  return none || (content?.size === 0 && (bodySize ?? 0) <= 0) ? new Uint8Array() : undefined;
}

// HTTP/2 has lines that are no headers: their names begin with a colon.
const pairs = (headers: readonly HarPair[] | undefined): Headers =>
  (headers ?? []).filter(({ name }) => !name.startsWith(':')).map(({ name, value }) => [name, value]);

const NO_BODIES =
  'record it with bodies (Chrome: "Save all as HAR with content"; Playwright: content "embed"), or remove the entry';

function foreign(entry: ForeignEntry, missing: (what: string) => Error): Observation {
  const { request, response, startedDateTime } = entry;
  const sent = sentBody(request);
  if (!sent) throw missing("the request's body");
  const body = receivedBody(entry);
  if (!body) throw missing("the answer's body");
  const { _error, statusText, httpVersion } = response;
  const observation = observationOf({
    request: sent,
    body,
    status: response.status,
    headers: pairs(response.headers),
    method: request.method,
    url: request.url,
    requestHeaders: pairs(request.headers),
    reason: statusText ?? '',
    httpVersion: /\d+(?:\.\d+)?/.exec(httpVersion ?? '')?.[0] ?? '1.1',
    startedAt: Date.parse(startedDateTime ?? '') || 0,
    ...(typeof _error === 'string' && _error !== '' && { broken: _error }),
  });
  if (response.status > 0) return observation;
  const { head: _, end: __, ...rest } = observation;
  return { ...rest, failure: { phase: 'head', code: 'RECORDED', message: _error || 'no answer was recorded' } };
}

/** Cuts a body as it came; bytes that an edited archive has more belong to the last piece. */
function recut(body: Uint8Array, pieces: ReadonlyArray<{ readonly ms: number; readonly size: number }>): Reading[] {
  let at = 0;
  return pieces.map(({ ms, size }, index) => {
    const start = at;
    at += size;
    return { ms, bytes: body.slice(start, index === pieces.length - 1 ? undefined : at) };
  });
}

/** Puts back what only our own archives tell. */
function restored(
  observation: Observation,
  extra: NonNullable<ForeignEntry['_starmock']>,
  entry: ForeignEntry,
): Observation {
  const { headMs = 0, readings, coded, timed, assumed, end, failure, ...facts } = extra;
  const { startedAt, request, head } = observation;
  const body =
    coded === undefined ? joinBytes(observation.readings.map(({ bytes }) => bytes)) : decoded(coded, 'base64');
  return {
    startedAt,
    request,
    ...facts,
    ...(head && { head: { ...head, headers: pairs(entry.response.headers), ms: headMs } }),
    readings: recut(body, readings),
    ...(timed !== undefined && { timed }),
    ...(assumed && { assumed }),
    ...(end && { end }),
    ...(failure && { failure }),
  };
}

/** Paths for a message; those of single items say nothing new. */
const pathsOf = (endpoints: readonly Endpoint[]): string =>
  endpoints
    .map(({ path }) => path)
    .filter((path) => !path.includes('{'))
    .join(' or ');

/**
 * Reads the exchanges of an HTTP archive that concern the contract: those that end in the path of an endpoint, and all of an archive of
 * ours.
 *
 * @param text of the file, from a browser, Playwright, mitmproxy or us
 * @param name of the file, for messages
 * @param endpoints default: all of the contract
 * @throws StarmockError BAD_RECORDING, with the entry and what to do about it
 * @example
 * observationsOfHar(await readFile('session.har', 'utf8'), 'session.har');
 */
export function observationsOfHar(
  text: string,
  name: string,
  endpoints: readonly Endpoint[] = ENDPOINTS,
): Observation[] {
  const bad = (cause: string, advice: string, entry?: number): StarmockError =>
    new StarmockError('BAD_RECORDING', `Could not read HTTP archive "${name}": ${cause}; ${advice}`, {
      name,
      ...(entry !== undefined && { entry }),
    });
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw bad(error instanceof Error ? error.message : String(error), 'save it again, as HAR of version 1.2');
  }
  const problem = compileSchema(HAR_SCHEMA)(value);
  if (problem !== undefined)
    throw bad(problem, 'name a file that a browser, a proxy or `starmock verify` saved as HAR');
  const { entries } = (value as { readonly log: { readonly entries: readonly ForeignEntry[] } }).log;
  const read = entries.flatMap((entry, index) => {
    if (!concerns(entry, endpoints)) return [];
    const { method, url } = entry.request;
    const observation = foreign(entry, (what) =>
      bad(`entry ${index} (${method} ${pathOf(url)}) does not hold ${what}`, NO_BODIES, index),
    );
    const { _starmock: extra } = entry;
    return [extra ? restored(observation, extra, entry) : observation];
  });
  if (read.length > 0 || entries.length === 0) return read;
  throw bad(
    `none of its ${entries.length} entries is about ${pathsOf(endpoints)}`,
    'record while the application talks to the endpoint',
  );
}
