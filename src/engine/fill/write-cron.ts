import { numberOf } from '../read/text.ts';
import { MONTHS, WEEKDAYS } from '../values/find-dates.ts';

const CLOCK =
  /\b(\d{1,2})(?:[:.](\d{2}))?\s?(am|pm|a\.m\.|p\.m\.|o'clock|uhr)?(?![\d:]|\s?(?:st|nd|rd|th|minutes?|hours?|days?)\b)/gi;
const STEP = /\bevery\s+(\w+)\s+(minutes?|hours?)\b/i;

/** Hour and minute of a schedule, as far as it names them. */
function clockOf(text: string): readonly [number, number] | undefined {
  if (/\bmidnight\b/.test(text)) return [0, 0];
  if (/\bnoon\b|\bmidday\b/.test(text)) return [12, 0];
  for (const match of text.matchAll(CLOCK)) {
    const clock =
      match[2] !== undefined ||
      match[3] !== undefined ||
      /\bat\s$/.test(text.slice(Math.max(0, match.index - 3), match.index));
    if (!clock) continue;
    const hour = Number(match[1]);
    const late = /^p/i.test(match[3] ?? '') && hour < 12;
    const early = /^a/i.test(match[3] ?? '') && hour === 12;
    return [late ? hour + 12 : early ? 0 : hour, Number(match[2] ?? 0)];
  }
  return undefined;
}

/** Numbers of names that a text has: "monday and thursday" → 1,4; `*` where it has none. */
function listed(text: string, names: readonly string[], first: number): string {
  const range = new RegExp(`\\b(${names.join('|')})s?\\s+(?:to|through|until|-|–)\\s+(${names.join('|')})s?\\b`).exec(
    text,
  );
  if (range !== null) return `${names.indexOf(range[1] ?? '') + first}-${names.indexOf(range[2] ?? '') + first}`;
  const found = names.flatMap((name, at) => (new RegExp(`\\b${name}s?\\b`).test(text) ? [at + first] : []));
  return found.length === 0 ? '*' : found.join(',');
}

function monthDay(text: string): string {
  if (/\blast day\b/.test(text)) return 'L';
  const day =
    /\b(\d{1,2})(?:st|nd|rd|th)\b/.exec(text)?.[1] ??
    (/\bfirst (?:day )?of (?:the|each|every)\b/.test(text) ? '1' : undefined) ??
    /\bday (\d{1,2})\b/.exec(text)?.[1];
  return day ?? (/\bmonthly\b|\b(?:every|each) month\b/.test(text) ? '1' : '*');
}

/**
 * A schedule in words as five fields of cron.
 *
 * @example writeCron('on weekdays at 18:05') // '5 18 * * 1-5'
 */
export function writeCron(words: string): string {
  const text = words.toLowerCase();
  const weekday = /\bweekdays?\b|\bworking days?\b|\bbusiness days?\b/.test(text)
    ? '1-5'
    : /\bweekends?\b/.test(text)
      ? '0,6'
      : listed(text, WEEKDAYS, 0);
  const month = listed(text, MONTHS, 1);
  const step = STEP.exec(text);
  const size = step === null ? undefined : (numberOf(step[1] ?? '') ?? (step[1] === 'other' ? 2 : undefined));
  if (step !== null && size !== undefined)
    return (step[2] ?? '').startsWith('minute')
      ? `*/${size} * ${monthDay(text)} ${month} ${weekday}`
      : `0 */${size} ${monthDay(text)} ${month} ${weekday}`;
  if (/\bevery minute\b/.test(text)) return `* * * ${month} ${weekday}`;
  const clock = clockOf(text);
  if (clock === undefined && /\bevery hour\b|\bhourly\b/.test(text)) return `0 * * ${month} ${weekday}`;
  const [hour, minute] = clock ?? [0, 0];
  const weekly = weekday === '*' && /\bweekly\b|\bevery week\b/.test(text) ? '0' : weekday;
  return `${minute} ${hour} ${monthDay(text)} ${month} ${weekly}`;
}
