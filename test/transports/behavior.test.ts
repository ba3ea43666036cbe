// One suite for every door to the mock.
import OpenAI from 'openai';
import { describe, expect, test, vi } from 'vitest';
import { matchers } from '../../src/vitest/index.ts';
import { ask, DOORS, MSW_VERSION, type Door, type OpenDoor } from '../support/doors.ts';

expect.extend(matchers);

const MSW_3 = MSW_VERSION === 3 ? (['msw'] as const) : [];

/** Where a door differs from the others, and why. */
const DEVIATIONS: Readonly<Record<'head', { readonly doors: readonly Door['name'][]; readonly why: string }>> = {
  head: { doors: MSW_3, why: 'msw 3 in Node hands a response over with the first piece of its body' },
};

const MESSAGES = [{ role: 'user' as const, content: 'hello' }];
const clientOf = ({ baseURL, fetch }: OpenDoor): OpenAI => new OpenAI({ apiKey: 'sk-test', baseURL, fetch });

async function saidTo(open: OpenDoor, headers: Record<string, string>): Promise<string> {
  const body = (await (await ask(open, {}, { headers })).json()) as { choices: { message: { content: string } }[] };
  return body.choices[0]?.message.content ?? '';
}

/** Reads one piece after the other. */
function readerOf(response: Response): () => Promise<string> {
  const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader();
  return async () => new TextDecoder().decode((await reader.read()).value as Uint8Array | undefined);
}

describe.each(DOORS)('through $name', (door) => {
  test('a stream conforms', async () => {
    await using open = await door.open({ selfCheck: true });
    const request = { stream: true, stream_options: { include_usage: true } };
    await expect(await ask(open, request)).toBeConformingStream({ request: request as never });
    expect(open.mock.requests[0]?.findings).toEqual([]);
  });

  test('each piece of a stream arrives before the next is sent', async () => {
    await using open = await door.open();
    const reply = await open.mock.controlled();
    reply.text('one');
    const next = readerOf(await ask(open, { stream: true }));
    expect(await next()).toContain('"content":"one"');
    for (const piece of ['two', 'three']) {
      reply.text(piece);
      expect(await next()).toContain(`"content":"${piece}"`);
    }
    reply.end();
  });

  test('a paced stream takes its time', async () => {
    const timing = { first_token_ms: 400, tokens_per_second: 40 };
    await using open = await door.open({
      speed: 2,
      scenarios: [{ reply: { text: 'word '.repeat(20).trim(), timing } }],
    });
    await open.mock.warm();
    const started = performance.now();
    const times: number[] = [];
    for await (const _ of (await ask(open, { stream: true })).body ?? []) times.push(performance.now() - started);
    expect(times[0]).toBeGreaterThanOrEqual(195);
    expect(times.length).toBeGreaterThan(1);
    // Twenty words at forty tokens a second, twice as fast. A busy machine is late, and reads several
    // pieces as one, but never is it early.
    expect(times.at(-1)).toBeGreaterThanOrEqual(195 + 225);
  });

  test('an abort stops a stream under way', async () => {
    await using open = await door.open();
    const reply = await open.mock.controlled();
    const controller = new AbortController();
    reply.text('one');
    const next = readerOf(await ask(open, { stream: true }, { signal: controller.signal }));
    await next();
    controller.abort();
    await expect(next()).rejects.toThrow(/abort/);
    expect(await reply.closed).toBe('aborted');
    expect(open.mock.requests[0]?.outcome).toBe('aborted');
  });

  test('a reader who leaves stops a stream, too', async () => {
    await using open = await door.open();
    const reply = await open.mock.controlled();
    reply.text('one');
    const { body } = await ask(open, { stream: true });
    await body?.cancel();
    expect(await reply.closed).toBe('aborted');
  });

  test('an abort ends the wait for a plain answer', async () => {
    await using open = await door.open({
      speed: 'realistic',
      scenarios: [{ reply: { text: 'late', timing: { first_token_ms: 60_000 } } }],
    });
    await open.mock.warm();
    const controller = new AbortController();
    const waiting = ask(open, {}, { signal: controller.signal }).then((response) => response.text());
    setTimeout(() => controller.abort(), 50);
    await expect(waiting).rejects.toThrow(/abort/);
    await vi.waitFor(() => expect(open.mock.requests[0]?.outcome).toBe('aborted'));
  });

  test('errors keep their status, their code and their headers', async () => {
    await using open = await door.open({
      scenarios: [{ reply: { error: { name: 'rate_limited', retry_after_ms: 1500 } } }],
    });
    const response = await ask(open, {});
    expect([response.status, response.headers.get('retry-after-ms'), response.headers.get('retry-after')]).toEqual([
      429,
      '1500',
      '2',
    ]);
    await expect(response).toConformTo('ErrorResponse');
  });

  test('a broken connection is an error for the reader', async () => {
    await using open = await door.open();
    const reply = await open.mock.controlled();
    reply.text('one');
    const next = readerOf(await ask(open, { stream: true }));
    await next();
    reply.reset();
    const rest = await next().catch(String);
    expect(rest).toMatch(/terminated/);
    expect(open.mock.requests[0]?.outcome).toBe('reset');
  });

  test('the head of an answer does not wait for its body', async () => {
    await using open = await door.open();
    const reply = await open.mock.controlled();
    let spoken = false;
    const early = ask(open, { stream: true }).then(() => !spoken);
    await reply.request;
    // Long enough for a head to arrive, were it sent.
    await Promise.race([early, new Promise((resolve) => setTimeout(resolve, 500))]);
    spoken = true;
    reply.text('one');
    expect(await early).toBe(!DEVIATIONS.head.doors.includes(door.name));
  });

  test('sessions are kept apart by key and by header', async () => {
    await using open = await door.open({ scenarios: [{ sequence: ['first', 'second'] }] });
    const said = [
      await saidTo(open, {}),
      await saidTo(open, { authorization: 'Bearer other' }),
      await saidTo(open, { 'x-starmock-session': 's' }),
      await saidTo(open, {}),
    ];
    expect(said).toEqual(['first', 'first', 'first', 'second']);
  });

  test('the official client survives 429, 429, ok, waiting as long as it is told', async () => {
    await using open = await door.open({
      scenarios: [{ sequence: [{ error: { status: 429, retry_after_ms: 60 }, times: 2 }, 'Here I am.'] }],
    });
    await open.mock.warm();
    const started = performance.now();
    const { choices } = await clientOf(open).chat.completions.create({ model: 'gpt-5.1', messages: MESSAGES });
    expect(choices[0]?.message.content).toBe('Here I am.');
    expect(performance.now() - started).toBeGreaterThanOrEqual(118);
    expect(open.mock.requests.map(({ status }) => status)).toEqual([429, 429, 200]);
  });

  test('the official client streams, and gives up when it is told to', async () => {
    await using open = await door.open();
    const reply = await open.mock.controlled();
    reply.text('one');
    const stream = await clientOf(open).chat.completions.create({ model: 'gpt-5.1', messages: MESSAGES, stream: true });
    for await (const chunk of stream) if (chunk.choices[0]?.delta.content === 'one') break;
    expect(await reply.closed).toBe('aborted');
  });
});
