/** "a" or "an", by the sound that a word begins with. */
export function article(word: string): 'a' | 'an' {
  const lower = word.toLowerCase();
  if (
    /^(?:hour|honest|heir|honou?r|[fhlmnrsx][A-Z]{1,4}\b)/i.test(word) &&
    !/^[a-z]{5,}$/.test(lower.replace(/^(?:hour|honest|heir|honou?r).*/, ''))
  )
    return 'an';
  if (/^(?:uni|use|usu|eu|one\b|once|ubi|uti)/.test(lower)) return 'a';
  return /^[aeiou8]/.test(lower) ? 'an' : 'a';
}

export const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Lower-cases the first letter of an ordinary word, leaving names and acronyms ("New York", "SQL", "OpenTelemetry") alone. */
export function decapitalise(text: string): string {
  const first = text.split(' ', 1)[0] ?? '';
  return /^[A-Z][a-z]+$/.test(first) &&
    /^(?:How|What|Why|When|Where|Some|Many|The|This|These|Make|Use|Write|Get|Learn|Machine|Good|Best|Healthy|Use|Find|Plan)$/.test(
      first,
    )
    ? first.toLowerCase() + text.slice(first.length)
    : text;
}

/** "a", "a and b", "a, b and c". */
export function joinWords(items: readonly string[], last = 'and'): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1) ?? ''}`;
}

/** "3rd", "22nd", "11th". */
export function ordinal(value: number): string {
  const tens = value % 100;
  const suffix = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return `${value}${suffix}`;
}

const SMALL = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** Small numbers in words, larger ones in digits. */
export const numberWord = (value: number): string => SMALL[value] ?? String(value);

/** "get_current_weather" or "getCurrentWeather" as words: "get current weather". */
export function wordsOfName(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_\-.\s]+/g, ' ')
    .trim()
    .toLowerCase();
}

/** Whether a bare name takes "are": "cats", not "Kubernetes" or "AWS". */
export const isPluralName = (name: string): boolean =>
  /[a-z]s$/.test(name) && !/(?:ss|us|is|ics|ews)$/.test(name) && /^[a-z]/.test(name);
