import type { ChatCompletion, ChatCompletionRequest } from './contract/api-types.ts';
import type { ExchangeRecord, HandledRequest } from './mock/record.ts';
import type { PlayReport } from './transports/player.ts';

/** One request that a mock has received, and what became of it. */
export interface JournalEntry extends ExchangeRecord {
  /** The parsed body; absent where it was refused for its form. */
  readonly request?: ChatCompletionRequest;
  /** The whole answer as a plain body, also of a streamed one; absent for errors. */
  readonly answer?: ChatCompletion;
  /** `aborted`: the client went away before the answer was complete. */
  readonly outcome: PlayReport['outcome'];
  /** Milliseconds from the request to the end of the answer. */
  readonly ms: number;
}

/** What of an exchange goes into a journal. */
export type Recorded = Omit<HandledRequest, 'exchange'>;

/** The last requests of a mock, oldest first. */
export interface Journal {
  readonly entries: readonly JournalEntry[];
  add(recorded: Recorded, outcome: PlayReport['outcome'], ms: number): void;
  clear(): void;
}

/** Of the requests of a mock those of one session. */
export interface MockSession {
  /** Oldest first. */
  readonly requests: readonly JournalEntry[];
  /** @throws Error naming every request that strict mode refused because no scenario fits it */
  expectNoUnmatched(): void;
}

/** @throws Error as {@link MockSession.expectNoUnmatched} says */
export function expectMatched(entries: readonly JournalEntry[]): void {
  const messages = entries.filter(({ unmatched }) => unmatched).map(({ error }) => error?.message ?? '');
  if (messages.length > 0) throw new Error(`${messages.length} requests fit no scenario\n${messages.join('\n')}`);
}

/** @param name the header or the API key that the session has sent */
export function sessionView(journal: Pick<Journal, 'entries'>, name: string): MockSession {
  const own = (): JournalEntry[] => journal.entries.filter(({ session }) => session === name);
  return {
    get requests() {
      return own();
    },
    expectNoUnmatched: () => expectMatched(own()),
  };
}

/** @param limit entries to keep; the oldest are forgotten */
export function createJournal(limit: number): Journal {
  let entries: JournalEntry[] = [];
  return {
    get entries() {
      return entries;
    },
    add: ({ record, request, answer: fold }, outcome, ms) => {
      if (limit === 0) return;
      let answer: object | undefined;
      const entry = { ...record, ...(request ? { request } : {}), outcome, ms };
      // Folded when it is looked at: most entries never are.
      if (fold) Object.defineProperty(entry, 'answer', { enumerable: true, get: () => (answer ??= fold()) });
      // JSON boundary: what the service has accepted and said, by the types of the endpoint that most ask.
      entries.push(entry as JournalEntry);
      if (entries.length > limit) entries = entries.slice(-limit);
    },
    clear: () => {
      entries = [];
    },
  };
}
