import type { Tokenizer } from '../../contract/tokens/tokenizer.ts';

/** How many tokens a text may have, both ends included. */
export interface TokenRange {
  readonly least: number;
  readonly most: number;
}

/** Vocabularies in use need hardly ever half of the tokens that o200k needs. */
const LEAST_SHARE = 0.5;

const utf8 = new TextEncoder();

/**
 * How many tokens a text may have in an unknown vocabulary: a token stands for a byte at least, and the largest vocabularies in use
 * are not much larger than the one that is known here.
 *
 * @param marks tokens beyond the text that a service may count: roles, ends, what its template adds
 * @example
 * anyVocabulary('hello', { tokenizer, marks: 8 }); // { least: 0, most: 13 }
 */
export function anyVocabulary(
  text: string,
  { tokenizer, marks }: { readonly tokenizer: Pick<Tokenizer, 'count'>; readonly marks: number },
): TokenRange {
  return { least: Math.floor(tokenizer.count(text) * LEAST_SHARE), most: utf8.encode(text).length + marks };
}

/** Whether a count is one of a range. */
export const isWithin = (count: number, { least, most }: TokenRange): boolean => count >= least && count <= most;
