import type { Level } from '../../contract/finding.ts';
import { requirementPlace } from '../../contract/requirement-place.ts';
import { toolRepository } from '../../contract/tool-version.ts';
import type { FixedEntry, Report, ReportedFinding } from '../report/report.ts';
import { distinctFindings, groupCauses, type Cause } from './group-causes.ts';
import { areaTitle, impactText, whereabouts } from './words.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

type SarifLevel = 'error' | 'warning' | 'note';

const LEVEL: Readonly<Record<Level, SarifLevel>> = { MUST: 'error', SHOULD: 'warning', MAY: 'note', INFO: 'note' };

/** What the caller of a run knows of its own repository. */
export interface SarifPlace {
  /** Path from the root of the repository of a file that is there: the workflow that ran this, or the baseline. */
  readonly uri: string;
}

/** A code-scanning view shows files of its own repository alone, so a result is placed at what ran the check there. */
const locations = (place: SarifPlace | undefined): object =>
  place
    ? { locations: [{ physicalLocation: { artifactLocation: { uri: place.uri }, region: { startLine: 1 } } }] }
    : {};

/** Text that Markdown must not read as its own. */
const plain = (text: string): string => text.replaceAll(/[\\`*_[\]<>#|]/g, String.raw`\$&`);

function rule({ head, others, impact }: Cause): object {
  const { result } = head;
  const breaks = impactText(impact);
  const also = others.map((one) => one.result.check).join(', ');
  const parts = [
    ['Fix', result.fix],
    ['Breaks', breaks],
    ['Also violates', also],
    ['Details', `starmock explain ${result.check}`],
  ].filter(([, text]) => text !== '');
  const { file, line } = requirementPlace(result.check);
  const repository = toolRepository();
  return {
    id: result.check,
    shortDescription: { text: result.title },
    fullDescription: { text: result.title },
    help: {
      text: [result.title, ...parts.map(([name, text]) => `${name}: ${text}`)].join('\n\n'),
      markdown: [
        plain(result.title),
        ...parts.map(([name, text = '']) => `**${name}:** ${name === 'Details' ? `\`${text}\`` : plain(text)}`),
      ].join('\n\n'),
    },
    ...(repository === undefined ? {} : { helpUri: `${repository}/blob/HEAD/${file}#L${line}` }),
    defaultConfiguration: { level: LEVEL[result.level] },
    properties: { tags: [areaTitle(result.area), result.class, result.level] },
  };
}

function suppressions({ state, reason }: ReportedFinding): object {
  return state === 'known'
    ? { suppressions: [{ kind: 'external', status: 'accepted', justification: reason ?? '' }] }
    : {};
}

/** Results of a cause: one for each place and model, with how often it was seen. */
function resultsOf(
  { head, others, status }: Cause,
  index: number,
  results: Report['results'],
  place: SarifPlace | undefined,
): object[] {
  const { check } = head.result;
  const also = others.map((one) => one.result.check);
  const own = results.filter((result) => result.check === check && result.status === head.status);
  return own.flatMap(({ model, findings }) =>
    distinctFindings(findings).map(({ finding, times }) => {
      const { expected, received, fingerprint, state, level, excerpt, curl } = finding;
      const tail = also.length > 0 ? `. Also violates ${also.join(', ')}` : '';
      return {
        ruleId: check,
        ruleIndex: index,
        level: status === 'fail' ? 'error' : LEVEL[level],
        kind: 'fail',
        message: { text: `${model}, ${whereabouts(finding)}: expected ${expected}, received ${received}${tail}` },
        ...locations(place),
        partialFingerprints: { 'starmock/v1': fingerprint },
        occurrenceCount: times,
        baselineState: state === 'new' ? 'new' : 'unchanged',
        ...suppressions(finding),
        properties: {
          model,
          probe: finding.probe,
          state,
          excerpt,
          curl,
          ...(also.length > 0 ? { alsoViolates: also } : {}),
        },
      };
    }),
  );
}

/** What the baseline listed, and is gone. */
const absent = ({ check, model, fingerprint, reason }: FixedEntry, place: SarifPlace | undefined): object => ({
  ruleId: check,
  level: 'none',
  kind: 'pass',
  message: { text: `${model}: no longer seen (${reason})` },
  ...locations(place),
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

const hasFindings = ({ status, head }: Cause): boolean =>
  head.findings.length > 0 && (status === 'fail' || status === 'warn' || status === 'info');

/**
 * SARIF 2.1.0, for GitHub code scanning and other viewers: a rule for each cause, with the remedy as its help. Findings in the
 * baseline are suppressed.
 *
 * @param place where the results are shown; without one they have no location
 * @example
 * writeFileSync('starmock.sarif', toSarif(report, { uri: '.github/workflows/contract.yml' }));
 */
export function toSarif(report: Report, place?: SarifPlace): string {
  const causes = groupCauses(report.results).filter(hasFindings);
  const run = {
    tool: {
      driver: {
        name: report.tool.name,
        semanticVersion: report.tool.version,
        informationUri: 'https://www.npmjs.com/package/starmock',
        rules: causes.map(rule),
      },
    },
    automationDetails: {
      id: `starmock/${report.contract.profile}/${report.contract.endpoint === undefined ? '' : `${report.contract.endpoint}/`}${report.suite}/`,
    },
    invocations: [
      {
        executionSuccessful: report.outcome === 'passed' || report.outcome === 'failed',
        startTimeUtc: report.startedAt,
        toolExecutionNotifications: notifications(report),
      },
    ],
    results: [
      ...causes.flatMap((cause, index) => resultsOf(cause, index, report.results, place)),
      ...report.fixed.map((entry) => absent(entry, place)),
    ],
    columnKind: 'utf16CodeUnits',
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 1)}\n`;
}
