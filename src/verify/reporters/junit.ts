import type { CheckResult, Report } from '../report/report.ts';
import { areaTitle, byArea, impactText, whereabouts } from './words.ts';

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

/** What a person needs to know of a result, as plain text. */
function story({ title, findings, note, fix, impact }: CheckResult): string {
  const seen = findings.slice(0, 5).map((finding) => {
    const { expected, received, excerpt, curl } = finding;
    return [whereabouts(finding), `expected ${expected}`, `received ${received}`, excerpt, curl]
      .filter(Boolean)
      .join('\n');
  });
  const breaks = impactText(impact);
  return [title, note ?? '', ...seen, breaks && `breaks: ${breaks}`, `fix: ${fix}`].filter(Boolean).join('\n\n');
}

const firstLine = ({ findings, note, title }: CheckResult): string => {
  const [finding] = findings;
  return finding ? `expected ${finding.expected}, received ${finding.received}` : (note ?? title);
};

/** Every failure is one that the baseline bears with. */
const isKnown = ({ findings }: CheckResult): boolean =>
  findings.length > 0 && findings.every(({ state }) => state === 'known');

/** Jenkins's schema has a text here and no attributes. */
const skipped = (why: string): string => `<skipped>${content(why)}</skipped>`;

function outcome(result: CheckResult): string {
  switch (result.status) {
    case 'pass':
    case 'info':
      return '';
    case 'fail':
      if (isKnown(result)) return skipped(`known: ${result.findings[0]?.reason ?? ''}`);
      return `<failure${attributes({ type: result.level, message: firstLine(result) })}>${content(story(result))}</failure>`;
    case 'error':
      return `<error${attributes({ type: 'engine', message: firstLine(result) })}>${content(story(result))}</error>`;
    case 'skip':
      return skipped([result.reason, result.note].filter(Boolean).join(': '));
    case 'inconclusive':
      return skipped(`inconclusive: ${firstLine(result)}`);
    // JUnit knows no warnings; a SHOULD that is not kept must not turn a build red.
    case 'warn':
      return `<system-out>${content(`warning: ${firstLine(result)}\n${story(result)}`)}</system-out>`;
  }
}

function testCase(result: CheckResult): string {
  const head = `<testcase${attributes({ name: result.check, classname: result.model, time: '0' })}`;
  const body = outcome(result);
  return body === '' ? `    ${head}/>` : `    ${head}>${body}</testcase>`;
}

const tally = (results: readonly CheckResult[]): Record<string, number> => {
  const bodies = results.map(outcome);
  const begin = (tag: string): number => bodies.filter((body) => body.startsWith(`<${tag}`)).length;
  return { tests: results.length, failures: begin('failure'), errors: begin('error'), skipped: begin('skipped') };
};

function suite(area: string, results: readonly CheckResult[], { startedAt, endpoint }: Report): string {
  const head = attributes({
    name: areaTitle(area),
    ...tally(results),
    time: '0',
    // The schema of Ant's JUnit task takes no fraction and no zone.
    timestamp: startedAt.slice(0, 19),
    hostname: URL.canParse(endpoint) ? new URL(endpoint).hostname : 'unknown',
  });
  return `  <testsuite${head}>\n${results.map(testCase).join('\n')}\n  </testsuite>`;
}

/**
 * JUnit XML, for CI systems that list tests: a suite for each area, a class for each model. What the baseline bears with is skipped.
 *
 * @example
 * writeFileSync('starmock.xml', toJunit(report));
 */
export function toJunit(report: Report): string {
  const areas = [...Map.groupBy(report.results, ({ area }) => area)].toSorted(([a], [b]) => byArea(a, b));
  const { tests = 0, failures = 0, errors = 0 } = tally(report.results);
  const head = attributes({
    name: `starmock verify ${report.suite}`,
    tests,
    failures,
    errors,
    time: (report.ms / 1000).toFixed(3),
  });
  const suites = areas.map(([area, results]) => suite(area, results, report));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${head}>\n${suites.join('\n')}\n</testsuites>\n`;
}
