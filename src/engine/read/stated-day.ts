import { daysFromCivil, SECONDS_A_DAY } from '../values/civil-date.ts';
import { findDatePhrases, resolveDate } from '../values/find-dates.ts';

const TODAY = /\b(?:today(?:'s date)?|current (?:date|time|day)|now|date today|todays date)\b|今天|heute ist/gi;
const WITHIN = 60;

/** Seconds since 1970 of the day that a text calls today, if it does: "Today is 2026-11-30". */
export function statedDay(text: string): number | undefined {
  for (const match of text.matchAll(TODAY)) {
    const phrase = findDatePhrases(
      text.slice(match.index + match[0].length, match.index + match[0].length + WITHIN),
    ).find((one) => /\d{4}/.test(one));
    const day = phrase === undefined ? undefined : resolveDate(phrase, 0);
    const [year, month, date] = (day ?? '').slice(0, 10).split('-').map(Number);
    if (year !== undefined && month !== undefined && date !== undefined && year > 1970)
      return daysFromCivil({ year, month, day: date }) * SECONDS_A_DAY;
  }
  return undefined;
}
