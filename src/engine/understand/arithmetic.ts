/** Longest expression that is read. */
const LIMIT = 200;

type Token = number | '+' | '-' | '*' | '/' | '%' | '^' | '(' | ')';

const WORD_OPERATORS: ReadonlyArray<readonly [RegExp, string]> = [
  [/\bplus\b|加上?/g, '+'],
  [/\bminus\b|减去?/g, '-'],
  [/\b(?:times|multiplied by)\b|乘以?|×|·/g, '*'],
  [/\b(?:divided by|over)\b|除以|÷/g, '/'],
  [/\b(?:mod|modulo)\b/g, '%'],
  [/\bto the power of\b|\*\*/g, '^'],
  [/\bsquared\b/g, '^2'],
  [/\bcubed\b/g, '^3'],
];
const EXPRESSION = /[\d(][\d\s.,+\-*/%^()x]*[\d)]/;

function tokens(text: string): Token[] | undefined {
  const found: Token[] = [];
  const lexer = /\s*(?:(\d+(?:\.\d+)?)|([-+*/%^()]))/y;
  while (lexer.lastIndex < text.length) {
    const match = lexer.exec(text);
    if (match === null) return undefined;
    found.push(match[1] === undefined ? (match[2] as Exclude<Token, number>) : Number(match[1]));
  }
  return found;
}

/** Recursive descent over at most {@link LIMIT} characters; `undefined` where the tokens make no expression. */
function evaluate(list: readonly Token[]): number | undefined {
  let at = 0;
  const accept = (sign: Token): boolean => {
    if (list[at] !== sign) return false;
    at++;
    return true;
  };
  const primary = (): number => {
    const token = list[at++];
    if (typeof token === 'number') return token;
    if (token === '-') return -power();
    if (token !== '(') return Number.NaN;
    const inner = sum();
    return list[at++] === ')' ? inner : Number.NaN;
  };
  const power = (): number => {
    const base = primary();
    return accept('^') ? base ** power() : base;
  };
  const product = (): number => {
    let value = power();
    for (;;) {
      if (accept('*')) value *= power();
      else if (accept('/')) value /= power();
      else if (accept('%')) value %= power();
      else return value;
    }
  };
  const sum = (): number => {
    let value = product();
    for (;;) {
      if (accept('+')) value += product();
      else if (accept('-')) value -= product();
      else return value;
    }
  };
  const value = sum();
  return at === list.length && Number.isFinite(value) ? value : undefined;
}

/** A number as people write it: no exponent for ordinary sizes, at most six decimals. */
export function showNumber(value: number): string {
  if (Number.isInteger(value)) return Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);
  return String(Number(Math.abs(value) < 1e-4 ? value.toPrecision(4) : value.toFixed(6)));
}

export interface Sum {
  readonly expression: string;
  readonly result: string;
}

function spoken(lower: string): string {
  const total = /\b(?:add|sum of|total of) (\d+(?:\.\d+)?) (?:and|to|\+) (\d+(?:\.\d+)?)/.exec(lower);
  if (total !== null) return `${total[1]} + ${total[2]}`;
  const product = /\b(?:multiply|product of) (\d+(?:\.\d+)?) (?:by|and|with) (\d+(?:\.\d+)?)/.exec(lower);
  if (product !== null) return `${product[1]} * ${product[2]}`;
  const quotient = /\bdivide (\d+(?:\.\d+)?) by (\d+(?:\.\d+)?)/.exec(lower);
  if (quotient !== null) return `${quotient[1]} / ${quotient[2]}`;
  const difference = /\bsubtract (\d+(?:\.\d+)?) from (\d+(?:\.\d+)?)/.exec(lower);
  if (difference !== null) return `${difference[2]} - ${difference[1]}`;
  const root = /\bsquare root of (\d+(?:\.\d+)?)/.exec(lower);
  if (root !== null) return `${root[1]} ^ 0.5`;
  const share = /(\d+(?:\.\d+)?) ?(?:%|percent) of (\d+(?:\.\d+)?)/.exec(lower);
  return share === null ? '' : `${share[1]} / 100 * ${share[2]}`;
}

/** "Now divide that by 2": a step that goes on from the number in the last answer. */
function continued(lower: string, previous: string): string {
  const step =
    /^(?:now |then |and )?(add|subtract|multiply|divide) (?:that |it |this |the result )?(?:by |with |from it )?(\d+(?:\.\d+)?)(?: (?:to|from) (?:that|it))?[.!]?$/.exec(
      lower,
    );
  const last = previous.match(/-?\d+(?:\.\d+)?/g)?.at(-1);
  if (step === null || last === undefined) return '';
  const sign = { add: '+', subtract: '-', multiply: '*', divide: '/' }[step[1] as 'add'];
  return `${last} ${sign} ${step[2]}`;
}

function writtenOut(lower: string): string {
  let text = lower;
  for (const [word, sign] of WORD_OPERATORS) text = text.replace(word, sign);
  const match = EXPRESSION.exec(text.replace(/(\d),(?=\d{3}\b)/g, '$1'));
  return match === null
    ? ''
    : match[0]
        .replace(/x/g, '*')
        .replace(/\s+/g, ' ')
        .replace(/(\d+) (?=\d)/g, '$1');
}

/**
 * The sum that a text asks for, worked out. The expression is evaluated by a parser of its own, never as code.
 * @param previous the assistant's last answer, for "now divide that by 2".
 * @example readSum('What is 17*23?', '')?.result // '391'
 */
export function readSum(text: string, previous: string): Sum | undefined {
  if (text.length > LIMIT) return undefined;
  const lower = text.toLowerCase();
  const expression = continued(lower, previous) || spoken(lower) || writtenOut(lower);
  if (!/\d\s*[-+*/%^]/.test(expression) || /^\d{4}-\d{1,2}-\d{1,2}$|^\d{3}-\d{3,4}/.test(expression)) return undefined;
  const list = tokens(expression);
  const value = list === undefined ? undefined : evaluate(list);
  if (value === undefined) return undefined;
  const shown = expression
    .replace(/\s*([-+*/%^])\s*/g, ' $1 ')
    .replace(/\*/g, '×')
    .replace(/\( /g, '(')
    .trim();
  return { expression: shown, result: showNumber(value) };
}
