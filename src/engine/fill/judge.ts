import { saysDone } from '../form/read-marker.ts';
import type { Brief } from '../read/brief.ts';
import { numberOf, sentencesOf, termsOf } from '../read/text.ts';
import { hasAny, hasPhrase } from '../has-words.ts';
import { WORDS, wordSet } from '../words.ts';
import { feelingOf } from './feeling.ts';
import { findHarm, findOverride, findSpam } from './harm.ts';
import { findKnown, isKnownTrue } from './known.ts';
import { overlap } from './rank.ts';
import { workOut } from './sums.ts';

const ALARMS = wordSet(WORDS.pairs.alarms);
const MENTION =
  /\b(?:mentions?|contains?|includes?|speaks? of|talks? about|refers? to|says? anything about|about|menciona|contient|parle|erwähnt|enthält|names?)\b\s*(?:an?|the|any|un|une|ein|eine|einen|de|d['’]une?|of|del?|el|la)?\s{0,64}([\p{L}\p{N}-]+)/iu;
const CHINESE_MENTION = /(?:提到|包含|出现)(?:了)?([\u4e00-\u9fff]{1,6}?)(?:了)?(?:吗|没有|[？?。]|$)/;
const PARLE = /parle-t-(?:il|elle) (?:d['’]une?|de|des|du) ([\p{L}-]+)/iu;
/** Share of a claim that its evidence must hold. */
const SUPPORTED = 0.6;

/** Whether a thing stands in a text, in whatever form of the word. */
function isMentioned(thing: string, text: string): boolean {
  if (/[\u4e00-\u9fff]/.test(thing))
    return text.includes(thing) || [...thing].some((c) => text.includes(c) && thing.length === 1);
  const kinds = KINDS[thing.toLowerCase()];
  if (kinds?.test(text) === true) return true;
  return overlap(termsOf(thing), termsOf(text)) > 0.8;
}

const KINDS: Readonly<Record<string, RegExp>> = {
  price: /[$€£¥]\s?\d|\d\s?(?:euros?|dollars?|pounds?|usd|eur|cents?)\b/i,
  number: /\d/,
  date: /\b\d{4}\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b/i,
  weekday: /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/i,
  greeting: /\b(?:hello|hi|hey|good (?:morning|evening|day)|welcome)\b/i,
  email: /@/,
  phone: /\+?\d[\d ()-]{6,}\d/,
  question: /\?/,
};

const INNER_LABEL = /^[^\p{L}\n]{0,4}(\p{L}[\p{L} ]{2,30}?)[\]*_]{0,3} ?[:：][\]*_]{0,3}[ \t]*(\S.*)$/gmu;

/** The part of a brief behind a label, by the words of the label; within a block the lines have labels of their own. */
export function labelled(brief: Brief, pattern: RegExp): string | undefined {
  const given = brief.segments.filter(
    ({ text, role }) => text.trim() !== '' && role !== 'template' && role !== 'example',
  );
  const own = given.find(({ label }) => pattern.test(label));
  if (own !== undefined) return own.text;
  return given
    .filter(({ role }) => role === 'material')
    .flatMap(({ text }) => [...text.slice(0, 16_000).matchAll(INNER_LABEL)])
    .find(([, label = '']) => pattern.test(label))?.[2];
}

const CLAIM =
  /^(?:claim|statement|student|candidate|model (?:answer|output)|answer|response|hypothesis|summary|submission|output|prediction|predicted answer|reply|assertion|afirma\w+|aussage|affirmation|fact|generated answer)\b/i;
const EVIDENCE =
  /^(?:evidence|context|document|source|facts?|text|texte|texto|premise|reference|passage|article|ground truth|truth|expected|gold\w*|expert|retrieved \w+|knowledge|dokument)\b/i;

/** How much of a claim stands in its evidence, from 0 to 1. */
export function support(claim: string, evidence: string): number {
  const terms = termsOf(claim);
  return terms.size === 0 ? 0 : Math.min(1, overlap(terms, termsOf(evidence)) / terms.size);
}

const negates = (text: string): boolean => hasAny(text, WORDS.fill.judgeWords1);
const numbersOf = (text: string): readonly string[] => text.match(/\d+(?:[.,]\d+)*/g) ?? [];

/** How the claim of a brief stands to its evidence: it follows from it, goes against it, or is left open. */
export function relationOf(brief: Brief): 'follows' | 'against' | 'open' | undefined {
  const [claim, evidence] = [labelled(brief, CLAIM), labelled(brief, EVIDENCE)];
  if (claim === undefined || evidence === undefined || claim === evidence) return undefined;
  const share = support(claim, evidence);
  const told = numbersOf(evidence);
  const differs = numbersOf(claim).some((number) => told.length > 0 && !told.includes(number));
  if (share >= 0.4 && (negates(claim) !== negates(evidence) || differs)) return 'against';
  return share >= 0.75 ? 'follows' : 'open';
}

function isSupported(claim: string, evidence: string): boolean {
  const negated = (text: string): boolean => hasAny(text, WORDS.fill.judgeWords2);
  return (
    support(claim, evidence) >= SUPPORTED && (negated(claim) === negated(evidence) || support(claim, evidence) > 0.95)
  );
}

/** Whether a tool, a document or a text bears on a question. */
function isRelevant(question: string, text: string): boolean {
  return overlap(termsOf(question), termsOf(text)) >= Math.min(2, Math.max(1, termsOf(question).size * 0.34));
}

function isPrime(value: number): boolean {
  if (!Number.isInteger(value) || value < 2 || value > 1e9) return false;
  for (let by = 2; by * by <= value; by++) if (value % by === 0) return false;
  return true;
}

/** Whether a quoted word contains a letter or another word. */
function judgeLetters(question: string): boolean | undefined {
  const match =
    /["'“「]([^"'”」]{1,60})["'”」]\W{0,3}(?:contain|include|have|has|start with|begin with|end with|包含)s?\s*(?:the |an? )?(?:letter |word )?["'“「]?([\p{L}\p{N}]{1,20})/iu.exec(
      question,
    );
  if (match === null) return undefined;
  const [whole, part] = [(match[1] ?? '').toLowerCase(), (match[2] ?? '').toLowerCase()];
  if (hasAny(question, 'start* begin*')) return whole.startsWith(part);
  return hasAny(question, 'end_with*') ? whole.endsWith(part) : whole.includes(part);
}

/** Questions about numbers and letters that can be worked out: prime, even, greater, contained. */
export const workedOut = (question: string): boolean | undefined => judgeLetters(question) ?? judgeNumbers(question);

function judgeNumbers(question: string): boolean | undefined {
  const lower = question.toLowerCase();
  const values = (lower.replaceAll(/(\d),(\d{3})/g, '$1$2').match(/\d+(?:\.\d+)?|\p{L}+/gu) ?? [])
    .map((word) => (/^\d/.test(word) ? Number(word) : numberOf(word)))
    .filter((value) => value !== undefined);
  const [a, b] = values;
  if (a === undefined) return undefined;
  if (hasAny(lower, 'prime primzahl primo premier 质数')) return isPrime(a);
  if (hasAny(lower, 'even gerade pair 偶数')) return a % 2 === 0;
  if (hasAny(lower, 'odd ungerade 奇数')) return a % 2 !== 0;
  if (b === undefined) return undefined;
  if (/\b(?:greater|larger|more|bigger|higher|above|over|größer)\b/.test(lower)) return a > b;
  if (hasAny(lower, 'less smaller fewer lower below under kleiner')) return a < b;
  if (hasAny(lower, 'divisible')) return a % b === 0;
  const sum = workOut(question.replace(/\b(?:equals?|is|=)\b[^?]*$/i, ''));
  return sum === undefined ? undefined : sum.result === values.at(-1);
}

function judgeClaim(brief: Brief): boolean | undefined {
  const [claim, evidence] = [labelled(brief, CLAIM), labelled(brief, EVIDENCE)];
  const rule = labelled(brief, /^(?:rule|rubric|criterion|criteria|requirement)s?$/i);
  if (rule !== undefined)
    return meetsRule(rule, labelled(brief, /^(?:text|output|response|answer|reply|submission)$/i) ?? brief.input);
  if (claim !== undefined && evidence !== undefined && claim !== evidence) return isSupported(claim, evidence);
  return undefined;
}

/** Whether a text is as a condition says: it holds what the condition quotes, or speaks of what it names. */
export function meets(condition: string, brief: Brief): boolean {
  const text = brief.input;
  const denied = hasAny(condition, WORDS.fill.judgeWords3);
  const quoted = quotedParts(condition);
  if (quoted.length > 0) return quoted.some((part) => text.toLowerCase().includes(part.toLowerCase())) !== denied;
  const found =
    judgeMention(condition, text) ??
    judgeState(condition.toLowerCase(), text) ??
    overlap(termsOf(condition), termsOf(text)) > 0;
  return found !== denied;
}

/** Whether a text does what a rule says: "Names a harbor", "Does not mention the weather". */
export function meetsRule(rule: string, text: string): boolean {
  const denied = hasAny(rule, 'not never no without avoid');
  const kind = Object.keys(KINDS).find((name) => hasPhrase(rule.toLowerCase(), name));
  const found =
    kind === undefined
      ? overlap(termsOf(rule), termsOf(text)) >= 1 || feelingOf(rule) * feelingOf(text) > 0
      : isMentioned(kind, text);
  // A name or a number is an expected answer; other words that are not found describe something that cannot be seen in the text.
  const exact = rule.split(/\s+/).every((word) => /^[^\p{L}]*(?:\p{Lu}|\d)/u.test(word));
  return denied ? !found : found || !(exact || hasAny(rule, 'contain* mention* include* has* have* name* say*'));
}

/** Whether a text is what the question about it asks: blocked, unsafe, spam, done. */
function judgeState(lower: string, text: string): boolean | undefined {
  if (/\b(?:block(?:ed)?|compl(?:y|ies)|violat\w+|unsafe|harmful|flagged|safe|toxic|abusive|policy)\b/.test(lower)) {
    const bad = findHarm(text) || findOverride(text);
    return hasAny(lower, 'comply complies safe') && !/\b(?:blocked|unsafe|violat)/.test(lower) ? !bad : bad;
  }
  if (hasAny(lower, 'spam')) return findSpam(text);
  if (hasAny(lower, 'finished done completed complete solved resolved over')) return saysDone(text);
  if (hasAny(lower, WORDS.fill.judgeWords4))
    return hasAny(text, 'now today latest current score price news weather recent tomorrow');
  if (hasAny(lower, 'positive')) return feelingOf(text) > 0;
  if (hasAny(lower, 'negative')) return feelingOf(text) < 0;
  return undefined;
}

function judgeMention(question: string, text: string): boolean | undefined {
  const chinese = CHINESE_MENTION.exec(question)?.[1];
  if (chinese !== undefined) return text.includes(chinese);
  const thing = PARLE.exec(question)?.[1] ?? MENTION.exec(question)?.[1];
  return thing === undefined || text === question ? undefined : isMentioned(thing, text);
}

const quotedParts = (text: string): readonly string[] =>
  [...text.matchAll(/["“]([^"”\n]{3,300})["”]/g)].map((match) => match[1] ?? '');

/**
 * Whether the answer to what the brief asks is yes: a thing is mentioned, a claim is supported, a text bears on a question, a
 * number is prime, the work is done. Yes where nothing speaks against it.
 */
export function judge(brief: Brief): boolean {
  const { question, orders } = brief;
  const asked = sentencesOf(`${orders}\n${question}`)
    .filter((sentence) => /[?？]/.test(sentence))
    .join('\n');
  const material = brief.segments
    .filter(({ role, author }) => (role === 'material' || role === 'history') && author !== 'assistant')
    .map(({ text }) => text)
    .join('\n');
  const text = material === '' ? (quotedParts(question)[0] ?? brief.input) : material;
  const lower = `${orders}\n${asked}`.toLowerCase();
  return (
    judgeMention(asked === '' ? question : asked, text) ??
    judgeClaim(brief) ??
    workedOut(asked === '' ? question : asked) ??
    judgeState(lower, text) ??
    isKnownTrue(question) ??
    judgeTool(question) ??
    judgeRelevance(brief, lower, text) ??
    judgeFact(question) ??
    true
  );
}

/** "Can the request … be served by a tool named …?" */
function judgeTool(question: string): boolean | undefined {
  const match = /\btool (?:named|called)\s+["'`]?(\w+)/i.exec(question);
  return match === null
    ? undefined
    : overlap(termsOf((match[1] ?? '').replaceAll('_', ' ')), termsOf(quotedParts(question)[0] ?? '')) > 0;
}

function judgeRelevance(brief: Brief, lower: string, text: string): boolean | undefined {
  if (!/\brelevan\w+|\bhelps?\b|\bgrounded\b|\bsupport\w*|\banswers?\b|\buseful\b|\bentail\w*/.test(lower))
    return undefined;
  return text === brief.question ? undefined : isRelevant(brief.question, text);
}

function judgeFact(question: string): boolean | undefined {
  const known = findKnown(question);
  return known === undefined ? undefined : overlap(termsOf(known.short), termsOf(question)) > 0;
}

/** Whether the word for yes says that something bad was found: "unsafe". */
export const isAlarm = (name: string): boolean => ALARMS.has(name.toLowerCase());
