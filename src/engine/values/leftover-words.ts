import type { Facts } from './facts.ts';
import { opensOrder } from './capitals.ts';
import { SILENT } from './silent-words.ts';
import { stem } from './tokens.ts';
import { WORDS, wordSet } from '../words.ts';

const WORD = /[\p{L}][\p{L}\d'’-]*/gu;
const TEXT_LIMIT = 1000;
const RUN_LIMIT = 5;
/** Words that open no thing. */
const LOOSE_WORDS = wordSet(WORDS.values.leftoverWordsLooseWords);

interface Run {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly score: number;
}

const isPlain = (word: string, covered: ReadonlySet<string>): boolean => {
  const lower = word.toLowerCase().replace(/['’]s$/, '');
  const root = stem(lower);
  if (lower.length < 3 || SILENT.has(root) || covered.has(root) || LOOSE_WORDS.has(lower)) return false;
  return !lower.endsWith('ly') && !/['’]/.test(lower);
};

/** A name is the better, the more it is marked as one: by a word before it, a capital, its length. */
const INSIDE = new Set('in of for on called named from about'.split(' '));
const ARTICLES = new Set('the a an my our'.split(' '));

function scoreRun(text: string, start: number, size: number, covered: ReadonlySet<string>): number {
  const before = /(\p{L}{1,64})\s{1,8}$/u.exec(text.slice(Math.max(0, start - 24), start))?.[1]?.toLowerCase() ?? '';
  // Of "the melting point of gallium" the thing is what stands behind the "of"; "the branch fix-login" names the branch.
  const named = before !== '' && !SILENT.has(stem(before)) && covered.has(stem(before)) ? 0.6 : 0;
  const marked = INSIDE.has(before) ? 1.4 : ARTICLES.has(before) ? 1 : named;
  const opens = start === 0 || /[.!?]\s+$/.test(text.slice(Math.max(0, start - 4), start));
  return marked + (opens ? -0.5 : /\p{Lu}/u.test(text.charAt(start)) ? 1 : 0) + Math.min(size, 3) / 10;
}

function runsOf(facts: Facts, covered: ReadonlySet<string>): readonly Run[] {
  const text = facts.text.slice(0, TEXT_LIMIT);
  const found = [...facts.dates(), ...facts.times(), ...facts.emails(), ...facts.paths(), ...facts.identifiers()];
  const named = new Set(found.flatMap((one) => one.toLowerCase().split(/[^\p{L}\d]+/u)));
  const runs: Run[] = [];
  let [start, end, size] = [-1, -1, 0];
  const close = (): void => {
    if (start >= 0) {
      const own = text.slice(start, end).replace(/['’]s$/, '');
      runs.push({ text: own, start, end, score: scoreRun(text, start, size, covered) });
    }
    [start, size] = [-1, 0];
  };
  for (const match of text.matchAll(WORD)) {
    const gap = start >= 0 && text.slice(end, match.index) !== ' ';
    const orders = opensOrder(text, match.index, match.index + match[0].length);
    const fits = isPlain(match[0], covered) && !named.has(match[0].toLowerCase()) && !orders;
    if (gap || !fits || size >= RUN_LIMIT) close();
    if (!fits) continue;
    if (start < 0) start = match.index;
    end = match.index + match[0].length;
    size++;
  }
  close();
  return runs;
}

const LEFT_LIMIT = 4;

/**
 * What is left of the words when those are taken away that the tool itself explains: of "set the greenhouse heating to 17 degrees"
 * for a tool that sets the heating, the greenhouse. What stands behind the noun itself goes first: "the service payments".
 */
export function leftoverWords(facts: Facts, covered: ReadonlySet<string>, noun: string = ''): readonly string[] {
  const beside = (run: Run): number => (noun !== '' && facts.lower.endsWith(`the ${noun} `, run.start) ? 3 : 0);
  return runsOf(facts, covered)
    .toSorted((a, b) => b.score + beside(b) - a.score - beside(a))
    .map((run) => run.text)
    .slice(0, LEFT_LIMIT);
}

const BETWEEN = new Set('and or vs versus than with the a an my our in of for also one to'.split(' '));

/** Between things that are named side by side stand only joints and words that the tool explains. */
function joins(gap: string, covered: ReadonlySet<string>): boolean {
  const words = gap.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
  const joint = /,|\b(?:and|or|vs|versus|than|with)\b|&/i.test(gap);
  return joint && words.length <= 4 && words.every((word) => BETWEEN.has(word) || covered.has(stem(word)));
}

/** Things of one kind that the words name side by side: "the Kestrel tower or the Magpie tower". */
export function coordinatedThings(facts: Facts, covered: ReadonlySet<string>): readonly string[] {
  const runs = runsOf(facts, covered);
  const list: string[] = [];
  for (const [at, run] of runs.entries()) {
    const next = runs[at + 1];
    const alike = (other: Run): boolean => /\p{Lu}/u.test(run.text.charAt(0)) === /\p{Lu}/u.test(other.text.charAt(0));
    if (next === undefined || !alike(next) || !joins(facts.text.slice(run.end, next.start), covered)) continue;
    if (list.at(-1) !== run.text) list.push(run.text);
    list.push(next.text);
  }
  return [...new Set(list)];
}
