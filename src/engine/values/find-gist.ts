import type { Facts } from './facts.ts';
import { SILENT } from './silent-words.ts';
import { splitWords, stem } from './tokens.ts';

const ORDER =
  /^\W{0,64}(?:(?:hey|hi|hello|please|can you|could you|would you|i (?:want|need|would like) (?:you )?to|i'd like (?:you )?to|let's|also|and|then)[,!]?\s+)*(?!(?:the|an?|my|our|it|this|that|there|i|we|he|she|they)\b)\p{L}+(?:\s+(?:me|us))?(?:\s+up)?\s+(?:an?\s+|the\s+|my\s+|our\s+|some\s+|new\s+)*(.{3,200})/iu;
const STOP =
  /(?:[,.;:!?\n]|\s(?:at|on|for|in|from|to|with|by|about|tomorrow|today|tonight|next|this|every|and|saying|titled|called|named|that|which|because|so)\b)/i;
const CLAUSE = /[,;!?\n]+\s*|\.{1,8}(?:\s+|$)|\s{1,64}(?:so|because|and)\s+/;
const WORDS = 8;

const fresh = (text: string, covered: ReadonlySet<string>): number =>
  splitWords(text).filter(
    (word) => word.length > 2 && !SILENT.has(stem(word)) && !covered.has(stem(word)) && word !== 'please',
  ).length;

/**
 * What the words are about, short enough for a title: the object of the order ("Add a dentist appointment" → dentist appointment),
 * or where the tool's own name says that ("open a ticket"), the clause that says most else.
 */
export function findGist(facts: Facts, covered: ReadonlySet<string>): string | undefined {
  const text = facts.text.slice(0, 2000);
  const object = ORDER.exec(text)?.[1];
  const phrase = object?.slice(0, object.search(STOP) < 0 ? undefined : object.search(STOP)).trim();
  if (phrase !== undefined && fresh(phrase, covered) > 0 && phrase.split(' ').length <= WORDS) return phrase;
  const clauses = text.split(CLAUSE).map((clause) => clause.trim());
  const best = clauses
    .map((clause) => ({ clause, score: fresh(clause, covered) }))
    .toSorted((a, b) => b.score - a.score)[0];
  if (best === undefined || best.score === 0) return undefined;
  return best.clause
    .replace(/^(?:please|and|but|so)\s+/i, '')
    .split(/\s+/)
    .slice(0, WORDS)
    .join(' ');
}
