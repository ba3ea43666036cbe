import type { Ask } from '../understand/ask.ts';
import { ZH_BODY, ZH_CLOSINGS, ZH_LIST_INTROS, ZH_POINTS } from './chinese-bank.ts';
import type { Size } from './topical-english.ts';
import type { Voice } from './voice.ts';

function bodySentences(voice: Voice, total: number): string[] {
  const out: string[] = [];
  while (out.length < total)
    for (const template of voice.sample(ZH_BODY, total - out.length)) out.push(voice.say(template));
  return out;
}

function paragraphs(opening: string, voice: Voice, sentences: number): string {
  const all = [opening, ...bodySentences(voice, Math.max(0, sentences - 1))];
  const out: string[] = [];
  for (let at = 0; at < all.length; at += 4) out.push(all.slice(at, at + 4).join(''));
  return out.join('\n\n');
}

function points(voice: Voice, total: number, numbered: boolean): string {
  return voice
    .sample(ZH_POINTS, total)
    .map((template, at) => `${numbered ? `${at + 1}.` : '-'} **${voice.say('{aspect}')}**：${voice.say(template)}`)
    .join('\n');
}

/** An answer with headings. */
export function long(ask: Ask, opening: string, voice: Voice): string {
  const sections = voice.sample(
    ['背景', '核心要点', '实际应用', '常见误区', '未来展望', '优势与局限'],
    voice.int(3, 5),
  );
  const body = sections.map(
    (title, at) =>
      `## ${title}\n\n${at % 2 === 0 ? paragraphs(voice.say(ZH_BODY), voice, 5) : points(voice, 4, false)}`,
  );
  return `# ${ask.topic.phrase === '' ? '概述' : ask.topic.phrase}\n\n${opening}\n\n${body.join('\n\n')}\n\n${voice.say(ZH_CLOSINGS)}`;
}

/** Sentences that a number of Chinese characters comes to. */
const CHARACTERS_PER_SENTENCE = 24;

/** Prose on the topic, in the wanted format and length. */
export function topical(ask: Ask, opening: string, voice: Voice, size: Size): string {
  const { length, format } = ask.wanted;
  switch (length.unit) {
    case 'sentences':
    case 'lines':
      return [opening, ...bodySentences(voice, length.count - 1)]
        .slice(0, length.count)
        .join(length.unit === 'lines' ? '\n' : '');
    case 'words':
      return paragraphs(opening, voice, Math.max(1, Math.round(length.count / CHARACTERS_PER_SENTENCE)));
    case 'paragraphs':
      return paragraphs(opening, voice, length.count * 4);
    case 'brief':
      return paragraphs(opening, voice, 2);
    case 'detailed':
      return long(ask, opening, voice);
    case 'normal':
      break;
    default:
      return length satisfies never;
  }
  if (size === 'long') return long(ask, opening, voice);
  if (format === 'bullets' || format === 'numbered' || (format === 'any' && size === 'medium' && voice.chance(0.4))) {
    return `${opening}${voice.say(ZH_LIST_INTROS)}\n\n${points(voice, voice.int(3, 5), format === 'numbered' || voice.chance(0.4))}\n\n${voice.say(ZH_CLOSINGS)}`;
  }
  const body = paragraphs(opening, voice, size === 'short' ? voice.int(1, 3) : voice.int(3, 7));
  return voice.chance(0.5) ? `${body}${size === 'short' ? '' : `\n\n${voice.say(ZH_CLOSINGS)}`}` : body;
}
