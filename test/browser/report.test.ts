// The HTML report where it is read: in a browser, from a file, with scripts switched off.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMock } from '../../src/index.ts';
import { checkById } from '../../src/verify/checks/catalogue.ts';
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

  test('has a column for each model, and a row for each check', async () => {
    const heads = await page.locator('#checks thead th').allInnerTexts();
    expect(heads.slice(2)).toEqual(MODELS);
    const checks = new Set(report.results.map(({ check }) => check));
    expect(await page.locator('#checks tbody tr:not(.area)').count()).toBe(checks.size);
  });

  test('says at once how it went', async () => {
    await expect
      .poll(() => page.locator('.score').innerText())
      .toContain(`${report.totals.must.passed}/${report.totals.must.run} MUST`);
    expect(await page.locator('body').innerText()).toContain(report.verdict);
  });

  test('shows the evidence of a finding on a click, with the time-line of its bytes, and hides it again', async () => {
    const id = 'r-gpt-5.1-finish.tool-calls';
    const evidence = page.locator(`[id="${id}"]`);
    expect(await evidence.isVisible()).toBe(false);
    await page.locator(`#checks [popovertarget="${id}"]`).click();
    expect(await evidence.isVisible()).toBe(true);
    const text = await evidence.innerText();
    for (const part of ['expected', 'tool_calls', '"stop"', 'curl', checkById('finish.tool-calls')?.fix ?? ''])
      expect(text).toContain(part);
    expect(await evidence.locator('svg').first().isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await evidence.isVisible()).toBe(false);
  });

  test('lists what is wrong before everything else, and opens the same evidence from there', async () => {
    const bad = report.results.filter(({ status }) => status !== 'pass' && status !== 'skip' && status !== 'info');
    expect(await page.locator('#troubles li').count()).toBe(bad.length);
    await page.locator('#troubles [popovertarget="r-gpt-5.1-finish.tool-calls"]').click();
    expect(await page.locator('[id="r-gpt-5.1-finish.tool-calls"]').isVisible()).toBe(true);
    await page.keyboard.press('Escape');
  });

  test('shows markup of the endpoint as text', async () => {
    const markup = report.results.flatMap(({ findings }) => findings).filter(({ received }) => received.includes('<'));
    expect(markup.length).toBeGreaterThan(0);
    expect(await page.locator('center, hr, script').count()).toBe(0);
  });

  test('is no wider than the window, on a telephone neither', async () => {
    for (const width of [1100, 390]) {
      // oxlint-disable-next-line no-await-in-loop
      await page.setViewportSize({ width, height: 800 });
      // oxlint-disable-next-line no-await-in-loop
      const box = await page.locator('body').boundingBox();
      expect(box?.width).toBeLessThanOrEqual(width);
    }
  });
});
