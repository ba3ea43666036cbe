/**
 * The conformance suite, for programs: verify a live endpoint, or analyze recordings.
 *
 * @module starmock/verify
 */
export { StarmockError } from '../contract/errors.ts';
export type { Finding, Level } from '../contract/finding.ts';
export type { RequirementId } from '../contract/generated/requirement-ids.ts';
export { analyse, type Analysis, type AnalyseOptions, type Recorded, type RecordedHar } from './analyse.ts';
export { readBaseline, type Baseline, type BaselineEntry } from './report/baseline.ts';
export { judgeExchange } from './judge-exchange.ts';
export type { VerifyEvent } from './run/events.ts';
export { toHar } from '../recordings/har.ts';
export type { Observation } from '../recordings/observation.ts';
export type { RecordedBody, RecordedExchange, RecordedHeaders } from '../recordings/recorded-exchange.ts';
export type { ResultStatus } from './checks/result-status.ts';
export type { CheckResult, PlannedProbe, Report, ReportedFinding } from './report/report.ts';
export { toBadge } from './reporters/badge.ts';
export { compare, type Difference } from './reporters/compare.ts';
export { toHtml } from './reporters/html.ts';
export { toJson } from './reporters/json.ts';
export { toJunit } from './reporters/junit.ts';
export { toMarkdown } from './reporters/markdown.ts';
export { toSarif } from './reporters/sarif.ts';
export { readStarlog, type Starlog, type StarlogHeader } from '../recordings/starlog.ts';
export { SUITES, type Suite } from './checks/suites.ts';
export { verify } from './verify.ts';
export type { VerifyOptions } from './verify-options.ts';
