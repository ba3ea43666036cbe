import type { Fault } from '../../src/faults/fault.ts';
import { CHECKS } from '../../src/verify/checks/catalogue.ts';
import { createBench, type Setup } from '../kill-matrix/setups.ts';

/** Cheats on what a model does by default only if it reasons. */
const REASONING = 'cheat.swap-thinking';

const setupOf = (fault: Fault, seed: string): Setup => ({
  profile: 'starmagic',
  models: [fault.name === REASONING ? 'gpt-5.1-thinking' : 'gpt-5.1'],
  seed,
  pace: 0,
});

/** What became of a cheat in one run. */
export interface Tried {
  /** The check found it. */
  readonly found: boolean;
  /** The check, or another one of the course, found it or doubts. */
  readonly doubted: boolean;
}

/** Whether the condition counts requests, so that all that come before belong to it. */
const counts = (cheat: string): boolean => cheat.includes('after=');

/**
 * Verifies a mock that cheats, by the checks that are said to see it; of a cheat that begins after some requests, by the whole course.
 *
 * @param cheat with its strength
 */
export async function tryCheat(fault: Fault, cheat: string, seed: string): Promise<Tried> {
  const own = new Set<string>(fault.breaks);
  const only = counts(cheat)
    ? CHECKS.filter(({ id }) => own.has(id) || id === 'model.consistent').map(({ id }) => id)
    : [...own];
  const results = await createBench(setupOf(fault, seed), { suite: 'reseller', only, nonce: seed }).results(cheat);
  const seen = results.filter(({ check }) => own.has(check));
  return {
    found: seen.some(({ status }) => status === 'fail' || status === 'warn'),
    doubted: results.some(({ status }) => status === 'fail' || status === 'warn' || status === 'inconclusive'),
  };
}
