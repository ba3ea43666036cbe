import { findSpelled } from './spelled-numbers.ts';

/** Signs for the words that stand between two numbers. */
const BETWEEN: ReadonlyArray<readonly [RegExp, string]> = [
  [/\s{0,64}(?:multiplied by|times|[×✕]|乘以?|(?<=\d) x (?=\d)|\bmal\b|\bfois\b|\bpor\b)\s*/gi, ' * '],
  [/\s{0,64}(?:divided by|\bover\b|÷|除以|geteilt durch|divisé par)\s*/gi, ' / '],
  [/\s{0,64}(?:\bplus\b|加上?|\bmás\b)\s*/gi, ' + '],
  [/\s{0,64}(?:\bminus\b|减去?|\bmoins\b|\bmenos\b)\s*/gi, ' - '],
  [/\s{0,64}(?:to the power of|raised to)\s*/gi, ' ^ '],
  [/\s{1,64}modulo?\s+/gi, ' % '],
  [/\s{1,64}squared\b/gi, ' ^ 2'],
  [/\s{1,64}cubed\b/gi, ' ^ 3'],
  [/(\d(?:\.\d+)?)\s?(?:%|percent|per cent)\s+of\s+(?=\d)/gi, '$1 / 100 * '],
];
const N = '(-?\\d[\\d.]*)';
/** Orders that name their numbers behind the verb; the last two have them the other way round. */
const VERBS: ReadonlyArray<readonly [RegExp, string]> = [
  [new RegExp(`\\b(?:add(?:ing)?|sum of|total of)\\s+${N}\\s+(?:and|to|with)\\s+${N}`, 'i'), '$1 + $2'],
  [new RegExp(`\\b(?:multiply(?:ing)?|product of)\\s+${N}\\s+(?:by|and|with)\\s+${N}`, 'i'), '$1 * $2'],
  [new RegExp(`\\b(?:divide|quotient of)\\s+${N}\\s+(?:by|and)\\s+${N}`, 'i'), '$1 / $2'],
  [new RegExp(`\\bdifference (?:of|between)\\s+${N}\\s+and\\s+${N}`, 'i'), '$1 - $2'],
  [new RegExp(`\\bsubtract\\s+${N}\\s+from\\s+${N}`, 'i'), '$2 - $1'],
  [new RegExp(`\\bsquare root of\\s+${N}`, 'i'), 'sqrt($1)'],
];
const EXPRESSION =
  /[-(]{0,3}(?:sqrt\()?(?<![\d.])\d{1,20}(?:\.\d{1,20})?\){0,3}(?:\s{0,4}(?:\*\*|[-+*/^%x])\s{0,4}[-(]{0,3}\d{1,20}(?:\.\d{1,20})?\){0,3})+/;
const EQUATION =
  /(?<![\d.])[-+]?\d{0,12}\s?\b[a-z]\b(?:\s{0,4}[-+*/^]\s{0,4}[\da-z.]+){0,6}\s{0,4}=\s{0,4}[-+]?[\da-z.]+(?:\s{0,4}[-+*/^]\s{0,4}[\da-z.]+){0,6}/i;
const NO_SUM = /^\d{3}-\d{3,4}(?:-\d{1,4})?$|^\d{4}-\d{1,2}(?:-\d{1,2})?$|^\d+\/\d+\/\d+$|^\d{1,2}\s*-\s*\d{1,3}$/;
/** Longest text that is read. */
const TEXT_LIMIT = 4000;

const OPERATES =
  /\b(?:plus|minus|times|divided|multiplied|add|subtract|multiply|divide|sum|product|difference|half|percent|squared|power)\b|[加减乘除]/i;
const HAN_DIGITS = '零一二三四五六七八九十';

/** Numbers in words as digits, where a sum is spoken of: "twelve plus thirty", "三加五", "half of 90". */
function inDigits(text: string): string {
  if (!OPERATES.test(text)) return text;
  let digits = text
    .slice(0, 400)
    .replaceAll(/\bhalf of\s+(?=\d)/gi, '0.5 * ')
    .replaceAll(/[一二三四五六七八九十](?=[加减乘除等的]|$)|(?<=[加减乘除上去以])[一二三四五六七八九十]/g, (one) =>
      String(HAN_DIGITS.indexOf(one)),
    );
  for (const { value, at, end } of findSpelled(digits).toReversed())
    digits = `${digits.slice(0, at)}${value}${digits.slice(end)}`;
  return digits;
}

/** The arithmetic expression (or equation) that the text asks about, with usual signs and without commas in numbers. */
export function findExpression(given: string): string | undefined {
  const words = inDigits(given);
  // Without a second number, a root or a letter to solve for, there is nothing to work out.
  if (!/\d[^\d]+\d|square root|\d\s?(?:squared|cubed)|[a-z]\s?=\s?\d/i.test(words)) return undefined;
  const plain = words.slice(0, TEXT_LIMIT).replaceAll(/(?<=\d),(?=\d{3}(?!\d))/g, '');
  for (const [pattern, form] of VERBS) {
    const match = pattern.exec(plain);
    if (match !== null) return match[0].replace(pattern, form).replaceAll(/\.(?=\s|$|\))/g, '');
  }
  let text = plain;
  for (const [pattern, sign] of BETWEEN) text = text.replaceAll(pattern, sign);
  const equation = EQUATION.exec(text)?.[0].trim();
  if (equation !== undefined && /\d/.test(equation)) return equation;
  const found = EXPRESSION.exec(text)?.[0].trim();
  return found === undefined || (text === plain && NO_SUM.test(found))
    ? undefined
    : balance(found.replaceAll(/(\d\s?)x(\s?\d)/g, '$1*$2'));
}

/** A number as people write it: no exponent for ordinary sizes, at most six decimals. */
export function showNumber(value: number): string {
  if (Number.isInteger(value)) return Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);
  return String(Number(Math.abs(value) < 1e-4 ? value.toPrecision(4) : value.toFixed(6)));
}

function balance(text: string): string {
  let open = 0;
  let out = '';
  for (const c of text) {
    if (c === ')' && open === 0) continue;
    open += c === '(' ? 1 : c === ')' ? -1 : 0;
    out += c;
  }
  return out + ')'.repeat(open);
}

interface Tape {
  readonly tokens: readonly string[];
  at: number;
}

const RANK: Readonly<Record<string, number>> = { '+': 1, '-': 1, '*': 2, '/': 2, '%': 2, '^': 3 };

/** An arithmetic expression as a tree. */
export type Sum = number | { readonly sign: string; readonly left: Sum; readonly right: Sum };

/** The result of one operation. */
export function applySign(sign: string, a: number, b: number): number {
  switch (sign) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    case 'sqrt':
      return Math.sqrt(b);
    default:
      return a ** b;
  }
}

function operand(tape: Tape, depth: number): Sum {
  const token = tape.tokens[tape.at++];
  if (token === '-') {
    const inner = operand(tape, depth + 1);
    return typeof inner === 'number' ? -inner : { sign: '-', left: 0, right: inner };
  }
  if (token === 'sqrt') return { sign: 'sqrt', left: 0, right: operand(tape, depth + 1) };
  if (token !== '(' || depth > 50) return Number(token);
  const value = climb(tape, 1, depth + 1);
  tape.at++;
  return value;
}

function climb(tape: Tape, least: number, depth: number): Sum {
  let left = operand(tape, depth);
  for (;;) {
    const sign = tape.tokens[tape.at] ?? '';
    const rank = RANK[sign] ?? 0;
    if (rank < least || rank === 0) return left;
    tape.at++;
    left = { sign, left, right: climb(tape, sign === '^' ? rank : rank + 1, depth + 1) };
  }
}

/** The tree of an arithmetic expression; `undefined` where it is none. */
export function parseExpression(expression: string): Sum | undefined {
  if (expression.length > 200 || expression.includes('=')) return undefined;
  const tokens = expression.replaceAll('**', '^').match(/\d+(?:\.\d+)?|sqrt|[-+*/^%()]/g) ?? [];
  return tokens.length === 0 || tokens.length > 100 ? undefined : climb({ tokens, at: 0 }, 1, 0);
}

const valueOf = (sum: Sum): number =>
  typeof sum === 'number' ? sum : applySign(sum.sign, valueOf(sum.left), valueOf(sum.right));

/**
 * The value of an arithmetic expression, rounded as a person would write it; `undefined` where it is none.
 *
 * @example
 * evaluate('17*23'); // 391
 */
export function evaluate(expression: string): number | undefined {
  const sum = parseExpression(expression);
  const value = sum === undefined ? Number.NaN : valueOf(sum);
  return Number.isFinite(value) ? Number(value.toPrecision(12)) : undefined;
}
