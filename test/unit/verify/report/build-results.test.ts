import { describe, expect, it } from 'vitest';
import { buildResult, type ResultContext } from '../../../../src/verify/report/build-results.ts';
import { fingerprint } from '../../../../src/verify/report/fingerprint.ts';
import { judgeCheck, type Verdict } from '../../../../src/verify/checks/judge-model.ts';
import { createRedactor } from '../../../../src/recordings/redaction/redact.ts';
import { proofOf } from '../../../../src/verify/report/proof.ts';
import type { Judgement } from '../../../../src/verify/checks/check.ts';
import { evidenceOf, observed, seen } from '../support/observed.ts';
import { bad, check, seenFinding } from '../support/results.ts';

const KEY = 'sk-Qx7pLm3vBn9KjR2tYw8ZsD4f';

const context = (over: Partial<ResultContext> = {}): ResultContext => ({
  model: 'gpt-5.1',
  profile: 'starmagic',
  baseline: { entries: [] },
  today: '2026-01-01',
  redactor: createRedactor([KEY, 'sk-test']),
  keyVariable: 'MY_KEY',
  ...over,
});

const verdict = (judgement: Judgement): Verdict =>
  judgeCheck(check({ judge: () => judgement }), evidenceOf([]), () => undefined);

describe('buildResult', () => {
  it('says of a pass what was checked, and nothing that is not there', () => {
    expect(buildResult(verdict({ kind: 'judged', findings: [] }), context())).toEqual({
      check: 'finish.once',
      model: 'gpt-5.1',
      status: 'pass',
      title: verdict({ kind: 'judged', findings: [] }).requirement.text,
      level: 'MUST',
      class: 'protocol',
      area: 'finish',
      findings: [],
      fix: 'Finish once.',
      impact: proofOf('finish.once').impact,
    });
    expect(Object.keys(proofOf('finish.once').impact).length).toBeGreaterThan(0);
  });

  it('looks for keys in a request once, however many findings its exchange has', () => {
    let asked = 0;
    const real = createRedactor([KEY]);
    const redactor: typeof real = {
      ...real,
      request: (value) => {
        const clean = real.request(value);
        expect(real.request(value)).toBe(clean);
        asked++;
        return clean;
      },
      observation: () => {
        throw new Error('the whole exchange is not needed');
      },
    };
    const one = seen({ body: '{"choices":[]}' });
    const findings = Array.from({ length: 50 }, () => seenFinding({ seen: one }));
    expect(buildResult(verdict({ kind: 'judged', findings }), context({ redactor })).findings).toHaveLength(50);
    expect(asked).toBe(50);
  });

  it('tells why something was skipped, and how many samples were good', () => {
    const base = verdict({ kind: 'skipped', reason: 'not-observed', note: `because of ${KEY}` });
    expect(buildResult({ ...base, samples: { good: 1, of: 3 } }, context())).toMatchObject({
      status: 'skip',
      reason: 'not-observed',
      note: 'because of [key]',
      samples: { good: 1, of: 3 },
    });
  });

  it('shows each finding with its exchange, its place and a command', () => {
    const one = seen({ probe: 'limit', sample: 2, body: '{"choices":[]}' });
    const finding = seenFinding({ seen: one, path: '/choices' });
    const [shown] = buildResult(verdict({ kind: 'judged', findings: [finding] }), context()).findings;
    expect(shown).toEqual({
      requirement: 'finish.once',
      level: 'MUST',
      path: '/choices',
      expected: 'one',
      received: 'two',
      probe: 'limit',
      sample: 2,
      variant: 'plain',
      byte: 1,
      ms: 10,
      excerpt: '{"choices":[]}',
      curl: expect.stringContaining('http://endpoint.example/v1/chat/completions') as string,
      fingerprint: fingerprint(finding, { profile: 'starmagic', model: 'gpt-5.1', variant: 'plain' }),
      state: 'new',
    });
  });

  it('tells streams and plain answers apart', () => {
    const variant = (stream: boolean): unknown =>
      buildResult(verdict(bad({ seen: seen({ request: { stream } }) })), context()).findings[0]?.variant;
    expect([variant(true), variant(false)]).toEqual(['stream', 'plain']);
  });

  it('lets no key out, wherever it stands', () => {
    const request = { messages: [{ role: 'user', content: KEY }] };
    const echo = seen({ request, body: `{"error":{"message":"bad key ${KEY}"}}` });
    const findings = [seenFinding({ seen: echo, received: `"${KEY}"`, expected: `not ${KEY}` })];
    const result = buildResult(verdict({ kind: 'judged', findings, note: KEY }), context());
    expect(JSON.stringify(result)).not.toContain(KEY.slice(3));
    expect(result.findings[0]?.excerpt).toContain('[key]');
  });

  it('knows what the baseline bears with', () => {
    const print = fingerprint(seenFinding(), { profile: 'starmagic', model: 'gpt-5.1', variant: 'plain' });
    const entry = {
      check: 'finish.once',
      model: 'gpt-5.1',
      variant: 'plain',
      fingerprint: print,
      reason: 'ticket 7',
      expires: '2026-01-31',
      firstSeen: '2025-01-01',
    } as const;
    const state = (today: string): unknown =>
      buildResult(verdict(bad()), context({ baseline: { entries: [entry] }, today })).findings[0];
    expect(state('2026-01-31')).toMatchObject({ state: 'known', reason: 'ticket 7' });
    expect(state('2026-02-01')).toMatchObject({ state: 'expired', reason: 'ticket 7' });
  });

  it('has no place in an exchange without a body', () => {
    const none = seen({ status: 0, failure: { phase: 'head', code: 'CLOSED', message: '' } });
    const [shown] = buildResult(verdict(bad({ seen: none })), context()).findings;
    expect(shown).toMatchObject({ excerpt: '' });
    expect(shown).not.toHaveProperty('byte');
    expect(observed().head?.status).toBe(200);
  });
});
