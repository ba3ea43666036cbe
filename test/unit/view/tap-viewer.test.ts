import { describe, expect, onTestFinished, test } from 'vitest';
import { createMock } from '../../../src/index.ts';
import { createExchangeStore } from '../../../src/view/exchange-store.ts';
import { tapViewer } from '../../../src/view/tap-viewer.ts';
import { summarizeExchange } from '../../../src/view/view-exchange.ts';
import type { Viewable } from '../../../src/view/viewable.ts';
import { startCli } from '../../support/cli.ts';
import { chunk, observed } from '../../support/observed.ts';
import { ask, HEADERS } from '../../support/requests.ts';

describe('a tap', () => {
  test('is shown with what it forwarded, within the limits of the store', () => {
    const store = createExchangeStore<Viewable>({ count: 100, bytes: 1000 });
    const viewer = tapViewer(store);
    const observation = observed({ asked: ask('Hello?'), pieces: [[5, chunk({ content: 'x'.repeat(700) })]] });
    void viewer.take({ number: 1, observation, left: false });
    void viewer.take({ number: 2, session: 'mine', observation, left: true });
    const rows = store.since(0, 10).map(({ value }) => summarizeExchange(value.observation(), value.facts()));
    expect(rows).toMatchObject([
      { number: 2, session: 'mine', state: 'left', source: { kind: 'upstream' }, firstMs: 5 },
    ]);
  });

  test('is looked at in its page, with what was found, and injects faults from there (P10)', async () => {
    const mock = createMock({ faults: ['usage.total-wrong'] });
    onTestFinished(() => mock.close());
    const { url: upstream } = await mock.listen();
    const cli = startCli(['tap', '--upstream', upstream, '--port', '0', '--ui', '--judge']);
    const page = await cli.says(/http:\/\/127\.0\.0\.1:\d+\/_starmock\/ui/);
    const base = await cli.says(/http:\/\/127\.0\.0\.1:\d+\/v1/);
    const body = JSON.stringify(ask('Hello?', { stream: true, stream_options: { include_usage: true } }));
    const response = await fetch(`${base}/chat/completions`, { method: 'POST', headers: HEADERS, body });
    const text = await response.text();
    const shown = async (): Promise<unknown> => (await fetch(`${page}/exchanges/1`)).json();
    await expect.poll(shown).toMatchObject({ number: 1, status: 200, stream: true, answer: { text } });
    await expect.poll(shown, { timeout: 30_000 }).toMatchObject({
      findings: 1,
      found: [{ requirement: 'usage.sum' }],
      cost: { currency: expect.any(String) as string },
    });
    const inject = (steps: readonly string[]): Promise<Response> =>
      fetch(`${page}/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ steps }),
      });
    expect((await inject(['sse.one-blob'])).status).toBe(400);
    expect((await inject(['429', 'ok'])).status).toBe(201);
    const post = async (): Promise<number> =>
      (await fetch(`${base}/chat/completions`, { method: 'POST', headers: HEADERS, body })).status;
    expect([await post(), await post()]).toEqual([429, 200]);
    await expect
      .poll(async (): Promise<unknown> => (await fetch(`${page}/exchanges/2`)).json(), { timeout: 30_000 })
      .toMatchObject({ status: 429, faults: ['429'], source: { kind: 'none' }, findings: 0 });
    cli.signal('SIGINT');
    expect((await cli.ended).code).toBe(1);
  });
});
