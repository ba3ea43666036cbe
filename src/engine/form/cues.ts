import { hasPhrase } from '../has-words.ts';
import { phraseList, WORDS } from '../words.ts';

const test = (words: string): ((text: string) => boolean) => {
  const phrases = phraseList(words);
  return (text) => {
    const lower = text.toLowerCase();
    return phrases.some((phrase) => hasPhrase(lower, phrase));
  };
};

/** Whether a text asks to choose. */
export const asksChoice: (text: string) => boolean = test(WORDS.cues.choosing);
/** Whether a text wants nothing beside the answer. */
export const asksBare: (text: string) => boolean = test(WORDS.cues.bare);
/** Whether all that applies is wanted. */
export const asksAll: (text: string) => boolean = test(WORDS.cues.all);

const ESCAPES = new Set(phraseList(WORDS.cues.escape));
const DONE = new Set(phraseList(WORDS.cues.done));
/** Whether an option is the one for what fits no other. */
export const isEscape = (name: string): boolean =>
  ESCAPES.has(name) || ESCAPES.has(name.toLowerCase().replaceAll('_', ' ')) || ESCAPES.has(name.toLowerCase());
/** Whether an option says that all is done. */
export const isDone = (name: string): boolean => DONE.has(name.toLowerCase());
