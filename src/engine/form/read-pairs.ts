import type { Brief } from '../read/brief.ts';
import { sentencesOf, wordsOf } from '../read/text.ts';
import { WORDS, wordSet } from '../words.ts';
import type { Form, Option, TemplatePart } from './form.ts';
import { optionOfLine, splitMembers } from './split-options.ts';
import { rangeOf, slotOfHint } from './read-hint.ts';

const NAMES = wordSet(WORDS.cues.keyWords);
const VALUES = wordSet('value values wert werte valeur valor valore text content answer 值');
const SHOWN = /["'`“<[]?\b([\p{L}_]{1,16})\b["'`”>\]]?(\s?(?:=>|->|→|:=|[=:|\t])\s?)["'`“<[]?\b([\p{L}_]{1,16})\b/gu;
const LISTED = /[:：]\s{0,3}([\p{L}_][^:：\n]{2,300}?)\.?\s*$/u;

interface Shown {
  readonly sign: string;
  readonly value: string;
  /** What follows in the orders. */
  readonly behind: string;
}

/** A name with its value, as the orders show it: "one per line as slot = value", `lines of "emotion: number"`. */
function shownIn(orders: string): Shown | undefined {
  for (const { 0: whole, 1: name = '', 2: sign = '', 3: value = '', index } of orders.matchAll(SHOWN)) {
    const quoted = /["'`“<]/.test(whole.charAt(0)) && slotOfHint('', value).type !== 'string';
    if (quoted || ((NAMES.has(name.toLowerCase()) || /slot|label|item/i.test(name)) && VALUES.has(value.toLowerCase())))
      return { sign, value, behind: orders.slice(index + whole.length).split('\n')[0] ?? '' };
  }
  const sign = FOLLOWED.exec(orders)?.[1]?.toLowerCase() ?? '';
  return sign === ''
    ? undefined
    : { sign: { colon: ': ', dash: ' - ', tab: '\t' }[sign] ?? '=', value: '', behind: '' };
}

const FOLLOWED =
  /\b(?:labels?|names?|keys?|words?|headings?|fields?)\b[^.\n]{0,40}\bfollowed by (?:an? )?(colon|dash|tab|equals sign)/i;

function namesIn(brief: Brief, behind: string): readonly Option[] {
  const told = /\bfor (?:each of )?(.{3,300}?)\.?$/.exec(behind)?.[1];
  const members = told === undefined ? [] : splitMembers(told);
  if (members.length > 1 && members.every((member) => wordsOf(member).length <= 2)) return members.map(optionOfLine);

  const list = brief.segments.find(
    ({ role, kind, author }) => kind === 'list' && (role === 'orders' || role === 'options') && author !== 'assistant',
  );
  if (list !== undefined) return list.text.split('\n').map(optionOfLine);
  for (const sentence of sentencesOf(brief.orders)) {
    const listed = LISTED.exec(sentence)?.[1];
    const names = listed === undefined ? [] : splitMembers(listed);
    if (names.length > 1 && names.every((member) => wordsOf(member).length <= 3)) return names.map(optionOfLine);
  }
  return [];
}

/** Lines of names and values, with the names that the orders list: "slot = value: pickup, dropoff, passengers". */
export function readPairs(brief: Brief): Form | undefined {
  const shown = shownIn(brief.orders);
  const names = shown === undefined ? [] : namesIn(brief, shown.behind);
  if (shown === undefined || names.length < 2) return undefined;
  const range = shown.value === '' || slotOfHint('', shown.value).type === 'string' ? undefined : rangeOf(brief.orders);
  const parts = names.flatMap(({ name, about }, at): TemplatePart[] => [
    `${at > 0 ? '\n' : ''}${name}${shown.sign}`,
    range === undefined
      ? slotOfHint(name, about)
      : { name, about, type: range.decimal ? 'number' : 'integer', min: range.min, max: range.max },
  ]);
  return { kind: 'template', parts };
}
