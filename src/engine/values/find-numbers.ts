import { CURRENCY_CODES, CURRENCY_WORDS } from './gazetteer.ts';
import { findSpelled } from './spelled-numbers.ts';
import { WORDS } from '../words.ts';

/** A number of the text with what stands around it. */
export interface NumberFact {
  readonly value: number;
  readonly at: number;
  /** Words before, nearest first, lower case. */
  readonly before: readonly string[];
  /** Words after, nearest first, lower case. */
  readonly after: readonly string[];
  /** ISO code where the number is money. */
  readonly currency: string | undefined;
  readonly percent: boolean;
  /** Part of a date, a time, an address or a code. */
  readonly bound: boolean;
}

const NUMBER =
  /(?<![\w.,:/#-])(?:#\s?)?([$€£¥])?\s?(-?\d{1,15}(?:,\d{3}){0,4}(?:\.\d{1,12})?)(?:\s?(%|k\b|°)|(?=\D|$))/gi;
const WORDS_NEAR = /[\p{L}$€£¥]+/gu;
const CHINESE_DIGITS: Readonly<Record<string, number>> = WORDS.values.numbersChineseDigits;

const near = (text: string): string[] => text.toLowerCase().match(WORDS_NEAR) ?? [];

function currencyOf(sign: string | undefined, after: readonly string[]): string | undefined {
  if (sign !== undefined) return CURRENCY_WORDS[sign];
  const next = after[0] ?? '';
  const code = next.toUpperCase();
  if (CURRENCY_CODES.has(code)) return code;
  if (Object.hasOwn(CURRENCY_WORDS, next)) return CURRENCY_WORDS[next];
  return /^(?:美元|欧元|英镑|日元|人民币|元)/.test(next)
    ? CURRENCY_WORDS[/^(?:美元|欧元|英镑|日元|人民币|元)/.exec(next)?.[0] ?? '']
    : undefined;
}

function aroundOf(text: string, start: number, end: number): Pick<NumberFact, 'before' | 'after'> {
  const before = near(text.slice(Math.max(0, start - 40), start))
    .slice(-4)
    .toReversed();
  return { before, after: near(text.slice(end, end + 40)).slice(0, 4) };
}

const isBound = (text: string, start: number, end: number): boolean =>
  /^(?::\d|\/\d|-\d|-?[a-z]{1,2}\d|\s?(?:am|pm|a\.m|p\.m|o'clock)\b|(?:st|nd|rd|th)\b|月|日|点|号|\s(?:january|february|march|april|may|june|july|august|september|october|november|december)\b)/i.test(
    text.slice(end, end + 12),
  ) ||
  /(?:\d[:/-]|[A-Z]-|#\s?|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.? )$/i.test(
    text.slice(Math.max(0, start - 12), start),
  );

/** Numbers in digits and the small ones in words, in text order. */
export function findNumbers(text: string): readonly NumberFact[] {
  const found: NumberFact[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const end = match.index + match[0].length;
    const digits = Number((match[2] ?? '').replaceAll(',', ''));
    const suffix = match[3]?.toLowerCase();
    const around = aroundOf(text, match.index, end);
    found.push({
      ...around,
      value: suffix === 'k' ? digits * 1000 : digits,
      at: match.index,
      currency: currencyOf(match[1], around.after),
      percent: suffix === '%' || around.after[0] === 'percent',
      bound: match[0].startsWith('#') || isBound(text, match.index, end),
    });
  }
  for (const { value, at, end } of findSpelled(text)) {
    const around = aroundOf(text, at, end);
    found.push({ ...around, value, at, currency: currencyOf(undefined, around.after), percent: false, bound: false });
  }
  for (const match of text.matchAll(/([一两二三四五六七八九十])(?=[张个位间本份杯人台件次只条])/g)) {
    const around = aroundOf(text, match.index, match.index + 1);
    found.push({
      ...around,
      value: CHINESE_DIGITS[match[1] ?? ''] ?? 1,
      at: match.index,
      currency: undefined,
      percent: false,
      bound: false,
    });
  }
  return found.sort((a, b) => a.at - b.at);
}
