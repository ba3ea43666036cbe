import { resolveModel } from '../../contract/models.ts';
import type { Capability } from '../capability.ts';
import type { CapabilityState, Evidence } from './evidence.ts';
import { modelTokenizer } from './model-tokenizer.ts';
import type { Observation } from '../../recordings/observation.ts';
import { parseExchange, type ParseContext } from './parse-exchange.ts';
import type { ParsedExchange } from './parsed-exchange.ts';

/** What is known of a model beside its exchanges. */
export interface EvidenceFacts {
  readonly model: string;
  readonly capabilities?: ReadonlyMap<Capability, CapabilityState>;
  readonly others?: readonly Evidence[];
  readonly secrets?: readonly string[];
  readonly spent?: Evidence['spent'];
}

const views = new WeakMap<ParseContext, WeakMap<Observation, ParsedExchange>>();

/** An observation is read once by the same tools, however often evidence is gathered from it. */
export function parseOnce(observation: Observation, tools: ParseContext): ParsedExchange {
  const known = views.get(tools) ?? new WeakMap<Observation, ParsedExchange>();
  views.set(tools, known);
  const seen = known.get(observation) ?? parseExchange(observation, tools);
  known.set(observation, seen);
  return seen;
}

const keyOf = ({ probe, model, sample }: Observation): string => `${probe}\n${model}\n${sample}`;

/** The last attempt of each sample: what came before it was a failure of transport, or was asked to be repeated. */
function lastAttempts(observations: readonly Observation[]): Observation[] {
  return [...new Map(observations.map((observation) => [keyOf(observation), observation])).values()];
}

/**
 * Evidence about one model.
 *
 * @param observations in the order in which they were made; those of other models are the caller's to leave out
 */
export function gatherEvidence(
  observations: readonly Observation[],
  tools: ParseContext,
  facts: EvidenceFacts,
): Evidence {
  const { model, capabilities, others = [], secrets = [], spent } = facts;
  const attempts = observations.map((observation) => parseOnce(observation, tools));
  const all = lastAttempts(observations).map((observation) => parseOnce(observation, tools));
  const byProbe = Map.groupBy(all, ({ probe }) => probe);
  return {
    model,
    contract: tools.contract,
    info: resolveModel(tools.contract.models, model),
    tokenizer: modelTokenizer(tools.contract, model, tools.tokenizer),
    of: (probe) => byProbe.get(probe) ?? [],
    all,
    attempts,
    others,
    capability: (capability) => capabilities?.get(capability) ?? 'unknown',
    secrets,
    spent,
  };
}
