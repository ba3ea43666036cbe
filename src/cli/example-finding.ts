import { createMock } from '../create-mock.ts';
import type { FaultSpec } from '../faults/fault-spec.ts';
import type { ReportedFinding } from '../verify/report/report.ts';
import type { VerifiedEndpoint } from '../verify/verified-endpoint.ts';
import { verify } from '../verify/verify.ts';

/** Shows what is wrong without waiting for what never comes. */
const HASTY = { connect: 2000, head: 2000, idle: 1000, total: 10_000 };
/** Faults that are tried, those first that break little else. */
const TRIED = 3;

// Names come from the proof, which is generated from the catalogue.
async function findingWith(
  fault: string,
  check: string,
  endpoint: VerifiedEndpoint,
): Promise<ReportedFinding | undefined> {
  await using mock = createMock({ faults: [fault as FaultSpec], journalLimit: 0 });
  const { url } = await mock.listen();
  const run = verify({
    baseUrl: url,
    apiKey: 'sk-starmock',
    endpoint,
    models: endpoint === 'embeddings' ? ['text-embedding-3-small'] : ['gpt-5.1', 'gpt-5.1-thinking'],
    suite: 'full',
    only: [check],
    budget: 100,
    timeouts: HASTY,
    pause: () => Promise.resolve(),
  });
  for await (const event of run) {
    if (event.type === 'result' && event.result.findings[0]) return event.result.findings[0];
  }
  return undefined;
}

/** A finding as a user would see it. */
export interface ExampleFinding {
  readonly fault: string;
  readonly finding: ReportedFinding;
}

/**
 * Makes a check fail: a mock with a defect that it must see is verified, here and now.
 *
 * @param faults that break what the check is about
 * @returns `undefined` where none of the first few shows within seconds what is wrong
 */
export async function exampleFinding(
  check: string,
  faults: readonly string[],
  endpoint: VerifiedEndpoint,
): Promise<ExampleFinding | undefined> {
  for (const fault of faults.slice(0, TRIED)) {
    // oxlint-disable-next-line no-await-in-loop
    const finding = await findingWith(fault, check, endpoint);
    if (finding) return { fault, finding };
  }
  return undefined;
}
