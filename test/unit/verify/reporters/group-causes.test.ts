import { describe, expect, it } from 'vitest';
import { annotations } from '../../../../src/verify/reporters/annotations.ts';
import { groupCauses } from '../../../../src/verify/reporters/group-causes.ts';
import { toHtml } from '../../../../src/verify/reporters/html.ts';
import { toJunit } from '../../../../src/verify/reporters/junit.ts';
import { toMarkdown } from '../../../../src/verify/reporters/markdown.ts';
import { createPaint } from '../../../../src/verify/reporters/paint.ts';
import { toSarif } from '../../../../src/verify/reporters/sarif.ts';
import { textReport } from '../../../../src/verify/reporters/text-report.ts';
import type { CheckResult, ReportedFinding } from '../../../../src/verify/report/report.ts';
import { CHECKS } from '../../../../src/verify/checks/catalogue.ts';
import { exchange, finding, report, result } from './support/sample-report.ts';

type Id = CheckResult['check'];
const failing = (check: Id, found: Partial<ReportedFinding>, over: Partial<CheckResult> = {}): CheckResult =>
  result({
    check,
    status: 'fail',
    fix: `Fix ${check}.`,
    findings: [finding({ requirement: check, ...found })],
    ...over,
  });

const heads = (results: readonly CheckResult[]): string[][] =>
  groupCauses(results).map(({ head, others }) => [head.result.check, ...others.map((one) => one.result.check)]);

describe('a cause', () => {
  it('is one where the same value is wrong in one place, and named by the check that says most', () => {
    const results = [
      failing('chunk.schema', { path: '/choices/0/finish_reason', received: '"stopp"' }),
      failing('finish.value', { path: '/choices/1/finish_reason', received: '"stopp"' }),
    ];
    expect(heads(results)).toEqual([['finish.value', 'chunk.schema']]);
  });

  it('is one where an error comes whatever is asked', () => {
    const results = (['auth.empty', 'err.model', 'param.n'] as const).map((check) =>
      failing(check, { path: '', received: 'status 502', excerpt: check }),
    );
    expect(heads(results)).toEqual([['auth.empty', 'err.model', 'param.n']]);
  });

  it('is another where only the status of success is the same, or the place', () => {
    const accepted = (['err.role', 'err.range'] as const).map((check) =>
      failing(check, { path: '', received: 'status 200', excerpt: check }),
    );
    expect(heads(accepted)).toHaveLength(2);
    const placed = (['chunk.id', 'chunk.object'] as const).map((check) =>
      failing(check, { path: '/a', received: `"${check}"` }),
    );
    expect(heads(placed)).toHaveLength(2);
  });

  it('is one where the fix is', () => {
    const fix = 'Count the tokens.';
    const results = (['usage.sum', 'usage.schema'] as const).map((check) =>
      failing(check, { path: `/${check}`, received: check }, { fix }),
    );
    expect(heads(results)).toEqual([['usage.sum', 'usage.schema']]);
  });

  it('that the baseline knows comes after new ones, and is named by what is new', () => {
    const known = failing('chunk.id', { path: '/x', received: '1', state: 'known', reason: 'ticket' });
    const other = failing('sse.bom', { path: '/y', received: '2' });
    expect(heads([known, other])).toEqual([['sse.bom'], ['chunk.id']]);
    expect(heads([known, failing('chunk.object', { path: '/x', received: '1' })])).toEqual([
      ['chunk.object', 'chunk.id'],
    ]);
  });
});

describe('findings of one cause', () => {
  const one = report([
    failing('finish.value', { path: '/choices/0/finish_reason', received: '"stopp"' }),
    failing('chunk.schema', { path: '/choices/0/finish_reason', received: '"stopp"' }),
  ]);
  const formats: Readonly<Record<string, readonly [string, RegExp]>> = {
    text: [textReport(one, { paint: createPaint(false) }), /^\d+\. FAIL/gm],
    markdown: [toMarkdown(one), /^\d+\. ❌/gm],
    html: [toHtml(one), /<article /g],
    annotations: [annotations(one), /^::error/gm],
    sarif: [toSarif(one), /"ruleId"/g],
    junit: [toJunit(one), /<failure[^>]*>(?!same cause as)/g],
  };
  it.each(Object.entries(formats))('are one group: %s', (_, [text, group]) => {
    expect(text.match(group)).toHaveLength(1);
    expect(text).toContain('chunk.schema');
  });
});

describe('SARIF', () => {
  const one = report([failing('finish.value', { path: '/a', received: '1' })]);
  interface Log {
    readonly runs: readonly [
      {
        readonly tool: {
          readonly driver: { readonly rules: readonly { readonly help: { readonly markdown: string } }[] };
        };
        readonly results: readonly { readonly locations?: readonly unknown[] }[];
      },
    ];
  }
  const run = (text: string): Log['runs'][0] => (JSON.parse(text) as Log).runs[0];

  it('has rules with help in Markdown, and no address that nobody gave', () => {
    const text = toSarif(one);
    expect(run(text).tool.driver.rules[0]?.help.markdown).toContain('**Fix:** Fix finish.value.');
    expect(text).not.toContain('helpUri');
  });

  it('places results at the file it is given, and nowhere without one', () => {
    expect(run(toSarif(one)).results[0]?.locations).toBeUndefined();
    expect(run(toSarif(one, { uri: '.github/workflows/ci.yml' })).results[0]?.locations).toMatchObject([
      { physicalLocation: { artifactLocation: { uri: '.github/workflows/ci.yml' } } },
    ]);
  });
});

describe('JUnit', () => {
  // One that is judged by a probe of its own.
  const fed = CHECKS.find(({ probes, id }) => probes.length === 1 && id !== 'usage.sum') ?? CHECKS[0];
  if (!fed) throw new Error('there are no checks');

  it('has times that add up, reasons in words, and warnings that GitLab shows', () => {
    const text = toJunit(
      report(
        [
          result({ check: fed.id }),
          result({
            check: 'usage.sum',
            status: 'warn',
            level: 'SHOULD',
            findings: [finding({ expected: '3', received: '4' })],
          }),
          result({ check: 'param.n', status: 'skip', reason: 'budget' }),
        ],
        { exchanges: [exchange({ probe: fed.probes[0] ?? '', ms: 1500 })] },
      ),
    );
    expect(text).toContain(`<testcase name="${fed.id}" classname="gpt-5.1" time="1.500"`);
    expect(text).toContain('<skipped>the budget was used up</skipped>');
    expect(text).toContain('<skipped>warning: expected 3, received 4');
  });
});
