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

function cutEndings(word: string): string {
  if (word.length < 4) return word;
  let cut = word;
  if (cut.endsWith('ies')) cut = `${cut.slice(0, -3)}y`;
  else if (cut.endsWith('sses') || cut.endsWith('ches') || cut.endsWith('shes') || cut.endsWith('xes'))
    cut = cut.slice(0, -2);
  else if (cut.endsWith('s') && !cut.endsWith('ss') && !cut.endsWith('us') && !cut.endsWith('is'))
    cut = cut.slice(0, -1);
  if (cut.length > 5 && cut.endsWith('ing')) cut = cut.slice(0, -3).replace(DOUBLED, '$1');
  else if (cut.length > 5 && cut.endsWith('ied')) cut = `${cut.slice(0, -3)}y`;
  else if (cut.length > 4 && cut.endsWith('ed')) cut = cut.slice(0, -2).replace(DOUBLED, '$1');
  if (cut.length > 6 && cut.endsWith('ation')) cut = cut.slice(0, -5);
  else if (cut.length > 6 && (cut.endsWith('ator') || cut.endsWith('ment'))) cut = cut.slice(0, -4);
  else if (cut.length > 6 && cut.endsWith('ion')) cut = cut.slice(0, -3);
  if (cut.length > 5 && cut.endsWith('ate')) cut = cut.slice(0, -3);
  return cut.length > 4 && cut.endsWith('e') ? cut.slice(0, -1) : cut;
}

/**
 * Cuts English endings so that `multiplies`, `multiplied` and `multiply` meet. Cruder than Porter's stemmer: it only has to
 * bring together words of one short text and one tool description.
 */
export const stem: (word: string) => string = memoize(cutEndings);
