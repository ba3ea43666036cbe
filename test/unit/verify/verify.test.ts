import { afterAll, describe, expect, it } from 'vitest';
import { createMock } from '../../../src/index.ts';
import { loadProfile } from '../../../src/contract/profile.ts';
import type { Observation } from '../../../src/verify/observation.ts';
import type { CheckResult, Report } from '../../../src/verify/report.ts';
import { verify } from '../../../src/verify/verify.ts';
import { testMock } from '../../support/mock.ts';
import { errorBody } from './support/observed.ts';
import { run } from './support/run.ts';
import { asking, bodyOf, scriptedClient, type Script, type Scripted } from './support/scripted-client.ts';

const mock = testMock();
const answers = asking(mock);
const modelOf = (request: Parameters<Script>[0]): unknown => bodyOf(request)?.['model'];

const told = (results: readonly CheckResult[], check: string, model = 'gpt-5.1'): CheckResult | undefined =>
  results.find((result) => result.check === check && result.model === model);

const troubles = ({ results }: Report): string[] =>
  results
    .filter(({ status }) => ['fail', 'warn', 'inconclusive', 'error'].includes(status))
    .map(({ check, model, status }) => `${check} (${model}): ${status}`);

/** What the mock says of a model that it does not have. */
const GONE: Script = (request, count, options) => {
  const body = new TextEncoder().encode(JSON.stringify({ ...bodyOf(request), model: 'gpt-5.1-that-was' }));
  return answers({ ...request, body }, count, options);
};
const REFUSED = (status: number): Scripted => ({ status, body: errorBody({}) });
const UNREACHABLE: Scripted = { failure: { phase: 'connect', code: 'ECONNREFUSED', message: 'nobody listens' } };

describe('a good endpoint', () => {
  it.each(['starmagic', 'openai'])('has no trouble with any model of %s', async (profile) => {
    const client = scriptedClient(asking(profile === 'openai' ? testMock({ profile }) : mock));
    const models = (await loadProfile(profile)).models.map(({ id }) => id);
    const { report, events } = await run({ client, profile, models, suite: 'full', budget: 1000 });
    expect(troubles(report)).toEqual([]);
    expect(report).toMatchObject({ outcome: 'passed', models, suite: 'full' });
    expect(report.totals.must.run).toBeGreaterThan(150);
    const ended = events.flatMap((event) => (event.type === 'probe-end' ? [event.progress] : []));
    expect(ended.at(-1)?.done).toBe(ended.at(-1)?.of);
    expect(events.filter(({ type }) => type === 'result')).toHaveLength(report.results.length);
  });

  it('tells first what it is going to do', async () => {
    const { events } = await run({ client: scriptedClient(answers), only: ['finish.once'] });
    expect(events.slice(0, 2)).toMatchObject([
      { type: 'start', endpoint: 'http://endpoint.example/v1', suite: 'core', models: ['gpt-5.1'], nonce: 'test' },
      { type: 'plan', checks: 1 },
    ]);
  });

  it('is asked nothing where only the plan is wanted', async () => {
    const client = scriptedClient(answers);
    const types: string[] = [];
    const options = { baseUrl: 'http://endpoint.example/v1', apiKey: 'sk-1', client, planOnly: true };
    for await (const { type } of verify(options)) types.push(type);
    expect({ types, sent: client.sent }).toEqual({ types: ['start', 'plan'], sent: [] });
  });
});

describe('an endpoint of no use', () => {
  it.each<[string, Scripted | Script, string]>([
    ['401', REFUSED(401), 'the endpoint does not accept the key (status 401)'],
    ['402', REFUSED(402), 'the account is out of money (status 402)'],
    ['403', REFUSED(403), 'the key has no access (status 403)'],
    ['404', GONE, 'the model or the path is not there (status 404)'],
    ['no connection', UNREACHABLE, 'connect: nobody listens'],
  ])('is asked once, and told as such: %s', async (_, answer, cause) => {
    const client = scriptedClient(typeof answer === 'function' ? answer : () => answer);
    const { report } = await run({ client, suite: 'full' });
    // A connection that cannot be made is tried again, which is the same question.
    expect(client.sent).toHaveLength(answer === UNREACHABLE ? 3 : 1);
    expect(report).toMatchObject({ outcome: 'unusable', verdict: `Nothing was tested: ${cause}` });
    expect(report.skipped.length).toBeGreaterThan(40);
    expect(new Set(report.skipped.map(({ reason }) => reason))).toEqual(new Set(['dependency-failed']));
    expect(report.cost.amount).toBe(0);
  });

  it('is one only where no model is of use', async () => {
    const client = scriptedClient((request, count, options) =>
      (modelOf(request) === 'gpt-5.1-chat' ? GONE : answers)(request, count, options),
    );
    const { report } = await run({ client, models: ['gpt-5.1', 'gpt-5.1-chat'] });
    expect(report.outcome).toBe('failed');
    expect(troubles(report)).toEqual(['model.available (gpt-5.1-chat): fail']);
    expect(client.sent.filter((request) => modelOf(request) === 'gpt-5.1-chat')).toHaveLength(1);
  });

  it('is not one for what goes wrong after the first answer', async () => {
    const client = scriptedClient((request, count, options) =>
      count === 0 ? answers(request, count, options) : REFUSED(403),
    );
    const { report } = await run({ client, only: ['finish.once'] });
    expect(report.outcome).not.toBe('unusable');
    expect(client.sent.length).toBeGreaterThan(3);
  });
});

describe('a model that is gone', () => {
  it('is told as gone, and not as broken', async () => {
    const { report } = await run({ client: scriptedClient(GONE) });
    expect(told(report.results, 'model.available')).toMatchObject({
      status: 'fail',
      note: 'documented but gone',
      findings: [{ expected: 'an answer: the model is documented', received: 'status 404: the model is gone' }],
    });
    expect(troubles(report)).toEqual(['model.available (gpt-5.1): fail']);
  });

  it('is told as broken where it answers with 500 each time', async () => {
    const { report } = await run({ client: scriptedClient(() => REFUSED(500)) });
    expect(told(report.results, 'model.available')).toMatchObject({ status: 'fail', note: 'broken' });
  });

  it('leaves what is asked once a run to the next model', async () => {
    const script: Script = (request, count, options) =>
      (modelOf(request) === 'gpt-5.1' ? GONE : answers)(request, count, options);
    const observations: Observation[] = [];
    const models = ['gpt-5.1', 'gpt-5.1-chat', 'gpt-5.1-thinking'];
    const settings = { models, only: ['err', 'auth', 'model.available'] };
    const live = await run({
      ...settings,
      client: scriptedClient(script),
      onObservation: (one) => observations.push(one),
    });
    const status = ({ report }: typeof live, model: string): unknown => told(report.results, 'err.json', model)?.status;
    expect(models.map((model) => status(live, model))).toEqual([undefined, 'pass', undefined]);
    const replayed = await run({ ...settings, client: scriptedClient(script), replay: observations });
    expect(models.map((model) => status(replayed, model))).toEqual([undefined, 'pass', undefined]);
  });
});

describe('an endpoint that goes away', () => {
  it('leaves a run incomplete, and is not asked on and on', async () => {
    const client = scriptedClient((request, count, options) =>
      count < 4 ? answers(request, count, options) : UNREACHABLE,
    );
    const { report } = await run({ client });
    expect(report).toMatchObject({
      outcome: 'incomplete',
      verdict: '3 probes got no answer, for time-outs, rate limits or failed connections.',
    });
    expect(client.sent).toHaveLength(4 + 3 * 3);
    expect(report.skipped.every(({ reason }) => reason === 'dependency-failed')).toBe(true);
  });

  it('is not waited for again and again where it falls silent', async () => {
    const silent: Scripted = {
      end: { how: 'timeout', ms: 120_000, detail: 'no head after 120000 ms' },
      failure: { phase: 'head', code: 'TIMEOUT', message: 'no head after 120000 ms' },
    };
    const client = scriptedClient((request, count, options) => (count < 4 ? answers(request, count, options) : silent));
    const { report } = await run({ client });
    expect(client.sent).toHaveLength(4 + 3);
    expect(report.outcome).toBe('failed');
    expect(told(report.results, 'http.message')?.status).toBe('fail');
  });

  it('is asked on where it is silent now and then', async () => {
    const silent: Scripted = {
      failure: { phase: 'head', code: 'TIMEOUT', message: '' },
      end: { how: 'timeout', ms: 1 },
    };
    const client = scriptedClient((request, count, options) =>
      count % 3 === 0 ? answers(request, count, options) : silent,
    );
    const { report } = await run({ client, only: ['err', 'finish'] });
    expect(report.skipped).toEqual([]);
  });

  it('leaves a run incomplete where it puts every probe off', async () => {
    const client = scriptedClient((request, count, options) =>
      count < 1 ? answers(request, count, options) : { ...REFUSED(429), headers: [['retry-after', '0']] },
    );
    const { report } = await run({ client, only: ['finish.once'] });
    expect(report.outcome).toBe('incomplete');
    expect(report.exchanges.slice(1).every(({ attempts, status }) => attempts === 3 && status === 429)).toBe(true);
  });

  it('is waited for as long as it asks', async () => {
    const waits: number[] = [];
    const client = scriptedClient((request, count, options) =>
      count === 0 ? { ...REFUSED(503), headers: [['Retry-After', '7']] } : answers(request, count, options),
    );
    const pause = (ms: number): Promise<void> => Promise.resolve(void waits.push(ms));
    const { report } = await run({ client, pause, only: ['finish.once'] });
    expect({ waits, outcome: report.outcome }).toEqual({ waits: [7000], outcome: 'passed' });
    expect(report.exchanges[0]).toMatchObject({ probe: 'text', attempts: 2, status: 200 });
  });
});

describe('a run that is stopped', () => {
  it('reports what is known by then', async () => {
    const stop = new AbortController();
    const client = scriptedClient((request, count, options) => {
      if (count === 5) stop.abort();
      return count < 5 ? answers(request, count, options) : { end: { how: 'aborted', ms: 1, detail: 'interrupted' } };
    });
    const { report } = await run({ client, signal: stop.signal, models: ['gpt-5.1', 'gpt-5.1-chat'] });
    expect(report).toMatchObject({
      outcome: 'interrupted',
      verdict: 'The run was stopped; this is what is known so far.',
    });
    expect(client.sent).toHaveLength(6);
    expect(report.totals).toMatchObject({ fail: 0, warn: 0, error: 0 });
    expect(report.totals.pass).toBeGreaterThan(5);
  });

  it('sends nothing where it is stopped before it begins', async () => {
    const client = scriptedClient(answers);
    const { report } = await run({ client, signal: AbortSignal.abort() });
    expect({ outcome: report.outcome, sent: client.sent }).toEqual({ outcome: 'interrupted', sent: [] });
  });

  it('does not ask again what it was about to', async () => {
    const stop = new AbortController();
    const client = scriptedClient(() => REFUSED(503));
    const pause = (): Promise<void> => Promise.resolve(stop.abort());
    await run({ client, signal: stop.signal, pause });
    expect(client.sent).toHaveLength(1);
  });

  it('sends nothing more once nobody listens', async () => {
    const client = scriptedClient(answers);
    const options = { baseUrl: 'http://endpoint.example/v1', apiKey: 'sk-1', models: ['gpt-5.1'], client };
    for await (const event of verify(options)) if (event.type === 'probe-end') break;
    const sent = client.sent.length;
    await new Promise((resolve) => setImmediate(resolve));
    expect(sent).toBeLessThan(5);
    expect(client.sent).toHaveLength(sent);
  });

  it('tells of a bug in its client by throwing, and leaves nothing running', async () => {
    const client = scriptedClient((request, count, options) => {
      if (count === 3) throw new TypeError('a bug');
      return answers(request, count, options);
    });
    const models = ['gpt-5.1', 'gpt-5.1-chat'];
    await expect(run({ client, models, concurrency: 2 })).rejects.toThrow('a bug');
    const sent = client.sent.length;
    await new Promise((resolve) => setImmediate(resolve));
    expect(client.sent.length - sent).toBeLessThanOrEqual(1);
  });
});

describe('concurrency', () => {
  /** The most models that were asked at the same time. */
  async function most(concurrency: number | undefined): Promise<number> {
    const open = new Map<unknown, number>();
    let top = 0;
    const client = scriptedClient(async (request, count, options) => {
      const model = modelOf(request) ?? 'none';
      open.set(model, (open.get(model) ?? 0) + 1);
      top = Math.max(top, [...open.values()].filter((requests) => requests > 0).length);
      const answer = await answers(request, count, options);
      open.set(model, (open.get(model) ?? 0) - 1);
      return answer;
    });
    const models = ['gpt-5.1', 'gpt-5.1-chat', 'gpt-5.1-thinking'];
    const { report } = await run({
      client,
      models,
      only: ['finish', 'model.echo'],
      ...(concurrency === undefined ? {} : { concurrency }),
    });
    expect(new Set(report.results.map(({ model }) => model))).toEqual(new Set(models));
    expect(report.outcome).toBe('passed');
    return top;
  }

  it.each([
    [undefined, 1],
    [1, 1],
    [2, 2],
    [3, 3],
    [9, 3],
  ])('asks, with %s, so many models at once: %i', async (concurrency, expected) => {
    expect(await most(concurrency)).toBe(expected);
  });

  it('asks for the streams that might mix at the same time', async () => {
    let open = 0;
    let top = 0;
    const client = scriptedClient(async (request, count, options) => {
      top = Math.max(top, ++open);
      const answer = await answers(request, count, options);
      open--;
      return answer;
    });
    await run({ client, suite: 'full', only: ['http.isolation'] });
    expect(top).toBe(2);
  });
});

describe('samples', () => {
  type Changed = Readonly<Record<string, unknown>>;

  /** What a service answers that takes a request for another one. */
  const taking =
    (change: Changed): Script =>
    (request, count, options) => {
      const body = new TextEncoder().encode(JSON.stringify({ ...bodyOf(request), ...change }));
      return answers({ ...request, body }, count, options);
    };

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
      result: { status: 'inconclusive', samples: { good: 2, of: 3 }, note: 'good in 2 of 3 samples' },
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

  it('are not asked for of checks that always come to the same', async () => {
    const client = scriptedClient(answers);
    await run({ client, only: ['finish.once'], samples: { 'finish.once': 9 } });
    expect(client.sent.length).toBeLessThan(12);
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
      models: ['gpt-5.1', 'gpt-5.1-thinking'],
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
    ['of no use', () => REFUSED(401)],
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
      (request, count, options) => (count % 3 === 1 ? REFUSED(503) : answers(request, count, options)),
    ],
  ])('of an endpoint %s is judged as the run was', async (_, script) => {
    const observations: Observation[] = [];
    const settings = { suite: 'full', profile: 'starmagic', budget: 10 } as const;
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
