import type { Level } from '../../src/contract/finding.ts';
import type { CheckResult, Report, Totals } from '../../src/verify/report/report.ts';

/** What was found of one requirement. */
export interface FieldFinding {
  readonly requirement: string;
  readonly level: Level;
  /** How many exchanges show it. */
  readonly count: number;
  /** What was expected and what came instead, of the first that shows it. */
  readonly expected: string;
  readonly received: string;
  /** Clients that break, and how, as the contract names them. */
  readonly impact: Readonly<Record<string, string>>;
}

/** A run against a server. */
export interface FieldServer {
  readonly name: string;
  readonly version: string;
  readonly setup: string;
  readonly models: readonly string[];
  readonly verdict: string;
  readonly totals: Omit<Totals, 'new'>;
  readonly findings: readonly FieldFinding[];
}

/** What the recordings of one provider show. */
export interface FieldRecordings {
  readonly provider: string;
  readonly exchanges: number;
  readonly findings: readonly FieldFinding[];
}

/** All of `docs/field-reports.json`. */
export interface FieldData {
  /** Day of the runs, ISO 8601. */
  readonly date: string;
  readonly profile: string;
  readonly suite: string;
  readonly servers: readonly FieldServer[];
  readonly recordings: readonly FieldRecordings[];
}

/** Characters of an expectation or of what came that a table has room for. */
const ROOM = 100;
const LEVELS: readonly Level[] = ['MUST', 'SHOULD', 'MAY', 'INFO'];

const short = (text: string): string => (text.length > ROOM ? `${text.slice(0, ROOM - 1)}…` : text);

/** Ports, nonces and times differ from run to run, and nothing hangs on them. */
const settled = (text: string): string =>
  short(text.replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1').replace(/^[a-z]+-\d{4}$/, '(nonce)'));

/** Findings by requirement and level, the gravest first. */
export function findingsOf(results: readonly CheckResult[]): FieldFinding[] {
  const found = results.flatMap(({ findings, impact }) => findings.map((finding) => ({ finding, impact })));
  const groups = Map.groupBy(found, ({ finding }) => `${LEVELS.indexOf(finding.level)} ${finding.requirement}`);
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, group]) => {
      const [first] = group;
      if (first === undefined) return [];
      const { requirement, level, expected, received } = first.finding;
      const texts = { expected: settled(expected), received: settled(received) };
      return [{ requirement, level, count: group.length, ...texts, impact: first.impact }];
    });
}

/** A report, cut down to what the page tells. */
export function serverOf(
  { name, version, setup }: Pick<FieldServer, 'name' | 'version' | 'setup'>,
  { models, verdict, totals, results }: Report,
): FieldServer {
  const { new: _new, ...counts } = totals;
  return { name, version, setup, models, verdict, totals: counts, findings: findingsOf(results) };
}
