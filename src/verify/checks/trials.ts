import type { RequirementId } from '../../contract/generated/requirement-ids.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import type { Judgement } from './check.ts';
import { findingOf, skipped, type Flaw } from './define-check.ts';

/** One of many answers that a requirement is judged by; a flaw makes it a miss. */
export interface Trial {
  readonly seen: ParsedExchange;
  readonly flaw?: Flaw;
}

/** How trials are judged. */
export interface TrialRules {
  /** How often an honest endpoint misses at most. */
  readonly honest: number;
  /** Kinds of a trial that a cheat may distinguish: its size, whether it is streamed, … */
  readonly kinds: (seen: ParsedExchange, evidence: Evidence) => readonly string[];
}

/** More tests than the checks of a run make together, kinds included: each may err by chance. */
const TESTS = 300;
/** A finding may be wrong in one of a million runs. */
const ACCUSED = 1e-6;
/** A doubt may be wrong in one of a hundred runs. */
const STRIKING = 0.01;

/** How likely so many misses or more are among trials each of which is one with this probability. */
export function binomialTail(trials: number, misses: number, chance: number): number {
  if (misses <= 0) return 1;
  let term = Math.exp(trials * Math.log1p(-chance));
  let below = 0;
  let tail = 0;
  for (let count = 0; count <= trials; count++) {
    if (count < misses) below += term;
    else tail += term;
    term *= ((trials - count) / (count + 1)) * (chance / (1 - chance));
  }
  return below < 0.5 ? Math.min(1, 1 - below) : Math.min(1, tail);
}

interface Suspicion {
  readonly kind: string;
  readonly misses: readonly Trial[];
  readonly of: number;
  readonly p: number;
}

/** The kind of trials whose misses are least likely to be chance, all of them together among the kinds. */
function worstKind(trials: readonly Trial[], { honest, kinds }: TrialRules, evidence: Evidence): Suspicion | undefined {
  const byKind = new Map<string, Trial[]>([['all', [...trials]]]);
  for (const trial of trials)
    for (const kind of kinds(trial.seen, evidence)) byKind.set(kind, [...(byKind.get(kind) ?? []), trial]);
  return [...byKind]
    .map(([kind, own]) => {
      const misses = own.filter(({ flaw }) => flaw !== undefined);
      return { kind, misses, of: own.length, p: binomialTail(own.length, misses.length, honest) };
    })
    .toSorted((a, b) => a.p - b.p)
    .at(0);
}

const shown = (p: number): string => (p === 0 ? 'p < 1e-300' : `p = ${p < 0.001 ? p.toExponential(0) : p.toFixed(3)}`);

/**
 * Judges many answers together. What chance does not explain is a finding; what it explains badly is inconclusive, never a pass.
 *
 * @example
 * judgeTrials(evidence, 'model.context', trials, { honest: 0.01, kinds: sizeKinds });
 */
export function judgeTrials(
  evidence: Evidence,
  id: RequirementId,
  trials: readonly Trial[],
  rules: TrialRules,
): Judgement {
  const worst = worstKind(trials, rules, evidence);
  if (worst === undefined || worst.of === 0) return skipped('not-observed');
  const { kind, misses, of, p } = worst;
  const corrected = Math.min(1, p * TESTS);
  if (misses.length === 0) return { kind: 'judged', findings: [], note: `0 of ${of} samples` };
  const which = kind === 'all' ? 'samples' : `samples (${kind})`;
  const note = `${misses.length} of ${of} ${which}, ${shown(corrected)} for an honest endpoint after correction for ${TESTS} tests`;
  const findings = misses.map(({ seen, flaw }) =>
    findingOf(evidence, id, seen, flaw ?? { expected: '', received: '' }),
  );
  if (corrected < ACCUSED) return { kind: 'judged', findings, note };
  return corrected < STRIKING ? { kind: 'inconclusive', findings, note } : { kind: 'judged', findings: [], note };
}

const WEIGHT = { inconclusive: 1, judged: 2, skipped: 3 } as const;

/** The gravest of several judgements of one requirement: a finding, else a doubt, else what was judged at all. */
export function gravest(judgements: readonly Judgement[]): Judgement {
  const weightOf = (one: Judgement): number =>
    one.kind === 'judged' && one.findings.length > 0 ? 0 : WEIGHT[one.kind];
  return judgements.toSorted((a, b) => weightOf(a) - weightOf(b))[0] ?? skipped('not-observed');
}
