import { WORDS } from '../words.ts';

type Rows = keyof typeof WORDS.gazetteer;

const names = (rows: Rows): readonly string[] => WORDS.gazetteer[rows].flatMap((row) => row.split('|'));
const set = (rows: Rows): ReadonlySet<string> => new Set(names(rows));
const table = (rows: Rows): Readonly<Record<string, string>> =>
  Object.fromEntries(names(rows).map((row) => row.split('=')));

/** Well-known cities, lower case, so that "weather in tokyo" needs no capital. */
export const CITIES: ReadonlySet<string> = set('cities');
/** Regions that follow a city after a comma: "Paris, France", "Boston, MA". */
export const REGIONS: ReadonlySet<string> = set('regions');
export const COUNTRIES: ReadonlySet<string> = set('countries');
export const LANGUAGES: ReadonlySet<string> = set('languages');
/** ISO 639-1 codes for languages asked for by code. */
export const LANGUAGE_CODES: Readonly<Record<string, string>> = table('languageCodes');
export const CURRENCY_CODES: ReadonlySet<string> = set('currencyCodes');
export const CURRENCY_WORDS: Readonly<Record<string, string>> = table('currencyWords');
export const CHINESE_PLACES: readonly string[] = names('chinesePlaces');
export const CHINESE_COUNTRIES: readonly string[] = names('chineseCountries');
/** First names, lower case, to tell "John" from "Berlin". */
export const FIRST_NAMES: ReadonlySet<string> = set('firstNames');
export const COMPANIES: ReadonlySet<string> = set('companies');

type Kind = 'capital' | 'timezone' | 'country' | 'ticker';

const CODES: Readonly<Record<Kind, Readonly<Record<string, string>>>> = {
  /** Capitals of countries (lower case): a question that mock servers get all the time. */
  capital: table('capitals'),
  timezone: table('timezones'),
  country: table('countryCodes'),
  ticker: table('tickers'),
};

/** The code that stands for a name: an IANA zone, an ISO country, a stock symbol. */
export function findPlaceCode(kind: Kind, name: string): string | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(CODES[kind], key) ? CODES[kind][key] : undefined;
}
