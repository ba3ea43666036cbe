import { numberOf, unquote, withoutEnd, wordsOf } from '../read/text.ts';
import type { Option } from './form.ts';
import { WORDS, wordSet } from '../words.ts';

/** Words that part the members of a list, in the languages that prompts are written in. */
const OR = wordSet(WORDS.forms.splitOptionsOr);
const MARKS = new Set([',', ';', '|', '、', '，', '；', '/', '\n']);
/** Longest name of an option, in words. */
const MAX_WORDS = 5;
const MAX_OPTIONS = 60;

interface Reader {
  readonly pieces: string[];
  piece: string;
}

function end(reader: Reader): void {
  if (reader.piece.trim() !== '') reader.pieces.push(reader.piece.trim());
  reader.piece = '';
}

const CLOSE: Readonly<Record<string, string>> = {
  '(': ')',
  '[': ']',
  '“': '”',
  '"': '"',
  '`': '`',
  '「': '」',
  '«': '»',
  '<': '>',
  "'": "'",
  '‘': '’',
};

/** End of what is bracketed or quoted at `at`, or -1. An apostrophe within a word opens nothing. */
function closeOf(text: string, at: number): number {
  const close = CLOSE[text.charAt(at)];
  if (close === undefined) return -1;
  if (text.charAt(at) === "'" && /[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return -1;
  const found = text.indexOf(close, at + 1);
  return found < 0 || found - at > 200 ? -1 : found;
}

/** The word that begins at `at`, where it parts members: "billing, technical or sales". */
function partingWord(text: string, at: number): string | undefined {
  if (/[\p{L}\p{N}_-]/u.test(text.charAt(at - 1)) && !/[\u3400-\u9fff]/.test(text.charAt(at))) return undefined;
  const word = /^[\p{L}]+/u.exec(text.slice(at, at + 8))?.[0] ?? '';
  if (/^[\u3400-\u9fff]|^か(?=[「“])|^または/u.test(text.slice(at, at + 3)))
    return ['或者', '以及', '或', '和', 'または', 'か'].find((one) => word.startsWith(one));
  // "Y" is an answer, "y" a Spanish "and".
  return OR.has(word.length > 1 ? word.toLowerCase() : word) ? word : undefined;
}

/** Parts a list in words into its members: by commas, slashes, bars, "or" and its like, outside of brackets and quotes. */
export function splitMembers(text: string): readonly string[] {
  const reader: Reader = { pieces: [], piece: '' };
  for (let at = 0; at < text.length && reader.pieces.length < MAX_OPTIONS; at++) {
    const c = text.charAt(at);
    const close = closeOf(text, at);
    const word = close < 0 ? partingWord(text, at) : undefined;
    if (close > 0) {
      reader.piece += text.slice(at, close + 1);
      at = close;
      // A quotation that follows another without a comma is a member of its own: “积极”“消极”.
      if ('"”」»'.includes(text.charAt(close)) && closeOf(text, close + 1) > 0) end(reader);
    } else if (MARKS.has(c)) end(reader);
    else if (word !== undefined) {
      end(reader);
      at += word.length - 1;
    } else reader.piece += c;
  }
  end(reader);
  return reader.pieces;
}

const ABOUT = /^([^()（）]{1,60}?)\s*[(（]([^()（）]*)[)）]\s*[.。]?$/u;
const NAMED =
  /^\s{0,8}(?:[-*•+]|\(?\d{1,3}[.)]|\(?[A-Za-z][.)])?\s{0,8}[*_`"“']{0,3}([^:：=>\n]{1,60}?)[*_`"”']{0,3}\s{0,8}(?:::?|：|->|=>|→|=|\s[-–—]\s)\s{0,8}(.{1,200})$/u;

/** A name in brackets or quotes with what it stands for: `[[A]]: the first is better`. */
const SIGNED = /^\s*(\[{1,2}\w{1,20}\]{1,2}|"[^"\n]{1,30}"|`[^`\n]{1,30}`)\s*[:：=]\s*([^\s"{[][^{}]{1,200})$/su;

/** An option out of a member: its name without quotes, and what is said of it in brackets. */
export function optionOf(member: string): Option {
  const [, sign, told = ''] = SIGNED.exec(member) ?? [];
  if (sign !== undefined) return { name: unquote(sign), about: told };
  const match = ABOUT.exec(member.trim().replace(/^(?:one of|either|exactly|par|con|com|mit|only|just)\s+/i, ''));
  const name = unquote(
    withoutEnd(
      (match?.[1] ?? member.trim().replace(/^(?:one of|either|exactly|par|con|com|mit|only|just)\s+/i, ''))
        .replaceAll(/[*`]/g, '')
        .trim(),
    ),
  );
  const plain = unquote(name);
  return { name: plain.includes('(') ? plain : plain.replace(/[)\]]{1,64}$/, ''), about: match?.[2] ?? '' };
}

/** An option out of a line of a list: "- billing: invoices and refunds". */
export function optionOfLine(line: string): Option {
  const match = NAMED.exec(line);
  if (match !== null && wordsOf(match[1] ?? '').length <= MAX_WORDS)
    return { name: unquote((match[1] ?? '').trim()), about: (match[2] ?? '').trim() };
  return optionOf(line.replace(/^\s*(?:[-*•+]|\(?\d{1,3}[.)]|\(?[A-Za-z][.)])\s+/, ''));
}

/** Whether members may be the names of options: two or more, each short. */
export const areOptions = (options: readonly Option[]): boolean =>
  new Set(options.map(({ name }) => name)).size > 1 &&
  options.every(({ name }) => name !== '' && name.length <= 60 && wordsOf(name).length <= MAX_WORDS) &&
  !options.every(({ name }) => isAmount(name)) &&
  !options.some(({ name }) => name.startsWith('</'));

/** "two or three" tells how many, "Choice 2" which. */
const isAmount = (name: string): boolean => /^\p{Ll}+$/u.test(name) && numberOf(name) !== undefined;
