import { nearestName } from '../../contract/did-you-mean.ts';
import { StarmockError } from '../../contract/errors.ts';
import type { Check } from '../checks/check.ts';

/** Whether a check has probes that can be repeated for its sake; protocol is never repeated until it is green. */
const canBeRepeated = ({ sampling, probes }: Check): boolean => sampling !== undefined && probes.length > 0;

function causeFor(id: string, checks: readonly Check[]): string | undefined {
  const check = checks.find((one) => one.id === id);
  if (check !== undefined && canBeRepeated(check)) return undefined;
  if (check !== undefined) return 'it checks every exchange once and is never sampled';
  const near = nearestName(
    id,
    checks.filter(canBeRepeated).map((one) => one.id),
  );
  return near === undefined ? 'not part of this run' : `not part of this run; did you mean "${near}"?`;
}

/**
 * Rejects samples for checks that the run does not sample.
 *
 * @throws StarmockError BAD_OPTION
 */
export function checkSamples(samples: Readonly<Record<string, number>>, checks: readonly Check[]): void {
  for (const id of Object.keys(samples)) {
    const cause = causeFor(id, checks);
    if (cause !== undefined)
      throw new StarmockError('BAD_OPTION', `Cannot set samples for "${id}": ${cause}`, { check: id });
  }
}
