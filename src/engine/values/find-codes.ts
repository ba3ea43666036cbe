import { WORDS, wordSet } from '../words.ts';

/** Things with a form of their own. Patterns are linear: each starts on a character it cannot skip back over. */
const EMAIL = /[\w.+-]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,5}/gi;
const URL_PATTERN = /\bhttps?:\/\/[^\s<>"'`，。）)]{1,2000}|\bwww\.[a-z\d-]{1,63}\.[^\s<>"'`]{2,200}/gi;
const PHONE =
  /(?<![\w.])\+\d{1,3}(?:[ .-]\d{2,4}){2,5}(?!\w|\.\d)|(?<![\w.])(?:\+\d{1,3}[ .-]?)?(?:\(\d{2,4}\)[ .-]?)?\d{3,4}[ .-]\d{3,4}(?:[ .-]\d{2,4})?(?![\w.])|\+\d{8,14}|\b1[3-9]\d{9}\b/g;
const PATH =
  /(?<![\w/:.@])(?:[~.]{0,2}\/)?(?:[\w.-]{1,80}\/){0,12}[\w-]{0,80}\.[a-z][a-z\d]{0,7}\b(?![/@.]\w)|(?<![\w:/.])~?\/[\w.-]{1,80}(?:\/[\w.-]{1,80}){0,12}/gi;
const REPOSITORY = /(?<![\w/.:-])[\w-]{1,39}\/[\w.-]{1,80}(?![\w/])/g;
const IDENTIFIER =
  /#\s?([\w-]{1,40})|\b((?:[A-Z]{1,6}-)+\d[\w-]{0,20}|[A-Z]{2,5}\d{2,12}|[A-Z]\d{4,12})\b|\b(?:order|invoice|ticket|account|customer|user|booking|reservation|case|issue|id|number|no\.?)(?: (?:id|number|no\.?))?\s?[:#]?\s?([A-Z\d][\w-]*\d[\w-]{0,40}|\d{2,20})\b/gi;
const UUID = /\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/gi;
const QUOTED =
  /"([^"\n]{1,400})"|“([^”\n]{1,400})”|「([^」\n]{1,400})」|`([^`\n]{1,400})`|(?<![\p{L}\d])'([^'\n]{2,400})'(?!\p{L})/gu;
const FENCE = /```[\w+-]{0,20}\n([\s\S]{1,4000}?)```/g;

const all = (pattern: RegExp, text: string): string[] =>
  Array.from(text.matchAll(pattern), (match) => match.slice(1).find((group) => group !== undefined) ?? match[0]);

const trimEnd = (text: string): string => text.replace(/[.,;:!?]{1,64}$/, '');

export const findEmails = (text: string): readonly string[] =>
  text.includes('@') ? all(EMAIL, text).map(trimEnd) : [];
export const findUrls = (text: string): readonly string[] => all(URL_PATTERN, text).map(trimEnd);
export const findPhones = (text: string): readonly string[] =>
  all(PHONE, text).filter((phone) => !/^\d{4}-\d{2}-\d{2}/.test(phone) && phone.replaceAll(/\D/g, '').length >= 7);
export const findPaths = (text: string): readonly string[] => [
  ...all(QUOTED, text).filter((part) => /^[~./\w-]*(?:\.\w{1,12}|\/[\w.-]+)$/.test(part)),
  ...all(PATH, text.replaceAll(URL_PATTERN, ' ').replaceAll(EMAIL, ' ')),
];
export const findRepositories = (text: string): readonly string[] => all(REPOSITORY, text.replaceAll(URL_PATTERN, ' '));
export const findIdentifiers = (text: string): readonly string[] => [...all(UUID, text), ...all(IDENTIFIER, text)];
const BARE = new Set(['id', 'ids', 'uuid', 'key', 'code', 'number', 'no', 'ref', 'reference', 'identifier', 'token']);
/** Nouns that own an identifier: "customer C-88" is no order. */
const OWNERS = WORDS.values.codesOwners;
const OWNER_OF: ReadonlyMap<string, number> = new Map(
  OWNERS.flatMap((row, at) => row.split(' ').map((word): [string, number] => [word, at])),
);
const BEFORE_LENGTH = 40;

/** The identifiers that may belong to a property: not those that the text says are something else's. */
export function identifiersOf(
  text: string,
  identifiers: readonly string[],
  names: readonly string[],
): readonly string[] {
  const wanted = names.map((word) => OWNER_OF.get(word)).find((owner) => owner !== undefined);
  const bare = names.every((word) => BARE.has(word));
  if (bare) return identifiers;
  return identifiers.filter((identifier) => {
    const at = text.indexOf(identifier);
    const before = text
      .slice(Math.max(0, at - BEFORE_LENGTH), at)
      .toLowerCase()
      .split(/[^a-z]+/)
      .slice(-4);
    const owner = before.map((word) => OWNER_OF.get(word)).findLast((one) => one !== undefined);
    return owner === undefined || owner === wanted;
  });
}

export const findQuoted = (text: string): readonly string[] => all(QUOTED, text);
export const findFences = (text: string): readonly string[] => (text.includes('```') ? all(FENCE, text) : []);

const STREET =
  /\b\d{1,5}(?:[a-z])? (?:[NSEW]\.? )?(?:\p{Lu}[\p{L}'-]*\.? ){1,4}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Square|Sq|Way|Place|Pl|Terrace|Highway)\b\.?/gu;
/** House number and street: "12 Baker Street". */
export const findStreets = (text: string): readonly string[] => all(STREET, text);

const TICKER = /\$([A-Z]{1,5})\b|\b([A-Z]{2,5}(?:\.[A-Z])?)\b/g;
const NO_TICKER = wordSet(WORDS.values.codesNoTicker);
/** Stock symbols: "AAPL", "$TSLA". */
export const findTickers = (text: string): readonly string[] =>
  all(TICKER, text).filter((symbol) => !NO_TICKER.has(symbol));
