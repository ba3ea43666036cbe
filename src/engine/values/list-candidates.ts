import type { JsonValue } from '../../contract/api-types.ts';
import type { Facts } from './facts.ts';
import { findEnumeration, splitCount } from './find-enumeration.ts';
import type { KnownMatch } from './known-values.ts';
import type { Bindings, Field } from './making.ts';
import { splitName } from './tokens.ts';
import { WORDS, wordSet } from '../words.ts';

/** Several values: those of the words, a list that they make, or what results hold of the kind. */
export function listCandidates(
  field: Field,
  { known, covered }: Bindings,
  spoken: readonly JsonValue[],
  facts: Facts,
): readonly JsonValue[] {
  // "seats 14C and 14D": codes behind the name of the list.
  const coded = introduced(splitName(field.name).at(-1) ?? '', facts.text);
  if (coded.length > 0 && coded.every((one) => /\d/.test(one) && !/^\d+$/.test(one))) return coded;
  const listed = covered === undefined ? [] : enumerated(field, facts);
  const counted = listed.length > 1 && findEnumeration(facts.text).every((item) => splitCount(item).thing !== item);
  if (counted || listed.length > spoken.length || (listed.length > 1 && field.meaning === 'quantity')) return listed;
  if (spoken.length > 0 || known === undefined) return spoken;
  const found = bestOf(known.find(field));
  return found.length > 0 || field.meaning !== 'operand' || known.numbers.length < 2 ? found : known.numbers;
}
/** Names behind the word that a list is called by: "with guests Lucie Park and Bo Adeyemi". */
export function introduced(word: string, text: string): readonly string[] {
  const name = String.raw`(?:[\p{L}-]{0,4}\d[\p{L}\p{N}-]*|\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)*)`;
  const match = new RegExp(
    `(?<![\\p{L}])${word.replaceAll(/[^\p{L}]/gu, '.')}(?: are| were|:)? (${name}(?:(?:, | and |, and | & )${name})*)`,
    'u',
  ).exec(text);
  return match === null ? [] : (match[1] ?? '').split(/, and | and | & |, /);
}

/** The things of a list, or how many of each. */
function enumerated(field: Field, facts: Facts): readonly JsonValue[] {
  const counts = field.meaning === 'quantity';
  const loose = field.meaning === 'unknown' && !field.required;
  if (loose || (!counts && !LISTED.has(field.meaning))) return [];
  const items = findEnumeration(facts.text).map(splitCount);
  if (counts) return items.map(({ count }) => count);
  // A list of names keeps its numbers; a record has a place of its own for them.
  return items.map(({ thing, whole }) => (/s$/i.test(field.name) ? whole : thing));
}
/** Kinds that are no kind of their own: any list of words may be meant. */
const LISTED = wordSet(WORDS.values.listCandidatesListed);

const bestOf = (matches: readonly KnownMatch[]): readonly JsonValue[] => {
  const best = matches[0]?.score ?? 0;
  return matches.filter(({ score }) => score === best && best >= 2.5).map(({ value }) => value);
};
