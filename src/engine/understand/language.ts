import type { Language } from './ask.ts';
import { wordsOf } from './words.ts';

/** Characters that are looked at; a longer text shows its language in its beginning. */
const SAMPLE = 400;
const SAMPLE_WORDS = 24;

/** Frequent short words of the languages in Latin script. */
const MARKS: ReadonlyArray<readonly [Language, string]> = [
  [
    'en',
    'the is are a an of to and what how why who where in you me my for with this that write please can do tell it',
  ],
  ['es', 'el los las qué cómo cuál es una un por para dónde quién hola gracias del escribe explica está son mi puedes'],
  [
    'fr',
    'le les des est une un quel quelle comment pourquoi bonjour merci du pour dans écris explique qui où vous je avec sur salut peux',
  ],
  [
    'de',
    'der die das ist ein eine wie warum hallo danke und für schreibe erkläre wer wo ich nicht mit von auf kannst bitte über was',
  ],
  [
    'pt',
    'o os as é uma um como qual por para onde quem olá obrigado obrigada do da não você escreva explique está são meu pode',
  ],
  ['it', 'il gli è una un come quale perché per dove chi ciao grazie del della scrivi spiega sono mio puoi che cosa'],
];

/** The languages that use a word, as bits in the order of {@link MARKS}. */
const LANGUAGES_OF: ReadonlyMap<string, number> = MARKS.reduce(
  (map, [, words], at) =>
    words.split(' ').reduce((inner, word) => inner.set(word, (inner.get(word) ?? 0) | (1 << at)), map),
  new Map<string, number>(),
);

/** Languages by the names that instructions call them. */
export const LANGUAGE_NAMES: ReadonlyMap<string, Language> = new Map([
  ['english', 'en'],
  ['chinese', 'zh'],
  ['mandarin', 'zh'],
  ['japanese', 'ja'],
  ['korean', 'ko'],
  ['spanish', 'es'],
  ['french', 'fr'],
  ['german', 'de'],
  ['portuguese', 'pt'],
  ['italian', 'it'],
  ['russian', 'ru'],
]);

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
    const c = text.charCodeAt(i) | 32;
    const code = text.charCodeAt(i);
    if (code < 0x250) {
      if ((c >= 97 && c <= 122) || code >= 0xc0) scripts.latin++;
    } else if (code >= 0x4e00 && code <= 0x9fff) scripts.han++;
    else if (code >= 0x3041 && code <= 0x30ff) scripts.kana++;
    else if (code >= 0xac00 && code <= 0xd7a3) scripts.hangul++;
    else if (code >= 0x400 && code <= 0x4ff) scripts.cyrillic++;
  }
  return scripts;
}

/** Words that give their language away alone. */
const TELLING: ReadonlyMap<string, Language> = new Map([
  ['hola', 'es'],
  ['gracias', 'es'],
  ['buenos', 'es'],
  ['buenas', 'es'],
  ['bonjour', 'fr'],
  ['salut', 'fr'],
  ['merci', 'fr'],
  ['hallo', 'de'],
  ['danke', 'de'],
  ['guten', 'de'],
  ['olá', 'pt'],
  ['obrigado', 'pt'],
  ['obrigada', 'pt'],
  ['ciao', 'it'],
  ['grazie', 'it'],
  ['buongiorno', 'it'],
]);

function latinLanguage(words: readonly string[]): Language {
  const telling = words.length <= 3 ? TELLING.get(words[0] ?? '') : undefined;
  if (telling !== undefined) return telling;
  const hits = [0, 0, 0, 0, 0, 0];
  const count = Math.min(words.length, SAMPLE_WORDS);
  for (let i = 0; i < count; i++) {
    const bits = LANGUAGES_OF.get(words[i] ?? '') ?? 0;
    if (bits !== 0) for (let at = 0; at < hits.length; at++) hits[at] = (hits[at] ?? 0) + ((bits >> at) & 1);
  }
  // One foreign word may be a name or a quotation; two, and more than there are English ones, are a language.
  let best = 0;
  for (let at = 1; at < hits.length; at++) if ((hits[at] ?? 0) > Math.max(1, hits[best] ?? 0)) best = at;
  return MARKS[best]?.[0] ?? 'en';
}

/**
 * Language of a text, from its script and, for Latin script, from a few frequent words. English when in doubt.
 * @param lowerWords the words of the text in lower case, where the caller has them already.
 * @example detectLanguage('法国的首都是哪里？') // 'zh'
 */
export function detectLanguage(text: string, lowerWords?: readonly string[]): Language {
  const sample = text.length > SAMPLE ? text.slice(0, SAMPLE) : text;
  const { han, kana, hangul, cyrillic, latin } = countScripts(sample);
  // A character of these scripts says about as much as three Latin letters.
  const eastern = Math.max(han + kana, hangul, cyrillic);
  // A request in Chinese about something in Latin script, an error message for instance, begins in Chinese.
  if (han >= LEADING && kana === 0 && /^[^\p{L}]{0,8}[一-鿿]/u.test(sample)) return 'zh';
  if (eastern > 0 && eastern * 3 >= latin) {
    if (kana > 0 && hangul < kana) return 'ja';
    if (hangul > han) return 'ko';
    return cyrillic > han ? 'ru' : 'zh';
  }
  return latin > 0 ? latinLanguage(lowerWords ?? wordsOf(sample.toLowerCase(), SAMPLE_WORDS)) : 'en';
}

const INSTRUCTION =
  /\b(?:answer|respond|reply|speak|write|talk|output|explain|say it|response|text)\b[^.\n]{0,60}?\bin (english|chinese|mandarin|japanese|korean|spanish|french|german|portuguese|italian|russian)\b/i;
const CHINESE_INSTRUCTION = /用(中文|英文|英语|日语|韩语|法语|德语|西班牙语|俄语)(?:来)?(?:回答|回复|作答|写|说|解释)/;
const CHINESE_NAMES: Readonly<Record<string, Language>> = {
  中文: 'zh',
  英文: 'en',
  英语: 'en',
  日语: 'ja',
  韩语: 'ko',
  法语: 'fr',
  德语: 'de',
  西班牙语: 'es',
  俄语: 'ru',
};

/** The language that a text tells the assistant to use, if it does. */
export function instructedLanguage(text: string): Language | undefined {
  const english = text.includes(' in ') ? INSTRUCTION.exec(text) : null;
  if (english?.[1] !== undefined) return LANGUAGE_NAMES.get(english[1].toLowerCase());
  const chinese = text.includes('用') ? CHINESE_INSTRUCTION.exec(text) : null;
  return chinese?.[1] === undefined ? undefined : CHINESE_NAMES[chinese[1]];
}
