import type { NumberFact } from './find-numbers.ts';
import type { Field, Making } from './making.ts';
import type { Meaning } from './meaning.ts';
import { splitName, stem } from './tokens.ts';

const PEOPLE = 'people person guest passenger adult seat traveler friend'.split(' ').map(stem);
const COUNTS_PEOPLE = /guest|passenger|people|party|adult|seat|traveler/i;
/** Nouns and signs that tie a number to a meaning. */
const NOUNS: Partial<Record<Meaning, ReadonlySet<string>>> = {
  age: new Set(['year', 'years', 'yrs', 'year-old', 'aged', 'age', '岁']),
  quantity: new Set(
    'tickets ticket items pieces copies units boxes bottles people persons guests passengers adults seats rooms nights'.split(
      ' ',
    ),
  ),
  limit: new Set('results result items articles entries top first limit most best examples options'.split(' ')),
  duration: new Set('minutes minute hours hour seconds second days day weeks hrs min mins'.split(' ')),
  minute: new Set(['minutes', 'minute', 'min', 'mins', '分钟']),
  hour: new Set(['hours', 'hour', 'hrs', '小时']),
  day: new Set(['days', 'day', '天']),
  month: new Set(['months', 'month']),
  year: new Set(['years', 'year', 'in']),
  temperature: new Set('degrees degree celsius fahrenheit kelvin c f'.split(' ')),
  distance: new Set('miles mile km kilometers kilometres meters metres m'.split(' ')),
  weight: new Set('kg kilograms kilos pounds lbs grams g'.split(' ')),
  rating: new Set(['stars', 'star', 'rating', 'rate', 'rated', 'score']),
  operand: new Set(),
};
const WHOLE_MEANINGS = new Set<Meaning>(['quantity', 'limit', 'day', 'month', 'year', 'age', 'hour', 'minute']);
/** A bare number never becomes one of these without a word that says so. */
const NEEDS_WORD = new Set<Meaning>([
  'age',
  'year',
  'latitude',
  'longitude',
  'rating',
  'confidence',
  'timestamp',
  'humidity',
  'percentage',
  'limit',
]);
const OPERAND_ORDER = [
  new Set('a x first left num1 number1 n1 dividend base minuend from start min'.split(' ')),
  new Set('b y second right num2 number2 n2 divisor exponent subtrahend to end max'.split(' ')),
  new Set('c z third num3 number3'.split(' ')),
];

const AFTER_NAME = /\p{Lu}\p{L}+,?\s*\(?$/u;

function score(fact: NumberFact, field: Field, words: ReadonlySet<string>, text: string): number {
  const { meaning } = field;
  const nouns = NOUNS[meaning];
  const near = fact.after[0] ?? '';
  const previous = fact.before[0] ?? '';
  if (meaning === 'price' && fact.currency !== undefined) return 4;
  if (meaning === 'percentage' && fact.percent) return 4;
  if (
    meaning === 'year' &&
    fact.value >= 1900 &&
    fact.value <= 2100 &&
    Number.isInteger(fact.value) &&
    fact.currency === undefined
  )
    return 2;
  if (meaning === 'age' && (/^(?:years?|yrs?|岁)/.test(near) || previous === 'age' || previous === 'aged')) return 4;
  if (words.has(stem(near)) || (fact.after[1] !== undefined && near.length < 3 && words.has(stem(fact.after[1]))))
    return 3.5;
  if (words.has(stem(previous))) return 3;
  if (nouns?.has(near) === true || nouns?.has(previous) === true) return 3;
  if (fact.before.slice(1, 3).some((word) => words.has(stem(word)))) return 2.5;
  if (fact.bound) return 0;
  const apposed = fact.value < 120 && AFTER_NAME.test(text.slice(Math.max(0, fact.at - 20), fact.at));
  if (meaning === 'age' && apposed && fact.currency === undefined && /^(?:and)?$|^[a-z]+s$|^is$|^from$/.test(near))
    return 2;
  if (meaning === 'age' && previous === 'is' && fact.value > 0 && fact.value < 120 && (near === '' || near === 'and'))
    return 2;
  if (
    meaning === 'quantity' &&
    fact.currency === undefined &&
    Number.isInteger(fact.value) &&
    near !== '' &&
    !isMeasure(near)
  )
    return 1.5;
  const isMoney = fact.currency !== undefined;
  return NEEDS_WORD.has(meaning) || (isMoney && meaning !== 'price') ? 0 : 0.5;
}

const isMeasure = (word: string): boolean =>
  ['age', 'duration', 'distance', 'weight', 'temperature', 'month'].some(
    (meaning) => NOUNS[meaning as Meaning]?.has(word) === true,
  );

function operandIndex(field: Field): number {
  const words = splitName(field.name);
  const joined = words.join('');
  return OPERAND_ORDER.findIndex((names) => names.has(joined) || words.some((word) => names.has(word)));
}

/** The numbers that a property may take from the words, best first (for lists: in text order). */
export function numberCandidates(field: Field, making: Making, list: boolean): readonly number[] {
  const facts = making.facts.numbers();
  if (facts.length === 0) return [];
  if (field.meaning === 'operand') return operands(field, facts);
  const words = new Set(
    splitName(field.name)
      .filter((word) => word.length > 2)
      .map(stem),
  );
  if (COUNTS_PEOPLE.test(field.name)) for (const word of PEOPLE) words.add(word);
  const least = field.required || field.ordinal !== undefined ? 0.5 : 2;
  const scored = facts
    .map((fact) => ({ fact, score: score(fact, field, words, making.facts.text) }))
    .filter((one) => one.score >= least && (list || field.ordinal !== undefined || !making.taken.has(one.fact.at)));
  const best = Math.max(0, ...scored.map((one) => one.score));
  if (list || field.ordinal !== undefined)
    return scored.filter((one) => one.score >= Math.min(best, 2)).map((one) => one.fact.value);
  const sorted = scored.sort((a, b) => b.score - a.score).map((one) => one.fact.value);
  return WHOLE_MEANINGS.has(field.meaning) ? sorted.filter(Number.isInteger) : sorted;
}

function operands(field: Field, facts: readonly NumberFact[]): readonly number[] {
  const index = operandIndex(field);
  const values = facts.filter((fact) => !fact.bound || facts.length <= 2).map((fact) => fact.value);
  if (index < 0) return values;
  const value = values[index];
  return value === undefined ? [] : [value];
}

/** Marks a number as used, so that `price` and `quantity` do not take the same one. */
export function takeNumber(value: number, making: Making): void {
  const fact = making.facts.numbers().find((one) => one.value === value && !making.taken.has(one.at));
  if (fact !== undefined) making.taken.add(fact.at);
}
