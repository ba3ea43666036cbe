import type { ContractData, ContractDocument } from './contract-data.ts';
import starmagic from './generated/contract.json' with { type: 'json' };
import type { StreamGrammar } from './grammar-data.ts';
import type { ModelInfo } from './models.ts';
import type { Requirement } from './requirements.ts';

/** What an endpoint promises: one value, from which the mock, the validators and the grammar are built. */
export interface Contract {
  /** `starmagic`, `openai`, or the path of an overlay. */
  readonly name: string;
  /** OpenAPI without prose and examples; its `x-requirements` lists hold ids, {@link requirements} the entries. */
  readonly document: ContractDocument;
  readonly models: readonly ModelInfo[];
  /** The automaton of the event stream, as data. */
  readonly grammar: StreamGrammar;
  readonly requirements: readonly Requirement[];
}

/** Gives the parts of a contract that have uses of their own a name each. */
export function contractFrom(data: ContractData): Contract {
  const { name, document, requirements } = data;
  return { name, document, requirements, models: document['x-models'].models, grammar: document['x-stream-grammar'] };
}

let cached: Contract | undefined;

/**
 * The contract that holds when no profile is named. Always the same object.
 *
 * @example
 * defaultContract().models.map((model) => model.id);
 */
export function defaultContract(): Contract {
  // JSON boundary: the generator wrote the file from a value of this type.
  cached ??= contractFrom(starmagic as unknown as ContractData);
  return cached;
}
