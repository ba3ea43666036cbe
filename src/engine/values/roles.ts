import { splitName } from './tokens.ts';
import { WORDS, wordSet } from '../words.ts';

const FROM = wordSet(WORDS.values.rolesFrom);
const TO = wordSet(WORDS.values.rolesTo);

/** Which end of a pair (route, conversion, period) a property name speaks of. */
export function roleOf(name: string): 'from' | 'to' | undefined {
  for (const word of splitName(name)) {
    if (FROM.has(word)) return 'from';
    if (TO.has(word)) return 'to';
  }
  const joined = name.toLowerCase().replaceAll(/[^a-z]/g, '');
  if (joined.startsWith('checkin')) return 'from';
  return joined.startsWith('checkout') ? 'to' : undefined;
}

/** The element of a pair that the role means; without a role all of them. */
export function byRole<T>(items: readonly T[], role: 'from' | 'to' | undefined): readonly T[] {
  if (role === undefined) return items;
  const item = role === 'from' || items.length === 1 ? items[0] : items[1];
  return item === undefined ? [] : [item];
}
