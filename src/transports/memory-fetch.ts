import type { Service } from '../mock/pipeline.ts';
import type { ServiceRequest } from '../mock/service-request.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { Clock } from './clock.ts';
import type { OnExchange } from './on-exchange.ts';
import { playExchange, type Play, type PlayReport, type Sink } from './player.ts';

/** The signature of the global `fetch`, accepted by SDKs. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

export interface MemoryFetchOptions {
  readonly clock: Clock;
  readonly onExchange?: OnExchange;
}

const encoder = new TextEncoder();

/** Statuses that must not have a body, by the Fetch standard. */
const isBodiless = (status: number): boolean => status === 204 || status === 205 || status === 304;

function abortError(signal: AbortSignal): unknown {
  return signal.reason ?? new DOMException('This operation was aborted', 'AbortError');
}

/** The error that Node's fetch rejects with when a server cuts the connection. */
function cutError(): TypeError {
  return new TypeError('terminated', { cause: new Error('other side closed') });
}

/** The error that Node's fetch rejects with when there is no response. */
function failedError(): TypeError {
  return new TypeError('fetch failed', { cause: new Error('other side closed') });
}

/** There is no socket to show what is not HTTP: the connection fails when its frames are over, or hangs. */
function fail(exchange: Exchange, { clock, signal, over }: Playing): Promise<Response> {
  return new Promise((_resolve, reject) => {
    const abort = (): void => {
      play.abort();
      reject(abortError(signal as AbortSignal));
    };
    const end = (): void => {
      signal?.removeEventListener('abort', abort);
      reject(failedError());
    };
    const sink: Sink = { write: () => true, drained: nothing, end, reset: end };
    const play = playExchange(exchange, sink, clock, over);
    signal?.addEventListener('abort', abort, { once: true });
  });
}

async function bodyOf(input: Request | undefined, init: RequestInit | undefined): Promise<Uint8Array | undefined> {
  const body = init?.body;
  if (typeof body === 'string') return encoder.encode(body);
  if (body === undefined || body === null) {
    return input?.body ? new Uint8Array(await input.arrayBuffer()) : undefined;
  }
  return new Uint8Array(await new Response(body).arrayBuffer());
}

async function serviceRequest(input: string | URL | Request, init: RequestInit | undefined): Promise<ServiceRequest> {
  const request = input instanceof Request ? input : undefined;
  const headers = new Headers(init?.headers ?? request?.headers);
  const body = await bodyOf(request, init);
  const { pathname, search } = new URL(request ? request.url : String(input), 'http://starmock.invalid');
  return {
    method: (init?.method ?? request?.method ?? 'GET').toUpperCase(),
    path: pathname,
    ...(search === '' ? {} : { query: search.slice(1) }),
    header: (name) => headers.get(name) ?? undefined,
    headers: () => [...headers],
    ...(body ? { body } : {}),
  };
}

/** A body that is complete already. */
function wholeBody({ frames, end }: Exchange): string | Uint8Array<ArrayBuffer> | undefined {
  if (!Array.isArray(frames) || end !== 'close' || frames.length !== 1) return undefined;
  const [{ wait, bytes }] = frames;
  return wait === 0 ? bytes : undefined;
}

/** A text without a media type as bytes: `Response` would make one up for it. */
function typed(body: string | Uint8Array<ArrayBuffer>, { headers }: Exchange): string | Uint8Array<ArrayBuffer> {
  return typeof body !== 'string' || headers.some(([name]) => name === 'content-type') ? body : encoder.encode(body);
}

interface Playing {
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
  readonly over: (report: PlayReport) => void;
}

const nothing = (): void => undefined;

/** Puts frames into a web stream; the stream's own queue says when the reader is behind. */
function streamBody(exchange: Exchange, { clock, signal, over }: Playing): ReadableStream<Uint8Array> {
  let play: Play | undefined;
  let resume: (() => void) | undefined;
  let stop = nothing;
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        const abort = (): void => {
          play?.abort();
          controller.error(abortError(signal as AbortSignal));
        };
        signal?.addEventListener('abort', abort, { once: true });
        stop = () => signal?.removeEventListener('abort', abort);
        const sink: Sink = {
          write: (bytes) => {
            controller.enqueue(typeof bytes === 'string' ? encoder.encode(bytes) : bytes);
            return (controller.desiredSize ?? 0) > 0;
          },
          drained: (callback) => {
            resume = callback;
          },
          end: () => {
            stop();
            controller.close();
          },
          reset: () => {
            stop();
            controller.error(cutError());
          },
        };
        play = playExchange(exchange, sink, clock, over);
      },
      pull: () => {
        const callback = resume;
        resume = undefined;
        callback?.();
      },
      cancel: () => {
        stop();
        play?.abort();
      },
    },
    // A little ahead of the reader, so that a prompt reader is never the one who waits.
    { highWaterMark: 16 },
  );
}

/** Keeps the client waiting for the head, too. */
function respondLater({ delay = 0, ...exchange }: Exchange, playing: Playing): Promise<Response> {
  const { clock, signal, over } = playing;
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      cancel();
      over({ outcome: 'aborted' });
      reject(abortError(signal as AbortSignal));
    };
    const cancel = clock.at(clock.now() + delay, () => {
      signal?.removeEventListener('abort', abort);
      resolve(respond(exchange, playing));
    });
    signal?.addEventListener('abort', abort, { once: true });
  });
}

/** Resolves at the first frame's time, since `fetch` resolves when the head arrives, and rejects when aborted before. */
function respond(exchange: Exchange, playing: Playing): Promise<Response> {
  const { signal } = playing;
  if (exchange.delay) return respondLater(exchange, playing);
  if (exchange.raw) return fail(exchange, playing);
  const init = {
    status: exchange.status,
    headers: exchange.headers.map(([name, value]): [string, string] => [name, value]),
  };
  if (isBodiless(exchange.status)) {
    playing.over({ outcome: 'complete' });
    return Promise.resolve(new Response(null, init));
  }
  const body = wholeBody(exchange);
  if (body !== undefined) {
    playing.over({ outcome: 'complete' });
    return Promise.resolve(new Response(typed(body, exchange), init));
  }
  if (signal?.aborted) return Promise.reject(abortError(signal));
  return Promise.resolve(new Response(streamBody(exchange, playing), init));
}

/** Rejects as soon as the signal says so: the work is no longer needed. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(abortError(signal));
    signal.addEventListener('abort', abort, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/**
 * A `fetch` that never leaves the process: the same service and the same player as the server, without a socket.
 *
 * @example
 * const client = new OpenAI({ apiKey: 'any', fetch: createMemoryFetch(service, { clock }) });
 */
export function createMemoryFetch(service: Service, { clock, onExchange }: MemoryFetchOptions): Fetch {
  return async (input, init) => {
    const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    signal?.throwIfAborted();
    const started = clock.now();
    const request = await serviceRequest(input, init);
    const answering = (async () => {
      const answer = await service.handle(request);
      if (signal?.aborted) onExchange?.(answer)('aborted', clock.now() - started);
      return answer;
    })();
    const handled = await (signal ? untilAborted(answering, signal) : answering);
    signal?.throwIfAborted();
    const told = onExchange?.(handled);
    const over = ({ outcome }: PlayReport): void => told?.(outcome, clock.now() - started);
    return respond(handled.exchange, { clock, signal: signal ?? undefined, over });
  };
}
