import type { ChatCompletion, ChatCompletionRequest } from './contract/api-types.ts';
import type { ExchangeRecord, Handled } from './mock/record.ts';
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

/** Folds a plan; given from outside, since only the mock knows how. */
export type ToAnswer = (plan: NonNullable<Handled['plan']>) => ChatCompletion;

/** The last requests of a mock, oldest first. */
export interface Journal {
  readonly entries: readonly JournalEntry[];
  add(handled: Handled, outcome: PlayReport['outcome'], ms: number): void;
  clear(): void;
}

/** @param limit entries to keep; the oldest are forgotten */
export function createJournal(limit: number, toAnswer: ToAnswer): Journal {
  let entries: JournalEntry[] = [];
  return {
    get entries() {
      return entries;
    },
    add: ({ record, request, plan }, outcome, ms) => {
      if (limit === 0) return;
      let answer: ChatCompletion | undefined;
      const entry: JournalEntry = { ...record, ...(request ? { request } : {}), outcome, ms };
      // Folded when it is looked at: most entries never are.
      if (plan) Object.defineProperty(entry, 'answer', { enumerable: true, get: () => (answer ??= toAnswer(plan)) });
      entries.push(entry);
      if (entries.length > limit) entries = entries.slice(-limit);
    },
    clear: () => {
      entries = [];
    },
  };
}
