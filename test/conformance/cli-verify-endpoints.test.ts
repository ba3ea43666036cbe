// `starmock verify --endpoint` and what belongs to it, in this process against a mock over HTTP.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { EXIT } from '../../src/cli/exit-codes.ts';
import { createMock, type MockOptions } from '../../src/index.ts';
import { readReport } from '../../src/verify/report/read-report.ts';
import type { Report } from '../../src/verify/report/report.ts';
import type { Ended } from '../support/cli.ts';
import { program } from '../support/program.ts';

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'starmock-endpoints-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

async function mockUrl(options: MockOptions = {}): Promise<string> {
  const mock = createMock(options);
  onTestFinished(() => mock.close(0));
  return (await mock.listen()).url;
}

const run = (args: readonly string[], cwd = folder()): Promise<Ended> =>
  program(args, { cwd, env: { STARMOCK_API_KEY: 'sk-any-0123456789' } });

const reportOf = ({ stdout }: Ended): Report => readReport(stdout, 'standard output');
const statuses = ({ results }: Report): string[] => results.map(({ check, status }) => `${check} ${status}`);

const RESPONSES = ['--endpoint', 'responses', '--model', 'gpt-5.1'] as const;

describe('starmock verify --endpoint', () => {
  test('passes the Responses of the mock in each of their suites, and says what was verified', async () => {
    const url = await mockUrl();
    for (const suite of ['core', 'agent', 'json', 'reasoning', 'state']) {
      const ended = await run(['verify', '--base-url', url, ...RESPONSES, '--suite', suite, '--json']);
      expect([ended.code, ended.stderr]).toEqual([EXIT.ok, expect.any(String)]);
      const report = reportOf(ended);
      expect([report.contract.endpoint, report.suite]).toEqual(['responses', suite]);
      expect(report.results.length).toBeGreaterThan(80);
    }
  }, 120_000);

  test('passes the embeddings of the mock by the profile that documents them', async () => {
    const url = await mockUrl({ profile: 'openai' });
    const ended = await run(['verify', '--base-url', url, '--endpoint', 'embeddings', '--profile', 'openai', '--json']);
    expect([ended.code, ended.stderr]).toEqual([EXIT.ok, expect.any(String)]);
    const { models, contract, cost } = reportOf(ended);
    expect(models).toEqual(['text-embedding-3-small', 'text-embedding-3-large', 'text-embedding-ada-002']);
    expect([contract.endpoint, cost.currency]).toEqual(['embeddings', 'USD']);
    expect(cost.amount).toBeGreaterThan(0);
  }, 60_000);

  test('asks for a model where the profile documents none, and refuses suites without checks', async () => {
    const url = await mockUrl();
    const nameless = await run(['verify', '--base-url', url, '--endpoint', 'embeddings']);
    expect([nameless.code, nameless.stderr]).toEqual([EXIT.usage, expect.stringContaining('--model')]);
    const vision = await run(['verify', '--base-url', url, ...RESPONSES, '--suite', 'vision']);
    expect([vision.code, vision.stderr]).toEqual([
      EXIT.usage,
      expect.stringContaining('core, agent, json, reasoning, state'),
    ]);
    const state = await run(['verify', '--base-url', url, '--suite', 'state']);
    expect(state.code).toBe(EXIT.usage);
  });

  test('judges a recording as the run that it is of, without being told', async () => {
    const [url, cwd] = [await mockUrl(), folder()];
    const first = await run(
      ['verify', '--base-url', url, ...RESPONSES, '--suite', 'state', '--record', 'run.starlog', '--json'],
      cwd,
    );
    const again = await run(['verify', '--replay', 'run.starlog', '--json'], cwd);
    expect([again.code, again.stderr]).toEqual([EXIT.ok, expect.any(String)]);
    expect(reportOf(again).contract.endpoint).toBe('responses');
    expect(statuses(reportOf(again))).toEqual(statuses(reportOf(first)));
    expect(JSON.parse(readFileSync(path.join(cwd, 'run.starlog'), 'utf8').split('\n')[0] ?? '')).toMatchObject({
      api: 'responses',
    });
  }, 60_000);

  test('fails for a fault, and bears with it once the baseline does; not for another endpoint', async () => {
    const cwd = folder();
    const url = await mockUrl({ faults: ['b.ct-text-plain'] });
    const args = ['verify', '--base-url', url, ...RESPONSES];
    expect((await run(args, cwd)).code).toBe(EXIT.failed);
    await run([...args, '--update-baseline', '--reason', 'ticket 4711'], cwd);
    expect((await run(args, cwd)).code).toBe(EXIT.ok);
    expect((await run(['verify', '--base-url', url, '--model', 'gpt-5.1'], cwd)).code).toBe(EXIT.failed);
  }, 60_000);

  test('plans what it would send, and what that costs at most', async () => {
    const { code, stdout } = await run([
      'verify',
      '--base-url',
      'http://127.0.0.1:9/v1',
      ...RESPONSES,
      '--suite',
      'state',
      '--plan',
      '--json',
    ]);
    expect(code).toBe(EXIT.ok);
    const plan = JSON.parse(stdout) as {
      probes: { probe: string; completionTokens: number }[];
      worst: { amount: number };
    };
    expect(plan.probes.map(({ probe }) => probe)).toEqual(
      expect.arrayContaining(['text', 'state.first', 'state.delete']),
    );
    expect(plan.probes.find(({ probe }) => probe === 'state.first')?.completionTokens).toBe(24);
    expect(plan.worst.amount).toBeGreaterThan(0);
  });
});

describe('starmock checks and explain', () => {
  test('know the checks of every endpoint', async () => {
    const listed = await run(['checks', '--endpoint', 'responses', '--suite', 'state', '--only', 'responses.store']);
    expect(listed.stdout).toMatch(/responses\.store\.default +MUST/);
    const unknown = await run(['checks', '--only', 'responses.store']);
    expect(unknown.code).toBe(EXIT.usage);
    const explained = await run(['explain', 'responses.created.first']);
    expect(explained.stdout).toContain('--endpoint responses');
    expect(explained.stdout).toContain('spec/responses.yaml');
    expect((await run(['explain', 'embeddings.unit'])).stdout).toContain('--profile openai');
  });

  test('show a finding of a fault', async () => {
    const { stdout } = await run(['explain', 'responses.terminal.once', '--example']);
    expect(stdout).toMatch(/With responses\.terminal-\w+:/);
  }, 60_000);
});
