import type { Cost } from '../mock/record.ts';

const SIGNS: Readonly<Record<string, string>> = { CNY: '¥', USD: '$', EUR: '€' };

/** An amount that is mostly a fraction of a cent: four significant digits at most, never in scientific notation. */
export function money({ amount, currency }: Cost): string {
  const digits = amount === 0 ? 0 : Math.min(8, Math.max(2, 3 - Math.floor(Math.log10(amount))));
  return `${SIGNS[currency] ?? `${currency} `}${amount.toFixed(digits)}`;
}
