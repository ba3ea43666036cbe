import { CAPITALS, COUNTRY_CODES, TICKERS, TIMEZONES } from './gazetteer.ts';

type Kind = 'capital' | 'timezone' | 'country' | 'ticker';

const TABLES: Readonly<Record<Kind, Readonly<Record<string, string>>>> = {
  capital: CAPITALS,
  timezone: TIMEZONES,
  country: COUNTRY_CODES,
  ticker: TICKERS,
};

/** The code that stands for a name: an IANA zone, an ISO country, a stock symbol. */
export function findPlaceCode(kind: Kind, name: string): string | undefined {
  const table = TABLES[kind];
  const key = name.toLowerCase();
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
