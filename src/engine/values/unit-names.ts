import { stem } from './tokens.ts';
import { WORDS } from '../words.ts';

/** Short names that units go by in keys. */
const UNITS = WORDS.values.unitNamesUnits;
/** A pound is money and a weight. */
const UNITS_OF: ReadonlyMap<string, readonly number[]> = UNITS.reduce((map, names, at) => {
  for (const name of new Set(names.split(' ').map(stem))) map.set(name, [...(map.get(name) ?? []), at]);
  return map;
}, new Map<string, readonly number[]>());

const unitsOf = (words: readonly string[]): readonly number[] =>
  words.filter((word) => word.length > 1 || words.length > 1).flatMap((word) => UNITS_OF.get(stem(word)) ?? []);

/** Whether a name is nothing but a unit: `grams`, `fahrenheit`. */
export const isUnitName = (words: readonly string[]): boolean => words.length === 1 && unitsOf(words).length > 0;

/** Whether two names speak of one unit: `temperature_f` and `fahrenheit`. */
export function sameUnit(a: readonly string[], b: readonly string[]): boolean {
  const units = unitsOf(a);
  return units.length > 0 && unitsOf(b).some((unit) => units.includes(unit));
}
