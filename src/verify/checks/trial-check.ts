import type { RequirementId } from '../../contract/generated/requirement-ids.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import { isError } from '../evidence/predicates.ts';
import type { Check } from './check.ts';
import { evidenceCheck, type CheckFacts, type Flaw } from './define-check.ts';
import { kindsOf } from './kinds-of-exchange.ts';
import { judgeTrials, type Trial, type TrialRules } from './trials.ts';

/** What is wrong with an answer: nothing (`good`), or `undefined` for one that shows nothing either way. */
export type Look = (seen: ParsedExchange, evidence: Evidence) => Flaw | undefined | 'good';

/** The trials among some exchanges. */
export const trialsOf = (seen: readonly ParsedExchange[], evidence: Evidence, look: Look): Trial[] =>
  seen.flatMap((one) => {
    const flaw = look(one, evidence);
    if (flaw === undefined) return [];
    return [flaw === 'good' ? { seen: one } : { seen: one, flaw }];
  });

/**
 * A check that judges many answers together.
 *
 * @param honest how often an honest endpoint misses at most
 */
export function trialCheck(
  facts: CheckFacts & { readonly id: RequirementId; readonly probes: readonly string[] },
  honest: number | ((evidence: Evidence) => number),
  look: Look,
  kinds: TrialRules['kinds'] = kindsOf,
): Check {
  return evidenceCheck(facts, (evidence) => {
    const seen = facts.probes.flatMap((probe) => evidence.of(probe));
    const rate = typeof honest === 'number' ? honest : honest(evidence);
    return judgeTrials(evidence, facts.id, trialsOf(seen, evidence, look), { honest: rate, kinds });
  });
}

/** The beginning of a text, for people. */
export const quoted = (text: string): string => JSON.stringify(text.slice(0, 80));

/** A request that is good, and was refused for what it is; temporary outages are another matter. */
export const refusedFor = (seen: ParsedExchange): boolean =>
  isError(seen) && [400, 413, 422].includes(seen.status ?? 0);
