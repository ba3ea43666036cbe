const DAY = 86_400;
const iso = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);
const START =
  /^(?:from|start|begin|since|after|first|check_?in|arrival|start_?date|date_?from|from_?date|begin_?date)$/i;
const END = /^(?:to|end|until|till|before|last|check_?out|departure|end_?date|date_?to|to_?date)$/i;

/** First and last day of a stretch that a text names relative to a day: "next week", "last month", "the next 10 days". */
export function stretchOf(text: string, now: number): readonly [number, number] | undefined {
  const today = Math.floor(now / DAY) * DAY;
  const match =
    /\b(next|this|last|previous|coming|past)\s+(?:(\d{1,3})\s+)?(week|month|year|weekend|days?|weeks?)\b/i.exec(text);
  if (match === null) return undefined;
  const [, which = '', count, unit = ''] = match;
  const shift = /next|coming/i.test(which) ? 1 : /this/i.test(which) ? 0 : -1;
  const monday = today - ((new Date(today * 1000).getUTCDay() + 6) % 7) * DAY;
  const days = count === undefined ? undefined : Number(count) * (/week/i.test(unit) ? 7 : 1);
  if (days !== undefined) return shift < 0 ? [today - days * DAY, today] : [today, today + days * DAY];
  if (/^weekend$/i.test(unit)) return [monday + (5 + 7 * shift) * DAY, monday + (6 + 7 * shift) * DAY];
  if (/^week$/i.test(unit)) return [monday + 7 * shift * DAY, monday + (7 * shift + 6) * DAY];
  const date = new Date(today * 1000);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (/^year$/i.test(unit)) return [Date.UTC(year + shift, 0, 1) / 1000, Date.UTC(year + shift, 11, 31) / 1000];
  return [Date.UTC(year, month + shift, 1) / 1000, Date.UTC(year, month + shift + 1, 0) / 1000];
}

/** The day at the end of a stretch that a field means, by its name. */
export function endOfStretch(name: string, text: string, now: number): string | undefined {
  const [first, last] = stretchOf(text, now) ?? [];
  if (first === undefined || last === undefined) return undefined;
  if (START.test(name)) return iso(first);
  return END.test(name) ? iso(last) : undefined;
}
