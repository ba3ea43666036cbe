import type { LogNormal } from '../contract/models.ts';
import { createRandom, type Random } from './random.ts';

/** Draws waits in milliseconds for one answer. */
export interface Pacing {
  /** Until the first event, hidden reasoning included. */
  first(hiddenReasoningTokens: number): number;
  /** For a piece of this many tokens. */
  tokens(count: number): number;
  /** For a piece of revealed reasoning. */
  reasoning(count: number): number;
}

interface Timing {
  readonly first_token_ms: LogNormal;
  readonly token_ms: LogNormal;
  readonly reasoning_token_ms: LogNormal;
}

// A draw a token is the most frequent draw of all, so the exponentials are taken once per distribution.
const TABLE_SIZE = 512;
const tables = new Map<string, Float64Array>();

function quantiles({ median, sigma }: LogNormal): Float64Array {
  const key = `${median}/${sigma}`;
  const known = tables.get(key);
  if (known) return known;
  const random = createRandom('pacing');
  const table = Float64Array.from({ length: TABLE_SIZE }, () => {
    // A deviate beyond three sigmas would be a stall, which is a fault and not a pace.
    const deviate = Math.max(-3, Math.min(3, random.normal()));
    return Math.round(median * Math.exp(sigma * deviate) * 100) / 100;
  });
  tables.set(key, table);
  return table;
}

/**
 * @param timing medians and spreads from the model catalogue
 * @example createPacing(model.timing, random).tokens(1) // 13.2
 */
export function createPacing(timing: Timing, random: Random): Pacing {
  const draw = (table: Float64Array): number => table[Math.floor(random.next() * TABLE_SIZE)] as number;
  const first = quantiles(timing.first_token_ms);
  const token = quantiles(timing.token_ms);
  const reasoning = quantiles(timing.reasoning_token_ms);
  return {
    // Hidden tokens are not told apart, so their mean pace is near enough.
    first: (hidden) => draw(first) + hidden * timing.reasoning_token_ms.median,
    tokens: (count) => draw(token) * count,
    reasoning: (count) => draw(reasoning) * count,
  };
}
