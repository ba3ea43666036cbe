// `starmock tap --judge` in front of mocks with faults, which stand for live endpoints.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Report } from '../../src/verify/report/report.ts';
import type { Ended } from '../support/cli.ts';
import { program, serving, startProgram } from '../support/program.ts';

const temp = mkdtempSync(path.join(tmpdir(), 'starmock-judge-'));
afterAll(() => rmSync(temp, { recursive: true, force: true }));

const MESSAGES = [{ role: 'user', content: 'Name three colors.' }];

/** Sends a chat request and reads the answer as far as it comes. */
async function chat(url: string, body: object = {}): Promise<string> {
  const response = await fetch(`${url}/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-very-secret-key', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-5.1', messages: MESSAGES, ...body }),
  });
  return response.text().catch(() => '');
}

/** What a tap says of some traffic, when it is stopped after it. */
async function judged(
  args: readonly string[],
  traffic: (url: string) => Promise<unknown>,
  served: readonly string[] = [],
): Promise<Ended> {
  const mock = await serving(['--port', '0', '--speed', 'instant', ...served]);
  const tap = startProgram(['tap', '--upstream', mock.url, '--port', '0', '--judge', ...args], { cwd: temp });
  onTestFinished(async () => {
    tap.stop();
    tap.stop();
    await tap.ended;
  });
  await traffic(/http:\S+\/v1/.exec(await tap.says(/http:\/\/[^\s"]+\/v1(?=[\s"])/))?.[0] ?? '');
  tap.stop();
  return tap.ended;
}

const both = (url: string): Promise<unknown> =>
  Promise.all([chat(url), chat(url, { stream: true, stream_options: { include_usage: true } })]);

describe('tap --judge', () => {
  test('passes an endpoint that keeps the contract', async () => {
    const { code, stdout } = await judged([], both);
    expect([code, stdout]).toEqual([0, expect.stringContaining('Requests: no violations')]);
    expect(stdout).toContain('1 request made both streamed and plain: 0 with different prompt tokens');
  });

  test.each([
    ['sse.done-missing', 'sse.done'],
    ['usage.total-wrong', 'usage.sum'],
    ['finish.missing', 'finish'],
  ])('finds what an endpoint does wrong, and exits with code 1 (P6): %s', async (fault, requirement) => {
    const { code, stdout } = await judged([], both, ['--fault', fault]);
    expect([code, stdout]).toEqual([1, expect.stringContaining(requirement)]);
  });

  test('judges requests apart from responses: the client is at fault, and the endpoint passes (P6)', async () => {
    const { code, stdout } = await judged([], (url) => chat(url, { temperature: 'hot' }));
    expect([code, stdout]).toEqual([0, expect.stringContaining('/temperature must be number')]);
    expect(stdout).toContain('Requests: the client violates the contract');
  });

  test('says what a stream that was cut has cost, and fails for it (P5, P8)', async () => {
    const { code, stdout } = await judged([], (url) => chat(url, { stream: true }), ['--fault', 'sse.conn-reset']);
    expect([code, stdout]).toEqual([
      1,
      expect.stringMatching(/1 stream cut or left, with about \S+ spent \(exchange 1\)/),
    ]);
  });

  test('blames no endpoint for a client that leaves (P5)', async () => {
    const leave = async (url: string): Promise<void> => {
      const controller = new AbortController();
      const response = await fetch(`${url}/chat/completions`, {
        method: 'POST',
        signal: controller.signal,
        headers: { authorization: 'Bearer sk-a', 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'gpt-5.1', messages: MESSAGES, stream: true }),
      });
      await response.body?.getReader().read();
      controller.abort();
    };
    const { code, stdout } = await judged([], leave, ['--speed', 'realistic']);
    expect([code, stdout]).toEqual([0, expect.stringContaining('client disconnected')]);
    expect(stdout).toContain('1 stream cut or left');
  });

  test('compares the usage of equal requests, and the models (P8)', async () => {
    const { stdout } = await judged([], both, ['--fault', 'usage.stream-differs']);
    expect(stdout).toMatch(/made both streamed and plain: 1 with different/);
  });

  test('writes reports in the formats of verify, without keys (P9)', async () => {
    const names = ['r.json', 'r.xml', 'r.sarif', 'r.md', 'r.html', 'r.badge.json'];
    await judged(
      names.flatMap((name) => ['--report', name]),
      both,
      ['--fault', 'sse.done-missing'],
    );
    const texts = names.map((name) => readFileSync(path.join(temp, name), 'utf8'));
    const report = JSON.parse(texts[0] ?? '') as Report;
    expect([report.suite, report.outcome, report.exchanges.length]).toEqual(['traffic', 'failed', 2]);
    expect(texts.filter((text) => text.includes('very-secret'))).toEqual([]);
    expect(texts.filter((text) => !/done|MUST/.test(text))).toEqual([]);
  });

  test('ignores the findings of a baseline that it wrote (P9)', async () => {
    const fault = ['--fault', 'sse.done-missing'];
    const known = ['--baseline', 'known.json'];
    const first = await judged([...known, '--update-baseline', '--reason', 'ticket 1'], both, fault);
    const second = await judged(known, both, fault);
    expect([first.code, second.code]).toEqual([0, 0]);
    expect((await judged(known, both, ['--fault', 'usage.total-wrong'])).code).toBe(1);
  });

  test('needs a minimum of exchanges for a verdict (P9)', async () => {
    const { code, stdout } = await judged(['--min-samples', '3'], both);
    expect([code, stdout]).toEqual([4, expect.stringContaining('2 of at least 3 exchanges')]);
  });

  test('makes only the checks that are asked for', async () => {
    const { code } = await judged(['--only', 'usage'], both, ['--fault', 'sse.done-missing']);
    expect(code).toBe(0);
  });

  test.each([[['--report', 'r.json']], [['--only', 'usage']], [['--min-samples', '2']]])(
    'is required by the options about it: %j',
    async (args) => {
      const { code, stderr } = await program(['tap', '--upstream', 'http://127.0.0.1:9', ...args], { cwd: temp });
      expect([code, stderr]).toEqual([2, expect.stringContaining('requires --judge')]);
    },
  );
});
