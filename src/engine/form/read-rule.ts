import type { Brief } from '../read/brief.ts';
import { sentencesOf, unquote, withoutEnd, wordsOf } from '../read/text.ts';
import { hasPhrase } from '../has-words.ts';
import type { Form } from './form.ts';

const RULE =
  /^(?:if|when|whenever|once)\b(.{3,160}?)(?:,|\bthen\b)\s*(?:then )?(?:please )?(?:you )?(?:always |just |only )?(?:answer|reply|respond|say|return|output|print|send|write)s?(?: back)?(?: (?:only|just|exactly|with|by|the|word|text|string|line))*[:：]?\s+(.{1,120})$/i;
const SENDS =
  /\b(?:sends?|says?|writes?|types?|message is|input is|text is|gets?|receives?|messages?|posts?|enters?|greets? (?:you )?with|asks? for)\b(?: (?:only|just|exactly|the|a|word|words|text|message|string|command|code))*\s{0,64}[:：]?\s{0,64}(.+)$/i;

/** What stands in a message beyond the words of the condition: the value that a placeholder takes. */
function valueIn(said: string, trigger: string): string {
  const known = new Set(wordsOf(trigger));
  return said
    .split(/\s+/)
    .filter((word) => !known.has(wordsOf(word)[0] ?? ''))
    .join(' ');
}

/** The answer that a rule gives for the message that it names: "If the user sends ping, answer with pong". */
export function readRule(brief: Brief): Form | undefined {
  const said = brief.asked.text.trim();
  if (brief.asked.author !== 'user' || said.length > 200 || brief.system.length > 4000) return undefined;
  for (const sentence of sentencesOf(brief.system)) {
    const [, condition = '', answer = ''] = RULE.exec(sentence) ?? [];
    const trigger = unquote(withoutEnd(SENDS.exec(condition)?.[1] ?? ''));
    const plain = trigger.replace(/<[^<>]+>|\{[^{}]+\}/g, '').trim();
    if (plain === '' || answer === '' || wordsOf(plain).length > 6) continue;
    const lower = withoutEnd(said).toLowerCase();
    const same = lower === plain.toLowerCase() || (wordsOf(said).length < 8 && hasPhrase(lower, plain.toLowerCase()));
    if (!same) continue;
    const text = unquote(answer.replace(/[.!]$/, '').replace(/,? and nothing (?:else|more)$/i, ''));
    const words = wordsOf(text);
    // "answer with a joke" tells a kind of answer rather than the answer.
    if (/^(?:an?|the|your|one|in|it|them|his|her|what|how)\b/i.test(text) || words.length > 12) continue;
    return { kind: 'exact', text: text.replaceAll(/<[^<>]+>|\{[^{}]+\}/g, () => valueIn(said, plain)) };
  }
  return undefined;
}
