import { WORDS, wordSet } from '../words.ts';
import { anyOf, hasAny } from '../has-words.ts';

/** A change of a shown text: a piece of it, letter for letter, and what stands there afterwards. */
export interface Edit {
  readonly before: string;
  readonly after: string;
}

const NUMBERED = /^ *\d{1,6}(?: *[|:→\t]| {2,})\t? ?/;
const LINE_LIMIT = 2000;
const BLOCK_LIMIT = 60;
const FIND_LIMIT = 400;

/** The text as it stands in the file: readers often print line numbers in front. */
export function withoutLineNumbers(text: string): string {
  const lines = text.split('\n');
  const filled = lines.filter((line) => line.trim() !== '');
  if (filled.length === 0 || !filled.every((line) => NUMBERED.test(line))) return text;
  return lines.map((line) => line.replace(NUMBERED, '')).join('\n');
}

const isWordy = (c: string): boolean => /[\p{L}\d_$]/u.test(c);

/** Where a name stands in a text with nothing of a name around it. */
function placesOf(text: string, name: string): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf(name); at >= 0 && found.length < FIND_LIMIT; at = text.indexOf(name, at + 1)) {
    const left = isWordy(name.charAt(0)) && isWordy(text.charAt(at - 1));
    const right = isWordy(name.charAt(name.length - 1)) && isWordy(text.charAt(at + name.length));
    if (!left && !right) found.push(at);
  }
  return found;
}

function replaceName(text: string, name: string, by: string): string {
  let [out, last] = ['', 0];
  for (const at of placesOf(text, name)) {
    out += text.slice(last, at) + by;
    last = at + name.length;
  }
  return out + text.slice(last);
}

/** The lines from the first to the last that hold a name; only the first where they lie far apart. */
function blockWith(lines: readonly string[], name: string): string | undefined {
  const first = lines.findIndex((line) => placesOf(line, name).length > 0);
  if (first < 0) return undefined;
  const last = lines.findLastIndex((line) => placesOf(line, name).length > 0);
  return lines.slice(first, last - first < BLOCK_LIMIT ? last + 1 : first + 1).join('\n');
}

const TERM =
  /"([^"\n]{1,200})"|“([^”\n]{1,200})”|`([^`\n]{1,200})`|(?<![\p{L}\d])'([^'\n]{1,200})'(?![\p{L}\d])|([^\s"“`]{1,80})/gu;
interface Term {
  readonly text: string;
  readonly quoted: boolean;
}

function termsOf(request: string): readonly Term[] {
  return Array.from(request.slice(0, 4000).matchAll(TERM), (match) => {
    const quoted = match.slice(1, 5).find((group) => group !== undefined);
    return quoted === undefined
      ? { text: (match[5] ?? '').replace(/[.,;:!?]{1,64}$/, ''), quoted: false }
      : { text: quoted, quoted: true };
  });
}

const JOINTS = new Set(['to', 'with', 'by', 'into', 'as', '->', '→', '=>', '=']);
const FILLERS = wordSet(WORDS.tools.proposeEditFillers);

/** "rename nm to name", "replace 'a' with 'b'", "set the port to 8080": what stands before and after the joint. */
const TURNS = anyOf(WORDS.tools.proposeEditTurns);
const BY = anyOf('replace substitute swap');

function pairIn(request: string, lines: readonly string[]): { from: string; to: string } | undefined {
  if (!TURNS.test(request)) return undefined;
  const terms = termsOf(request);
  for (const [at, term] of terms.entries()) {
    const joint = term.text.toLowerCase();
    if (term.quoted || !JOINTS.has(joint) || (joint === 'by' && !BY.test(request))) continue;
    const behind = terms.slice(at + 1, at + 4);
    const to = behind.find(({ text, quoted }) => quoted || !FILLERS.has(text.toLowerCase())) ?? behind[0];
    const before = terms.slice(Math.max(0, at - 8), at).toReversed();
    const fits = ({ text, quoted }: Term): boolean =>
      text !== '' &&
      (quoted || !FILLERS.has(text.toLowerCase())) &&
      lines.some((line) => placesOf(line, text).length > 0);
    const from = before.find((one) => one.quoted && fits(one)) ?? before.find(fits);
    if (to !== undefined && from !== undefined && to.text !== from.text) return { from: from.text, to: to.text };
  }
  return undefined;
}

const SETTING = /^(["']?\s*[:=]\s*)("[^"]*"|'[^']*'|`[^`]*`|[^\s,;}\])#]+(?: [^\s,;}\])#]+)*)(.*)$/;

/** The same line with another value behind the name, in the quotes that stood there. */
function setValue(line: string, name: string, value: string): string | undefined {
  const at = placesOf(line, name)[0];
  if (at === undefined) return undefined;
  const match = SETTING.exec(line.slice(at + name.length, at + name.length + 500));
  if (match === null) return undefined;
  const quote = /^["'`]/.exec(match[2] ?? '')?.[0] ?? '';
  return `${line.slice(0, at + name.length)}${match[1] ?? ''}${quote}${value}${quote}${match[3] ?? ''}`;
}

function editOfPair(request: string, lines: readonly string[]): Edit | undefined {
  const pair = pairIn(request, lines);
  if (pair === undefined) return undefined;
  const renames = hasAny(request, 'rename replace substitute from');
  if (!renames) {
    const line = lines.find((one) => setValue(one, pair.from, pair.to) !== undefined);
    const after = line === undefined ? undefined : setValue(line, pair.from, pair.to);
    if (line !== undefined && after !== undefined && after !== line) return { before: line, after };
  }
  const block = blockWith(lines, pair.from);
  return block === undefined ? undefined : { before: block, after: replaceName(block, pair.from, pair.to) };
}

const VALUE = /(?<![\p{L}\d_.])-?\d+(?:\.\d+)?(?![\p{L}\d_])|\b(?:true|false|null|none)\b/giu;

/** "It divides by 3; make it divide by 2": a value that stands in the file, and behind it one that does not. */
function editOfValues(request: string, lines: readonly string[], path: string): Edit | undefined {
  const values = [...request.replace(path, ' ').slice(0, 4000).matchAll(VALUE)].map((match) => match[0]);
  for (const [at, value] of values.entries()) {
    const line = lines.find((one) => placesOf(one, value).length > 0);
    const next = values.slice(at + 1).find((other) => other.toLowerCase() !== value.toLowerCase());
    if (line !== undefined && next !== undefined) return { before: line, after: replaceName(line, value, next) };
  }
  return undefined;
}

const PIECE = /[\p{L}\d_$]+|[^\s\p{L}\d_$]+/gu;
const EXPRESSION = /[\w)\]."']{1,64}(?:\s?(?:[-+*/%<>=!&|]{1,3})\s?[\w([."']+)+/g;

/** A line that says nearly what the request wants it to say: `return a-b` where `a+b` is wanted. */
function editOfExpression(request: string, lines: readonly string[]): Edit | undefined {
  const wanted = [
    ...termsOf(request)
      .filter(({ quoted }) => quoted)
      .map(({ text }) => text),
    ...(request.slice(0, 4000).match(EXPRESSION) ?? []).map((one) => one.replace(/[.,;:!?]{1,64}$/, '')),
  ];
  for (const target of wanted) {
    const pieces = target.match(PIECE) ?? [];
    if (pieces.length < 3 || pieces.length > 40) continue;
    for (const line of lines) {
      const after = bendLine(line, pieces);
      if (after !== undefined) return { before: line, after };
    }
  }
  return undefined;
}

const OPERATOR = /^[-+*/%<>=!&|^]+$/;
/** Replaces the one piece in which a stretch of the line differs from the wanted one. */
function bendLine(line: string, pieces: readonly string[]): string | undefined {
  const own = [...line.matchAll(PIECE)];
  for (let start = 0; start + pieces.length <= own.length; start++) {
    const different = pieces.map((piece, i) => (own[start + i]?.[0] === piece ? -1 : i)).filter((i) => i >= 0);
    const at = different[0];
    const match = at === undefined ? undefined : own[start + at];
    if (different.length !== 1 || at === undefined || match === undefined) continue;
    if (
      OPERATOR.test(match[0]) !== OPERATOR.test(pieces[at] ?? '') ||
      (!OPERATOR.test(match[0]) && !isWordy(match[0].charAt(0)))
    )
      continue;
    return line.slice(0, match.index) + (pieces[at] ?? '') + line.slice(match.index + match[0].length);
  }
  return undefined;
}

function editOfRemoval(request: string, lines: readonly string[]): Edit | undefined {
  if (!hasAny(request, 'remove delete drop strip')) return undefined;
  const terms = termsOf(request)
    .filter(({ text, quoted }) => quoted || text.length > 3)
    .toSorted((a, b) => Number(b.quoted) - Number(a.quoted));
  const term = terms.find(({ text }) => lines.some((line) => placesOf(line, text).length > 0));
  const line = lines.find((one) => term !== undefined && placesOf(one, term.text).length > 0);
  return line === undefined ? undefined : { before: `${line}${lines.at(-1) === line ? '' : '\n'}`, after: '' };
}

function editOfAddition(request: string, lines: readonly string[]): Edit | undefined {
  if (!hasAny(request, 'add append insert include')) return undefined;
  const added =
    termsOf(request).find(({ quoted }) => quoted)?.text ??
    /\b(?:add|append|insert)\b[^:\n]{0,60}:\s*([^\n]{1,300})/i.exec(request)?.[1];
  const last = lines.findLast((line) => line.trim() !== '');
  return added === undefined || last === undefined ? undefined : { before: last, after: `${last}\n${added}` };
}

const COMMENT: Readonly<Record<string, string>> = WORDS.tools.proposeEditComment;

/** Where nothing tells the change, the line that bears most on the request gets a note. */
function editOfNote(request: string, lines: readonly string[], path: string): Edit | undefined {
  const words = new Set(request.toLowerCase().match(/[\p{L}\d_]{3,}/gu) ?? []);
  const scored = lines.map((line) => ({
    line,
    score: (line.toLowerCase().match(/[\p{L}\d_]{3,}/gu) ?? []).filter((word) => words.has(word)).length,
  }));
  const best = scored.filter(({ line }) => line.trim() !== '').toSorted((a, b) => b.score - a.score)[0];
  if (best === undefined) return undefined;
  const sign = COMMENT[path.slice(path.lastIndexOf('.') + 1)] ?? '//';
  return {
    before: best.line,
    after: `${best.line}  ${sign} TODO: ${request.replaceAll(/\s+/g, ' ').trim().slice(0, 120)}`,
  };
}

/** Lines around are taken along until the piece stands in the text once only. */
function makeUnique(text: string, edit: Edit): Edit {
  const at = text.indexOf(edit.before);
  if (at < 0 || text.indexOf(edit.before, at + 1) < 0) return edit;
  const start = text.lastIndexOf('\n', at - 2) + 1;
  const end = text.indexOf('\n', at + edit.before.length + 1);
  const [lead, trail] = [text.slice(start, at), text.slice(at + edit.before.length, end < 0 ? undefined : end)];
  return { before: lead + edit.before + trail, after: lead + edit.after + trail };
}

/**
 * The change of a file that a request asks for, as far as its words tell: a rename, a value, an expression, a line more or less.
 * The piece to replace is copied from the text as it stands.
 */
export function proposeEdit(text: string, request: string, path: string): Edit | undefined {
  const lines = text.split('\n').slice(0, LINE_LIMIT);
  const edit =
    editOfPair(request, lines) ??
    editOfRemoval(request, lines) ??
    editOfExpression(request, lines) ??
    editOfValues(request, lines, path) ??
    editOfAddition(request, lines) ??
    editOfNote(request, lines, path);
  return edit === undefined ? undefined : makeUnique(text, edit);
}
