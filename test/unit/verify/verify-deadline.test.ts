// Proves src/verify/verify.ts.
import { describe, expect, it } from 'vitest';
import type { SendOptions } from '../../../src/verify/client/client.ts';
import { deadlinesOf } from '../../../src/verify/run/deadline.ts';
import type { PlannedProbe } from '../../../src/verify/report/report.ts';
import { verify } from '../../../src/verify/verify.ts';
import { toHtml } from '../../../src/verify/reporters/html.ts';
import { toMarkdown } from '../../../src/verify/reporters/markdown.ts';
import { createPaint } from '../../../src/verify/reporters/paint.ts';
import { textReport } from '../../../src/verify/reporters/text-report.ts';
import { answers, modelOf } from './support/answers.ts';
import { run } from './support/run.ts';
import { scriptedClient, type Scripted } from './support/scripted-client.ts';

/** What a client has seen that was told to leave before anything came. */
const untilLeft = ({ signal }: SendOptions): Promise<Scripted> =>
  new Promise((resolve) => {
    const left = (): void => resolve({ end: { how: 'aborted', ms: 1, detail: 'interrupted' } });
    if (signal?.aborted) left();
    else signal?.addEventListener('abort', left);
  });

describe('the deadline of a model', () => {
  it('breaks off what is under way, and leaves out the rest with its reason', async () => {
    const client = scriptedClient((request, count, options) =>
      modelOf(request) === 'gpt-5.1' && count >= 5 ? untilLeft(options) : answers(request, count, options),
    );
    const models = ['gpt-5.1', 'gpt-5.1-chat'];
    const { report } = await run({ client, models, deadline: 300, only: ['finish', 'usage'] });
    const left = report.skipped.filter(({ reason }) => reason === 'deadline');
    expect(left.length).toBeGreaterThan(0);
    expect(new Set(left.map(({ model }) => model))).toEqual(new Set(['gpt-5.1']));
    expect(report.deadlines[0]).toEqual({ model: 'gpt-5.1', ms: 300, passed: true });
    expect(report.totals).toMatchObject({ fail: 0, error: 0 });
    expect(report).toMatchObject({
      outcome: 'incomplete',
      verdict: 'The rest was not tested: gpt-5.1 was given up at its deadline, after 300 ms.',
    });
    const told = 'deadline: 300 ms per model; exceeded by gpt-5.1';
    for (const text of [textReport(report, { paint: createPaint(false) }), toHtml(report)])
      expect(text).toContain(told);
    expect(toMarkdown(report)).toContain(told);
    // One more than was answered, for each of the requests that were under way.
    expect(client.sent.filter((request) => modelOf(request) === 'gpt-5.1').length).toBeLessThan(9);
  });

  it('ends waits for a service that asks for them, too', async () => {
    const client = scriptedClient(() => ({ status: 429, headers: [['retry-after', '59']], body: '{}' }));
    const settings = {
      baseUrl: 'http://endpoint.example/v1',
      apiKey: 'sk-1',
      models: ['gpt-5.1'],
      client,
      deadline: 50,
    };
    const skipped: string[] = [];
    for await (const event of verify(settings)) if (event.type === 'probe-skip') skipped.push(event.skipped.reason);
    expect(client.sent).toHaveLength(1);
    expect(new Set(skipped)).toEqual(new Set(['deadline']));
  });

  it('is told also where nobody comes near it, and not in a replay', async () => {
    const { report, events } = await run({ client: scriptedClient(answers), only: ['finish.once'] });
    const expected = [{ model: 'gpt-5.1', ms: 900_000 }];
    expect(events.find(({ type }) => type === 'plan')).toMatchObject({ deadlines: expected });
    expect(report.deadlines).toEqual(expected.map((one) => ({ ...one, passed: false })));
    expect(textReport(report, { paint: createPaint(false) })).toContain('deadline: 15 min 0 s per model');
    expect((await run({ replay: [], only: ['finish.once'] })).report.deadlines).toEqual([]);
  });

  it('is three times what the plan expects where that is longer than 15 minutes', () => {
    const planned = (model: string, ms: number): PlannedProbe => ({
      probe: 'text',
      title: '',
      model,
      promptTokens: 1,
      completionTokens: 1,
      worst: { amount: 0, currency: 'CNY' },
      ms,
    });
    const plan = [planned('a', 200_000), planned('a', 200_000), planned('b', 1000)];
    expect(deadlinesOf(plan, undefined)).toEqual([
      { model: 'a', ms: 1_200_000 },
      { model: 'b', ms: 900_000 },
    ]);
    expect(deadlinesOf(plan, 5000).map(({ ms }) => ms)).toEqual([5000, 5000]);
    expect(deadlinesOf(plan, 1e15)[0]?.ms).toBe(2 ** 31 - 1);
  });
});
