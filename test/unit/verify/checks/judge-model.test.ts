import { describe, expect, it } from 'vitest';
import type { Check, Judgement } from '../../../../src/verify/checks/check.ts';
import type { Evidence } from '../../../../src/verify/evidence/evidence.ts';
import { judgeCheck, type Hindrance, type Verdict } from '../../../../src/verify/checks/judge-model.ts';
import { evidenceOf, observed } from '../support/observed.ts';
import { bad, check, good, seenFinding } from '../support/results.ts';

const nothing: Hindrance = () => undefined;
const unsure: Judgement = { kind: 'inconclusive', note: 'now this, now that' };
const unseen: Judgement = { kind: 'skipped', reason: 'not-observed' };

const judge = (one: Check, evidence: Evidence = evidenceOf([]), hindered: Hindrance = nothing): Verdict =>
  judgeCheck(one, evidence, hindered);

/** A check of one probe whose samples are judged one after another as a test says; an error is thrown. */
function sampled(sampling: 'any' | 'all', ...judgements: readonly (Judgement | Error)[]): Verdict {
  const samples = judgements.map((_, sample) => observed({ probe: 'stop', sample }));
  const one = check({
    sampling,
    probes: ['stop'],
    judge: (evidence) => {
      const [first] = evidence.of('stop');
      const judgement = judgements[first?.sample ?? -1];
      if (judgement === undefined || judgement instanceof Error) throw judgement ?? new Error('no sample');
      return judgement;
    },
  });
  return judge(one, evidenceOf(samples));
}

describe('judgeCheck', () => {
  it.each([
    ['MUST', 'fail'],
    ['SHOULD', 'warn'],
    ['MAY', 'info'],
    ['INFO', 'info'],
  ] as const)('makes of a broken %s a %s', (level, status) => {
    expect(judge(check({ judge: () => bad({ level }) })).status).toBe(status);
  });

  it('goes by the worst finding', () => {
    const findings = (['INFO', 'SHOULD', 'MUST'] as const).map((level) => seenFinding({ level }));
    expect(judge(check({ judge: () => ({ kind: 'judged', findings }) }))).toMatchObject({ status: 'fail', findings });
  });

  it('passes what has no finding, and tells its note', () => {
    const verdict = judge(check({ judge: () => ({ kind: 'judged', findings: [], note: 'always null' }) }));
    expect(verdict).toMatchObject({ status: 'pass', note: 'always null', findings: [] });
    expect(verdict.requirement.id).toBe('finish.once');
  });

  it('tells of a check that throws as an error of ours, with where', () => {
    const verdict = judge(
      check({
        judge: () => {
          throw new TypeError('x is not a function');
        },
      }),
    );
    expect(verdict).toMatchObject({ status: 'error', note: expect.stringContaining('x is not a function') as string });
  });

  it('refuses a check that no requirement is behind', () => {
    expect(() => judge(check({ id: 'no.such.thing' as Check['id'] }))).toThrow(
      'Check no.such.thing has no requirement in the contract',
    );
  });

  it('skips what needs an absent capability without asking, and names it', () => {
    const absent = evidenceOf([], {
      capabilities: new Map([
        ['stream', 'present'],
        ['tools', 'absent'],
      ]),
    });
    const one = check({ needs: ['stream', 'tools', 'vision'], judge: () => bad() });
    expect(judge(one, absent)).toMatchObject({ status: 'skip', reason: 'capability-absent', note: 'tools' });
    expect(judge(one, evidenceOf([])).status).toBe('fail');
  });

  it('says why there was nothing to judge, where somebody knows better', () => {
    const one = check({ judge: () => unseen });
    expect(judge(one)).toMatchObject({ status: 'skip', reason: 'not-observed' });
    expect(judge(one, evidenceOf([]), () => 'budget')).toMatchObject({ status: 'skip', reason: 'budget' });
  });

  it('asks nobody why where there was something to judge', () => {
    expect(judge(check({ judge: () => bad() }), evidenceOf([]), () => 'budget').status).toBe('fail');
  });

  it('tells what cannot be judged as such, with what was found', () => {
    const findings = [seenFinding()];
    expect(judge(check({ judge: () => ({ ...unsure, findings }) as Judgement }))).toMatchObject({
      status: 'inconclusive',
      note: 'now this, now that',
      findings,
    });
  });
});

describe('samples of what a model owes each time', () => {
  it.each<[string, readonly Judgement[], Verdict['status'], Verdict['samples']]>([
    ['one good', [good], 'pass', undefined],
    ['one bad', [bad()], 'fail', undefined],
    ['three good', [good, good, good], 'pass', { good: 3, of: 3 }],
    ['one bad of three', [good, bad(), good], 'fail', { good: 2, of: 3 }],
    ['one unseen of three', [good, unseen, good], 'pass', { good: 2, of: 2 }],
    ['none seen', [unseen, unseen], 'skip', undefined],
    ['one unsure of three', [good, unsure, good], 'inconclusive', { good: 2, of: 3 }],
    ['all unsure', [unsure, unsure, unsure], 'inconclusive', { good: 0, of: 3 }],
    ['one unsure and one bad', [good, unsure, bad()], 'fail', { good: 1, of: 3 }],
  ])('with %s', (_, judgements, status, samples) => {
    const verdict = sampled('all', ...judgements);
    expect({ status: verdict.status, samples: verdict.samples }).toEqual({ status, samples });
  });

  it('keeps the findings of every sample', () => {
    expect(sampled('all', bad({ path: '/a' }), good, bad({ path: '/b' })).findings.map(({ path }) => path)).toEqual([
      '/a',
      '/b',
    ]);
  });
});

describe('samples of model behavior', () => {
  it.each<[string, readonly Judgement[], Verdict['status'], Verdict['samples']]>([
    ['one bad', [bad()], 'fail', undefined],
    ['three bad', [bad(), bad(), bad()], 'fail', { good: 0, of: 3 }],
    ['two bad of three', [bad(), good, bad()], 'inconclusive', { good: 1, of: 3 }],
    ['one bad of three', [bad(), good, good], 'inconclusive', { good: 2, of: 3 }],
    ['three good', [good, good, good], 'pass', { good: 3, of: 3 }],
    ['bad, and the rest unsure', [bad(), unsure, unsure], 'fail', { good: 0, of: 3 }],
    ['all unsure', [unsure, unsure], 'inconclusive', { good: 0, of: 2 }],
  ])('with %s', (_, judgements, status, samples) => {
    const verdict = sampled('any', ...judgements);
    expect({ status: verdict.status, samples: verdict.samples }).toEqual({ status, samples });
  });

  it('says how many were good, and what was wrong with the others', () => {
    expect(sampled('any', bad(), good, bad())).toMatchObject({
      note: 'passed in 1 of 3 samples',
      findings: [{ received: 'two' }, { received: 'two' }],
    });
  });

  it.each(['any', 'all'] as const)('does not pass over a sample in which the check itself fails: %s', (sampling) => {
    expect(sampled(sampling, good, new Error('oh'), good)).toMatchObject({
      status: 'error',
      note: expect.stringContaining('oh') as string,
    });
  });

  it('compares samples of other probes with the first', () => {
    const exchanges = [
      observed({ probe: 'stop', sample: 0 }),
      observed({ probe: 'stop', sample: 1 }),
      observed({ probe: 'text', sample: 0 }),
    ];
    const told: unknown[] = [];
    const one = check({
      sampling: 'any',
      probes: ['stop'],
      judge: (evidence) => {
        told.push([evidence.of('stop').map(({ sample }) => sample), evidence.of('text').map(({ sample }) => sample)]);
        return good;
      },
    });
    expect(judge(one, evidenceOf(exchanges)).samples).toEqual({ good: 2, of: 2 });
    expect(told).toEqual([
      [[0], [0]],
      [[1], [0]],
    ]);
  });
});
