import type { Clock } from '../transports/clock.ts';
import type { LiveFrames, LiveListener } from '../wire/exchange.ts';
import type { ExchangeStore, Kept } from './exchange-store.ts';

/** Exchanges of one event, and milliseconds between two: reading an exchange takes time that responses need, too. */
const BATCH = 50;
const PAUSE_MS = 50;

/** What a feed of events is made of. */
export interface FeedOptions<T> {
  readonly store: ExchangeStore<T>;
  /** Distinguishes this run from one that a page has seen at the same address. */
  readonly run: string;
  /** The first event. */
  readonly hello: object;
  /** The `Last-Event-ID` of a page that was here before. */
  readonly lastId: string | undefined;
  readonly clock: Clock;
  readonly row: (kept: Kept<T>) => object;
}

const event = (name: string, id: string, data: object): string =>
  `event: ${name}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;

/** The revision that a page of the same run knows; 0 for any other. */
export function knownRevision(lastId: string | undefined, run: string): number {
  const [of, revision = ''] = (lastId ?? '').split('/');
  return of === run && /^\d{1,15}$/.test(revision) ? Number(revision) : 0;
}

/** Sends what is new, a batch at a time; a page that is behind gets only the last state of each exchange. */
class Feed<T> {
  readonly #options: FeedOptions<T>;
  readonly #listener: LiveListener;
  readonly #release: () => void;
  #sent: number;
  #cancel: (() => void) | undefined;
  #behind = false;

  constructor(options: FeedOptions<T>, listener: LiveListener) {
    const { store, run, hello, lastId } = options;
    this.#options = options;
    this.#listener = listener;
    this.#sent = Math.min(knownRevision(lastId, run), store.revision);
    this.#behind = !listener.frame(event('hello', `${run}/${this.#sent}`, { ...hello, known: this.#sent > 0 }));
    this.#release = store.onChange(() => this.#schedule());
    if (this.#behind) this.#wait();
    else this.#flush();
  }

  stop(): void {
    this.#release();
    this.#cancel?.();
  }

  #schedule(): void {
    if (this.#behind || this.#cancel) return;
    const { clock } = this.#options;
    this.#cancel = clock.at(clock.now() + PAUSE_MS, () => {
      this.#cancel = undefined;
      this.#flush();
    });
  }

  #wait(): void {
    this.#listener.drained(() => {
      this.#behind = false;
      this.#flush();
    });
  }

  #flush(): void {
    const { store, run, row } = this.#options;
    const changed = store.since(this.#sent, BATCH);
    const last = changed.at(-1);
    if (!last) return;
    this.#sent = last.revision;
    this.#behind = !this.#listener.frame(event('exchanges', `${run}/${this.#sent}`, { exchanges: changed.map(row) }));
    if (this.#behind) this.#wait();
    else if (this.#sent < store.revision) this.#schedule();
  }
}

/**
 * Server-sent events with the changes of a store, from where a page was.
 *
 * @param running gets a function that ends the feed, for as long as it runs
 */
export function eventFeed<T>(options: FeedOptions<T>, running: Set<() => void>): LiveFrames {
  return {
    play: (listener) => {
      const feed = new Feed(options, listener);
      const stop = (): void => {
        running.delete(end);
        feed.stop();
      };
      const end = (): void => {
        stop();
        listener.end('close');
      };
      running.add(end);
      return stop;
    },
  };
}
