import type { ReasoningEffort } from '../contract/models.ts';
import type { Random } from './random.ts';

/** Least and most reasoning tokens by effort, in the order of magnitude that recorded answers of the gpt-5 family show. */
const RANGE: Readonly<Record<ReasoningEffort, readonly [number, number]>> = {
  none: [0, 0],
  minimal: [0, 60],
  low: [40, 200],
  medium: [120, 700],
  high: [400, 1800],
  xhigh: [900, 3600],
  max: [1800, 7000],
};

/** How many tokens a model thinks without showing them. */
export function hiddenReasoningTokens(effort: ReasoningEffort, random: Random): number {
  const [least, most] = RANGE[effort];
  return most === 0 ? 0 : random.int(least, most);
}
