import { charSet, choice, repeat, sequence, type Pattern } from './regex-syntax.ts';

/** Groups nested deeper than this, or longer sources, are given up: no author writes them, only attackers. */
const MAX_NESTING = 200;
const MAX_SOURCE = 20_000;

interface Reader {
  readonly source: readonly string[];
  at: number;
  groups: number;
  depth: number;
}

const DIGIT = [48, 57];
const WORD = [48, 57, 65, 90, 95, 95, 97, 122];
const SPACE = [9, 13, 32, 32, 160, 160, 0x1680, 0x1680, 0x2000, 0x200a, 0x2028, 0x2029, 0x202f, 0x202f, 0x205f, 0x205f];
const SPACES = [...SPACE, 0x3000, 0x3000, 0xfeff, 0xfeff];
const LINE_ENDS = [10, 10, 13, 13, 0x2028, 0x2029];
const CONTROL: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, v: 11, f: 12, '0': 0 };

class RegexSyntaxError extends Error {}

const fail = (why: string): never => {
  throw new RegexSyntaxError(why);
};
const peek = (reader: Reader): string | undefined => reader.source[reader.at];
const take = (reader: Reader): string => reader.source[reader.at++] ?? fail('unexpected end');
const accept = (reader: Reader, text: string): boolean => {
  for (let i = 0; i < text.length; i++) if (reader.source[reader.at + i] !== text[i]) return false;
  reader.at += text.length;
  return true;
};
const codeOf = (character: string): number => character.codePointAt(0) ?? 0;

function takeUntil(reader: Reader, end: string): string {
  let text = '';
  for (let c = take(reader); c !== end; c = take(reader)) text += c;
  return text;
}

function takeHex(reader: Reader, digits: number): number {
  let text = '';
  for (let i = 0; i < digits; i++) text += take(reader);
  const value = Number.parseInt(text, 16);
  return Number.isNaN(value) ? fail('bad hex escape') : value;
}

function complement(ranges: readonly number[]): number[] {
  const out: number[] = [];
  let next = 0;
  for (let i = 0; i + 1 < ranges.length; i += 2) {
    const low = ranges[i] ?? 0;
    if (low > next) out.push(next, low - 1);
    next = (ranges[i + 1] ?? 0) + 1;
  }
  out.push(next, 0x10ffff);
  return out;
}

type Escape = { readonly ranges: readonly number[]; readonly properties: readonly RegExp[] };
const single = (point: number): Escape => ({ ranges: [point, point], properties: [] });
const ranges = (list: readonly number[]): Escape => ({ ranges: list, properties: [] });

const CLASSES: Readonly<Record<string, Escape>> = {
  d: ranges(DIGIT),
  D: ranges(complement(DIGIT)),
  w: ranges(WORD),
  W: ranges(complement(WORD)),
  s: ranges(SPACES),
  S: ranges(complement(SPACES)),
};

function takeUnicodeEscape(reader: Reader): number {
  if (accept(reader, '{')) return Number.parseInt(takeUntil(reader, '}'), 16) || 0;
  const high = takeHex(reader, 4);
  if (high < 0xd800 || high > 0xdbff || !accept(reader, '\\u')) return high;
  return ((high - 0xd800) << 10) + (takeHex(reader, 4) - 0xdc00) + 0x10000;
}

/** A class or a literal after a backslash; the backslash is read already. */
function takeEscape(reader: Reader): Escape {
  const c = take(reader);
  const known = CLASSES[c];
  if (known !== undefined) return known;
  const control = CONTROL[c];
  if (control !== undefined) return single(control);
  if (c === 'x') return single(takeHex(reader, 2));
  if (c === 'u') return single(takeUnicodeEscape(reader));
  if (c === 'c') return single(codeOf(take(reader)) % 32);
  if ((c === 'p' || c === 'P') && accept(reader, '{')) {
    const name = takeUntil(reader, '}');
    return { ranges: [], properties: [new RegExp(`\\${c}{${name}}`, 'u')] };
  }
  return single(codeOf(c));
}

function takeClassAtom(reader: Reader): Escape {
  if (!accept(reader, '\\')) return single(codeOf(take(reader)));
  return accept(reader, 'b') ? single(8) : takeEscape(reader);
}

function takeClass(reader: Reader): Pattern {
  const negated = accept(reader, '^');
  const list: number[] = [];
  const properties: RegExp[] = [];
  while (!accept(reader, ']')) {
    const from = takeClassAtom(reader);
    const low = from.ranges[0];
    const literal = from.ranges.length === 2 && low === from.ranges[1];
    if (literal && peek(reader) === '-' && reader.source[reader.at + 1] !== ']') {
      reader.at++;
      const to = takeClassAtom(reader);
      list.push(low ?? 0, to.ranges[1] ?? low ?? 0);
    } else {
      list.push(...from.ranges);
      properties.push(...from.properties);
    }
  }
  return charSet(list, properties, negated);
}

function takeGroup(reader: Reader): Pattern {
  if (++reader.depth > MAX_NESTING) fail('nested too deep');
  let kind: 'capture' | 'plain' | 'ahead' | 'behind' = 'capture';
  let negated = false;
  let name: string | undefined;
  if (accept(reader, '?:')) kind = 'plain';
  else if (accept(reader, '?=')) kind = 'ahead';
  else if (accept(reader, '?!')) [kind, negated] = ['ahead', true];
  else if (accept(reader, '?<=')) kind = 'behind';
  else if (accept(reader, '?<!')) [kind, negated] = ['behind', true];
  else if (accept(reader, '?P<') || accept(reader, '?<')) name = takeUntil(reader, '>');
  else if (peek(reader) === '?') fail('unknown group');
  const index = kind === 'capture' ? ++reader.groups : 0;
  const item = takeChoice(reader);
  if (!accept(reader, ')')) fail('group not closed');
  reader.depth--;
  if (kind === 'plain') return item;
  if (kind === 'capture') return { kind: 'group', item, index, name, min: item.min, max: item.max };
  return { kind: 'look', item, behind: kind === 'behind', negated, min: 0, max: 0 };
}

function takeAtom(reader: Reader): Pattern {
  const c = take(reader);
  if (c === '(') return takeGroup(reader);
  if (c === '[') return takeClass(reader);
  if (c === '.') return charSet(LINE_ENDS, [], true);
  if (c === '^' || c === '$') return { kind: 'edge', at: c, min: 0, max: 0 };
  if (c !== '\\') return charSet([codeOf(c), codeOf(c)]);
  const next = peek(reader) ?? '';
  if (next === 'b' || next === 'B') {
    reader.at++;
    return { kind: 'edge', at: next, min: 0, max: 0 };
  }
  if (next >= '1' && next <= '9') {
    reader.at++;
    return { kind: 'back', to: Number(next), min: 0, max: 0 };
  }
  if (accept(reader, 'k<')) return { kind: 'back', to: takeUntil(reader, '>'), min: 0, max: 0 };
  const escape = takeEscape(reader);
  return charSet(escape.ranges, escape.properties);
}

const COUNTS = /^\{(\d{1,15})(,(\d{1,15})?)?\}/;

function takeQuantified(reader: Reader): Pattern {
  const atom = takeAtom(reader);
  let bounds: readonly [number, number] | undefined;
  if (accept(reader, '*')) bounds = [0, Infinity];
  else if (accept(reader, '+')) bounds = [1, Infinity];
  else if (accept(reader, '?')) bounds = [0, 1];
  else if (peek(reader) === '{') {
    const found = COUNTS.exec(reader.source.slice(reader.at, reader.at + 36).join(''));
    if (found !== null) {
      reader.at += found[0].length;
      const from = Number(found[1]);
      bounds = [from, found[2] === undefined ? from : found[3] === undefined ? Infinity : Number(found[3])];
    }
  }
  if (bounds === undefined) return atom;
  accept(reader, '?');
  return repeat(atom, bounds[0], Math.max(bounds[0], bounds[1]));
}

function takeChoice(reader: Reader): Pattern {
  const branches: Pattern[] = [];
  let items: Pattern[] = [];
  for (let c = peek(reader); c !== undefined && c !== ')'; c = peek(reader)) {
    if (accept(reader, '|')) {
      branches.push(sequence(items));
      items = [];
    } else items.push(takeQuantified(reader));
  }
  branches.push(sequence(items));
  return choice(branches);
}

/**
 * Reads an ECMA-262 pattern (with `u` semantics, as JSON Schema asks) into a tree, or gives `undefined` when the syntax
 * is not understood. A pattern is untrusted, so it is only ever read here, never handed to the engine's own matcher.
 *
 * @example
 * parseRegex('^[A-Z]{3}-\\d{4}$');
 */
export function parseRegex(source: string): Pattern | undefined {
  if (source.length > MAX_SOURCE) return undefined;
  // The same pattern is asked for again and again while a value is made.
  if (latest.source !== source) latest = { source, pattern: parse(source) };
  return latest.pattern;
}

let latest: { readonly source: string | undefined; readonly pattern: Pattern | undefined } = {
  source: undefined,
  pattern: undefined,
};

function parse(source: string): Pattern | undefined {
  const reader: Reader = { source: [...source], at: 0, groups: 0, depth: 0 };
  try {
    const pattern = takeChoice(reader);
    return peek(reader) === undefined ? pattern : undefined;
  } catch {
    return undefined;
  }
}
