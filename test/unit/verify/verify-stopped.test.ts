// Proves src/verify/: runs that are stopped.
import { describe, expect, it } from 'vitest';
import { verify } from '../../../src/verify/verify.ts';
import { answers, modelOf, refused } from './support/answers.ts';
import { run } from './support/run.ts';
import { scriptedClient } from './support/scripted-client.ts';

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
    const client = scriptedClient(() => refused(503));
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
