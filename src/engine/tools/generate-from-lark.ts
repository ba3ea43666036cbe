import type { Random } from '../random.ts';
import { generateFromRegex } from '../values/generate-from-regex.ts';

const MAX_DEPTH = 40;
const PIECE_LIMIT = 2000;
const TOKEN =
  /\s*(?:("(?:[^"\\\n]|\\.)*")i?|(\/(?:[^/\\\n]|\\.)+\/)[imslux]*|([A-Za-z_][\w.]*)|([()[\]|?*+~]|->|\.\.)|(\d+))/y;

/** Terminals of Lark's own library that grammars import. */
const COMMON: Readonly<Record<string, string>> = {
  INT: '[1-9]\\d{0,2}',
  SIGNED_INT: '-?[1-9]\\d{0,2}',
  NUMBER: '[1-9]\\d{0,2}',
  SIGNED_NUMBER: '[1-9]\\d{0,2}',
  FLOAT: '\\d{1,2}\\.\\d{1,2}',
  DECIMAL: '\\d{1,2}\\.\\d{1,2}',
  DIGIT: '\\d',
  LETTER: '[a-z]',
  WORD: '[a-z]{3,8}',
  CNAME: '[a-z]{3,8}',
  ESCAPED_STRING: '"[a-z]{3,8}"',
  WS: ' ',
  WS_INLINE: ' ',
  NEWLINE: '\\n',
  LF: '\\n',
};

interface Grammar {
  readonly rules: ReadonlyMap<string, readonly string[]>;
  readonly random: Random;
  pieces: number;
}

/** Tokens of a rule's body; `undefined` where the syntax is not understood. */
function tokenize(body: string): string[] | undefined {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const { length } = body.trimEnd();
  while (TOKEN.lastIndex < length) {
    const match = TOKEN.exec(body);
    if (match === null) return undefined;
    tokens.push(match[0].trim());
  }
  return tokens;
}

/** Lines that say something; one that begins with an alternative goes on with the one before. */
function logicalLines(definition: string): string[] {
  const lines: string[] = [];
  for (const line of definition.split('\n').map((one) => one.trim())) {
    if (line === '' || line.startsWith('//') || line.startsWith('%')) continue;
    if (line.startsWith('|')) lines.push(`${lines.pop() ?? ''} ${line}`);
    else lines.push(line);
  }
  return lines;
}

function readRules(definition: string): Map<string, readonly string[]> | undefined {
  const rules = new Map<string, readonly string[]>();
  for (const line of logicalLines(definition)) {
    const match = /^[?!]?([A-Za-z_]\w*)(?:\.-?\d+)?\s*:\s*(.*)$/.exec(line);
    const tokens = match === null ? undefined : tokenize(match[2] ?? '');
    if (match === null || tokens === undefined) return undefined;
    rules.set(match[1] ?? '', tokens);
  }
  return rules;
}

/** Splits at a token on the outermost level. */
function splitAt(tokens: readonly string[], separator: string): string[][] {
  const parts: string[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token === '(' || token === '[') depth++;
    else if (token === ')' || token === ']') depth--;
    if (token === separator && depth === 0) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

function closing(tokens: readonly string[], open: number): number {
  let depth = 0;
  for (let i = open; i < tokens.length; i++) {
    if (tokens[i] === '(' || tokens[i] === '[') depth++;
    else if ((tokens[i] === ')' || tokens[i] === ']') && --depth === 0) return i;
  }
  return tokens.length;
}

function writeToken(token: string, grammar: Grammar, depth: number): string {
  if (token.startsWith('"')) return unquote(token);
  if (token.startsWith('/')) return writePattern(token.slice(1, token.lastIndexOf('/')), grammar);
  const rule = grammar.rules.get(token);
  if (rule !== undefined) return writeBody(rule, grammar, depth + 1);
  const common = COMMON[token.split('.').at(-1) ?? ''];
  return common === undefined ? '' : writePattern(common, grammar);
}

/** A long text, or one that is looked for in vain, costs as much as many pieces. */
function writePattern(pattern: string, grammar: Grammar): string {
  const text = generateFromRegex(pattern, grammar.random);
  grammar.pieces += text === undefined ? 200 : text.length / 100;
  return text ?? '';
}

function unquote(token: string): string {
  const body = token.replace(/i$/, '');
  try {
    return String(JSON.parse(body));
  } catch {
    return body.slice(1, -1);
  }
}

function timesOf(sign: string | undefined, grammar: Grammar, depth: number): number {
  const deep = depth > 6;
  if (sign === '*') return deep ? 0 : grammar.random.int(0, 2);
  if (sign === '+') return deep ? 1 : grammar.random.int(1, 3);
  return sign === '?' && (deep || grammar.random.chance(0.5)) ? 0 : 1;
}

function writeSequence(tokens: readonly string[], grammar: Grammar, depth: number): string {
  let text = '';
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] ?? '';
    if (token === '->') break;
    const grouped = token === '(' || token === '[';
    const end = grouped ? closing(tokens, i) : i;
    const inner = tokens.slice(i + 1, end);
    const sign = tokens[end + 1];
    const quantified = sign === '*' || sign === '+' || sign === '?';
    const counted = sign === '~' ? Number(tokens[end + 2]) || 1 : undefined;
    const times = Math.min(counted ?? timesOf(token === '[' ? '?' : sign, grammar, depth), 50);
    for (let n = 0; n < times; n++)
      text += grouped ? writeBody(inner, grammar, depth + 1) : writeToken(token, grammar, depth);
    i = end + (quantified ? 1 : sign === '~' ? (tokens[end + 3] === '..' ? 4 : 2) : 0);
  }
  return text;
}

const countRules = (branch: readonly string[]): number => branch.filter((token) => /^[a-z_]/.test(token)).length;

/** Near the depth limit the alternative with the fewest rules is taken, so that recursion ends. */
function writeBody(tokens: readonly string[], grammar: Grammar, depth: number): string {
  if (depth > MAX_DEPTH || grammar.pieces > PIECE_LIMIT) return '';
  grammar.pieces += 1 + tokens.length / 50;
  const branches = splitAt(tokens, '|');
  const simplest = branches.reduce((best, branch) => (countRules(branch) < countRules(best) ? branch : best));
  return writeSequence(depth > 6 ? simplest : grammar.random.pick(branches), grammar, depth);
}

/** A text that a Lark grammar (from its `start` rule) accepts, for the common part of the syntax; else `undefined`. */
export function generateFromLark(definition: string, random: Random): string | undefined {
  if (definition.length > 50_000) return undefined;
  const rules = readRules(definition);
  const start = rules?.get('start');
  if (rules === undefined || start === undefined) return undefined;
  const text = writeBody(start, { rules, random, pieces: 0 }, 0);
  return text === '' ? undefined : text;
}
