// The page of `--ui` where it is used: in a browser, beside a mock.
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMock, type Mock } from '../../src/create-mock.ts';
import { SERVED_ENDPOINTS } from '../../src/endpoints/served-endpoints.ts';
import { createWheelClock } from '../../src/transports/clock.ts';
import { createMockViewer } from '../../src/view/mock-viewer.ts';
import { findChromium } from '../support/chromium.ts';
import { ask, HEADERS } from '../support/requests.ts';

const executable = findChromium();

const HOSTILE = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>\u202E\u0000</pre><b>`;

describe.skipIf(executable === undefined)('the page', () => {
  let mock: Mock;
  let origin = '';
  let port = 0;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  const createViewed = (): Mock =>
    createMock(
      { scenarios: [{ name: 'hostile', match: { user: { contains: 'img', partial: true } }, reply: HOSTILE }] },
      SERVED_ENDPOINTS,
      createMockViewer({ clock: createWheelClock(), wallClock: () => Date.now() }),
    );

  const post = async (body: object, headers: Readonly<Record<string, string>> = {}): Promise<void> => {
    const response = await fetch(`${origin}/v1/chat/completions`, {
      method: 'POST',
      headers: { ...HEADERS, ...headers },
      body: JSON.stringify(body),
    });
    await response.text();
  };

  const row = (number: number): ReturnType<Page['locator']> => page.locator(`#exchange-${number}`);
  const open = async (number: number, tab: string): Promise<void> => {
    await row(number).click();
    await page.locator(`.facts >> text=#${number} at`).waitFor();
    await page.getByRole('tab', { name: tab }).click();
  };

  beforeAll(async () => {
    mock = createViewed();
    ({ port } = await mock.listen());
    origin = `http://127.0.0.1:${port}`;
    await post(ask('Why is the sky blue?', { model: 'gpt-5.1-thinking', stream: true }), {
      'x-starmock-session': 'one',
    });
    await post(ask('hot', { temperature: 9 }));
    await post(ask(HOSTILE, { stream: true }));
    browser = await chromium.launch({ executablePath: executable ?? '', args: ['--no-sandbox'] });
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, acceptDownloads: true });
    page = await context.newPage();
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.addInitScript(
      `addEventListener('securitypolicyviolation', (event) => console.error('violates', event.violatedDirective))`,
    );
    await page.goto(`${origin}/_starmock/ui`);
    await row(3).waitFor();
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await mock?.close();
  });

  test('lists the exchanges, newest first', async () => {
    const rows = await page.getByRole('option').allInnerTexts();
    expect(rows).toHaveLength(3);
    expect(rows[1]).toContain('Invalid ');
    expect(rows[2]).toMatch(/gpt-5.1-thinking[^]*one[^]*Why is the sky blue\?[^]*generated|no scenario matched/);
  });

  test('shows a new exchange at once', async () => {
    await post(ask('Something new'));
    await row(4).waitFor();
    expect(await row(4).innerText()).toContain('Something new');
  });

  test('shows an exchange as conversation, events, bytes and command', async () => {
    await open(1, 'Conversation');
    const panel = page.getByRole('tabpanel');
    expect(await panel.innerText()).toMatch(/user[^]*Why is the sky blue\?[^]*assistant[^]*reasoning/);
    await page.getByRole('tab', { name: 'Events' }).click();
    expect(await panel.locator('li').last().innerText()).toContain('[DONE]');
    await page.getByRole('tab', { name: 'Raw' }).click();
    expect(await panel.innerText()).toMatch(
      /POST \/v1\/chat\/completions HTTP\/1\.1[^]*content-type: text\/event-stream/i,
    );
    await page.getByRole('tab', { name: 'curl' }).click();
    expect(await panel.innerText()).toContain(`'${origin}/v1/chat/completions'`);
    await page.getByRole('tab', { name: 'Why' }).click();
    await expect.poll(() => panel.innerText()).toContain('hostile');
  });

  test('shows the text of a stream at any moment', async () => {
    await open(1, 'Timeline');
    const slider = page.getByRole('slider');
    const whole = await page.locator('.slot pre').last().innerText();
    await slider.focus();
    for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/^Event 4 of /);
    const part = await page.locator('.slot pre').first().innerText();
    expect([part.length > 0, part.length < whole.length]).toEqual([true, true]);
    await page.keyboard.press('End');
    expect(await page.locator('.slot pre').last().innerText()).toBe(whole);
    expect(await page.locator('.chart rect.k-content').count()).toBeGreaterThan(0);
  });

  test('shows hostile text as text', async () => {
    await open(3, 'Conversation');
    const panel = page.getByRole('tabpanel');
    for (const tab of ['Conversation', 'Timeline', 'Events', 'Raw', 'curl', 'Why']) {
      await page.getByRole('tab', { name: tab }).click();
      await expect.poll(() => panel.innerText()).toContain(tab === 'Why' ? 'hostile' : 'owned');
      expect(await page.locator('img, b, body script:not([type=module])').count()).toBe(0);
    }
    expect(await page.title()).toBe('starmock');
    await page.getByRole('tab', { name: 'Conversation' }).click();
    expect(await panel.innerText()).toContain('<U+202E>␀');
  });

  test('filters', async () => {
    const search = page.getByRole('searchbox');
    await search.fill('is:error');
    await expect.poll(() => page.getByRole('option').count()).toBe(1);
    expect(await page.locator('.count').innerText()).toMatch(/^1 of \d+$/);
    await search.fill('nothing like this');
    await expect.poll(() => page.locator('.exchanges').innerText()).toContain('No exchange matches the filter.');
    await search.press('Escape');
    await expect.poll(() => page.getByRole('option').count()).toBeGreaterThan(2);
  });

  test('is used with the keyboard alone', async () => {
    await page.keyboard.press('Escape');
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.detail').count()).toBe(0);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    const newest = await page.getByRole('option').first().getAttribute('id');
    expect(await page.locator('[aria-selected=true][role=option]').getAttribute('id')).toBe(newest);
    await page.getByRole('listbox').focus();
    await page.keyboard.press('End');
    expect(await page.locator('[aria-selected=true][role=option]').getAttribute('id')).toBe('exchange-1');
    await page.locator('.facts >> text=#1 at').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('tab');
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('/');
    expect(await page.evaluate('document.activeElement.type')).toBe('search');
    await page.keyboard.press('Escape');
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('?');
    expect(await page.getByRole('dialog').innerText()).toContain('Filter');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  });

  test('injects a fault into the next request', async () => {
    await page.keyboard.press('f');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Faults, one a request').fill('e.nothing');
    await page.keyboard.press('Enter');
    await expect.poll(() => dialog.getByRole('status').innerText()).toContain('e.nothing');
    await dialog.getByLabel('Faults, one a request').fill('503');
    await page.keyboard.press('Enter');
    await expect.poll(() => dialog.getByRole('status').innerText()).toBe('The next request gets 503.');
    await page.keyboard.press('Escape');
    await post(ask('faulty'));
    await expect.poll(() => page.getByRole('option').first().innerText()).toMatch(/503[^]*faulty/);
  });

  test('saves a scenario as a file', async () => {
    await open(1, 'Conversation');
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as scenario' }).click();
    const file = await saving;
    expect(file.suggestedFilename()).toBe('exchange-1.yaml');
    const text = (await (await file.createReadStream()).toArray()).join('');
    expect(text).toContain('equals: Why is the sky blue?');
  });

  test('holds thousands of exchanges, of which it draws a few', async () => {
    for (let round = 0; round < 20; round++)
      // oxlint-disable-next-line no-await-in-loop
      await Promise.all(Array.from({ length: 100 }, (_, at) => post(ask(`number ${round * 100 + at}`))));
    await expect.poll(() => page.locator('.count').innerText(), { timeout: 60_000 }).toMatch(/^2,0\d\d exchanges$/);
    expect(await page.getByRole('option').count()).toBeLessThan(80);
    await page.getByRole('listbox').focus();
    await page.keyboard.press('End');
    await expect.poll(() => row(1).isVisible()).toBe(true);
  }, 120_000);

  test('connects again after the server was away, and starts over with another run', async () => {
    await mock.close(0);
    await expect.poll(() => page.getByRole('status').first().innerText()).toContain('Connection lost');
    // What the browser itself says of connections that were refused.
    complaints.splice(0, Infinity, ...complaints.filter((text) => !/ERR_|Failed to load resource/.test(text)));
    mock = createViewed();
    await mock.listen({ port });
    await expect.poll(() => page.getByRole('status').first().innerText(), { timeout: 30_000 }).toBe('Live');
    await expect.poll(() => page.locator('.count').innerText()).toBe('0 exchanges');
    await post(ask('after all'));
    await expect.poll(() => page.getByRole('option').first().innerText()).toContain('after all');
  }, 60_000);

  test('is no wider than the window, in all views', async () => {
    await post(ask(`${'wide'.repeat(200)}`, { stream: true }));
    for (const width of [360, 390, 860, 1280, 1920, 3840]) {
      // oxlint-disable no-await-in-loop
      await page.setViewportSize({ width, height: 800 });
      if ((await page.locator('.detail').count()) > 0)
        await page.getByRole('button', { name: 'Close the details' }).click();
      const wide = (): Promise<unknown> => page.evaluate('document.documentElement.scrollWidth');
      expect(await wide()).toBeLessThanOrEqual(width);
      await page.getByRole('option').first().click();
      for (const tab of ['Conversation', 'Timeline', 'Events', 'Raw', 'curl', 'Why']) {
        await page.getByRole('tab', { name: tab }).click();
        expect([width, tab, ((await wide()) as number) <= width]).toEqual([width, tab, true]);
        expect(
          await page.evaluate(
            `(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)(document.querySelector('[role=tabpanel]'))`,
          ),
        ).toBe(true);
      }
      // oxlint-enable no-await-in-loop
    }
  }, 60_000);

  test('says nothing on the console: no violation of its policy, no error', () => {
    expect(complaints.filter((text) => !/ERR_|Failed to load resource/.test(text))).toEqual([]);
  });
});
