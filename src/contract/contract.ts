import type { ContractData, ContractDocument } from './contract-data.ts';
import starmagic from './generated/contract.json' with { type: 'json' };
import type { ModelInfo } from './models.ts';
import type { Requirement } from './requirements.ts';

/** What an endpoint promises: one value, from which mock, validators and grammar are built. */
export interface Contract {
  /** `starmagic`, `openai`, or the path of an overlay. */
  readonly name: string;
  /** `x-requirements` lists hold ids only here; {@link requirements} has the full entries. */
  readonly document: ContractDocument;
  readonly models: readonly ModelInfo[];
  /** The event-stream automaton as data. */
  readonly grammar: unknown;
  readonly requirements: readonly Requirement[];
}

/** Spreads the parts of a document that have uses of their own. */
export function contractFrom(data: ContractData): Contract {
  const { name, document, requirements } = data;
  return { name, document, requirements, models: document['x-models'].models, grammar: document['x-stream-grammar'] };
}

let cached: Contract | undefined;

/**
 * The contract that holds when no profile is named.
 *
 * @example
 * defaultContract().models.map((model) => model.id);
 */
export function defaultContract(): Contract {
  cached ??= contractFrom(starmagic as unknown as ContractData);
  return cached;
}
