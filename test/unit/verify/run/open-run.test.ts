import { describe, expect, it } from 'vitest';
import { StarmockError } from '../../../../src/contract/errors.ts';
import { openRun, planRun, probeContext, probesFor, type Run } from '../../../../src/verify/run/open-run.ts';
import { PROBES } from '../../../../src/verify/probes/catalogue.ts';
import { probeById } from '../../../../src/verify/probes/endpoint-probes.ts';
import type { Probe, ProbeContext } from '../../../../src/verify/probes/probe.ts';
import type { VerifyOptions } from '../../../../src/verify/verify-options.ts';

const open = (over: Partial<VerifyOptions> = {}): Promise<Run> =>
  openRun({ baseUrl: 'https://api.example.com/v1', apiKey: 'sk-1', ...over });

async function refusal(over: Partial<VerifyOptions>): Promise<StarmockError> {
  const error: unknown = await open(over).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof StarmockError) return error;
  throw new Error('nothing was refused');
}

describe('the URL of an endpoint', () => {
  it.each([
    ['https://api.example.com/v1', 'https://api.example.com/v1'],
    ['https://api.example.com/v1///', 'https://api.example.com/v1'],
    ['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
    ['HTTPS://API.example.com:443/V1', 'https://api.example.com/V1'],
  ])('is taken: %s', async (baseUrl, expected) => {
    expect((await open({ baseUrl })).baseUrl).toBe(expected);
  });

  it.each(['', 'api.example.com/v1', 'ftp://api.example.com', 'file:///etc/passwd', '/v1', 'http://'])(
    'is refused where it is none: "%s"',
    async (baseUrl) => {
      expect(await refusal({ baseUrl })).toMatchObject({
        code: 'BAD_OPTION',
        message: `Invalid base URL "${baseUrl}": expected an http:// or https:// URL such as https://api.example.com/v1`,
      });
    },
  );

  it.each(['https://user:secret@api.example.com/v1', 'https://secret@api.example.com/v1'])(
    'is refused where it holds credentials, without telling them',
    async (baseUrl) => {
      const { code, message, evidence } = await refusal({ baseUrl });
      expect(code).toBe('BAD_OPTION');
      expect(message).toContain('set the key in an environment variable');
      expect(message + JSON.stringify(evidence)).not.toContain('secret');
    },
  );

  it.each(['https://api.example.com/v1?api-version=2', 'https://api.example.com/v1#x'])(
    'is refused where paths cannot be put behind it: %s',
    async (baseUrl) => {
      const { code, message } = await refusal({ baseUrl });
      expect(code).toBe('BAD_OPTION');
      expect(message).toContain(`remove the query or fragment "${baseUrl.slice('https://api.example.com/v1'.length)}"`);
    },
  );
});

describe('openRun', () => {
  it('asks the models that the profile lists where none is named, and each once', async () => {
    const all = ['gpt-5.1', 'gpt-5.1-chat', 'gpt-5.1-thinking', 'gpt-5.1-2025-11-13'];
    expect((await open()).models).toEqual(all);
    expect((await open({ models: [] })).models).toEqual(all);
    expect((await open({ models: ['b', 'a', 'b'] })).models).toEqual(['b', 'a']);
  });

  it('makes the checks of core unless told otherwise', async () => {
    const core = (await open()).checks.length;
    expect((await open({ suite: 'full' })).checks.length).toBeGreaterThan(core);
    expect((await open({ only: ['finish.once'] })).checks.map(({ id }) => id)).toEqual(['finish.once']);
  });

  it('makes words anew for each run, unless a nonce is given', async () => {
    expect((await open()).nonce).not.toBe((await open()).nonce);
    expect((await open({ nonce: 'mine' })).nonce).toBe('mine');
  });

  it.each([
    [{ profile: '/no/such/file.yaml' }, 'BAD_PROFILE'],
    [{ only: ['no.such.check.at.all'] }, 'BAD_OPTION'],
  ] as const)('refuses %o', async (over, code) => {
    expect((await refusal(over)).code).toBe(code);
  });

  it('knows what the probes hope for that are handed in', async () => {
    const mine: Probe = {
      id: 'text',
      title: 'mine',
      wants: 'refusal',
      uses: [],
      visible: 0,
      request: () => ({ body: {} }),
    };
    const { tools, probes } = await open({ probes: [mine], only: ['finish.once'] });
    expect([tools.wants?.('text'), tools.wants?.('stream.text'), probes]).toEqual(['refusal', undefined, [mine]]);
  });
});

describe('probesFor', () => {
  it('has what is asked once for one model alone', async () => {
    const run = await open({ suite: 'full' });
    const once = PROBES.filter((probe) => probe.once === true).map(({ id }) => id);
    const ids = (asksOnce: boolean): string[] => probesFor(run, 'gpt-5.1', asksOnce).map(({ id }) => id);
    expect(ids(true)).toEqual(expect.arrayContaining(once));
    expect(ids(false).filter((id) => once.includes(id))).toEqual([]);
    expect(ids(true)).toHaveLength(ids(false).length + once.length);
  });

  it('leaves out what is not for the model', async () => {
    const run = await open({ suite: 'full' });
    const has = (model: string, probe: string): boolean => probesFor(run, model, true).some(({ id }) => id === probe);
    expect([has('gpt-5.1', 'reason'), has('gpt-5.1-thinking', 'reason')]).toEqual([false, true]);
    expect([has('gpt-5.1', 'logprobs'), has('gpt-5.1-thinking', 'logprobs')]).toEqual([true, false]);
  });
});

describe('probeContext', () => {
  const context = async (profile: string, model: string, probe = 'text', sample = 0): Promise<ProbeContext> => {
    const found = probeById(probe);
    if (!found) throw new Error(probe);
    return probeContext(await open({ profile, nonce: 'run' }), model, found, sample, () => undefined);
  };

  it.each([
    ['starmagic', 'gpt-5.1', false, 'max_tokens'],
    ['starmagic', 'a-model-that-nobody-knows', false, 'max_tokens'],
    ['openai', 'gpt-5.1', false, 'max_completion_tokens'],
  ])('knows how the limit of %s %s is called', async (profile, model, reasons, limitField) => {
    expect(await context(profile, model)).toMatchObject({ reasons, limitField });
  });

  it('leaves a model that reasons room for it', async () => {
    expect((await context('starmagic', 'gpt-5.1')).limit(16)).toBe(16);
    expect((await context('starmagic', 'gpt-5.1-thinking')).limit(16)).toBe(1040);
  });

  it('has words that differ between models, probes and samples', async () => {
    const words = [
      await context('starmagic', 'gpt-5.1'),
      await context('starmagic', 'gpt-5.1-chat'),
      await context('starmagic', 'gpt-5.1', 'limit'),
      await context('starmagic', 'gpt-5.1', 'text', 1),
    ].map(({ nonce }) => nonce);
    expect(new Set(words).size).toBe(4);
    expect((await context('starmagic', 'gpt-5.1')).nonce).toBe(words[0]);
  });
});

describe('planRun', () => {
  it('plans what a run sends, model by model, and what is asked once with the first', async () => {
    const run = await open({ suite: 'full', models: ['gpt-5.1', 'gpt-5.1-chat'] });
    const plan = planRun(run);
    const of = (model: string): number => plan.filter((one) => one.model === model).length;
    expect(of('gpt-5.1')).toBe(probesFor(run, 'gpt-5.1', true).length);
    expect(of('gpt-5.1-chat')).toBe(probesFor(run, 'gpt-5.1-chat', false).length);
    expect(plan.filter(({ probe }) => probe === 'err.json')).toHaveLength(1);
  });

  it('takes what is made from an answer for as dear as such requests are', async () => {
    const plan = planRun(await open({ suite: 'full', models: ['gpt-5.1'] }));
    const made = plan.find(({ probe }) => probe === 'history.tools');
    expect(made?.completionTokens).toBe(96);
    expect(made?.promptTokens).toBeGreaterThan(0);
    expect(plan.filter(({ worst, completionTokens }) => completionTokens > 0 && worst.amount <= 0)).toEqual([]);
  });

  it('costs little', async () => {
    const plan = planRun(await open({ models: ['gpt-5.1'] }));
    expect(plan.reduce((sum, { worst }) => sum + worst.amount, 0)).toBeLessThan(0.1);
  });
});
