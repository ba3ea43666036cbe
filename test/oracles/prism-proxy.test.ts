// Prism stands between a client and `serve`, and turns each breach of the contract into an error of its own.
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { start, type Running } from '../support/cli.ts';
import { serve } from '../support/serve.ts';
import { HEADERS } from '../support/requests.ts';

const served = serve('--speed', 'instant', '--stable-ids');
const PRISM = 'node_modules/@stoplight/prism-cli/dist/index.js';
const EXAMPLES = new URL('../../fixtures/requests/', import.meta.url);
const examples = readdirSync(EXAMPLES)
  .filter((name) => name.endsWith('.json'))
  .map((name) => {
    // Prism forwards bodies without spaces, and frozen ids depend on every character.
    const body = JSON.stringify(JSON.parse(readFileSync(new URL(name, EXAMPLES), 'utf8')));
    return { name, body };
  });
const isStream = (body: string): boolean => (JSON.parse(body) as { stream?: boolean }).stream === true;

const proxies: Running[] = [];

/** Starts Prism in front of a server, and resolves with its address. */
async function proxyOf(upstream: string): Promise<string> {
  const args = [PRISM, 'proxy', 'spec/openapi-3.1.json', upstream, '--errors', '--port', '0'];
  const proxy = start(process.execPath, args, { limit: 120_000 });
  proxies.push(proxy);
  const said = await proxy.says(/listening on http:\S+/);
  return said.replace('listening on ', '');
}

const post = (origin: string, body: string): Promise<Response> =>
  fetch(`${origin}/v1/chat/completions`, {
    method: 'POST',
    headers: HEADERS,
    body,
    signal: AbortSignal.timeout(30_000),
  });

/** A server whose answers break the contract: the text of a message is a number. */
const broken = createServer((_, response) => {
  const choice = { index: 0, message: { role: 'assistant', content: 7, refusal: null }, finish_reason: 'stop' };
  const body = { id: 'chatcmpl-1', object: 'chat.completion', created: 1, model: 'gpt-5.1', choices: [choice] };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
});

let proxy: string;
let control: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => {
    broken.listen(0, '127.0.0.1', resolve);
  });
  const { port } = broken.address() as AddressInfo;
  [proxy, control] = await Promise.all([proxyOf(served.origin), proxyOf(`http://127.0.0.1:${port}`)]);
});
afterAll(async () => {
  broken.close();
  for (const running of proxies) running.signal('SIGTERM');
  await Promise.all(proxies.map((running) => running.ended));
});

describe('Prism as a proxy', () => {
  test('sees a breach where there is one', async () => {
    const response = await post(control, examples[0]?.body ?? '');
    expect(response.status).toBe(500);
    expect(await response.text()).toContain('message');
  });

  test('has example requests of both kinds', () => {
    const streams = examples.filter(({ body }) => isStream(body)).length;
    expect(streams).toBeGreaterThan(2);
    expect(examples.length - streams).toBeGreaterThan(10);
  });

  test.each(examples.filter(({ body }) => !isStream(body)))(
    'finds nothing wrong with the answer to $name',
    async ({ body }) => {
      const [judged, direct] = await Promise.all([post(proxy, body), post(served.origin, body)]);
      const answer: unknown = await judged.json();
      expect([judged.status, judged.headers.get('sl-violations')]).toEqual([200, null]);
      expect(answer).toEqual(await direct.json());
    },
  );

  test.each(examples.filter(({ body }) => isStream(body)))('passes the stream of $name on intact', async ({ body }) => {
    const [judged, direct] = await Promise.all([post(proxy, body), post(served.origin, body)]);
    expect([judged.status, judged.headers.get('sl-violations')]).toEqual([200, null]);
    expect(judged.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(await judged.text()).toBe(await direct.text());
  });

  test('finds nothing wrong with an error', async () => {
    const body = JSON.stringify({ model: 'gpt-0', messages: [{ role: 'user', content: 'Hi' }] });
    const response = await post(proxy, body);
    expect([response.status, response.headers.get('sl-violations')]).toEqual([404, null]);
    expect(await response.json()).toMatchObject({ error: { code: 'model_not_found' } });
  });

  test.each(['/v1/models', '/v1/models/gpt-5.1'])('finds nothing wrong with %s', async (path) => {
    const response = await fetch(proxy + path, { headers: { authorization: 'Bearer sk-test' } });
    expect([response.status, response.headers.get('sl-violations')]).toEqual([200, null]);
  });
});
