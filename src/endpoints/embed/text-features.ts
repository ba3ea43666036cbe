import { STOP_WORDS } from './stop-words.ts';

/** What parts of a text count. Squares of weights add up, so the many pieces of a word weigh about as much as the word. */
const WEIGHT = { word: 1.4, stopWord: 0.15, piece: 0.35, pair: 0.35, character: 0.5, characterPair: 1 } as const;

const PIECES = [3, 4] as const;

const WORDS = /[\p{L}\p{M}\p{N}]+/gu;
/** Scripts that put no space between words, or none that a word could be told by. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu;

const ENDINGS = /(?:ies|ing|edly|ed|ly|es|s)$/;
const MIN_STEM = 3;

/** A word without its English ending. What is left need be no word, as long as forms of one word leave the same. */
function stem(word: string): string {
  const short = word.replace(ENDINGS, (ending) => (ending === 'ies' ? 'y' : ''));
  if (short.length < MIN_STEM) return word;
  // "running" and "run", "caring" and "care".
  return short.replace(/([b-df-hj-np-tv-z])\1$/, '$1').replace(/e$/, '');
}

/** Upper case first: it knows what belongs together, such as ß and ss. */
const folded = (text: string): string => text.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');

type Add = (feature: string, weight: number) => void;

function addWord(word: string, add: Add): void {
  const framed = `^${word}$`;
  add(`w ${stem(word)}`, WEIGHT.word);
  for (const length of PIECES) {
    for (let at = 0; at + length <= framed.length; at++) add(`p ${framed.slice(at, at + length)}`, WEIGHT.piece);
  }
}

function addRun(run: string, add: Add): void {
  const characters = [...run];
  characters.forEach((character, at) => {
    add(`c ${character}`, WEIGHT.character);
    const next = characters[at + 1];
    if (next !== undefined) add(`d ${character}${next}`, WEIGHT.characterPair);
  });
}

function addWords(text: string, add: Add): void {
  let before: string | undefined;
  for (const [word] of text.matchAll(WORDS)) {
    if (STOP_WORDS.has(word)) {
      add(`w ${word}`, WEIGHT.stopWord);
      continue;
    }
    addWord(word, add);
    const here = stem(word);
    if (before !== undefined) add(`b ${before} ${here}`, WEIGHT.pair);
    before = here;
  }
}

/** Repeated words count more, but less than proportionally. */
const dampened = (weight: number): number => (weight > 1 ? Math.sqrt(weight * (1 + Math.log(weight))) : weight);

/**
 * What a text has in common with others, and how much each of it weighs: its words without their endings, pieces of them, and
 * words that follow each other. Nothing but spelling is known, which is enough to find the passage that a question is about.
 *
 * @returns one feature at least
 */
export function textFeatures(text: string): Map<string, number> {
  const features = new Map<string, number>();
  const add: Add = (feature, weight) => features.set(feature, (features.get(feature) ?? 0) + weight);
  const plain = folded(text);
  for (const [run] of plain.matchAll(UNSPACED)) addRun(run, add);
  addWords(plain.replaceAll(UNSPACED, ' '), add);
  if (features.size === 0) add(`t ${plain}`, 1);
  for (const [feature, weight] of features) features.set(feature, dampened(weight));
  return features;
}
