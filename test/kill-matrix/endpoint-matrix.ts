import type { VerifiedEndpoint } from '../../src/verify/verified-endpoint.ts';
import { ENDPOINT_CHECKS } from '../../src/verify/checks/endpoint-checks.ts';
import { loadVerifiedContract } from '../../src/verify/run/open-endpoint.ts';
import { extentAt, faultsAt, MODELS_AT, type OtherEndpoint } from './endpoint-extents.ts';
import { provedBy, runClean, runFaults, type Proved } from './matrix.ts';
import type { Matrix } from './run-matrix.ts';
import type { MatrixData, Summary } from './render-matrix.ts';

/** Every so-many-th fault is in a sample. */
const SAMPLED = 5;

/**
 * Verifies the mock's endpoint with faults, one at a time, and without any.
 *
 * @param sample which sample of the faults; all of them if none is named
 */
export async function runEndpointMatrix(endpoint: OtherEndpoint, sample?: number): Promise<Matrix> {
  const extent = extentAt(endpoint, sample);
  const faults = faultsAt(endpoint).filter((_, index) => sample === undefined || index % SAMPLED === sample % SAMPLED);
  const rows = await runFaults(faults, extent);
  const clean = [];
  // oxlint-disable-next-line no-await-in-loop
  for (const setup of extent.clean) clean.push(await runClean(setup));
  return { rows, clean };
}

/** Requirements of an endpoint that faults have to prove; those it has in common with chat completions are proved there. */
async function provenAt(endpoint: OtherEndpoint, { rows }: Matrix): Promise<Proved[]> {
  const own = new Set<string>(
    ENDPOINT_CHECKS[endpoint].map(({ id }) => id).filter((id) => id.startsWith(`${endpoint}.`)),
  );
  const { requirements } = await loadVerifiedContract('openai', endpoint);
  return provedBy(
    rows,
    requirements.filter(({ id }) => own.has(id)),
  );
}

/** What a matrix of an endpoint comes to. */
export async function endpointData(endpoint: OtherEndpoint, matrix: Matrix): Promise<MatrixData> {
  const checks = await provenAt(endpoint, matrix);
  const obliging = checks.filter(({ level }) => level === 'MUST' || level === 'SHOULD');
  const harmful = matrix.rows.filter(({ harm }) => harm !== 'benign');
  const summary: Summary = {
    faults: harmful.length,
    killed: harmful.filter(({ missed, undeclared }) => missed.length === 0 && undeclared.length === 0).length,
    benign: matrix.rows.length - harmful.length,
    spared: matrix.rows.filter(({ harm, undeclared }) => harm === 'benign' && undeclared.length === 0).length,
    checks: checks.length,
    obliging: obliging.length,
    proved: obliging.filter(({ killedBy }) => killedBy.length > 0).length,
    cleanRuns: matrix.clean.reduce((sum, { profile }) => sum + MODELS_AT[endpoint][profile].length, 0),
    cleanFindings: matrix.clean.reduce((sum, { findings }) => sum + findings.length, 0),
  };
  return { summary, unseen: {}, checks, faults: matrix.rows };
}

const TITLES: Readonly<Record<VerifiedEndpoint, string>> = {
  chat: 'Chat completions',
  responses: 'Responses',
  embeddings: 'Embeddings',
};

/** A section of the page of the documentation. */
export function endpointSection(endpoint: OtherEndpoint, { summary, checks, faults }: MatrixData): string {
  const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
  const few = (names: readonly string[]): string =>
    names.length > 3 ? `${code(names.slice(0, 3))} and ${names.length - 3} more` : code(names);
  const own = faults.filter(({ fault, harm }) => fault.startsWith(`${endpoint}.`) && harm !== 'benign');
  return [
    `## ${TITLES[endpoint]}`,
    '',
    `- **${summary.killed} of ${summary.faults}** faults are seen in all that they break: ${own.length} of the endpoint's own, and those of HTTP, keys, errors, connections and event streams;`,
    `- **${summary.spared} of ${summary.benign}** legal variants are objected to by no check;`,
    `- **${summary.proved} of ${summary.obliging}** checks of a MUST or a SHOULD of its own have seen a fault (${summary.checks} checks in all);`,
    `- **${summary.cleanFindings}** findings in ${summary.cleanRuns} runs over the mock without faults.`,
    '',
    `Computed by \`npm run kill-matrix -- --endpoint ${endpoint}\`.`,
    '',
    '| check | level | faults |',
    '| --- | --- | --- |',
    ...checks.map(({ check, level, killedBy }) => `| \`${check}\` | ${level} | ${few(killedBy)} |`),
    '',
    '| fault | seen by |',
    '| --- | --- |',
    ...own.map(({ fault, killed }) => `| \`${fault}\` | ${code(killed)} |`),
    '',
  ].join('\n');
}
