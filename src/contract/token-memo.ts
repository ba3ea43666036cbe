import type { Tokenizer } from './tokenizer.ts';

/** Shorter texts are counted quicker than they are remembered. */
const WORTHWHILE = 64;
/** Bytes of an entry beside its text, roughly. */
const ENTRY = 96;
const BYTES_PER_UNIT = 2;

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
  let young = new Map<string, number>();
  let old = new Map<string, number>();
  let held = 0;
  const remember = (text: string, count: number): void => {
    const cost = text.length * BYTES_PER_UNIT + ENTRY;
    if (cost > bytes / 8) return;
    if (held + cost > bytes / 2) {
      old = young;
      young = new Map();
      held = 0;
    }
    young.set(text, count);
    held += cost;
  };
  const count = (text: string): number => {
    if (text.length < WORTHWHILE) return tokenizer.count(text);
    const known = young.get(text);
    if (known !== undefined) return known;
    const found = old.get(text) ?? tokenizer.count(text);
    remember(text, found);
    return found;
  };
  return { ...tokenizer, count, countOnce: (text) => tokenizer.count(text) };
}
