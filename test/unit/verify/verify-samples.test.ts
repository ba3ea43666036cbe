// Proves src/verify/: checks that are repeated.
import { describe, expect, it } from 'vitest';
import type { CheckResult, Report } from '../../../src/verify/report/report.ts';
import { answers, taking, told } from './support/answers.ts';
import { run } from './support/run.ts';
import { bodyOf, scriptedClient } from './support/scripted-client.ts';

describe('samples', () => {
  type Changed = Readonly<Record<string, unknown>>;

  interface Sampled {
    readonly sent: number;
    readonly result: CheckResult | undefined;
    readonly report: Report;
  }

  /** How often the plain probe of a check is sent, and what becomes of the check, where some of its answers are bad. */
  async function sampled(
    check: string,
    change: Changed,
    isBad: (nth: number) => boolean,
    options: Parameters<typeof run>[0] = {},
  ): Promise<Sampled> {
    const choice = check === 'tool.expected' ? 'auto' : 'none';
    let sent = 0;
    const client = scriptedClient((request, count, more) => {
      const body = bodyOf(request);
      const isProbe = body?.['tool_choice'] === choice && body['stream'] !== true;
      return (isProbe && isBad(sent++) ? taking(change) : answers)(request, count, more);
    });
    const { report } = await run({ client, suite: 'full', only: [check], ...options });
    return { sent, result: told(report.results, check), report };
  }

  const SILENT = { tools: undefined, tool_choice: undefined };
  const EAGER = { tool_choice: 'required' };

  it.each<[string, Changed]>([
    ['tool.expected', SILENT],
    ['tool.choice.none', EAGER],
  ])('are one where the first is good: %s', async (check, change) => {
    const { sent, result } = await sampled(check, change, () => false);
    expect({ sent, status: result?.status, samples: result?.samples }).toEqual({
      sent: 1,
      status: 'pass',
      samples: undefined,
    });
  });

  it('of free will are three where the first is bad, and leave open what they contradict', async () => {
    const once = await sampled('tool.expected', SILENT, (nth) => nth === 0);
    expect(once).toMatchObject({
      sent: 3,
      result: { status: 'inconclusive', samples: { good: 2, of: 3 }, note: 'passed in 2 of 3 samples' },
      report: { outcome: 'inconclusive' },
    });
    const never = await sampled('tool.expected', SILENT, () => true);
    expect(never.result).toMatchObject({ samples: { good: 0, of: 3 } });
    expect(['fail', 'warn']).toContain(never.result?.status);
  });

  it('of what is owed are three where the first is bad, and one miss is a failure', async () => {
    expect(await sampled('tool.choice.none', EAGER, (nth) => nth === 0)).toMatchObject({
      sent: 3,
      result: { status: 'fail', samples: { good: 2, of: 3 }, findings: [{ sample: 0 }] },
      report: { outcome: 'failed' },
    });
  });

  it('are as many as are asked for, and find what comes seldom', async () => {
    const samples = { 'tool.choice.none': 8 };
    expect(await sampled('tool.choice.none', EAGER, (nth) => nth === 6, { samples })).toMatchObject({
      sent: 8,
      result: { status: 'fail', samples: { good: 7, of: 8 }, findings: [{ sample: 6 }] },
    });
  });

  it('are refused for checks that always come to the same, before anything is sent', async () => {
    const client = scriptedClient(answers);
    await expect(run({ client, only: ['finish.once'], samples: { 'finish.once': 9 } })).rejects.toThrow(
      'never sampled',
    );
    expect(client.sent).toEqual([]);
  });

  it('are not taken beyond the budget', async () => {
    const options = { samples: { 'tool.choice.none': 50 }, budget: 0.02 };
    const { sent, report } = await sampled('tool.choice.none', EAGER, () => false, options);
    expect(sent).toBeGreaterThan(1);
    expect(sent).toBeLessThan(50);
    expect(report.cost.amount).toBeLessThanOrEqual(0.02);
    expect(report.outcome).toBe('incomplete');
  });
});
