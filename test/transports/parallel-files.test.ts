// Two test files of somebody's suite, in processes of their own, at the same time, on one server.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createMock } from '../../src/index.ts';
import { ROOT, start } from '../support/cli.ts';

// Within the repository, so that vitest is found.
const folder = mkdtempSync(path.join(ROOT, 'node_modules/.starmock-parallel-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FILES = ['one', 'two'];

/** Every step waits until the other file is there, too, so that the files take turns for certain. */
const suiteOf = (name: string): string => `
import { expect, test } from 'vitest';
const { MOCK_URL, MEETING_URL } = process.env;
const ask = (text, stream) => fetch(MOCK_URL + '/chat/completions', {
  method: 'POST',
  headers: { authorization: 'Bearer key-of-${name}', 'content-type': 'application/json' },
  body: JSON.stringify({ model: 'gpt-5.1', stream, messages: [{ role: 'user', content: text }] }),
});
test('sees its own sequence from the beginning', async () => {
  const seen = [];
  for (let step = 0; step < 4; step++) {
    await fetch(MEETING_URL);
    const response = await ask('Hello from ${name}', step === 3);
    const body = await response.text();
    seen.push(response.status === 200 ? body.match(/first|last/)[0] : response.status);
  }
  expect(seen).toEqual([429, 429, 'first', 'last']);
});
`;

/** A server that answers when as many are waiting as there are files. */
async function openMeeting(): Promise<{ url: string; meetings: () => number } & Disposable> {
  let waiting: ServerResponse[] = [];
  let meetings = 0;
  const server = createServer((_, response) => {
    waiting.push(response);
    if (waiting.length < FILES.length) return;
    meetings++;
    for (const one of waiting) one.end();
    waiting = [];
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    meetings: () => meetings,
    [Symbol.dispose]: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

test('files that run at the same time do not see each other', async () => {
  await using mock = createMock({
    strict: true,
    scenarios: [{ match: { user: 'Hello' }, sequence: [{ error: 429, times: 2 }, 'first', 'last'] }],
  });
  const { url } = await mock.listen();
  using meeting = await openMeeting();
  for (const name of FILES) writeFileSync(path.join(folder, `${name}.test.mjs`), suiteOf(name));
  writeFileSync(path.join(folder, 'none.config.mjs'), 'export default { test: { testTimeout: 120_000 } };');
  const vitest = path.join(ROOT, 'node_modules/vitest/vitest.mjs');
  const options = ['--root', folder, '--config', path.join(folder, 'none.config.mjs'), '--maxWorkers', '2'];
  const { ended } = start(process.execPath, [vitest, 'run', ...options, '--reporter=default'], {
    cwd: folder,
    env: { MOCK_URL: url, MEETING_URL: meeting.url },
  });

  expect(await ended).toMatchObject({ code: 0, stdout: expect.stringMatching(/Tests +2 passed/) as string });
  expect(meeting.meetings()).toBe(4);
  for (const name of FILES) {
    const { requests } = mock.session(`key-of-${name}`);
    expect(requests.map(({ status }) => status)).toEqual([429, 429, 200, 200]);
    expect(new Set(requests.map(({ request }) => request?.messages[0]?.content))).toEqual(
      new Set([`Hello from ${name}`]),
    );
  }
  expect(mock.requests).toHaveLength(8);
});

test('a session answers for its own requests alone', async () => {
  const mock = createMock({ strict: true, scenarios: [{ match: { user: 'hello' }, reply: 'Hi.' }] });
  const ask = (content: string, headers: Record<string, string>): Promise<Response> =>
    mock.fetch('http://mock/v1/chat/completions', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer shared', ...headers },
      body: JSON.stringify({ model: 'gpt-5.1', messages: [{ role: 'user', content }] }),
    });
  await ask('hello', { 'x-starmock-session': 'mine' });
  await ask('sing', { 'x-starmock-session': 'yours' });
  await ask('hello', {});
  expect(['mine', 'yours', 'shared', 'nobody'].map((name) => mock.session(name).requests.length)).toEqual([1, 1, 1, 0]);
  expect(() => mock.session('mine').expectNoUnmatched()).not.toThrow();
  expect(() => mock.session('yours').expectNoUnmatched()).toThrow('1 request matches no scenario');
});
