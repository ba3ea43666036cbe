import type { JsonType } from './schema.ts';
import { memoize } from './memoize.ts';
import { splitName } from './tokens.ts';
import { WORDS, wordSet } from '../words.ts';

/** What a property is about, guessed from its name, description and format. */
export type Meaning = keyof typeof WORDS.meanings;

const BY_NAME: ReadonlyMap<string, Meaning> = new Map(
  (Object.entries(WORDS.meanings) as [Meaning, string][]).flatMap(([meaning, names]) =>
    names.split(' ').map((name): [string, Meaning] => [name, meaning]),
  ),
);

/** Words of other languages, which are also found at the end of a compound: `kundenname`, `fecha_de_pago`. */
const FOREIGN: ReadonlyMap<string, Meaning> = new Map(
  WORDS.values.foreignMeanings.flatMap((row) => {
    const [meaning = '', names = ''] = row.split(' => ');
    return names.split(' ').map((name): [string, Meaning] => [name, meaning as Meaning]);
  }),
);
const LONGEST_FOREIGN = 14;

function foreignMeaning(words: readonly string[]): Meaning | undefined {
  for (const word of words)
    for (let at = Math.max(0, word.length - LONGEST_FOREIGN); at < word.length - 2; at++) {
      const meaning = FOREIGN.get(word.slice(at));
      if (meaning !== undefined) return meaning;
    }
  return undefined;
}

const BY_FORMAT: Readonly<Record<string, Meaning>> = {
  email: 'email',
  date: 'date',
  time: 'time',
  'date-time': 'date-time',
  uri: 'url',
  url: 'url',
  uuid: 'id',
};

/** What the object around a bare `name` or `title` tells: a `company.name` is no person. */
const NAME_OF: readonly (readonly [RegExp, Meaning])[] = [
  [/\b(?:compan|organi[sz]|vendor|employer|brand|store|restaurant|hotel)/, 'company'],
  [/\b(?:cit(?:y|ies)|town|place|location|destination)\b/, 'city'],
  [/\b(?:countr|nation)/, 'country'],
  [/\b(?:event|meeting|appointment|calendar)/, 'event'],
  [/\b(?:food|dish|meal|recipe|ingredient|fruit|cuisine)/, 'food'],
  [/\b(?:products?|items?|sku|articles?|cart|order)\b/, 'product'],
  [/\b(?:files?|documents?|paths?)\b/, 'file'],
];

/** Descriptions that say more than the name does. */
const BY_DESCRIPTION: readonly (readonly [RegExp, Meaning])[] = [
  [/\b(?:id|identifier|code|token|key|reference) (?:of|for)\b|\b\w+ (?:id|number|code|token|reference)$/, 'id'],
  [/\b(?:city|town)\b/, 'city'],
  [/\bemail\b/, 'email'],
  [/\b(?:location|place)\b/, 'location'],
  [/\bcountry\b/, 'country'],
  [/\bcurrency\b/, 'currency'],
  [/\b(?:ticker|stock symbol)\b/, 'ticker'],
  [/\b(?:search|query)\b/, 'query'],
  [/\b(?:math|arithmetic)[a-z]* expression\b/, 'expression'],
  [/\bdate\b/, 'date'],
  [/\bphone\b/, 'phone'],
  [/\b(?:url|link)\b/, 'url'],
  [/\b(?:file|path)\b/, 'file'],
  [/\b(?:person|people|customer|user)\b/, 'person'],
  [/\b(?:price|amount|cost)\b/, 'price'],
  [/\bsentence|summary\b/, 'summary'],
];

const singular = (word: string): string =>
  word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word;

/** Codes that are programs; any other code names something. */
const SOURCES = wordSet(WORDS.values.meaningSources);

function byWords(words: readonly string[]): Meaning | undefined {
  const last = words.at(-1) ?? '';
  const before = words.at(-2);
  const pair = before === undefined ? undefined : BY_NAME.get(`${before}${last}`);
  const whole = BY_NAME.get(words.join('')) ?? pair;
  if (whole !== undefined) return whole;
  if (before !== undefined && last === 'code' && !SOURCES.has(before)) return 'id';
  const found = BY_NAME.get(last) ?? BY_NAME.get(singular(last));
  if (found !== undefined) return found;
  for (const word of words) {
    const meaning = BY_NAME.get(word) ?? BY_NAME.get(singular(word));
    if (meaning !== undefined && word.length > 2) return meaning;
  }
  return foreignMeaning(words);
}

function nameMeaning(words: readonly string[], description: string, path: readonly string[]): Meaning {
  // What stands nearest tells most: the items of a placed order are no places.
  const around = [words.slice(0, -1), ...path.slice(-2).toReversed().map(splitName)].map((one) => one.join(' '));
  for (const text of [...around, description])
    for (const [pattern, meaning] of NAME_OF) if (pattern.test(text)) return meaning;
  return 'person';
}

/**
 * What a property means. `name` may be in any case style; the path tells whose name a `name` is.
 *
 * @example
 * meaningOf('departureCity', '', '', []); // 'city'
 */
export const meaningOf = (name: string, description: string, format: string, path: readonly string[]): Meaning =>
  remembered([name, format, path.slice(-2).join('.'), description].join('\n'));

const remembered = memoize((key): Meaning => {
  const [name = '', format = '', path = '', ...description] = key.split('\n');
  return guess(name, description.join('\n'), format, path.split('.'));
});

/** Names of the two ends of a conversion. */
const PAIRED = new Set(['base', 'target', 'source', 'quote', 'symbol', 'from', 'to']);

/** What a name of one word means by what stands around it. */
function aloneIn(word: string, context: string): Meaning | undefined {
  if (word === 'number') return 'operand';
  return PAIRED.has(word) && MONEY.test(context) ? 'currency' : undefined;
}

const MONEY = /currency|exchange|iso 4217/;

/** What the first word of a longer name tells: `is_active`, `currency_code`. */
function openedBy(words: readonly string[]): Meaning | undefined {
  const [first = ''] = words;
  if (first === 'currency' || words.at(-1) === 'currency') return 'currency';
  return first === 'is' || first === 'has' || first === 'include' ? 'boolean' : undefined;
}

function guess(name: string, description: string, format: string, path: readonly string[]): Meaning {
  const byFormat = BY_FORMAT[format];
  if (byFormat !== undefined && byFormat !== 'time') return byFormat;
  const words = splitName(name);
  const last = words.at(-1) ?? '';
  const lower = description.toLowerCase();
  if (last === 'name' || last === 'names') {
    const whole = BY_NAME.get(words.join(''));
    return whole !== undefined && whole !== 'name' ? whole : nameMeaning(words, lower, path);
  }
  if (/^(?:the )?(?:id|identifier|uuid)\b|\bid$/.test(lower)) return 'id';
  const context = `${lower} ${path.flatMap(splitName).join(' ')}`;
  const told = words.length > 1 ? openedBy(words) : aloneIn(last, context);
  if (told !== undefined) return told;
  const found = byWords(words);
  if (found !== undefined) return refine(found, context, words);
  return BY_DESCRIPTION.find(([pattern]) => pattern.test(lower))?.[1] ?? 'unknown';
}

/** `to` and `recipient` are mailboxes in a mail tool and places in a travel tool: the description decides. */
function refine(found: Meaning, description: string, words: readonly string[]): Meaning {
  const only = words.length === 1 ? words[0] : undefined;
  if (only === 'to' || only === 'from' || only === 'target') {
    if (/mail|recipient|sender/.test(description)) return 'email';
    if (/currency|iso 4217|exchange|money/.test(description)) return 'currency';
    if (/language|translat/.test(description)) return 'language';
    if (/\bunit\b/.test(description)) return 'unit';
  }
  if (found === 'day' && only !== undefined && /\bdate\b|yyyy/.test(description)) return 'date';
  if (found === 'ticker' && only === 'symbol' && /\b(?:chemical|currency)\b/.test(description)) return 'unknown';
  return found;
}

const NUMERIC = wordSet(WORDS.values.meaningNumeric);
const WHOLE = wordSet(WORDS.values.meaningWhole);

/** The type a value of this meaning has where the schema leaves it open. */
export function typeOfMeaning(meaning: Meaning): JsonType {
  if (meaning === 'boolean') return 'boolean';
  if (!NUMERIC.has(meaning)) return 'string';
  return WHOLE.has(meaning) ? 'integer' : 'number';
}
