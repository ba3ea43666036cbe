/** Factor to the base unit of its kind, by the names that a unit goes by. */
const UNITS: ReadonlyArray<readonly [string, string, number]> = [
  ['m', 'length', 1],
  ['meter meters metre metres', 'length', 1],
  ['km kilometer kilometers kilometre kilometres', 'length', 1000],
  ['cm centimeter centimeters centimetre centimetres', 'length', 0.01],
  ['mm millimeter millimeters millimetre millimetres', 'length', 0.001],
  ['mi mile miles', 'length', 1609.344],
  ['ft foot feet', 'length', 0.3048],
  ['inch inches', 'length', 0.0254],
  ['yd yard yards', 'length', 0.9144],
  ['kg kilo kilos kilogram kilograms', 'mass', 1],
  ['g gram grams', 'mass', 0.001],
  ['lb lbs pound pounds', 'mass', 0.45359237],
  ['oz ounce ounces', 'mass', 0.028349523125],
  ['l liter liters litre litres', 'volume', 1],
  ['ml milliliter milliliters millilitre millilitres', 'volume', 0.001],
  ['gal gallon gallons', 'volume', 3.785411784],
  ['s second seconds', 'time', 1],
  ['min minute minutes', 'time', 60],
  ['h hour hours', 'time', 3600],
  ['day days', 'time', 86_400],
  ['week weeks', 'time', 604_800],
  ['mb megabyte megabytes', 'data', 1],
  ['gb gigabyte gigabytes', 'data', 1000],
  ['kb kilobyte kilobytes', 'data', 0.001],
  ['tb terabyte terabytes', 'data', 1_000_000],
];
const BY_NAME: ReadonlyMap<string, { readonly kind: string; readonly factor: number }> = new Map(
  UNITS.flatMap(([names, kind, factor]) =>
    names.split(' ').map((name): [string, { kind: string; factor: number }] => [name, { kind, factor }]),
  ),
);
const CONVERSION =
  /\b(?:convert|what(?:'s| is)|how (?:much|many|long|far)(?: is| are)?|change|turn)? ?(-?\d{1,12}(?:\.\d{1,6})?) ?(?:°|degrees )?([a-z]{1,12}) (?:in|to|into|as) (?:°|degrees )?([a-z]{1,12})\b/i;

const show = (value: number): string => String(Number(value.toPrecision(value >= 1000 ? 7 : 5)));

function degrees(value: number, from: string, to: string): number | undefined {
  if (/^(?:c|celsius)$/.test(from) && /^(?:f|fahrenheit)$/.test(to)) return (value * 9) / 5 + 32;
  return /^(?:f|fahrenheit)$/.test(from) && /^(?:c|celsius)$/.test(to) ? ((value - 32) * 5) / 9 : undefined;
}

/**
 * The answer to a question that turns one unit into another.
 * @example convertUnits('Convert 10 km to miles') // { short: '6.2137 miles', sentence: '10 km is about 6.2137 miles.' }
 */
export function convertUnits(text: string): { readonly short: string; readonly sentence: string } | undefined {
  const match = CONVERSION.exec(text.slice(0, 120));
  const [, amount = '', from = '', to = ''] = match ?? [];
  if (amount === '') return undefined;
  const value = Number(amount);
  const warm = degrees(value, from.toLowerCase(), to.toLowerCase());
  if (warm !== undefined) {
    const sign = to.charAt(0).toUpperCase();
    return {
      short: `${show(warm)} °${sign}`,
      sentence: `${amount} °${sign === 'F' ? 'C' : 'F'} is ${show(warm)} °${sign}.`,
    };
  }
  const source = BY_NAME.get(from.toLowerCase());
  const target = BY_NAME.get(to.toLowerCase());
  if (source === undefined || target === undefined || source.kind !== target.kind) return undefined;
  const result = (value * source.factor) / target.factor;
  const about = Number(show(result)) === result ? 'is' : 'is about';
  return { short: `${show(result)} ${to}`, sentence: `${amount} ${from} ${about} ${show(result)} ${to}.` };
}
