import type { Brief } from '../read/brief.ts';
import type { Form, TemplatePart } from './form.ts';
import { slotOfHint } from './read-hint.ts';

/** "First line: PASS or FAIL. Second line: why.", "the second line must be a number": what each line holds. */
const NTH =
  /\b(?:(?:first|second|third|fourth|1st|2nd|3rd|4th|next|last|final) line|line (?:one|two|three|four|[1-4])\b(?! of))/giu;
const CONDITIONAL = /(?:^|[.\n:]\W{0,8})(?:if|when)\b[^.\n]{0,80}$/i;
const LEADS =
  /^[^\p{L}\p{N}"'`[<{(]*(?:(?:of|in) (?:your|the) (?:answer|reply|response|output)\W+)?(?:(?:is|are|should|must|be|contains?|holds?|has|gives?|with|only|write|put|say|states?|a single|exactly)\s+)*/iu;

/** An answer whose lines the orders tell one after the other. */
export function readLines(brief: Brief): Form | undefined {
  const { orders } = brief;
  const found = [...orders.matchAll(NTH)];
  // "If BLOCK, put the code on line two": the second line is told on a condition.
  if (found.some(({ index }) => CONDITIONAL.test(orders.slice(Math.max(0, index - 80), index)))) return undefined;
  const hints = found.map(({ 0: mark, index }, at) =>
    orders
      .slice(index + mark.length, found[at + 1]?.index ?? index + mark.length + 200)
      .replace(/[.\n;](?:\s[\s\S]{0,400})?$|,?\s{1,8}(?:and|then|on|in)?\s{0,8}(?:on|in)?\s{0,8}(?:the|a)?\s{0,8}$/, '')
      .replace(LEADS, '')
      .trim(),
  );
  if (hints.length < 2 || hints.length > 5 || hints.some((hint) => hint === '' || /^if\b/i.test(hint)))
    return undefined;
  const parts = hints.flatMap((hint, at): TemplatePart[] => [
    ...(at > 0 ? ['\n'] : []),
    slotOfHint(
      /\b(?:reason|why|explanation|justification|score|summary|title|answer)\b/i.exec(hint)?.[0] ?? hint.slice(0, 40),
      hint,
    ),
  ]);
  return { kind: 'template', parts };
}
