import type { ChatCompletion, ChatCompletionRequest } from './contract/api-types.ts';
import { asList, asObject } from './contract/schema/json-shape.ts';
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
  /** @throws Error naming every request that matches no scenario */
  expectNoUnmatched(): void;
}

const MAX_SHOWN = 200;

/** What identifies a request to the person who reads a failed test. */
function description({ method, path, request, error }: JournalEntry): string {
  if (error) return error.message;
  const { messages, input } = asObject(request);
  const said = asList(messages).at(-1) ?? input;
  return `${method} ${path}: ${(JSON.stringify(said) ?? '').slice(0, MAX_SHOWN)}`;
}

/** Requests that no scenario matched, each with what identifies it. */
export const unmatchedIn = (entries: readonly JournalEntry[]): string[] =>
  entries.filter(({ unmatched }) => unmatched).map(description);

/** @throws Error as {@link MockSession.expectNoUnmatched} says */
export function expectMatched(entries: readonly JournalEntry[]): void {
  const missed = unmatchedIn(entries);
  if (missed.length === 0) return;
  const requests = missed.length === 1 ? '1 request matches' : `${missed.length} requests match`;
  throw new Error(`${requests} no scenario\n${missed.join('\n')}`);
}

/** @throws Error naming the scenarios, if there are any */
export function expectUsed(unused: readonly string[]): void {
  if (unused.length === 0) return;
  const scenarios = unused.length === 1 ? '1 scenario was' : `${unused.length} scenarios were`;
  throw new Error(`${scenarios} never used\n${unused.join('\n')}`);
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
