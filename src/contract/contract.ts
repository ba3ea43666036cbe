import { contractFrom, type Contract, type ContractData } from './contract-data.ts';
import starmagic from './generated/contract.json' with { type: 'json' };

export type { Contract };

let cached: Contract | undefined;

/**
 * The contract that holds when no profile is named. Always the same object.
 *
 * This module holds the whole contract, 100 kB of it, so what starts a server imports it late (`loadProfile` does).
 *
 * @example
 * defaultContract().models.map((model) => model.id);
 */
export function defaultContract(): Contract {
  // JSON boundary: the generator wrote the file from a value of this type.
  cached ??= contractFrom(starmagic as unknown as ContractData);
  return cached;
}
