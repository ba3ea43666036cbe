import type { Level } from '../../contract/finding.ts';
import { requirementPlace } from '../../contract/requirement-place.ts';
import type { CheckResult, FixedEntry, Report, ReportedFinding } from '../report/report.ts';
import { areaTitle, impactText, whereabouts } from './words.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

type SarifLevel = 'error' | 'warning' | 'note';

const LEVEL: Readonly<Record<Level, SarifLevel>> = { MUST: 'error', SHOULD: 'warning', MAY: 'note', INFO: 'note' };

/** Where the requirement stands in the contract: the one file that a code-scanning view can show. */
function location(check: string): object {
  const { file, line } = requirementPlace(check);
  return {
    physicalLocation: {
      artifactLocation: { uri: file, uriBaseId: 'STARMOCK' },
      region: { startLine: line },
    },
  };
}

function rule(result: CheckResult): object {
  const breaks = impactText(result.impact);
  const help = [result.title, breaks && `Breaks: ${breaks}.`, `Fix: ${result.fix}`].filter(Boolean).join('\n\n');
  return {
    id: result.check,
    shortDescription: { text: result.title },
    fullDescription: { text: help },
    help: { text: help },
    defaultConfiguration: { level: LEVEL[result.level] },
    properties: { tags: [areaTitle(result.area), result.class, result.level] },
  };
}

function suppressions({ state, reason }: ReportedFinding): object {
  return state === 'known'
    ? { suppressions: [{ kind: 'external', status: 'accepted', justification: reason ?? '' }] }
    : {};
}

function resultOf({ check }: CheckResult, finding: ReportedFinding, index: number, model: string): object {
  const { expected, received, fingerprint, state, level, excerpt, curl } = finding;
  return {
    ruleId: check,
    ruleIndex: index,
    level: LEVEL[level],
    kind: 'fail',
    message: { text: `${model}, ${whereabouts(finding)}: expected ${expected}, received ${received}` },
    locations: [location(check)],
    partialFingerprints: { 'starmock/v1': fingerprint },
    baselineState: state === 'new' ? 'new' : 'unchanged',
    ...suppressions(finding),
    properties: { model, probe: finding.probe, state, excerpt, curl },
  };
}

/** What the baseline bore with, and is gone. */
const absent = ({ check, model, fingerprint, reason }: FixedEntry): object => ({
  ruleId: check,
  level: 'none',
  kind: 'pass',
  message: { text: `${model}: no longer seen (${reason})` },
  locations: [location(check)],
  partialFingerprints: { 'starmock/v1': fingerprint },
  baselineState: 'absent',
});

/** Engine errors are the tool's, not the endpoint's. */
const notifications = ({ results }: Report): object[] =>
  results
    .filter(({ status }) => status === 'error')
    .map(({ check, model, note }) => ({
      level: 'error',
      message: { text: `${check} of ${model}: ${note ?? ''}` },
      associatedRule: { id: check },
    }));

const hasFindings = ({ status, findings }: CheckResult): boolean =>
  findings.length > 0 && (status === 'fail' || status === 'warn' || status === 'info');

/**
 * SARIF 2.1.0, for GitHub code scanning and other viewers: a result for each finding, placed at the line of the requirement in
 * `spec/`; what the baseline bears with is suppressed.
 *
 * @example
 * writeFileSync('starmock.sarif', toSarif(report));
 */
export function toSarif(report: Report): string {
  const shown = report.results.filter(hasFindings);
  const rules = [...new Map(shown.map((result) => [result.check as string, result])).values()];
  const indexes = new Map(rules.map(({ check }, index) => [check, index]));
  const run = {
    tool: {
      driver: {
        name: report.tool.name,
        semanticVersion: report.tool.version,
        informationUri: 'https://www.npmjs.com/package/starmock',
        rules: rules.map(rule),
      },
    },
    automationDetails: { id: `starmock/${report.contract.profile}/${report.suite}/` },
    originalUriBaseIds: { STARMOCK: { description: { text: 'Root of the starmock package' } } },
    invocations: [
      {
        executionSuccessful: report.outcome === 'passed' || report.outcome === 'failed',
        startTimeUtc: report.startedAt,
        toolExecutionNotifications: notifications(report),
      },
    ],
    results: [
      ...shown.flatMap((result) =>
        result.findings.map((finding) => resultOf(result, finding, indexes.get(result.check) ?? 0, result.model)),
      ),
      ...report.fixed.map(absent),
    ],
    columnKind: 'utf16CodeUnits',
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 1)}\n`;
}
