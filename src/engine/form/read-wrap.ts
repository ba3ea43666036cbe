import type { Brief } from '../read/brief.ts';
import type { Segment } from '../read/segment.ts';
import { createFacts } from '../values/facts.ts';
import { sentencesOf, wordsOf } from '../read/text.ts';
import { anyOf, hasAny, hasPhrase } from '../has-words.ts';
import { phraseList, WORDS, wordSet } from '../words.ts';

/** What stands around an answer, and the request without the words that say so. */
export interface Wrap {
  readonly before: string;
  readonly after: string;
  readonly brief: Brief;
  /** Whether a form that has signs of its own stands within. */
  readonly outside?: boolean;
}

const ANSWERS = wordSet(WORDS.cues.answering);
const WRAPS = WORDS.transforms.wraps.map((row) => {
  const [signs = '', phrases = ''] = row.split(' => ');
  const [before = '', after = before] = signs.split(' ');
  return { before, after, phrases: phraseList(phrases) };
});
const OF_TEXT =
  /\b(?:number|source|page|section|id|citation|reference|name|title|year|date|unit)s? (?:in|inside|between|within)\b|\b(?:text|sentence|word|passage|content|message|code|input|review|snippet)s? (?:that is |which is |given |enclosed |delimited |provided )?(?:in|inside|between|within|by)\b/;
const MARKERS =
  /\b(?:between|from)?\s*["'`“]?([A-Z][A-Z_]{2,30}(?:[:_-][A-Z][A-Z_]*)+|<{1,3}[A-Z_]+>{1,3}|\[[A-Z_]+\])["'`”]?,? (?:and|to)\s+(?:ends? with |end it with )?["'`“]?([A-Z][A-Z_]{2,30}(?:[:_-][A-Z][A-Z_]*)+|<{1,3}\/?[A-Z_]+>{1,3}|\[\/?[A-Z_]+\])["'`”]?/;
const PAIRED = anyOf('between* wrap* inside* enclose* surround* put* place* start* begin*');

const without = (brief: Brief, sentence: string, input: string): Brief => ({
  ...brief,
  orders: brief.orders.replace(sentence, ' ').trim(),
  input,
});

function unwrapped(text: string, before: string, after: string): string {
  const plain = text.trim();
  return plain.startsWith(before) && plain.endsWith(after) && plain.length > before.length + after.length
    ? plain.slice(before.length, -after.length)
    : text;
}

/** Signs that a clause wants around the answer: "give the letter in round brackets". */
function signsOf(clause: string): { readonly before: string; readonly after: string } | undefined {
  const lower = clause.toLowerCase();
  if (!wordsOf(lower).some((word) => ANSWERS.has(word) || word === 'put' || word === 'wrap' || word === 'enclose'))
    return undefined;
  const found = WRAPS.find(({ phrases }) => phrases.some((phrase) => hasPhrase(lower, phrase)));
  // "the text in backticks" says where the text stands.
  if (OF_TEXT.test(lower)) return undefined;
  return found !== undefined &&
    !/\b(?:no|not|without|never)\b|\b(?:each|every|all) (?:\w+ )?(?:words?|items?|lines?|names?|entry|terms?|values?|persons?|keys?)\b/.test(
      lower,
    )
    ? found
    : undefined;
}

/** "[CONTENT] {…} [/CONTENT]": an example between tags in brackets, which stand around the answer as well. */
const TAGGED = /^[ \t]*\[([A-Z][A-Z_ ]{1,30})\][ \t]*\n([\s\S]{2,4000}?)\n[ \t]*\[\/\1\]/m;

function tagged(brief: Brief): Wrap | undefined {
  const [, tag, body = ''] = TAGGED.exec(brief.asked.text) ?? TAGGED.exec(brief.system) ?? [];
  if (tag === undefined || !/^\s*[{[]/.test(body)) return undefined;
  const inner: Segment = {
    role: 'template',
    kind: 'fence',
    label: '',
    text: body,
    lang: 'json',
    author: 'system',
    message: -1,
  };
  const segments = [...brief.segments.filter(({ text }) => !text.includes(body.slice(0, 40))), inner];
  const orders = `JSON\n${body}\n${brief.orders.slice(0, 2000)}`;
  const input = brief.input.replace(body, '').replaceAll(`[/${tag}]`, '').trim();
  return {
    outside: true,
    before: `[${tag}]\n`,
    after: `\n[/${tag}]`,
    brief: { ...brief, orders, segments, input, facts: () => createFacts(input) },
  };
}

/** Markers or signs that are to stand around the whole answer: `between BEGIN_REPLY and END_REPLY`, "inside backticks". */
export function readWrap(brief: Brief): Wrap | undefined {
  const around = tagged(brief);
  if (around !== undefined) return around;
  for (const sentence of sentencesOf(brief.orders)) {
    const markers = PAIRED.test(sentence) ? MARKERS.exec(sentence) : null;
    if (markers !== null) {
      const [, begin = '', end = ''] = markers;
      const gap = hasAny(brief.orders, 'lines line alone') ? '\n' : '';
      return { before: `${begin}${gap}`, after: `${gap}${end}`, brief: without(brief, sentence, brief.input) };
    }
    if (wordsOf(sentence).length > 40) continue;
    for (const clause of sentence.split(/[;,.]\s/)) {
      const signs = signsOf(clause);
      if (signs === undefined) continue;
      const input = unwrapped(brief.input, signs.before, signs.after);
      return { before: signs.before, after: signs.after, brief: { ...brief, input } };
    }
  }
  return undefined;
}
