import { numberOf, sentencesOf, unquote, withoutEnd, wordsOf } from '../read/text.ts';
import { WORDS, wordSet } from '../words.ts';
import type { Option } from './form.ts';
import { areOptions, optionOf, splitMembers } from './split-options.ts';

const SEPARATOR = String.raw`(?:\s{0,3}(?:[,/|;、，]|\n)\s{0,3}(?:(?:or|and|oder|und|ou|et|o|y|e|u|或者?)\s{1,3})?|\s{0,3}(?:或者?|または|か)\s{0,3}|\s{1,3}(?:or|oder|ou|o|vs\.?|versus)\s{1,3})`;
const REMARK = String.raw`(?:\s?\([^()\n]{1,80}\))?`;
const QUOTED = String.raw`(?:"[^"\n]{1,40}"|“[^”\n]{1,40}”|«[^»\n]{1,40}»|「[^」\n]{1,40}」|\x60[^\x60\n]{1,40}\x60|(?<![\p{L}\p{N}])'[^'\n]{1,40}'(?!\p{L}))`;
const CAPITALS = String.raw`(?<![\p{L}\p{N}_])[A-Z][A-Z0-9_-]{0,24}(?![\p{L}\p{N}_])`;
const TAG = String.raw`<[\w-]{1,30}\s?/>`;
const BARRED = String.raw`[\p{L}\p{N}_-]{1,30}(?: [\p{L}\p{N}_-]{1,20}){0,2}`;

const runOf = (atom: string, least = 1): RegExp =>
  new RegExp(`${atom}${REMARK}(?:${SEPARATOR}${atom}${REMARK}){${least},40}`, 'gu');
/** Alternatives that are all written alike: in quotes, in capitals, as empty elements, or with bars between. */
const RUNS: readonly RegExp[] = [
  runOf(QUOTED),
  runOf(TAG),
  runOf(CAPITALS),
  // A series of single words that ends a sentence, in brackets or not: "pos, neg or neu?", "Mood (joy, anger, fear):", "spam or ham?"
  /(?<=\s\()[\p{L}\p{N}_-]{1,24}(?:(?:, ?| ?\/ ?| or )[\p{L}\p{N}_-]{1,24}){1,14}(?=\)[\s:：?.]*$)|(?<=^\s{0,64})[\p{L}-]{1,24} or [\p{L}-]{1,24}(?=\?$)/gu,
  /(?<![\p{L}-])[\p{L}\p{N}_-]{1,24}(?:, [\p{L}\p{N}_-]{1,24}){1,14},? or [\p{L}\p{N}_-]{1,24}(?=[?.]?$)/gu,
  new RegExp(`(?<![\\p{L}\\p{N}_|-])${BARRED}(?:\\s?\\|\\s?${BARRED}){1,40}(?![\\p{L}\\p{N}_-])`, 'gu'),
];
const NO_HEADS = wordSet(`${WORDS.cues.keyWords} ${WORDS.cues.formWords} header input example languages parameters`);
const FORMATS = wordSet(
  'JSON SQL CSV YAML XML HTML NOT AND MUST ONLY USER ISO ALWAYS NEVER EXACTLY IMPORTANT API URL PDF TSV RFC UTC EUR USD OR SELECT',
);
const LONGEST_HEAD = 7;

/** "Permitted replies: drill, saw, hammer": a short head, and nothing behind the colon but short members. */
function listedAfterColon(sentence: string): readonly Option[] {
  const match = /^([^:：\n]{2,70}?)\s?[:：]\s{0,3}(\S[^:：]{2,600})$/u.exec(sentence.trim());
  const [, head = '', list = ''] = match ?? [];
  const words = wordsOf(head);
  if (
    match === null ||
    words.length > LONGEST_HEAD ||
    words.some((word) => NO_HEADS.has(word) || NO_HEADS.has(`${word}s`))
  )
    return [];
  const options = splitMembers(withoutEnd(list)).map(optionOf);
  const short = options.every(({ name }) => wordsOf(name).length <= 2 && numberOf(name) === undefined);
  const uniform =
    options.length > 2 || /["“'`«|]/.test(list) || options.every(({ name }) => name === name.toUpperCase());
  return short && uniform && areOptions(options) ? options : [];
}

/**
 * Options that a text lists, told by their shape whatever the words around them: a run of quotations, of words in capitals, of
 * empty elements, of words with bars between, or short members behind a short head and a colon.
 */
export function optionRuns(text: string): readonly Option[] {
  for (const sentence of sentencesOf(text)) {
    for (const pattern of RUNS) {
      for (const [run] of sentence.matchAll(pattern)) {
        const options = splitMembers(run)
          .map(optionOf)
          .map(({ name, about }) => ({ name: unquote(name), about }));
        if (
          areOptions(options) &&
          options.every(({ name }) => name !== '' && !FORMATS.has(name)) &&
          !/\b(?:must not|do not|don't|never|avoid|no)\b[^.;:]*$/i.test(sentence.slice(0, sentence.indexOf(run))) &&
          !/^\s*[:{|]/.test(sentence.slice(sentence.indexOf(run) + run.length))
        )
          return options;
      }
    }
    const listed = listedAfterColon(sentence);
    if (listed.length > 1) return listed;
  }
  return [];
}
