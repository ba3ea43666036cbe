import type { Ask } from '../understand/ask.ts';
import { tidyPhrase } from '../understand/topic.ts';
import { translateWord } from './dictionary.ts';
import { capitalise } from './english.ts';
import type { Voice } from './voice.ts';

const SINGLE: readonly string[] = [
  '{translated}',
  '"{text}" in {language} is "{translated}".',
  'The {language} translation of "{text}" is **{translated}**.',
  '**{translated}**',
];
const UNKNOWN: readonly string[] = [
  'Here is a [rough|word-by-word] {language} version of "{text}":\n\n> {translated}\n\n[Please have a native speaker check the nuances.|Some words have more than one meaning, so the context matters.]',
  '{translated}\n\n[A note on the translation|Note]: some words of "{text}" [were kept|are the same] in {language}.',
];

/** Word by word where the dictionary has the word, else as it was; a mock knows no grammar. */
function gloss(text: string, to: string): string {
  return tidyPhrase(text)
    .split(' ')
    .map((word) => translateWord(word, to) ?? word)
    .join(/japanese|chinese/.test(to) ? '' : ' ');
}

/** "Good morning, how are you?" clause by clause, where the dictionary has each. */
function byClauses(text: string, to: string): string | undefined {
  const clauses = text.replace(/ please(?=[.!?]?$)/i, ', please').split(/(?<=[,.!?])\s/, 8);
  const done = clauses.map((clause) => translateWord(clause.replace(/,$/, ''), to));
  if (clauses.length < 2 || done.includes(undefined)) return undefined;
  const eastern = /japanese|chinese/.test(to);
  const mark = (at: number): string => (eastern ? '，' : (/[,.!?]$/.exec(clauses[at] ?? '')?.[0] ?? ','));
  return done.map((clause, at) => `${clause ?? ''}${at === done.length - 1 ? '' : mark(at)}`).join(eastern ? '' : ' ');
}

const endLike = (text: string, translated: string): string => {
  const mark = /[!?.]$/.exec(text.trim())?.[0];
  return mark === undefined || translated.endsWith(mark) ? translated : `${translated}${mark}`;
};

export function translate(task: { readonly text: string; readonly to: string }, ask: Ask, voice: Voice): string {
  const whole = translateWord(task.text, task.to) ?? byClauses(task.text, task.to);
  const language = capitalise(task.to);
  if (whole !== undefined) {
    const cased = /^\p{Lu}/u.test(task.text) ? capitalise(whole) : whole;
    const translated = endLike(task.text, cased);
    return ask.wanted.bare ? translated : voice.say(SINGLE, { text: tidyPhrase(task.text), language, translated });
  }
  const translated = gloss(task.text, task.to);
  return ask.wanted.bare ? translated : voice.say(UNKNOWN, { text: tidyPhrase(task.text), language, translated });
}
