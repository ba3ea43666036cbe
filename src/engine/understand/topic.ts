import type { Language, Topic } from './ask.ts';
import { INNER_WORDS, STOP_WORDS } from './stop-words.ts';
import { wordsOf } from './words.ts';

/** Longest phrase of the user's that an answer quotes, in UTF-16 units. */
export const PHRASE_LIMIT = 80;
const KEYWORD_LIMIT = 12;
/** Words that are read in search of a subject. */
const WORD_LIMIT = 160;

export const NO_TOPIC: Topic = { phrase: '', determiner: '', keywords: [], plural: false };

const EDGE = /^[\s.,;:!?…'"`*_#~()\-–—。，、；：！？“”‘’《》]+|[\s.,;:!?…'"`*_#~()\-–—。，、；：！？“”‘’《》]+$/g;
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}�{}<>[\]|\\"`*_#]+/gu;

/** Whether a text is a plain phrase already: ASCII words with single blanks, short enough. Most are, and need no cleaning. */
function isTidy(text: string): boolean {
  if (text.length === 0 || text.length > PHRASE_LIMIT) return false;
  let blank = true;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i) | 32;
    const word = (code >= 97 && code <= 122) || (code >= 48 && code <= 57 && text.charCodeAt(i) >= 48);
    if (!word && (text.charCodeAt(i) !== 32 || blank)) return false;
    blank = !word;
  }
  return !blank;
}

/**
 * A stretch of the user's words made fit to stand in a sentence: one line, no brackets, quotes or end punctuation,
 * at most {@link PHRASE_LIMIT} characters, cut at a word.
 */
export function tidyPhrase(raw: string): string {
  if (isTidy(raw)) return raw;
  let phrase = raw.length > 4 * PHRASE_LIMIT ? raw.slice(0, 4 * PHRASE_LIMIT) : raw;
  phrase = phrase.replace(UNSAFE, ' ').replace(/\s+/g, ' ').replace(EDGE, '');
  if (phrase.length > PHRASE_LIMIT) {
    const space = phrase.lastIndexOf(' ', PHRASE_LIMIT);
    phrase = phrase.slice(0, space > PHRASE_LIMIT / 3 ? space : PHRASE_LIMIT).toWellFormed();
  }
  // The cut may have halved a pair, or left punctuation at the end.
  return phrase.replace(/�/g, '').replace(EDGE, '');
}

const SINGULAR_S = /(?:ss|us|is|(?<!gener|top|metr|bas|graph|com|fabr|crit)ics|ews|ess)$/;

/** Whether an English noun phrase takes "are". */
export function isPlural(phrase: string): boolean {
  const lower = phrase.toLowerCase();
  // "the history of wars" is singular: the noun before a preposition decides.
  const inner = / (?:of|in|for|with|on|from|about|to|at|that|who|which|where) /.exec(lower);
  const head = inner === null ? lower : lower.slice(0, inner.index);
  if (/ (?:and|&) /.test(head)) return true;
  const word = head.slice(head.lastIndexOf(' ') + 1);
  if (/^(?:people|children|men|women|mice|data|cattle|police)$/.test(word)) return true;
  // A capitalised name in "s" (Paris, Kubernetes) is one thing.
  const first = phrase.slice(head.length - word.length, head.length - word.length + 1);
  return word.length > 3 && word.endsWith('s') && !SINGULAR_S.test(word) && first === first.toLowerCase();
}

interface Run {
  words: string[];
  score: number;
  start: number;
}

/** Stop words that begin names: "New York", "First Lady". */
const NAME_STARTS = new Set(['New', 'Old', 'One', 'First', 'Last']);

const isContent = (word: string, position = 0): boolean =>
  word.length > 1 && (!STOP_WORDS.has(word.toLowerCase()) || (position > 0 && NAME_STARTS.has(word)));

const isCapital = (word: string): boolean => {
  const first = word.charAt(0);
  return first !== first.toLowerCase();
};

/** Scores a run of words: more content, and names rather than common words, but no whole clauses. */
function scoreRun(words: readonly string[], position: number): number {
  let score = 0;
  for (const word of words) if (isContent(word)) score += position > 0 && isCapital(word) ? 3 : 2;
  return Math.min(score, 8) - position * 0.05;
}

/** The runs of content words in a list, with "of", "the" and the like kept inside: "history of the Roman Empire". */
function runs(words: readonly string[]): Run[] {
  const found: Run[] = [];
  let start = -1;
  let end = -1;
  for (let i = 0; i <= words.length; i++) {
    const word = words[i];
    if (word !== undefined && isContent(word, i)) {
      if (start < 0) start = i;
      end = i;
    } else if (start >= 0 && (word === undefined || !INNER_WORDS.has(word) || i - end > 2)) {
      const run = words.slice(start, Math.min(end + 1, start + 7));
      found.push({ words: run, score: scoreRun(run, start), start });
      start = -1;
    }
  }
  return found;
}

/** Lower-case content words in order of appearance, each once. */
export function keywordsOf(text: string): string[] {
  return contentWords(wordsOf(text.toLowerCase(), WORD_LIMIT));
}

/** The content words among lower-case words, each once, at most a dozen. */
export function contentWords(lowerWords: readonly string[]): string[] {
  const found: string[] = [];
  for (const word of lowerWords) {
    if (word.length < 2 || STOP_WORDS.has(word)) continue;
    const plain = word.endsWith("'s") || word.endsWith('’s') ? word.slice(0, -2) : word;
    if (!found.includes(plain)) found.push(plain);
    if (found.length === KEYWORD_LIMIT) break;
  }
  return found;
}

const HAN_LEAD =
  /^(?:请问|请你|请(?![假客求])|麻烦|帮我|帮忙|你能|能不能|可以|给我|我想|我要|为我|用中文|简单|简要|详细|地)*(?:介绍一下|介绍|解释一下|解释|说明|讲解|讲讲|谈谈|告诉我|说说|分析|总结|什么是|写一[首篇个封段份]|写|列出|推荐|如何|怎么样|怎么|怎样|为什么|为何)?(?:关于|一下|有关)?/;
const HAN_TAIL =
  /(?:是什么意思|是什么|有哪些|怎么样|是多少|是谁|在哪里|在哪|吗|呢|吧|的诗|的故事|的文章|的区别|的首都|的?好处)*$/;

function hanTopic(text: string): Topic {
  const line = (text.split(/[。！？!?\n，,；;]/, 6).find((piece) => piece.trim().length > 1) ?? text).trim();
  const phrase = tidyPhrase(line.slice(0, 60).replace(HAN_LEAD, '').replace(HAN_TAIL, ''));
  return {
    phrase: phrase.slice(0, 24).toWellFormed(),
    determiner: '',
    keywords: phrase === '' ? [] : [phrase.slice(0, 24)],
    plural: false,
  };
}

/** What follows a subject but belongs to the manner: "in two sentences", "step by step", "please". */
const LENGTH_TAIL =
  /,? (?:in (?:a |an |the |about |at most |under |less than |exactly )*(?:\w+[ -](?:short )?(?:words?|sentences?|paragraphs?|lines?|bullet points)|detail|depth|short|brief|simple (?:terms|words)|plain english|bullet points|json|markdown|english|chinese|french|spanish|german|japanese)|briefly|concisely|step by step|please|to (?:a|my) (?:\w+[ -])?(?:year[ -]old|beginner|child|kid|\w+-year-old)|for (?:beginners|me|dummies)|using (?:a )?(?:bullet points|table|markdown)|with (?:bullet points|examples?|an example|a table|emojis?))\b[^\n]*$/i;

/** "Docker and why should I use it" is about Docker. */
const SECOND_QUESTION = /,? and (?:why|how|what|when|where|who) [^\n]*$/i;

/** Words around a subject: "fun fact about cats", "10 lines of random text about socks" are about cats and socks. */
const WRAPPING =
  /^(?:(?:an?|the|some|\d+|\w+) )?(?:[\w-]+ ){0,3}?(?:text|facts?|information|info|overview|summary|description|paragraphs?|sentences?|lines|guide|introduction|something|everything|anything|details|thoughts|list) (?:[\w-]+ ){0,2}?(?:about|on|of|for|describing|regarding) (?=\S)/i;
const LEAD = /^(?:(?:the|an?|some|any|for|about|of|to|on|me|my|our|this|that|these|those) (?=\S))+/i;

/** The last determiner of a lead, turned to face the user: "my boss" is "your boss". */
function determinerOf(lead: string): string {
  const word = lead.trimEnd().split(' ').at(-1)?.toLowerCase() ?? '';
  if (word === 'my' || word === 'our') return 'your ';
  return /^(?:the|an?|this|that|these|those)$/.test(word) ? `${word} ` : '';
}

/** Takes what is wrapped, twice: "10 lines of | random text about | socks". Short phrases cannot be wrapped. */
function unwrap(phrase: string): string {
  return phrase.includes(' of ') || phrase.includes(' about ') || phrase.includes(' on ') || phrase.includes(' for ')
    ? phrase.replace(WRAPPING, '').replace(WRAPPING, '')
    : phrase;
}

/** A phrase of a few words holds no manner; anything longer is cut at the words that tell one, and at a colon. */
function withoutManner(raw: string): string {
  const colon = raw.indexOf(':');
  const head = colon > 0 ? raw.slice(0, colon) : raw;
  return head.includes(' ') ? head.replace(LENGTH_TAIL, '').replace(SECOND_QUESTION, '') : head;
}

/** A topic from a phrase that is already known to be the subject, for instance what follows "what is". */
export function topicOf(raw: string, language: Language, keywords: readonly string[] = keywordsOf(raw)): Topic {
  if (language === 'zh' || language === 'ja') return hanTopic(raw);
  const tidy = unwrap(tidyPhrase(withoutManner(raw)));
  const lead = LEAD.exec(tidy)?.[0] ?? '';
  const phrase = tidy.slice(lead.length);
  if (phrase === '') return NO_TOPIC;
  return { phrase, determiner: determinerOf(lead), keywords, plural: isPlural(phrase) };
}

/**
 * The subject of a text of which nothing more is known: its best run of content words.
 * @example findTopic('Can you help me plan a trip to New York?', 'en').phrase // 'plan a trip to New York'
 */
export function findTopic(text: string, language: Language, keywords: readonly string[] = keywordsOf(text)): Topic {
  if (language === 'zh' || language === 'ja') return hanTopic(text);
  const words = wordsOf(text, WORD_LIMIT);
  let best: Run | undefined;
  for (const run of runs(words)) if (best === undefined || run.score > best.score) best = run;
  if (best === undefined) return NO_TOPIC;
  const phrase = tidyPhrase(best.words.join(' '));
  const determiner = determinerOf(words[best.start - 1] ?? '');
  return { phrase, determiner, keywords, plural: isPlural(phrase) };
}
