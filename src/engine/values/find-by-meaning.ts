import type { JsonValue } from '../../contract/api-types.ts';
import { titleCase } from './capitals.ts';
import type { Facts } from './facts.ts';
import * as choices from './find-choices.ts';
import { identifiersOf } from './find-codes.ts';
import { findPlaceCode } from './gazetteer.ts';
import { resolveDate, resolveTime } from './find-dates.ts';
import { findGist } from './find-gist.ts';
import { evaluate } from './find-math.ts';
import { leftoverWords } from './leftover-words.ts';
import type { Field, Making } from './making.ts';
import type { Meaning } from './meaning.ts';
import { byRole, roleOf } from './roles.ts';
import { isRecord, recordIn } from './schema.ts';
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

const times: Finder = (facts, field, making) => {
  const found = byRole(facts.times(), roleOf(field.name));
  // Tools are told the time as clocks show it.
  if (field.iso === undefined && making.bindings?.covered !== undefined)
    return found.map((time) => resolveTime(time)?.slice(0, 5) ?? time);
  if (field.iso === undefined) return found;
  return found
    .map(resolveTime)
    .filter((time) => time !== undefined)
    .map((time) => `${time}Z`);
};

const people: Finder = (facts) => facts.people();
/** Who made something: "a novel by the Polish writer Stanisław Lem". */
const bylines = (facts: Facts): readonly string[] =>
  facts
    .names()
    .filter(({ start }) => / by (?:[\p{L}-]+ ){0,4}$/u.test(facts.text.slice(Math.max(0, start - 60), start)))
    .map((run) => run.text)
    .toReversed();

/** The name alone where the tool is told the owner beside it. */
function repositories(facts: Facts, _field: Field, { root }: Making): readonly string[] {
  const names = Object.keys((isRecord(root) ? recordIn(root, 'properties') : undefined) ?? {});
  const parted = names.some((name) => name === 'owner' || name === 'org');
  return facts.repositories().map((name) => (parted ? (name.split('/')[1] ?? name) : name));
}

/** "The living room", "in the kitchen". */
const rooms = (facts: Facts, noun: string): readonly string[] => [
  ...Array.from(
    facts.lower.matchAll(new RegExp(`\\bthe ((?:\\p{L}+ )?\\p{L}*${noun})\\b`, 'gu')),
    (match) => match[1] ?? '',
  ).filter((room) => room !== noun),
  ...whereabouts(facts)
    .filter((place) => !/^\d/.test(place))
    .toReversed(),
];
const PLACED = new Set('room area zone site floor ward hall aisle shelf'.split(' '));

/** Things that the words speak of where no kind is known: what stands quoted, else what the tool itself does not explain. */
const things: Finder = (facts, field, making) =>
  making.bindings?.covered === undefined
    ? []
    : [
        ...facts.quoted(),
        ...facts.paths(),
        ...placesLast(facts, field, leftoverWords(facts, making.bindings.covered, splitName(field.name).at(-1))),
        ...objects(facts),
      ];
/** What is a place is sooner the place of something than the thing. */
function placesLast(facts: Facts, { meaning }: Field, found: readonly string[]): readonly string[] {
  if (meaning !== 'food' && meaning !== 'product' && meaning !== 'category') return found;
  const places = new Set(facts.places().all);
  return found.toSorted((a, b) => Number(places.has(a)) - Number(places.has(b)));
}

/** Names that are no places, for tools that want a person whom nothing introduces as one. */
const namesElse: Finder = (facts, field, making) => {
  const places = new Set(facts.places().all);
  const named = facts
    .names()
    .filter((run) => !places.has(run.text))
    .map((run) => run.text);
  if (named.length > 0) return named;
  if (facts.names().length > 0) return facts.names().map((run) => run.text);
  return facts.emails().length > 0 ? facts.emails() : things(facts, field, making);
};

const WHEREABOUTS =
  /\b(?:in|at|on|near|inside|from|to) (?:the |my |our )?([\p{L}\d][\p{L}\d-]*(?: (?!(?:is|are|was|were|and|or|please|for|to|with|at|on|in|right|now|today|tomorrow)\b)[\p{L}\d][\p{L}\d-]*){0,3})/gu;
const whereabouts = (facts: Facts): readonly string[] =>
  Array.from(facts.text.slice(0, 1000).matchAll(WHEREABOUTS), (match) => match[1] ?? '').filter(
    (text) => !/^\d+$/.test(text),
  );
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

/** What the words hold of each kind. */
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
  author: (facts) => [...bylines(facts), ...facts.people()],
  'first-name': (facts) => facts.people().map((name) => name.split(' ')[0] ?? name),
  'last-name': (facts) => facts.people().flatMap((name) => name.split(' ').slice(1, 4).slice(-1)),
  company: (facts) => facts.companies(),
  job: (facts) => facts.jobs(),
  email: recipients,
  phone: (facts) => facts.phones(),
  url: (facts) => facts.urls(),
  street: (facts) => facts.streets(),
  address: (facts) =>
    facts.streets().map((street, i) => {
      const behind = facts.text.slice(facts.text.indexOf(street) + street.length);
      const place = /^,? (\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)*)/u.exec(behind)?.[1] ?? facts.places().all[i];
      return place === undefined ? street : `${street}, ${place}`;
    }),
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
  id: (facts, field) => identifiersOf(facts.text, facts.identifiers(), splitName(field.name)),
  sku: (facts) => facts.identifiers(),
  file: (facts, field) => byRole(facts.paths(), roleOf(field.name)),
  repository: repositories,
  'repository-owner': (facts) => facts.repositories().map((name) => name.split('/')[0] ?? name),
  code: (facts, field) => (facts.fences().length > 0 ? facts.fences() : weak(field, () => facts.quoted()[0])),
  command: (facts, field) => {
    const told = facts.command();
    return told === undefined ? weak(field, () => facts.quoted()[0] ?? facts.payload()) : [told];
  },
  expression: (facts, field) => one(facts.expression() ?? weak(field, () => facts.query())[0]),
  answer: answer,
  query: (facts, field) =>
    /question|prompt|^input$/i.test(field.name) && field.required
      ? one(wholeQuestion(facts))
      : facts.quoted().length > 0 && field.required
        ? facts.quoted()
        : weak(field, () => facts.query()),
  message: (facts, field) => one(facts.message() ?? weak(field, () => facts.quoted()[0] ?? facts.payload())[0]),
  note: (facts) => one(facts.message()),
  text: (facts, field) =>
    one(
      weak(
        field,
        () => facts.quoted()[0] ?? facts.message() ?? facts.payload() ?? (isWriting(field) ? undefined : facts.query()),
      )[0],
    ),
  subject: (facts, field, making) => one(facts.subject() ?? titled(weak(field, () => gist(facts, making))[0])),
  summary: (facts, field, making) => weak(field, () => whole(facts) ?? titled(gist(facts, making))),
  reason: (facts, field, making) => weak(field, () => facts.quoted()[0] ?? titled(gist(facts, making))),
  description: (facts, field, making) => weak(field, () => facts.message() ?? titled(gist(facts, making))),
  title: (facts, field, making) =>
    one(
      facts.title() ??
        weak(field, () => facts.quoted()[0] ?? titled(facts.subject() ?? gist(facts, making) ?? facts.event()))[0],
    ),
  event: (facts, field, making) =>
    one(titled(facts.title() ?? facts.event() ?? weak(field, () => facts.quoted()[0] ?? gist(facts, making))[0])),
  topic: (facts, field) => weak(field, () => facts.topic()),
  product: (facts) => (facts.quoted().length > 0 ? facts.quoted() : nouns(facts)),
  sentiment: (facts, field) => weak(field, () => choices.findSentiment(facts)),
  tag: (facts) => Array.from(facts.text.matchAll(/(?<!\w)#(\p{L}[\p{L}\d_]*)/gu), (match) => match[1] ?? ''),
  version: (facts) => facts.text.match(/\bv?\d{1,4}\.\d{1,4}(?:\.\d{1,5})?\b/g) ?? [],
};

/** A thing that is called something has that name; others are named by a proper noun. */
const named: Finder = (facts, field, making) => [facts.title() ?? [], namesElse(facts, field, making)].flat();

const FALLBACKS: Partial<Record<Meaning, Finder>> = {
  location: (facts, field, making) => [...whereabouts(facts), ...things(facts, field, making)],
  city: (facts, field, making) => [...whereabouts(facts), ...things(facts, field, making)],
  address: (facts, field, making) => [...whereabouts(facts), ...things(facts, field, making)],
  company: things,
  product: things,
  food: things,
  color: things,
  category: things,
  state: things,
  status: things,
  person: named,
  name: named,
  author: namesElse,
  'repository-owner': named,
  unknown: (facts, field, making) => [
    ...(PLACED.has(splitName(field.name).at(-1) ?? '') ? rooms(facts, splitName(field.name).at(-1) ?? '') : []),
    ...things(facts, field, making),
  ],
};

const WHOLE = 240;
/** A short request says best itself what it is about. */
const whole = (facts: Facts): string | undefined =>
  facts.text.length <= WHOLE && /[.!?。].*\S|\S{12}/s.test(facts.text) ? facts.text.trim() : undefined;

const gist = (facts: Facts, making: Making): string | undefined =>
  making.bindings?.covered === undefined ? undefined : findGist(facts, making.bindings.covered);
/** The sentence that asks, whole; the text where none does. */
const wholeQuestion = (facts: Facts): string =>
  (facts.text.match(/[^.!?\n]{3,300}[?？]/g)?.at(-1) ?? facts.text.slice(0, 300)).trim();
const isWriting = (field: Field): boolean => /^(?:poem|joke|story|lyrics|quote)$/i.test(field.name);
const titled = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : titleCase(text.slice(0, 1)) + text.slice(1);

const OBJECT =
  /\b(?:in|on|off|at|for|of|to|into) (?:the|my|our) ([a-z]+(?: (?!and\b|to\b|in\b|at\b|on\b|off\b|for\b|with\b|is\b|please\b)[a-z]+)?)/g;
/** Plain things of the sentence, last first: "the light in the kitchen" → kitchen, light. */
const objects = (facts: Facts): readonly string[] =>
  Array.from(facts.lower.matchAll(OBJECT), (match) => match[1] ?? '').toReversed();

/** What the words hold of the kind of a property, best first. */
export const findByMeaning: Finder = (facts, field, making) => FINDERS[field.meaning]?.(facts, field, making) ?? [];

/** What a tool's required argument takes where nothing of its kind is in the words. */
export function findInstead(field: Field, making: Making): readonly JsonValue[] {
  const { facts, bindings } = making;
  if (!field.required) return [];
  if (bindings?.covered !== undefined) return FALLBACKS[field.meaning]?.(facts, field, making) ?? [];
  return field.meaning === 'unknown' ? [...facts.quoted(), ...objects(facts)] : [];
}
