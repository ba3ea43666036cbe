/** What a part of a stream carries; the page has a color for each. */
export type EventKind =
  'role' | 'reasoning' | 'content' | 'refusal' | 'tool' | 'finish' | 'usage' | 'done' | 'error' | 'comment' | 'other';

/** One event or comment of a stream. Places are indexes into {@link ViewedAnswer.text}. */
export interface ViewedEvent {
  readonly kind: EventKind;
  /** Milliseconds after the request, when its last byte arrived. */
  readonly ms: number;
  readonly start: number;
  readonly end: number;
  /** Text that the event adds to the answer. */
  readonly text?: string;
  /** The part of the answer that {@link text} belongs to, such as `content` or `call 1`. */
  readonly slot?: string;
}

/** Bytes that arrived together. */
export interface ViewedReading {
  /** Milliseconds after the request. */
  readonly ms: number;
  /** Bytes. */
  readonly size: number;
}

export interface ViewedUsage {
  readonly prompt?: number;
  readonly completion?: number;
  readonly reasoning?: number;
  readonly cached?: number;
}

export interface ViewedCost {
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** What produced a response. */
export interface ViewedSource {
  readonly kind: 'scenario' | 'cassette' | 'generated' | 'unmatched' | 'missed' | 'upstream' | 'recorded' | 'none';
  /** Name of the scenario, the recording that was replayed, or id of the probe. */
  readonly name?: string;
}

export interface ViewedFinding {
  readonly requirement: string;
  readonly level: string;
  readonly place: string;
  readonly expected: string;
  readonly received: string;
}

/** How an exchange ended; `running` if it hasn't. */
export type ViewedState =
  'running' | 'complete' | 'left' | 'closed' | 'reset' | 'timeout' | 'limit' | 'malformed' | 'failed';

/** A row of the list. */
export interface ViewedSummary {
  /** Number of the exchange within the run, from 1. */
  readonly number: number;
  /** Unix milliseconds. */
  readonly startedAt: number;
  readonly method: string;
  readonly path: string;
  readonly model?: string;
  /** Beginning of the last user message, which says most about what was asked. */
  readonly asked?: string;
  /** Absent where the session is an API key. */
  readonly session?: string;
  readonly source: ViewedSource;
  readonly faults: readonly string[];
  readonly state: ViewedState;
  /** HTTP status; 0 if none was received. */
  readonly status: number;
  readonly stream: boolean;
  readonly usage?: ViewedUsage;
  readonly cost?: ViewedCost;
  /** Milliseconds until the first text of a stream. */
  readonly firstMs?: number;
  /** Milliseconds until the end. */
  readonly ms?: number;
  readonly findings: number;
  /** Why there is no answer: the message of the error. */
  readonly error?: string;
}

export interface ViewedPart {
  readonly kind: 'text' | 'reasoning' | 'refusal' | 'call' | 'result' | 'data';
  readonly text: string;
  /** Name of a tool, or the type of what can't be shown as text. */
  readonly name?: string;
}

/** A message of a conversation. */
export interface ViewedTurn {
  readonly role: string;
  readonly parts: readonly ViewedPart[];
  /** `finish_reason` of a choice. */
  readonly finish?: string;
  /** Whether the turn is in the response. */
  readonly answer?: true;
}

export type ViewedHeaders = ReadonlyArray<readonly [name: string, value: string]>;

export interface ViewedRequest {
  readonly url: string;
  readonly headers: ViewedHeaders;
  readonly text: string;
  /** Bytes of the body. */
  readonly size: number;
  /** A shell command that sends the request again. */
  readonly curl: string;
}

export interface ViewedAnswer {
  readonly httpVersion: string;
  readonly reason: string;
  readonly headers: ViewedHeaders;
  readonly headMs?: number;
  /** The body, decoded. */
  readonly text: string;
  /** Bytes of the body as they were received. */
  readonly size: number;
  /** Whether the body isn't valid UTF-8. */
  readonly lossy?: true;
  /** Whether the times of events are known; false for compressed bodies and recordings without times. */
  readonly timed: boolean;
  readonly readings: readonly ViewedReading[];
  readonly events: readonly ViewedEvent[];
}

/** An exchange in full, whether a mock served it, a tap forwarded it or a recording holds it. */
export interface ViewedExchange extends ViewedSummary {
  readonly request: ViewedRequest;
  readonly answer: ViewedAnswer;
  readonly turns: readonly ViewedTurn[];
  readonly found: readonly ViewedFinding[];
  /** How a developer can fix the error. */
  readonly hint?: string;
  /** How the exchange ended, in words. */
  readonly detail?: string;
  /** Bytes of request and response that weren't kept. */
  readonly omitted?: number;
}
