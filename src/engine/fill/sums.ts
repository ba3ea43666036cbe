import { numberOf, sentencesOf, wordsOf } from '../read/text.ts';
import { WORDS, wordSet } from '../words.ts';
import { evaluate, findExpression, showNumber } from '../values/find-math.ts';
import { anyOf, hasAny } from '../has-words.ts';

/** A sum that was worked out. */
export interface Sum {
  readonly steps: string;
  readonly result: number;
}

const MORE = wordSet(WORDS.units.more);
const LESS = wordSet(WORDS.units.less);
const EACH = wordSet(WORDS.units.each);
const SHARE = wordSet(WORDS.units.share);
const UNITS = WORDS.units.units.map((row) => row.split('|'));
const ALIASES: ReadonlyMap<string, string> = new Map(
  WORDS.units.aliases.split(' ').map((row): [string, string] => [row.split('|')[0] ?? '', row.split('|')[1] ?? '']),
);
/** The usual name of a unit, in the singular: kg and kilos are kilogram. */
export const singular = (word: string): string =>
  ALIASES.get(word) ?? ALIASES.get(plainSingular(word)) ?? plainSingular(word);
const plainSingular = (word: string): string =>
  (word === 'feet'
    ? 'foot'
    : word.length > 2 && word.endsWith('es') && !word.endsWith('tes') && !word.endsWith('les')
      ? word.slice(0, -2)
      : word.length > 2 && word.endsWith('s')
        ? word.slice(0, -1)
        : word
  )
    .replace('metre', 'meter')
    .replace('litre', 'liter');

/** A number as digits or as a word, where a word of a problem stands for one. */
function amountOf(word: string): number | undefined {
  if (/^\d[\d,]*(?:\.\d+)?$/.test(word)) return Number(word.replaceAll(',', ''));
  return word.length > 2 ? numberOf(word) : undefined;
}

interface Amount {
  readonly value: number;
  /** Words of the same sentence around the number. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

function amountsOf(text: string): readonly Amount[] {
  const found: Amount[] = [];
  for (const sentence of sentencesOf(text)) {
    const words = (sentence.toLowerCase().match(/\d[\d,]*(?:\.\d+)?|[\p{L}']+/gu) ?? []) as readonly string[];
    for (const [at, word] of words.entries()) {
      const value = amountOf(word);
      if (value !== undefined && !(word === 'one' && words[at + 1] === 'of'))
        found.push({ value, before: words.slice(0, at).toReversed(), after: words.slice(at + 1) });
    }
  }
  return found;
}

const EQUATION = /(?<![\w.])(-?\d*)\s?\*?\s?([a-z])\s?(?:([+-])\s?(\d+)\s?)?=\s?(-?\d+)(?!\w|\.\d)/;

/** An equation with one unknown: "4x = 36", "2y + 3 = 11". */
function solve(text: string): Sum | undefined {
  const match = EQUATION.exec(text);
  if (match === null) return undefined;
  const [, factor = '', name = 'x', sign = '+', added = '0', right = '0'] = match;
  const by = factor === '' ? 1 : factor === '-' ? -1 : Number(factor);
  const result = (Number(right) - (sign === '-' ? -Number(added) : Number(added))) / by;
  return Number.isFinite(result)
    ? { steps: `${match[0].trim()}, so ${name} = ${showNumber(result)}`, result }
    : undefined;
}

const some = (words: readonly string[], set: ReadonlySet<string>): boolean => words.some((word) => set.has(word));

/** What a number of a problem does to what came before it. */
function operationOf(amount: Amount, at: number, left: boolean): '+' | '-' | '*' | '/' {
  if (left && amount.before.some((word) => /^(?:buys?|bought)$/.test(word))) return '-';
  const near = amount.before.slice(0, 4);
  const behind = amount.after.slice(0, 4);
  if (some(amount.before, SHARE) || some(behind, SHARE)) return '/';
  if (some(near, LESS) || (some(behind.slice(0, 3), LESS) && !some(near, MORE))) return '-';
  if (some(near, MORE) || behind[0] === 'more' || behind[1] === 'more') return '+';
  if (
    some(near, EACH) ||
    some(behind, EACH) ||
    near[0] === 'in' ||
    near[0] === 'of' ||
    near[0] === 'for' ||
    near[0] === 'after'
  )
    return '*';
  return at > 0 && some(amount.before, LESS) ? '-' : '+';
}

const ASKS_AMOUNT = anyOf('how_many how_much how_far how_long how_old what_is_the_total 多少');

const FRACTIONS: Readonly<Record<string, number>> = { half: 2, third: 3, quarter: 4, fifth: 5, tenth: 10 };

/** "A tank holds 90 litres. A third is drained.": a part of the one number, or what is left of it. */
function partOf(text: string, amounts: readonly Amount[]): Sum | undefined {
  const name = /\b(?:an?|one|by) (half|third|quarter|fifth|tenth)\b|\b(half)\b/i.exec(text);
  const whole = amounts.filter(({ value }) => value !== 0.5 && value !== 1)[0];
  const by = FRACTIONS[(name?.[1] ?? name?.[2] ?? '').toLowerCase()];
  if (by === undefined || whole === undefined || amounts.filter(({ value }) => value > 1).length > 1) return undefined;
  const taken = whole.value / by;
  const left = hasAny(text, 'left remain* still');
  const result = left ? whole.value - taken : taken;
  const first = `${showNumber(whole.value)} / ${by} = ${showNumber(taken)}`;
  return {
    steps: left ? `${first}. ${showNumber(whole.value)} - ${showNumber(taken)} = ${showNumber(result)}` : first,
    result,
  };
}

/** A problem in words: numbers that are added, taken away, multiplied or shared one after the other. */
export function solveProblem(text: string): Sum | undefined {
  if (!ASKS_AMOUNT.test(text)) return undefined;
  const amounts = amountsOf(text).slice(0, 8);
  const part = partOf(text, amounts);
  if (part !== undefined) return part;
  const [first, ...rest] = amounts;
  if (first === undefined || rest.length === 0) return undefined;
  let result = first.value;
  const steps: string[] = [];
  for (const [at, amount] of rest.entries()) {
    const sign = operationOf(amount, at, hasAny(text, 'left remain*'));
    const next = evaluate(`${result} ${sign} ${amount.value}`);
    if (next === undefined) return undefined;
    steps.push(`${showNumber(result)} ${sign} ${showNumber(amount.value)} = ${showNumber(next)}`);
    result = next;
  }
  return { steps: steps.join('. '), result };
}

const STATED = /(\d{1,64}(?:\.\d+)?)\s*([a-z]+)\s*=\s*(\d+(?:\.\d+)?)\s*([a-z]+)/gi;

const UNIT_NAMES = new Set(UNITS.flatMap(([big = '', small = '']) => [singular(big), singular(small)]));

/** How many of one unit are one of another. */
export function rateOf(from: string, to: string, orders: string): number | undefined {
  for (const match of orders.matchAll(STATED)) {
    const [left, right] = [singular((match[2] ?? '').toLowerCase()), singular((match[4] ?? '').toLowerCase())];
    const rate = Number(match[3]) / Number(match[1]);
    if (left === from && right === to) return rate;
    if (left === to && right === from) return 1 / rate;
  }
  for (const [big = '', small = '', count = '1'] of UNITS) {
    if (from === singular(big) && to === singular(small)) return Number(count);
    if (from === singular(small) && to === singular(big)) return 1 / Number(count);
  }
  return undefined;
}

/** A conversion of units: "How many minutes are 3 hours?", "5 miles in km". */
export function convertUnits(text: string, orders: string): (Sum & { readonly unit: string }) | undefined {
  const words = wordsOf(text).map((word) => (/^\d/.test(word) ? word : singular(word)));
  const at = words.findIndex((word, place) => amountOf(word) !== undefined && words[place + 1] !== undefined);
  const value = amountOf(words[at] ?? '');
  const from = words[at + 1] ?? '';
  // Without a unit behind the number, or a rate in the orders, there is nothing to convert.
  if (value === undefined || !(UNIT_NAMES.has(from) || orders.includes('='))) return undefined;
  for (const to of words) {
    const rate = to === from ? undefined : rateOf(from, to, orders);
    if (rate === undefined) continue;
    const result = Number((value * rate).toPrecision(10));
    return {
      steps: `${value} ${counted(from, value)} = ${showNumber(result)} ${counted(to, result)}`,
      result,
      unit: to,
    };
  }
  return undefined;
}

const counted = (unit: string, value: number): string =>
  value === 1 || unit.length < 3 || /[^a-rt-z]$/.test(unit)
    ? unit
    : unit === 'foot'
      ? 'feet'
      : unit === 'inch'
        ? 'inches'
        : `${unit}s`;

/** The sum that a text asks for: an expression, a conversion or a small problem. */
function workOutWords(text: string, orders = ''): Sum | undefined {
  const expression = findExpression(text);
  const value = expression === undefined ? undefined : evaluate(expression);
  if (value !== undefined && !(hasAny(text, 'how_many') && sentencesOf(text).length > 1))
    return {
      steps: `${(expression ?? '')
        .replaceAll('*', '×')
        .replaceAll(/\s{0,64}([-+×/^])\s*/g, ' $1 ')
        .trim()} = ${showNumber(value)}`,
      result: value,
    };
  return convertUnits(text, `${orders}\n${text}`) ?? solveProblem(text);
}

/** Works out what a text asks for: an equation, a sum, a problem in words. */
export function workOut(text: string, orders = ''): Sum | undefined {
  return solve(text.slice(0, 400)) ?? workOutWords(text, orders);
}
