import type { Language } from '../read/language.ts';
import { capitalize } from '../read/text.ts';
import { WORDS } from '../words.ts';

const COLUMNS: readonly Language[] = ['en', 'fr', 'es', 'de', 'it', 'pt', 'ja', 'zh'];
/** Parts that no translation touches: placeholders, tags, numbers. */
const KEPT = /(\{\{?[^{}]*\}?\}|%\d?\$?[sd]|<[^<>]+>|\$\{[^}]*\}|:\w+|\[[A-Z]+\])/;
const ENDS = /[.!?。！？…]{1,64}$/;

let rows: ReadonlyMap<string, readonly string[]> | undefined;

/** Every column is a key too, so that other languages can be turned into English; the first row that has a word keeps it. */
function rowsOf(): ReadonlyMap<string, readonly string[]> {
  if (rows !== undefined) return rows;
  const map = new Map<string, readonly string[]>();
  for (const row of WORDS.dictionary.rows) {
    const words = row.split('|');
    for (const word of words) if (!map.has(word.toLowerCase())) map.set(word.toLowerCase(), words);
  }
  rows = map;
  return map;
}

function wordIn(text: string, to: Language): string | undefined {
  const column = COLUMNS.indexOf(to);
  const map = rowsOf();
  const key = text.toLowerCase();
  const row = map.get(key) ?? (key.endsWith('s') ? map.get(key.slice(0, -1)) : undefined);
  return column < 0 ? undefined : row?.[column];
}

/** Endings that make an unknown word look like one of the language, so that a text does not stay as it was. */
const ENDINGS: Partial<Record<Language, string>> = WORDS.fill.translateEndings;

/** A word that the dictionary has not, with an ending of the language, so that it does not stay English. */
const unknownWord = (word: string, to: Language): string =>
  /^[a-z]{4,}$/.test(word) ? `${word.replace(/[aeiouy]{1,64}$/, '')}${ENDINGS[to] ?? ''}` : word;

function phrases(text: string, to: Language): string {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const out: string[] = [];
  for (let at = 0; at < words.length;) {
    let size = Math.min(5, words.length - at);
    let found: string | undefined;
    for (; size > 0; size--) {
      found = wordIn(
        words
          .slice(at, at + size)
          .join(' ')
          .replaceAll(/[.,!?;:"]/g, ''),
        to,
      );
      if (found !== undefined) break;
    }
    const mark = /[.,!?;:]$/.exec(words[at + Math.max(size, 1) - 1] ?? '')?.[0] ?? '';
    out.push(found === undefined ? unknownWord(words[at] ?? '', to) : `${found}${mark}`);
    at += Math.max(size, 1);
  }
  return out.join(to === 'ja' || to === 'zh' ? '' : ' ');
}

/** Signs for the letters a to z, with which words that the dictionary has not are written by their sound. */
const SOUNDS: Partial<Record<Language, string>> = {
  zh: '阿布克德埃弗格赫伊杰凯勒姆恩奥普库尔斯特乌维沃克亚兹',
  ja: 'アブクドエフグハイジカルムンオプクラストウヴワクヤズ',
};
const sounded = (text: string, signs: string): string =>
  text.replaceAll(/[a-z]/gi, (letter) => signs.charAt(letter.toLowerCase().charCodeAt(0) - 97)).replaceAll(' ', '');

/** A translation word by word where the dictionary has the word: a mock knows no grammar. Placeholders stay as they are. */
export function translateText(text: string, to: Language): string {
  const end = ENDS.exec(text.trim())?.[0] ?? '';
  const whole = wordIn(text.trim().replace(ENDS, ''), to);
  const cased = (word: string): string => (/^\p{Lu}/u.test(text.trim()) ? capitalize(word) : word);
  if (whole !== undefined) return `${cased(whole)}${end}`;
  const pieces = text
    .split(KEPT)
    .map((piece, at) => (at % 2 === 1 || piece.trim() === '' ? piece : keepEdges(piece, phrases(piece, to))));
  const done = pieces.join('');
  if (done.toLowerCase() !== text.toLowerCase() || !/\p{L}/u.test(text)) return cased(done);
  if (SOUNDS[to] !== undefined) return sounded(text, SOUNDS[to]);
  return text.replace(/\p{L}+(?=[^\p{L}]*$)/u, (word) => `${word}${ENDINGS[to] ?? ''}`) || text;
}

/** The blanks around a piece stay. */
const keepEdges = (piece: string, translated: string): string =>
  `${/^\s*/.exec(piece)?.[0] ?? ''}${translated}${/\s{0,64}$/.exec(piece)?.[0] ?? ''}`;
