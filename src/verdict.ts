import type { Finding } from './contract/finding.ts';
import { description, type JournalEntry } from './journal.ts';
import type { ExchangeRecord } from './mock/record.ts';

/** A request that no scenario matched. */
export type UnmatchedRequest = Pick<ExchangeRecord, 'method' | 'path' | 'model'> & { readonly message: string };

/** A violation of the contract by a response of the mock. */
export type ResponseFinding = Pick<ExchangeRecord, 'method' | 'path' | 'model'> & { readonly finding: Finding };

/** Whether the requests and the scenarios of a test run fit together. */
export interface Verdict {
  /** Whether all lists are empty. */
  readonly ok: boolean;
  readonly unmatched: readonly UnmatchedRequest[];
  /** Names of scenarios that haven't been used. */
  readonly unused: readonly string[];
  /** What `selfCheck` found. */
  readonly findings: readonly ResponseFinding[];
}

type Where = Pick<ExchangeRecord, 'method' | 'path' | 'model'>;

const whereOf = ({ method, path, model }: JournalEntry): Where => ({
  method,
  path,
  ...(model === undefined ? {} : { model }),
});

/** @param unused names of scenarios that no request has used */
export function verdictOf(entries: readonly JournalEntry[], unused: readonly string[]): Verdict {
  const unmatched = entries
    .filter((entry) => entry.unmatched)
    .map((entry) => ({ ...whereOf(entry), message: description(entry) }));
  const findings = entries.flatMap((entry) =>
    (entry.findings ?? []).map((finding) => ({ ...whereOf(entry), finding })),
  );
  const ok = unmatched.length === 0 && unused.length === 0 && findings.length === 0;
  return { ok, unmatched, unused, findings };
}
