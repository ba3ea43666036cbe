import { reasonsByDefault, type ModelInfo } from '../../contract/models.ts';
import type { Check } from '../checks/check.ts';
import type { Probe } from '../probes/probe.ts';

/** Sent whatever is selected: whether the endpoint answers at all. */
export const PREFLIGHT = 'text';

/** Feed checks that look at every exchange, where no other probe is sent for their sake. */
const COMMON = [
  'text',
  'text.stream-false',
  'stream.text',
  'stream.same',
  'stream.plain-usage',
  'stream.long',
  'limit',
] as const;
/** The same for checks that look at every exchange with tool calls, and with errors. */
const COMMON_TOOLS = ['tools.auto', 'stream.tools.auto', 'tools.two', 'stream.tools.two', 'tools.no-args'] as const;
const COMMON_ERRORS = ['err.json', 'err.path', 'err.role', 'err.model', 'auth.none'] as const;
const COMMON_REASONING = ['reason', 'stream.reason', 'reason.summary'] as const;
const COMMON_ECHOES = ['text', 'echo', 'tools.auto', 'stream.tools.auto', 'limit'] as const;

function commonFor({ id, needs }: Check): readonly string[] {
  if (/^responses\.echo(?:$|\.(?!stable))/.test(id)) return COMMON_ECHOES;
  if (/^(?:tool\.|body\.tool-calls$|responses\.args\b)/.test(id) || needs.includes('tools')) return COMMON_TOOLS;
  if (id.startsWith('err.')) return COMMON_ERRORS;
  if (/^(?:reason\.|usage\.reasoning\.told$|responses\.(?:summary|item\.order)\b)/.test(id)) return COMMON_REASONING;
  return COMMON;
}

/** Probes that some checks are fed by, and those that these are made from; in the order of the catalogue. */
export function selectProbes(probes: readonly Probe[], checks: readonly Check[]): Probe[] {
  const wanted = new Set<string>([PREFLIGHT]);
  for (const check of checks)
    for (const id of check.probes.length > 0 ? check.probes : commonFor(check)) wanted.add(id);
  // A probe that is made from another's answer follows it in the catalogue, so one look back is enough.
  for (const { id, after = [] } of probes.toReversed()) if (wanted.has(id)) for (const one of after) wanted.add(one);
  for (const { id, together } of probes) {
    if (together !== undefined && wanted.has(id))
      for (const other of probes) if (other.together === together) wanted.add(other.id);
  }
  // A client that left is followed by one that stays, and the other way round.
  if (wanted.has('abort.after')) wanted.add('abort');
  return probes.filter(({ id }) => wanted.has(id));
}

/** Whether a probe is for a model. */
export function suits({ only }: Probe, info: ModelInfo | undefined): boolean {
  if (only === undefined) return true;
  switch (only) {
    case 'reasoning':
      return reasonsByDefault(info);
    case 'not-reasoning':
      return !reasonsByDefault(info);
    case 'low-effort':
      return info?.reasoning?.efforts.includes('low') ?? false;
    case 'visible-reasoning':
      return info?.reasoning?.content === 'visible';
  }
}
