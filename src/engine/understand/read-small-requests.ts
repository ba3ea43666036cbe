import type { Groups, Reading } from './reading.ts';
import { LARGEST_COUNT, readNumber } from './wanted.ts';

export function readCount(match: Groups): Reading | undefined {
  const [, one, two, stride] = match;
  const to = readNumber(two ?? one ?? '');
  const from = two === undefined ? 1 : readNumber(one ?? '');
  if (to === undefined || from === undefined) return undefined;
  const step = Math.max(1, stride === undefined ? 1 : (readNumber(stride) ?? 1));
  return Math.abs(to - from) / step > LARGEST_COUNT ? undefined : { task: { kind: 'count', from, to, step } };
}

export function readLetters(match: Groups): Reading | undefined {
  const [, letter = '', word = ''] = match;
  let count = 0;
  for (const character of word.toLowerCase()) if (character === letter.toLowerCase()) count++;
  return { task: { kind: 'letters', letter: letter.toLowerCase(), word, count } };
}

export const transform =
  (how: 'reverse' | 'upper' | 'lower' | 'length'): ((match: Groups) => Reading | undefined) =>
  (match) =>
    match[1] === undefined ? undefined : { task: { kind: 'transform', how, text: match[1] } };

export const translate = (match: Groups): Reading => ({
  task: { kind: 'translate', text: (match[1] ?? '').trim(), to: (match[2] ?? 'French').toLowerCase() },
});

export const compare = (match: Groups): Reading | undefined =>
  match[1] === undefined || match[2] === undefined
    ? undefined
    : { task: { kind: 'compare', a: match[1], b: match[2] }, topic: `${match[1]} and ${match[2]}` };

/** A comparison that ends in a choice. */
export const choose = ([, a, b]: Groups): Reading | undefined =>
  a === undefined || b === undefined
    ? undefined
    : { task: { kind: 'compare', a, b, choose: true }, topic: `${a} and ${b}` };

export const live =
  (what: 'weather' | 'time' | 'price' | 'news'): ((match: Groups) => Reading) =>
  (match) => ({
    task: {
      kind: 'live',
      what,
      where: (match[1] ?? '')
        .replace(/\b(?:right now|now|today|tomorrow|currently|this week|please|like|use the tool.*)\b.*$/i, '')
        .trim(),
    },
  });

const PREPOSITION = /^(?:for|to|in|with|at|from|on|about|because|when|if|than|so)$/i;

/** Turns "is the sky blue" round: `the sky is blue`. The subject ends before the last word, or before what a preposition leads. */
export function readWhy([, verb, rest = '']: Groups): Reading {
  const words = rest.trim().split(/\s+/);
  if (verb === undefined || words.length < 2) return { task: { kind: 'why', clause: rest.trim() } };
  const led = words.findIndex((word, at) => at >= 2 && PREPOSITION.test(word));
  const end = Math.max(1, (led < 0 ? words.length : led) - 1);
  const subject = words.slice(0, end).join(' ');
  return {
    task: { kind: 'why', clause: `${subject} ${verb.toLowerCase()} ${words.slice(end).join(' ')}` },
    topic: subject,
  };
}

export const LANG: string =
  'french|spanish|german|italian|portuguese|japanese|chinese|korean|russian|english|latin|dutch';
export const COMPARE_VS: RegExp = /^(.{2,60}?) (?:vs\.?|versus) (.{2,60}?)(?:[.?!,\n]|$| (?:for|in|which|when)\b)/i;
const RANDOM =
  /\brandom (?:whole )?(number|integer)\b(?:[^\d\n]{0,24}(\d{1,9})\D{1,8}(\d{1,9}))?|\brandom ((?:english |korean |french |spanish |german |japanese |chinese )?)(?:noun|word|verb|adjective|name|color|colour|animal)\b(?: in (korean|french|spanish|german|japanese|chinese))?/i;

export function readRandom(_: Groups, text: string): Reading | undefined {
  const match = text.includes('random') ? RANDOM.exec(text.slice(0, 200)) : null;
  if (match === null) return undefined;
  if (match[1] === undefined)
    return { task: { kind: 'random-word', language: (match[5] ?? match[4] ?? '').trim().toLowerCase() } };
  const [low, high] = [Number(match[2] ?? 1), Number(match[3] ?? 100)];
  return { task: { kind: 'random-number', low: Math.min(low, high), high: Math.max(low, high) } };
}
