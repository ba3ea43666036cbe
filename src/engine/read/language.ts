import { wordsOf } from './text.ts';
import { hasPhrase } from '../has-words.ts';
import { WORDS } from '../words.ts';

/** Languages that answers can be written in. English and Chinese are full; the others have a small stock of phrases. */
export type Language = keyof typeof WORDS.languages.names;

/** Characters and words that are looked at; a longer text shows its language in its beginning. */
const SAMPLE = 400;
const SAMPLE_WORDS = 24;

const LANGUAGES = Object.keys(WORDS.languages.names) as Language[];
const NAMES: ReadonlyMap<string, Language> = new Map(
  LANGUAGES.flatMap((language) =>
    WORDS.languages.names[language].split('|').map((name): [string, Language] => [name, language]),
  ),
);
const MARKS: ReadonlyArray<readonly [Language, ReadonlySet<string>]> = Object.entries(WORDS.languages.marks).map(
  ([language, words]) => [language as Language, new Set(words.split(' '))],
);
const TELLING: Readonly<Record<string, string>> = WORDS.languages.telling;
const BEFORE = WORDS.languages.before.split('|');

/** Chinese characters by which a text that begins with them is Chinese, whatever follows. */
const LEADING = 4;

interface Scripts {
  han: number;
  kana: number;
  hangul: number;
  cyrillic: number;
  latin: number;
}

function countScripts(text: string): Scripts {
  const scripts = { han: 0, kana: 0, hangul: 0, cyrillic: 0, latin: 0 };
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const letter = code | 32;
    if (code < 0x250) scripts.latin += (letter >= 97 && letter <= 122) || code >= 0xc0 ? 1 : 0;
    else if (code >= 0x4e00 && code <= 0x9fff) scripts.han++;
    else if (code >= 0x3041 && code <= 0x30ff) scripts.kana++;
    else if (code >= 0xac00 && code <= 0xd7a3) scripts.hangul++;
    else if (code >= 0x400 && code <= 0x4ff) scripts.cyrillic++;
  }
  return scripts;
}

/** Letters that only one of the languages has. */
const LETTERS: Readonly<Partial<Record<Language, RegExp>>> = { de: /[äöüß]/, es: /[ñ¿¡]/, fr: /[çœêè]/, pt: /[ãõ]/ };

function latinLanguage(words: readonly string[]): Language {
  const first = TELLING[words[0] ?? ''] as Language | undefined;
  if (first !== undefined && words.length <= 3) return first;
  let best: Language = 'en';
  let most = 0;
  for (const [language, marks] of MARKS) {
    const hits =
      words.filter((word) => marks.has(word)).length + (words.some((word) => LETTERS[language]?.test(word)) ? 1 : 0);
    // One foreign word may be a name or a quotation; two, and more than there are English ones, are a language.
    if (hits > most && (language === 'en' || hits > 1)) [best, most] = [language, hits];
  }
  return most > 1 ? best : (first ?? best);
}

/**
 * Language of a text, from its script and, for Latin script, from a few frequent words. English when in doubt.
 *
 * @example detectLanguage('法国的首都是哪里？') // 'zh'
 */
export function detectLanguage(text: string): Language {
  const sample = text.length > SAMPLE ? text.slice(0, SAMPLE) : text;
  const { han, kana, hangul, cyrillic, latin } = countScripts(sample);
  // A request in Chinese about something in Latin script, an error message for instance, begins in Chinese.
  const first = sample.search(/\p{L}/u);
  if (han >= LEADING && kana === 0 && first >= 0 && /[一-鿿]/.test(sample.charAt(first))) return 'zh';
  // A character of these scripts says about as much as three Latin letters.
  const eastern = Math.max(han + kana, hangul, cyrillic);
  if (eastern > 0 && eastern * 3 >= latin) {
    if (kana > 0 && hangul < kana) return 'ja';
    if (hangul > han) return 'ko';
    return cyrillic > han ? 'ru' : 'zh';
  }
  return latin > 0 ? latinLanguage(wordsOf(sample).slice(0, SAMPLE_WORDS)) : 'en';
}

/** Whether a word is one of the small ones of a language. */
export const isFrequent = (word: string, language: Language): boolean =>
  MARKS.some(([one, words]) => one === language && words.has(word.toLowerCase()));

/** The language that a text calls by name, nearest to its end: the target of "from English to German". */
export function namedLanguage(text: string): Language | undefined {
  const lower = text.toLowerCase();
  let found: Language | undefined;
  let last = -1;
  for (const [name, language] of NAMES) {
    const at = lower.lastIndexOf(name);
    if (at > last && hasPhrase(lower, name)) [found, last] = [language, at];
  }
  return found;
}

/** The language that a text tells the assistant to answer in: "Always answer in French". */
export function instructedLanguage(text: string): Language | undefined {
  const lower = text.toLowerCase();
  for (const [name, language] of NAMES) {
    if (!lower.includes(name)) continue;
    const gap = /[\u4e00-\u9fff]/.test(name) ? '' : ' ';
    if (BEFORE.some((word) => hasPhrase(lower, `${word}${gap}${name}`))) return language;
    if (lower.includes(`${name}で`) || hasPhrase(lower, `${name} only`) || lower.includes(`language: ${name}`))
      return language;
  }
  return undefined;
}
