import { chat } from '../../contract/endpoints/chat.ts';
import type { Client } from '../client/client.ts';
import type { Observation, SentRequest } from '../../recordings/observation.ts';
import type { Probe, ProbeKey, ProbeRequest } from '../probes/probe.ts';
import { retryWait } from './retry.ts';

/** What sending takes. */
export interface Sender {
  readonly client: Client;
  /** `/v1` included, without a slash at the end. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** For instance `starmock/1.2.3`. */
  readonly userAgent: string;
  /** Sent with every request, before anything that a probe says of the same header. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Added to every URL. */
  readonly query?: Readonly<Record<string, string>>;
  readonly wallClock: () => number;
  /** Waits so many milliseconds, or until the run is given up. */
  readonly pause: (ms: number) => Promise<void>;
  readonly signal?: AbortSignal;
}

/** A key that is always invalid, also for the mock. */
export const UNKNOWN_KEY = 'sk-invalid';

/** Headers by which gateways take a key beside `Authorization`, or in its place. */
const KEY_HEADERS: ReadonlySet<string> = new Set(['authorization', 'api-key', 'x-api-key']);

const encoder = new TextEncoder();

function authorization(kind: ProbeKey, key: string): string | undefined {
  switch (kind) {
    case 'key':
      return `Bearer ${key}`;
    case 'none':
      return undefined;
    case 'unknown':
      return `Bearer ${UNKNOWN_KEY}`;
    case 'basic':
      return `Basic ${Buffer.from('user:x').toString('base64')}`;
    case 'empty':
      return 'Bearer ';
    case 'lower-case':
      return `bearer ${key}`;
  }
}

function bytesOf(body: ProbeRequest['body']): Uint8Array {
  if (body === undefined) return new Uint8Array();
  if (body instanceof Uint8Array) return body;
  return encoder.encode(typeof body === 'string' ? body : JSON.stringify(body));
}

function withQuery(url: string, query: Readonly<Record<string, string>>): string {
  const text = new URLSearchParams(query).toString();
  return text === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${text}`;
}

/** The request of a probe as it goes out. The headers are those that the official client sends, as far as services look at them. */
export function sentRequest(
  request: ProbeRequest,
  sender: Pick<Sender, 'baseUrl' | 'apiKey' | 'userAgent' | 'headers' | 'query'>,
): SentRequest {
  const { method = 'POST', path = chat.path, headers = {}, key = 'key', body } = request;
  const bearer = authorization(key, sender.apiKey);
  const own = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const given = Object.entries(sender.headers ?? {}).flatMap(([name, value]): [string, string][] => {
    if (own.has(name.toLowerCase())) return [];
    if (key === 'key' || !KEY_HEADERS.has(name.toLowerCase())) return [[name, value]];
    // A request without the key, or with another one, is so in every header that carries it.
    return key === 'unknown' ? [[name, UNKNOWN_KEY]] : [];
  });
  const replaced = new Set([...own, ...given.map(([name]) => name.toLowerCase())]);
  const usual: (readonly [string, string])[] = [
    ['Accept', 'application/json'],
    ['Accept-Encoding', 'identity'],
    ['User-Agent', sender.userAgent],
    ...(body === undefined ? [] : [['Content-Type', 'application/json'] as const]),
    ...(bearer === undefined ? [] : [['Authorization', bearer] as const]),
  ];
  return {
    method,
    url: withQuery(`${sender.baseUrl}${path}`, sender.query ?? {}),
    headers: [...usual.filter(([name]) => !replaced.has(name.toLowerCase())), ...given, ...Object.entries(headers)],
    body: bytesOf(body),
  };
}

/** Which exchange of a run it is. */
export interface ProbeCall {
  readonly probe: Probe;
  readonly request: ProbeRequest;
  readonly model: string;
  readonly sample: number;
}

/**
 * Sends a probe, and again after failures of transport and statuses that ask for it.
 *
 * @returns every attempt, the last of them the one that counts
 */
export async function sendProbe({ probe, request, model, sample }: ProbeCall, sender: Sender): Promise<Observation[]> {
  const outgoing = sentRequest(request, sender);
  const { leaveAfter } = request;
  const attempts: Observation[] = [];
  for (;;) {
    const exchanged = await sender.client.send(outgoing, {
      ...(leaveAfter === undefined ? {} : { leaveAfter }),
      ...(sender.signal ? { signal: sender.signal } : {}),
    });
    const observation: Observation = { probe: probe.id, model, sample, attempt: attempts.length, ...exchanged };
    attempts.push(observation);
    const wait = retryWait(observation, attempts.length - 1, sender.wallClock());
    if (wait === undefined || sender.signal?.aborted) return attempts;
    await sender.pause(wait);
    if (sender.signal?.aborted) return attempts;
  }
}
