import type { Limits } from '../form/form.ts';
import { capitalize, isHan, isStopWord, oneLine, rawWords, sentencesOf, termsOf, withoutEnd } from '../read/text.ts';
import { WORDS, wordSet } from '../words.ts';

const DANGLING = wordSet(WORDS.cues.dangling);

/** Cuts a text to so many words, without a small word at its end. */
export function cutWords(text: string, most: number): string {
  const words = text.split(/\s+/).filter((word) => word !== '');
  if (words.length <= most) return text;
  const kept = words.slice(0, Math.max(1, most));
  while (kept.length > 1 && DANGLING.has((kept.at(-1) ?? '').toLowerCase().replaceAll(/[^\p{L}]/gu, ''))) kept.pop();
  return kept.join(' ').replace(/[,;:–—-]{1,64}$/, '');
}

/** Cuts a text to so many characters, at the end of a word. */
export function cutCharacters(text: string, most: number): string {
  const points = [...text];
  if (points.length <= most) return text;
  if (isHan(text))
    return points
      .slice(0, most)
      .join('')
      .replace(/[，、。,]$/, '');
  const cut = points.slice(0, most + 1).join('');
  const clause = /^.*[^,;:](?=[,;:]\s)/s.exec(cut)?.[0] ?? '';
  if (clause.length * 2 > most) return clause;
  const end = cut.lastIndexOf(' ');
  const kept = end > 0 ? cut.slice(0, end) : points.slice(0, most).join('');
  return cutWords(kept, kept.split(' ').length).replace(/[\s,;:–—-]{1,64}$/, '') || points.slice(0, most).join('');
}

const PADDING = ['in', 'short', 'and', 'in', 'plain', 'words', 'as', 'was', 'asked', 'here', 'today', 'again'];

/** Brings a text within limits, cutting where it is too long and padding where it is too short. */
export function fitLimits(text: string, limits: Limits): string {
  let fitted = text;
  if (limits.sentences !== undefined) {
    const sentences = sentencesOf(fitted);
    const joint = isHan(fitted) ? '' : ' ';
    const whole = limits.sentences * (limits.paragraphs ?? 1);
    if (sentences.length > whole) fitted = sentences.slice(0, whole).join(joint);
  }
  if (limits.words !== undefined) fitted = cutWords(fitted, limits.words);
  if (limits.leastWords !== undefined) fitted = padWords(fitted, limits.leastWords, limits.words ?? Infinity);
  if (limits.characters !== undefined) fitted = cutCharacters(fitted, limits.characters);
  return fitted;
}

function padWords(text: string, least: number, most: number): string {
  const end = /[.!?]$/.exec(text)?.[0] ?? '';
  const words = withoutEnd(text).split(/\s+/);
  for (let at = 0; words.length < least && words.length < most; at++) words.push(PADDING[at % PADDING.length] ?? 'too');
  return `${words.join(' ')}${end}`;
}

/** How often each term of a text comes in it. */
function frequencies(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const sentence of sentencesOf(text))
    for (const term of termsOf(sentence)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

/** The sentences of a text that say most of what it is about, in their order. */
export function mainSentences(text: string, count: number): readonly string[] {
  const sentences = sentencesOf(text)
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence))
    .slice(0, 400);
  if (sentences.length <= count) return sentences;
  const counts = frequencies(text.slice(0, 20_000));
  const scored = sentences.map((sentence, at) => {
    const terms = termsOf(sentence);
    const sum = [...terms].reduce((total, term) => total + (counts.get(term) ?? 0), 0);
    return { sentence, at, score: sum / Math.sqrt(terms.size + 4) + (at === 0 ? 2 : 0) };
  });
  return scored
    .toSorted((a, b) => b.score - a.score)
    .slice(0, count)
    .toSorted((a, b) => a.at - b.at)
    .map(({ sentence }) => sentence);
}

/** A text without list marks, labels of speakers and quotation marks. */
export const plainText = (text: string): string =>
  text
    .split('\n')
    .map((line) =>
      line
        .replace(/^\s*(?:[-*•+]|\(?\d{1,3}[.)])\s+/, '')
        .replace(/^(?:user|assistant|human|ai|bot|customer|system)\s*:\s*/i, '')
        .trim(),
    )
    .filter((line) => line !== '')
    .join('\n');

/** The chief words of a text: frequent ones, names and long ones first, as they stand in the text. */
export function keywordsOf(text: string, count: number): readonly string[] {
  const plain = plainText(text).slice(0, 20_000);
  if (isHan(plain)) return hanWords(plain, count);
  const found = new Map<string, { word: string; score: number; at: number }>();
  for (const [at, word] of rawWords(plain).entries()) {
    const lower = word.toLowerCase();
    if (isStopWord(lower) || lower.length < 3 || /^\d/.test(lower) || VAGUE.has(lower)) continue;
    const key = [...termsOf(lower)][0] ?? lower;
    const known = found.get(key);
    if (known !== undefined) known.score += 2;
    else
      found.set(key, {
        word: lower,
        score: 1 + Math.min(lower.length, 9) / 9 + (/^\p{Lu}/u.test(word) && at > 0 ? 0.6 : 0),
        at,
      });
  }
  const best = [...found.values()].toSorted((a, b) => b.score - a.score || a.at - b.at).slice(0, count);
  return best.map(({ word }) => word);
}

const VAGUE = wordSet(WORDS.fill.shortenVague);

function hanWords(text: string, count: number): readonly string[] {
  const runs = text.match(/[\u4e00-\u9fff]{2,}/g) ?? [];
  const words = runs
    .flatMap((run) => run.split(/[的了是在和与或把被请我你他她它们这那个吗呢吧都很太]/))
    .filter((word) => word.length > 1);
  return [...new Set(words)].slice(0, count).map((word) => word.slice(0, 6));
}

const VERB_START =
  /^(?:(?:can|could|would|will) you (?:please )?(?:help me )?|please |i (?:want|need|would like) to |how (?:do|can|should|would) (?:i|we|you|one) |how to |what (?:is|are) (?:the |a |an )?|why (?:do|does|is|are) |tell me (?:about )?|help me (?:to )?|is there a way to |which |where (?:is|are|can i) |when (?:is|are|do|does) |what's (?:the )?|do you know )/i;

/** A short title for a text: its first question or sentence without what only asks. */
export function titleOf(text: string, most: number, titleCase: boolean): string {
  const first = sentencesOf(plainText(text)).find((sentence) => termsOf(sentence).size > 1) ?? plainText(text);
  const plain = withoutEnd(
    oneLine(first)
      .replaceAll(/["“”'`*#_]/g, '')
      .replace(VERB_START, '')
      .replaceAll(/[.,:;!?]/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );
  const cut = isHan(plain) ? plain.slice(0, Math.max(most * 2, 10)) : cutWords(plain, most);
  return titleCase
    ? cut
        .split(' ')
        .map((word, at) => (at > 0 && DANGLING.has(word.toLowerCase()) ? word.toLowerCase() : capitalize(word)))
        .join(' ')
    : capitalize(cut);
}
