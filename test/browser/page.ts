// What a page does with starmock/msw. The test bundles this for a browser and calls what it leaves at `globalThis`.
import { setupWorker } from 'msw/browser';
import OpenAI from 'openai';
import { createMock, StarmockError, type ControlledReply, type MockOptions } from '../../src/index.ts';
import { handlers } from '../../src/msw/index.ts';

const worker = setupWorker();
let open = createMock();
let controlled: ControlledReply | undefined;
let leave = new AbortController();

const BASE = 'https://api.example.test/v1';

const ask = (body: object, init: RequestInit = {}): Promise<Response> =>
  fetch(`${BASE}/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-5.1', messages: [{ role: 'user', content: 'Tell me about the sea' }], ...body }),
    ...init,
  });

const failureOf = async (work: () => Promise<unknown>): Promise<string> => {
  try {
    await work();
    return 'none';
  } catch (error) {
    if (error instanceof StarmockError) return `${error.code}: ${error.message}`;
    return error instanceof Error ? error.name : String(error);
  }
};

let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;

const page = {
  /** Puts a new mock behind the worker. */
  use(options: MockOptions): void {
    open = createMock(options);
    worker.resetHandlers(...handlers({ mock: open, baseUrl: BASE }));
  },

  async answer(body: object): Promise<{ status: number; type: string | null; text: string }> {
    const response = await ask(body);
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
  },

  /** Begins a stream that the test holds in its hand; {@link page.say} and {@link page.next} go on with it. */
  async begin(): Promise<void> {
    leave = new AbortController();
    controlled = await open.controlled();
    controlled.text('one');
    reader = (await ask({ stream: true }, { signal: leave.signal })).body?.getReader();
  },
  say(text: string): void {
    controlled?.text(text);
  },
  async next(): Promise<string> {
    return new TextDecoder().decode((await reader?.read())?.value);
  },
  /** Ends the stream. @returns what was left of it */
  async end(): Promise<string> {
    controlled?.end();
    const decoder = new TextDecoder();
    let rest = '';
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      rest += decoder.decode(read.value, { stream: true });
    }
    return rest;
  },
  /** @returns the error that the reader got, and how the mock saw it end */
  async abort(): Promise<readonly [string, string]> {
    leave.abort();
    return [await failureOf(async () => reader?.read()), (await controlled?.closed) ?? 'none'];
  },
  async reset(): Promise<string> {
    controlled?.reset();
    return failureOf(async () => {
      for (let read = await reader?.read(); read && !read.done;) read = await reader?.read();
    });
  },

  failure: (body: object): Promise<string> => failureOf(() => ask(body)),
  warmFailure: (options: MockOptions): Promise<string> => failureOf(() => createMock(options).warm()),
  listenFailure: (): Promise<string> => failureOf(() => createMock().listen()),

  /** The official client, through the same door. */
  async said(content: string): Promise<string> {
    const client = new OpenAI({ apiKey: 'sk-test', baseURL: BASE, dangerouslyAllowBrowser: true, maxRetries: 2 });
    const messages = [{ role: 'user' as const, content }];
    const stream = await client.chat.completions.create({ model: 'gpt-5.1', messages, stream: true });
    let said = '';
    for await (const chunk of stream) said += chunk.choices[0]?.delta.content ?? '';
    return said;
  },

  journal: (): readonly (readonly [number, string])[] => open.requests.map(({ status, outcome }) => [status, outcome]),
};

/** What {@link page} offers to the test. */
export type PageApi = typeof page;

page.use({});
// The request for the token table must not count as one that nobody handles.
// Version 2 of msw and version 3 call the option differently.
const strict = { onUnhandledRequest: 'error', onUnhandledFrame: 'error', quiet: true } as const;
await worker.start(strict);
Object.assign(globalThis, { starmockPage: page, ready: true });
