// Proves src/verify, src/contract.
// Endpoints choose the texts that verify reads, so every regular expression has to take them in linear time, whatever they are.
import { readFileSync } from 'node:fs';
import { parseAst } from 'rolldown/parseAst';
import { describe, expect, it } from 'vitest';
import { sourceFiles } from '../../support/imports.ts';

interface Literal {
  readonly place: string;
  readonly pattern: RegExp;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function literalsOf(file: string): Literal[] {
  const found: Literal[] = [];
  const visit = (node: unknown): void => {
    if (!isObject(node)) return;
    const { regex } = node;
    if (isObject(regex) && typeof regex['pattern'] === 'string') {
      const pattern = new RegExp(regex['pattern'], String(regex['flags']).replace('g', ''));
      found.push({ place: `${file} ${String(pattern)}`, pattern });
    }
    for (const child of Object.values(node)) visit(child);
  };
  visit(parseAst(readFileSync(file, 'utf8'), { lang: 'ts' }));
  return found;
}

const LITERALS = ['src/verify', 'src/contract'].flatMap((folder) => sourceFiles(folder)).flatMap(literalsOf);

/** What many patterns repeat. */
const COMMON = [
  ' ',
  '\n',
  '\r',
  '\t',
  'a',
  '0',
  '.',
  '-',
  '_',
  '/',
  '\\',
  '"',
  ':',
  '=',
  ';',
  ',',
  '#',
  '$',
  '%',
  '{',
  '}',
  '[',
  '(',
  '`',
  '*',
  '~',
  '|',
  '\u00a0',
  '\u2028',
  '的',
  '::',
  ': ',
  '\n ',
  ' a',
  'a ',
  '1.',
  '##',
];

/** What is written in a pattern itself, so that its beginning matches again and again. */
function fragmentsOf({ source }: RegExp): string[] {
  const plain = source
    .replaceAll(/\\[nrt]/g, (escape) => ({ '\\n': '\n', '\\r': '\r' })[escape] ?? '\t')
    .replaceAll(/\\[sdwSDWbB]|\[(?:\\.|[^\]\\])*\]|\(\?(?:<?[=!]|:)|\{\d+,?\d*\}/g, '\u0000')
    .replaceAll(/[|()?*+^$]/g, '\u0000')
    .replaceAll(/\\(.)/g, '$1');
  const words = plain.split(/\u0000+/).filter((word) => word !== '' && word.length < 40); // oxlint-disable-line no-control-regex
  return [...new Set([...words, ...words.map((word) => `${word} `), ...words.map((word) => `${word}a`)])].slice(0, 40);
}

const TIMES = 4000;
/** Processor time that says something. A quadratic pattern needs much more for the longest text, a linear one much less. */
const LEAST_US = 25_000;

function microseconds(pattern: RegExp, text: string): number {
  const before = process.threadCpuUsage();
  pattern.test(text);
  const { user, system } = process.threadCpuUsage(before);
  return user + system;
}

const bestOf = (count: number, pattern: RegExp, text: string): number =>
  Math.min(...Array.from({ length: count }, () => microseconds(pattern, text)));

/** More than three times as much for each doubling of the text. */
function isSuperlinear(pattern: RegExp, text: (times: number) => string): boolean {
  // A text that nobody has read before is put together first.
  const long = text(4 * TIMES);
  void long.charCodeAt(long.length - 1);
  if (microseconds(pattern, long) < LEAST_US || bestOf(3, pattern, long) < LEAST_US) return false;
  const times = [1, 2, 4].map((factor) => bestOf(5, pattern, text(factor * TIMES)));
  const [first = 0, second = 0, third = 0] = times;
  return third > 9 * first && third > 2 * second;
}

/** Texts that the fragments of a pattern make, of any length: the same again and again, after a beginning, with an end that fits nothing. */
function textsFor(pattern: RegExp): (readonly [name: string, text: (times: number) => string])[] {
  const own = fragmentsOf(pattern);
  return [...COMMON, ...own].flatMap((pump) =>
    ['', ...own.slice(0, 4)].flatMap((start) =>
      ['', '\u0001'].map(
        (end) => [JSON.stringify([start, pump, end]), (times: number) => start + pump.repeat(times) + end] as const,
      ),
    ),
  );
}

describe('the regular expressions of verify and of the contract', () => {
  it('are found', () => {
    expect(LITERALS.length).toBeGreaterThan(80);
  });

  it.each([
    [/\n\s+at \S+ \(/, '\n'],
    [/\/usr\/\S+\.\w{1,4}\b/, '/usr/'],
    [/\s*,\s*/, ' '],
  ])('are told to be superlinear where they are, so that this test can fail: %s', (pattern, pump) => {
    expect(textsFor(pattern).map(([name]) => name)).toContain(JSON.stringify(['', pump, '']));
    expect(isSuperlinear(pattern, (times) => pump.repeat(times))).toBe(true);
  });

  it.each(LITERALS.map(({ place, pattern }) => [place, pattern] as const))(
    'takes time in proportion to the text: %s',
    (_, pattern) => {
      const slow = textsFor(pattern).find(([, text]) => isSuperlinear(pattern, text));
      expect(slow?.[0]).toBeUndefined();
    },
  );
});
