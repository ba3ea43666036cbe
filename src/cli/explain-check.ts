import type { Contract } from '../contract/contract.ts';
import { nearestName } from '../contract/did-you-mean.ts';
import { StarmockError } from '../contract/errors.ts';
import { requirementPlace } from '../contract/requirement-place.ts';
import type { Requirement } from '../contract/requirements.ts';
import type { Check } from '../verify/checks/check.ts';
import { checkById, ENDPOINT_CHECKS } from '../verify/checks/endpoint-checks.ts';
import { probeById } from '../verify/probes/endpoint-probes.ts';
import { proofOf, type Proof } from '../verify/report/proof.ts';
import type { Paint } from '../verify/reporters/paint.ts';
import { printable, printableJson, printableLine } from '../verify/reporters/printable.ts';
import { impactText, whereabouts } from '../verify/reporters/words.ts';
import { loadVerifiedContract } from '../verify/run/open-endpoint.ts';
import { holds, suitesOf, type Suite } from '../verify/checks/suites.ts';
import { VERIFIED_ENDPOINTS, type VerifiedEndpoint } from '../verify/verified-endpoint.ts';
import type { CommandContext } from './command-context.ts';
import { exampleFinding } from './example-finding.ts';
import { EXIT } from './exit-codes.ts';

/** All that is known of a requirement. */
interface Known {
  /** The first endpoint that it is asked of. */
  readonly endpoint: VerifiedEndpoint;
  readonly requirement: Requirement;
  readonly check: Check;
  readonly proof: Proof;
  readonly suites: readonly Suite[];
}

async function lookUp(id: string): Promise<Known> {
  const contracts: (readonly [VerifiedEndpoint, Contract])[] = await Promise.all(
    VERIFIED_ENDPOINTS.map(async (one) => [one, await loadVerifiedContract('starmagic', one)] as const),
  );
  const known = contracts.flatMap(([one, { requirements }]) =>
    requirements.map((requirement) => ({ endpoint: one, requirement })),
  );
  const { endpoint, requirement } = known.find((one) => one.requirement.id === id) ?? {};
  const check = checkById(id);
  if (!requirement || !check || !endpoint) {
    const near = nearestName(
      id,
      known.map((one) => one.requirement.id),
    );
    const hint = near === undefined ? 'Run "starmock checks" to list them all.' : `Did you mean "${near}"?`;
    const other = 'There is no file of that name either.';
    throw new StarmockError('BAD_OPTION', `Unknown check "${id}". ${hint} ${other}`, { id });
  }
  return {
    endpoint,
    requirement,
    check,
    proof: proofOf(requirement.id),
    suites: suitesOf(ENDPOINT_CHECKS[endpoint]).filter((suite) => holds(suite, check)),
  };
}

function facts({ requirement, check, proof, suites }: Known): object {
  const { id, level, text, source } = requirement;
  const { class: about, probes, needs, sampling, fix } = check;
  const { line } = requirementPlace(id);
  return { id, level, text, source, line, class: about, suites, probes, needs, sampling, fix, ...proof };
}

const SHOWN = 12;

const some = (names: readonly string[]): string =>
  names.length > SHOWN ? `${names.slice(0, SHOWN).join(', ')} and ${names.length - SHOWN} more` : names.join(', ');

const row = (label: string, text: string): string[] => (text === '' ? [] : [`${label.padEnd(12)}${text}`]);

const SAMPLING = {
  any: 'up to 3 samples; one passing sample is enough',
  all: 'up to 3 samples; every sample must pass',
} as const;

const titled = (probe: string): string => {
  const title = probeById(probe)?.title;
  return title === undefined ? probe : `${probe} (${title})`;
};

/** Profiles document no model of embeddings unless they are the API's. */
const MODEL: Readonly<Partial<Record<VerifiedEndpoint, string>>> = { embeddings: ' --profile openai' };

/** Commands that reproduce a violation, if a fault of the mock causes one. */
function demonstration({ requirement: { id }, proof, endpoint }: Known): string[] {
  const [fault] = proof.faults;
  const other = endpoint === 'chat' ? '' : ` --endpoint ${endpoint}${MODEL[endpoint] ?? ''}`;
  return fault === undefined
    ? []
    : [
        '',
        'To reproduce a violation:',
        `  starmock serve --speed instant --fault ${fault} &`,
        `  STARMOCK_API_KEY=any starmock verify --base-url http://127.0.0.1:4010/v1${other} --suite full --only ${id}`,
      ];
}

function describe(known: Known, paint: Paint): string {
  const { requirement, check, proof, suites } = known;
  const place = requirementPlace(requirement.id);
  const { id, level, text, source } = requirement;
  return [
    `${paint('bold', id)}  ${level} · ${check.class}`,
    text,
    '',
    ...row('source', source),
    ...row('defined in', `${place.file}, line ${place.line}`),
    ...row('suites', suites.join(', ')),
    ...row('probes', check.probes.length === 0 ? 'every exchange' : check.probes.map(titled).join(', ')),
    ...row('needs', check.needs.join(', ')),
    ...row('sampling', check.sampling === undefined ? '' : SAMPLING[check.sampling]),
    ...row('breaks', impactText(proof.impact)),
    ...row('fix', check.fix),
    ...row('faults', some(proof.faults)),
    ...row('legal', some(proof.benign)),
    ...demonstration(known),
    '',
  ].join('\n');
}

/** The finding on a mock with an injected fault. */
async function example({ requirement: { id }, proof, endpoint }: Known, paint: Paint): Promise<string> {
  const shown = await exampleFinding(id, proof.faults, endpoint);
  if (shown === undefined) return '\nNo fault of the mock reproduces it within a few seconds.\n';
  const { fault, finding } = shown;
  const indented = (text: string): string => text.replaceAll('\n', `\n${' '.repeat(12)}`);
  return [
    '',
    `With ${paint('bold', fault)}:`,
    ...row('where', printableLine(whereabouts(finding))),
    ...row('expected', indented(printable(finding.expected))),
    ...row('received', indented(printable(finding.received))),
    ...row('bytes', indented(printable(finding.excerpt))),
    '',
  ].join('\n');
}

/** Options of `starmock explain` for a check, parsed. */
export interface ExplainCheckOptions {
  readonly json: boolean;
  readonly example: boolean;
}

/**
 * Describes a requirement: what it demands, the clients that break, and how to reproduce a violation.
 *
 * @returns the exit code
 * @throws StarmockError BAD_OPTION where there is no such requirement
 */
export async function explainCheck(
  id: string,
  { json, example: wantsExample }: ExplainCheckOptions,
  { stdout }: CommandContext,
): Promise<number> {
  const known = await lookUp(id);
  if (json) {
    const shown = wantsExample ? { example: await exampleFinding(id, known.proof.faults, known.endpoint) } : {};
    stdout.write(`${printableJson({ ...facts(known), ...shown }, 2)}\n`);
    return EXIT.ok;
  }
  stdout.write(describe(known, stdout.paint));
  if (wantsExample) stdout.write(await example(known, stdout.paint));
  return EXIT.ok;
}
