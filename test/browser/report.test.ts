// The HTML report where it is read: in a browser, from a file, with scripts switched off.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMock } from '../../src/index.ts';
import type { Report } from '../../src/verify/report/report.ts';
import { toHtml } from '../../src/verify/reporters/html.ts';
import { verify } from '../../src/verify/verify.ts';
import { findChromium } from '../support/chromium.ts';

const executable = findChromium();
const MODELS = ['gpt-5.1', 'gpt-5.1-thinking'];

/** A run over a service that is broken in several ways, and says so in markup. */
async function brokenReport(): Promise<Report> {
  await using mock = createMock({ faults: ['e.502-html', 'finish.stop-with-tools', 'chunk.content-array'] });
  const { url } = await mock.listen();
  const run = verify({
    baseUrl: url,
    apiKey: 'sk-report-0123456789',
    models: MODELS,
    suite: 'full',
    pause: async () => {},
  });
  for await (const event of run) if (event.type === 'end') return event.report;
  throw new Error('Failed to verify: no report');
}

describe.skipIf(executable === undefined)('the HTML report', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'starmock-report-'));
  const asked: string[] = [];
  const complaints: string[] = [];
  let report: Report;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    report = await brokenReport();
    const file = path.join(folder, 'report.html');
    writeFileSync(file, toHtml(report));
    browser = await chromium.launch({ executablePath: executable ?? '', args: ['--no-sandbox'] });
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1100, height: 800 } });
    page = await context.newPage();
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    await page.goto(pathToFileURL(file).href);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('needs nothing but itself, and breaks no rule of its own', () => {
    expect(asked).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  test('says at once how it went, what it cost, and what to do first', async () => {
    const verdict = await page.locator('.verdict').innerText();
    for (const part of ['FAILED', report.verdict, `${report.totals.must.passed}/${report.totals.must.run} MUST`, '¥'])
      expect(verdict).toContain(part);
    expect(verdict).toMatch(/Do this first: \S/);
    const box = await page.locator('.first').boundingBox();
    expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThan(800);
  });

  test('has a row for each check and a column for each model, folded away', async () => {
    expect(await page.locator('#checks').isVisible()).toBe(false);
    await page.locator('summary', { hasText: 'All checks' }).click();
    const heads = await page.locator('#checks thead th').allInnerTexts();
    expect(heads.slice(2)).toEqual(MODELS);
    const checks = new Set(report.results.map(({ check }) => check));
    expect(await page.locator('#checks tbody tr:not(.area)').count()).toBe(checks.size);
    await page.locator('summary', { hasText: 'All checks' }).click();
  });

  test('shows a cause with its fix, and on a click the evidence with the time-line of its bytes', async () => {
    const cause = page.locator('[id="cause-finish.tool-calls"]');
    const fix = report.results.find(({ check }) => check === 'finish.tool-calls')?.fix ?? '?';
    for (const part of ['expected', 'tool_calls', '"stop"', fix, 'starmock explain finish.tool-calls'])
      expect(await cause.innerText()).toContain(part);
    const evidence = cause.locator('details').first();
    expect(await evidence.locator('pre').first().isVisible()).toBe(false);
    await evidence.locator('summary').press('Enter');
    expect(await evidence.innerText()).toContain('curl');
    expect(await evidence.locator('svg').first().isVisible()).toBe(true);
  });

  test('opens what a fragment names, without scripts too', async () => {
    const tab = await page.context().newPage();
    await tab.goto(`${page.url()}#check-finish.once`);
    expect(await tab.locator('[id="check-finish.once"]').isVisible()).toBe(true);
    await tab.close();
  });

  test('shows no control that needs a script where there is none', async () => {
    expect(await page.locator('form, .command button').filter({ visible: true }).count()).toBe(0);
  });

  test('filters and copies where there are scripts', async () => {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
    const tab = await context.newPage();
    tab.on('console', (message) => complaints.push(message.text()));
    await tab.goto(page.url());
    await tab.keyboard.press('/');
    await tab.keyboard.type('finish.tool-calls');
    expect(await tab.locator('article').filter({ visible: true }).count()).toBe(1);
    expect(await tab.locator('#count').innerText()).toMatch(/^\d+ of \d+ shown$/);
    const evidence = tab.locator('[id="cause-finish.tool-calls"] details').first();
    await evidence.locator('summary').click();
    await evidence.locator('button').click();
    await expect.poll(() => evidence.locator('button').innerText()).toBe('Copied');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('shows markup of the endpoint as text', async () => {
    const markup = report.results.flatMap(({ findings }) => findings).filter(({ received }) => received.includes('<'));
    expect(markup.length).toBeGreaterThan(0);
    expect(await page.locator('center, hr').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(1);
  });

  test('prints on a few pages', async () => {
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(6);
  });

  test('is no wider than the window, on a telephone neither', async () => {
    for (const width of [3840, 1100, 390, 360]) {
      // oxlint-disable-next-line no-await-in-loop
      await page.setViewportSize({ width, height: 800 });
      // oxlint-disable-next-line no-await-in-loop
      const wide = await page.evaluate('document.documentElement.scrollWidth');
      expect(wide).toBeLessThanOrEqual(width);
    }
  });
});
