import type { Facts } from './facts.ts';

const SKIPPED = new Set('the and for with name names value data text list type'.split(' '));
const LINK =
  /^(?:\s*(?:[:=：]|是|为)\s*|\s+(?:is|are|of|as|set to|should be|equals)\s+(?:the\s+|an?\s+)?|\s+(?=["“']))/;
const END =
  /^(?:"([^"\n]{1,300})"|“([^”\n]{1,300})”|'([^'\n]{1,300})'|([^,;!?，。；\n]{1,120}?)(?=[,;!?，。；\n]|\.(?:\s|$)|\s+(?:and|with|but)\s|$))/;

function valueAfter(text: string): string | undefined {
  const link = LINK.exec(text.slice(0, 60));
  if (link === null) return undefined;
  const match = END.exec(text.slice(link[0].length, link[0].length + 320));
  const value = match
    ?.slice(1)
    .find((group) => group !== undefined)
    ?.trim();
  return value === undefined ||
    value === '' ||
    /^(?:an?|the|that|my|your|string|number|integer|boolean|what|it)$/i.test(value)
    ? undefined
    : value;
}

/** A code right behind its name: "seat 14C", "gate number B7". */
const CODE = /^\s+(?:no\.? |number |#)?((?=[\w-]{0,20}\d)[\p{L}\d][\p{L}\d-]{0,24})(?![\p{L}\d%:.,]\d|[\p{L}\d])/u;

const isLetter = (c: string): boolean => /[\p{L}\d]/u.test(c);

const CODES = new Set(['id', 'number', 'no', 'nr', 'code', 'ref', 'reference']);

/** "parcel 5531" for `parcel_id`. */
function codeBehind(facts: Facts, noun: string): string | undefined {
  const at = facts.lower.indexOf(noun);
  return at < 0 || isLetter(facts.lower.charAt(at - 1))
    ? undefined
    : CODE.exec(facts.text.slice(at + noun.length, at + noun.length + 40))?.[1];
}

const TRIES = 8;

/** What stands behind one spelling of the name. */
function valueBehind(facts: Facts, label: string): string | undefined {
  let at = facts.lower.indexOf(label);
  for (let tries = 0; at >= 0 && tries < TRIES; at = facts.lower.indexOf(label, at + 1), tries++) {
    const inside = isLetter(facts.lower.charAt(at - 1)) && facts.lower.charCodeAt(at - 1) < 128;
    if (inside && label.charCodeAt(0) < 128) continue;
    const rest = facts.text.slice(at + label.length, at + label.length + 400);
    if (label.length < 3 && !/^\s*[=:]/.test(rest)) continue;
    const value = valueAfter(rest) ?? CODE.exec(rest)?.[1];
    if (value !== undefined) return value;
  }
  return undefined;
}

/**
 * The value that stands after a property's name: "priority: high", "the title is Foo", "x = 3".
 *
 * @param words the property name in lower-case words
 */
export function labelledValue(facts: Facts, words: readonly string[]): string | undefined {
  const last = words.at(-1) ?? '';
  const vague = words.length > 1 && (SKIPPED.has(last) || last.length < 4);
  const labels =
    words.length > 1 ? [words.join(' '), words.join('_'), words.join(''), ...(vague ? [] : [last])] : [last];
  for (const label of labels) {
    const value = label === '' ? undefined : valueBehind(facts, label);
    if (value !== undefined) return value;
  }
  return words.length > 1 && CODES.has(last) ? codeBehind(facts, words.slice(0, -1).join(' ')) : undefined;
}
