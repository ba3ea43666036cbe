// Proves src/verify/: recordings judged again.
import { afterAll, describe, expect, it } from 'vitest';
import { createMock } from '../../../src/index.ts';
import type { Observation } from '../../../src/recordings/observation.ts';
import type { Report } from '../../../src/verify/report/report.ts';
import { answers, refused } from './support/answers.ts';
import { errorBody } from './support/observed.ts';
import { run } from './support/run.ts';
import { bodyOf, scriptedClient, type Script } from './support/scripted-client.ts';

describe('a recorded run', () => {
  const server = createMock({ speed: 'instant' });
  afterAll(() => server.close());

  /** What must be the same of a run and of its recording. */
  const essence = ({ results, skipped, capabilities, outcome, verdict, totals, cost, exchanges }: Report): object => ({
    results,
    skipped,
    capabilities,
    outcome,
    verdict,
    totals,
    exchanges,
    cost: { ...cost, amount: cost.amount.toFixed(9) },
  });

  it('of a server is judged as the run was', async () => {
    const { url } = await server.listen();
    const observations: Observation[] = [];
    const settings = {
      baseUrl: url,
      suite: 'full',
      models: ['gpt-5.1-thinking'],
      budget: 10,
    } as const;
    const live = await run({ ...settings, onObservation: (one) => observations.push(one) });
    const silent = scriptedClient(() => {
      throw new Error('a replay sends nothing');
    });
    const replayed = await run({ ...settings, client: silent, replay: observations });
    expect(essence(replayed.report)).toEqual(essence(live.report));
    expect(live.report.exchanges.length).toBeGreaterThan(100);
    expect(replayed.report.startedAt.slice(0, 16)).toBe(live.report.startedAt.slice(0, 16));
  });

  it.each<[string, Script]>([
    ['of no use', () => refused(401)],
    [
      'without tools',
      (request, count, options) =>
        bodyOf(request)?.['tools'] === undefined
          ? answers(request, count, options)
          : { status: 400, body: errorBody({ param: 'tools', code: 'unsupported_parameter' }) },
    ],
    [
      'that answers without usage',
      async (request, count, options) => {
        const answer = await answers(request, count, options);
        return { ...answer, body: String(answer.body).replaceAll(/"usage":\{/g, '"used":{') };
      },
    ],
    [
      'that fails now and then',
      (request, count, options) => (count % 3 === 1 ? refused(503) : answers(request, count, options)),
    ],
  ])('of an endpoint %s is judged as the run was', async (_, script) => {
    const observations: Observation[] = [];
    const settings = { suite: 'agent', profile: 'starmagic', budget: 10 } as const;
    const live = await run({
      ...settings,
      client: scriptedClient(script),
      onObservation: (one) => observations.push(one),
    });
    const replayed = await run({ ...settings, client: scriptedClient(script), replay: observations });
    expect(essence(replayed.report)).toEqual(essence(live.report));
  });

  it('that holds nothing is not called good', async () => {
    const { report } = await run({ client: scriptedClient(answers), replay: [] });
    expect(report.outcome).toBe('incomplete');
    expect(report.totals.pass).toBe(0);
  });
});
