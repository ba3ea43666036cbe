import type { Ask, Task } from '../understand/ask.ts';
import { sentencesOf } from '../understand/extract.ts';
import { sentenceTarget } from './topical-english.ts';
import type { Voice } from './voice.ts';

/** Answers that are data, code or the user's own words: the manner of speech leaves them alone. */
const LITERAL: ReadonlySet<Task['kind']> = new Set([
  'exact',
  'code',
  'json',
  'count',
  'transform',
  'random-word',
  'random-number',
]);

const EMOJI = /\s?[\p{Extended_Pictographic}️‍]+/gu;

function pirate(text: string, voice: Voice): string {
  const spoken = text
    .replace(/\b([Yy])ou're\b/g, '$1e be')
    .replace(/\byou are\b/g, 'ye be')
    .replace(/\b([Yy])ou\b/g, '$1e')
    .replace(/\byour\b/g, 'yer')
    .replace(/\bmy\b/g, 'me')
    .replace(/\bfriend\b/g, 'matey');
  return `${voice.pick(['Arrr! ', 'Ahoy, matey! ', 'Avast! ', 'Yo ho ho! ', 'Shiver me timbers! '])}${spoken}${voice.pick([' Arrr!', ' 🏴‍☠️', ' Yarrr!', ''])}`;
}

function inVoice(text: string, ask: Ask, voice: Voice): string {
  switch (ask.persona.voice) {
    case 'plain':
    case 'poet':
      return text;
    case 'pirate':
      return pirate(text, voice);
    case 'shakespeare':
      return `${voice.pick(['Hark! ', 'Good friend, ', 'Pray, hear me: ', 'Forsooth! '])}${text
        .replace(/\byou\b/g, 'thou')
        .replace(/\byour\b/g, 'thy')
        .replace(/\bdoes\b/g, 'doth')
        .replace(/\bhas\b/g, 'hath')}`;
    case 'child':
      return `${voice.pick(['Imagine you have a big box of toys. ', "Okay, let's make this super simple! ", 'Think of it like a game. '])}${text}`;
    default:
      return ask.persona.voice satisfies never;
  }
}

function cutSentences(text: string, count: number): string {
  const sentences = sentencesOf(text);
  return sentences.length <= count ? text : sentences.slice(0, count).join(' ');
}

/** Cuts to a number of words at a sentence end where one is near, or at the word. */
function cutWords(text: string, count: number): string {
  const words = text.split(/\s+/);
  if (words.length <= count) return text;
  if (count <= 3)
    return words
      .slice(0, count)
      .join(' ')
      .replace(/[.,;:!?]+$/, '');
  return `${words
    .slice(0, count)
    .join(' ')
    .replace(/[.,;:!?–-]+$/, '')}.`;
}

function toLength(text: string, ask: Ask): string {
  const { length } = ask.wanted;
  if (length.unit === 'words') return cutWords(text, Math.max(1, length.count));
  const target = length.unit === 'sentences' ? length.count : undefined;
  return target === undefined ? text : cutSentences(text, target);
}

const plainText = (text: string): string => text.replace(/\*\*|^#{1,6} /gm, '').replace(/^- /gm, '• ');

/** Fits a composed answer to what was asked of its manner: length, letters, emoji, fixed beginning and end. */
export function finish(answer: string, ask: Ask, voice: Voice): string {
  const { wanted, persona, task } = ask;
  if (LITERAL.has(task.kind)) return answer;
  let text = answer;
  if (wanted.length.unit !== 'normal' && !(task.kind === 'write' && task.form === 'email')) text = toLength(text, ask);
  if (!wanted.bare && wanted.length.unit !== 'words' && sentenceTarget(wanted.length) !== 1)
    text = ask.language === 'en' ? inVoice(text, ask, voice) : text;
  if (wanted.format === 'plain') text = plainText(text);
  if (wanted.emoji === false) text = text.replace(EMOJI, '');
  else if (wanted.emoji === true && !/\p{Extended_Pictographic}/u.test(text))
    text = `${text} ${voice.pick(['😊', '🎉', '✨', '👍', '🌟'])}`;
  if (wanted.letters !== 'as-is') text = wanted.letters === 'upper' ? text.toUpperCase() : text.toLowerCase();
  if (persona.opening !== undefined && !text.startsWith(persona.opening)) text = `${persona.opening} ${text}`;
  if (persona.ending !== undefined && !text.endsWith(persona.ending)) text = `${text} ${persona.ending}`;
  return text;
}
