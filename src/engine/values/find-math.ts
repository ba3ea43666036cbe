/** Arithmetic in words, as the sign it means. */
const SPOKEN: readonly (readonly [RegExp, string])[] = [
  [/\s+(?:multiplied by|times)\s+/gi, ' * '],
  [/\s+(?:divided by|over)\s+/gi, ' / '],
  [/\s+plus\s+/gi, ' + '],
  [/\s+minus\s+/gi, ' - '],
  [/\s+(?:to the power of|raised to)\s+/gi, ' ^ '],
  [/\s*乘以?\s*/g, ' * '],
  [/\s*除以\s*/g, ' / '],
  [/\s*加上?\s*/g, ' + '],
  [/\s*减去?\s*/g, ' - '],
  [/[×✕]/g, '*'],
  [/÷/g, '/'],
];
const ROOT = /\b(?:the )?square root of (\d+(?:\.\d+)?)/i;
const EXPRESSION =
  /[-(]{0,3}(?:sqrt\()?(?<![\d.])\d{1,20}(?:\.\d{1,20})?\){0,3}(?:\s*(?:\*\*|[-+*/^%x])\s*[-(]{0,3}\d{1,20}(?:\.\d{1,20})?\){0,3})+/;
const EQUATION =
  /(?<![\d.])[-+]?\d{0,12}\s?[a-z](?:\s*[-+*/^]\s*[\da-z.]+){0,6}\s*=\s*[-+]?[\da-z.]+(?:\s*[-+*/^]\s*[\da-z.]+){0,6}/i;
const VERBS: readonly (readonly [RegExp, string])[] = [
  [/\badd(?:ing)?\s+(-?\d[\d.]*)\s+(?:and|to|with)\s+(-?\d[\d.]*)/i, '+'],
  [/\b(?:sum|total) of\s+(-?\d[\d.]*)\s+and\s+(-?\d[\d.]*)/i, '+'],
  [/\bmultiply(?:ing)?\s+(-?\d[\d.]*)\s+(?:by|and|with)\s+(-?\d[\d.]*)/i, '*'],
  [/\bproduct of\s+(-?\d[\d.]*)\s+and\s+(-?\d[\d.]*)/i, '*'],
  [/\bdivide\s+(-?\d[\d.]*)\s+by\s+(-?\d[\d.]*)/i, '/'],
  [/\bsubtract\s+(-?\d[\d.]*)\s+and\s+(-?\d[\d.]*)/i, '-'],
];

/** The arithmetic expression (or equation) that the text asks about, with usual signs. */
export function findExpression(words: string): string | undefined {
  if (!/\d/.test(words)) return undefined;
  const root = ROOT.exec(words);
  if (root !== null) return `sqrt(${root[1] ?? ''})`;
  let text = words;
  for (const [pattern, sign] of SPOKEN) text = text.replaceAll(pattern, sign);
  const equation = EQUATION.exec(text)?.[0].trim();
  if (equation !== undefined) return equation;
  const plain = EXPRESSION.exec(text)?.[0].trim();
  if (plain !== undefined && !/^\d{3}-\d{3,4}(?:-\d{1,4})?$|^\d{4}-\d{1,2}(?:-\d{1,2})?$|^\d+\/\d+\/\d+$/.test(plain))
    return balance(plain.replaceAll(/(\d\s*)x(\s*\d)/g, '$1*$2'));
  for (const [pattern, sign] of VERBS) {
    const match = pattern.exec(words);
    if (match !== null) return `${match[1] ?? ''} ${sign} ${match[2]?.replace(/\.$/, '') ?? ''}`;
  }
  return undefined;
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

function apply(sign: string, a: number, b: number): number {
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
    default:
      return a ** b;
  }
}

function operand(tape: Tape, depth: number): number {
  const token = tape.tokens[tape.at++];
  if (token === '-') return -operand(tape, depth + 1);
  if (token === 'sqrt') return Math.sqrt(operand(tape, depth + 1));
  if (token !== '(' || depth > 50) return Number(token);
  const value = climb(tape, 1, depth + 1);
  tape.at++;
  return value;
}

function climb(tape: Tape, least: number, depth: number): number {
  let left = operand(tape, depth);
  for (;;) {
    const sign = tape.tokens[tape.at] ?? '';
    const rank = RANK[sign] ?? 0;
    if (rank < least || rank === 0) return left;
    tape.at++;
    left = apply(sign, left, climb(tape, sign === '^' ? rank : rank + 1, depth + 1));
  }
}

/**
 * The value of an arithmetic expression, rounded as a person would write it; `undefined` where it is none.
 *
 * @example
 * evaluate('17*23'); // 391
 */
export function evaluate(expression: string): number | undefined {
  if (expression.length > 200 || expression.includes('=')) return undefined;
  const tokens = expression.replaceAll('**', '^').match(/\d+(?:\.\d+)?|sqrt|[-+*/^%()]/g) ?? [];
  if (tokens.length > 100) return undefined;
  const value = climb({ tokens, at: 0 }, 1, 0);
  return Number.isFinite(value) ? Number(value.toPrecision(12)) : undefined;
}
