import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { HEADERS } from '../support/requests.ts';
import { damaged, damages } from '../support/mutate.ts';
import type { Seen } from './server.ts';

export interface FuzzResult extends Seen {
  readonly requests: number;
  /** How often each status came. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Answers of a prober of `/healthz` beside it. */
  readonly probes: number;
}

const EXAMPLES = new URL('../../fixtures/requests/', import.meta.url);
const BATCH = 500;
const LANES = 8;

const pattern = fc.constantFrom('(a?){1000}', '^[^a-z]{900}$', '(a|a)*b', '^(?:x|y){2,}$', '(?=.*\\d).{8,}', '\\p{L}+');
const schema = fc.oneof(
  pattern.map((source) => ({ type: 'string', pattern: source })),
  fc.record({
    type: fc.constant('array'),
    minItems: fc.nat(3000),
    uniqueItems: fc.boolean(),
    items: fc.constantFrom({}, { type: 'boolean' }, { enum: ['a', 'b', 'a'] }),
  }),
);

/** Members that make an answer costly. */
const dials = fc.record(
  {
    n: fc.oneof({ weight: 20, arbitrary: fc.nat(6) }, { weight: 1, arbitrary: fc.nat(140) }),
    stream: fc.boolean(),
    logprobs: fc.boolean(),
    top_logprobs: fc.nat(22),
    model: fc.constantFrom('gpt-5.1', 'gpt-5.1-chat', 'gpt-5.1-thinking', 'x\u001b[2J\n'),
    tool_choice: fc.constantFrom('required', 'auto', 'none'),
    tools: schema.map((x) => [
      { type: 'function', function: { name: 'f', parameters: { type: 'object', properties: { x }, required: ['x'] } } },
    ]),
  },
  { requiredKeys: [] },
);

async function ask(child: ChildProcess): Promise<Seen> {
  child.send('seen');
  const [seen] = (await once(child, 'message')) as [Seen];
  return seen;
}

/** Bodies of a batch; the same seed gives the same. */
function batchOf(seed: number): Uint8Array[] {
  const examples = readdirSync(EXAMPLES)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(new URL(name, EXAMPLES), 'utf8')) as object);
  const body = fc
    .tuple(fc.constantFrom(...examples), dials, damages, fc.nat(9))
    .map(([example, more, harms, dice]) =>
      damaged(dice < 4 ? { ...example, ...more } : example, dice < 1 ? [] : harms),
    );
  return fc.sample(body, { seed, numRuns: BATCH });
}

/**
 * Sends requests that are damaged in every way to a server of its own, and watches it meanwhile.
 *
 * @param seed of the requests
 */
export async function fuzz(requests: number, seed: number): Promise<FuzzResult> {
  const child = fork(new URL('server.ts', import.meta.url));
  const { url } = await ask(child);
  const statuses: Record<string, number> = {};
  const probing = new AbortController();
  let probes = 0;
  const prober = (async (): Promise<void> => {
    const health = new URL('/healthz', url);
    for (; !probing.signal.aborted; probes++)
      // oxlint-disable-next-line no-await-in-loop
      await (await fetch(health)).text();
  })();
  const send = async (body: Uint8Array): Promise<void> => {
    const answer = await fetch(`${url}/chat/completions`, {
      method: 'POST',
      headers: HEADERS,
      body: Buffer.from(body),
    });
    await answer.arrayBuffer();
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
  };
  // What is loaded with the first requests is not what this is about.
  for (const body of batchOf(0).slice(0, 100))
    // oxlint-disable-next-line no-await-in-loop
    await send(body);
  await ask(child);
  for (let done = 0; done < requests; done += BATCH) {
    const bodies = batchOf(seed + done).slice(0, requests - done);
    const lane = async (): Promise<void> => {
      for (let body = bodies.pop(); body; body = bodies.pop())
        // oxlint-disable-next-line no-await-in-loop
        await send(body);
    };
    // oxlint-disable-next-line no-await-in-loop
    await Promise.all(Array.from({ length: LANES }, lane));
  }
  probing.abort();
  await prober;
  const seen = await ask(child);
  child.disconnect();
  return { ...seen, requests, statuses, probes };
}
