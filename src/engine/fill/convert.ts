import type { Brief } from '../read/brief.ts';
import { wordsOf } from '../read/text.ts';
import { WORDS } from '../words.ts';
import { hasAny } from '../has-words.ts';

const COLORS: ReadonlyMap<string, string> = new Map(
  WORDS.units.colors.split(' ').map((row): [string, string] => [row.split('|')[0] ?? '', row.split('|')[1] ?? '']),
);
const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = '  twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES: ReadonlyArray<readonly [number, string]> = [
  [1_000_000_000, 'billion'],
  [1_000_000, 'million'],
  [1000, 'thousand'],
  [100, 'hundred'],
];

/** A whole number in English words: 47 → "forty-seven". */
export function spell(value: number): string {
  if (value < 0) return `minus ${spell(-value)}`;
  for (const [scale, name] of SCALES) {
    if (value < scale) continue;
    const rest = value % scale;
    const joint = rest > 0 && scale === 100 ? ' and ' : ' ';
    return `${spell(Math.floor(value / scale))} ${name}${rest === 0 ? '' : `${joint}${spell(rest)}`}`;
  }
  if (value < 20) return ONES[value] ?? '';
  const rest = value % 10;
  return `${TENS[Math.floor(value / 10)] ?? ''}${rest === 0 ? '' : `-${ONES[rest] ?? ''}`}`;
}

/** A text as part of an address: lower case, words joined by hyphens. */
export const slugOf = (text: string, joint = '-'): string =>
  wordsOf(text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/['’]/g, ''))
    .flatMap((word) => word.split(/[^a-z0-9]+/))
    .filter((word) => word !== '')
    .join(joint);

/** A telephone number as E.164: the country's code, and no zero before the area. */
function international(text: string, orders: string): string | undefined {
  const digits = text.replaceAll(/[^\d+]/g, '').replace(/^00/, '+');
  if (digits.length < 6) return undefined;
  if (digits.startsWith('+')) return digits;
  const code = /\+\d{1,3}/.exec(orders)?.[0];
  return code === undefined ? undefined : `${code}${digits.replace(/^0+/, '')}`;
}

function colorOf(text: string, orders: string): string | undefined {
  const name = wordsOf(text).find((word) => COLORS.has(word));
  const hex = name === undefined ? undefined : COLORS.get(name);
  if (hex === undefined) return undefined;
  const signed = /#rrggbb|#|hash/i.test(orders) ? `#${hex}` : hex;
  return /#RRGGBB|upper[- ]?case|capital/.test(orders) ? signed.toUpperCase() : signed;
}

/** A value written in another way, where the orders name the way: hex, E.164, a number in words, a slug. */
export function rewritten({ orders, input, question }: Brief): string | undefined {
  const text = input.length < 300 ? input : question;
  if (/\bhex\b|#rrggbb/i.test(orders)) {
    const color = colorOf(text, orders);
    if (color !== undefined) return color;
  }
  if (/\bE\.?164\b/i.test(orders)) return international(text, orders);
  if (hasAny(orders, 'slug kebab-case kebab_case') && text.length < 200)
    return slugOf(text.replace(/^[\w ]{1,20}:\s/, ''));
  if (/\bsnake[_ -]case\b/i.test(orders) && text.length < 200) return slugOf(text.replace(/^[\w ]{1,20}:\s/, ''), '_');
  const number = hasAny(orders, WORDS.fill.convertWords1) ? /-?\d{1,12}(?![\d.,]\d)/.exec(text)?.[0] : undefined;
  return number === undefined ? undefined : spell(Number(number));
}
