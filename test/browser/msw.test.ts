// `starmock/msw` where its worker lives: in a browser, as a bundler of an application would bring it there.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMock, type MockOptions } from '../../src/index.ts';
import { openBrowserPage, type BrowserPage } from '../support/browser-page.ts';
import { findChromium } from '../support/chromium.ts';
import type { PageApi } from './page.ts';

const executable = findChromium();

type Method = keyof PageApi;

describe.skipIf(executable === undefined).each(['msw', 'msw2'] as const)('in a browser, with %s', (msw) => {
  let open: BrowserPage;
  beforeAll(async () => {
    open = await openBrowserPage({ executable: executable ?? '', program: 'test/browser/page.ts', msw });
  });
  afterAll(() => open[Symbol.asyncDispose]());

  /** Runs a method of the page there. What it returns is what {@link PageApi} says, which only the page knows. */
  const call = async <M extends Method>(
    method: M,
    ...args: Parameters<PageApi[M]>
  ): Promise<Awaited<ReturnType<PageApi[M]>>> => {
    const code = `starmockPage[${JSON.stringify(method)}](...${JSON.stringify(args)})`;
    return (await open.page.evaluate<unknown>(code)) as Awaited<ReturnType<PageApi[M]>>;
  };

  const use = (options: MockOptions): Promise<void> => call('use', options);

  test('nothing of the bundle asks for a built-in of Node', () => {
    expect(open.builtins).toEqual([]);
  });

  test.each([
    ['a plain answer', {}],
    ['a stream', { stream: true, stream_options: { include_usage: true } }],
    ['text beyond the basic plane', { messages: [{ role: 'user', content: 'Say exactly: 🌊 été 海' }], stream: true }],
    [
      'JSON by a schema',
      {
        response_format: {
          type: 'json_schema',
          json_schema: {
            name: 'person',
            strict: true,
            schema: {
              type: 'object',
              properties: { name: { type: 'string' }, email: { type: 'string', format: 'email' } },
              required: ['name', 'email'],
              additionalProperties: false,
            },
          },
        },
      },
    ],
    ['an invalid request', { temperature: 9 }],
  ])('the bytes are those of Node: %s', async (_, body) => {
    const options = { seed: 11, stableIds: true };
    await use(options);
    const response = await createMock(options).fetch('http://mock/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
      body: JSON.stringify({
        model: 'gpt-5.1',
        messages: [{ role: 'user', content: 'Tell me about the sea' }],
        ...body,
      }),
    });
    const type = response.headers.get('content-type');
    expect(await call('answer', body)).toEqual({ status: response.status, type, text: await response.text() });
  });

  test('the token table is fetched once, and is no unhandled request', () => {
    expect(open.asked.filter((path) => path.includes('o200k'))).toHaveLength(1);
    expect(open.printed.filter((line) => /unhandled|without a matching|o200k/i.test(line))).toEqual([]);
  });

  test('each piece of a stream arrives before the next is sent', async () => {
    await use({});
    await call('begin');
    expect(await call('next')).toContain('"content":"one"');
    await call('say', 'two');
    expect(await call('next')).toContain('"content":"two"');
    expect(await call('end')).toContain('[DONE]');
  });

  test('an abort reaches the mock', async () => {
    await use({});
    await call('begin');
    await call('next');
    expect(await call('abort')).toEqual(['AbortError', 'aborted']);
    expect(await call('journal')).toEqual([[200, 'aborted']]);
  });

  test('a connection that breaks is an error of the reader', async () => {
    await use({});
    await call('begin');
    await call('next');
    expect(await call('reset')).toBe('TypeError');
  });

  test('a connection without an answer is a fetch that fails', async () => {
    await use({ faults: ['net.closed-before-head'] });
    expect(await call('failure', {})).toBe('TypeError');
  });

  test('the official client streams, and survives 429, 429, ok', async () => {
    await use({ scenarios: [{ sequence: [{ error: { status: 429, retry_after_ms: 20 }, times: 2 }, 'Here I am.'] }] });
    expect(await call('said', 'hello')).toBe('Here I am.');
    expect((await call('journal')).map(([status]) => status)).toEqual([429, 429, 200]);
  });

  test('what only Node has is refused by name', async () => {
    expect(await call('warmFailure', { profile: 'acme.yaml' })).toMatch(/^BAD_PROFILE: .*no file system here/);
    expect(await call('warmFailure', { scenarios: ['scenarios'] })).toMatch(/^BAD_SCENARIO: [^]*no file system here/);
    expect(await call('listenFailure')).toMatch(/^LISTEN_FAILED: .*starmock\/msw/);
  });

  test('a token table that is not there says where to put it', async () => {
    expect(await call('warmFailure', { tokenTableUrl: '/nowhere.bin' })).toMatch(
      /^BAD_VOCABULARY: .*nowhere\.bin answers \d+; serve .*o200k\.bin/,
    );
  });
});
