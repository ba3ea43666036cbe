import { describe, expect, it } from 'vitest';
import type { CheckFacts, Flaw } from '../../../../src/verify/checks/define-check.ts';
import {
  contractCheck,
  evidenceCheck,
  exchangeCheck,
  findingOf,
  skipped,
} from '../../../../src/verify/checks/define-check.ts';
import { evidenceOf, observed, seen } from '../support/observed.ts';
import { good } from '../support/results.ts';

const FACTS: CheckFacts = { id: 'body.choices', class: 'protocol', fix: 'Send choices.' };
const FLAW: Flaw = { expected: 'one', received: 'two' };

describe('exchangeCheck', () => {
  const evidence = evidenceOf([
    observed({ probe: 'text', status: 200 }),
    observed({ probe: 'stop', status: 201 }),
    observed({ probe: 'limit', status: 202 }),
  ]);

  /** Statuses of the exchanges that a check looks at. */
  function looked(facts: CheckFacts): unknown[] {
    const statuses: unknown[] = [];
    exchangeCheck(facts, ({ status }) => {
      statuses.push(status);
      return [];
    }).judge(evidence);
    return statuses;
  }

  it('looks at all exchanges, or at those of its probes in their order', () => {
    expect(looked(FACTS)).toEqual([200, 201, 202]);
    expect(looked({ ...FACTS, probes: ['limit', 'text', 'seed'] })).toEqual([202, 200]);
  });

  it('is skipped where no exchange shows anything', () => {
    expect(exchangeCheck(FACTS, () => undefined).judge(evidence)).toEqual(skipped('not-observed'));
    expect(exchangeCheck({ ...FACTS, probes: ['seed'] }, () => []).judge(evidence)).toEqual(skipped('not-observed'));
  });

  it('passes where one exchange shows that all is well', () => {
    const one = exchangeCheck(FACTS, ({ status }) => (status === 201 ? [] : undefined));
    expect(one.judge(evidence)).toEqual({ kind: 'judged', findings: [] });
  });

  it('gives its flaws the name and the level of the requirement, and the exchange', () => {
    const one = exchangeCheck(FACTS, ({ status }) => (status === 201 ? [FLAW] : []));
    expect(one.judge(evidence)).toEqual({
      kind: 'judged',
      findings: [{ requirement: 'body.choices', level: 'MUST', path: '', ...FLAW, seen: evidence.of('stop')[0] }],
    });
  });

  it('needs nothing and repeats nothing unless it says so', () => {
    expect(exchangeCheck(FACTS, () => [])).toMatchObject({ probes: [], needs: [] });
    const more = exchangeCheck({ ...FACTS, needs: ['tools'], sampling: 'all' }, () => []);
    expect(more).toMatchObject({ needs: ['tools'], sampling: 'all' });
  });
});

describe('findingOf', () => {
  it('takes a milder level where the flaw has one', () => {
    const flaw: Flaw = { ...FLAW, level: 'SHOULD', path: '/choices', event: 3 };
    expect(findingOf(evidenceOf([]), 'body.choices', seen(), flaw)).toMatchObject({
      level: 'SHOULD',
      path: '/choices',
      event: 3,
    });
  });
});

describe('contractCheck', () => {
  it('tells what the schemas say of its requirement alone, in exchanges that concern it', () => {
    const evidence = evidenceOf([observed({ body: '{"choices":[]}' }), observed({ probe: 'stop', body: '{}' })]);
    const judged = contractCheck(FACTS, ({ probe }) => probe === 'text').judge(evidence);
    const findings = judged.kind === 'judged' ? judged.findings : [];
    expect(findings.map(({ requirement, seen: { probe } }) => [requirement, probe])).toEqual([
      ['body.choices', 'text'],
    ]);
    expect(evidence.of('text')[0]?.findings.length).toBeGreaterThan(1);
  });
});

describe('evidenceCheck', () => {
  it('is given the whole evidence', () => {
    const evidence = evidenceOf([]);
    const given: unknown[] = [];
    const one = evidenceCheck(FACTS, (all) => {
      given.push(all);
      return good;
    });
    expect([one.judge(evidence), given]).toEqual([good, [evidence]]);
  });
});
