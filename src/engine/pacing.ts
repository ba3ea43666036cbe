import type { LogNormal } from '../contract/models.ts';
import { createRandom, type Random } from './random.ts';
import type { ScriptedTiming } from './script.ts';

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
const tables = new WeakMap<LogNormal, readonly number[]>();

function quantiles(distribution: LogNormal): readonly number[] {
  const known = tables.get(distribution);
  if (known) return known;
  const { median, sigma } = distribution;
  const random = createRandom('pacing');
  const table = Array.from({ length: TABLE_SIZE }, () => {
    // A deviate beyond three sigmas would be a stall, which is a fault and not a pace.
    const deviate = Math.max(-3, Math.min(3, random.normal()));
    // Whole milliseconds: the clock ticks no finer, and a plan of whole numbers takes a third less memory.
    return Math.max(1, Math.round(median * Math.exp(sigma * deviate)));
  });
  tables.set(distribution, table);
  return table;
}

/** Waits that come on top: each once, when a choice has said so many tokens. */
function pauseBook(pauses: NonNullable<ScriptedTiming['pauses']>): (count: number) => number {
  const left = pauses.toSorted((a, b) => a.after_tokens - b.after_tokens);
  let said = 0;
  return (count) => {
    let extra = 0;
    while (left[0] && left[0].after_tokens <= said) extra += left.shift()?.ms ?? 0;
    said += count;
    return extra;
  };
}

/**
 * A pace for one choice.
 *
 * @param timing medians and spreads from the model catalogue
 * @param script what of the pace is given
 * @example createPacing(model.timing, random).tokens(1) // 13.2
 */
export function createPacing(timing: Timing, random: Random, script: ScriptedTiming = {}): Pacing {
  const draw = (table: readonly number[]): number => table[Math.floor(random.next() * TABLE_SIZE)] as number;
  const first = quantiles(timing.first_token_ms);
  const token = quantiles(timing.token_ms);
  const reasoning = quantiles(timing.reasoning_token_ms);
  const { first_token_ms: start, tokens_per_second: rate, pauses } = script;
  const gap = rate === undefined ? undefined : 1000 / rate;
  const pause = pauses?.length ? pauseBook(pauses) : () => 0;
  let begun = false;
  /** A given start is the time of the first token, so no gap comes before it. */
  const steady = (perToken: number, count: number): number => {
    const skip = begun || start === undefined ? 0 : 1;
    begun = true;
    return perToken * (count - skip);
  };
  return {
    // Hidden tokens are not told apart, so their mean pace is near enough.
    first: (hidden) => start ?? draw(first) + hidden * timing.reasoning_token_ms.median,
    tokens: (count) => (gap === undefined ? draw(token) * count : steady(gap, count)) + pause(count),
    reasoning: (count) => (gap === undefined ? draw(reasoning) * count : steady(gap, count)) + pause(count),
  };
}
