import type { Encoding, ModelInfo } from '../models.ts';
import { openTokenizer } from './load-tokenizer.ts';
import { rememberCounts } from './token-memo.ts';
import { tableUrls } from './table-url.ts';
import type { Tokenizer } from './tokenizer.ts';

/** The tokenizers of one mock. Each table is read when the first model needs it. */
export interface Tokenizers {
  /** A promise only where the table is not there yet. @throws StarmockError BAD_VOCABULARY */
  of(model: Pick<ModelInfo, 'encoding'>): Tokenizer | Promise<Tokenizer>;
}

const COUNTED_BYTES = 16 * 1024 * 1024;

/** @param url where the table `o200k.bin` is fetched from; default: it lies beside the code */
export function createTokenizers(url?: string | URL): Tokenizers {
  const ready = new Map<Encoding, Tokenizer>();
  const opening = new Map<Encoding, Promise<Tokenizer>>();

  async function open(encoding: Encoding): Promise<Tokenizer> {
    try {
      const opened = await openTokenizer(
        url === undefined ? undefined : tableUrls(url)[encoding === 'o200k' ? 0 : 1],
        encoding,
      );
      // A conversation is sent again with every turn, so most of its messages have been counted before.
      const tokenizer = rememberCounts(opened, COUNTED_BYTES);
      ready.set(encoding, tokenizer);
      return tokenizer;
    } finally {
      opening.delete(encoding);
    }
  }

  return {
    of: ({ encoding = 'o200k' }) => {
      const known = ready.get(encoding);
      if (known) return known;
      const promise = opening.get(encoding) ?? open(encoding);
      opening.set(encoding, promise);
      return promise;
    },
  };
}
