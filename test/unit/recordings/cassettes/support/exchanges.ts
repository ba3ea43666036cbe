import type { Observation } from '../../../../../src/recordings/observation.ts';

const encode = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'));

/** A moment at which tests record. */
export const MOMENT: number = Date.parse('2026-03-14T09:26:53Z');

export const BASE = 'https://api.example.test/v1';

export interface ExchangeWords {
  readonly request?: unknown;
  readonly raw?: string;
  readonly path?: string;
  readonly requestHeaders?: Observation['request']['headers'];
  readonly status?: number;
  readonly headers?: ReadonlyArray<readonly [string, string]>;
  /** Pieces of the body, a read each, 10 ms after one another. */
  readonly body?: readonly (string | Uint8Array)[];
  readonly end?: Observation['end'];
  readonly startedAt?: number;
}

/** An exchange as a tap sees it. */
export function exchange({
  request = { model: 'gpt-5.1', messages: [{ role: 'user', content: 'Hi' }] },
  raw,
  path = '/chat/completions',
  requestHeaders = [
    ['Content-Type', 'application/json'],
    ['Authorization', 'Bearer sk-live-abcdefghijklmnopqrstuv'],
  ],
  status = 200,
  headers = [['Content-Type', 'application/json']],
  body = ['{"model":"gpt-5.1-2025-11-13","choices":[{"index":0,"message":{"role":"assistant","content":"Hello"}}]}'],
  end,
  startedAt = MOMENT,
}: ExchangeWords = {}): Observation {
  const readings = body.map((piece, at) => ({
    ms: 100 + 10 * at,
    bytes: typeof piece === 'string' ? encode(piece) : piece,
  }));
  return {
    probe: '',
    model: '',
    sample: 0,
    attempt: 0,
    startedAt,
    request: {
      method: 'POST',
      url: `${BASE}${path}`,
      headers: requestHeaders,
      body: encode(raw ?? JSON.stringify(request)),
    },
    head: { status, reason: 'OK', httpVersion: '1.1', headers, ms: 90 },
    readings,
    framing: 'chunked',
    end: end ?? { how: 'complete', ms: 100 + 10 * body.length },
  };
}

export const STREAM_HEADERS: ReadonlyArray<readonly [string, string]> = [['Content-Type', 'text/event-stream']];

/** Events of a chat stream that says these words, a chunk each. */
export const chatEvents = (words: readonly string[], done = true): string[] => [
  ...words.map(
    (content) =>
      `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'gpt-5.1-2025-11-13', choices: [{ index: 0, delta: { content }, finish_reason: null }] })}\n\n`,
  ),
  ...(done
    ? [
        `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'gpt-5.1-2025-11-13', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}\n\n`,
        'data: [DONE]\n\n',
      ]
    : []),
];
