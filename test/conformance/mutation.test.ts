// Damaged bodies get the API's error or a valid answer: never a fault of ours, never silence.
import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { validRequest } from '../support/arbitrary-requests.ts';
import { damaged, damages } from '../support/mutate.ts';
import { serve } from '../support/serve.ts';
import { HEADERS } from '../support/requests.ts';

const SEED = 20_251_113;
const BATCH = 50;
const BATCHES = 100;

// The command itself, so that a hang can be told from a slow answer. It ends with an error, which fails this file, when
// an answer broke the contract or when something was thrown inside.
const served = serve('--speed', 'instant', '--self-check');

const EXAMPLES = new URL('../../fixtures/requests/', import.meta.url);
const examples = readdirSync(EXAMPLES)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(new URL(name, EXAMPLES), 'utf8')) as object);

const body = fc
  .tuple(
    fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom(...examples) },
      { weight: 1, arbitrary: validRequest as fc.Arbitrary<object> },
    ),
    damages,
  )
  .map(([request, harms]) => damaged(request, harms));

/** How often each kind of answer came. */
const counts = new Map<string, number>();
const count = (kind: string): void => {
  counts.set(kind, (counts.get(kind) ?? 0) + 1);
};

interface Got {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
}

/** The server judges its answers by the contract itself; what is left is that they are whole. */
function checkAnswer({ type, text }: Got): void {
  const streamed = type === 'text/event-stream; charset=utf-8';
  expect(streamed ? 'application/json' : type).toBe('application/json');
  expect(text).toMatch(streamed ? /^data: [\s\S]*data: \[DONE\]\n\n$/ : /^\{[\s\S]*\}\n$/);
}

function checkError({ status, type, text }: Got): void {
  expect([400, 404]).toContain(status);
  expect(type).toBe('application/json');
  const { error, ...rest } = JSON.parse(text) as { error: Record<string, unknown> };
  expect(rest).toEqual({});
  expect(Object.keys(error)).toEqual(['message', 'type', 'param', 'code']);
  expect(error['message']).toMatch(/\S/);
  expect(error['type']).toBe('invalid_request_error');
  if (error['param'] !== null) count('named');
  for (const key of ['param', 'code']) expect(['string', 'object']).toContain(typeof error[key]);
}

async function check(bytes: Uint8Array): Promise<void> {
  const response = await fetch(`${served.url}/chat/completions`, {
    method: 'POST',
    headers: HEADERS,
    body: bytes as Uint8Array<ArrayBuffer>,
    signal: AbortSignal.timeout(20_000),
  });
  const { status } = response;
  count(String(status));
  const verdict = status === 200 ? checkAnswer : checkError;
  verdict({ status, type: response.headers.get('content-type'), text: await response.text() });
}

/** Says which body it was that failed. */
async function checkNamed(bytes: Uint8Array): Promise<void> {
  try {
    await check(bytes);
  } catch (cause) {
    throw new Error(`failed on ${JSON.stringify(new TextDecoder().decode(bytes))}`, { cause });
  }
}

describe(`damaged bodies (seed ${SEED})`, () => {
  test(`${BATCH * BATCHES} of them are answered by the contract`, { timeout: 240_000 }, async () => {
    const batch = fc.array(body, { minLength: BATCH, maxLength: BATCH });
    const property = fc.asyncProperty(batch, async (bodies) => {
      await Promise.all(bodies.map(checkNamed));
    });
    // A batch shrinks slowly, and the error names the body already.
    await fc.assert(property, { seed: SEED, numRuns: BATCHES, endOnFailure: true });
    // Each kind of outcome has to be common, or the damage is too great or too small to tell anything.
    for (const kind of ['200', '400', 'named']) expect(counts.get(kind)).toBeGreaterThan(250);
    // A model that became another one.
    expect(counts.get('404')).toBeGreaterThan(5);
  });

  test('leave the server as it was', async () => {
    expect((await fetch(`${served.origin}/healthz`)).status).toBe(200);
  });
});
