import { loadTokenizer } from '../../src/contract/tokens/load-tokenizer.ts';
import type { Tokenizer } from '../../src/contract/tokens/tokenizer.ts';

/** The tokenizer of the product, loaded once. */
export const tokenizer: Tokenizer = loadTokenizer();
