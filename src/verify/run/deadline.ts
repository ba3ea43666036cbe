import type { PlannedProbe, ReportedDeadline } from '../report/report.ts';

/** Until an answer begins, and for each token of it: what an endpoint of middling pace takes. */
const FIRST_BYTE_MS = 1000;
const TOKEN_MS = 10;

/** No endpoint is hurried more than this. */
const LEAST_MS = 15 * 60_000;
/** Timers take no more. */
const MAX_MS = 2 ** 31 - 1;
/** An endpoint may take so many times as long as it is expected to. */
const PATIENCE = 3;

/** How long an exchange is expected to take at worst, in milliseconds. */
export const expectedMs = (completionTokens: number): number => FIRST_BYTE_MS + completionTokens * TOKEN_MS;

/** When each model of a plan is given up. @param asked what the user wants, in milliseconds */
export function deadlinesOf(
  planned: readonly PlannedProbe[],
  asked: number | undefined,
): readonly Omit<ReportedDeadline, 'passed'>[] {
  return [...Map.groupBy(planned, ({ model }) => model)].map(([model, probes]) => {
    const expected = probes.reduce((sum, { ms }) => sum + ms, 0);
    return { model, ms: Math.min(asked ?? Math.max(LEAST_MS, PATIENCE * expected), MAX_MS) };
  });
}
