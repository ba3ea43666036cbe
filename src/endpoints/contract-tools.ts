import type { Contract } from '../contract/contract.ts';
import type { Validators } from '../contract/schema/validators.ts';
import type { Tokenizer } from '../contract/tokens/tokenizer.ts';

/** One contract and what reads requests and answers by it. */
export interface ContractTools {
  readonly contract: Contract;
  readonly validators: Validators;
  readonly tokenizer: Tokenizer;
}
