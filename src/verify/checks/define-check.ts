import type { Level } from '../../contract/finding.ts';
import type { RequirementId } from '../../contract/generated/requirement-ids.ts';
import type { Check, Judgement, CheckFinding, SkipReason } from './check.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';

/** A breach as a judge of one exchange tells it; the requirement and its level are the check's. */
export interface Flaw {
  /** JSON Pointer into the body, or into the chunk that `event` numbers. Default: the whole. */
  readonly path?: string;
  readonly event?: number;
  readonly expected: string;
  readonly received: string;
  /** Where one case is milder than the rest. */
  readonly level?: Level;
}

/** Facts about a check. */
export interface CheckFacts extends Omit<Check, 'judge' | 'probes' | 'needs'> {
  readonly probes?: readonly string[];
  readonly needs?: Check['needs'];
}

const levelOf = (evidence: Evidence, id: RequirementId): Level =>
  evidence.contract.requirements.find((requirement) => requirement.id === id)?.level ?? 'MUST';

/** Gives a flaw the name and the level of the requirement that it breaks. */
export function findingOf(evidence: Evidence, id: RequirementId, seen: ParsedExchange, flaw: Flaw): CheckFinding {
  const { path = '', level = levelOf(evidence, id), ...rest } = flaw;
  return { requirement: id, level, path, ...rest, seen };
}

/** What a check did not judge, and why. */
export const skipped = (reason: SkipReason, note?: string): Judgement =>
  note === undefined ? { kind: 'skipped', reason } : { kind: 'skipped', reason, note };

const sources = (check: Pick<Check, 'probes'>, evidence: Evidence): readonly ParsedExchange[] =>
  check.probes.length === 0 ? evidence.all : check.probes.flatMap((probe) => evidence.of(probe));

/**
 * A check that looks at exchanges one by one, those of its probes or all.
 *
 * @param each what is wrong with an exchange: nothing (`[]`), or `undefined` for one that shows nothing either way. A check that met
 *   only such exchanges is skipped as not observed.
 * @example
 * exchangeCheck({ id: 'http.request-id', class: 'hygiene', fix: 'Send an x-request-id.' }, (seen) =>
 *   seen.header('x-request-id') ? [] : [{ expected: 'a header x-request-id', received: 'none' }]);
 */
export function exchangeCheck(
  { probes = [], needs = [], ...facts }: CheckFacts,
  each: (seen: ParsedExchange, evidence: Evidence) => readonly Flaw[] | undefined,
): Check {
  const check = { ...facts, probes, needs };
  return {
    ...check,
    judge: (evidence) => {
      const judged = sources(check, evidence).flatMap((seen) => {
        const flaws = each(seen, evidence);
        return flaws === undefined ? [] : [flaws.map((flaw) => findingOf(evidence, check.id, seen, flaw))];
      });
      return judged.length === 0 ? skipped('not-observed') : { kind: 'judged', findings: judged.flat() };
    },
  };
}

/**
 * A check that the contract's schemas or its stream grammar decide.
 *
 * @param concerns whether an exchange has what the requirement speaks of
 */
export function contractCheck(
  facts: CheckFacts,
  concerns: (seen: ParsedExchange, evidence: Evidence) => boolean,
): Check {
  return exchangeCheck(facts, (seen, evidence) =>
    concerns(seen, evidence) ? seen.findings.filter(({ requirement }) => requirement === facts.id) : undefined,
  );
}

/** A check that looks at all evidence together. */
export function evidenceCheck(
  { probes = [], needs = [], ...facts }: CheckFacts,
  judge: (evidence: Evidence) => Judgement,
): Check {
  return { ...facts, probes, needs, judge };
}

/** Marks a check of model behavior: one passing sample of three is enough. */
export const anySample = { class: 'behavior', sampling: 'any' } as const;
/** The same for what a model owes: one miss is a failure. */
export const everySample = { class: 'behavior', sampling: 'all' } as const;
