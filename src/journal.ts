import type { ChatCompletion, ChatCompletionRequest } from './contract/api-types.ts';
import { asList, asObject } from './contract/schema/json-shape.ts';
import type { AnswerExplanation } from './mock/answer-explanation.ts';
import type { ExchangeRecord, HandledRequest } from './mock/record.ts';
import type { PlayReport } from './transports/player.ts';

/** A request received by a mock, with its outcome. */
export interface JournalEntry extends ExchangeRecord {
  /** The parsed body; omitted if it was malformed. */
  readonly request?: ChatCompletionRequest;
  /** The complete response as a plain body, even if it was streamed; omitted for errors. Its ids and timestamps are placeholders. */
  readonly answer?: ChatCompletion;
  /**
   * Tells how the request was read, which form its answer has, and where each value of it comes from; omitted for errors and replies by
   * hand.
   *
   * @example console.log(mock.requests.at(-1)?.explain?.().form); // JSON with city, days
   */
  readonly explain?: () => AnswerExplanation;
  /** `aborted`: the client disconnected before the response was complete. */
  readonly outcome: PlayReport['outcome'];
  /** Milliseconds from the request to the end of the response. */
  readonly ms: number;
}

/** The part of an exchange that a journal records. */
export type Recorded = Omit<HandledRequest, 'exchange'>;

/** The last requests of a mock, oldest first. */
export interface Journal {
  readonly entries: readonly JournalEntry[];
  /** What a verdict is about, in a journal that keeps nothing else, too; the first ones. */
  readonly troubles: readonly JournalEntry[];
  add(recorded: Recorded, outcome: PlayReport['outcome'], ms: number): void;
  /** Calls back after each entry. @returns ends that */
  onAdd(listener: () => void): () => void;
  /** @param session default: every one */
  clear(session?: string): void;
}

const MAX_SHOWN = 200;

/** What identifies a request to the person who reads a failed test. */
export function description({ method, path, request, error }: JournalEntry): string {
  if (error) return error.message;
  if (request === undefined) return `${method} ${path}`;
  const { messages, input } = asObject(request);
  const said = asList(messages).at(-1) ?? input;
  return `${method} ${path}: ${(JSON.stringify(said) ?? '').slice(0, MAX_SHOWN)}`;
}

/** Requests that no scenario matched, each with what identifies it. */
export const unmatchedIn = (entries: readonly JournalEntry[]): string[] =>
  entries.filter(({ unmatched }) => unmatched).map(description);

/** @throws Error listing the requests that matched no scenario */
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

/** Whether a verdict has anything to say about an exchange. */
const isTrouble = ({ unmatched = false, missed = false, findings = [] }: ExchangeRecord): boolean =>
  unmatched || missed || findings.length > 0;

const MAX_TROUBLES = 1000;

/** @param limit entries to keep; the oldest are forgotten */
export function createJournal(limit: number): Journal {
  let entries: JournalEntry[] = [];
  let troubles: JournalEntry[] = [];
  const listeners = new Set<() => void>();
  return {
    get entries() {
      return entries;
    },
    get troubles() {
      return troubles;
    },
    add: ({ record, request, answer: fold, explain }, outcome, ms) => {
      const trouble = isTrouble(record) && troubles.length < MAX_TROUBLES;
      if (limit === 0 && !trouble) return;
      let answer: object | undefined;
      // JSON boundary: what the service has accepted and said, by the types of the endpoint that most ask.
      const entry = { ...record, ...(request ? { request } : {}), outcome, ms } as JournalEntry;
      // Folded when it is looked at: most entries never are.
      if (fold) Object.defineProperty(entry, 'answer', { enumerable: true, get: () => (answer ??= fold()) });
      // No fact of the exchange, so not among them where they are listed or compared.
      if (explain) Object.defineProperty(entry, 'explain', { value: explain });
      if (trouble) troubles.push(entry);
      if (limit === 0) return;
      entries.push(entry);
      if (entries.length > limit) entries = entries.slice(-limit);
      for (const listener of listeners) listener();
    },
    onAdd: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    clear: (session) => {
      const others = (one: ExchangeRecord): boolean => session !== undefined && one.session !== session;
      entries = entries.filter(others);
      troubles = troubles.filter(others);
    },
  };
}
