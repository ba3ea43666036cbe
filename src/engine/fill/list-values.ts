import { isQuestion } from '../read/orders.ts';
import { numberOf, unquote, wordsOf } from '../read/text.ts';
import type { Facts } from '../values/facts.ts';
import { introduced } from '../values/list-candidates.ts';
import { splitName } from '../values/tokens.ts';
import { WORDS, wordSet } from '../words.ts';

const PEOPLE = wordSet(WORDS.fill.listValuesPeople);
const ADDRESSES = new Set('email emails mail mails addresses recipients cc to senders contacts'.split(' '));
const PLACES = new Set('cities city places locations countries towns destinations stops'.split(' '));
const LINKS = new Set('urls links websites url'.split(' '));
const DATES = new Set('dates days deadlines'.split(' '));

/** A list within a sentence: "a visit to Rome, Oslo and Kyiv", three members or more, each short. */
function series(text: string): readonly string[] {
  const match =
    /(?:^|[\s:])((?:[\p{L}\p{N}'’-]+(?: [\p{L}\p{N}'’-]+){0,2}, ){1,20}[\p{L}\p{N}'’-]+(?: [\p{L}\p{N}'’-]+){0,2}(?:,)? (?:and|und|et|y|e|&) [\p{L}\p{N}'’-]+(?: [\p{L}\p{N}'’-]+){0,2})/u.exec(
      text,
    );
  if (match === null) return [];
  const members = (match[1] ?? '').split(/,? (?:and|und|et|y|e|&) |, /).filter((part) => part !== '');
  // Before the first member may stand words of the sentence: it is as long as the others are.
  const most = Math.max(...members.slice(1).map((member) => wordsOf(member).length));
  return members.map((member, at) => (at === 0 ? member.split(' ').slice(-most).join(' ') : member));
}

/**
 * What a text has for a list of strings, by what the name of the list speaks of: e-mails, people, places, links; else what it
 * quotes, and what it lists.
 */
export function listValues(name: string, facts: Facts): readonly string[] {
  const words = splitName(name);
  const has = (set: ReadonlySet<string>): boolean => words.some((word) => set.has(word));
  const coded = introduced(words.at(-1) ?? '', facts.text);
  if (coded.length > 1 && coded.every((one) => /\d/.test(one))) return coded;
  const emails = facts.emails();
  if (has(ADDRESSES) && emails.length > 0) return emails;
  if (has(LINKS) && facts.urls().length > 0) return facts.urls();
  if (has(PLACES) && facts.places().all.length > 0) return facts.places().all;
  if (has(DATES) && facts.dates().length > 0) return facts.dates();
  if (has(PEOPLE)) {
    const people = facts.people();
    const runs = facts
      .names()
      .filter(({ start }) => start > 0 || people.length === 0)
      .map(({ text }) => text);
    const behind = introduced(words.at(-1) ?? '', facts.text);
    return [...new Set(behind.length > 0 ? behind : people.length > 1 ? people : runs)];
  }
  const stem = (words.at(-1) ?? '').slice(0, 6);
  const behind =
    stem.length < 5
      ? undefined
      : new RegExp(
          `\\b${stem}\\p{L}*(?: (?:on|are|is|include|includes|of|with)|:)? ((?:[\\p{L}\\p{N}@/_-]+(?:, | and |, and )){1,12}[\\p{L}\\p{N}@/_-]+)`,
          'iu',
        ).exec(facts.text)?.[1];
  if (behind !== undefined) return behind.split(/,? and |, /);
  const quoted = facts
    .quoted()
    .map(unquote)
    .filter((part) => part !== '' && !isQuestion(part));
  if (quoted.length > 1) return quoted;
  return series(facts.text).filter((member) => numberOf(member) === undefined);
}
