import { withoutTrailingSlashes } from './contract/without-trailing-slashes.ts';
import type { Forwarder } from './mock/forwarder.ts';
import { BASE } from './mock/route.ts';
import type { ServiceRequest } from './mock/service-request.ts';
import { StarmockError } from './contract/errors.ts';
import type { ExchangeConsumer } from './recordings/exchange-consumer.ts';
import type { Observation, Reading, SentRequest } from './recordings/observation.ts';
import type { Exchange, LiveListener } from './wire/exchange.ts';

/** How requests go to a live API. */
export interface UpstreamOptions {
  /** Base URL, including `/v1` or its equivalent. */
  readonly baseUrl: string;
  /** Gets a copy of each exchange, when it has ended. */
  readonly consumer?: ExchangeConsumer | undefined;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** Unix milliseconds. */
  readonly wallClock: () => number;
}

/** What sends requests on, and waits for those who take copies. */
export interface Upstream extends Forwarder {
  /** Resolves when all copies have been taken. */
  settled(): Promise<void>;
}

/** @throws StarmockError BAD_OPTION */
export function checkUpstream(url: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return withoutTrailingSlashes(url);
  const message = `Invalid upstream ${JSON.stringify(url)}: expected an http:// or https:// URL such as https://api.example.com/v1`;
  throw new StarmockError('BAD_OPTION', message, { url });
}

/** Headers of one connection, and those that are for the mock. */
const OWN = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'transfer-encoding',
  'upgrade',
]);
const isForwarded = (name: string): boolean => !OWN.has(name.toLowerCase()) && !/^x-starmock-/i.test(name);

/** What Node's client undoes in all its versions: anything else would reach the client without its name. */
const UNDONE_CODINGS = /^(?:gzip|x-gzip|deflate|br|identity)\b/i;
const acceptable = (codings: string): string => {
  const kept = codings.split(',').filter((one) => UNDONE_CODINGS.test(one.trim()));
  return kept.length > 0 ? kept.join(',') : 'identity';
};

function sentRequest({ method, path, query, headers, body }: ServiceRequest, baseUrl: string): SentRequest {
  const below = path.startsWith(`${BASE}/`) ? path.slice(BASE.length) : path;
  return {
    method,
    url: `${baseUrl}${below}${query === undefined ? '' : `?${query}`}`,
    headers: (headers?.() ?? [])
      .filter(([name]) => isForwarded(name))
      .map(([name, value]) => [name, name.toLowerCase() === 'accept-encoding' ? acceptable(value) : value] as const),
    body: body ?? new Uint8Array(),
  };
}

/** `fetch` has undone the content coding, and with it the length is another. */
const UNDONE = new Set(['content-encoding', 'content-length', 'connection', 'keep-alive', 'transfer-encoding']);
const headersOf = (response: Response): (readonly [string, string])[] =>
  [...response.headers].filter(([name]) => !UNDONE.has(name));

const causeOf = (error: unknown): string => {
  const { cause, message } = error instanceof Error ? error : new Error(String(error));
  return cause instanceof Error && cause.message !== '' ? `${message}: ${cause.message}` : message;
};

/** As a gateway reports that no answer came. */
function unreachable(baseUrl: string, error: unknown): Exchange {
  const message = `Could not reach ${new URL(baseUrl).origin}: ${causeOf(error)}`;
  const bytes = `${JSON.stringify({ error: { message, type: 'upstream_error', param: null, code: 'upstream_unreachable' } }, null, 2)}\n`;
  return { status: 502, headers: [['content-type', 'application/json']], frames: [{ wait: 0, bytes }], end: 'close' };
}

type How = 'complete' | 'closed' | 'aborted';

/** One exchange under way: the answer goes to the client as it comes, and a copy is kept. */
class Forwarding {
  /** Resolves with the copy when the exchange has ended; with nothing where no answer came. */
  readonly ended: Promise<Observation | undefined>;
  readonly #end: (observation?: Observation) => void;
  readonly #readings: Reading[] = [];
  readonly #startedAt: number;
  readonly #began: number;
  readonly #request: SentRequest;
  readonly #options: UpstreamOptions;
  readonly #leave = new AbortController();
  #taken = false;

  constructor(request: SentRequest, options: UpstreamOptions) {
    const { promise, resolve } = Promise.withResolvers<Observation | undefined>();
    this.ended = promise;
    this.#end = resolve;
    this.#request = request;
    this.#options = options;
    this.#startedAt = options.wallClock();
    this.#began = options.now();
  }

  /** Ends what no client reads. */
  drop(): void {
    if (this.#taken) return;
    this.#leave.abort();
    this.#end();
  }

  async send(): Promise<Exchange> {
    const { method, url, headers, body } = this.#request;
    const response = await fetch(url, {
      method,
      headers: headers.map(([name, value]): [string, string] => [name, value]),
      signal: this.#leave.signal,
      redirect: 'manual',
      ...(body.length > 0 && { body: new Uint8Array(body) }),
    });
    const { status, statusText: reason } = response;
    const head = { status, reason, httpVersion: '1.1', headers: headersOf(response), ms: this.#ms() };
    if (!response.body) {
      this.#end(this.#observation(head, 'complete'));
      return { status, headers: head.headers, frames: [], end: 'close' };
    }
    const play = (listener: LiveListener): (() => void) => {
      this.#taken = true;
      void this.#pass(response, listener).then((how) => this.#end(this.#observation(head, how)));
      return () => this.#leave.abort();
    };
    return { status, headers: head.headers, frames: [], end: 'hang', live: { play } };
  }

  #ms(): number {
    return this.#options.now() - this.#began;
  }

  async #pass(response: Response, listener: LiveListener): Promise<How> {
    try {
      for await (const bytes of response.body ?? []) {
        this.#readings.push({ ms: this.#ms(), bytes });
        listener.frame(bytes);
      }
      listener.end('close');
      return 'complete';
    } catch {
      if (this.#leave.signal.aborted) return 'aborted';
      listener.end('reset');
      return 'closed';
    }
  }

  #observation(head: NonNullable<Observation['head']>, how: How): Observation {
    const unnamed = { probe: '', model: '', sample: 0, attempt: 0 };
    const end = { how, ms: this.#ms() };
    return {
      ...unnamed,
      startedAt: this.#startedAt,
      request: this.#request,
      head,
      readings: this.#readings,
      framing: 'chunked',
      end,
    };
  }
}

/**
 * Sends requests to a live API with Node's own client, which knows proxies and certificates by their usual variables
 * (`NODE_USE_ENV_PROXY`, `NODE_EXTRA_CA_CERTS`). Load this module only where that was asked for: nothing that replays reaches it.
 *
 * @throws StarmockError BAD_OPTION
 */
export function createUpstream(options: UpstreamOptions): Upstream {
  const baseUrl = checkUpstream(options.baseUrl);
  const running = new Map<Forwarding, Promise<void>>();
  let count = 0;

  async function follow(forwarding: Forwarding, session: string | undefined, number: number): Promise<void> {
    const observation = await forwarding.ended;
    if (observation) {
      const left = observation.end?.how === 'aborted';
      await options.consumer?.take({ number, ...(session !== undefined && { session }), observation, left });
    }
    running.delete(forwarding);
  }

  return {
    forward: async (request, session) => {
      const forwarding = new Forwarding(sentRequest(request, baseUrl), options);
      running.set(forwarding, follow(forwarding, session, ++count));
      try {
        return await forwarding.send();
      } catch (error) {
        forwarding.drop();
        return unreachable(baseUrl, error);
      }
    },
    settled: async () => {
      for (const forwarding of running.keys()) forwarding.drop();
      await Promise.all(running.values());
    },
  };
}
