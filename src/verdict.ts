import type { CassetteMode } from './cassette-mode.ts';
import type { Finding } from './contract/finding.ts';
import { description, type JournalEntry } from './journal.ts';
import type { ExchangeRecord } from './mock/record.ts';

/** A request that no scenario matched. */
export type UnmatchedRequest = Pick<ExchangeRecord, 'method' | 'path' | 'model'> & { readonly message: string };

/** A violation of the contract by a response of the mock. */
export type ResponseFinding = Pick<ExchangeRecord, 'method' | 'path' | 'model'> & { readonly finding: Finding };

/** What became of the cassettes of a run. */
export interface ReplayVerdict {
  readonly mode: CassetteMode;
  /** Recordings that were loaded. */
  readonly loaded: number;
  /** Requests that recordings answered. */
  readonly served: number;
  /** Requests that no recording answered. */
  readonly missed: readonly UnmatchedRequest[];
  /** Recordings of opened cassettes that no request asked for, such as `weather#2`. */
  readonly unused: readonly string[];
  /** Of all that was loaded: the same recordings give the same hash. */
  readonly hash: string;
}

/** Whether the requests, the scenarios and the recordings of a test run fit together. */
export interface Verdict {
  /** Whether all lists are empty, and recordings answered a request where there are some. */
  readonly ok: boolean;
  readonly unmatched: readonly UnmatchedRequest[];
  /** Names of scenarios that haven't been used. */
  readonly unused: readonly string[];
  /** What `selfCheck` found. */
  readonly findings: readonly ResponseFinding[];
  /** Absent without cassettes. */
  readonly replay?: ReplayVerdict;
}

type Where = Pick<ExchangeRecord, 'method' | 'path' | 'model'>;

const whereOf = ({ method, path, model }: JournalEntry): Where => ({
  method,
  path,
  ...(model === undefined ? {} : { model }),
});

const toldRequest = (entry: JournalEntry): UnmatchedRequest => ({ ...whereOf(entry), message: description(entry) });

/** What is wrong with a replay, a line each; empty for a good one. */
export function replayComplaints({ mode, loaded, served, missed, unused }: ReplayVerdict): string[] {
  return [
    ...missed.map(({ method, path, message }) => `no recording answers ${method} ${path}: ${message}`),
    ...unused.map((name) => `recording never used: ${name}`),
    ...(mode === 'none' && served === 0 && missed.length === 0 ? [`none of ${loaded} recordings was asked for`] : []),
  ];
}

/** What a verdict objects to, a line each; empty for a good one. */
export const complaintsOf = ({ unmatched, unused, findings, replay }: Verdict): string[] => [
  ...unmatched.map(({ method, path, message }) => `no scenario matches ${method} ${path}: ${message}`),
  ...unused.map((name) => `scenario never used: ${name}`),
  ...findings.map(({ finding }) => `contract violation: ${finding.requirement}`),
  ...(replay ? replayComplaints(replay) : []),
];

/**
 * @param unused names of scenarios that no request has used
 * @param receipt what became of the cassettes, if there are some
 */
export function verdictOf(
  entries: readonly JournalEntry[],
  unused: readonly string[],
  receipt?: Omit<ReplayVerdict, 'missed'>,
): Verdict {
  const unmatched = entries.filter((entry) => entry.unmatched).map(toldRequest);
  const findings = entries.flatMap((entry) =>
    (entry.findings ?? []).map((finding) => ({ ...whereOf(entry), finding })),
  );
  const replay = receipt && { ...receipt, missed: entries.filter((entry) => entry.missed).map(toldRequest) };
  const lists = [unmatched, unused, findings, replay?.missed ?? [], replay?.unused ?? []];
  const idle = replay?.mode === 'none' && replay.served === 0;
  const ok = lists.every((list) => list.length === 0) && !idle;
  return { ok, unmatched, unused, findings, ...(replay && { replay }) };
}
