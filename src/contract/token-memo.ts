import type { Tokenizer } from './tokenizer.ts';

/** Shorter texts are counted quicker than they are remembered. */
const WORTHWHILE = 32;
/** Bytes of an entry beside its text, roughly. */
const ENTRY = 96;
const BYTES_PER_UNIT = 2;

/**
 * A tokenizer that remembers the counts of texts it has counted, and forgets the ones used longest ago. A conversation is sent
 * again with every turn, so nearly all of its messages are known.
 *
 * @param bytes bound on the memory for texts and counts; a text above a quarter of it is not remembered
 * @example
 * const tokenizer = rememberCounts(loadTokenizer(), 16 * 1024 * 1024);
 */
export function rememberCounts(tokenizer: Tokenizer, bytes: number): Tokenizer {
  const counts = new Map<string, number>();
  let held = 0;
  const remember = (text: string, count: number): void => {
    const cost = costOf(text);
    if (cost > bytes / 4) return;
    for (const oldest of counts.keys()) {
      if (held + cost <= bytes) break;
      counts.delete(oldest);
      held -= costOf(oldest);
    }
    counts.set(text, count);
    held += cost;
  };
  const count = (text: string): number => {
    if (text.length < WORTHWHILE) return tokenizer.count(text);
    const known = counts.get(text);
    if (known === undefined) {
      const fresh = tokenizer.count(text);
      remember(text, fresh);
      return fresh;
    }
    // Moved to the end: a Map walks its keys in the order of insertion.
    counts.delete(text);
    counts.set(text, known);
    return known;
  };
  return { ...tokenizer, count };
}

const costOf = (text: string): number => text.length * BYTES_PER_UNIT + ENTRY;
