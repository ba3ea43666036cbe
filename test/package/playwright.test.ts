// Runs the suite of docs/control.md and one more with Playwright's own runner, outside of this repository, and without a browser.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../support/cli.ts';
import { runAsUser } from '../support/packed.ts';
import { snippetsOf } from '../support/snippets.ts';

const OTHER = `
import { expect } from '@playwright/test';
import { test, createControlClient } from 'starmock/playwright';

const post = (request, { url, session }, content) =>
  request.post(url + '/chat/completions', {
    headers: { authorization: 'Bearer any', 'x-starmock-session': session },
    data: { model: 'gpt-5.1', messages: [{ role: 'user', content }] },
  });

for (const word of ['one', 'two'])
  test('sees its own requests alone: ' + word, async ({ starmock, request }) => {
    await starmock.use({ match: { user: 'ping' }, reply: word });
    const body = await (await post(request, starmock, 'ping')).json();
    expect(body.choices[0].message.content).toBe(word);
    expect(await starmock.requests()).toHaveLength(1);
    await expect(starmock.injectNext('sse.stal')).rejects.toThrow('did you mean sse.stall');
  });

test('fails for its verdict', async ({ starmock }) => {
  await starmock.use({ name: 'forgotten', match: { user: 'never' }, reply: 'x' });
});

test.describe('lenient', () => {
  test.use({ starmockVerdict: false });
  test('accepts a bad verdict', async ({ starmock }) => {
    await starmock.use({ name: 'forgotten', match: { user: 'never' }, reply: 'x' });
    const origin = new URL(starmock.url).origin;
    expect((await createControlClient({ origin, session: starmock.session }).verdict()).unused).toEqual(['forgotten']);
  });
});
`;

describe('starmock/playwright', () => {
  const project = mkdtempSync(path.join(tmpdir(), 'starmock-playwright-'));
  afterAll(() => rmSync(project, { recursive: true, force: true }));

  beforeAll(() => {
    mkdirSync(path.join(project, 'node_modules'));
    symlinkSync(ROOT, path.join(project, 'node_modules/starmock'), 'dir');
    symlinkSync(path.join(ROOT, 'node_modules/@playwright'), path.join(project, 'node_modules/@playwright'), 'dir');
    writeFileSync(path.join(project, 'package.json'), '{ "type": "module" }');
    writeFileSync(path.join(project, 'playwright.config.ts'), "export default { reporter: 'list', workers: 1 };");
    const [snippet = ''] = snippetsOf(readFileSync('docs/control.md', 'utf8'), 'ts playwright');
    writeFileSync(path.join(project, 'snippet.spec.ts'), snippet);
    writeFileSync(path.join(project, 'other.spec.ts'), OTHER);
  });

  const runner = [path.join(ROOT, 'node_modules/@playwright/test/cli.js'), 'test'];

  test('runs the suite of the documentation, with a server in the worker', async () => {
    const { stdout } = await runAsUser(process.execPath, [...runner, 'snippet'], project);
    expect(stdout).toContain('1 passed');
  });

  test('shares the server of serve, gives each test its session and judges it', async () => {
    const args = [path.join(ROOT, 'bin/starmock.js'), 'serve', '--control', '--', process.execPath, ...runner];
    const run = runAsUser(process.execPath, args, project);
    await expect(run).rejects.toThrow(/scenario never used: forgotten[\s\S]*1 failed[\s\S]*4 passed/);
  });
});
