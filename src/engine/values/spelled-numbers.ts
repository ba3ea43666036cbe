/** Number words of one language row: units and tens by value. */
const SMALL: ReadonlyMap<string, number> = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, value): [string, number] => [word, value]),
);
const TENS: ReadonlyMap<string, number> = new Map(
  'twenty thirty forty fifty sixty seventy eighty ninety'
    .split(' ')
    .map((word, at): [string, number] => [word, (at + 2) * 10]),
);
const SCALES: ReadonlyMap<string, number> = new Map([
  ['hundred', 100],
  ['dozen', 12],
  ['thousand', 1000],
  ['million', 1_000_000],
  ['billion', 1_000_000_000],
]);
const WORD = /[a-z]+/gi;
/** Words that each count as a number on their own. */
const ALONE: ReadonlyMap<string, number> = new Map([...SMALL, ...TENS, ['half', 0.5], ['dozen', 12]]);

/** A number that words spell, with where it stands. */
export interface SpelledNumber {
  readonly value: number;
  readonly at: number;
  readonly end: number;
}

interface Token {
  readonly word: string;
  readonly at: number;
  readonly end: number;
}

const isNumber = (word: string): boolean => SMALL.has(word) || TENS.has(word) || SCALES.has(word);

/** Adds up a run: "three hundred and twelve". */
function valueOf(run: readonly Token[]): number {
  let total = 0;
  let current = 0;
  for (const { word } of run) {
    const scale = SCALES.get(word);
    if (scale === undefined) current += SMALL.get(word) ?? TENS.get(word) ?? 0;
    else if (scale > 999) [total, current] = [total + Math.max(1, current) * scale, 0];
    else current = Math.max(1, current) * scale;
  }
  return total + current;
}

const JOINED = /^(?:[\s-]{1,3}|\s{1,3}and\s{1,3})$/i;
const HALF_BEHIND = /^\s{1,3}([a-z]{2,12})\s{1,3}and\s{1,3}a\s{1,3}half\b/i;

/**
 * Numbers that a text spells in words: "three hundred and twelve", "twenty-five", "half an hour", "an hour and a half".
 *
 * @example findSpelled('for an hour and a half')[0]?.value // 1.5
 */
export function findSpelled(text: string): readonly SpelledNumber[] {
  const tokens = Array.from(text.matchAll(WORD), (match): Token => ({
    word: match[0].toLowerCase(),
    at: match.index,
    end: match.index + match[0].length,
  }));
  const found: SpelledNumber[] = [];
  for (let from = 0; from < tokens.length; from++) {
    const token = tokens[from];
    if (token === undefined) break;
    const whole =
      (token.word === 'a' || token.word === 'an' || ALONE.has(token.word)) &&
      HALF_BEHIND.exec(text.slice(token.end, token.end + 40)) !== null;
    if (whole) found.push({ value: (ALONE.get(token.word) ?? 1) + 0.5, at: token.at, end: token.end });
    else if (token.word === 'half' && /^\s{1,3}an?\s/i.test(text.slice(token.end, token.end + 6)))
      found.push({ value: 0.5, at: token.at, end: token.end + 3 });
    if (whole || !isNumber(token.word) || token.word === 'hundred' || token.word === 'thousand') continue;
    const run = [token];
    for (let next = from + 1; next < tokens.length; next++) {
      const [last, word] = [run.at(-1), tokens[next]];
      if (last === undefined || word === undefined) break;
      if (word.word === 'and') continue;
      if (
        !isNumber(word.word) ||
        !JOINED.test(text.slice(last.end, word.at)) ||
        (SMALL.has(last.word) && SMALL.has(word.word))
      )
        break;
      run.push(word);
    }
    from += tokens.slice(from + 1).findIndex(({ at }) => at > (run.at(-1)?.at ?? 0));
    found.push({ value: valueOf(run), at: token.at, end: run.at(-1)?.end ?? token.end });
    if (run.at(-1) === tokens.at(-1)) break;
  }
  return found;
}

/** The number that a whole text spells, if it spells one. */
export function spelledNumber(text: string): number | undefined {
  const plain = text.trim().replace(/[.!?]$/, '');
  const [only, another] = findSpelled(plain);
  return only !== undefined && another === undefined && only.at === 0 && only.end === plain.length
    ? only.value
    : undefined;
}
