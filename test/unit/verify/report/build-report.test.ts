import { describe, expect, it } from 'vitest';
import { buildReport, isNew, type ReportParts } from '../../../../src/verify/report/build-report.ts';
import { compileSchema } from '../../../../src/recordings/compile-schema.ts';
import schema from '../../../../src/verify/generated/report-schema.json' with { type: 'json' };
import type { Report } from '../../../../src/verify/report/report.ts';
import { readReport } from '../../../../src/verify/report/read-report.ts';
import { StarmockError } from '../../../../src/contract/errors.ts';
import { seen, TOOLS, type ObservedFacts } from '../support/observed.ts';
import { failure, reportedFinding, result } from '../support/results.ts';

const report = (over: Partial<ReportParts> = {}): Report =>
  buildReport({
    version: '1.2.3',
    contract: TOOLS.contract,
    suite: 'core',
    endpoint: 'http://endpoint.example/v1',
    startedAt: '2026-01-01T00:00:00.000Z',
    ms: 12.6,
    models: ['gpt-5.1'],
    capabilities: [{ model: 'gpt-5.1', capability: 'tools', state: 'present' }],
    results: [result()],
    exchanges: [],
    skipped: [],
    deadlines: [{ model: 'gpt-5.1', ms: 900_000, passed: false }],
    baseline: { entries: [] },
    cost: { amount: 0.5, currency: 'CNY' },
    facts: { interrupted: false, starved: 0, failOn: 'MUST', strictBaseline: false },
    ...over,
  });

const exchange = (facts: ObservedFacts, attempts = 1): Report['exchanges'][number] | undefined =>
  report({ exchanges: [{ seen: seen(facts), attempts }] }).exchanges[0];

describe('buildReport', () => {
  it('makes a report that its schema knows', () => {
    const whole = report({
      results: [
        result(),
        failure(),
        result({ status: 'skip', reason: 'budget', note: 'x', samples: { good: 1, of: 2 } }),
      ],
      exchanges: [
        { seen: seen({ body: '{"usage":{"prompt_tokens":1,"completion_tokens":2}}' }), attempts: 2 },
        { seen: seen({ status: 0, failure: { phase: 'dns', code: 'ENOTFOUND', message: 'no' } }), attempts: 3 },
      ],
      skipped: [{ probe: 'vision.red', model: 'gpt-5.1', reason: 'capability-absent' }],
    });
    expect(compileSchema(schema)(whole)).toBeUndefined();
    expect(readReport(JSON.stringify(whole), 'r.json')).toEqual(whole);
    expect(whole).toMatchObject({ tool: { name: 'starmock', version: '1.2.3' }, ms: 13, outcome: 'failed' });
    expect(whole.contract).toEqual({ profile: 'starmagic', version: TOOLS.contract.document.info.version });
  });

  it('counts results by what they came to', () => {
    const known = failure({}, { state: 'known' });
    const { totals } = report({
      results: [
        result(),
        result({ level: 'SHOULD' }),
        failure(),
        known,
        failure({ status: 'warn', level: 'SHOULD' }),
        result({ status: 'warn' }),
        result({ status: 'info', level: 'INFO' }),
        result({ status: 'skip' }),
        result({ status: 'inconclusive' }),
        result({ status: 'error' }),
      ],
    });
    expect(totals).toEqual({
      pass: 2,
      fail: 2,
      warn: 2,
      info: 1,
      skip: 1,
      inconclusive: 1,
      error: 1,
      new: 1,
      must: { passed: 2, run: 4 },
    });
  });

  it('tells what the baseline bears with and nothing matches', () => {
    const entry = {
      check: 'finish.once',
      model: 'gpt-5.1',
      variant: 'plain',
      fingerprint: '0123456789abcdef',
      reason: 'ticket 7',
      firstSeen: '2025-01-01',
    } as const;
    const facts = { interrupted: false, starved: 0, failOn: 'MUST', strictBaseline: true } as const;
    expect(report({ baseline: { entries: [entry] }, facts })).toMatchObject({
      outcome: 'failed',
      fixed: [{ check: 'finish.once', reason: 'ticket 7' }],
    });
  });
});

describe('an exchange in a report', () => {
  it('has its title, its figures and its cost', () => {
    const body = '{"usage":{"prompt_tokens":1000,"completion_tokens":100}}';
    expect(exchange({ body }, 2)).toEqual({
      probe: 'text',
      title: 'short plain response',
      model: 'gpt-5.1',
      sample: 0,
      attempts: 2,
      status: 200,
      end: 'complete',
      ms: 10,
      firstByteMs: 10,
      timeline: [[10, body.length]],
      usage: { prompt: 1000, completion: 100 },
      cost: { amount: (1000 * 1.8 + 100 * 15) / 1e6, currency: 'CNY' },
    });
  });

  it('says in which phase it failed', () => {
    const failed = { phase: 'tls', code: 'CERT_HAS_EXPIRED', message: 'no' } as const;
    expect(exchange({ status: 0, failure: failed, probe: 'of.somebody' })).toMatchObject({
      title: 'of.somebody',
      status: null,
      end: 'tls: CERT_HAS_EXPIRED',
      firstByteMs: null,
      timeline: [],
      usage: null,
      cost: null,
    });
  });

  it('joins reads where there are too many to show, and loses no byte', () => {
    const body = Array.from({ length: 1201 }, () => 'ab');
    const { timeline = [] } = exchange({ body }) ?? {};
    expect(timeline.length).toBeLessThanOrEqual(500);
    expect(timeline.reduce((sum, [, bytes]) => sum + bytes, 0)).toBe(2402);
    expect(timeline[0]).toEqual([10, 6]);
    expect(timeline.at(-1)).toEqual([12_010, 2]);
  });

  it('rounds moments to tenths', () => {
    expect(exchange({ end: { how: 'complete', ms: 1.26 } })?.ms).toBe(1.3);
  });
});

describe('isNew', () => {
  it('holds for a failure that the baseline does not bear with in all of its findings', () => {
    const findings = [reportedFinding({ state: 'known' }), reportedFinding({ state: 'expired' })];
    expect([isNew(failure()), isNew(failure({}, { state: 'known' })), isNew(failure({ findings }))]).toEqual([
      true,
      false,
      true,
    ]);
    expect(isNew(result({ status: 'fail' }))).toBe(true);
  });
});

describe('readReport', () => {
  it.each(['', '{}', '[]', '{"tool":5}'])('refuses what is no report, and says what to name: %j', (text) => {
    const read = (): unknown => readReport(text, 'r.json');
    expect(read).toThrow(StarmockError);
    expect(read).toThrow(/^Cannot read report "r\.json": .*; expected a file written by "starmock verify --json"$/);
  });
});
