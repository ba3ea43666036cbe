import type { Padding } from './padding.ts';
import type { Observation } from './observation.ts';

/** Name and value, as HAR writes headers and queries. */
export interface HarPair {
  readonly name: string;
  readonly value: string;
}

/** Body of a request. HAR 1.2 has no encoding here; the underscore marks a field of one's own. */
export interface HarPostData {
  readonly mimeType: string;
  readonly text: string;
  readonly _encoding?: 'base64';
  /** What was left out of the text. */
  readonly _padding?: Padding;
  readonly comment?: string;
}

export interface HarContent {
  /** Bytes, content codings undone. */
  readonly size: number;
  /** Bytes that a content coding saved. */
  readonly compression?: number;
  readonly mimeType: string;
  readonly text?: string;
  readonly encoding?: 'base64';
}

/** What HAR has no place for. With it, an exchange is read back as it was. */
export interface HarExtra
  extends
    Pick<Observation, 'probe' | 'model' | 'sample' | 'attempt' | 'framing'>,
    Partial<Pick<Observation, 'timed' | 'assumed' | 'end' | 'failure'>> {
  readonly headMs?: number;
  /** When how many bytes came. */
  readonly readings: ReadonlyArray<{ readonly ms: number; readonly size: number }>;
  /** The body with its content coding, as base64, where it has one. */
  readonly coded?: string;
}

/** An entry of an HTTP archive of version 1.2 (http://www.softwareishard.com/blog/har-12-spec/). */
export interface HarEntry {
  /** ISO 8601. */
  readonly startedDateTime: string;
  /** Milliseconds. */
  readonly time: number;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly httpVersion: string;
    readonly cookies: readonly HarPair[];
    readonly headers: readonly HarPair[];
    readonly queryString: readonly HarPair[];
    readonly postData?: HarPostData;
    readonly headersSize: number;
    readonly bodySize: number;
  };
  readonly response: {
    /** 0 where no answer came. */
    readonly status: number;
    readonly statusText: string;
    readonly httpVersion: string;
    readonly cookies: readonly HarPair[];
    readonly headers: readonly HarPair[];
    readonly content: HarContent;
    readonly redirectURL: string;
    readonly headersSize: number;
    readonly bodySize: number;
    /** Why there is no answer, or not all of it. */
    readonly _error?: string;
  };
  readonly cache: Readonly<Record<string, never>>;
  readonly timings: { readonly send: number; readonly wait: number; readonly receive: number };
  readonly _starmock: HarExtra;
}

/** An HTTP archive. */
export interface Har {
  readonly log: {
    readonly version: '1.2';
    readonly creator: { readonly name: string; readonly version: string };
    readonly entries: readonly HarEntry[];
  };
}

const TEXT = { type: ['string', 'null'] } as const;
const NUMBER = { type: ['number', 'null'] } as const;
const PADDING = {
  type: ['object', 'null'],
  required: ['at', 'character', 'length'],
  properties: { at: { type: 'number' }, character: { type: 'string' }, length: { type: 'number' } },
};
const HEADERS = {
  type: 'array',
  items: {
    type: 'object',
    required: ['name', 'value'],
    properties: { name: { type: 'string' }, value: { type: 'string' } },
  },
} as const;

const EXTRA = {
  type: 'object',
  required: ['probe', 'model', 'sample', 'attempt', 'framing', 'readings'],
  properties: {
    probe: { type: 'string' },
    model: { type: 'string' },
    sample: { type: 'integer', minimum: 0 },
    attempt: { type: 'integer', minimum: 0 },
    framing: { enum: ['length', 'chunked', 'close', 'none'] },
    timed: { type: 'boolean' },
    assumed: { type: 'array', items: { enum: ['status', 'headers'] } },
    headMs: { type: 'number' },
    coded: { type: 'string' },
    readings: {
      type: 'array',
      items: {
        type: 'object',
        required: ['ms', 'size'],
        properties: { ms: { type: 'number' }, size: { type: 'integer', minimum: 0 } },
      },
    },
    end: {
      type: 'object',
      required: ['how', 'ms'],
      properties: {
        how: { enum: ['complete', 'closed', 'reset', 'timeout', 'aborted', 'limit', 'malformed'] },
        ms: { type: 'number' },
        detail: { type: 'string' },
      },
    },
    failure: {
      type: 'object',
      required: ['phase', 'code', 'message'],
      properties: {
        phase: { enum: ['dns', 'connect', 'proxy', 'tls', 'send', 'head'] },
        code: { type: 'string' },
        message: { type: 'string' },
      },
    },
  },
} as const;

/** What is read of any HTTP archive: less than the format requires, plus our own fields. */
export const HAR_SCHEMA: object = {
  type: 'object',
  required: ['log'],
  properties: {
    log: {
      type: 'object',
      required: ['entries'],
      properties: {
        entries: {
          type: 'array',
          items: {
            type: 'object',
            required: ['request', 'response'],
            properties: {
              startedDateTime: TEXT,
              time: NUMBER,
              request: {
                type: 'object',
                required: ['method', 'url'],
                properties: {
                  method: { type: 'string' },
                  url: { type: 'string' },
                  headers: HEADERS,
                  bodySize: NUMBER,
                  postData: {
                    type: ['object', 'null'],
                    properties: { text: TEXT, encoding: TEXT, _encoding: TEXT, _padding: PADDING },
                  },
                },
              },
              response: {
                type: 'object',
                required: ['status'],
                properties: {
                  status: { type: 'integer', minimum: 0, maximum: 999 },
                  statusText: TEXT,
                  httpVersion: TEXT,
                  headers: HEADERS,
                  bodySize: NUMBER,
                  content: { type: ['object', 'null'], properties: { text: TEXT, encoding: TEXT, size: NUMBER } },
                  _error: TEXT,
                },
              },
              _starmock: EXTRA,
            },
          },
        },
      },
    },
  },
};

type Nullable<T> = { readonly [K in keyof T]?: T[K] | null };

/** An entry of an external archive, as validated by {@link HAR_SCHEMA}. */
export interface ForeignEntry {
  readonly startedDateTime?: string | null;
  readonly time?: number | null;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers?: readonly HarPair[];
    readonly bodySize?: number | null;
    readonly postData?: Nullable<{ text: string; encoding: string; _encoding: string; _padding: Padding }> | null;
  };
  readonly response: {
    readonly status: number;
    readonly headers?: readonly HarPair[];
    readonly content?: Nullable<{ text: string; encoding: string; size: number }> | null;
  } & Nullable<{ statusText: string; httpVersion: string; bodySize: number; _error: string }>;
  readonly _starmock?: HarExtra;
}
