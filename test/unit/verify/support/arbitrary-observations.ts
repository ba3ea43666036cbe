import * as fc from 'fast-check';
import type { Observation, Reading } from '../../../../src/recordings/observation.ts';

const bytes = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => new Uint8Array(Buffer.from(text, 'utf8'))),
  fc.uint8Array({ maxLength: 60 }).map((some) => new Uint8Array(some)),
);
const ms = fc.integer({ min: 0, max: 1_000_000 }).map((tenths) => tenths / 10);
const headers = fc.array(
  fc.tuple(
    fc.constantFrom('Content-Type', 'content-type', 'X-A', 'Location', 'Set-Cookie'),
    fc.string({ maxLength: 20 }),
  ),
  { maxLength: 6 },
);
const text = fc.string({ unit: 'grapheme', maxLength: 20 });

const readings = fc.array(fc.record({ ms, bytes }), { maxLength: 5 }) as fc.Arbitrary<Reading[]>;

const end = fc.record(
  {
    how: fc.constantFrom('complete', 'closed', 'reset', 'timeout', 'aborted', 'limit', 'malformed'),
    ms,
    detail: text,
  },
  { requiredKeys: ['how', 'ms'] },
);

const head = fc.record({
  status: fc.integer({ min: 100, max: 599 }),
  reason: text,
  httpVersion: fc.constantFrom('1.0', '1.1', '2'),
  headers,
  ms,
});

const facts = fc.record({
  probe: fc.constantFrom('text', 'auth.none', ''),
  model: text,
  sample: fc.nat({ max: 3 }),
  attempt: fc.nat({ max: 3 }),
  startedAt: fc.integer({ min: 0, max: 4_000_000_000_000 }),
  request: fc.record({
    method: fc.constantFrom('POST', 'GET', 'HEAD'),
    url: fc.webUrl({ withQueryParameters: true }),
    headers,
    body: bytes,
  }),
  readings,
  framing: fc.constantFrom('length', 'chunked', 'close', 'none'),
});

/** Exchanges as the client may see them, with bodies and texts of any kind. */
export const anyObservation: fc.Arbitrary<Observation> = fc.oneof(
  fc
    .record({ facts, head, end, timed: fc.boolean(), assumed: fc.subarray(['status', 'headers'] as const) })
    .map(({ facts: known, ...rest }): Observation => ({ ...known, ...rest })),
  fc.record({ facts, head, end }).map(({ facts: known, ...rest }): Observation => ({ ...known, ...rest })),
  fc
    .record({
      facts,
      failure: fc.record({
        phase: fc.constantFrom('dns', 'connect', 'proxy', 'tls', 'send', 'head'),
        code: fc.constantFrom('ECONNREFUSED', 'TIMEOUT'),
        message: text,
      }),
    })
    .map(({ facts: known, failure }): Observation => ({ ...known, failure })),
);
