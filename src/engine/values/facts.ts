import { findNameRuns, type NameRun } from './capitals.ts';
import * as codes from './find-codes.ts';
import { findDatePhrases, findTimePhrases } from './find-dates.ts';
import { findExpression } from './find-math.ts';
import { findNumbers, type NumberFact } from './find-numbers.ts';
import { findCompanies, findJobs, findPeople } from './find-people.ts';
import {
  findCommand,
  findEvent,
  findMessage,
  findPayload,
  findQuery,
  findSubject,
  findTitle,
  findTopic,
} from './find-phrases.ts';
import { findPlaces, type Places } from './find-places.ts';
import { splitName, splitWords, stem } from './tokens.ts';

/** Characters of a text that are searched: its beginning and its end, where the request stands. */
const HEAD = 2500;
const TAIL = 3500;

/** What a text speaks of. Every kind is looked for when first asked, once. */
export interface Facts {
  readonly text: string;
  readonly lower: string;
  /** The text is written in Chinese characters. */
  readonly chinese: boolean;
  /** How many of these words, roughly stemmed, the text has too. */
  readonly overlap: (words: string) => number;
  /** Its words, roughly stemmed. */
  readonly stems: () => ReadonlySet<string>;
  readonly places: () => Places;
  readonly names: () => readonly NameRun[];
  readonly people: () => readonly string[];
  readonly companies: () => readonly string[];
  readonly jobs: () => readonly string[];
  readonly numbers: () => readonly NumberFact[];
  readonly dates: () => readonly string[];
  readonly times: () => readonly string[];
  readonly emails: () => readonly string[];
  readonly urls: () => readonly string[];
  readonly phones: () => readonly string[];
  readonly paths: () => readonly string[];
  readonly repositories: () => readonly string[];
  readonly identifiers: () => readonly string[];
  readonly quoted: () => readonly string[];
  readonly fences: () => readonly string[];
  readonly tickers: () => readonly string[];
  readonly streets: () => readonly string[];
  readonly expression: () => string | undefined;
  readonly query: () => string | undefined;
  readonly topic: () => string | undefined;
  readonly message: () => string | undefined;
  readonly subject: () => string | undefined;
  readonly title: () => string | undefined;
  readonly event: () => string | undefined;
  readonly payload: () => string | undefined;
  readonly command: () => string | undefined;
}

function lazy<T>(make: () => T): () => T {
  let done: { readonly value: T } | undefined;
  return () => (done ??= { value: make() }).value;
}

const CHINESE = /[\u4e00-\u9fff]/;

/** Shortens a text to what is worth searching. */
export const clip = (text: string): string =>
  text.length <= HEAD + TAIL ? text : `${text.slice(0, HEAD)}\n${text.slice(-TAIL)}`;

/**
 * Opens a text for questions.
 *
 * @example
 * createFacts("What's the weather in Tokyo?").places().all; // ['Tokyo']
 */
export function createFacts(words: string): Facts {
  const text = clip(words);
  const lower = text.toLowerCase();
  const chinese = CHINESE.test(text);
  const names = lazy(() => findNameRuns(text));
  const stems = lazy(() => new Set(splitWords(lower).map(stem)));
  return {
    text,
    lower,
    chinese,
    overlap: (other) => [...new Set(splitName(other).map(stem))].filter((word) => stems().has(word)).length,
    stems,
    places: lazy(() => findPlaces(text, names(), chinese)),
    names,
    people: lazy(() => findPeople(text, names(), chinese)),
    companies: lazy(() => findCompanies(text, names())),
    jobs: lazy(() => findJobs(text)),
    numbers: lazy(() => findNumbers(text)),
    dates: lazy(() => findDatePhrases(text)),
    times: lazy(() => findTimePhrases(text)),
    emails: lazy(() => codes.findEmails(text)),
    urls: lazy(() => codes.findUrls(text)),
    phones: lazy(() => codes.findPhones(text)),
    paths: lazy(() => codes.findPaths(text)),
    repositories: lazy(() => codes.findRepositories(text)),
    identifiers: lazy(() => codes.findIdentifiers(text)),
    quoted: lazy(() => codes.findQuoted(text)),
    fences: lazy(() => codes.findFences(text)),
    tickers: lazy(() => codes.findTickers(text)),
    streets: lazy(() => codes.findStreets(text)),
    expression: lazy(() => findExpression(text)),
    query: lazy(() => findQuery(text)),
    topic: lazy(() => findTopic(text)),
    message: lazy(() => findMessage(text)),
    subject: lazy(() => findSubject(text)),
    title: lazy(() => findTitle(text)),
    event: lazy(() => findEvent(text)),
    payload: lazy(() => findPayload(text)),
    command: lazy(() => findCommand(text)),
  };
}

const SAYINGS = new Set<string>(['quoted', 'message', 'payload', 'subject', 'title']);

/** An answer that says nothing: no items, no text. */
function isEmpty(found: unknown): boolean {
  if (found === undefined) return true;
  if (Array.isArray(found)) return found.length === 0;
  return (
    typeof found === 'object' && found !== null && 'all' in found && Array.isArray(found.all) && found.all.length === 0
  );
}

/**
 * Facts of the first text, completed by the second where the first is silent: "time" in "weather and time in Tokyo" finds
 * its city in the whole sentence.
 *
 * @param apart the second says its own things: what it quotes is not meant by the first
 */
export function layerFacts(first: Facts, second: Facts, apart: boolean = false): Facts {
  const layered: Record<string, unknown> = { ...first };
  for (const key of Object.keys(first) as (keyof Facts)[]) {
    const [upper, under] = [first[key], second[key]];
    if (typeof upper !== 'function' || typeof under !== 'function' || key === 'overlap' || key === 'stems') continue;
    if (apart && SAYINGS.has(key)) continue;
    layered[key] = (): unknown => {
      const found = (upper as () => unknown)();
      return isEmpty(found) ? (under as () => unknown)() : found;
    };
  }
  // Every member was copied or wrapped with its own result type above.
  return layered as unknown as Facts;
}
