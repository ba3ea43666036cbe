import { CHECKS } from '../checks/catalogue.ts';
import type { CheckResult, Report } from '../report/report.ts';
import { groupCauses } from './group-causes.ts';
import { areaTitle, byArea, counted, impactText, skipText, whereabouts } from './words.ts';

/** Characters that XML 1.0 cannot hold, not even escaped (section 2.2). */
const NO_XML = /[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu;

/** XML has no half characters either. */
const legal = (text: string): string => text.toWellFormed().replaceAll(NO_XML, '\uFFFD');

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

const content = (text: string): string => legal(text).replaceAll(/[&<>]/g, (character) => ENTITIES[character] ?? '');

const attribute = (text: string): string =>
  legal(text).replaceAll(/[&<>"\n\r\t]/g, (character) => ENTITIES[character] ?? '');

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${attribute(String(value))}"`)
    .join('');

const MAX_SHOWN = 5;

/** What a person needs to know of a result, as plain text: what to do comes first. */
function story({ check, title, findings, note, fix, impact }: CheckResult): string {
  const seen = findings.slice(0, MAX_SHOWN).map((finding) => {
    const { expected, received, excerpt, curl } = finding;
    return [whereabouts(finding), `expected ${expected}`, `received ${received}`, excerpt, curl]
      .filter(Boolean)
      .join('\n');
  });
  const more = findings.length - MAX_SHOWN;
  const breaks = impactText(impact);
  const facts = [title, `fix: ${fix}`, breaks && `breaks: ${breaks}`, note ?? '', ...seen];
  return [...facts, more > 0 ? `and ${counted(more, 'other finding')}` : '', `starmock explain ${check}`]
    .filter(Boolean)
    .join('\n\n');
}

const firstLine = ({ findings, note, title }: CheckResult): string => {
  const [finding] = findings;
  return finding ? `expected ${finding.expected}, received ${finding.received}` : (note ?? title);
};

/** What all test cases are written with. */
interface Context {
  readonly report: Report;
  /** The check that represents a cause, by each other check of it. */
  readonly heads: ReadonlyMap<string, string>;
  /** Milliseconds, by model and check. */
  readonly times: ReadonlyMap<string, number>;
}

const timeKey = (model: string, check: string): string => `${model}\n${check}`;

/** Shares the time of each exchange among the checks that it was made for, so that the times of all of them add up. */
function timesOf({ exchanges, results }: Report): Map<string, number> {
  const times = new Map<string, number>();
  const probes = new Map(CHECKS.map((check) => [check.id as string, new Set(check.probes)]));
  for (const { probe, model, ms } of exchanges) {
    const fed = results.filter(
      (result) => result.model === model && result.status !== 'skip' && probes.get(result.check)?.has(probe),
    );
    for (const { check } of fed) {
      const key = timeKey(model, check);
      times.set(key, (times.get(key) ?? 0) + ms / fed.length);
    }
  }
  return times;
}

const contextOf = (report: Report): Context => ({
  report,
  heads: new Map(
    groupCauses(report.results).flatMap(({ head, others }) =>
      others.map((one) => [one.result.check, head.result.check]),
    ),
  ),
  times: timesOf(report),
});

/** Longer for the check that represents its cause. */
const told = (result: CheckResult, { heads }: Context): string => {
  const head = heads.get(result.check);
  return head === undefined
    ? story(result)
    : `same cause as ${head}\n\n${result.title}\n\nstarmock explain ${result.check}`;
};

/** Whether all failures are in the baseline. */
const isKnown = ({ findings }: CheckResult): boolean =>
  findings.length > 0 && findings.every(({ state }) => state === 'known');

/** Jenkins's schema has a text here and no attributes. */
const skipped = (why: string): string => `<skipped>${content(why)}</skipped>`;

function outcome(result: CheckResult, context: Context): string {
  const { status, findings, reason, note, level } = result;
  switch (status) {
    case 'pass':
    case 'info':
      return '';
    case 'fail':
      if (isKnown(result)) return skipped(`known: ${findings[0]?.reason ?? ''}`);
      return `<failure${attributes({ type: level, message: firstLine(result) })}>${content(told(result, context))}</failure>`;
    case 'error':
      return `<error${attributes({ type: 'engine', message: firstLine(result) })}>${content(told(result, context))}</error>`;
    case 'skip':
      return skipped([reason && skipText(reason), note].filter(Boolean).join(': '));
    case 'inconclusive':
      return skipped(`inconclusive: ${firstLine(result)}`);
    // JUnit knows no warnings, and a violated SHOULD must not turn a build red. GitLab shows why a test was skipped, and no output of
    // one that passed.
    case 'warn':
      return skipped(`warning: ${firstLine(result)}\n\n${told(result, context)}`);
  }
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3);

const timeOf = ({ model, check }: CheckResult, { times }: Context): number => times.get(timeKey(model, check)) ?? 0;

function testCase(result: CheckResult, context: Context): string {
  const time = seconds(timeOf(result, context));
  const head = `<testcase${attributes({ name: result.check, classname: result.model, time })}`;
  const body = outcome(result, context);
  return body === '' ? `    ${head}/>` : `    ${head}>${body}</testcase>`;
}

const tally = (results: readonly CheckResult[], context: Context): Record<string, number> => {
  const bodies = results.map((result) => outcome(result, context));
  const begin = (tag: string): number => bodies.filter((body) => body.startsWith(`<${tag}`)).length;
  return { tests: results.length, failures: begin('failure'), errors: begin('error'), skipped: begin('skipped') };
};

function suite(area: string, results: readonly CheckResult[], context: Context): string {
  const { startedAt, endpoint } = context.report;
  const head = attributes({
    name: areaTitle(area),
    ...tally(results, context),
    time: seconds(results.reduce((sum, result) => sum + timeOf(result, context), 0)),
    // The schema of Ant's JUnit task takes no fraction and no zone.
    timestamp: startedAt.slice(0, 19),
    hostname: URL.canParse(endpoint) ? new URL(endpoint).hostname : 'unknown',
  });
  return `  <testsuite${head}>\n${results.map((result) => testCase(result, context)).join('\n')}\n  </testsuite>`;
}

/**
 * JUnit XML, for CI systems that list tests: a suite for each area, a class for each model. Findings in the
 * baseline and warnings are skipped.
 *
 * @example
 * writeFileSync('starmock.xml', toJunit(report));
 */
export function toJunit(report: Report): string {
  const context = contextOf(report);
  const areas = [...Map.groupBy(report.results, ({ area }) => area)].toSorted(([a], [b]) => byArea(a, b));
  const { tests = 0, failures = 0, errors = 0 } = tally(report.results, context);
  const head = attributes({
    name: `starmock verify ${report.suite}: ${report.verdict}`,
    tests,
    failures,
    errors,
    time: seconds(report.ms),
  });
  const suites = areas.map(([area, results]) => suite(area, results, context));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${head}>\n${suites.join('\n')}\n</testsuites>\n`;
}
