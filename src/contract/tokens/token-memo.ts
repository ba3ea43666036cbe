import type { Tokenizer } from './tokenizer.ts';

/** Shorter texts are counted quicker than they are remembered. */
const WORTHWHILE = 64;
/** Bytes of an entry beside its text, roughly. */
const ENTRY = 96;
const BYTES_PER_UNIT = 2;

/** From this length on a text is looked up by a few of its characters: to hash all of it takes ten times as long as to compare it. */
const LONG = 1024;
/** Characters at either end that are looked at, and places between them. */
const END = 16;
const SAMPLES = 48;

interface Counted {
  readonly text: string;
  readonly count: number;
}

/** What a text is looked up by. Long texts that differ elsewhere share a key, and the later one takes it. */
function keyOf(text: string): string | number {
  const { length } = text;
  if (length < LONG) return text;
  let key = length;
  const add = (at: number): void => {
    key = Math.imul(key, 0x01000193) ^ text.charCodeAt(at);
  };
  for (let at = 0; at < END; at++) add(at);
  for (let sample = 0; sample < SAMPLES; sample++) add(Math.floor((sample * length) / SAMPLES));
  for (let at = length - END; at < length; at++) add(at);
  return key;
}

/**
 * A tokenizer that remembers the counts of texts it has counted. A conversation is sent again with every turn, so nearly all of
 * its messages are known. Two generations: when the young one is full it becomes the old one, and the old one is forgotten;
 * what is asked for again in time moves back. A list ordered by use would cost two changes of the map for each known text, and
 * a walk over the holes of all forgotten ones for each new text once it is full.
 *
 * @param bytes bound on the memory for texts and counts; a text above an eighth of it is not remembered
 * @example
 * const tokenizer = rememberCounts(loadTokenizer(), 16 * 1024 * 1024);
 */
export function rememberCounts(tokenizer: Tokenizer, bytes: number): Tokenizer {
  let young = new Map<string | number, Counted>();
  let old = new Map<string | number, Counted>();
  let held = 0;
  const remember = (key: string | number, text: string, count: number): void => {
    const cost = text.length * BYTES_PER_UNIT + ENTRY;
    if (cost > bytes / 8) return;
    if (held + cost > bytes / 2) {
      old = young;
      young = new Map();
      held = 0;
    }
    young.set(key, { text, count });
    held += cost;
  };
  const count = (text: string): number => {
    if (text.length < WORTHWHILE) return tokenizer.count(text);
    const key = keyOf(text);
    const known = young.get(key);
    if (known?.text === text) return known.count;
    const aged = old.get(key);
    const count = aged?.text === text ? aged.count : tokenizer.count(text);
    remember(key, text, count);
    return count;
  };
  return { ...tokenizer, count, countOnce: (text) => tokenizer.count(text) };
}
