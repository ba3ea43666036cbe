import { nearestName } from '../../contract/did-you-mean.ts';
import { StarmockError } from '../../contract/errors.ts';
import type { Check } from '../checks/check.ts';

/** Whether a check has probes that can be repeated for its sake; protocol is never repeated until it is green. */
const canBeRepeated = ({ sampling, probes }: Check): boolean => sampling !== undefined && probes.length > 0;

function causeFor(id: string, checks: readonly Check[]): string | undefined {
  const check = checks.find((one) => one.id === id);
  if (check !== undefined && canBeRepeated(check)) return undefined;
  if (check !== undefined) return 'it judges each exchange as it comes, and is never repeated';
  const near = nearestName(
    id,
    checks.filter(canBeRepeated).map((one) => one.id),
  );
  return near === undefined ? 'the run makes no such check' : `the run makes no such check; did you mean "${near}"?`;
}

/**
 * Holds the samples that were asked for against the checks of a run, so that none is asked for in vain.
 *
 * @throws StarmockError BAD_OPTION
 */
export function checkSamples(samples: Readonly<Record<string, number>>, checks: readonly Check[]): void {
  for (const id of Object.keys(samples)) {
    const cause = causeFor(id, checks);
    if (cause !== undefined)
      throw new StarmockError('BAD_OPTION', `Failed to repeat check "${id}": ${cause}`, { check: id });
  }
}
