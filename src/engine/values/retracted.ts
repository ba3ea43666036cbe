import { anyOf } from '../has-words.ts';
import { WORDS } from '../words.ts';

/** "not in Genoa but in Trieste": the thing that is not meant. */
const NOT_BUT = /\bnot (?:(?:in|to|at|for|on|from|the) )?[^,.;?!\n]{1,40}?,? but (?:rather )?/gi;
const INSTEAD =
  /(?:,? (?:instead of|rather than)|, not) (?:(?:in|to|at|for|on|from) )?(?:the )?[\p{Lu}\d][\p{L}\d.:-]{0,30}(?: \p{Lu}[\p{L}\d-]{0,30}){0,3}(?=[\s,.;?!]|$)/gu;
/** "…, sorry, I mean in Trieste": words that take back something said before. */
const CORRECTION =
  /[,.;:?!…–-]{1,64}\s*(?:oh,? |ah,? |um,? )?(?:sorry|no|oops|wait|actually|correction|scratch that|make that|i mean)\b[\s,.!:…–-]{0,4}(?:(?:sorry|no|not that|wait|actually|i mean(?:t)?|it's|make (?:that|it)|rather)\b[\s,.!:–-]{0,3}){0,3}((?:in|to|at|for|on|from|with) )?(?:the )?((?:\p{Lu}[\p{L}'-]{0,30}(?: \p{Lu}[\p{L}'-]{0,30}){0,3}|[\d][\d.:,]{0,12}(?: ?[ap]m)?))(?=[\s,.;?!]|$)/giu;
const NAME = /\p{Lu}[\p{L}'-]{0,30}(?: \p{Lu}[\p{L}'-]{0,30}){0,3}/gu;
const NUMBER = /\d[\d.:,]{0,12}(?: ?[ap]m)?/g;
const MARK = anyOf(WORDS.values.retractedMark);

/** Puts a thing in the place of the last one of its shape, behind the same preposition where it has one. */
function putRight(before: string, preposition: string, thing: string): string | undefined {
  const shape = /^\d/.test(thing) ? NUMBER : NAME;
  const found = [...before.matchAll(shape)].filter((match) => {
    const lead = before.slice(Math.max(0, match.index - 12), match.index);
    return preposition === '' ? match.index > 0 : new RegExp(`\\b${preposition.trim()} (?:the )?$`, 'i').test(lead);
  });
  const last = found.at(-1);
  return last === undefined
    ? undefined
    : before.slice(0, last.index) + thing + before.slice(last.index + last[0].length);
}

function withCorrections(text: string): string {
  let rest = text;
  for (const match of [...text.matchAll(CORRECTION)].slice(0, 4)) {
    const at = rest.indexOf(match[0]);
    const thing = match[2] ?? '';
    if (at < 0 || !/^[\p{Lu}\d]/u.test(thing)) continue;
    const right = putRight(rest.slice(0, at), match[1] ?? '', thing);
    if (right !== undefined) rest = right + rest.slice(at + match[0].length);
  }
  return rest;
}

/** The text as the speaker means it in the end: "not in Genoa but in Trieste" speaks of Trieste alone. */
export function withoutRetracted(text: string): string {
  if (!MARK.test(text)) return text;
  return withCorrections(text.replaceAll(NOT_BUT, '').replaceAll(INSTEAD, ''));
}
