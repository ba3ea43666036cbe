import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createMock } from '../../../src/index.ts';
import type { FaultSpec } from '../../../src/faults/fault-spec.ts';
import { toHar } from '../../../src/recordings/har.ts';
import type { Observation } from '../../../src/recordings/observation.ts';
import { starlogHead, starlogLine } from '../../../src/recordings/starlog.ts';
import { createExchangeStore } from '../../../src/view/exchange-store.ts';
import { storeRecorded } from '../../../src/view/recorded-exchanges.ts';
import { viewExchange } from '../../../src/view/view-exchange.ts';
import type { Viewable } from '../../../src/view/viewable.ts';
import type { ViewedExchange } from '../../../src/view/viewed-exchange.ts';
import { startCli } from '../../support/cli.ts';
import { observed } from '../../support/observed.ts';
import { ask, HEADERS } from '../../support/requests.ts';

/** What the mock responds with, as it would have been recorded. */
async function recorded(body: object, number: number, ...faults: FaultSpec[]): Promise<Observation> {
  const asked = JSON.stringify(body);
  const mock = createMock({ faults });
  const response = await mock.fetch('http://mock/v1/chat/completions', {
    method: 'POST',
    headers: HEADERS,
    body: asked,
  });
  const head = { status: response.status, reason: 'OK', httpVersion: '1.1', headers: [...response.headers], ms: 1 };
  const bytes = new Uint8Array(await response.arrayBuffer());
  const headers = Object.entries(HEADERS);
  return observed({
    asked,
    headers,
    head,
    pieces: [[2, bytes]],
    model: 'gpt-5.1',
    probe: `probe.${number}`,
    framing: 'length',
  });
}

const RUN: readonly Observation[] = await Promise.all([
  recorded(ask('Hello?'), 1),
  recorded(ask('Hello?'), 2, 'usage.total-wrong'),
  recorded(ask('Hello?', { stream: true }), 3),
]);

async function stored(run: readonly Observation[]): Promise<ViewedExchange[]> {
  const store = createExchangeStore<Viewable>();
  await storeRecorded(
    run.map((observation, at) => ({ number: at + 10, observation })),
    'starmagic',
    store,
  );
  return store.since(0, 100).map(({ value }) => viewExchange(value.observation(), value.facts()));
}

describe('a recording', () => {
  test('has its numbers, the probes that were asked, what it cost, and findings where they are', async () => {
    const run = await stored(RUN);
    expect(run.map(({ number, source }) => [number, source])).toEqual([
      [10, { kind: 'recorded', name: 'probe.1' }],
      [11, { kind: 'recorded', name: 'probe.2' }],
      [12, { kind: 'recorded', name: 'probe.3' }],
    ]);
    expect(run.map(({ found }) => found.map(({ requirement }) => requirement))).toEqual([[], ['usage.sum'], []]);
    expect(run[0]?.cost).toMatchObject({ currency: 'CNY' });
  });

  test('of anything else, without probes, is judged by its place', async () => {
    const run = await stored(RUN.map((one) => ({ ...one, probe: '' })));
    expect(run.map(({ findings }) => findings)).toEqual([0, 1, 0]);
  });
});

describe('starmock view', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'starmock-view-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const header = {
    starlog: 1,
    tool: 'starmock 1.2.3',
    profile: 'starmagic',
    contract: '1.0.0',
    endpoint: 'http://127.0.0.1:4010/v1',
    models: ['gpt-5.1'],
    suite: 'core',
    startedAt: '2026-01-02T03:04:05.678Z',
    nonce: 'abc',
  } as const;

  test.each([
    ['run.starlog', starlogHead(header) + RUN.map((one, at) => starlogLine(one, at + 1)).join('')],
    ['run.har', JSON.stringify(toHar(RUN, { toolVersion: '1.2.3' }))],
  ])('serves the page over %s until it is stopped', async (name, text) => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    const cli = startCli(['view', file]);
    const url = await cli.says(/http:\/\/127\.0\.0\.1:\d+\/_starmock\/ui/);
    expect(await (await fetch(url)).text()).toContain('<script');
    const second = await fetch(`${url}/exchanges/2`);
    expect(await second.json()).toMatchObject({ number: 2, findings: 1, source: { kind: 'recorded' } });
    expect((await fetch(`${url}/faults`, { method: 'POST' })).status).toBe(404);
    const { body } = await fetch(`${url}/events`);
    expect(new TextDecoder().decode((await body?.getReader().read())?.value)).toContain(name);
    cli.signal('SIGINT');
    const ended = await cli.ended;
    expect([ended.code, ended.stdout.includes('Showing 3 exchanges'), ended.stderr]).toEqual([0, true, '']);
  });

  test('says what is wrong with a file', async () => {
    const ended = await startCli(['view', path.join(folder, 'none.starlog')]).ended;
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining('no such file')]);
  });
});
