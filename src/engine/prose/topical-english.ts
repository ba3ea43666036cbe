import type { Ask, WantedLength } from '../understand/ask.ts';
import { BODY, CLOSINGS, DEFINITIONS, HEADINGS, LIST_INTROS, OFFERS, POINTS } from './english-bank.ts';
import { capitalise } from './english.ts';
import type { Voice } from './voice.ts';

/** How long an answer becomes: sentences, or a count of paragraphs when a long one is wanted. */
export type Size = 'short' | 'medium' | 'long';

/** Average words of one sentence of the bank; sizes "about 300 words" in sentences. */
const WORDS_PER_SENTENCE = 15;

const stepSlot = (voice: Voice): { step2: string } => ({ step2: voice.say('{step}') });

/** Sentences from the bank, different ones while it lasts. */
export function bodySentences(voice: Voice, count: number): string[] {
  const sentences: string[] = [];
  while (sentences.length < count) {
    for (const template of voice.sample(BODY, count - sentences.length))
      sentences.push(voice.say(template, stepSlot(voice)));
  }
  return sentences;
}

const closing = (voice: Voice): string => voice.say(CLOSINGS, stepSlot(voice));
const offer = (voice: Voice): string => voice.say(OFFERS);

/** Points of a list: a bold aspect and what there is to say of it. */
function points(voice: Voice, count: number, numbered: boolean): string {
  const lines: string[] = [];
  const dash = voice.pick([':', ':', ' –'] as const);
  const seen = new Set<string>();
  for (const template of voice.sample(POINTS, count)) {
    const heading = capitalise(voice.say('{aspect}'));
    if (seen.has(heading)) continue;
    seen.add(heading);
    lines.push(`${numbered ? `${lines.length + 1}.` : '-'} **${heading}**${dash} ${capitalise(voice.say(template))}`);
  }
  return lines.join('\n');
}

/** Plain prose: an opening, so many sentences, and sometimes an offer, in paragraphs. */
export function paragraphs(opening: string, voice: Voice, sentences: number, end: string): string {
  const all = [opening, ...bodySentences(voice, Math.max(0, sentences - 1))];
  const out: string[] = [];
  for (let at = 0; at < all.length;) {
    const size = voice.int(3, 5);
    // A last paragraph of one sentence looks lost.
    const take = all.length - at - size < 2 ? all.length - at : size;
    out.push(all.slice(at, at + take).join(' '));
    at += take;
  }
  if (end !== '') out.push(end);
  return out.join('\n\n');
}

function listAnswer(opening: string, voice: Voice, count: number, numbered: boolean): string {
  const tail = voice.chance(0.6) ? offer(voice) : closing(voice);
  return `${opening} ${voice.say(LIST_INTROS)}\n\n${points(voice, count, numbered)}\n\n${tail}`;
}

function headedAnswer(ask: Ask, opening: string, voice: Voice, sections: number): string {
  const title = ask.topic.phrase === '' ? 'Overview' : capitalise(ask.topic.phrase);
  const parts = [`# ${title}`, opening];
  for (const heading of voice.sample(HEADINGS, sections)) {
    const body = voice.chance(0.4)
      ? points(voice, voice.int(4, 5), voice.chance(0.3))
      : paragraphs('', voice, voice.int(5, 7), '').trim();
    parts.push(`## ${heading}`, body);
  }
  parts.push('## Summary', `${closing(voice)} ${closing(voice)}`);
  return parts.join('\n\n');
}

function tableAnswer(opening: string, voice: Voice): string {
  const rows = voice
    .sample(POINTS, voice.int(3, 5))
    .map((template) => `| ${capitalise(voice.say('{aspect}'))} | ${capitalise(voice.say(template))} |`);
  return [opening, ['| Aspect | What to know |', '| --- | --- |', ...rows].join('\n'), closing(voice)].join('\n\n');
}

/** Sentences that a wanted length comes to; `undefined` when it is left open. */
export function sentenceTarget(length: WantedLength): number | undefined {
  switch (length.unit) {
    case 'sentences':
    case 'lines':
      return length.count;
    case 'words':
      return Math.max(1, Math.round(length.count / WORDS_PER_SENTENCE));
    case 'paragraphs':
      return length.count * 4;
    case 'brief':
      return 2;
    case 'normal':
    case 'detailed':
      return undefined;
    default:
      return length satisfies never;
  }
}

/** Exactly so many paragraphs of three to five sentences. */
function exactParagraphs(opening: string, voice: Voice, count: number): string {
  const out: string[] = [];
  for (let i = 0; i < count; i++)
    out.push([...(i === 0 ? [opening] : []), ...bodySentences(voice, voice.int(3, 4))].join(' '));
  return out.join('\n\n');
}

function freeAnswer(ask: Ask, opening: string, voice: Voice, size: Size): string {
  if (size === 'short') return paragraphs(opening, voice, voice.int(1, 3), '');
  if (size === 'long') return headedAnswer(ask, opening, voice, voice.int(5, 7));
  const layout = voice.int(0, 5);
  if (layout <= 1) return paragraphs(opening, voice, voice.int(3, 5), voice.chance(0.4) ? offer(voice) : '');
  if (layout === 2) return paragraphs(opening, voice, voice.int(6, 9), closing(voice));
  return listAnswer(opening, voice, voice.int(3, 5), layout === 3);
}

/** Prose on the topic, in the wanted format and length. `opening` is its first sentence. */
export function topicalAnswer(ask: Ask, opening: string, voice: Voice, size: Size): string {
  const { length, format } = ask.wanted;
  if (length.unit === 'paragraphs') return exactParagraphs(opening, voice, Math.min(length.count, 40));
  if (length.unit === 'lines')
    return [opening, ...bodySentences(voice, length.count - 1)].slice(0, length.count).join('\n');
  const target = sentenceTarget(length);
  if (target !== undefined && length.unit !== 'brief') return paragraphs(opening, voice, target, '');
  if (format === 'table') return tableAnswer(opening, voice);
  if (format === 'bullets' || format === 'numbered')
    return listAnswer(opening, voice, voice.int(3, 6), format === 'numbered');
  if (length.unit === 'detailed')
    return format === 'plain'
      ? paragraphs(opening, voice, voice.int(18, 28), closing(voice))
      : headedAnswer(ask, opening, voice, voice.int(5, 7));
  if (length.unit === 'brief') return paragraphs(opening, voice, voice.int(1, 2), '');
  if (format === 'plain') return paragraphs(opening, voice, voice.int(3, 6), '');
  return freeAnswer(ask, opening, voice, size);
}

/** A first sentence on the topic. */
export const definition = (voice: Voice): string => voice.say(DEFINITIONS);
