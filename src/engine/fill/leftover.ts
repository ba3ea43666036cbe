import { isStopWord, numberOf, termsOf, withoutEnd, wordsOf } from '../read/text.ts';
import { hasPhrase } from '../has-words.ts';
import { WORDS, phraseList, wordSet } from '../words.ts';
import { splitName } from '../values/tokens.ts';
import { sameWord } from './rank.ts';
import type { Scene } from './scene.ts';

const VERBS = wordSet(WORDS.cues.imperatives);
const WITHOUT = phraseList(WORDS.choices.without);
const EXCLUDES = wordSet(WORDS.choices.excludes);
const CLAUSE = /[,;.!?]|\s(?:and|but|then|und|et|y)\s/i;
const LOCATED =
  /\b(?:in|on|at|of|im|dans|en)\s+(?:the|my|our|der|la|le|el)\s+([\p{L}]+(?:\s(?!and\b|to\b|in\b|at\b|on\b|for\b|with\b|is\b|please\b)[\p{L}]+)?)/giu;

/** Whether a field is for what is not wanted: without, exclude, allergies. */
export const isExcluding = (name: string): boolean => splitName(name).some((word) => EXCLUDES.has(word));

/** Things that a text does not want: "no olives" → olives. */
export function unwanted(text: string): readonly string[] {
  return text.split(CLAUSE).flatMap((clause) => {
    const plain = clause.trim();
    const phrase = WITHOUT.find((one) => hasPhrase(plain.toLowerCase(), one));
    if (phrase === undefined) return [];
    const rest = plain.slice(plain.toLowerCase().indexOf(phrase) + phrase.length).trim();
    return rest === '' ? [] : [withoutEnd(rest.replace(/^(?:any|the|a|an)\s+/i, ''))];
  });
}

/**
 * What is left of a request for a field that nothing else explains: without the words of the tool, of what other fields have
 * taken, of what is not wanted, without verbs and numbers. "Order a large pepperoni pizza, no olives" → pepperoni.
 */
export function leftoverFor(name: string, text: string, scene: Scene, beside: readonly string[]): string | undefined {
  const located = Array.from(text.matchAll(LOCATED), (match) => withoutEnd(match[1] ?? '')).filter(
    (one) => scene.taken?.texts.has(one) !== true,
  );
  if (located.length > 0) return located[0];
  const used = [
    ...termsOf(
      `${(scene.acting ?? '').replaceAll('_', ' ')} ${[name, ...beside].flatMap(splitName).join(' ')} ${[...(scene.taken?.texts ?? [])].join(' ')} ${unwanted(text).join(' ')}`,
    ),
  ];
  let best: readonly string[] = [];
  for (const clause of text.split(CLAUSE)) {
    let run: string[] = [];
    for (const word of [...clause.split(/\s+/), '']) {
      const lower = wordsOf(word)[0] ?? '';
      const [term] = termsOf(word);
      const free =
        term !== undefined &&
        !isStopWord(lower) &&
        !VERBS.has(lower) &&
        numberOf(lower) === undefined &&
        !used.some((one) => sameWord(one, term)) &&
        !/\d/.test(word);
      if (free) run.push(withoutEnd(word));
      else {
        if (run.length > best.length && run.length < 4) best = run;
        run = [];
      }
    }
    if (best.length > 0) break;
  }
  return best.length === 0 ? undefined : best.join(' ');
}
