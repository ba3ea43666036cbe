import type { Random } from '../random.ts';
import { numberIn, type SchemaObject } from './schema.ts';

/** Where a sensible value lies; the schema's own bounds win. `decimals` is how many digits people write after the point. */
export interface NumberRange {
  readonly low: number;
  readonly high: number;
  readonly decimals: number;
}

interface Bounds {
  /** Least value; `openLow` excludes it. */
  readonly low: number;
  readonly high: number;
  readonly openLow: boolean;
  readonly openHigh: boolean;
  readonly multiples: readonly number[];
  readonly whole: boolean;
}

const TRIES = 40;

function boundsOf(parts: readonly SchemaObject[], whole: boolean): Bounds {
  let [low, high, openLow, openHigh] = [-Infinity, Infinity, false, false];
  const multiples: number[] = [];
  const raise = (value: number | undefined, open: boolean): void => {
    if (value !== undefined && (value > low || (value === low && open))) [low, openLow] = [value, open];
  };
  const lower = (value: number | undefined, open: boolean): void => {
    if (value !== undefined && (value < high || (value === high && open))) [high, openHigh] = [value, open];
  };
  for (const part of parts) {
    // Draft 4 wrote the exclusive bounds as booleans beside `minimum` and `maximum`.
    raise(numberIn(part, 'minimum'), part['exclusiveMinimum'] === true);
    lower(numberIn(part, 'maximum'), part['exclusiveMaximum'] === true);
    raise(numberIn(part, 'exclusiveMinimum'), true);
    lower(numberIn(part, 'exclusiveMaximum'), true);
    const multiple = numberIn(part, 'multipleOf');
    if (multiple !== undefined && multiple > 0) multiples.push(multiple);
  }
  return { low, high, openLow, openHigh, multiples, whole };
}

/** Validators divide and look for a whole quotient, so 0.07 is no multiple of 0.01; such values are passed over. */
function fits(value: number, bounds: Bounds): boolean {
  if (!Number.isFinite(value) || (bounds.whole && !Number.isInteger(value))) return false;
  if (bounds.openLow ? value <= bounds.low : value < bounds.low) return false;
  if (bounds.openHigh ? value >= bounds.high : value > bounds.high) return false;
  return bounds.multiples.every((multiple) => Number.isInteger(value / multiple));
}

function greatestDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

/** The distance between neighbouring values, or 0 where any value will do. */
function stepOf({ multiples, whole }: Bounds): number {
  let step = whole ? 1 : 0;
  for (const multiple of multiples) {
    if (step === 0) step = multiple;
    else if (Number.isInteger(step) && Number.isInteger(multiple))
      step = (step / greatestDivisor(step, multiple)) * multiple;
    else {
      let times = 1;
      const base = Math.max(step, multiple);
      const other = Math.min(step, multiple);
      while (times < 1000 && !Number.isInteger(round(base * times, 12) / other)) times++;
      step = round(base * times, 12);
    }
  }
  return step;
}

function round(value: number, decimals: number): number {
  const text = value.toFixed(Math.min(decimals, 20));
  return Math.abs(value) < 1e21 ? Number(text) : value;
}

function decimalsOf(step: number): number {
  const text = String(step);
  const exponent = /e-(\d+)$/.exec(text);
  if (exponent !== null) return Number(exponent[1]) + (text.split('e')[0]?.split('.')[1]?.length ?? 0);
  return text.split('.')[1]?.length ?? 0;
}

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

function onGrid(bounds: Bounds, step: number, wish: NumberRange, random: Random): number | undefined {
  const decimals = decimalsOf(step);
  const first = Math.ceil(bounds.low / step);
  const last = Math.floor(bounds.high / step);
  const value = (k: number): number => (decimals === 0 ? k * step : round(k * step, decimals));
  const from = clamp(Math.ceil(wish.low / step), first, last);
  const to = clamp(Math.floor(wish.high / step), first, last);
  for (let i = 0; i < TRIES; i++) {
    const drawn = value(i < TRIES / 2 ? random.int(Math.min(from, to), Math.max(from, to)) : from + i - TRIES / 2);
    if (fits(drawn, bounds)) return drawn === 0 ? 0 : drawn;
  }
  for (let i = -1; i < 200; i++) {
    if (Number.isFinite(first) && fits(value(first + i), bounds)) return value(first + i);
    if (Number.isFinite(last) && fits(value(last - i), bounds)) return value(last - i);
  }
  return undefined;
}

function anywhere(bounds: Bounds, wish: NumberRange, random: Random): number | undefined {
  const low = clamp(wish.low, bounds.low, bounds.high);
  const high = clamp(wish.high, bounds.low, bounds.high);
  for (let decimals = wish.decimals; decimals <= 18; decimals += 2) {
    for (let i = 0; i < 4; i++) {
      const drawn = round(low + random.next() * (high - low), decimals);
      if (fits(drawn, bounds)) return drawn === 0 ? 0 : drawn;
    }
  }
  // Where the wish clamps onto an open bound, any place between the bounds will do.
  const span = Number.isFinite(bounds.high - bounds.low) ? bounds.high - bounds.low : 2;
  const base = Number.isFinite(bounds.low) ? bounds.low : bounds.high - span;
  const candidates = [base + span / 2, base + span * random.next(), bounds.low, bounds.high, base + 1, bounds.high - 1];
  for (let exponent = -1074; exponent < 1000; exponent += 4)
    candidates.push(base + 2 ** exponent, bounds.high - 2 ** exponent);
  return candidates.find((candidate) => fits(candidate, bounds));
}

/** Whether the number obeys all numeric keywords of the parts. */
export const fitsNumber = (value: number, parts: readonly SchemaObject[], whole: boolean): boolean =>
  fits(value, boundsOf(parts, whole));

/**
 * A number that obeys `minimum`, `maximum`, their exclusive forms and `multipleOf` of every part, inside the wished range
 * where the bounds allow. Contradicting bounds give the nearest plausible number.
 *
 * @param whole integers only
 */
export function generateNumber(
  parts: readonly SchemaObject[],
  whole: boolean,
  wish: NumberRange,
  random: Random,
): number {
  const bounds = boundsOf(parts, whole);
  const step = stepOf(bounds);
  const found = step > 0 ? onGrid(bounds, step, wish, random) : anywhere(bounds, wish, random);
  if (found !== undefined) return found;
  const nearest = clamp(wish.low, bounds.low, Math.max(bounds.low, bounds.high));
  return Number.isFinite(nearest) ? (whole ? Math.ceil(nearest) : nearest) : 0;
}

/** The least surprising number allowed: what a value deep in a schema gets. */
export const smallestNumber = (parts: readonly SchemaObject[], whole: boolean, random: Random): number =>
  generateNumber(parts, whole, { low: 0, high: 0, decimals: 0 }, random);
