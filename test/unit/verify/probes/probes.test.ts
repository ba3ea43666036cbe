// Proves src/verify/probes/: requests are what the contract allows, and cost little.
import { describe, expect, it } from 'vitest';
import { reasonsByDefault, resolveModel } from '../../../../src/contract/models.ts';
import { declaredCapabilities } from '../../../../src/verify/checks/declared-capabilities.ts';
import { discoverCapabilities } from '../../../../src/verify/checks/discover-capabilities.ts';
import type { Observation } from '../../../../src/recordings/observation.ts';
import { openRun, probeContext, probesFor, type Run } from '../../../../src/verify/run/open-run.ts';
import type { Probe, ProbeRequest } from '../../../../src/verify/probes/probe.ts';
import { coloredSquare } from '../../../../src/verify/probes/colored-square.ts';
import { PROBES } from '../../../../src/verify/probes/catalogue.ts';
import { probeById } from '../../../../src/verify/probes/endpoint-probes.ts';
import { unlikelyDegrees } from '../../../../src/verify/probes/history-probes.ts';
import { parseExchange } from '../../../../src/verify/evidence/parse-exchange.ts';
import type { ParsedExchange } from '../../../../src/verify/evidence/parsed-exchange.ts';
import { sentRequest } from '../../../../src/verify/run/send-probe.ts';
import { readImageSize } from '../../../../src/contract/tokens/image-size.ts';
import { testMock } from '../../../support/mock.ts';
import { asking, scriptedClient } from '../support/scripted-client.ts';

const BASE = { baseUrl: 'http://mock/v1', apiKey: 'sk-probes-0123456789', suite: 'full' } as const;
const PROFILES = ['starmagic', 'openai'] as const;
const mocks = { starmagic: testMock(), openai: testMock({ profile: 'openai' }) };

/** Everything that is asked of a model, with what a mock answered. */
interface Asked {
  readonly probe: Probe;
  readonly request: ProbeRequest | undefined;
  readonly answer: ParsedExchange | undefined;
}

/** A probe that asks for what the catalogue says that the model refuses; a run leaves it out. */
function isAskable({ contract }: Run, model: string, { uses }: Probe): boolean {
  const info = resolveModel(contract.models, model);
  const known = discoverCapabilities(PROBES, [], info, reasonsByDefault(info), declaredCapabilities(contract));
  return uses.every((capability) => known.get(capability) !== 'absent');
}

async function askAll(run: Run, profile: (typeof PROFILES)[number], model: string): Promise<Asked[]> {
  const client = scriptedClient(asking(mocks[profile]));
  const answers = new Map<string, ParsedExchange>();
  const all: Asked[] = [];
  for (const probe of probesFor(run, model, true).filter((one) => isAskable(run, model, one))) {
    const request = probe.request(probeContext(run, model, probe, 0, (id) => answers.get(id)));
    if (request === undefined) {
      all.push({ probe, request, answer: undefined });
      continue;
    }
    const outgoing = sentRequest(request, { ...run, apiKey: BASE.apiKey, userAgent: 'starmock/test' });
    const { leaveAfter } = request;
    // oxlint-disable-next-line no-await-in-loop
    const exchanged = await client.send(outgoing, leaveAfter === undefined ? {} : { leaveAfter });
    const observation: Observation = { probe: probe.id, model, sample: 0, attempt: 0, ...exchanged };
    const answer = parseExchange(observation, run.tools);
    answers.set(probe.id, answer);
    all.push({ probe, request, answer });
  }
  return all;
}

const runs = await Promise.all(
  PROFILES.map(async (profile) => {
    const run = await openRun({ ...BASE, profile, nonce: 'probes' });
    const models = await openRun({
      ...BASE,
      profile,
      models: run.contract.models.filter(({ serves }) => serves?.includes('chat') ?? true).map(({ id }) => id),
    });
    return { profile, run: models };
  }),
);
const cases = runs.flatMap(({ profile, run }) => run.models.map((model) => ({ profile, model, run })));

describe.each(cases)('probes of $model by the contract of $profile', async ({ profile, model, run }) => {
  const asked = await askAll(run, profile, model);
  const ids = (wrong: (one: Asked) => boolean): string[] => asked.filter(wrong).map(({ probe }) => probe.id);

  it('are all made, those from earlier answers included', () => {
    expect(ids(({ request }) => request === undefined)).toEqual([]);
    expect(asked.length).toBeGreaterThan(60);
  });

  it('are valid requests where an answer is wanted', () => {
    const answers = asked.filter(({ probe }) => probe.wants === 'answer');
    const faults = answers.flatMap(({ probe, request }) => {
      const errors = run.tools.validators.requestAll(JSON.parse(JSON.stringify(request?.body)));
      return errors.map(({ instancePath, message }) => `${probe.id}: ${instancePath} ${message}`);
    });
    expect(answers.length).toBeGreaterThan(30);
    expect(faults).toEqual([]);
  });

  it('are answered by the mock where an answer is wanted', () => {
    expect(ids(({ probe, answer }) => probe.wants === 'answer' && answer?.status !== 200)).toEqual([]);
  });

  it('are refused by the mock where a refusal is wanted', () => {
    const isRefused = ({ status = 0, error }: ParsedExchange): boolean =>
      status >= 400 && status < 500 && error !== undefined;
    expect(asked.filter(({ probe }) => probe.wants === 'refusal').length).toBeGreaterThan(25);
    expect(ids(({ probe, answer }) => probe.wants === 'refusal' && !(answer && isRefused(answer)))).toEqual([]);
  });

  it('limit their answers to the tokens that they are planned with', () => {
    const room = reasonsByDefault(resolveModel(run.contract.models, model)) ? 1024 : 0;
    const unlimited = ids(({ probe, request }) => {
      const body = request?.body as Record<string, unknown> | undefined;
      const limit = body?.['max_completion_tokens'] ?? body?.['max_tokens'];
      const most = probe.visible / Number(body?.['n'] ?? 1) + room;
      return probe.wants === 'answer' && !(typeof limit === 'number' && limit > 0 && limit <= most);
    });
    expect(unlimited).toEqual([]);
  });
});

describe('the request of a probe', async () => {
  const request = async (nonce: string, probe: string, model: string, sample: number): Promise<unknown> => {
    const run = await openRun({ ...BASE, nonce, models: ['gpt-5.1', 'gpt-5.1-chat'] });
    const found = probeById(probe);
    return found?.request(probeContext(run, model, found, sample, () => undefined))?.body;
  };
  const SAME = ['run', 'history.read', 'gpt-5.1', 0] as const;

  it('is the same for the same nonce, model, probe and sample', async () => {
    expect(await request(...SAME)).toEqual(await request(...SAME));
  });

  it.each<[string, Parameters<typeof request>]>([
    ['run', ['other', 'history.read', 'gpt-5.1', 0]],
    ['sample', ['run', 'history.read', 'gpt-5.1', 1]],
  ])('has another word for another %s', async (_, other) => {
    expect(await request(...other)).not.toEqual(await request(...SAME));
  });

  it('has another word for another model and another probe', async () => {
    const text = async (probe: string, model: string): Promise<string> =>
      /[a-z]+-\d{4}/.exec(JSON.stringify(await request('run', probe, model, 0)))?.[0] ?? '';
    const words = [
      await text('history.read', 'gpt-5.1'),
      await text('history.read', 'gpt-5.1-chat'),
      await text('history.system', 'gpt-5.1'),
      await text('isolation.a', 'gpt-5.1'),
      await text('isolation.b', 'gpt-5.1'),
    ];
    expect(words.every((word) => word !== '')).toBe(true);
    expect(new Set(words).size).toBe(words.length);
  });

  it('is not made from an answer that is not there', () => {
    const without = PROBES.filter(({ after }) => after !== undefined);
    const context = {
      model: 'gpt-5.1',
      reasons: false,
      nonce: 'heron-1000',
      limit: (visible: number) => visible,
      limitField: 'max_tokens',
      last: () => undefined,
    } as const;
    expect(without.map(({ id }) => id)).toEqual(['history.tools', 'history.reasoning']);
    expect(without.map((probe) => probe.request(context))).toEqual([undefined, undefined]);
  });
});

describe('what probes are made of', () => {
  it('is an image of the size that it says, in red', () => {
    const url = coloredSquare(16, 'red');
    const bytes = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
    expect(url).toMatch(/^data:image\/png;base64,/);
    expect(readImageSize(bytes)).toMatchObject({ width: 16, height: 16 });
  });

  it('is a temperature that no city has, for every word', () => {
    const degrees = Array.from({ length: 200 }, (_, index) => unlikelyDegrees({ nonce: `heron-${1000 + index * 37}` }));
    expect(degrees.every((one) => one > 40 && one < 80)).toBe(true);
    expect(new Set(degrees).size).toBeGreaterThan(10);
  });
});

describe('sentRequest', () => {
  const sender = { baseUrl: 'http://mock/v1', apiKey: 'sk-1', userAgent: 'starmock/1.2.3' };
  const authorization = (key: ProbeRequest['key']): string | undefined =>
    sentRequest(key === undefined ? {} : { key }, sender).headers.find(([name]) => name === 'Authorization')?.[1];

  it.each([
    [undefined, 'Bearer sk-1'],
    ['key', 'Bearer sk-1'],
    ['none', undefined],
    ['unknown', 'Bearer sk-invalid'],
    ['empty', 'Bearer '],
    ['lower-case', 'bearer sk-1'],
  ] as const)('proves who it is with %s', (key, header) => {
    expect(authorization(key)).toBe(header);
  });

  it('never sends the key with another scheme', () => {
    expect(authorization('basic')).toMatch(/^Basic /);
    expect(Buffer.from((authorization('basic') ?? '').slice(6), 'base64').toString()).not.toContain('sk-1');
  });

  it('carries headers and parameters of the user, and no key of theirs where none is to be shown', () => {
    const frank = {
      ...sender,
      headers: { 'api-key': 'sk-azure-1', 'x-team': 'a' },
      query: { 'api-version': '2025-04-01' },
    };
    const carried = (key: ProbeRequest['key']): Record<string, string> =>
      Object.fromEntries(sentRequest(key === undefined ? {} : { key }, frank).headers);
    expect(carried('key')).toMatchObject({ 'api-key': 'sk-azure-1', 'x-team': 'a' });
    expect(carried('unknown')).toMatchObject({ 'api-key': 'sk-invalid', 'x-team': 'a' });
    expect(carried('none')).not.toHaveProperty('api-key');
    expect(sentRequest({ path: '/models?a=1' }, frank).url).toBe('http://mock/v1/models?a=1&api-version=2025-04-01');
  });

  it('sends values as JSON, and texts and bytes as they are', () => {
    const text = (body: ProbeRequest['body']): string =>
      Buffer.from(sentRequest(body === undefined ? {} : { body }, sender).body).toString('latin1');
    expect([text({ a: 1 }), text('{"a'), text(new Uint8Array([0xe9])), text(undefined)]).toEqual([
      '{"a":1}',
      '{"a',
      '\u00e9',
      '',
    ]);
  });

  it('lets a probe replace a header whatever its case, and says nothing of a body that is not there', () => {
    const { headers } = sentRequest({ body: 'x', headers: { 'CONTENT-TYPE': 'text/plain' } }, sender);
    expect(headers.filter(([name]) => name.toLowerCase() === 'content-type')).toEqual([['CONTENT-TYPE', 'text/plain']]);
    expect(sentRequest({ method: 'GET' }, sender).headers.map(([name]) => name)).not.toContain('Content-Type');
  });
});
