import type { Random } from '../random.ts';
import { matchRegex, type Effort } from './match-regex.ts';
import { parseRegex } from './parse-regex.ts';
import { inSet, type CharSet, type Pattern } from './regex-syntax.ts';

interface Writing {
  readonly random: Random;
  readonly captures: Map<number | string, string>;
  readonly aheads: Pattern[];
  /** The items of a choice that can be so long. */
  readonly exact: Map<readonly Pattern[], Map<number, readonly Pattern[]>>;
}

/** How many more than the least an open repetition writes when the length is free. */
const EXTRA = 6;
const ATTEMPTS = 24;
/** Steps of matching for all attempts together. */
const MAX_STEPS = 60_000;
/** Texts that have to be longer are not made. */
const LENGTH_LIMIT = 100_000;
const LETTERS = 26;
const POOL = Array.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_. ', (c) => c.charCodeAt(0));
const WIDE_POOL = [...POOL, ...Array.from('!#$%&()*+,/:;<=>?@[]^{|}~éñßΩжא中日ひ한\n\t', (c) => c.codePointAt(0) ?? 0)];

const isPlain = (point: number): boolean =>
  (point >= 48 && point <= 57) || (point >= 65 && point <= 90) || (point >= 97 && point <= 122);

/** What is drawn from a set that is not a few ranges: what the pool has of it, else the first of it. */
function poolOf(set: CharSet): readonly number[] {
  const known = pools.get(set);
  if (known) return known;
  const fitting = WIDE_POOL.filter((point) => inSet(set, point));
  for (let point = 33; point < 0x3000 && fitting.length === 0; point++) if (inSet(set, point)) fitting.push(point);
  const pool = fitting.length > 0 ? fitting : [set.ranges[0] ?? 120];
  pools.set(set, pool);
  return pool;
}

const pools = new WeakMap<CharSet, readonly number[]>();

/** The pool begins with letters, where the set has any. */
const hasLetters = ([first = 0]: readonly number[]): boolean => first >= 97 && first <= 122;

function drawFromPool(set: CharSet, random: Random): number {
  const pool = poolOf(set);
  for (let i = 0; i < 12 && hasLetters(pool); i++) {
    const point = POOL[random.int(0, LETTERS - 1)] ?? 120;
    if (inSet(set, point)) return point;
  }
  return random.pick(pool);
}

/** Plain letters and digits where the set has them, so that `\S+` reads like a word and not like noise. */
function drawCharacter(set: CharSet, random: Random): string {
  if (set.negated || set.ranges.length === 0) return String.fromCodePoint(drawFromPool(set, random));
  let point = 120;
  for (let i = 0; i < 8; i++) {
    const range = 2 * random.int(0, set.ranges.length / 2 - 1);
    const low = set.ranges[range] ?? 120;
    const high = set.ranges[range + 1] ?? low;
    point = high - low > 2000 && low <= 122 ? drawFromPool(set, random) : random.int(low, high);
    if (isPlain(point)) break;
  }
  return String.fromCodePoint(point >= 0xd800 && point <= 0xdfff ? 120 : point);
}

/** Looked up once for each length: a choice may have thousands of items, and be made thousands of times. */
function exactItems(items: readonly Pattern[], target: number, { exact }: Writing): readonly Pattern[] {
  const known = exact.get(items) ?? new Map<number, readonly Pattern[]>();
  exact.set(items, known);
  const found = known.get(target) ?? items.filter((item) => item.min <= target && item.max >= target);
  known.set(target, found);
  return found;
}

function writeChoice(items: readonly Pattern[], target: number, writing: Writing): string {
  const exact = exactItems(items, target, writing);
  if (exact.length > 0) return write(writing.random.pick(exact), target, writing);
  const nearest = items.reduce((best, item) => (item.min < best.min ? item : best));
  const longer = items.filter((item) => item.min <= target);
  const item = longer.length > 0 ? writing.random.pick(longer) : nearest;
  return write(item, target, writing);
}

/** Gives each part its least length and hands out the rest where there is room, in a drawn order. */
function share(parts: readonly Pattern[], target: number, random: Random): number[] {
  const lengths = parts.map((part) => part.min);
  let rest = target - lengths.reduce((sum, length) => sum + length, 0);
  const order = parts.length > 1 && rest > 0 ? random.shuffle(parts.map((_, i) => i)) : [0];
  for (const [turn, i] of order.entries()) {
    const part = parts[i];
    if (part === undefined || rest <= 0) continue;
    const room = Math.min(part.max - part.min, rest);
    const given = turn === order.length - 1 ? room : Math.min(room, random.int(0, Math.ceil(rest / 2)));
    lengths[i] = part.min + given;
    rest -= given;
  }
  for (const [i, part] of parts.entries()) {
    if (rest <= 0) break;
    const room = Math.min(part.max - (lengths[i] ?? 0), rest);
    lengths[i] = (lengths[i] ?? 0) + room;
    rest -= room;
  }
  return lengths;
}

function writeRepeat(node: Pattern & { kind: 'repeat' }, target: number, writing: Writing): string {
  const { item, from, to } = node;
  const fewest = Math.max(from, item.max === 0 ? from : Math.ceil(target / item.max));
  const most = Math.min(to, item.min === 0 ? Math.max(from, target) : Math.floor(target / item.min));
  const count = Math.max(from, Math.min(most, Math.max(fewest, item.max === item.min ? most : fewest)));
  const copies = Array.from<Pattern>({ length: Math.min(count, LENGTH_LIMIT) }).fill(item);
  const lengths = share(copies, target, writing.random);
  // What may be empty and gets no length is not even looked into: groups of groups have millions of them.
  return lengths.map((length) => (length === 0 && item.min === 0 ? '' : write(item, length, writing))).join('');
}

function write(node: Pattern, target: number, writing: Writing): string {
  switch (node.kind) {
    case 'set':
      return drawCharacter(node, writing.random);
    case 'sequence': {
      const lengths = share(node.items, target, writing.random);
      return node.items.map((item, i) => write(item, lengths[i] ?? item.min, writing)).join('');
    }
    case 'choice':
      return writeChoice(node.items, target, writing);
    case 'repeat':
      return writeRepeat(node, target, writing);
    case 'group': {
      const text = write(node.item, target, writing);
      writing.captures.set(node.index, text);
      if (node.name !== undefined) writing.captures.set(node.name, text);
      return text;
    }
    case 'back':
      return writing.captures.get(node.to) ?? '';
    case 'look':
      if (!node.negated && !node.behind) writing.aheads.push(node.item);
      return '';
    case 'edge':
      return '';
  }
}

/** Puts what look-aheads demand (`(?=.*\d)`) somewhere into the text, keeping its length. */
function obeyAheads(text: string, writing: Writing): string {
  const letters = [...text];
  for (const ahead of writing.aheads) {
    const wanted = ahead.kind === 'sequence' ? ahead.items.filter((item) => item.min > 0) : [ahead];
    const piece = [...wanted.map((item) => write(item, item.min, { ...writing, aheads: [] })).join('')];
    if (piece.length === 0 || piece.length > letters.length) continue;
    letters.splice(writing.random.int(0, letters.length - piece.length), piece.length, ...piece);
  }
  return letters.join('');
}

const openEnded = (node: Pattern): boolean => {
  if (node.kind === 'edge') return node.at !== '$';
  if (node.kind === 'sequence') return node.items.every(openEnded);
  if (node.kind === 'choice') return node.items.some(openEnded);
  return node.kind === 'group' || node.kind === 'repeat' ? openEnded(node.item) : true;
};

function lengthToAim(pattern: Pattern, least: number, most: number, attempt: number, random: Random): number {
  const low = Math.max(pattern.min, least);
  const high = Math.min(pattern.max, most);
  if (high <= low) return low;
  const from = Math.min(low + 2, high);
  return random.int(attempt < ATTEMPTS / 2 ? from : low, Math.min(high, low + (attempt < ATTEMPTS / 2 ? EXTRA : 60)));
}

/**
 * A text that matches the pattern, directed by length instead of trial: generation never runs the pattern over long
 * text, so a pattern that is catastrophic to match costs nothing here.
 *
 * @param least fewest code points wanted; `most` the most
 * @returns `undefined` when the syntax is not understood or no attempt satisfied look-arounds and length
 * @example
 * generateFromRegex('^[A-Z]{3}-\\d{4}$', createRandom('1')); // "QXB-4071"
 */
export function generateFromRegex(
  source: string,
  random: Random,
  least: number = 0,
  most: number = Infinity,
): string | undefined {
  const pattern = parseRegex(source);
  if (pattern === undefined || Math.max(pattern.min, least) > LENGTH_LIMIT) return undefined;
  const effort: Effort = { steps: MAX_STEPS };
  const exact: Writing['exact'] = new Map();
  const longest = openEnded(pattern) ? LENGTH_LIMIT : 0;
  for (let attempt = 0; attempt < ATTEMPTS && effort.steps > 0; attempt++) {
    const writing: Writing = { random, captures: new Map(), aheads: [], exact };
    const target = lengthToAim(pattern, least, most, attempt, random);
    let text = write(pattern, target, writing);
    if (writing.aheads.length > 0) text = obeyAheads(text, writing);
    let length = [...text].length;
    for (; length < least && length < longest; length++) text += random.pick(['a', 'e', 'n', 't']);
    if (length >= least && length <= most && (length > 600 || matchRegex(pattern, text, effort))) return text;
  }
  return undefined;
}
