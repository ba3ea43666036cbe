/** Which end of the scale is good. */
export type Better = 'more' | 'less';

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** @param share 0 to 1 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1));
  return sorted[at] ?? Number.NaN;
}

/** Two readings of one ratio; see {@link pairedRatio}. */
export interface Ratio {
  readonly best: number;
  readonly median: number;
}

/**
 * How one series compares with another measured in the same rounds. Other programs only ever slow a round down, so the best
 * round of each is nearest to what the code costs; the median of the round-by-round ratios says how steady that is.
 *
 * @param better whether a high or a low value of the series is the undisturbed one
 */
export function pairedRatio(ours: readonly number[], theirs: readonly number[], better: Better): Ratio {
  const pick = better === 'more' ? Math.max : Math.min;
  const ratios = ours.map((value, round) => value / (theirs[round] ?? Number.NaN));
  return { best: pick(...ours) / pick(...theirs), median: median(ratios) };
}
