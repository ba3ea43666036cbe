import { splitName } from './tokens.ts';

const FROM = new Set(
  'from origin source departure departing depart start begin beginning checkin base pickup sender'.split(' '),
);
const TO = new Set(
  'to destination dest target arrival arriving arrive end finish checkout return until dropoff into'.split(' '),
);

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
