import type { ViewedSummary } from '../viewed-exchange.ts';
import { ApiError, type Api } from './api.ts';
import { sseReader, type FeedEvent } from './sse-reader.ts';

/** What the server says first. */
export interface Hello {
  readonly title: string;
  /** Whether a mock is running. */
  readonly live: boolean;
  /** Whether there are scenarios to explain. */
  readonly explains: boolean;
  /** Whether the server goes on where the page was; if not, what the page has is of another run. */
  readonly known: boolean;
}

export type Connection = 'connecting' | 'open' | 'lost' | 'locked';

/** Told of what the feed brings. */
export interface FeedListener {
  hello(hello: Hello): void;
  rows(rows: readonly ViewedSummary[]): void;
  state(state: Connection): void;
}

/** Milliseconds before the next attempt; each failure doubles them. */
const RETRY_MS = 500;
const MAX_RETRY_MS = 8000;

/** Passes on the events of one connection, until it ends. @returns the id of the last one */
async function readFeed(
  body: ReadableStream<Uint8Array>,
  take: (event: FeedEvent) => void,
  opened: () => void,
): Promise<void> {
  const read = sseReader();
  const decoder = new TextDecoder();
  const reader = body.getReader();
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- a stream is read in order
    const { done, value } = await reader.read();
    if (done) return;
    opened();
    for (const event of read(decoder.decode(value, { stream: true }))) take(event);
  }
}

/** Follows the server's events, and connects again when it loses them. @returns ends that */
export function followFeed(api: Api, listener: FeedListener): () => void {
  const leave = new AbortController();
  let last = '';
  let wait = RETRY_MS;
  const take = ({ name, id, data }: FeedEvent): void => {
    last = id;
    // JSON boundary: the server is of the same version as the page.
    if (name === 'hello') listener.hello(JSON.parse(data) as Hello);
    else listener.rows((JSON.parse(data) as { exchanges: readonly ViewedSummary[] }).exchanges);
  };
  const connect = async (): Promise<void> => {
    try {
      const { body } = await api.events(last, leave.signal);
      listener.state('open');
      if (body) await readFeed(body, take, () => (wait = RETRY_MS));
    } catch (error) {
      // Only a token helps, and then the page starts over.
      if (error instanceof ApiError && error.status === 401) return listener.state('locked');
    }
    if (leave.signal.aborted) return;
    listener.state('lost');
    setTimeout(() => void connect(), wait);
    wait = Math.min(wait * 2, MAX_RETRY_MS);
  };
  void connect();
  return () => leave.abort();
}
