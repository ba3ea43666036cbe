import type { JsonValue } from '../../contract/api-types.ts';
import type { Brief } from '../read/brief.ts';
import { withoutLabel } from '../read/segment.ts';
import { sentencesOf, termsOf, wordsOf } from '../read/text.ts';
import { parseJson } from '../read/tool-result.ts';
import { createFacts } from '../values/facts.ts';
import { splitName } from '../values/tokens.ts';
import { hasAny } from '../has-words.ts';

/** One of several things that the material tells of: its words, or its fields where it is given as data. */
export interface Record {
  readonly text: string;
  readonly fields: { readonly [key: string]: JsonValue } | undefined;
}

type JsonObject = { readonly [key: string]: JsonValue };
const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const ofText = (text: string): Record => ({ text: text.trim(), fields: undefined });
const ofValue = (value: JsonValue): Record =>
  isObject(value)
    ? {
        text: Object.entries(value)
          .map(([key, one]) => `${key}: ${typeof one === 'string' ? one : JSON.stringify(one)}`)
          .join(', '),
        fields: value,
      }
    : ofText(typeof value === 'string' ? value : JSON.stringify(value));

const singular = (word: string): string =>
  word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.endsWith('s') ? word.slice(0, -1) : word;
const sameName = (a: string, b: string): boolean => {
  const [left, right] = [splitName(a).map(singular).join(''), splitName(b).map(singular).join('')];
  return (
    left !== '' &&
    (left === right ||
      (left.length > 6 && left.slice(0, 6) === right.slice(0, 6)) ||
      (left.length > 3 && right.length > 3 && (left.endsWith(right) || right.endsWith(left))))
  );
};

const ITEM = /^\s*(?:[-*•+]|\(?\d{1,3}[.)]|\(?[A-Za-z][.)])\s+/;

/** A list that stands in the material under the name of an array: "Claims: 1. …". */
function listNamed(brief: Brief, name: string): readonly Record[] {
  const { segments } = brief;
  const numbered = segments.filter(
    ({ label, role }) =>
      role !== 'template' &&
      role !== 'example' &&
      /\d$/.test(label) &&
      sameName(label.replace(/[ _#-]{0,4}\d{1,4}$/, ''), name),
  );
  if (numbered.length > 1) return numbered.map((segment) => ofText(withoutLabel(segment)));
  for (const [at, segment] of segments.entries()) {
    if (segment.role === 'template' || segment.role === 'example' || segment.kind === 'heading') continue;
    if (segment.label !== '' && sameName(segment.label, name)) {
      const text = segment.text.replace(`${segment.label}:`, '').trim();
      const json = parseJson(text);
      if (Array.isArray(json)) return json.map(ofValue);
      const body = text === '' ? (segments[at + 1]?.text ?? '') : text;
      const lines = body.split('\n').filter((line) => line.trim() !== '');
      if (lines.length > 1 || ITEM.test(body)) return lines.map((line) => ofText(line.replace(ITEM, '')));
      const members = body.split(/\s{0,64}[;,、]\s*/).filter((part) => part !== '');
      if (members.length > 1 && members.every((part) => wordsOf(part).length < 8)) return members.map(ofText);
    }
  }
  return inlineList(brief.asked.text, name) ?? headedList(brief.input, name);
}

/** "Action items: Paul orders desks by 1 June; Ines informs the landlord." within a text. */
function inlineList(text: string, name: string): readonly Record[] | undefined {
  for (const [, label = '', body = ''] of text.matchAll(
    /(?:^|[.;\n]\s{0,64})(\p{L}[\p{L} ]{2,30}):\s{1,64}([^\n:{}]+?)(?=\.\s|\.?\s{0,64}$|\n)/gu,
  )) {
    const members = sameName(label, name) ? body.split(/\s{0,64};\s*/) : [];
    if (members.length > 1) return members.map(ofText);
  }
  return undefined;
}

/** A list under a heading of its own within a text: "SKILLS\nPython, Airflow". */
function headedList(text: string, name: string): readonly Record[] {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.length < 40 && sameName(line.replace(/[:#*]/g, '').trim(), name));
  if (at < 0) return [];
  const body: string[] = [];
  for (const line of lines.slice(at + 1)) {
    if (line.trim() === '' || /^[A-Z][A-Z ]{3,}$/.test(line.trim())) break;
    body.push(line.replace(ITEM, ''));
  }
  if (body.length === 1)
    return (body[0] ?? '')
      .split(/\s{0,64}[;,]\s*/)
      .filter((part) => part !== '')
      .map(ofText);
  return body.map(ofText);
}

/** Arrays and objects that the material holds as JSON. */
function fromJson(brief: Brief, name: string, keys: readonly string[]): readonly Record[] {
  for (const { text, role } of brief.segments) {
    if (role === 'orders' || role === 'template' || role === 'example') continue;
    const start = text.search(/[[{]/);
    const value = start < 0 ? undefined : parseJson(text.slice(start).trim());
    if (value === undefined) continue;
    if (Array.isArray(value) && value.length > 0) return value.map(ofValue);
    if (!isObject(value)) continue;
    const inner = Object.entries(value).find(
      ([key, one]) =>
        Array.isArray(one) && (sameName(key, name) || Object.values(value).filter(Array.isArray).length === 1),
    );
    if (inner !== undefined && Array.isArray(inner[1])) return inner[1].map(ofValue);
    if (keys.some((key) => /^key$/i.test(key)))
      return Object.entries(value).map(([key, one]) => ofValue({ key, value: one }));
    if (keys.some((key) => /tool|source|choice/i.test(key)))
      return Object.entries(value).map(([key, one]) => ofValue({ name: key, about: one }));
  }
  return [];
}

const QUANTITY =
  /^\s*(?:and\s+|also\s+|,\s*)?(?:\d+(?:\.\d+)?\s?x?|an?|one|two|three|four|five|six|seven|eight|nine|ten|a dozen|some|ein|eine|zwei|drei|un|une|deux|trois|dos|tres|[一两二三四五六])\b\s*\S/iu;

/** "4 anchors and a rope": parts that each begin with a number or an article. */
function byQuantity(given: string): readonly Record[] {
  // A house number counts nothing.
  const text = createFacts(given)
    .streets()
    .reduce((rest, street) => rest.replace(street, ' '), given);
  const found = text.replace(/^[^\n]*?(?=\b(?:\d+|an?|two|three|four|five|six|seven|eight|nine|ten)\b\s+\p{L})/iu, '');
  const parts = found
    .split(
      /\s{0,8}(?:,\s{0,8}(?:and\s{1,8})?|;\s{0,8}|\s{1,8}and\s{1,8}|\s{1,8}plus\s{1,8}|\s{1,8}with\s{1,8}(?=\d)|\s{1,8}und\s{1,8}|\s{1,8}et\s{1,8}|\s{1,8}y\s{1,8}|和|、)\s{0,8}/i,
    )
    .filter((part) => part.trim() !== '');
  const counted = parts.filter((part) => QUANTITY.test(part));
  return counted.length > 1 || (counted.length === 1 && parts.length === 1)
    ? counted.map((part) => ofText(part.replace(/[.!?]\s*$/, '')))
    : [];
}

const numbersIn = (line: string): number => (line.match(/\d+(?:[.,]\d+)*/g) ?? []).length;
const SUMS = /^\s*(?:sub)?total\b|^\s*(?:tax|vat|discount|shipping|paid|balance|amount due|mwst|summe)\b/i;

/** Lines of one build: those of a table, an invoice or a list, without heading and totals. */
function byLines(text: string, numeric: number): readonly Record[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length < 2) return [];
  const listed = lines.filter((line) => ITEM.test(line));
  if (listed.length > 1) return listed.map((line) => ofText(line.replace(ITEM, '')));
  const rows = lines.filter(
    (line) => !SUMS.test(line) && numbersIn(line) >= Math.max(1, numeric) && /\p{L}/u.test(line),
  );
  if (rows.length > 1) {
    // Rows of a table follow each other and are alike; a date or an invoice number above them is none.
    const most = Math.max(...rows.map(numbersIn));
    const alike = rows.filter(
      (line) => numbersIn(line) >= Math.max(1, most - 1) && !hasAny(line, 'invoice date number order_no'),
    );
    return (alike.length > 1 ? alike : rows).map(ofText);
  }
  const separated = lines.filter((line) => /[,;|\t]/.test(line));
  return separated.length > 1
    ? separated.map(ofText)
    : lines.every((line) => line.length < 120 && (numeric === 0 || wordsOf(line).length < 5))
      ? lines.map(ofText)
      : [];
}

const LABELLED =
  /(?:^|[.;\n]\s{1,64})(\p{Lu}[\p{L} -]{1,30}):\s{1,64}([^\n]+?)(?=[.;\n]\s+\p{Lu}[\p{L} -]{1,30}:\s|\s{0,64}$)/gu;

/** Things that are told one after the other, each behind its name: "Oslo: 4 °C, rain. Bergen: 7 °C, fog." */
function byNames(text: string, numeric: number): readonly Record[] {
  const parts = Array.from(text.matchAll(LABELLED), ([, name = '', rest = '']) => `${name}: ${rest}`);
  return parts.length > 1 && parts.every((part) => numbersIn(part) >= Math.max(1, numeric)) ? parts.map(ofText) : [];
}

/** Things that each have something in brackets behind them: `"Dune" by Frank Herbert (1965), "Emma" by Jane Austen (1815)`. */
function byBrackets(text: string): readonly Record[] {
  const line = text.trim().replace(/^[^("“]{0,60}:\s/, '');
  const parts = line.split(/(?<=\))\s*(?:,\s*(?:and\s+)?|;\s*|\s+and\s+)/);
  return parts.length > 1 && parts.every((part) => /\S \([^()]+\)\W*$/.test(part)) ? parts.map(ofText) : [];
}

/** Parts of one line that are alike: "soup 5.50 - trout 16.00 - cake 4.20". */
function byDashes(text: string, numeric: number): readonly Record[] {
  const parts = text.split(/\s[-–—|•·]\s|;\s|\s\/\s/).filter((part) => part.trim() !== '');
  const alike =
    parts.length > 1 && parts.every((part) => numbersIn(part) >= Math.max(1, numeric) && /\p{L}/u.test(part));
  return alike ? parts.map((part) => ofText(part.replace(/^[^:]{1,30}:\s/, ''))) : [];
}

const PARTS =
  /;\s+|,\s+(?:and\s+|while\s+|whereas\s+)?(?=\p{Lu}|(?:on|in|at|am|le|el|from)\s+\p{Lu})|\s{1,64}(?:and|or)\s+(?=\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)?,? (?:at|on|under|for|is|with)?\s?[\d+(€$])|\s{1,64}(?:and|while|whereas)\s+(?=(?:one|another|the other|her|his|their|my|the|\p{Lu})[\p{L} ]*\s(?:is|has|was|are|will|wears|costs|lives)\b|(?:\p{Ll}+\s){1,2}\p{Lu}\p{L}*(?:,| \() ?\d)/u;

/** Sentences, or the clauses of the only one, that each name somebody or something of their own. */
function bySentences(text: string): readonly Record[] {
  const sentences = sentencesOf(text).filter((sentence) => termsOf(sentence).size > 1);
  if (sentences.length > 1) return sentences.map(ofText);
  const clauses = text.split(PARTS).filter((clause) => termsOf(clause).size > 0);
  return clauses.length > 1 ? clauses.map(ofText) : [];
}

/** A message that only tells what to do has nothing to take records from. */
const isAllOrders = ({ segments }: Brief): boolean =>
  segments.length > 0 &&
  segments.every(
    ({ role, kind }) =>
      (role === 'orders' && kind !== 'list') || role === 'template' || role === 'options' || role === 'tools',
  );

/** Lines of the message that each begin with a code of their own: "R1 mentions the price". */
const codedLines = (brief: Brief): readonly Record[] =>
  brief.asked.text
    .split('\n')
    .filter((line) => /^\s*(?:[-*•]\s+)?[A-Z]{1,6}[-_]?\d{1,6}\b\W*\s\S/.test(line))
    .map(ofText);

/**
 * The things that the material tells of, one for each item of an array, each line or each row that is asked for.
 *
 * @param name the array's name
 * @param keys the names of an item's fields, empty where items are plain
 * @param numeric how many fields are numbers
 */
export function recordsOf(brief: Brief, name: string, keys: readonly string[], numeric: number): readonly Record[] {
  const text = brief.input;
  // "a list of objects with the keys statement and verdict": the list may be named by what its items hold.
  const named = [name, ...(keys.length > 1 ? keys.slice(0, 2) : [])]
    .map((one) => listNamed(brief, one))
    .find((one, at) => one.length > Math.min(1, at));
  if (named !== undefined) return named;
  const json = fromJson(brief, name, keys);
  if (json.length > 0) return json;
  if (keys.length === 0 || isAllOrders(brief)) return [];
  const coded = keys.some((key) => /^id$|_id$|^code$/i.test(key)) ? codedLines(brief) : [];
  if (coded.length > 1) return coded;
  const lines = byLines(text, numeric);
  if (lines.length > 1) return lines;
  const told = numeric > 1 ? byNames(brief.asked.text, numeric) : [];
  if (told.length > 1) return told;
  const bracketed = byBrackets(text);
  if (bracketed.length > 1) return bracketed;
  const dashed = numeric > 0 ? byDashes(text, numeric) : [];
  if (dashed.length > 1) return dashed;
  const counted = numeric > 0 ? byQuantity(text) : [];
  const sentences = bySentences(text);
  if (counted.length > 1 && (sentences.length < 2 || counted.length >= sentences.length)) return counted;
  if (sentences.length > 1) return sentences;
  return counted.length > 0 ? counted : text.trim() === '' ? [] : [ofText(text)];
}
