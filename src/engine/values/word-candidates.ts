import type { JsonValue } from '../../contract/api-types.ts';
import { numberCandidates } from './choose-number.ts';
import { titleCase } from './capitals.ts';
import type { Facts } from './facts.ts';
import * as choices from './find-choices.ts';
import { findPlaceCode } from './place-codes.ts';
import { resolveDate, resolveTime } from './find-dates.ts';
import { evaluate } from './find-math.ts';
import { labelledValue } from './labelled-value.ts';
import type { Field, Making } from './making.ts';
import type { Meaning } from './meaning.ts';
import { byRole, roleOf } from './roles.ts';
import { splitName } from './tokens.ts';

type Finder = (facts: Facts, field: Field, making: Making) => readonly JsonValue[];

const one = (value: string | undefined): readonly string[] => (value === undefined || value === '' ? [] : [value]);

function places(facts: Facts, field: Field, kind: 'all' | 'cities'): readonly string[] {
  const found = facts.places();
  const role = roleOf(field.name);
  // "weather in France" for a tool that wants a city: better the country than some other place.
  const usual = found[kind].length === 0 && field.required ? found.all : found[kind];
  if (role === undefined || (found.from === undefined && found.to === undefined)) return usual;
  const place = role === 'from' ? found.from : found.to;
  return one(kind === 'cities' ? place?.split(', ')[0] : place);
}

function zones(facts: Facts): readonly string[] {
  const named = choices.findZones(facts);
  return named.length > 0
    ? named
    : facts
        .places()
        .cities.map((city) => findPlaceCode('timezone', city))
        .filter((zone) => zone !== undefined);
}

function languages(facts: Facts, field: Field): readonly string[] {
  const found = choices.findLanguages(facts);
  const role = roleOf(field.name);
  const source = /\bfrom (\p{Lu}\p{L}+)/u.exec(facts.text)?.[1];
  const others = role === 'to' ? found.filter((language) => language !== source) : found;
  const ordered = role === 'from' ? found.filter((language) => language === source) : others;
  const coded =
    /code|iso|locale/i.test(`${field.name} ${field.description}`) ||
    /\be\.g\.,? ["'`]?[a-z]{2}\b/.test(field.description);
  return coded ? ordered.map(choices.languageCode) : ordered;
}

function dates(facts: Facts, field: Field, making: Making): readonly string[] {
  const found = facts.dates();
  const role = roleOf(field.name);
  const wanted = role === 'to' && found.length < 2 && field.meaning !== 'date' ? found : byRole(found, role);
  if (field.iso === undefined) return wanted;
  const days = wanted.map((phrase) => resolveDate(phrase, making.now)).filter((day) => day !== undefined);
  if (field.iso === 'date') return days;
  const time = resolveTime(byRole(facts.times(), role)[0] ?? '') ?? '09:00:00';
  const whole = /T(\d{2}:\d{2})/.exec(found[0] ?? '')?.[1];
  return days.map((day) => `${day}T${whole === undefined ? time : `${whole}:00`}Z`);
}

const times: Finder = (facts, field) => {
  const found = byRole(facts.times(), roleOf(field.name));
  if (field.iso === undefined) return found;
  return found
    .map(resolveTime)
    .filter((time) => time !== undefined)
    .map((time) => `${time}Z`);
};

const people: Finder = (facts) => facts.people();
const weak = (field: Field, find: () => string | undefined): readonly string[] => (field.required ? one(find()) : []);

function answer(facts: Facts): readonly JsonValue[] {
  const expression = facts.expression();
  const value = expression === undefined ? undefined : evaluate(expression);
  return value === undefined ? [] : [value];
}

const nouns = (facts: Facts): readonly string[] =>
  facts
    .numbers()
    .filter((fact) => !fact.bound && fact.currency === undefined && !fact.percent)
    .map((fact) => fact.after[0] ?? '')
    .filter(
      (noun) => noun.length > 3 && !/^(?:years?|people|times|plus|minus|degrees|percent|and|from|with)$/.test(noun),
    );

function recipients(facts: Facts, field: Field): readonly string[] {
  const found = facts.emails();
  return found.length > 1 && roleOf(field.name) === 'from' ? found.slice(0, 1) : found;
}

const FINDERS: Partial<Record<Meaning, Finder>> = {
  location: (facts, field) => places(facts, field, 'all'),
  city: (facts, field) => {
    if (/capital/i.test(field.name)) {
      const codes = facts.places().countries.map((name) => findPlaceCode('capital', name));
      return codes.filter((city) => city !== undefined);
    }
    return places(facts, field, /\bstate\b|country|e\.g\.[^.]*,/i.test(field.description) ? 'all' : 'cities');
  },
  airport: (facts, field) =>
    byRole(facts.text.match(/\b[A-Z]{3}\b/g) ?? places(facts, field, 'cities'), roleOf(field.name)),
  country: (facts) => facts.places().countries,
  'country-code': (facts) =>
    facts
      .places()
      .all.map((place) => findPlaceCode('country', place))
      .filter((code) => code !== undefined),
  timezone: zones,
  person: people,
  name: people,
  author: people,
  'first-name': (facts) => facts.people().map((name) => name.split(' ')[0] ?? name),
  'last-name': (facts) => facts.people().flatMap((name) => name.split(' ').slice(1, 4).slice(-1)),
  company: (facts) => facts.companies(),
  job: (facts) => facts.jobs(),
  email: recipients,
  phone: (facts) => facts.phones(),
  url: (facts) => facts.urls(),
  street: (facts) => facts.streets(),
  address: (facts) =>
    facts.streets().map((street, i) => [street, facts.places().all[i]].filter((part) => part !== undefined).join(', ')),
  zip: (facts) => facts.text.match(/\b\d{5}(?:-\d{4})?\b/g) ?? [],
  state: (facts) => facts.places().all.flatMap((place) => place.split(', ').slice(1, 2)),
  username: (facts) => Array.from(facts.text.matchAll(/(?<![\w.])@([a-z][\w-]{1,38})/gi), (match) => match[1] ?? ''),
  date: dates,
  'date-time': dates,
  time: times,
  currency: (facts, field) =>
    byRole(choices.findCurrencies(facts), roleOf(field.name) ?? (/base/.test(field.name) ? 'from' : undefined)),
  language: languages,
  unit: (facts, field) => byRole(choices.findUnits(facts), roleOf(field.name)),
  color: (facts) => choices.findColors(facts),
  food: (facts, field) => {
    const found = choices.findFoods(facts);
    return found.length > 0 ? found : weak(field, () => facts.payload());
  },
  ticker: (facts) => {
    const named = facts
      .names()
      .map((run) => findPlaceCode('ticker', run.text))
      .filter((code) => code !== undefined);
    return facts.tickers().length > 0 ? facts.tickers() : named;
  },
  id: (facts) => facts.identifiers(),
  sku: (facts) => facts.identifiers(),
  file: (facts, field) => byRole(facts.paths(), roleOf(field.name)),
  repository: (facts) => facts.repositories(),
  code: (facts, field) => (facts.fences().length > 0 ? facts.fences() : weak(field, () => facts.quoted()[0])),
  command: (facts, field) => (facts.quoted().length > 0 ? facts.quoted() : weak(field, () => facts.payload())),
  expression: (facts, field) => one(facts.expression() ?? weak(field, () => facts.query())[0]),
  answer: answer,
  query: (facts, field) =>
    facts.quoted().length > 0 && field.required ? facts.quoted() : weak(field, () => facts.query()),
  message: (facts, field) => one(facts.message() ?? weak(field, () => facts.quoted()[0] ?? facts.payload())[0]),
  note: (facts) => one(facts.message()),
  text: (facts, field) =>
    one(
      weak(
        field,
        () => facts.quoted()[0] ?? facts.message() ?? facts.payload() ?? (isWriting(field) ? undefined : facts.query()),
      )[0],
    ),
  subject: (facts) => one(facts.subject()),
  title: (facts, field) => one(facts.title() ?? weak(field, () => facts.quoted()[0] ?? titled(facts.event()))[0]),
  event: (facts, field) => one(titled(facts.title() ?? facts.event() ?? weak(field, () => facts.quoted()[0])[0])),
  topic: (facts, field) => weak(field, () => facts.topic()),
  product: (facts) => (facts.quoted().length > 0 ? facts.quoted() : nouns(facts)),
  sentiment: (facts, field) => weak(field, () => choices.findSentiment(facts)),
  tag: (facts) => Array.from(facts.text.matchAll(/(?<!\w)#(\p{L}[\p{L}\d_]*)/gu), (match) => match[1] ?? ''),
  version: (facts) => facts.text.match(/\bv?\d{1,4}\.\d{1,4}(?:\.\d{1,5})?\b/g) ?? [],
};

const NUMERIC = new Set<Meaning>(
  'age confidence day distance duration hour humidity latitude limit longitude minute month number operand percentage price quantity rating size temperature weight year unknown'.split(
    ' ',
  ) as Meaning[],
);

const isWriting = (field: Field): boolean => /^(?:poem|joke|story|lyrics|quote)$/i.test(field.name);
const titled = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : titleCase(text.slice(0, 1)) + text.slice(1);

function narrow(found: readonly JsonValue[], field: Field): readonly JsonValue[] {
  const { ordinal } = field;
  if (ordinal === undefined) return found;
  const item = found[ordinal.index] ?? (ordinal.shared && found.length === 1 ? found[0] : undefined);
  return item === undefined ? [] : [item];
}

/**
 * What the words offer for a property, best first. A property that is not required only gets what is clearly meant for
 * it.
 *
 * @param mode `list` gives all things of the kind in text order, for arrays
 */
export function wordCandidates(field: Field, making: Making, mode: 'one' | 'list' = 'one'): readonly JsonValue[] {
  const { facts } = making;
  if (facts.text === '' || field.ordinal?.index === -1) return [];
  const whole = mode === 'list' ? { ...field, ordinal: undefined } : field;
  const found: JsonValue[] = [...(FINDERS[field.meaning]?.(facts, whole, making) ?? [])];
  if (NUMERIC.has(field.meaning)) found.push(...numberCandidates(field, making, mode === 'list'));
  if (mode === 'list') return [...new Set(found)];
  if (field.ordinal !== undefined) return narrow(found, field);
  const labelled = labelledValue(facts, splitName(field.name));
  if (labelled !== undefined) {
    if (found.length === 0 || PREFERS_LABEL.has(field.meaning)) found.unshift(labelled);
    else found.push(labelled);
  }
  if (found.length === 0 && field.required && field.meaning === 'unknown')
    found.push(...facts.quoted(), ...objects(facts));
  return found;
}

const OBJECT =
  /\b(?:in|on|off|at|for|of|to|into) (?:the|my|our) ([a-z]+(?: (?!and\b|to\b|in\b|at\b|on\b|off\b|for\b|with\b|is\b|please\b)[a-z]+)?)/g;
/** Plain things of the sentence, last first: "the light in the kitchen" → kitchen, light. */
const objects = (facts: Facts): readonly string[] =>
  Array.from(facts.lower.matchAll(OBJECT), (match) => match[1] ?? '').toReversed();

const PREFERS_LABEL = new Set<Meaning>([
  'title',
  'subject',
  'message',
  'note',
  'text',
  'query',
  'product',
  'id',
  'topic',
  'event',
  'description',
  'file',
]);
