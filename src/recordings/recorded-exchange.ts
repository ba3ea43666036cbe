import type { Endpoint } from '../contract/endpoints/endpoint.ts';
import { ENDPOINTS } from '../contract/endpoints/endpoints.ts';
import { asObject } from '../contract/schema/json-shape.ts';
import { isJsonObject, type JsonObject } from '../contract/requirements.ts';
import { asLatin1 } from './latin1.ts';
import type { Observation } from './observation.ts';

/** A body: a JSON value, a string, or bytes. */
export type RecordedBody = object | string | Uint8Array;

/** Headers as a record, or as pairs where a name comes twice. */
export type RecordedHeaders =
  Readonly<Record<string, string | readonly string[]>> | ReadonlyArray<readonly [name: string, value: string]>;

/** An externally recorded HTTP exchange; unknown parts are omitted. */
export interface RecordedExchange {
  /** Body of the request. Without one the method is taken to be GET. */
  readonly request?: RecordedBody;
  /** Body of the answer, content codings undone: an event stream as text, or JSON as text or value. */
  readonly body: RecordedBody;
  /** Default 200, or 400 for a body that is an error and nothing else. */
  readonly status?: number;
  /** Headers of the answer. Where there are none at all, a content type is taken from the look of the body. */
  readonly headers?: RecordedHeaders;
  /** Whether the recorder kept only some of the headers, so that nothing is wrong where one is missing. Default: only without any. */
  readonly someHeaders?: boolean;
  readonly method?: string;
  /** Default: one that ends in the path of the endpoint that the request is meant for, chat completions where it has `messages`. */
  readonly url?: string;
  readonly requestHeaders?: RecordedHeaders;
  /** Default: the request's `model`. */
  readonly model?: string;
  readonly reason?: string;
  /** For instance `2`. Default `1.1`. */
  readonly httpVersion?: string;
  /** Unix milliseconds. Default 0. */
  readonly startedAt?: number;
  /** Why the body ended early, where it did. */
  readonly broken?: string;
}

const UNKNOWN_URL = 'https://recorded.invalid/';

/** Of the endpoint that the body can be meant for, by the one member that no other asks for. */
function urlOf(body: JsonObject, endpoints: readonly Endpoint[]): string {
  const endpoint = endpoints.find(({ member }) => member !== undefined && body[member] !== undefined);
  return endpoint ? `${UNKNOWN_URL}v1${endpoint.path}` : UNKNOWN_URL;
}

const bytesOf = (body: RecordedBody): Uint8Array =>
  body instanceof Uint8Array
    ? body
    : new Uint8Array(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body), 'utf8'));

function pairsOf(headers: RecordedHeaders): (readonly [string, string])[] {
  if (isPairs(headers)) return [...headers];
  return Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().map((one): readonly [string, string] => [name, one]),
  );
}

const isPairs = (headers: RecordedHeaders): headers is ReadonlyArray<readonly [string, string]> =>
  Array.isArray(headers);

function valueOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}

const onlyError = (value: unknown): boolean =>
  isJsonObject(value) && isJsonObject(value['error']) && !('choices' in value);

/** Fields that event streams are made of, at the beginning of the first lines. */
const typeOf = (bytes: Uint8Array): string =>
  /^(?:\xEF\xBB\xBF)?[\r\n]*(?:data|event|id|retry)?:/.test(asLatin1(bytes.subarray(0, 4096)))
    ? 'text/event-stream; charset=utf-8'
    : 'application/json';

function framingOf(headers: ReadonlyArray<readonly [string, string]>): Observation['framing'] {
  const names = headers.map(([name]) => name.toLowerCase());
  if (names.includes('transfer-encoding')) return 'chunked';
  return names.includes('content-length') ? 'length' : 'close';
}

/** What has to be taken as usual. */
function assumedOf({ status, headers, someHeaders }: RecordedExchange): Pick<Observation, 'assumed'> {
  const assumed = [
    ...(status === undefined ? (['status'] as const) : []),
    ...((someHeaders ?? headers === undefined) ? (['headers'] as const) : []),
  ];
  return assumed.length === 0 ? {} : { assumed };
}

/**
 * An external recording in the form that checks expect, without timing (`timed: false`).
 *
 * @example
 * observationOf({ request: { model: 'gpt-5.1', messages, stream: true }, body: await readFile('answer.sse', 'utf8') });
 */
export function observationOf(exchange: RecordedExchange, endpoints: readonly Endpoint[] = ENDPOINTS): Observation {
  const { request, status, headers, reason = '', httpVersion = '1.1', startedAt = 0, broken } = exchange;
  const body = bytesOf(exchange.body);
  const sent = request === undefined ? new Uint8Array() : bytesOf(request);
  const asked = asObject(valueOf(sent));
  const { model } = asked;
  // What is recorded has no content encoding any more, despite its headers.
  const told = pairsOf(headers ?? { 'content-type': typeOf(body) }).filter(
    ([name]) => name.toLowerCase() !== 'content-encoding',
  );
  return {
    probe: '',
    model: exchange.model ?? (typeof model === 'string' ? model : ''),
    sample: 0,
    attempt: 0,
    startedAt,
    request: {
      method: exchange.method ?? (request === undefined ? 'GET' : 'POST'),
      url: exchange.url ?? urlOf(asked, endpoints),
      headers: pairsOf(
        exchange.requestHeaders ?? (request === undefined ? {} : { 'Content-Type': 'application/json' }),
      ),
      body: sent,
    },
    head: { status: status ?? (onlyError(valueOf(body)) ? 400 : 200), reason, httpVersion, headers: told, ms: 0 },
    readings: body.length > 0 ? [{ ms: 0, bytes: body }] : [],
    timed: false,
    ...assumedOf(exchange),
    framing: framingOf(told),
    end: broken === undefined ? { how: 'complete', ms: 0 } : { how: 'closed', ms: 0, detail: broken },
  };
}
