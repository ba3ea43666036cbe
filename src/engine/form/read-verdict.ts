import type { Brief } from '../read/brief.ts';
import { isHan, overlapOf, sentencesOf, termsOf, unquote } from '../read/text.ts';
import { hasPhrase } from '../has-words.ts';
import { phraseList, WORDS } from '../words.ts';
import type { Form } from './form.ts';

const ELSE = phraseList(WORDS.cues.elseWords);
const IF = phraseList(WORDS.cues.ifWords);
const OTHERS = phraseList(WORDS.cues.otherTopics);
const VALUE =
  /"[^"\n]{1,40}"|“[^”\n]{1,40}”|`[^`\n]{1,40}`|«[^»\n]{1,40}»|'[^'\n]{1,40}'(?!\p{L})|<[\w-]{1,30}\s?\/>|(?<![\p{L}\p{N}_])(?:[A-Z][A-Z_]{1,24}|\d{1,3})(?![\p{L}\p{N}_%]|\.\d)/gu;

/** Where the first of some phrases begins in a text, as whole words; -1 where none does. */
function placeOf(lower: string, phrases: readonly string[]): number {
  const found = phrases
    .filter((phrase) => hasPhrase(lower, phrase))
    .map((phrase) =>
      isHan(phrase) ? lower.indexOf(phrase) : lower.search(new RegExp(`(?<!\\p{L})${phrase}(?!\\p{L})`, 'u')),
    );
  return Math.min(...found.filter((at) => at >= 0), Infinity);
}

const valuesOf = (text: string): readonly string[] => [...text.matchAll(VALUE)].map(([value]) => unquote(value));

/** Two values, each with its own condition: "YES if the context is relevant and NO if it isn't". */
function twoCases(orders: string): Extract<Form, { kind: 'verdict' }> | undefined {
  for (const sentence of sentencesOf(orders)) {
    const cases = [...sentence.matchAll(VALUE)].flatMap(({ 0: value, index }) => {
      const behind = sentence.slice(index + value.length);
      const [word = ''] = /^\s(\p{L}+)\s/u.exec(behind)?.slice(1) ?? [];
      return IF.includes(word.toLowerCase()) ? [{ value: unquote(value), index, behind }] : [];
    });
    const [first, second] = cases;
    if (first === undefined || second === undefined || cases.length > 2) continue;
    const condition = first.behind.slice(0, second.index - first.index).trim();
    return { kind: 'verdict', yes: first.value, no: second.value, condition };
  }
  return undefined;
}

/** One value where a condition holds and another where it does not: "Print 1 if it names a price, otherwise 0". */
export function readVerdict(orders: string): Extract<Form, { kind: 'verdict' }> | undefined {
  const text = sentencesOf(orders).join(' ');
  const lower = text.toLowerCase();
  const otherwise = placeOf(lower, ELSE);
  if (otherwise === Infinity) return twoCases(orders);
  const stop = text.lastIndexOf('. ', otherwise - 3);
  const from = stop < 0 ? 0 : stop + 2;
  const [first, second] = [text.slice(from, otherwise), text.slice(otherwise)];
  const condition = placeOf(first.toLowerCase(), IF);
  if (condition === Infinity) return undefined;
  const lead = valuesOf(first.slice(0, condition)).at(-1);
  const rest = first.slice(condition);
  const comma = rest.search(/[,:：，](?=[^,:]*$)/);
  const yes = lead ?? (comma < 0 ? undefined : valuesOf(rest.slice(comma)).at(-1));
  const no = valuesOf(second)[0] ?? valuesOf(rest).at(-1);
  if (yes === undefined || no === undefined || yes === no) return undefined;
  return { kind: 'verdict', yes, no, condition: comma > 0 ? rest.slice(0, comma) : rest };
}

/** The words for what the assistant is not there for, where the question is of that kind: "For any other topic reply OFF_TOPIC". */
export function outOfScope(brief: Brief): string | undefined {
  const sentences = sentencesOf(brief.system);
  const at = sentences.findIndex((sentence) => OTHERS.some((phrase) => hasPhrase(sentence.toLowerCase(), phrase)));
  const said = sentences[at];
  const marker =
    said === undefined ? undefined : (valuesOf(said).at(-1) ?? /[:：]\s{0,4}(\S[^\n]{1,120})$/.exec(said)?.[1]);
  if (marker === undefined) return undefined;
  const scope = termsOf(sentences.filter((_, place) => place !== at).join(' '));
  return overlapOf(scope, termsOf(brief.question)) > 0 ? undefined : marker;
}
