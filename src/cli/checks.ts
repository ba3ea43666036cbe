import type { Contract } from '../contract/contract.ts';
import type { Check } from '../verify/checks/check.ts';
import { ENDPOINT_CHECKS } from '../verify/checks/endpoint-checks.ts';
import type { Paint } from '../verify/reporters/paint.ts';
import { areaTitle, counted } from '../verify/reporters/words.ts';
import { loadVerifiedContract } from '../verify/run/open-endpoint.ts';
import { selectChecks } from '../verify/run/select-checks.ts';
import type { VerifiedEndpoint } from '../verify/verified-endpoint.ts';
import { areaOf, holds, suitesOf, type Suite } from '../verify/checks/suites.ts';
import type { CommandContext } from './command-context.ts';
import { EXIT } from './exit-codes.ts';

/** Options of `starmock checks`, parsed. */
export interface ChecksOptions {
  readonly endpoint?: VerifiedEndpoint;
  readonly suite: Suite;
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly json: boolean;
}

/** What there is to say of a check, as data. */
function facts(check: Check, { requirements }: Contract, known: readonly Suite[]): object {
  const { id, class: about, needs, sampling, fix } = check;
  const requirement = requirements.find((one) => one.id === id);
  return {
    id,
    level: requirement?.level,
    class: about,
    requirement: requirement?.text,
    needs,
    sampled: sampling !== undefined,
    fix,
    suites: known.filter((suite) => holds(suite, check)),
  };
}

function list(checks: readonly Check[], { requirements }: Contract, paint: Paint): string {
  const levels = new Map<string, string>(requirements.map(({ id, level }) => [id, level]));
  const texts = new Map<string, string>(requirements.map(({ id, text }) => [id, text]));
  const width = Math.max(...checks.map(({ id }) => id.length));
  const areas = Map.groupBy(checks, ({ id }) => areaOf(id));
  return [...areas]
    .flatMap(([area, some]) => [
      paint('bold', areaTitle(area)),
      ...some.map(({ id }) => `  ${id.padEnd(width)}  ${(levels.get(id) ?? '').padEnd(6)}  ${texts.get(id) ?? ''}`),
      '',
    ])
    .concat(`${counted(checks.length, 'check')}. Run starmock explain <id> for details.`, '')
    .join('\n');
}

/**
 * Prints the checks that a run would include.
 *
 * @returns the exit code
 * @throws StarmockError BAD_OPTION where a word selects nothing
 */
export async function printChecks(
  { json, endpoint = 'chat', ...selection }: ChecksOptions,
  { stdout }: CommandContext,
): Promise<number> {
  const contract = await loadVerifiedContract('starmagic', endpoint);
  const checks = selectChecks(ENDPOINT_CHECKS[endpoint], contract, selection);
  const told = checks.map((check) => facts(check, contract, suitesOf(ENDPOINT_CHECKS[endpoint])));
  stdout.write(json ? `${JSON.stringify(told, null, 2)}\n` : list(checks, contract, stdout.paint));
  return EXIT.ok;
}
