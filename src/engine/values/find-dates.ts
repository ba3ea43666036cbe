import { civilFromDays, daysFromCivil, daysOf, isoDate, isoTime, weekdayOf } from './civil-date.ts';
import { WORDS } from '../words.ts';

export const MONTHS: readonly string[] = WORDS.values.datesMonths;
export const WEEKDAYS: readonly string[] = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
];
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const WEEKDAY = '(?:sun|mon|tues|wednes|thurs|fri|satur)day';

const DATE = new RegExp(
  [
    '\\d{4}-\\d{2}-\\d{2}(?:T\\d{2}:\\d{2}(?::\\d{2})?(?:Z|[+-]\\d{2}:\\d{2})?)?',
    `\\b${MONTH}\\.? \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?\\b`,
    `\\b\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${MONTH}(?:,? \\d{4})?\\b`,
    '\\b\\d{1,2}/\\d{1,2}/\\d{2,4}\\b',
    '\\bday after tomorrow\\b|\\btoday\\b|\\btonight\\b|\\btomorrow\\b|\\byesterday\\b',
    `\\b(?:(?:this|next|last) )?${WEEKDAY}\\b`,
    '\\b(?:this|next|last) (?:week(?:end)?|month|year)\\b',
    '\\bin (?:\\d{1,3}|a|two|three) (?:day|week|month)s?\\b',
    '今天|明天|后天|昨天|下周[一二三四五六日天]?|\\d{1,2}月\\d{1,2}[日号]',
  ].join('|'),
  'gi',
);
const TIME =
  /\b(?:[01]?\d|2[0-3]):[0-5]\d(?:\s?[ap]\.?m\b)?|\b(?:1[0-2]|0?[1-9])\s?[ap]\.?m\b|\b(?:noon|midnight)\b|(?:上午|下午|晚上)?\d{1,2}点半?/gi;

/** Dates as the user wrote them: "March 5, 2026", "next Friday". */
export const findDatePhrases = (text: string): readonly string[] => text.match(DATE) ?? [];

/** Times as the user wrote them: "3pm", "14:30". */
export const findTimePhrases = (text: string): readonly string[] => text.match(TIME) ?? [];

const CHINESE_OFFSETS: Readonly<Record<string, number>> = { 今天: 0, 明天: 1, 后天: 2, 昨天: -1, 下周: 7 };
const OFFSETS: Readonly<Record<string, number>> = {
  today: 0,
  tonight: 0,
  tomorrow: 1,
  'day after tomorrow': 2,
  yesterday: -1,
  'next week': 7,
  'last week': -7,
  'next month': 30,
  'next year': 365,
};

function fromMonthName(phrase: string, today: number): number | undefined {
  const month = MONTHS.findIndex((name) => phrase.includes(name.slice(0, 3)));
  const day = Number(/\b(\d{1,2})(?!\d)/.exec(phrase)?.[1]);
  if (month < 0 || Number.isNaN(day)) return undefined;
  const written = /\b(\d{4})\b/.exec(phrase)?.[1];
  const year = written === undefined ? civilFromDays(today).year : Number(written);
  const days = daysFromCivil({ year, month: month + 1, day });
  return written === undefined && days < today ? daysFromCivil({ year: year + 1, month: month + 1, day }) : days;
}

function fromWeekday(phrase: string, today: number): number | undefined {
  const weekday = WEEKDAYS.findIndex((name) => phrase.endsWith(name));
  if (weekday < 0) return undefined;
  const ahead = (weekday - weekdayOf(today) + 7) % 7;
  if (phrase.startsWith('last ')) return today + ahead - 7;
  return today + (ahead === 0 ? 7 : ahead);
}

function fromNumbers(phrase: string, today: number): number | undefined {
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{2,4})$/.exec(phrase);
  if (slashed !== null) {
    const [first, second, year] = [Number(slashed[1]), Number(slashed[2]), Number(slashed[3])];
    const [month, day] = first > 12 ? [second, first] : [first, second];
    return month > 12 ? undefined : daysFromCivil({ year: year < 100 ? 2000 + year : year, month, day });
  }
  const chinese = /^(\d{1,2})月(\d{1,2})/.exec(phrase);
  if (chinese !== null) {
    return daysFromCivil({ year: civilFromDays(today).year, month: Number(chinese[1]), day: Number(chinese[2]) });
  }
  const later = /^in (\d+|a|two|three) (day|week|month)/.exec(phrase);
  if (later === null) return undefined;
  const count = { a: 1, two: 2, three: 3 }[later[1] ?? ''] ?? Number(later[1]);
  return today + count * ({ day: 1, week: 7, month: 30 }[later[2] ?? ''] ?? 1);
}

/**
 * The day a phrase means, as ISO 8601.
 *
 * @param now seconds since 1970 that "tomorrow" is relative to
 */
export function resolveDate(phrase: string, now: number): string | undefined {
  if (/^\d{4}-\d{2}-\d{2}/.test(phrase)) return phrase.slice(0, 10);
  const today = daysOf(now);
  const lower = phrase.toLowerCase();
  const offset = OFFSETS[lower] ?? CHINESE_OFFSETS[lower.slice(0, 2)];
  const days =
    offset === undefined
      ? (fromWeekday(lower, today) ?? fromNumbers(lower, today) ?? fromMonthName(lower, today))
      : today + offset;
  return days === undefined ? undefined : isoDate(days);
}

/** `15:00:00` out of "3pm". */
export function resolveTime(phrase: string): string | undefined {
  const lower = phrase.toLowerCase();
  if (lower === 'noon') return isoTime(43_200);
  if (lower === 'midnight') return isoTime(0);
  const match = /(\d{1,2})(?::(\d{2}))?/.exec(lower);
  if (match === null) return undefined;
  const hour = Number(match[1]);
  const afternoon = /p\.?m|下午|晚上/.test(lower) && hour < 12;
  const midnight = /a\.?m/.test(lower) && hour === 12;
  const minutes = lower.endsWith('半') ? 30 : Number(match[2] ?? 0);
  return isoTime((midnight ? 0 : hour + (afternoon ? 12 : 0)) * 3600 + minutes * 60);
}
