/** Letters that stand for something behind a backslash in Python's `re`; any other letter there is an error. */
const ESCAPES = /^\\(?:[abABdDfnrsStvwWZ]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]+\}|[^a-zA-Z])/u;
/** What may follow `(?`. Groups of other dialects are named without the P. */
const EXTENSION =
  /^\(\?(?:[:=!>]|<[=!]|#[^)]*|P<[A-Za-z_]\w*>|P=[A-Za-z_]\w*|\(\w+\)|[aiLmsux]+[):]|[aiLmsux]*-[imsx]+:)/;
const QUANTIFIER = /^(?:[*+?]|\{\d+(?:,\d*)?\}|\{,\d+\})[?+]?/;

/** The end of a class that begins at `at`; -1 where it has none. A bracket that comes first is one of its members. */
function classEnd(pattern: string, at: number): number {
  let end = at + 1;
  if (pattern[end] === '^') end++;
  for (let first = true; end < pattern.length; first = false) {
    if (pattern[end] === ']' && !first) return end + 1;
    const length = pattern[end] === '\\' ? escapeLength(pattern, end) : 1;
    if (length === 0) return -1;
    end += length;
  }
  return -1;
}

/** A few characters are looked at: what is matched is never longer, but for the name of a character. */
const escapeLength = (pattern: string, at: number): number =>
  ESCAPES.exec(pattern.slice(at, at + 100))?.[0].length ?? 0;

/** Characters of the piece of a pattern that begins at a place; 0 where nothing can begin so. */
function pieceLength(pattern: string, at: number): number {
  switch (pattern[at]) {
    case '\\':
      return escapeLength(pattern, at);
    case '[':
      return Math.max(0, classEnd(pattern, at) - at);
    case '(':
      if (pattern[at + 1] !== '?') return 1;
      return EXTENSION.exec(pattern.slice(at, at + 200))?.[0].length ?? 0;
    default:
      return 1;
  }
}

/** Whether something stands before that can be repeated. */
const isRepeatable = (before: string): boolean => before !== '' && !/^(?:\(.*|\||\*)$/s.test(before);

/**
 * Whether Python's `re` compiles a pattern, which is what the service has for one. Patterns are read once and never run; what
 * Python refuses beyond that, such as a look-behind of no fixed length, is let pass.
 *
 * @example isPythonPattern('^\\p{L}+$') // false: Python knows no properties of characters
 */
export function isPythonPattern(pattern: string): boolean {
  let depth = 0;
  // The piece before: a mark where it was a quantifier.
  let before = '';
  for (let at = 0; at < pattern.length;) {
    const quantifier = QUANTIFIER.exec(pattern.slice(at, at + 24))?.[0];
    if (quantifier !== undefined) {
      // A brace that repeats nothing is a brace.
      if (!isRepeatable(before) && (!quantifier.startsWith('{') || before === '*')) return false;
      at += quantifier.length;
      before = '*';
      continue;
    }
    const length = pieceLength(pattern, at);
    if (length === 0) return false;
    const piece = pattern.slice(at, at + length);
    // A comment and flags for all of the pattern end by themselves.
    if (piece.startsWith('(') && !piece.endsWith(')') && !piece.startsWith('(?#')) depth++;
    if (piece === ')' && --depth < 0) return false;
    if (piece.startsWith('(?#')) at++;
    before = piece;
    at += length;
  }
  return depth === 0;
}
