import type { VerifiedEndpoint } from '../verified-endpoint.ts';
import type { Finding, Level } from '../../contract/finding.ts';
import type { RequirementId } from '../../contract/generated/requirement-ids.ts';
import type { Capability } from '../capability.ts';
import type { CheckClass, SkipReason } from '../checks/check.ts';
import type { ResultStatus } from '../checks/result-status.ts';
import type { CapabilityState } from '../evidence/evidence.ts';

/** How a finding relates to the baseline: none, listed there, or listed there until a day that has passed. */
export type FindingState = 'new' | 'known' | 'expired';

/** A finding as reports show it: with its evidence, and without any secret. */
export interface ReportedFinding extends Finding {
  readonly probe: string;
  readonly sample: number;
  readonly variant: 'stream' | 'plain';
  /** Offset into the body of the event or value that shows it. */
  readonly byte?: number;
  /** When that byte arrived, in milliseconds after the request. */
  readonly ms?: number;
  /** Up to three lines of the body around the place. */
  readonly excerpt: string;
  /** A command that sends the request again, the key being a variable. */
  readonly curl: string;
  /** Same for the same defect in every run. */
  readonly fingerprint: string;
  readonly state: FindingState;
  /** Why the baseline has it. */
  readonly reason?: string;
}

/** What became of one check for one model. */
export interface CheckResult {
  readonly check: RequirementId;
  readonly model: string;
  readonly status: ResultStatus;
  /** The requirement's sentence. */
  readonly title: string;
  readonly level: Level;
  readonly class: CheckClass;
  /** First part of the id. */
  readonly area: string;
  readonly findings: readonly ReportedFinding[];
  /** With `skip`. */
  readonly reason?: SkipReason;
  /** A fact worth telling, or what went wrong with `error`. */
  readonly note?: string;
  /** Exchanges that were repeated: how many of how many were good. */
  readonly samples?: { readonly good: number; readonly of: number };
  readonly fix: string;
  /** Clients that break, and how. */
  readonly impact: Readonly<Record<string, 'throws' | 'hangs' | 'goes wrong'>>;
}

/** Money. */
export interface Amount {
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** What a probe is expected to cost at worst. */
export interface PlannedProbe {
  readonly probe: string;
  readonly title: string;
  readonly model: string;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly worst: Amount;
  /** Milliseconds that it is expected to take at worst. */
  readonly ms: number;
}

/** When a model is given up, with pending checks. */
export interface ReportedDeadline {
  readonly model: string;
  /** Milliseconds after its first probe. */
  readonly ms: number;
  /** Something was left out for it. */
  readonly passed: boolean;
}

/** One exchange as reports show it. */
export interface ReportedExchange {
  readonly probe: string;
  readonly title: string;
  readonly model: string;
  readonly sample: number;
  readonly attempts: number;
  readonly status: number | null;
  /** How it ended, or in which phase it failed. */
  readonly end: string;
  readonly ms: number;
  /** Milliseconds until the first byte of the body. */
  readonly firstByteMs: number | null;
  /** Each read: when, and how many bytes; at most 500, neighbors joined. */
  readonly timeline: ReadonlyArray<readonly [ms: number, bytes: number]>;
  readonly usage: { readonly prompt: number; readonly completion: number } | null;
  readonly cost: Amount | null;
}

/** Why a probe was not sent. */
export interface SkippedProbe {
  readonly probe: string;
  readonly model: string;
  readonly reason: SkipReason;
}

/** An entry of the baseline that nothing matches any more. */
export interface FixedEntry {
  readonly check: RequirementId;
  readonly model: string;
  readonly fingerprint: string;
  readonly reason: string;
}

/** Counts of results. `new` are failures not in the baseline. */
export interface Totals {
  readonly pass: number;
  readonly fail: number;
  readonly warn: number;
  readonly info: number;
  readonly skip: number;
  readonly inconclusive: number;
  readonly error: number;
  readonly new: number;
  /** MUST checks that passed, of those that ran. */
  readonly must: { readonly passed: number; readonly run: number };
}

/** How a run ended, for the exit code. */
export type Outcome =
  | 'passed'
  | 'failed'
  /** Nothing was tested: no connection, no access, or no such model. */
  | 'unusable'
  /** Some of what was asked for was not tested: budget, time-outs, too many 429. */
  | 'incomplete'
  /** Nothing failed, and something could not be judged. */
  | 'inconclusive'
  | 'interrupted';

/** What an endpoint was held against. */
export interface VerifiedContract {
  readonly profile: string;
  readonly version: string;
  /** Absent for chat completions. */
  readonly endpoint?: Exclude<VerifiedEndpoint, 'chat'>;
}

/** A whole run as data; what `--json` prints, and what every other report is made from. Its schema is `spec/schemas/report.schema.json`. */
export interface Report {
  readonly $schema: string;
  readonly tool: { readonly name: 'starmock'; readonly version: string };
  readonly contract: VerifiedContract;
  readonly suite: string;
  /** Base URL without credentials and query. */
  readonly endpoint: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly ms: number;
  readonly outcome: Outcome;
  /** One sentence. */
  readonly verdict: string;
  readonly models: readonly string[];
  readonly capabilities: ReadonlyArray<{
    readonly model: string;
    readonly capability: Capability;
    readonly state: CapabilityState;
  }>;
  readonly results: readonly CheckResult[];
  readonly exchanges: readonly ReportedExchange[];
  readonly skipped: readonly SkippedProbe[];
  /** Of each model that was asked; none in a replay, which sends nothing. */
  readonly deadlines: readonly ReportedDeadline[];
  readonly fixed: readonly FixedEntry[];
  readonly totals: Totals;
  readonly cost: Amount;
}
