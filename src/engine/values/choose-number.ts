import type { NumberFact } from './find-numbers.ts';
import type { Field, Making } from './making.ts';
import type { Meaning } from './meaning.ts';
import { splitName, stem } from './tokens.ts';
import { isUnitName } from './unit-names.ts';
import { WORDS, wordSet } from '../words.ts';

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
const NEEDS_WORD = wordSet(WORDS.values.chooseNumberNeedsWord);
const OPERAND_ORDER = [
  new Set('a x first left num1 number1 n1 dividend base minuend from start min'.split(' ')),
  new Set('b y second right num2 number2 n2 divisor exponent subtrahend to end max'.split(' ')),
  new Set('c z third num3 number3'.split(' ')),
];

const MEASURED = new Set<Meaning>(['temperature', 'distance', 'weight', 'price', 'duration', 'size', 'humidity']);
const LABELLED =
  /(?:^|\s)(?!(?:to|of|for|than|is|are|by|with|about|only|and|or|at|from|least|most|over|under|below|above|around|exactly|costs?|pay|convert|order|buy|set|add|the)\s)\p{Ll}{4,20} $/iu;
const AFTER_NAME = /\p{Lu}\p{L}{1,400},?\s*\(?$/u;

/** A number at its place, and what is asked of it. */
interface Question {
  readonly fact: NumberFact;
  readonly meaning: Meaning;
  readonly words: ReadonlySet<string>;
  readonly text: string;
  /** The property is called by a unit. */
  readonly measured: boolean;
  readonly near: string;
  readonly previous: string;
}

const isYear = ({ value, currency }: NumberFact): boolean =>
  value >= 1900 && value <= 2100 && Number.isInteger(value) && currency === undefined;

/** What the number's own signs tell: money, percent, a year, years of age. */
function bySign({ fact, meaning, near, previous }: Question): number {
  if (meaning === 'price' && fact.currency !== undefined) return 4;
  if (meaning === 'percentage' && fact.percent) return 4;
  if (meaning === 'year' && isYear(fact)) return 2;
  return meaning === 'age' && (/^(?:years?|yrs?|岁)/.test(near) || previous === 'age' || previous === 'aged') ? 4 : 0;
}

/** What the words around it tell: the property's name, or a noun that goes with its kind. */
function byWords({ fact, meaning, words, near, previous }: Question): number {
  const nouns = NOUNS[meaning];
  const second = near.length < 3 ? fact.after[1] : undefined;
  if (words.has(stem(near)) || (second !== undefined && words.has(stem(second)))) return 3.5;
  if (words.has(stem(previous))) return 3;
  if (nouns?.has(near) === true || nouns?.has(previous) === true) return 3;
  return fact.before.slice(1, 3).some((word) => words.has(stem(word))) ? 2.5 : 0;
}

/** "Jason is 25, Sarah (30)": an age behind a name. */
function byName({ fact, meaning, text, near, previous }: Question): number {
  if (meaning !== 'age' || fact.value <= 0 || fact.value >= 120 || fact.currency !== undefined) return 0;
  if (AFTER_NAME.test(text.slice(Math.max(0, fact.at - 20), fact.at)) && /^(?:and)?$|^[a-z]+s$|^is$|^from$/.test(near))
    return 2;
  const closed = near === '' || near === 'and' || /^\d{1,3}\s*[,.;)]/.test(text.slice(fact.at, fact.at + 5));
  return previous === 'is' && closed ? 2 : 0;
}

/** A number that nothing ties to the property: taken where its kind allows that. */
function unbound({ fact, meaning, text, near, measured }: Question): number {
  const money = fact.currency !== undefined;
  if (meaning === 'quantity' && !money && Number.isInteger(fact.value) && near !== '' && !isMeasure(near)) return 1.5;
  // "furnace 3" is which furnace, not how hot.
  const labels = (MEASURED.has(meaning) || measured) && LABELLED.test(text.slice(Math.max(0, fact.at - 24), fact.at));
  if (labels && !isMeasure(near)) return 0;
  return NEEDS_WORD.has(meaning) || (money && meaning !== 'price') ? 0 : 0.5;
}

function score(fact: NumberFact, field: Field, words: ReadonlySet<string>, text: string): number {
  const question: Question = {
    fact,
    meaning: field.meaning,
    words,
    text,
    measured: isUnitName(splitName(field.name)),
    near: fact.after[0] ?? '',
    previous: fact.before[0] ?? '',
  };
  const told = bySign(question) || byWords(question);
  if (told > 0 || fact.bound) return told;
  return byName(question) || unbound(question);
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

const operands = (field: Field, facts: readonly NumberFact[]): readonly number[] =>
  operandsOf(
    facts.filter((fact) => !fact.bound || facts.length <= 2).map((fact) => fact.value),
    field,
  );

/** Of numbers in order, the one that an operand takes by its place: `a` the first, `b` the second. */
export function operandsOf(values: readonly number[], field: Field): readonly number[] {
  const index = operandIndex(field);
  if (index < 0) return values;
  const value = values[index];
  return value === undefined ? [] : [value];
}

/** Marks a number as used, so that `price` and `quantity` do not take the same one. */
export function takeNumber(value: number, making: Making): void {
  const fact = making.facts.numbers().find((one) => one.value === value && !making.taken.has(one.at));
  if (fact !== undefined) making.taken.add(fact.at);
}
