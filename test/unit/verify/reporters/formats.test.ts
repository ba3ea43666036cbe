// Proves src/verify/reporters/: what all formats share.
import { describe, expect, it } from 'vitest';
import { annotations } from '../../../../src/verify/reporters/annotations.ts';
import { toBadge } from '../../../../src/verify/reporters/badge.ts';
import { compare, compareText } from '../../../../src/verify/reporters/compare.ts';
import { CHECKS } from '../../../../src/verify/checks/catalogue.ts';
import { createPaint } from '../../../../src/verify/reporters/paint.ts';
import { toMarkdown } from '../../../../src/verify/reporters/markdown.ts';
import { duration, money } from '../../../../src/verify/reporters/words.ts';
import { finding, NASTY, report, result, sampleReport } from './support/sample-report.ts';

describe('annotations', () => {
  it('are one command a line, whatever the endpoint sent', () => {
    const bad = report([result({ status: 'fail', findings: [finding({ expected: NASTY, received: NASTY })] })]);
    const lines = annotations(bad).trimEnd().split('\n');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^::error title=finish\.once \(gpt-5\.1\)::/);
  });

  it('leave out what the baseline bears with', () => {
    const known = report([result({ status: 'fail', findings: [finding({ state: 'known', reason: 'ticket' })] })]);
    expect(annotations(known)).toBe('');
  });

  it('stop at the ten of a kind that GitHub shows', () => {
    const ids = [
      'chunk.id',
      'chunk.object',
      'chunk.schema',
      'body.id',
      'body.object',
      'body.schema',
      'sse.utf8',
      'sse.bom',
      'finish.once',
      'finish.value',
      'usage.sum',
      'usage.schema',
    ] as const;
    const many = report(
      ids.map((check) => result({ check, status: 'fail', fix: check, findings: [finding({ path: `/${check}` })] })),
    );
    expect(annotations(many).trimEnd().split('\n')).toHaveLength(10);
  });
});

describe('the badge', () => {
  it('tells MUST checks passed of those that ran', () => {
    expect(JSON.parse(toBadge(sampleReport()))).toEqual({
      schemaVersion: 1,
      label: 'starmagic core',
      message: '1/3 MUST',
      color: 'red',
    });
  });

  it('says when a run was not whole', () => {
    expect(toBadge(report([result()], { outcome: 'incomplete' }))).toContain('1/1 MUST, incomplete');
    expect(toBadge(report([], { outcome: 'unusable' }))).toContain('unreachable');
  });
});

describe('the Markdown summary', () => {
  it('stays within what GitHub takes, and says what it left out', () => {
    const huge = 'x'.repeat(40_000);
    const areas = ['http', 'sse', 'chunk', 'tool', 'json', 'usage', 'body', 'err'];
    const many = areas.flatMap((area) =>
      Array.from({ length: 8 }, (_, index) =>
        result({
          area,
          check: CHECKS[areas.indexOf(area) * 8 + index]?.id ?? 'chunk.id',
          fix: `${area} ${index}`,
          status: 'fail',
          findings: [0, 1, 2, 3].map((n) =>
            finding({ excerpt: huge, path: `/${area}_${'abcdefgh'[index]}`, fingerprint: `${area}${index}${n}` }),
          ),
        }),
      ),
    );
    const text = toMarkdown(report(many));
    expect(new TextEncoder().encode(text).length).toBeLessThan(1024 * 1024);
    expect(text).toMatch(/\*The report goes on; \d+ parts do not fit into this summary\.\*\n$/);
  });

  it('lets no content of an endpoint end its block or open a tag', () => {
    const text = toMarkdown(
      report([
        result({ status: 'fail', findings: [finding({ excerpt: '```\n</details><script>', received: '<script>' })] }),
      ]),
    );
    expect(text).toContain('<pre>```&#10;&lt;/details&gt;&lt;script&gt;</pre>');
    expect(text).not.toContain('<script>');
    expect(text).toContain(String.raw`received \<script\>`);
  });

  it('takes at most 60 lines for ten findings, whatever they quote', () => {
    const ten = CHECKS.slice(0, 10).map(({ id }, index) =>
      result({
        check: id,
        fix: `Fix ${index}`,
        status: 'fail',
        note: NASTY,
        findings: [
          finding({ path: `/${'abcdefghij'[index]}`, expected: NASTY, received: NASTY, excerpt: NASTY, curl: NASTY }),
        ],
      }),
    );
    const lines = toMarkdown(report(ten)).split('\n');
    expect(lines.length).toBeLessThanOrEqual(60);
    expect(lines.filter((line) => /^\d+\. ❌/.test(line))).toHaveLength(10);
    expect(lines.slice(0, 20).join('\n')).toMatch(/\*\*Fix:\*\* Fix \d/);
  });

  it('counts by model', () => {
    expect(toMarkdown(sampleReport())).toContain('| gpt-5.1-thinking | 0 | 1 | 0 | 0 | 0 | 0 | 0 |');
  });
});

describe('compare', () => {
  const before = report([result(), result({ check: 'chunk.id', status: 'warn' })]);
  const after = report([
    result({ status: 'fail' }),
    result({ check: 'chunk.id' }),
    result({ check: 'sse.bom', status: 'skip' }),
  ]);

  it('tells what got worse first, then better, then what is only different', () => {
    expect(compare(before, after).map(({ check, kind }) => [check, kind])).toEqual([
      ['finish.once', 'worse'],
      ['chunk.id', 'better'],
      ['sse.bom', 'changed'],
    ]);
  });

  it('compares two endpoints with different models when each has one', () => {
    const other = report([result({ model: 'acme-1', status: 'fail' })], { endpoint: 'https://acme.example/v1' });
    expect(compare(report([result()]), other)).toHaveLength(1);
  });

  it('finds nothing between a report and itself', () => {
    expect(compare(before, before)).toEqual([]);
    expect(compareText(before, before, createPaint(false))).toContain('0 worse · 0 better · 0 changed');
  });
});

describe('words', () => {
  it.each([
    [0, '¥0.00'],
    [0.0134, '¥0.0134'],
    [0.000216, '¥0.000216'],
    [12.5, '¥12.50'],
  ])('write %d yuan as %s', (amount, text) => {
    expect(money({ amount, currency: 'CNY' })).toBe(text);
  });

  it.each([
    [3.4, '3 ms'],
    [21_300, '21.3 s'],
    [125_000, '2 min 5 s'],
  ])('write %d milliseconds as %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});
