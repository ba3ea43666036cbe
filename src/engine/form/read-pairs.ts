import type { Brief } from '../read/brief.ts';
import { sentencesOf, wordsOf } from '../read/text.ts';
import { WORDS, wordSet } from '../words.ts';
import type { Form, Option, TemplatePart } from './form.ts';
import { optionOfLine, splitMembers } from './split-options.ts';
import { slotOfHint } from './read-hint.ts';

const NAMES = wordSet(WORDS.cues.keyWords);
const VALUES = wordSet('value values wert werte valeur valor valore text content answer 值');
const SHOWN = /["'`“<[]?\b([\p{L}_]{1,16})\b["'`”>\]]?(\s?(?:=>|->|→|:=|[=:|\t])\s?)["'`“<[]?\b([\p{L}_]{1,16})\b/gu;
const LISTED = /[:：]\s{0,3}([\p{L}_][^:：\n]{2,300}?)\.?\s*$/u;

/** What stands between a name and its value, where the orders show it: "one per line as slot = value". */
function signOf(orders: string): string | undefined {
  for (const [, name = '', sign = '', value = ''] of orders.matchAll(SHOWN))
    if ((NAMES.has(name.toLowerCase()) || /slot|label|item/i.test(name)) && VALUES.has(value.toLowerCase()))
      return sign;
  return undefined;
}

function namesIn(brief: Brief): readonly Option[] {
  const list = brief.segments.find(
    ({ role, kind, author }) => kind === 'list' && (role === 'orders' || role === 'options') && author !== 'assistant',
  );
  if (list !== undefined) return list.text.split('\n').map(optionOfLine);
  for (const sentence of sentencesOf(brief.orders)) {
    const listed = LISTED.exec(sentence)?.[1];
    const members = listed === undefined ? [] : splitMembers(listed);
    if (members.length > 1 && members.every((member) => wordsOf(member).length <= 3)) return members.map(optionOfLine);
  }
  return [];
}

/** Lines of names and values, with the names that the orders list: "slot = value: pickup, dropoff, passengers". */
export function readPairs(brief: Brief): Form | undefined {
  const sign = signOf(brief.orders);
  const names = sign === undefined ? [] : namesIn(brief);
  if (sign === undefined || names.length < 2) return undefined;
  const parts = names.flatMap(({ name, about }, at): TemplatePart[] => [
    `${at > 0 ? '\n' : ''}${name}${sign}`,
    slotOfHint(name, about),
  ]);
  return { kind: 'template', parts };
}
