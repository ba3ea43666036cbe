import type { Better, Ratio } from './statistics.ts';

/** One line of the result. */
export interface Row {
  /** What was measured, and against what. */
  readonly measure: string;
  readonly unit: '×' | 'ms' | 'µs' | 'kB' | '';
  readonly best: number;
  readonly median?: number;
  readonly better: Better;
  /** What must hold; a row without one only informs. */
  readonly target?: number;
  /** What we would like to hold. */
  readonly aim?: number;
  readonly note?: string;
}

export type Verdict = 'aim' | 'ok' | 'MISS' | '';

const meets = (value: number, limit: number, better: Better): boolean =>
  better === 'more' ? value >= limit : value <= limit;

/** Judged by the best reading: see `pairedRatio` for why. */
export function verdict({ best, better, target, aim }: Row): Verdict {
  if (target === undefined) return '';
  if (!meets(best, target, better)) return 'MISS';
  return aim === undefined || meets(best, aim, better) ? 'aim' : 'ok';
}

/** A row for a ratio; the sides of `limits` are the target and the aim. */
export function ratioRow(
  measure: string,
  ratio: Ratio,
  better: Better,
  limits: { readonly target?: number; readonly aim?: number; readonly note?: string } = {},
): Row {
  return { measure, unit: '×', best: ratio.best, median: ratio.median, better, ...limits };
}
