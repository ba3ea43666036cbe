import { memoize } from './memoize.ts';

const GAP = /[^a-z\d\u0080-\u{10ffff}]+/u;
const NAME_LIMIT = 120;

/** Words of a text, lower case. */
export const splitWords = (text: string): string[] => text.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];

const splitShort = memoize((name: string): readonly string[] =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(GAP)
    .filter((word) => word !== ''),
);

/** Splits `getUserName`, `user_name` and `user-name` alike into lower-case words. */
export const splitName = (name: string): readonly string[] => splitShort(name.slice(0, NAME_LIMIT));

const DOUBLED = /([bdfgmnprt])\1$/;

type Cut = readonly [ending: string, least: number, by: string];
const PLURALS: readonly Cut[] = [
  ['ies', 4, 'y'],
  ['sses', 4, 'ss'],
  ['ches', 4, 'ch'],
  ['shes', 4, 'sh'],
  ['xes', 4, 'x'],
  ['ss', 4, 'ss'],
  ['us', 4, 'us'],
  ['is', 4, 'is'],
  ['s', 4, ''],
];
const TENSES: readonly Cut[] = [
  ['ing', 6, ''],
  ['ied', 6, 'y'],
  ['ed', 5, ''],
];
const NOUNS: readonly Cut[] = [
  ['ation', 7, ''],
  ['ator', 7, ''],
  ['ment', 7, ''],
  ['ion', 7, ''],
];
const LAST: readonly Cut[] = [['ate', 6, '']];

/** Replaces the first ending that a long enough word has. */
function cutOne(word: string, cuts: readonly Cut[]): string {
  const cut = cuts.find(([ending, least]) => word.length >= least && word.endsWith(ending));
  return cut === undefined ? word : word.slice(0, -cut[0].length) + cut[2];
}

function cutTense(word: string): string {
  const cut = cutOne(word, TENSES);
  if (cut === word || cut.endsWith('y')) return cut;
  // "creating" and "create" meet in "cre".
  return cut.length > 4 && cut.endsWith('at') ? cut.slice(0, -2) : cut.replace(DOUBLED, '$1');
}

/** Past forms that no cut brings back to their verb. */
const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['written', 'write'],
  ['wrote', 'write'],
  ['sent', 'send'],
]);

function cutEndings(given: string): string {
  const word = IRREGULAR.get(given) ?? given;
  if (word.length < 4 || word === 'news') return word;
  const cut = cutOne(cutOne(cutTense(cutOne(word, PLURALS)), NOUNS), LAST);
  return cut.length > 4 && cut.endsWith('e') ? cut.slice(0, -1) : cut;
}

/**
 * Cuts English endings so that `multiplies`, `multiplied` and `multiply` meet. Cruder than Porter's stemmer: it only has to
 * bring together words of one short text and one tool description.
 */
export const stem: (word: string) => string = memoize(cutEndings);
