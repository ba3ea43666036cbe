import { numberOf, wordsOf } from '../read/text.ts';
import { anyOf, hasAny, hasPhrase } from '../has-words.ts';
import { areOptions, optionOf, splitMembers } from './split-options.ts';
import type { Limits, Option, Slot } from './form.ts';
import { WORDS, wordSet } from '../words.ts';

const RANGE =
  /(-?\d{1,6}(?:\.\d{1,4})?)\s?(?:\(([^()]{1,40})\)\s?)?%?\s?(?:-|–|—|to|through|and|bis|à|a|al|\.{2,3}|至|到|~)\s?(-?\d{1,6}(?:\.\d{1,4})?)/i;
const NUMBER_WORD = anyOf(
  'from_1 from_0 starting_at_1 index indices int integer whole_number number float double decimal numeric nombre numero número zahl ganzzahl percentage percent score rating digits digit count 数字 整数',
);
const INTEGER_WORD = anyOf(
  'from_1 from_0 starting_at_1 number_of how_many count_of index indices int integer whole ganzzahl entier entero 整数',
);
const DECIMAL_WORD = anyOf('float floating decimal double real');
const BOOLEAN_WORD =
  /(?:^|\btype:\s*)\W{0,64}(?:bool|boolean|booléen|booleano|true\s?(?:\||\/|or|,)\s?false|true or false)\b/i;
const NULLABLE = anyOf('null or_none if_missing if_unknown if_absent if_any optional');
/** Names of what is counted. */
const COUNTS = wordSet('min max minimum maximum total count amount quantity minutes hours days year age');
const TYPE_NAMES = wordSet(WORDS.forms.hintTypeNames);

/** Number words as digits: "between one and five". */
const withDigits = (text: string): string =>
  text.slice(0, 400).replaceAll(/\p{L}+/gu, (word) => (word.length > 2 ? String(numberOf(word) ?? word) : word));

/** Lower and upper end of a range of numbers in a text: "1-5", "between 0 and 1", "from 1 to 10". */
export function rangeOf(
  text: string,
): { readonly min: number; readonly max: number; readonly decimal: boolean } | undefined {
  const full = /满分(?:为|是)?\s?(\d{1,3})/.exec(text)?.[1];
  if (full !== undefined) return { min: 0, max: Number(full), decimal: false };
  const match = RANGE.exec(text) ?? RANGE.exec(withDigits(text));
  const [min, max] = [Number(match?.[1]), Number(match?.[3])];
  if (match === null || !(min < max)) return undefined;
  const decimal = `${match[1]}${match[3]}`.includes('.') || DECIMAL_WORD.test(text) || (min === 0 && max === 1);
  return { min, max, decimal };
}

const UNIT_WORDS: Readonly<Record<string, keyof Limits>> = Object.fromEntries(
  WORDS.forms.units.flatMap((row) => {
    const [unit = '', words = ''] = row.split(' => ');
    return words.split(' ').map((word) => [word, unit as keyof Limits]);
  }),
);
const CHINESE_LIMIT = /(\d{1,5}|[一两二三四五六七八九十]{1,64})\s?(?:个)?(字|词|句|段)|(\d{1,5}|[一二三四五])文/;

/** Limits of length that a text names: "at most 20 words", "one sentence", "2 to 5 words". */
export function limitsOf(text: string): Limits {
  const words = wordsOf(
    text.replaceAll(/(\d)[-–](\d)/g, '$1 to $2').replaceAll(/(?<=[a-z\d])-(?=word|sentence|character)/gi, ' '),
  );
  const found: Record<string, number> = {};
  for (let at = 1; at < words.length; at++) {
    const unit = UNIT_WORDS[words[at] ?? ''];
    if (unit === undefined) continue;
    const skip = [
      'short',
      'full',
      'simple',
      'single',
      'long',
      'complete',
      'concise',
      'brief',
      'plain',
      'final',
    ].includes(words[at - 1] ?? '')
      ? 2
      : 1;
    const count =
      numberOf(words[at - skip] ?? '') ??
      (['a', 'an', 'eine', 'une', 'una', 'einem'].includes(words[at - skip] ?? '') ? 1 : undefined);
    if (count === undefined || count <= 0) continue;
    if (
      ['a', 'an', 'eine'].includes(words[at - skip] ?? '') &&
      unit !== 'sentences' &&
      !(words[at] === 'word' && words[at - 2] === 'in')
    )
      continue;
    found[unit] = Math.min(found[unit] ?? Infinity, count);
    const before = words.slice(Math.max(0, at - skip - 3), at - skip);
    const lower =
      before.at(-1) === 'to' || before.at(-1) === 'or' || before.at(-1) === 'and'
        ? numberOf(before.at(-2) ?? '')
        : undefined;
    if (unit === 'words') {
      if (lower !== undefined) found['leastWords'] = lower;
      else if (before.includes('exactly')) found['leastWords'] = count;
    }
    if (unit === 'sentences' && lower !== undefined) found['leastSentences'] = lower;
    else if (unit === 'sentences' && before.includes('exactly')) found['leastSentences'] = count;
  }
  const chinese = CHINESE_LIMIT.exec(text);
  if (chinese !== null) addChinese(chinese, found);
  return found;
}

function addChinese(match: RegExpExecArray, found: Record<string, number>): void {
  const count = numberOf(match[1] ?? match[3] ?? '');
  if (count === undefined) return;
  const unit = match[2] ?? '句';
  if (unit === '句') found['sentences'] = count;
  else if (unit === '段') found['paragraphs'] = count;
  else found['characters'] = Math.max(count, 4);
}

/** A hint without the signs around it: `<int 1-5>` → `int 1-5`. */
export function bareHint(hint: string): string {
  // `{score}   # a number`: the remark tells more than the name.
  let text = hint
    .trim()
    .replace(/^"?\{+\w+\}+\s*(?:#|\/\/)\s*/, '')
    .replace(/"$/, (mark, at: number, whole: string) => (whole.startsWith('"') ? mark : ''));
  for (let turn = 0; turn < 3; turn++) {
    const inner =
      /^(?:<([^<>]+)>|\[([^\][]+)\]|\$?\{+([^{}]+)\}+|\(([^()]+)\)|"([^"]*)"|“([^”]*)”|'([^']*)'|`([^`]*)`|\$([A-Za-z_]\w*))[.,;]?$/u.exec(
        text,
      );
    if (inner === null) break;
    text = (inner.slice(1).find((part) => part !== undefined) ?? '').trim();
  }
  return text;
}

/** Alternatives that a hint lists: "low|medium|high", "PASS or FAIL", "one of [Search, Calculator]". */
export function optionsOfHint(hint: string): readonly Option[] | undefined {
  const behind = /\b(?:one of|either|exactly one of|among|in|is|be|are|from|must be)\b:?\s*(.+)$/is.exec(hint)?.[1];
  for (const text of [behind, hint]) {
    if (text === undefined) continue;
    const bracketed = /^[^[\n]{0,60}\[([^\][\n]{3,600})\]/.exec(text)?.[1] ?? bareHint(text);
    const options = splitMembers(bracketed.replace(/[.;]\s.*$/s, ''))
      .map(optionOf)
      .filter(({ name }) => !TYPE_NAMES.has(name.toLowerCase()));
    const named = options.every(({ name }) => wordsOf(name).length <= 3 && !/^\d+(?:\.\d+)?$/.test(name));
    const listed = text === behind && hasAny(hint, 'one_of') && bracketed.includes(',');
    if (areOptions(options) && named && (listed || /[|/"'`“]|\bor\b|\boder\b|\bou\b|\bo\b|或/.test(bracketed)))
      return options;
  }
  return quotedOptions(hint);
}

const QUOTED =
  /(?<![\p{L}\p{N}])["“`']([^"“”`'\n]{1,30})["”`'](?!\p{L})(?: ?(?:for|if|when|means|=|:|-) ([^,;.\n"`“”]{2,80}?)(?=,|;|\.|\n|$|\s(?:or|and)\b))?/gu;

/** What a text quotes, each with what it says behind it. */
export const quotedValues = (text: string): readonly Option[] =>
  [...text.matchAll(QUOTED)].map(([, name = '', about = '']) => ({
    name,
    about: about.replace(/\s{1,64}or$/, '').trim(),
  }));

/** Values that words quote one after the other, each with what it stands for: `"positive" if it helps or "negative" if not`. */
export function quotedOptions(text: string): readonly Option[] | undefined {
  if (hasAny(text, 'e.g such_as like example')) return undefined;
  const told = quotedValues(text);
  const names = new Set(told.map(({ name }) => name));
  return names.size > 1 && names.size === told.length && told.every(({ name }) => wordsOf(name).length < 4)
    ? told
    : undefined;
}

/**
 * What a hint in a form tells of the value that is to stand there.
 *
 * @example slotOfHint('score', '<int 1-5>') // { name: 'score', type: 'integer', min: 1, max: 5, … }
 */
export function slotOfHint(name: string, hint: string): Slot {
  const about = bareHint(hint);
  const nullable = NULLABLE.test(about) ? { nullable: true } : {};
  if (BOOLEAN_WORD.test(about)) return { name, about, type: 'boolean', ...nullable };
  const range =
    rangeOf(about) ??
    (/(?<!\d)(?:0\s?(?:\/|\||or)\s?1|1\s?(?:\/|\||or)\s?0)(?!\d)/.test(about)
      ? { min: 0, max: 1, decimal: false }
      : undefined);
  if (
    range !== undefined &&
    !hasAny(about, 'words word sentences sentence characters character') &&
    (NUMBER_WORD.test(`${about} ${name}`) ||
      (range.max === 1 && !range.decimal) ||
      /^[-\d.\s–—to]+$/i.test(about) ||
      hasPhrase(about.toLowerCase(), 'between'))
  )
    return { name, about, type: range.decimal ? 'number' : 'integer', min: range.min, max: range.max, ...nullable };
  if (/^(?:n{1,2}|num|#)$/i.test(about)) return { name, about, type: 'number', ...nullable };
  const limits = limitsOf(about);
  const options = Object.keys(limits).length > 0 && !/["“|]/.test(about) ? undefined : optionsOfHint(about);
  if (options !== undefined) return { name, about, type: 'string', options, ...nullable };
  if (
    Object.keys(limits).length === 0 &&
    about.length < 60 &&
    (NUMBER_WORD.test(
      about
        .split(/[\s_]+/)
        .slice(0, 4)
        .join(' '),
    ) ||
      (wordsOf(about).length < 2 && COUNTS.has(name.toLowerCase())))
  )
    return { name, about, type: INTEGER_WORD.test(about) ? 'integer' : 'number', ...nullable };
  return { name, about, type: 'string', limits, ...nullable };
}
