import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { jsonLine, prettyLine } from '../../../src/cli/log-line.ts';
import { createPaint } from '../../../src/verify/reporters/paint.ts';
import type { ExchangeReport } from '../../../src/mock-options.ts';
import { testMock } from '../../support/mock.ts';

const NOON = new Date(2026, 0, 1, 12);

/** What is told of a request, as the log of a server tells it. */
async function told(path: string, body: object): Promise<{ pretty: string; json: string }> {
  const reports: ExchangeReport[] = [];
  const mock = testMock({ onExchange: (report) => reports.push(report) });
  const headers = { authorization: 'Bearer sk-test', 'content-type': 'application/json' };
  await (await mock.fetch(`http://mock${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).text();
  const [report] = reports;
  if (!report) throw new TypeError('a report was expected');
  return {
    pretty: stripVTControlCharacters(prettyLine(report, NOON, createPaint(false))),
    json: jsonLine(report, NOON),
  };
}

test.each([
  ['/v1/chat/completions', { model: 'my-model', messages: [] }, '--model-alias my-model=gpt-5.1'],
  ['/v1/chat/completions', { model: 'my-model', messages: [] }, '--any-model'],
  ['/v1/images/generations', {}, 'starmock does not serve /v1/images; base URLs end in /v1'],
  ['/chat/completions', {}, 'base URLs end in /v1'],
])('tells the developer what to do about the 404 of %s %j', async (path, body, words) => {
  const { pretty, json } = await told(path, body);
  expect(pretty).toContain(words);
  expect(json).toContain(words);
});

test('has no hint where nothing is to be done, and no controls where a path has some', async () => {
  const { pretty } = await told('/v1/embeddings', { model: 'text-embedding-3-small', input: 'a' });
  expect(pretty).toMatch(/^12:00:00 200 POST \/v1\/embeddings text-embedding-3-small 1\+0 tokens \d+ ms\n$/);
  expect((await told('/v1/im%1b[31m', {})).pretty).not.toContain('\u001B');
});
