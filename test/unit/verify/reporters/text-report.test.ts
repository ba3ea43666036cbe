import { describe, expect, it } from 'vitest';
import { createPaint } from '../../../../src/verify/reporters/paint.ts';
import { textReport } from '../../../../src/verify/reporters/text-report.ts';
import { finding, report, result, sampleReport } from './support/sample-report.ts';

const paint = createPaint(false);
const text = (over = sampleReport()): string => textReport(over, { paint });

describe('the text report', () => {
  it('says of a failure what was asked, what came, where, who breaks and what to do', () => {
    const shown = text(report([result({ status: 'fail', findings: [finding()] })]));
    for (const part of [
      '1. FAIL finish.once MUST · gpt-5.1',
      'starmock explain finish.once',
      'Each choice MUST have exactly one `finish_reason` other than `null`.',
      'probe stream.text · event 12 · /choices/0 · byte 4103 · 312 ms',
      'one finish_reason',
      'Error in: openai-node (stream); Silently wrong result in: langchain-openai',
      'Send the finish_reason once.',
    ])
      expect(shown).toContain(part);
  });

  it('ends with one line of counts, money and time', () => {
    expect(text().trimEnd().split('\n').at(-1)).toBe(
      '1 pass · 2 fail (1 new) · 1 warn · 1 info · 1 skip · 1 inconclusive · 1 error - ¥0.0134 - 21.3 s',
    );
  });

  it('groups models that came to the same, and names them together when it was all of them', () => {
    const both = ['gpt-5.1', 'gpt-5.1-chat'].map((model) => result({ model, status: 'fail', findings: [finding()] }));
    expect(text(report(both))).toContain('MUST · all 2 models');
    expect(text(report(both)).match(/FAIL /g)).toHaveLength(1);
    expect(text(report(both))).toContain('2 occurrences');
  });

  it('begins with the verdict, and says the fix within the first twenty lines, at 40 columns too', () => {
    const one = report([result({ status: 'fail', findings: [finding()] })]);
    for (const width of [40, 80, 200]) {
      const lines = textReport(one, { paint, width }).split('\n');
      expect(lines[0]).toMatch(/^FAILED A requirement is violated\.$/);
      const first = lines.slice(0, 20).join(' ').replaceAll(/\s+/g, ' ');
      expect(first).toContain('fix Send the finish_reason once.');
      expect(first).toContain('finish.once');
    }
  });

  it.each([40, 60, 80, 200])('keeps to %i columns, but for words that are longer', (width) => {
    const wide = textReport(sampleReport(), { paint, width })
      .split('\n')
      .filter((line) => line.length > width && line.trim().split(' ').length > 1);
    expect(wide).toEqual([]);
  });

  it('says nothing of a score where nothing was tested', () => {
    const none = report([result({ status: 'skip', reason: 'dependency-failed' })], { outcome: 'unusable' });
    expect(text(none)).toMatch(/^NOT TESTED /);
    expect(text(none)).not.toMatch(/\d+\/\d+ MUST|[1-9]\d* pass/);
  });

  it('lets nothing of what an endpoint sent steer the terminal', () => {
    const shown = textReport(sampleReport(), { paint, verbose: true });
    // oxlint-disable-next-line no-control-regex -- the characters that must not come through
    expect(shown).not.toMatch(/[\u0000-\u0009\u000B-\u001F]/);
  });

  it('tells of fixed entries, of probes that were not sent and of skipped checks', () => {
    expect(text()).toContain('Fixed: chunk.id of gpt-5.1. Remove fp-9 from the baseline.');
    expect(text()).toContain('Requests not sent: stream.long of gpt-5.1 (the budget was used up)');
    expect(text()).toContain('1 check skipped (the endpoint does not support the feature): param.n');
  });

  it('shows bytes and a command only when asked to', () => {
    const one = report([result({ status: 'fail', findings: [finding()] })]);
    expect(textReport(one, { paint })).not.toContain('curl');
    expect(textReport(one, { paint, verbose: true })).toContain('curl -N');
    expect(textReport(one, { paint, verbose: true })).toContain('data: [DONE]');
  });

  it('cuts long lists of findings and says how many are left', () => {
    const many = Array.from({ length: 9 }, (_, index) => finding({ fingerprint: `fp-${index}` }));
    expect(text(report([result({ status: 'fail', findings: many })]))).toContain('and 6 other findings');
  });
});
