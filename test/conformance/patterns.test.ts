// Strangers choose the texts that are read here, so every regular expression takes them in linear time, whatever they are: the literals
// of src, those that are put together while requests are answered, and the patterns of the specification. Static analysis tells which
// ones could be slow, and with which characters; texts of growing length tell whether they are.
import { globSync, readFileSync } from 'node:fs';
import { parseAst } from 'rolldown/parseAst';
import { analyse } from 'scslre';
import { describe, expect, it } from 'vitest';
import { sourceFiles } from '../support/imports.ts';

interface Found {
  readonly place: string;
  readonly pattern: RegExp;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function walk(node: unknown, visit: (node: Record<string, unknown>) => void): void {
  if (!isObject(node)) return;
  visit(node);
  for (const child of Object.values(node)) walk(child, visit);
}

function literalsOf(file: string): Found[] {
  const found: Found[] = [];
  walk(parseAst(readFileSync(file, 'utf8'), { lang: file.endsWith('.tsx') ? 'tsx' : 'ts' }), ({ regex }) => {
    if (!isObject(regex) || typeof regex['pattern'] !== 'string') return;
    const pattern = new RegExp(regex['pattern'], String(regex['flags']).replace('g', ''));
    found.push({ place: `${file} ${String(pattern)}`, pattern });
  });
  return found;
}

function specified(file: string): Found[] {
  const found: Found[] = [];
  walk(JSON.parse(readFileSync(file, 'utf8')), ({ pattern }) => {
    if (typeof pattern === 'string') found.push({ place: `${file} ${pattern}`, pattern: new RegExp(pattern, 'u') });
  });
  return found;
}

type Prompts = readonly { readonly request: object }[];

/** What is made of parts: by the modules as they load, and from the words of the requests as they are answered. */
async function constructed(): Promise<Found[]> {
  const found = new Map<string, RegExp>();
  const Native = globalThis.RegExp;
  globalThis.RegExp = new Proxy(Native, {
    construct: (target, [source, flags]: [string | RegExp, string?]) => {
      const made = new target(source, flags);
      found.set(String(made), new target(made.source, made.flags.replace('g', '')));
      return made;
    },
  });
  try {
    const { createMock } = await import('../../src/index.ts');
    await using mock = createMock({ journalLimit: 0 });
    const own = JSON.parse(readFileSync('test/conformance/forms/own.json', 'utf8')) as Prompts;
    const bodies = [
      ...own.map(({ request }) => JSON.stringify({ model: 'gpt-5.1', ...request })),
      ...globSync('fixtures/requests/*.json').map((file) => readFileSync(file, 'utf8')),
    ];
    for (const body of bodies) {
      const headers = { authorization: 'Bearer any', 'content-type': 'application/json' };
      await (await mock.fetch('http://mock/v1/chat/completions', { method: 'POST', headers, body })).text();
    }
  } finally {
    globalThis.RegExp = Native;
  }
  return [...found].map(([source, pattern]) => ({ place: `constructed ${source}`, pattern }));
}

const distinct = (found: readonly Found[]): Found[] => [
  ...new Map(found.map((one) => [String(one.pattern), one])).values(),
];

const LITERALS = distinct(sourceFiles('src').flatMap(literalsOf));
const SPECIFIED = distinct(
  ['src/contract/generated/*.json', 'spec/schemas/*.json'].flatMap((glob) => globSync(glob)).flatMap(specified),
);
const CONSTRUCTED = distinct(await constructed());
const ALL = distinct([...LITERALS, ...SPECIFIED, ...CONSTRUCTED]);

/** Characters that two parts of a pattern compete for, by static analysis; none in a pattern that is linear beyond doubt. */
const disputed = (pattern: RegExp): string[] => [
  ...new Set(analyse(pattern).reports.map(({ character }) => character.pick)),
];

/** What many patterns repeat. */
const COMMON = [
  ' ',
  '\n',
  '\r\n',
  '\t',
  'a',
  '0',
  '.',
  '-',
  '/',
  '"',
  ':',
  ',',
  '|',
  '的',
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
  return [...new Set([...words, ...words.map((word) => `${word} `), ...words.map((word) => `${word}a`)])].slice(0, 20);
}

/** Lengths of the texts that are tried, in fragments: a slow pattern is found with short ones, before it takes minutes or forever. */
const LENGTHS = [8, 12, 16, 24, 32, 48, 64, 100, 200, 1000, 4000, 16_000];
/** Processor time that says something. A quadratic pattern needs much more for the longest text, a linear one much less. */
const LEAST_US = 25_000;

function microseconds(pattern: RegExp, text: string): number {
  // A text that nobody has read before is put together first.
  void text.charCodeAt(text.length - 1);
  const before = process.threadCpuUsage();
  pattern.test(text);
  const { user, system } = process.threadCpuUsage(before);
  return user + system;
}

const bestOf = (count: number, pattern: RegExp, text: string): number =>
  Math.min(...Array.from({ length: count }, () => microseconds(pattern, text)));

/** More than three times as much for each doubling of the text. */
function isSuperlinear(pattern: RegExp, text: (times: number) => string): boolean {
  const isSlow = (times: number, tries: number): boolean => bestOf(tries, pattern, text(times)) >= LEAST_US;
  const length = LENGTHS.find((times) => isSlow(times, 1) && isSlow(times, 2));
  if (length === undefined) return false;
  const times = [length / 4, length / 2, length].map((count) => bestOf(5, pattern, text(count)));
  const [first = 0, second = 0, third = 0] = times;
  return third > 9 * first && third > 2 * second;
}

/** Texts that the fragments of a pattern make, of any length: the same again and again, after a beginning, with an end that fits nothing. */
function textsFor(pattern: RegExp): (readonly [name: string, text: (times: number) => string])[] {
  const own = fragmentsOf(pattern);
  const wanted = disputed(pattern);
  return [...new Set([...wanted, ...COMMON, ...own])].flatMap((pump) =>
    ['', ...own.slice(0, 2)].flatMap((start) =>
      ['', '\u0001'].map(
        (end) => [JSON.stringify([start, pump, end]), (times: number) => start + pump.repeat(times) + end] as const,
      ),
    ),
  );
}

/**
 * Static analysis takes the places for granted where a search begins, so that it is not the last word: what endpoints send meets every
 * pattern with every text, and the engine's patterns, of which there are many, those of a sample. `STARMOCK_PATTERNS=all` tries all.
 */
const EVERY = process.env['STARMOCK_PATTERNS'] === 'all' ? 1 : 16;
const tried = ALL.filter(
  ({ place, pattern }, index) =>
    index % EVERY === 0 || !/^(?:src\/engine|constructed)/.test(place) || disputed(pattern).length > 0,
);

describe('the regular expressions', () => {
  it('are found: literals, those made of parts, those of the specification', () => {
    expect(LITERALS.length).toBeGreaterThan(400);
    expect(CONSTRUCTED.length).toBeGreaterThan(20);
    expect(SPECIFIED.length).toBeGreaterThan(5);
  });

  it.each([
    [/\n\s+at \S+ \(/, '\n'],
    [/\/usr\/\S+\.\w{1,4}\b/, '/usr/'],
    [/\s*,\s*/, ' '],
  ])('are told to be superlinear where they are, so that this test can fail: %s', (pattern, pump) => {
    expect(isSuperlinear(pattern, (times) => pump.repeat(times))).toBe(true);
  });

  it('are told to be exponential where they are', () => {
    expect(isSuperlinear(/(?:a|a)*b/, (times) => 'a'.repeat(times / 40))).toBe(true);
    expect(analyse(/(?:a+)+b/).reports.some(({ exponential }) => exponential)).toBe(true);
  });

  it.each(tried.map(({ place, pattern }) => [place, pattern] as const))(
    'takes time in proportion to the text: %s',
    (_, pattern) => {
      // Such a text would not end.
      expect(analyse(pattern).reports.filter(({ exponential }) => exponential)).toEqual([]);
      const slow = textsFor(pattern).find(([, text]) => isSuperlinear(pattern, text));
      expect(slow?.[0]).toBeUndefined();
    },
  );
});
