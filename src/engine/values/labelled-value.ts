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

const isLetter = (c: string): boolean => /[\p{L}\d]/u.test(c);

/**
 * The value that stands after a property's name: "priority: high", "the title is Foo", "x = 3".
 *
 * @param words the property name in lower-case words
 */
export function labelledValue(facts: Facts, words: readonly string[]): string | undefined {
  const last = words.at(-1) ?? '';
  const labels = words.length > 1 ? [words.join(' '), words.join('_'), words.join(''), last] : [last];
  for (const label of labels) {
    if (label === '' || (label === last && words.length > 1 && (SKIPPED.has(label) || label.length < 4))) continue;
    for (
      let at = facts.lower.indexOf(label), tries = 0;
      at >= 0 && tries < 8;
      at = facts.lower.indexOf(label, at + 1), tries++
    ) {
      if (isLetter(facts.lower.charAt(at - 1)) && label.charCodeAt(0) < 128 && facts.lower.charCodeAt(at - 1) < 128)
        continue;
      const rest = facts.text.slice(at + label.length, at + label.length + 400);
      if (label.length < 3 && !/^\s*[=:]/.test(rest)) continue;
      const value = valueAfter(rest);
      if (value !== undefined) return value;
    }
  }
  return undefined;
}
