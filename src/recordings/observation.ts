/** A request as it was sent. */
export interface SentRequest {
  readonly method: string;
  /** Whole URL. */
  readonly url: string;
  /** In the order they were sent. */
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>;
  /** The body; empty where there is none. */
  readonly body: Uint8Array;
}

/** The head of an answer as it came. */
export interface AnswerHead {
  readonly status: number;
  readonly reason: string;
  /** For instance `1.1`. */
  readonly httpVersion: string;
  /** As sent, in order, names in the case that was sent. */
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>;
  /** Milliseconds after the request was sent whole. */
  readonly ms: number;
}

/** Bytes of the body that came in one read, after chunked transfer coding is undone; a content coding is not. */
export interface Reading {
  /** Milliseconds after the request was sent whole. */
  readonly ms: number;
  readonly bytes: Uint8Array;
}

/**
 * How an exchange ended: the body was complete; the peer closed or reset the connection before it was; nothing came for too long;
 * the probe itself left on purpose; there was more than the probe is willing to read; what came was no HTTP.
 */
export type EndHow = 'complete' | 'closed' | 'reset' | 'timeout' | 'aborted' | 'limit' | 'malformed';

export interface ObservedEnd {
  readonly how: EndHow;
  /** Milliseconds after the request was sent whole. */
  readonly ms: number;
  /** Told of anything but `complete`: which time-out, which limit, what was malformed. */
  readonly detail?: string;
}

/** Why nothing could be exchanged at all. */
export interface ConnectFailure {
  readonly phase: 'dns' | 'connect' | 'proxy' | 'tls' | 'send' | 'head';
  /** As the platform names it (`ECONNREFUSED`, `CERT_HAS_EXPIRED`), or `TIMEOUT`. */
  readonly code: string;
  readonly message: string;
}

/**
 * What was seen of one HTTP exchange: every byte, when it came, and how it ended. Checks are pure functions of observations, so that a
 * recorded run can be judged again.
 */
export interface Observation {
  /** Id of the probe, or `''` for an external recording. */
  readonly probe: string;
  /** The model asked about. */
  readonly model: string;
  /** Which repetition of the probe, from 0. */
  readonly sample: number;
  /** Which try of the sample, from 0; more than one only after transport failures and statuses that ask for it. */
  readonly attempt: number;
  /** When the request began to be sent, in Unix milliseconds. */
  readonly startedAt: number;
  readonly request: SentRequest;
  readonly head?: AnswerHead;
  readonly readings: readonly Reading[];
  /** False if the bytes were recorded without timing; timing is then not checked. */
  readonly timed?: boolean;
  /**
   * Parts that weren't recorded and have assumed values, from which nothing is concluded. Headers stand here also where only some of them
   * were kept, so that one that is missing is not judged.
   */
  readonly assumed?: ReadonlyArray<'status' | 'headers'>;
  /** How the head says where the body ends. */
  readonly framing: 'length' | 'chunked' | 'close' | 'none';
  readonly end?: ObservedEnd;
  readonly failure?: ConnectFailure;
}
