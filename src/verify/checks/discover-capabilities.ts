import type { Capability } from '../capability.ts';
import type { CapabilityState } from '../evidence/evidence.ts';
import type { ModelInfo, Refusal } from '../../contract/models.ts';
import type { Probe } from '../probes/probe.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import { isValidRefusal } from '../evidence/valid-refusal.ts';

/** Request fields that make use of a capability. */
const FIELDS: Readonly<Record<Capability, readonly string[]>> = {
  stream: ['stream'],
  'stream-usage': ['stream_options'],
  limit: ['max_tokens', 'max_completion_tokens'],
  stop: ['stop'],
  sampling: ['temperature', 'top_p', 'presence_penalty', 'frequency_penalty'],
  n: ['n'],
  logprobs: ['logprobs', 'top_logprobs'],
  seed: ['seed'],
  tools: ['tools'],
  'tool-choice': ['tool_choice'],
  'parallel-tools': ['parallel_tool_calls'],
  'json-object': ['response_format'],
  'json-schema': ['response_format'],
  vision: ['messages', 'image_url'],
  reasoning: [],
  'reasoning-effort': ['reasoning_effort'],
  'developer-role': ['messages'],
  state: [],
  models: [],
};

/** Fields of other endpoints, by what they are at chat completions. */
const OTHER_FIELDS: Readonly<Partial<Record<Capability, readonly string[]>>> = {
  limit: ['max_output_tokens'],
  'json-object': ['text'],
  'json-schema': ['text'],
  'reasoning-effort': ['reasoning'],
  state: ['store', 'previous_response_id', 'background'],
};

/** Whether a request field belongs to a capability. */
export const usesField = (capability: Capability, field: string): boolean =>
  FIELDS[capability].includes(field) || (OTHER_FIELDS[capability]?.includes(field) ?? false);

/** A list of models that is not there, or not open, is legal. */
const isAbsentRoute = ({ status }: ParsedExchange): boolean => status === 404 || status === 405 || status === 501;

function stateFrom(capability: Capability, seen: readonly ParsedExchange[], declared: boolean): CapabilityState {
  if (seen.some(({ status = 0 }) => status >= 200 && status < 300)) return 'present';
  // What is promised is not absent for being refused: that is a finding.
  if (declared) return 'unknown';
  if (capability === 'models') return seen.some(isAbsentRoute) ? 'absent' : 'unknown';
  const refused = seen.some((one) => {
    const field = isValidRefusal(one);
    return field !== undefined && usesField(capability, field);
  });
  return refused ? 'absent' : 'unknown';
}

/** What the catalogue says that a model refuses, or takes with one value alone; asking for more would be a fault of ours. */
function isRefused(info: ModelInfo | undefined, capability: Capability, reasons: boolean): boolean {
  const applies = ({ when }: Refusal): boolean => when === 'always' || reasons;
  const refused = (info?.refuses ?? []).filter(applies).map(({ param }) => param);
  const fields = FIELDS[capability];
  return fields.length > 0 && fields.every((field) => refused.includes(field));
}

/**
 * What a model turned out to be able to do, by what became of the probes that make use of it.
 *
 * @param seen exchanges of one model
 * @param reasons whether the model thinks before it answers
 * @param declared what the documentation promises
 */
export function discoverCapabilities(
  probes: readonly Probe[],
  seen: readonly ParsedExchange[],
  info: ModelInfo | undefined,
  reasons: boolean,
  declared: ReadonlySet<Capability>,
): Map<Capability, CapabilityState> {
  const capabilities = Object.keys(FIELDS) as Capability[];
  return new Map(
    capabilities.map((capability) => {
      if (isRefused(info, capability, reasons)) return [capability, 'absent'];
      const users = new Set(probes.filter(({ uses }) => uses.includes(capability)).map(({ id }) => id));
      return [
        capability,
        stateFrom(
          capability,
          seen.filter(({ probe, wants }) => users.has(probe) && wants !== 'refusal'),
          declared.has(capability),
        ),
      ];
    }),
  );
}
