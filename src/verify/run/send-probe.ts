import { chat } from '../../contract/endpoints/chat.ts';
import type { Client } from '../client/client.ts';
import type { Observation, SentRequest } from '../evidence/observation.ts';
import type { Probe, ProbeKey, ProbeRequest } from '../probes/probe.ts';
import { retryWait } from './retry.ts';

/** What sending takes. */
export interface Sender {
  readonly client: Client;
  /** `/v1` included, without a slash at the end. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** `starmock/1.2.3`. */
  readonly userAgent: string;
  readonly wallClock: () => number;
  /** Waits so many milliseconds, or until the run is given up. */
  readonly pause: (ms: number) => Promise<void>;
  readonly signal?: AbortSignal;
}

/** A key that nobody has; the mock knows it as such. */
export const UNKNOWN_KEY = 'sk-invalid';

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
      return `Basic ${Buffer.from('starmock:x').toString('base64')}`;
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

/** The request of a probe as it goes out. The headers are those that the official client sends, as far as services look at them. */
export function sentRequest(
  request: ProbeRequest,
  sender: Pick<Sender, 'baseUrl' | 'apiKey' | 'userAgent'>,
): SentRequest {
  const { method = 'POST', path = chat.path, headers = {}, key = 'key', body } = request;
  const bearer = authorization(key, sender.apiKey);
  const own = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const usual: (readonly [string, string])[] = [
    ['Accept', 'application/json'],
    ['Accept-Encoding', 'identity'],
    ['User-Agent', sender.userAgent],
    ...(body === undefined ? [] : [['Content-Type', 'application/json'] as const]),
    ...(bearer === undefined ? [] : [['Authorization', bearer] as const]),
  ];
  return {
    method,
    url: `${sender.baseUrl}${path}`,
    headers: [...usual.filter(([name]) => !own.has(name.toLowerCase())), ...Object.entries(headers)],
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
