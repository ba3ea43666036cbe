import { describe, expect, it } from 'vitest';
import { loadProfile } from '../../../src/contract/profile.ts';
import type { Observation } from '../../../src/recordings/observation.ts';
import { verify } from '../../../src/verify/verify.ts';
import { testMock } from '../../support/mock.ts';
import { answers, GONE, modelOf, refused, told, troubles, UNREACHABLE } from './support/answers.ts';
import { run } from './support/run.ts';
import { asking, scriptedClient, type Script, type Scripted } from './support/scripted-client.ts';

describe('a good endpoint', () => {
  it.each(['starmagic', 'openai'])('has no trouble with any model of %s', async (profile) => {
    const client = scriptedClient(asking(testMock({ profile })));
    // An alias and the version that answers for it are one model.
    const { models: all } = await loadProfile(profile);
    const chatting = all.filter(({ serves }) => serves?.includes('chat') ?? true);
    const catalogue = new Map(chatting.map((model) => [model.reports, model.id]));
    // Those of api.openai.com are many: every so-many-th.
    const models = [...catalogue.values()].filter((_, index, { length }) => length < 6 || index % 6 === 0);
    const { report, events } = await run({ client, profile, models, suite: 'full', budget: 1000 });
    expect(troubles(report)).toEqual([]);
    expect(report).toMatchObject({ outcome: 'passed', models, suite: 'full' });
    expect(report.totals.must.run).toBeGreaterThan(150);
    // What is left out is done with, too, also when it comes last.
    const at = events.findLastIndex(({ type }) => type === 'probe-end');
    const left = events.slice(at).filter(({ type }) => type === 'probe-skip').length;
    expect(events[at]).toMatchObject({ progress: { done: report.exchanges.length + report.skipped.length - left } });
    expect(events[at]).toMatchObject({ progress: { of: report.exchanges.length + report.skipped.length } });
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
    ['401', refused(401), 'the endpoint does not accept the key (status 401)'],
    ['402', refused(402), 'the account is out of money (status 402)'],
    ['403', refused(403), 'the key has no access (status 403)'],
    ['404', GONE, 'the model "gpt-5.1" does not exist (status 404)'],
    [
      'no connection',
      UNREACHABLE,
      'endpoint.example refused the connection; check the port, and that the server is running',
    ],
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
      count === 0 ? answers(request, count, options) : refused(403),
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
      note: 'documented but unavailable',
      findings: [{ expected: 'a response: the model is documented', received: 'status 404: the model is unavailable' }],
    });
    expect(troubles(report)).toEqual(['model.available (gpt-5.1): fail']);
  });

  it('is told as broken where it answers with 500 each time', async () => {
    const { report } = await run({ client: scriptedClient(() => refused(500)) });
    expect(told(report.results, 'model.available')).toMatchObject({ status: 'fail', note: 'failing' });
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
      verdict: 'The rest was not tested: the endpoint can no longer be reached.',
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
      count < 1 ? answers(request, count, options) : { ...refused(429), headers: [['retry-after', '0']] },
    );
    const { report } = await run({ client, only: ['finish.once'] });
    expect(report.outcome).toBe('incomplete');
    expect(report.exchanges.slice(1).every(({ attempts, status }) => attempts === 3 && status === 429)).toBe(true);
  });

  it('is waited for as long as it asks', async () => {
    const waits: number[] = [];
    const client = scriptedClient((request, count, options) =>
      count === 0 ? { ...refused(503), headers: [['Retry-After', '7']] } : answers(request, count, options),
    );
    const pause = (ms: number): Promise<void> => Promise.resolve(void waits.push(ms));
    const { report } = await run({ client, pause, only: ['finish.once'] });
    expect({ waits, outcome: report.outcome }).toEqual({ waits: [7000], outcome: 'passed' });
    expect(report.exchanges[0]).toMatchObject({ probe: 'text', attempts: 2, status: 200 });
  });
});
