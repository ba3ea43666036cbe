import type { Wanted, WantedLength } from './ask.ts';
import { HINT, hintsOf } from './hints.ts';
import { wordsOf } from './words.ts';

/** More words than a bounded text can have. */
const WORD_LIMIT = 4096;

const NUMBER_WORDS: ReadonlyMap<string, number> = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, value) => [word, value]),
);
for (const [word, value] of [
  ['a', 1],
  ['an', 1],
  ['single', 1],
  ['couple', 2],
  ['dozen', 12],
  ['thirty', 30],
  ['fifty', 50],
  ['hundred', 100],
  ['一', 1],
  ['两', 2],
  ['二', 2],
  ['三', 3],
  ['四', 4],
  ['五', 5],
  ['六', 6],
  ['七', 7],
  ['八', 8],
  ['九', 9],
  ['十', 10],
] as const)
  (NUMBER_WORDS as Map<string, number>).set(word, value);

/** Largest amount of words, sentences or items that is taken from a prompt; beyond it the mock stops writing. */
export const LARGEST_COUNT = 2000;

/** The number that digits or a number word stand for, `undefined` for any other word. */
export function readNumber(word: string): number | undefined {
  const value = /^\d{1,9}$/.test(word) ? Number(word) : NUMBER_WORDS.get(word.toLowerCase());
  return value === undefined ? undefined : Math.min(value, LARGEST_COUNT);
}

const AMOUNT =
  /\b(\d{1,6}|a|an|one|single|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|fifty|hundred)[ -](?:(?:short|full|complete|simple|single|long|concise)[ -])?(words?|sentences?|paragraphs?|lines?)\b/;
const CHINESE_AMOUNT = /(\d{1,6}|[一两二三四五六七八九十])(个字|字|个词|句话|句|段|行)/;
const BARE =
  /\b(?:just|only|nothing but|exactly)\b (?:with )?(?:the |a |an |one |that |your )?(?:final |single |numeric(?:al)? )?(?:numbers?|answer|result|word|name|value|url|city|letter|digit|yes|no|integer|code|translation|capital|choice|label|category)\b|\b(?:yes or no|yes\/no)\b(?: only)?[.!?]?\s*$|(?:answer|reply|respond)(?: with)?(?: a)?(?: simple)? (?:"?yes"? or "?no"?|yes\/no|true or false)|in (?:one|a single|1) word|one[- ]word (?:answer|reply|response)|(?:with|in) (?:only )?(?:a|one|1) (?:single )?word\b|no (?:explanation|other text|extra text|preamble)|without (?:any )?(?:explanation|other text|preamble)|nothing else|\b(?:reply|respond|answer|return|output|give|say)\b[^.?!\n]{0,40}\balone\b/;
const BRIEF = /\b(?:briefly|brief|short|concise|concisely|succinct|succinctly|tl;?dr|quick|quickly|in short|terse)\b/;
const DETAILED =
  /\b(?:in detail|detailed|in depth|in-depth|comprehensive|comprehensively|thorough|thoroughly|long|elaborate|extensive|extensively|step by step guide|complete guide|as much (?:detail )?as)\b/;

const unitOf = (word: string): 'words' | 'sentences' | 'paragraphs' | 'lines' => {
  if (word.startsWith('sent') || word.startsWith('句')) return 'sentences';
  if (word.startsWith('para') || word === '段') return 'paragraphs';
  return word.startsWith('line') || word === '行' ? 'lines' : 'words';
};

function wantedLength(text: string, lower: string): WantedLength {
  const amount = AMOUNT.exec(lower) ?? CHINESE_AMOUNT.exec(text);
  const count = amount?.[1] === undefined ? undefined : readNumber(amount[1]);
  // "What is a word embedding?" is no request for one word.
  const article = amount?.[1] === 'a' || amount?.[1] === 'an';
  const asked = !article || /\b(?:in|with|write|as|generate|create|make|give me) (?:a|an) /.test(lower);
  if (amount?.[2] !== undefined && count !== undefined && count > 0 && asked) return { unit: unitOf(amount[2]), count };
  if (BRIEF.test(lower) || /简短|简要|简洁|简单地|一句话/.test(text)) return { unit: 'brief' };
  if (DETAILED.test(lower) || /详细|深入|全面|长文/.test(text)) return { unit: 'detailed' };
  return { unit: 'normal' };
}

function wantedFormat(text: string, lower: string): Wanted['format'] {
  if (
    /\b(?:no|without|avoid|don't use|do not use|not use) (?:any )?(?:markdown|formatting)|\bplain text\b|纯文本|不要(?:使用)?markdown/.test(
      lower,
    )
  )
    return 'plain';
  if (
    /\b(?:as|in|into|with|make|create|draw|format|markdown) (?:a |an |it as a )?(?:markdown |simple |comparison )*table\b|表格/.test(
      lower,
    )
  )
    return 'table';
  if (/\bbullet(?:s|ed)?\b|bullet[- ]points?|列点|要点/.test(lower)) return 'bullets';
  if (/\bnumbered\b|\bordered list\b|编号/.test(lower)) return 'numbered';
  return lower.includes('markdown') ? 'markdown' : 'any';
}

function wantedEmoji(lower: string): boolean | undefined {
  if (!lower.includes('emoji') && !lower.includes('表情')) return undefined;
  return !/\b(?:no|without|avoid|don't use|do not use|never use)(?: any)? emoji|不要(?:使用|用)?(?:任何)?表情/.test(
    lower,
  );
}

function wantedLetters(lower: string): Wanted['letters'] {
  if (!/case|caps|capital letters/.test(lower)) return 'as-is';
  if (/\b(?:in|use|using|only)(?: all| only)? (?:upper ?-?case|caps|capital letters|capitals)|\ball caps\b/.test(lower))
    return 'upper';
  return /\b(?:in|use|using|only)(?: all| only)? lower ?-?case/.test(lower) ? 'lower' : 'as-is';
}

const NORMAL: Wanted = { length: { unit: 'normal' }, bare: false, format: 'any', emoji: undefined, letters: 'as-is' };

/**
 * Length and format that the user's words, or failing these the system's, ask for.
 * @param lowerWords all words of `text` in lower case, where the caller has them already.
 * @example readWanted('Explain rain in two sentences', '').length // { unit: 'sentences', count: 2 }
 */
export function readWanted(text: string, system: string, lowerWords?: readonly string[]): Wanted {
  const base = system === '' ? NORMAL : readOne(system, hintsOf(wordsOf(system.toLowerCase(), WORD_LIMIT)));
  return readWantedOver(text, base, hintsOf(lowerWords ?? wordsOf(text.toLowerCase(), WORD_LIMIT)));
}

/** Likewise, where the wishes of the system messages are known, and what the words of `text` hint at. */
export function readWantedOver(text: string, base: Wanted, hints: number): Wanted {
  const own = readOne(text, hints);
  if (base === NORMAL) return own;
  return {
    length: own.length.unit === 'normal' ? base.length : own.length,
    bare: own.bare || base.bare,
    format: own.format === 'any' ? base.format : own.format,
    emoji: own.emoji ?? base.emoji,
    letters: own.letters === 'as-is' ? base.letters : own.letters,
  };
}

/** A text without hint, or Chinese characters, wants nothing in particular: the patterns need not be tried. */
function readOne(text: string, hints: number): Wanted {
  if ((hints & HINT.wanted) === 0 && !/[一-鿿]/.test(text)) return NORMAL;
  const lower = text.toLowerCase();
  return {
    length: wantedLength(text, lower),
    bare: BARE.test(lower) || /只(?:需|要)?(?:回答|回复|输出|给出|返回|说)|一个(?:词|字)(?:回答|回复)/.test(text),
    format: wantedFormat(text, lower),
    emoji: wantedEmoji(lower),
    letters: wantedLetters(lower),
  };
}
