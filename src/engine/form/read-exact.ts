import { readChineseOrder, readOrder, withoutRemarks, withoutStop } from './exact-order.ts';
import { unquote } from '../read/quotation.ts';
import { hasAny } from '../has-words.ts';

/**
 * Instructions after which the rest of the text is the answer, word for word. Runs of blanks are bounded, since two free ones
 * in a row would take quadratic time on a text of blanks.
 */
const VERBATIM = [
  /^(?:please )?(?:reply|respond|answer|return|output|write|print|say|send)(?: back)?(?: to (?:me|this(?: message)?))? (?:only )?(?:with )?(?:only )?(?:exactly|verbatim|precisely|literally)(?: (?:this|the following|these words|the words?|the text|the string|the phrase))?(?: and nothing else)?\s{0,8}[:：-]?\s{1,40}/i,
  /^(?:please )?(?:reply|respond|answer|return|output|say)(?: back)? (?:with )?(?:only|just|nothing but)(?: with)?(?: the (?:single )?(?:word|words|text|string|phrase|token|number|letters?))?\s{0,8}[:：]?\s{1,40}(?=\S)(?!(?:with |valid |yes or no|true or false|the |a |an |one |in |json|your |json\b|valid |numbers?\b|that\b))/i,
  /^(?:please )?(?:reply|respond|answer|return|output|say|print|write) (?:only )?(?:with )?(?:only )?(?:just )?(?:the|this) (?:(?:single|exact|following|one) )*(?:word|words|text|string|phrase|token|sentence|message)(?: only)?\s{0,8}[:：]?\s{1,40}(?=\S)/i,
  /^(?:please )?(?:echo|repeat)(?: back)?(?: (?:after me|exactly|verbatim|(?:the|this) (?:following|exact|text|phrase|sentence|string|word|message)(?: (?:text|phrase|sentence|string|word|message|back|exactly|verbatim))*|this))?(?: (?:back to me|to me|back))?\s{0,8}[:：,-]?\s{1,40}(?=\S)/i,
  /^(?:请)?(?:只|仅)?(?:回复|回答|输出|重复|复述|跟我(?:说|念))(?:一遍|以下内容|下面的话|这句话)?\s{0,8}[:：]\s{0,8}/,
];
/** The same instruction in the middle or at the end of a text: `… just return the string "maybe" by itself`. */
const INSIDE =
  /\b(?:reply|respond|answer|return|output|say|responds?|replies) (?:back )?(?:only |just )?(?:with |the )?(?:only |just |exactly )*(?:the )?(?:single |exact )?(?:word|string|text|phrase|token)?\s{0,8}[:：]?\s{0,8}["“'`]([^"”'`\n]{1,300})["”'`]/i;
const SAY = /^(?:please )?(?:say|tell me)[:,]?\s{1,40}/i;

/** "one word", "two sentences", "the number that …": what kind of answer is wanted, and not the answer. */
const AMOUNT =
  /^(?:an? |the )?(?:single |\d{1,3} |one |two |three |four |five |six |seven |eight |nine |ten )(?:short |single |simple )?(?:words?|sentences?|lines?|letters?|numbers?|digits?|characters?|paragraphs?|bullet|tokens?|integers?|items?|names?|options?|of)\b/i;

function verbatim(text: string): string | undefined {
  for (const pattern of VERBATIM) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const rest = text.slice(match[0].length).trimEnd();
    if (AMOUNT.test(rest)) return undefined;
    // Sentences behind "only with" and without a colon say what is wanted.
    if (!/[:：“"'`]/.test(match[0] + rest.charAt(0)) && /[.!?]\s+\p{Lu}/u.test(rest)) return undefined;
    const said = withoutRemarks(rest);
    const plain = unquote(said);
    const answer = plain === said ? withoutStop(said) : plain;
    if (answer !== '') return answer;
  }
  return undefined;
}

/** Longest last sentence that is looked at for an order. */
const LAST_LIMIT = 320;

/** An order may stand behind other words: "… Reply with exactly one word: pong". */
function lastOrder(text: string): string | undefined {
  const end = text.slice(-LAST_LIMIT);
  const at = end.search(
    /(?<=[.!?。！？]\s{1,4}|\n)(?:please |now )?(?:reply|respond|answer|return|output|say|repeat|echo)\b[^.!?\n]{0,160}[:：]\s?\S[^\n]*$/i,
  );
  if (at < 0 || (text.length <= LAST_LIMIT && at === 0)) return undefined;
  const order = end.slice(at);
  // In the middle of a text an order has to be plain: what follows "only:" there is mostly a format.
  if (!/^[^:：]{0,160}\b(?:exactly|verbatim|precisely|literally|words?|text|nothing else)\b/i.test(order))
    return undefined;
  return readOrder(order)?.text;
}

/**
 * Requests whose answer is given in the request: "Reply with exactly: pong", "Echo …", "Say this is a test".
 * @example readExact('Respond with the word "blue"') // 'blue'
 */
export function readExact(text: string): string | undefined {
  const trimmed = text.trimStart();
  const order = readOrder(trimmed);
  const found = order === undefined ? (readChineseOrder(trimmed) ?? verbatim(trimmed)) : order.text;
  if (found !== undefined) return found;
  const last = lastOrder(text);
  if (last !== undefined) return last;
  const inside =
    text.length < 1500 && !hasAny(text, 'if when unless otherwise either or') ? INSIDE.exec(text)?.[1] : undefined;
  if (inside !== undefined) return inside;
  if (!/^(?:please )?say\b/i.test(trimmed)) return undefined;
  const rest = trimmed.replace(SAY, '').trim();
  // "Say something nice about X" and "Say hello in French" are requests of another kind.
  if (rest === '' || rest.length > 400 || /^(?:something|anything|a few|goodbye in|it|that|why|what|how)\b/i.test(rest))
    return undefined;
  const plain = unquote(rest);
  if (/ in (?:french|spanish|german|italian|portuguese|japanese|chinese|korean|russian)\W*$/i.test(plain))
    return undefined;
  return plain;
}

const ALWAYS =
  /\b(?:always|only ever|no matter what)\b[^."\n]{0,40}\b(?:reply|respond|answer|say)\b[^."\n]{0,40}?\bwith\b[^"“\n]{0,40}["“]([^"”\n]{1,200})["”]/i;

/** The one text that a system message wants as every answer, if it does. */
export function readStandingAnswer(system: string): string | undefined {
  return system.length > 0 && system.length < 2000 ? ALWAYS.exec(system)?.[1] : undefined;
}
