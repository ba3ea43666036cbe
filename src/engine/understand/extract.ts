import { PHRASE_LIMIT } from './topic.ts';
import { STOP_WORDS } from './stop-words.ts';

/** Sentences that are weighed. */
const SENTENCE_LIMIT = 120;

/** Splits prose into sentences and lines, each trimmed. */
export function sentencesOf(text: string): string[] {
  const found: string[] = [];
  for (const line of text.split('\n')) {
    for (const piece of line.split(/(?<=[.!?])\s+(?=[\p{Lu}\p{N}"'([])|(?<=[。！？])/u)) {
      const sentence = piece.trim().replace(/^(?:[-*•#>]+|\d+[.)])\s*/, '');
      if (sentence.length > 2) found.push(sentence);
      if (found.length === SENTENCE_LIMIT) return found;
    }
  }
  return found;
}

/** A sentence cut to the longest quotation that answers make, at a word, marked where it was cut. */
export function shorten(sentence: string, limit: number = PHRASE_LIMIT): string {
  if (sentence.length <= limit) return sentence;
  const space = sentence.lastIndexOf(' ', limit - 1);
  const cut = sentence.slice(0, space > limit / 3 ? space : limit - 1);
  return `${cut
    .replace(/[\s,;:.–-]+$/, '')
    .toWellFormed()
    .replace(/�/g, '')}…`;
}

const contentWords = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []).filter((word) => !STOP_WORDS.has(word));

/** The sentences that hold the words a text uses most, in the order of the text: a summary by extraction. */
export function keyPoints(material: string, count: number): string[] {
  const sentences = sentencesOf(material).filter((sentence) => sentence.length > 12);
  const weight = new Map<string, number>();
  const words = sentences.map(contentWords);
  for (const word of words.flat()) weight.set(word, (weight.get(word) ?? 0) + 1);
  const scored = sentences.map((sentence, at) => {
    const own = new Set(words[at]);
    let score = 0;
    for (const word of own) score += (weight.get(word) ?? 0) - 0.5;
    return { sentence, at, score: score / Math.sqrt(own.size + 4) - at * 0.02 };
  });
  const best = scored.sort((a, b) => b.score - a.score).slice(0, count);
  return best.sort((a, b) => a.at - b.at).map(({ sentence }) => shorten(sentence.replace(/\s+/g, ' ')));
}

/** The value that stands behind a key in YAML, JSON, INI or "Key: value" text, when the question names the key. */
function keyedValue(question: string, material: string): string | undefined {
  const asked = new Set(contentWords(question.replace(/[_-]/g, ' ')));
  for (const line of material.split('\n', 200)) {
    const match =
      /^[\s"'*-]{0,12}([\p{L}][\p{L}\p{N}_ .-]{0,40}?)["'*]{0,3}\s{0,4}[:=]\s{1,4}["']?([^"'\n]{1,120}?)["']?,?\s*$/u.exec(
        line.slice(0, 240),
      );
    const key = contentWords((match?.[1] ?? '').replace(/[_-]/g, ' '));
    if (match?.[2] !== undefined && key.length > 0 && key.every((word) => asked.has(word))) return match[2].trim();
  }
  return undefined;
}

/**
 * What a given text says in answer to a question about it: the value of a key, or the sentence that shares most words with
 * the question. `undefined` where nothing fits.
 */
export function answerFrom(question: string, material: string): string | undefined {
  const value = keyedValue(question, material);
  if (value !== undefined) return shorten(value);
  const asked = new Set(contentWords(question));
  let best: string | undefined;
  let most = 1;
  for (const sentence of sentencesOf(material)) {
    if (sentence.endsWith('?')) continue;
    const hits = new Set(contentWords(sentence).filter((word) => asked.has(word))).size;
    if (hits > most) [best, most] = [sentence, hits];
  }
  return best === undefined ? undefined : shorten(best.replace(/\s+/g, ' '), 2 * PHRASE_LIMIT);
}
