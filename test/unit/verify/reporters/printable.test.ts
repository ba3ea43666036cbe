import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../../src/verify/report/report.ts';
import { annotations } from '../../../../src/verify/reporters/annotations.ts';
import { compareText } from '../../../../src/verify/reporters/compare.ts';
import { toJson } from '../../../../src/verify/reporters/json.ts';
import { liveText } from '../../../../src/verify/reporters/live-text.ts';
import { toMarkdown } from '../../../../src/verify/reporters/markdown.ts';
import { createPaint } from '../../../../src/verify/reporters/paint.ts';
import { printable, printableJson, printableLine } from '../../../../src/verify/reporters/printable.ts';
import { textReport } from '../../../../src/verify/reporters/text-report.ts';
import { sampleReport } from './support/sample-report.ts';

/** What a line may begin with that some runner trims. */
const BLANKS = [
  '',
  ' ',
  '\t',
  '\u000B',
  '\f',
  '\r',
  '\u0085',
  '\u00A0',
  '\u1680',
  '\u2003',
  '\u2028',
  '\u2029',
  '\u202F',
  '\u205F',
  '\u3000',
  '\uFEFF',
  '\u200B',
  '\u2060',
  '\u180E',
];

/** Whether a line is a command to somebody who trims more than anybody does. */
const isCommand = (line: string): boolean => /^[\s\p{Z}\p{C}]*::/u.test(line) || /##\w*\[/.test(line);
const commandsIn = (text: string): string[] => text.split(/[\n\r\u0085\u2028\u2029]/).filter(isCommand);
/** Line ends apart, nothing that steers a terminal. */
const STEERS = /[^\P{Cc}\n]|\p{Bidi_Control}/u;

const hostile = array(
  constantFrom(
    '::',
    ':',
    '#',
    '##',
    '[',
    '##[group]',
    '::error::x',
    '\n',
    '\u001B[2J',
    '\u009B31m',
    '\u202E',
    'a',
    '\\',
    '%0A',
    ...BLANKS,
  ),
  { maxLength: 12 },
).map((parts) => parts.join(''));

describe('a text of somebody else', () => {
  it.each(BLANKS)('begins no line with a command, whatever stands before it: %j', (blank) => {
    for (const text of [`${blank}::error::x`, `a\n${blank}${blank}::add-mask::e`, `\n\n${blank}::x`])
      expect(commandsIn(printable(text))).toEqual([]);
  });

  it('is printed without commands and without what steers a terminal, whatever it is', () => {
    assert(
      property(hostile, (text) => {
        for (const shown of [printable(text), printableLine(text)]) {
          expect(commandsIn(shown)).toEqual([]);
          expect(shown).not.toMatch(STEERS);
          expect(printable(shown)).toBe(shown);
        }
        expect(printableLine(text)).not.toContain('\n');
      }),
    );
  });

  it('loses nothing as JSON', () => {
    assert(
      property(hostile, (text) => {
        const shown = printableJson({ [text]: [text] }, 2);
        expect(commandsIn(shown)).toEqual([]);
        expect(shown).not.toMatch(STEERS);
        expect(JSON.parse(shown)).toEqual({ [text]: [text] });
      }),
    );
  });

  it('stays what it is where it does no harm', () => {
    for (const text of ['a::b', 'std::vector [0]', '# Title\n## [link]', 'é 的 💥', '1:2'])
      expect(printable(text)).toBe(text);
  });
});

/** A report in which every text that is not one of a few words has been replaced. */
function hostileReport(words: string): Report {
  const WORDS = new Set([
    'status',
    'level',
    'class',
    'outcome',
    'state',
    'variant',
    'check',
    'fingerprint',
    'startedAt',
    'currency',
  ]);
  return JSON.parse(JSON.stringify(sampleReport()), (key, value: unknown) =>
    typeof value === 'string' && !WORDS.has(key) ? `${words}${value}${words}` : value,
  ) as Report;
}

describe('a report full of commands', () => {
  const words =
    '\n  ::error title=pwn::x\n\u3000::set-output name=a::b\n##[stop-commands]zz \u001B]0;x\u0007\u009B2J\u202E\r::add-mask::e\n';
  const bad = hostileReport(words);
  const paint = createPaint(false);
  const live = (): string => {
    const told: string[] = [];
    const { tell } = liveText((text) => void told.push(text), { paint, terminal: false });
    tell({
      type: 'start',
      endpoint: words,
      suite: words,
      models: [words],
      contract: { profile: words, version: words },
      startedAt: '',
      nonce: words,
    });
    tell({ type: 'probe-skip', skipped: { probe: words, model: words, reason: 'budget' } });
    tell({ type: 'capability', model: words, capability: 'tools', state: 'absent' });
    tell({ type: 'end', report: bad });
    return told.join('');
  };

  it.each<[string, () => string]>([
    ['text', () => textReport(bad, { paint })],
    ['text with bytes', () => textReport(bad, { paint, verbose: true })],
    ['progress', live],
    ['Markdown', () => toMarkdown(bad)],
    ['comparison', () => compareText(bad, { ...bad, results: [] }, paint)],
    ['JSON', () => toJson(bad)],
  ])('gives no command as %s', (_, make) => {
    const text = make();
    expect(text).toContain('pwn');
    expect(commandsIn(text)).toEqual([]);
    expect(text).not.toMatch(STEERS);
  });

  it('gives no commands as annotations but our own', () => {
    const lines = annotations(bad).trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) {
      expect(line).toMatch(/^::(?:error|warning|notice) title=/);
      expect(line).not.toMatch(/##\w*\[|%0A\s*::/);
      expect(line).not.toMatch(STEERS);
    }
  });
});
