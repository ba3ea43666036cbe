import { StarmockError } from '../../contract/errors.ts';
import type { RequirementId } from '../../contract/generated/requirement-ids.ts';
import { parseChecked } from '../parse-checked.ts';
import type { CheckResult, FindingState, FixedEntry } from './report.ts';
import schema from '../generated/baseline-schema.json' with { type: 'json' };

/** A known finding to ignore. */
export interface BaselineEntry {
  readonly check: RequirementId;
  readonly model: string;
  readonly variant: 'stream' | 'plain';
  readonly fingerprint: string;
  /** Why. */
  readonly reason: string;
  /** A ticket or a page. */
  readonly ref?: string;
  /** Expiry date, `YYYY-MM-DD`. */
  readonly expires?: string;
  /** Day on which it was first seen. */
  readonly firstSeen: string;
}

/** Findings that do not fail a run. */
export interface Baseline {
  readonly $schema?: string;
  readonly entries: readonly BaselineEntry[];
}

export const EMPTY_BASELINE: Baseline = { entries: [] };

const SCHEMA_URL = 'https://unpkg.com/starmock/spec/schemas/baseline.schema.json';

/**
 * Reads the text of a baseline file.
 *
 * @param name of the file, for messages
 * @throws StarmockError BAD_BASELINE where it is not one; a file that is not there is an empty baseline, which is for the caller to know
 */
export function readBaseline(text: string, name: string): Baseline {
  return parseChecked<Baseline>(
    text,
    schema,
    (cause) =>
      new StarmockError(
        'BAD_BASELINE',
        `Cannot read baseline "${name}": ${cause}; fix the file, or delete it and run with --update-baseline`,
        { name },
      ),
  );
}

/** Whether an entry's last day has passed. @param today `YYYY-MM-DD` */
const hasExpired = ({ expires }: BaselineEntry, today: string): boolean => expires !== undefined && expires < today;

/** How a finding relates to the baseline, and why it is ignored. */
export function stateOf(
  baseline: Baseline,
  fingerprint: string,
  today: string,
): { readonly state: FindingState; readonly reason?: string } {
  const entry = baseline.entries.find((one) => one.fingerprint === fingerprint);
  if (entry === undefined) return { state: 'new' };
  return { state: hasExpired(entry, today) ? 'expired' : 'known', reason: entry.reason };
}

const UNJUDGED: ReadonlySet<CheckResult['status']> = new Set(['skip', 'inconclusive', 'error']);

const keyOf = ({ check, model }: Pick<CheckResult, 'check' | 'model'>): string => `${check} ${model}`;

/** Checks that said yes or no; for the others, it is unknown whether their earlier findings still occur. */
const judgedIn = (results: readonly CheckResult[]): ReadonlySet<string> =>
  new Set(results.filter(({ status }) => !UNJUDGED.has(status)).map(keyOf));

/** Entries that nothing matches any more, of checks that were made: they can be removed. */
export function fixedEntries(baseline: Baseline, results: readonly CheckResult[]): FixedEntry[] {
  const seen = new Set(results.flatMap(({ findings }) => findings.map(({ fingerprint }) => fingerprint)));
  const judged = judgedIn(results);
  return baseline.entries
    .filter((entry) => judged.has(keyOf(entry)) && !seen.has(entry.fingerprint))
    .map(({ check, model, fingerprint, reason }) => ({ check, model, fingerprint, reason }));
}

const FOUND: ReadonlySet<CheckResult['status']> = new Set(['fail', 'warn', 'info']);

/**
 * A baseline with all violations except INFO, which keeps the details of the entries that it
 * has. One that has expired gets the new reason and the new last day.
 *
 * @param today `YYYY-MM-DD`
 * @returns the text of the file
 */
export function updatedBaseline(
  before: Baseline,
  results: readonly CheckResult[],
  { reason, expires, today }: { readonly reason: string; readonly expires?: string; readonly today: string },
): string {
  const known = new Map(before.entries.map((entry) => [entry.fingerprint, entry]));
  const judged = judgedIn(results);
  // What was not judged this time is neither confirmed nor gone.
  const kept = before.entries.filter((entry) => !judged.has(keyOf(entry)));
  const news = { reason, ...(expires === undefined ? {} : { expires }) };
  const failed = results
    .filter(({ status }) => FOUND.has(status))
    .flatMap(({ check, model, findings }) =>
      findings
        .filter(({ level }) => level !== 'INFO')
        .map(({ fingerprint, variant }): BaselineEntry => {
          const entry = known.get(fingerprint);
          if (entry === undefined) return { check, model, variant, fingerprint, ...news, firstSeen: today };
          if (!hasExpired(entry, today)) return entry;
          const { expires: _expired, ...rest } = entry;
          return { ...rest, ...news };
        }),
    );
  const entries = [...new Map([...kept, ...failed].map((entry) => [entry.fingerprint, entry])).values()].toSorted(
    (a, b) => `${a.check} ${a.model} ${a.variant}`.localeCompare(`${b.check} ${b.model} ${b.variant}`),
  );
  return `${JSON.stringify({ $schema: SCHEMA_URL, entries }, null, 2)}\n`;
}
