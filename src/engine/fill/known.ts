import { wordsOf } from '../read/text.ts';
import { WORDS } from '../words.ts';
import { hasAny, keyedBy, keyIn } from '../has-words.ts';

/** An answer in its shortest form and as a sentence. */
export interface Known {
  readonly short: string;
  readonly sentence: string;
}

interface Country {
  readonly name: string;
  readonly the: boolean;
  readonly capital: string;
  readonly largest: string;
  readonly currency: string;
  readonly language: string;
  readonly continent: string;
  readonly zh: string;
  readonly zhCapital: string;
}

const ALIASES: Readonly<Record<string, string>> = WORDS.world.aliases;

interface Index {
  readonly countries: ReadonlyMap<string, Country>;
  readonly facts: ReadonlyMap<string, readonly (Known & { readonly needs: readonly string[] })[]>;
}

let index: Index | undefined;

function readCountry(row: string): Country {
  const [raw = '', capital = '', largest = '', currency = '', language = '', continent = '', zh = '', zhCapital = ''] =
    row.split('|');
  const the = raw.startsWith('*');
  return {
    name: the ? raw.slice(1) : raw,
    the,
    capital,
    largest: largest || capital,
    currency,
    language,
    continent,
    zh,
    zhCapital,
  };
}

/** Built at the first question, so that the start of the program does not pay for it. */
function indexOf(): Index {
  if (index !== undefined) return index;
  const countries = new Map<string, Country>();
  for (const row of WORDS.world.countries) {
    const country = readCountry(row);
    countries.set(country.name.toLowerCase(), country).set(country.zh, country);
  }
  const facts = new Map<string, (Known & { readonly needs: readonly string[] })[]>();
  for (const row of WORDS.world.facts) {
    const [words = '', short = '', sentence = ''] = row.split('|');
    const [key = '', ...needs] = words.split(' ');
    facts.set(key, [...(facts.get(key) ?? []), { needs, short, sentence }]);
  }
  index = { countries, facts };
  return index;
}

/** A country by its English or Chinese name. */
export function findCountry(name: string): Country | undefined {
  const key = name.trim().toLowerCase().replace(/^the /, '');
  const { countries } = indexOf();
  return countries.get(Object.hasOwn(ALIASES, key) ? (ALIASES[key] ?? key) : key);
}

/** The country that a text names. */
function countryIn(text: string): Country | undefined {
  const words = text
    .replaceAll(/[?!,;:"]/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => word.replace(/['’]s$/, '').replace(/\.$/, ''));
  for (let from = 0; from < words.length; from++)
    for (let size = Math.min(4, words.length - from); size > 0; size--) {
      const country = findCountry(words.slice(from, from + size).join(' '));
      if (
        country !== undefined &&
        (size > 1 || (words[from] ?? '').length > 2 || words[from] === words[from]?.toUpperCase())
      )
        return country;
    }
  return [...indexOf().countries.entries()].find(([name]) => /[\u4e00-\u9fff]/.test(name) && text.includes(name))?.[1];
}

type Property = 'capital' | 'largest' | 'currency' | 'language' | 'continent';
const PROPERTIES = keyedBy(WORDS.fill.properties);

/** A property of a country, by the name of the property: text, tools and JSON say the same. */
export function countryProperty(property: string, text: string): string | undefined {
  const country = countryIn(text);
  const found = keyIn(PROPERTIES, property) as Property | undefined;
  return country === undefined || found === undefined ? undefined : country[found];
}

function countryFact(text: string): Known | undefined {
  const property = keyIn(PROPERTIES, text) as Property | undefined;
  const country = property === undefined ? undefined : countryIn(text);
  if (property === undefined || country === undefined) return undefined;
  if (hasAny(text, '首都'))
    return { short: country.zhCapital, sentence: `${country.zh}的首都是${country.zhCapital}。` };
  const place = country.the ? `the ${country.name}` : country.name;
  const value = country[property];
  const sentences: Readonly<Record<Property, string>> = {
    capital: `The capital of ${place} is ${value}.`.replace('..', '.'),
    largest: `The largest city in ${place} is ${value}.`,
    currency: `The currency of ${place} is the ${value}.`,
    language: `${value} ${value.includes(' and ') ? 'are' : 'is'} spoken in ${place}.`,
    continent: `${place.charAt(0).toUpperCase()}${place.slice(1)} is in ${value}.`,
  };
  return { short: value, sentence: sentences[property] };
}

const MAX_WORDS = 60;

/** What the small table of general knowledge says to a question. */
export function findKnown(question: string): Known | undefined {
  const text = question.slice(0, 400);
  const country = countryFact(text);
  if (country !== undefined) return country;
  const words = wordsOf(text).slice(0, MAX_WORDS);
  const { facts } = indexOf();
  const has = (need: string): boolean =>
    words.some((word) => word === need || (need.length > 3 && word.startsWith(need)));
  for (const word of words) {
    const entry = facts.get(word)?.find(({ needs }) => needs.every(has));
    if (entry !== undefined) return entry;
  }
  return undefined;
}

/** Whether a statement about the world is true, as far as the table knows: "Is Paris in France?" */
export function isKnownTrue(question: string): boolean | undefined {
  const country = countryIn(question);
  if (country === undefined) return undefined;
  const lower = question.toLowerCase();
  if (hasAny(lower, 'capital')) return lower.includes(country.capital.toLowerCase());
  const cities = [...new Set(indexOf().countries.values())];
  const owner = cities.find(
    ({ capital, largest, name }) =>
      name !== country.name && [capital, largest].some((city) => lower.includes(city.toLowerCase())),
  );
  if ([country.capital, country.largest].some((city) => lower.includes(city.toLowerCase()))) return true;
  return owner === undefined ? undefined : false;
}
