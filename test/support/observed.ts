import type { Observation, Reading } from '../../src/recordings/observation.ts';

/** What an observed exchange is made of; the rest is usual. */
export interface Observed extends Partial<Omit<Observation, 'request' | 'readings'>> {
  readonly path?: string;
  readonly asked?: unknown;
  readonly headers?: Observation['request']['headers'];
  /** Pieces of the response with the time of each. */
  readonly pieces: ReadonlyArray<readonly [ms: number, bytes: string | Uint8Array]>;
}

const bytesOf = (value: string | Uint8Array): Uint8Array =>
  typeof value === 'string' ? new TextEncoder().encode(value) : value;

/** An exchange as verify or a tap would have observed it. */
export function observed({
  path = '/v1/chat/completions',
  asked = {},
  headers = [],
  pieces,
  ...more
}: Observed): Observation {
  const readings = pieces.map(([ms, bytes]): Reading => ({ ms, bytes: bytesOf(bytes) }));
  return {
    probe: '',
    model: '',
    sample: 0,
    attempt: 0,
    startedAt: 1_700_000_000_000,
    request: {
      method: 'POST',
      url: `http://127.0.0.1:4010${path}`,
      headers,
      body: bytesOf(typeof asked === 'string' ? asked : JSON.stringify(asked)),
    },
    head: { status: 200, reason: 'OK', httpVersion: '1.1', headers: [], ms: 1 },
    readings,
    framing: 'chunked',
    end: { how: 'complete', ms: readings.at(-1)?.ms ?? 0 },
    ...more,
  };
}

/** A line of an event stream. */
export const data = (value: unknown): string =>
  `data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`;

/** A chunk of chat completions. */
export const chunk = (delta: object, more: object = {}): string =>
  data({
    id: 'c',
    object: 'chat.completion.chunk',
    model: 'gpt-5.1',
    choices: [{ index: 0, delta, finish_reason: null, ...more }],
  });
