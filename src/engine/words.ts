import data from './generated/words.json' with { type: 'json' };

const split = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

/** A set of single words, as the data lists them: separated by blanks. */
export const wordSet = (text: string): ReadonlySet<string> => new Set(split(text));

/** A set of phrases: separated by blanks, with "_" for the blanks within. */
export const phraseList = (text: string): readonly string[] => split(text).map((phrase) => phrase.replaceAll('_', ' '));

/** The words of the engine as `data/*.yaml` has them. */
export const WORDS: typeof data = data;
