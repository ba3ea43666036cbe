import { nearestName } from '../../contract/did-you-mean.ts';
import type { Contract } from '../../contract/contract.ts';
import { StarmockError } from '../../contract/errors.ts';
import type { Check } from '../checks/check.ts';
import type { Probe } from '../probes/probe.ts';
import { holds, type Suite } from '../checks/suites.ts';

/** Which checks a run makes. */
export interface Selection {
  readonly suite: Suite;
  /** Ids, areas, levels or classes; empty: all of the suite. */
  readonly only: readonly string[];
  /** The same, to leave out. */
  readonly skip: readonly string[];
}

type Levels = ReadonlyMap<string, string>;

/** Every word that a check can be chosen by. */
function words(check: Check, levels: Levels): string[] {
  const parts = check.id.split('.');
  const prefixes = parts.map((_, index) => parts.slice(0, index + 1).join('.'));
  return [...prefixes, check.class, (levels.get(check.id) ?? '').toLowerCase()];
}

function checkWords(option: string, given: readonly string[], known: ReadonlySet<string>): void {
  const unknown = given.find((word) => !known.has(word.toLowerCase()));
  if (unknown === undefined) return;
  const near = nearestName(unknown, [...known]);
  const hint = near === undefined ? 'Run "starmock checks" to list them all.' : `Did you mean "${near}"?`;
  throw new StarmockError(
    'BAD_OPTION',
    `Unknown check "${unknown}" in ${option}: not an id, area, level or class. ${hint}`,
    { unknown },
  );
}

/**
 * The checks of a run, in the order of the catalogue. A check that is named by its whole id is taken even if the suite lacks it.
 *
 * @throws StarmockError BAD_OPTION for a word that selects nothing, and where nothing is left
 * @example
 * selectChecks(CHECKS, contract, { suite: 'core', only: ['finish', 'must'], skip: ['finish.merged'] });
 */
export function selectChecks(checks: readonly Check[], contract: Contract, { suite, only, skip }: Selection): Check[] {
  const levels: Levels = new Map(contract.requirements.map(({ id, level }) => [id, level]));
  const known = new Set(checks.flatMap((check) => words(check, levels)));
  checkWords('--only', only, known);
  checkWords('--skip', skip, known);
  const named = new Set<string>(only.map((word) => word.toLowerCase()));
  const matches = (check: Check, wanted: readonly string[]): boolean => {
    const own = new Set(words(check, levels));
    return wanted.some((word) => own.has(word.toLowerCase()));
  };
  const chosen = checks
    .filter((check) => holds(suite, check) || named.has(check.id))
    .filter((check) => only.length === 0 || matches(check, only))
    .filter((check) => !matches(check, skip));
  if (chosen.length > 0) return chosen;
  throw new StarmockError(
    'BAD_OPTION',
    `No checks left in suite ${suite}: choose another --suite, or change --only and --skip`,
    { suite },
  );
}

/**
 * Whether a check says anything of a model: what is asked once a run says nothing of the other models.
 *
 * @param asksOnce whether the model is the one that is asked
 */
export function concernsModel(check: Check, asksOnce: boolean, probes: readonly Probe[]): boolean {
  if (asksOnce || check.probes.length === 0) return true;
  return check.probes.some((id) => probes.some((probe) => probe.id === id && probe.once !== true));
}
