import { sentencesOf, wordsOf } from './text.ts';
import { anyOf, hasPhrase } from '../has-words.ts';
import { phraseList, WORDS, wordSet } from '../words.ts';

const IMPERATIVES = wordSet(WORDS.cues.imperatives);
const PHRASES = phraseList(WORDS.cues.orders);
const WORKS = wordSet(WORDS.cues.works);
const FORM_WORDS = wordSet(WORDS.cues.formWords);
const FORM_PHRASES = phraseList(WORDS.cues.formPhrases);
const MATERIAL_WORDS = wordSet(WORDS.cues.materialWords);
const POLITE = wordSet(WORDS.cues.ordersPolite);
const CHINESE = anyOf(
  '请 按照 根据以下 根据下面 将以下 将下面 把以下 把下面 只回答 只输出 只返回 只需 不要 你是 你的任务 回答时 始终 从下面 判断 翻译 总结 提取 ください 答えよ 可选 しなさい',
);
const CHINESE_FORM = anyOf('格式 形式 模板 结构 如下 形で フォーマット');
const QUESTION_END = /[?？]["'”）)]?\s*(?:[(（][^()（）\n]{1,60}[)）])?$/;

/** Whether a text is a question. */
export const isQuestion = (text: string): boolean => QUESTION_END.test(text.trim());

/** First word of a sentence that is more than politeness. */
export function firstWord(sentence: string): string {
  return wordsOf(sentence.slice(0, 200)).find((word) => !POLITE.has(word)) ?? '';
}

const ANSWERING = wordSet(WORDS.cues.answering);
const CONTRACT = wordSet(WORDS.cues.contract);

/** "Given the documents, answer the question": a clause that orders an answer. */
function ordersBehindComma(lower: string): boolean {
  for (let at = lower.indexOf(', '); at >= 0; at = lower.indexOf(', ', at + 1))
    if (ANSWERING.has(wordsOf(lower.slice(at, at + 40))[0] ?? '')) return true;
  return false;
}

/** "No quotes.", "One word.", "Digits only." */
const isTerse = (lower: string): boolean =>
  lower.length < 60 &&
  /^(?:no|only|without|just|one word|single word|max(?:imum)?|at most|exactly)\b|\b(?:only|alone)[.!]?$/.test(lower) &&
  !/[?？]/.test(lower);

const RESTRICTORS = phraseList(WORDS.cues.restrictors);
const FORM_NOUNS = wordSet(WORDS.cues.formNouns);
const SPOKEN = wordSet('i he she we they was were had said says will would went goes came am');
/** Longest sentence, in words, that tells a form without a verb that orders. */
const LONGEST_TERSE = 30;

/** "No quotes.", "One line, no variable", "JSON keys in this order: …": words that narrow, with words for the parts of an answer. */
function tellsForm(lower: string): boolean {
  const words = wordsOf(lower);
  if (words.length > LONGEST_TERSE || isQuestion(lower) || words.some((word) => SPOKEN.has(word))) return false;
  const nouns = words.filter((word) => FORM_NOUNS.has(word)).length;
  if (nouns === 0) return false;
  const first = words[0] ?? '';
  // "Columns: day, task, who"
  if (FORM_NOUNS.has(first) && lower.trimStart().startsWith(`${first}:`)) return true;
  const narrowed = RESTRICTORS.filter((phrase) => hasPhrase(lower, phrase)).length;
  return (
    narrowed + nouns > 2 ||
    (narrowed > 0 && (RESTRICTORS.includes(first) || words.length < 8)) ||
    (FORM_NOUNS.has(first) && nouns > 1)
  );
}

/** "Do not …", "Never …" at the beginning, "… must …" of the parts of an answer. */
const forbids = (lower: string): boolean =>
  /^(?:please )?(?:do not|don't|never|for (?:each|every))\b/.test(lower) ||
  (hasPhrase(lower, 'must') && wordsOf(lower).some((word) => FORM_NOUNS.has(word)));

/** "Print … in one line": a verb of answering with a word for a part of an answer. */
const answersInForm = (lower: string): boolean =>
  ANSWERING.has(firstWord(lower)) && wordsOf(lower).some((word) => FORM_NOUNS.has(word));

/** Whether a sentence says by its phrases, not only by its verb, that it speaks to the assistant. */
export function isPlainOrder(sentence: string): boolean {
  if (CHINESE.test(sentence)) return true;
  const lower = sentence.toLowerCase();
  return (
    PHRASES.some((phrase) => hasPhrase(lower, phrase)) ||
    ordersBehindComma(lower) ||
    forbids(lower) ||
    tellsForm(lower) ||
    answersInForm(lower) ||
    isTerse(lower)
  );
}

/** Whether a text says what the answer has to look like. */
export const hasContract = (text: string): boolean =>
  CHINESE.test(text) || wordsOf(text).some((word) => CONTRACT.has(word));

/** Whether a sentence tells the assistant what to do or how to answer. */
export function isOrder(sentence: string): boolean {
  if (/^\s*[{[]\s*["{[\]]/.test(sentence)) return false;
  return IMPERATIVES.has(firstWord(sentence)) || isPlainOrder(sentence);
}

/** Whether some sentence of a paragraph is an order. */
export const holdsOrder = (text: string): boolean => sentencesOf(text).slice(0, 40).some(isOrder);

/** Whether a label is an order of its own: "Please summarise: …". */
export function isWorkLabel(label: string): boolean {
  const words = wordsOf(label);
  return words.some((word) => WORKS.has(word)) && IMPERATIVES.has(firstWord(label));
}

/** Whether the words before a block announce the form of the answer, rather than what it is about. */
export function announcesForm(given: string): boolean {
  // "with this structure and no other text": what is not wanted announces nothing.
  const lead = given.replace(
    /,?\s(?:and |with )?(?:no|without)(?: any)? (?:other|extra|additional|further) \p{L}+(?=[\s.:：]{0,3}$)/iu,
    '',
  );
  if (CHINESE_FORM.test(lead.slice(-40))) return true;
  const words = wordsOf(lead.slice(-240));
  if (/[:：]\s*$/.test(lead) && FORM_PHRASES.some((phrase) => hasPhrase(lead.slice(-120).toLowerCase(), phrase)))
    return true;
  if (!words.some((word) => FORM_WORDS.has(word))) return false;
  return (
    !words.slice(-6).some((word) => MATERIAL_WORDS.has(word)) || words.slice(-4).some((word) => FORM_WORDS.has(word))
  );
}

/** Whether the words before a block announce what the answer is about. */
export const announcesMaterial = (lead: string): boolean => {
  const words = wordsOf(lead.slice(-160));
  return words.some((word) => MATERIAL_WORDS.has(word) || WORKS.has(word));
};
