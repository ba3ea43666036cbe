import type { Brief } from '../read/brief.ts';
import { sentencesOf, unquote, withoutEnd } from '../read/text.ts';
import { hasAny, hasPhrase } from '../has-words.ts';
import { phraseList, WORDS } from '../words.ts';

const SAYS =
  /(?<!\p{L})(?:schreibe?|antworte|sage|gib|responde|escribe|di|réponds|écris|dis|rispondi|scrivi|responda|escreva|diga|say|says|respond|reply|answer|return|print|write|output|use|state|is)(?!\p{L})(?: (?:only|just|genau|nur|mit|con|avec|com|exactement|exactamente|exactly|with|by|saying|the|a|single|word|words|exact|phrase|text|must|then|should|be|your|whole|reply|token|simply))*\s{0,64}[:：]?\s{0,64}(.+)$/iu;
const ABSENT = phraseList(WORDS.cues.absent);
const DONE = phraseList(WORDS.cues.doneWords);
const CONDITION =
  /\b(?:if|when|once|where|unless|otherwise|after|in case|should|as soon as|wenn|falls|steht|si|se|sollte|quando)\b|如果|若|当/i;
const CHINESE_SAYS = /(?:回答|回复|说|输出|返回)[“"「]([^”"」]+)[”"」]/;

const has = (text: string, phrases: readonly string[]): boolean => phrases.some((phrase) => hasPhrase(text, phrase));

/** The words that a sentence gives for the case that it names: `When the log is silent write: "No entry."` → `No entry.` */
function wordsGiven(sentence: string): string | undefined {
  const chinese = CHINESE_SAYS.exec(sentence)?.[1];
  if (chinese !== undefined) return chinese;
  if (hasAny(sentence, 'empty_string empty_answer empty_text empty_value')) return '';
  // The words stand behind the case, or before it: "Say DONE when nothing is left."
  const condition = Math.max(0, sentence.search(CONDITION));
  const behind = wordsIn(sentence.slice(condition), sentence);
  return behind ?? (condition === 0 ? undefined : wordsIn(sentence.slice(0, condition), sentence.slice(0, condition)));
}

function wordsIn(part: string, sentence: string): string | undefined {
  const quoted = [
    ...part.matchAll(
      /(?:"([^"\n]{1,120})"|“([^”\n]{1,120})”|`([^`\n]{1,120})`|(?<![\p{L}])'([^\n]{1,120}?)'(?![\p{L}]))/gu,
    ),
  ].map((match) => match.slice(1).find((one) => one !== undefined) ?? '');
  const last = quoted.at(-1);
  if (last !== undefined && SAYS.test(sentence)) return last;
  // "If the notes do not say, write: …": the verb of the condition is not the one that orders.
  const said = SAYS.exec(part.slice(part.search(/[,，]|$/)))?.[1] ?? SAYS.exec(part)?.[1];
  if (said === undefined) return undefined;
  // "say: Please ask Kim.": a sentence behind a colon is the words.
  if (/[:：]\s+\p{Lu}\p{Ll}/u.test(part) && /^\p{Lu}\p{Ll}+ \S/u.test(said)) return unquote(said.trim());
  const token =
    /^(?:with )?([<[]{0,2}[A-Z][A-Z_]{2,40}[>\]]{0,2})(?=[\s.,;]|$)/.exec(said)?.[1] ??
    /(?<![\p{L}])((?:[A-Z][A-Z_]+)(?: [A-Z][A-Z_]+){0,3})(?![\p{L}])/u.exec(said)?.[1];
  if (token !== undefined) return token;
  const tag = /<[A-Z_]+>/.exec(said)?.[0];
  if (tag !== undefined) return tag;
  return /[:：]\s*\S/.test(part) || hasAny(sentence, 'exactly genau exactamente exactement esattamente exatamente')
    ? unquote(withoutEnd(said.split(/\s{1,64}and nothing\b|,\s*nothing\b/)[0] ?? said))
    : undefined;
}

/** The caller's own words for "that is not in the text", where the orders give them. */
export function unknownWords(brief: Brief): string | undefined {
  for (const sentence of sentencesOf(brief.orders.replaceAll(/[:：]\n/g, ': '))) {
    const lower = sentence.toLowerCase();
    if (!CONDITION.test(sentence) || !has(lower, ABSENT)) continue;
    const given = wordsGiven(sentence);
    if (given !== undefined) return given;
  }
  return undefined;
}

const ENDS =
  /\b(?:(?:end|finish|close|conclude|terminate)(?:s|ing)?(?: it| the \w+)? with|last line is|(?:at the (?:very )?end\b|when (?:you are |(?:everything|all) is )?(?:finished|done|complete))[^.\n]{0,40}?\b(?:say|write|output|print|add|append|put))\s+(?:the (?:word|token|marker|line) )?(?:["'`“]([^"'`”\n]{1,60})["'`”]|([^\s"'`“]\S{2,40}?)(?=[.,:]?(?:\s|$)))/iu;

/** "with the hashtag #city at the end" */
const BEHIND =
  /\bwith (?:the )?(?:hash ?tag|word|tag|token|line) ["'`“]?([^\s"'`”]{2,40})["'`”]? at the (?:very )?end\b/i;

/** What the orders want at the very end: "At the end of your plan, say '<END>'". */
export function endMark(orders: string): string {
  const behind = BEHIND.exec(orders)?.[1];
  if (behind !== undefined) return behind;
  const [, quoted, bare] = ENDS.exec(orders) ?? [];
  return quoted ?? (bare !== undefined && /^[^\p{L}\p{N}]|^[\p{Lu}_]+$/u.test(bare) ? bare : '');
}

/** Whether a text says that the work is done. */
export const saysDone = (text: string): boolean => has(text.toLowerCase(), DONE);

const REVIEWED =
  /\b(?:feedback|comments?|suggestions?|remarks|concerns|criticism|review|revisions?|(?:requested )?changes|improvements?)\b/;

/** Whether the assistant has spoken before: what comes now answers its remarks. */
const hasAnswered = ({ turns, asked }: Brief): boolean =>
  turns.some(({ author, message, text }) => author === 'assistant' && message < asked.message && text !== '');

/** The words that say that all is done, where the orders give them and the conversation is that far. */
export function doneWords(brief: Brief): string | undefined {
  for (const sentence of sentencesOf(brief.system === '' ? brief.orders : `${brief.system}\n${brief.orders}`)) {
    const lower = sentence.toLowerCase();
    if (
      !CONDITION.test(sentence) ||
      !(
        has(lower, DONE) ||
        REVIEWED.test(lower) ||
        /\b(?:results|nothing (?:is )?left|satisf\w+|agree|all is|enough)\b/.test(lower)
      )
    )
      continue;
    const marker = wordsGiven(sentence);
    if (marker === undefined || !/^[<[]{0,2}[A-Z][A-Z _]*[>\]]{0,2}[.!]?$|^<[\w_]+>$/.test(marker.trim())) continue;
    const own = brief.asked.text.includes(sentence) ? brief.input : brief.asked.text;
    const said = brief.asked.author === 'user' ? own : '';
    const worked = brief.results.length > 0 && brief.results.every(({ failed }) => !failed);
    if (worked || saysDone(said) || (REVIEWED.test(lower) && hasAnswered(brief)))
      return marker.trim().replace(/[.!]$/, '');
  }
  return undefined;
}
