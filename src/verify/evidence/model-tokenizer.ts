import type { Contract } from '../../contract/contract.ts';
import { loadTokenizer } from '../../contract/tokens/load-tokenizer.ts';
import { resolveModel } from '../../contract/models.ts';
import type { Tokenizer } from '../../contract/tokens/tokenizer.ts';

/**
 * What counts the tokens of a model, where the catalogue knows that it counts in an older table than most.
 *
 * @param usual what counts for every other model
 */
export function modelTokenizer(contract: Contract, model: unknown, usual: Tokenizer): Tokenizer {
  const info = typeof model === 'string' ? resolveModel(contract.models, model) : undefined;
  return info?.encoding === 'cl100k' ? loadTokenizer('cl100k') : usual;
}
