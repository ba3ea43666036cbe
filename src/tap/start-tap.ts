import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { ExchangeConsumer } from '../recordings/exchange-consumer.ts';
import { listenError, urlHost } from '../transports/listen-address.ts';
import { knownHosts } from '../transports/known-hosts.ts';
import { openConnection } from '../verify/client/connect.ts';
import { createConsumerQueue, type ConsumerQueue } from './consumer-queue.ts';
import { createCopyBudget, NO_COPIES, type CopyBudget } from './copy-budget.ts';
import { seededDraws } from './faults/seeded-draws.ts';
import { openTapFaults, type TapFaultOptions, type TapFaults } from './faults/tap-faults.ts';
import { OpenExchange, type TapClock } from './open-exchange.ts';
import { stranger } from './own-answer.ts';
import { TappedConnection, type ConnectionContext } from './tapped-connection.ts';
import type { TapReport } from './tap-report.ts';
import { authorityOf, BASE_PATH, parseUpstream } from './upstream.ts';

export interface TapOptions extends TapClock {
  /** Base URL to forward to; its path replaces `/v1` in requests. */
  readonly upstream: string;
  /** 0 picks a free port. */
  readonly port: number;
  readonly host: string;
  /** Names that the tap may be asked by, beside loopback ones and its own; `*` for any. */
  readonly allowHosts?: readonly string[];
  /** Sent upstream in place of the client's key. */
  readonly apiKey?: string;
  /** Get a copy of each exchange that has ended. */
  readonly consumers?: readonly ExchangeConsumer[];
  /** Exchanges that wait for the consumers at most; more are dropped. Default 1000. */
  readonly maxQueued?: number;
  /** Bytes that copies hold at most; exchanges beyond are dropped. Default 256 MiB. */
  readonly maxCopied?: number;
  /** Certificates to trust beside those that Node trusts, as PEM. */
  readonly ca?: string;
  /** Accepts any certificate. */
  readonly insecure?: boolean;
  /** The proxy for a URL, if any. */
  readonly proxy?: (url: URL) => string | undefined;
  /** Milliseconds to connect to the upstream. Default 10,000. */
  readonly connectTimeout?: number;
  /** Faults that answers meet on their way to the client. */
  readonly faults?: TapFaultOptions;
  readonly onExchange?: (report: TapReport) => void;
  /** A consumer failed. */
  readonly onError?: (consumer: string, error: unknown) => void;
}

/** A running tap. */
export interface Tap {
  readonly port: number;
  /** The base URL for SDKs, including `/v1`. */
  readonly url: string;
  /** Exchanges that are passing. */
  readonly running: number;
  /** Exchanges so far whose copy was dropped. */
  readonly dropped: number;
  /**
   * Injects faults into the next requests, one step a request.
   *
   * @param session only its requests meet them
   * @throws StarmockError BAD_OPTION
   */
  injectNext(steps: readonly string[], session?: string): void;
  /**
   * Stops listening, waits for active exchanges and for the consumers.
   *
   * @param grace milliseconds after which active exchanges are cut off
   */
  close(grace?: number): Promise<void>;
}

const CONNECT_MS = 10_000;
const MAX_QUEUED = 1000;
const MAX_COPIED = 256 * 1024 * 1024;
const GRACE_MS = 5000;

/** What the connections of a tap share. */
class Exchanges {
  readonly connections = new Set<TappedConnection>();
  readonly #options: TapOptions;
  readonly #budget: CopyBudget;
  readonly #queue: ConsumerQueue;
  #faults: TapFaults | undefined;
  #count = 0;
  dropped = 0;

  constructor(options: TapOptions) {
    const { consumers = [], maxQueued = MAX_QUEUED, maxCopied = MAX_COPIED, onError = () => undefined } = options;
    this.#options = options;
    this.#budget = consumers.length === 0 ? NO_COPIES : createCopyBudget(maxCopied);
    this.#faults = options.faults && openTapFaults(options.faults);
    this.#queue = createConsumerQueue({ consumers, maxQueued, onError });
  }

  injectNext(steps: readonly string[], session?: string): void {
    this.#faults ??= openTapFaults({ faults: [], rate: 1, script: [], draws: seededDraws('') });
    this.#faults.injectNext(steps, session);
  }

  get running(): number {
    return [...this.connections].reduce((total, { running }) => total + running, 0);
  }

  /** Takes a connection of a client. */
  accept(socket: Socket, context: Omit<ConnectionContext, 'begin'>): void {
    const connection: TappedConnection = new TappedConnection(socket, {
      ...context,
      begin: (head) => {
        const faults = this.#faults?.meet(head);
        return new OpenExchange(++this.#count, head, {
          clock: this.#options,
          budget: this.#budget,
          faults,
          over: (exchange) => {
            connection.exchangeOver(exchange);
            this.#ended(exchange);
          },
        });
      },
    });
    this.connections.add(connection);
    socket.once('close', () => this.connections.delete(connection));
  }

  #ended(exchange: OpenExchange): void {
    const dropped = this.#budget !== NO_COPIES && !this.#handOn(exchange);
    if (dropped) this.dropped++;
    this.#options.onExchange?.(exchange.report(dropped));
  }

  /** @returns whether the consumers get the copy */
  #handOn(exchange: OpenExchange): boolean {
    const { copy } = exchange;
    if (copy.dropped) return false;
    const isQueued = this.#queue.offer(
      () => exchange.tapped(),
      () => copy.release(),
    );
    if (!isQueued) copy.drop();
    return isQueued;
  }

  async drained(): Promise<void> {
    await this.#queue.close();
  }
}

/**
 * Forwards everything that is sent to a port of this machine to an upstream, byte by byte, and hands copies of the exchanges to consumers.
 *
 * @throws StarmockError BAD_OPTION, PORT_IN_USE, LISTEN_FAILED
 * @example
 * const tap = await startTap({ upstream: 'https://api.example.com/v1', port: 0, host: '127.0.0.1', wallClock: Date.now, now: () => performance.now() });
 */
export async function startTap(options: TapOptions): Promise<Tap> {
  const { host, port, allowHosts = [], apiKey, ca, insecure = false, connectTimeout = CONNECT_MS } = options;
  const upstream = parseUpstream(options.upstream, options.proxy);
  const known = knownHosts(host, allowHosts);
  const exchanges = new Exchanges(options);
  const context: Omit<ConnectionContext, 'begin'> = {
    upstream,
    ...(apiKey === undefined ? {} : { apiKey }),
    connect: (signal) =>
      openConnection(upstream.url, {
        timeout: connectTimeout,
        insecure,
        signal,
        ...(ca === undefined ? {} : { ca }),
        ...(upstream.proxy === undefined ? {} : { proxy: upstream.proxy }),
      }),
    refuse: (head) => {
      const origin = head.method === 'OPTIONS' ? undefined : head.received('origin');
      const complaint = known.complaint(authorityOf(head.asked) ?? head.received('host'), origin);
      return complaint === undefined ? undefined : stranger(complaint);
    },
  };
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => exchanges.accept(socket, context));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenError(error, options)));
    server.listen({ port, host, backlog: 4096 }, resolve);
  });
  const actual = (server.address() as AddressInfo).port;
  return {
    port: actual,
    url: `http://${urlHost(host)}:${actual}${BASE_PATH}`,
    get running() {
      return exchanges.running;
    },
    get dropped() {
      return exchanges.dropped;
    },
    injectNext: (steps, session) => exchanges.injectNext(steps, session),
    close: async (grace = GRACE_MS) => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const connection of exchanges.connections) connection.close();
      const late = setTimeout(
        () => {
          for (const connection of exchanges.connections) connection.destroy();
        },
        Math.min(grace, MAX_TIMER),
      );
      await closed;
      clearTimeout(late);
      await exchanges.drained();
    },
  };
}

/** The longest time that a timer takes; for ever, as far as a tap is concerned. */
const MAX_TIMER = 2 ** 31 - 1;
