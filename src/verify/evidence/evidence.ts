import type { Contract } from '../../contract/contract.ts';
import type { ModelInfo } from '../../contract/models.ts';
import type { Tokenizer } from '../../contract/tokens/tokenizer.ts';
import type { Capability } from '../capability.ts';
import type { ParsedExchange } from './parsed-exchange.ts';

/** Whether an endpoint can do something. */
export type CapabilityState = 'present' | 'absent' | 'unknown';

/** All that is known about one model of an endpoint: what checks judge. */
export interface Evidence {
  readonly model: string;
  readonly contract: Contract;
  /** The model's entry in the catalogue, unless it is unknown there. */
  readonly info: ModelInfo | undefined;
  readonly tokenizer: Tokenizer;
  /** Exchanges of one probe, oldest first; last attempts only. */
  of(probe: string): readonly ParsedExchange[];
  /** All exchanges of the model, and those that were made once for all models. Last attempts only. */
  readonly all: readonly ParsedExchange[];
  /** Every attempt, also those that were repeated. */
  readonly attempts: readonly ParsedExchange[];
  /** Other models of the same run that are done. */
  readonly others: readonly Evidence[];
  capability(capability: Capability): CapabilityState;
  /** The key of the run and what it may look like; empty in a replay, where the marker of redaction stands for it. */
  readonly secrets: readonly string[];
  /** What the model has cost so far, in the catalogue's currency. */
  readonly spent: { readonly amount: number; readonly currency: string } | undefined;
}
