import type { Span } from './find-secrets.ts';
import { isMark } from './redaction-marks.ts';
import { isSecretName } from './secret-name.ts';

/** A member with a string as its value, up to the string; also inside of a string, where the quotes are escaped once or more. */
const MEMBER = /(?<!\\)(\\{0,7})"([\w.-]{3,64})\1"\s{0,16}:\s{0,16}\1"/g;

/** Where a string ends whose quotes have so many backslashes before them; the string around it ends it, too. */
function endOfString(text: string, from: number, escapes: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (slashes < at - from && text[at - slashes - 1] === '\\') slashes++;
    // An escaped quote of the string has more of them, and twice as many make one of its characters.
    if (slashes < escapes || slashes % (2 * (escapes + 1)) === escapes) return at - Math.min(slashes, escapes);
  }
  return text.length;
}

/** Finds the values of JSON members that are named like secrets. */
export function findSecretFields(text: string): Span[] {
  if (!text.includes('"')) return [];
  const spans: Span[] = [];
  MEMBER.lastIndex = 0;
  for (let match = MEMBER.exec(text); match; match = MEMBER.exec(text)) {
    const [whole, escapes = '', name = ''] = match;
    if (!isSecretName(name)) continue;
    const start = match.index + whole.length;
    const end = endOfString(text, start, escapes.length);
    if (end > start && !isMark(text.slice(start, end))) spans.push({ start, end });
    MEMBER.lastIndex = end;
  }
  return spans;
}
