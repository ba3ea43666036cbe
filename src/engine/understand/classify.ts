import type { ClassifiedItem, Task } from './ask.ts';
import { HINT } from './hints.ts';
import { fitOf } from './label-concepts.ts';
import { sentimentOf } from './sentiment.ts';
import { wordsOf } from './words.ts';

type Classification = Extract<Task, { kind: 'classify' }>;

/** Most labels that are weighed, longest label, and most texts of one request. */
const LABELS = 40;
const LABEL_LENGTH = 48;
const ITEMS = 50;
const WORD_LIMIT = 400;

/** A label, with the words by which texts for it are known. */
interface Label {
  readonly name: string;
  readonly words: readonly string[];
}

const WISH =
  /\b(?:classif(?:y|ier|ication)|categori[sz]e|sentiment|emotions?|label (?:this|the|each|it)|which (?:category|label|class|department|team|topic|intent)|(?:what|which) (?:is the )?(?:category|intent|tone|mood)|rate the (?:tone|mood)|spam|one of (?:these|the following) (?:labels|categories|classes|options|departments|intents)|true or false)\b/i;
const WISH_ZH = /分类|归类|情感|情绪|属于哪/;
/** Whether a text asks for a label, or makes a classifier of the assistant. */
export const classifies = (text: string): boolean => WISH.test(text) || WISH_ZH.test(text);

const NEGATIVE_LABEL = /^(?:not|non|no|none|other|ham|neither|unknown|false|general|misc|n\/a)\b/i;

/** Words before a list of labels. */
const BEFORE_LABELS: readonly RegExp[] = [
  /\b(?:categories|labels|classes|options|departments|intents|topics|tags|values|choices|sentiments|emotions)\b[^:\n[(]{0,40}[:([]\s{0,4}/i,
  /\bone of(?: the following| these)?(?: \w+){0,2}\s?[:([]\s{0,4}/i,
  /\b(?:one word|single word|one label|with only|respond with|answer with|reply with|output)(?: only)?(?: one of)?:\s{0,4}/i,
  /\b(?:classif\w+|categori[sz]e|label|mark|tag)\b[^:\n"“]{0,60}?\b(?:as|into|between|in)(?: being| either| one of| the)?(?: following)?:? (?=\S)/i,
  /\b(?:respond|answer|reply)(?: only| just)?(?: with)?(?: only| just| either| one of)* (?=\S)/i,
  /\b(?:is|are|was) (?:the |this |that |it |following |text |review |sentence |tweet |message |comment |email |sentiment |tone ){0,5}(?=\S)/i,
  /(?:分为|分类为|归为|属于|类别[：:]|选项[：:]|只?(?:回答|回复|输出)[：:]?|判断[^：:\n]{0,14}?是)\s{0,4}/,
];

const unquote = (text: string): string =>
  text
    .trim()
    .replace(/^(?:either|or|and|a|an|the|与|和|或)\s+(?=\S)/i, '')
    .replace(/^[\s"'“”‘’`([{*「『-]+|[\s"'“”‘’`)\]}*.。,;」』-]+$/g, '');

const isLabel = (name: string): boolean =>
  name !== '' && name.length <= LABEL_LENGTH && name.split(' ').length <= 4 && /[\p{L}\p{N}]/u.test(name);

const labelOf = (name: string, about = ''): Label => ({ name, words: wordsOf(`${name} ${about}`.toLowerCase(), 24) });

/** "positive, negative or neutral", `["a", "b"]`, "yes/no", "a | b" as names. */
function splitNames(run: string): string[] {
  const names = run
    .split(/\s?[,|;、，]\s?(?:or |and )?|\s(?:or|and)\s|(?<=\p{L})\/(?=\p{L})|或者|还是|[或和]/iu, LABELS + 1)
    .map(unquote);
  // The last one drags the rest of its sentence along: "neutral based on the tone".
  const last = (names.pop() ?? '').replace(
    /\s(?:based|according|depending|for|in|by|category|categories|sentiment|and nothing|only|the)\b.*$/i,
    '',
  );
  return [...names, last].filter((name) => name !== '');
}

/** Labels on lines of their own, with or without a description: "- billing: anything about payments". */
function listedLabels(text: string): Label[] {
  const found: Label[] = [];
  for (const line of text.slice(0, 4000).split('\n', LABELS)) {
    const match =
      /^\s{0,8}(?:[-*•]|\d{1,2}[.)])\s{1,4}["'`*]{0,3}([^:\n"'`*]{1,48}?)["'`*]{0,3}(?:\s?[:–—-]\s?(.{0,200}))?$/u.exec(
        line,
      );
    const name = unquote(match?.[1] ?? '');
    if (match !== null && isLabel(name)) found.push(labelOf(name, match[2]));
    else if (found.length > 1 && line.trim() !== '') break;
  }
  return found;
}

function inlineLabels(text: string): Label[] {
  const line = text.slice(0, 1500);
  for (const pattern of BEFORE_LABELS) {
    const match = pattern.exec(line);
    if (match === null) continue;
    const run =
      /^[^\n.。?？!:：]{3,600}/.exec(
        line.slice(match.index + match[0].length).replace(/^["“'](?=[^"”']{1,48}["”'],)/, ''),
      )?.[0] ?? '';
    const names = splitNames(run);
    if (names.length >= 2 && names.every(isLabel))
      return [...new Set(names)].slice(0, LABELS).map((name) => labelOf(name));
  }
  return [];
}

const MOODS = ['positive', 'negative', 'neutral'].map((name) => labelOf(name));
const MOODS_ZH = ['正面', '负面', '中性'].map((name) => labelOf(name));
const EMOTIONS = ['joy', 'sadness', 'anger', 'fear', 'surprise'].map((name) => labelOf(name));
const TRUE_FALSE = ['True', 'False'].map((name) => labelOf(name));
const YES_NO = ['Yes', 'No'].map((name) => labelOf(name));

const SCALE =
  /\b(?:from|between|on a scale (?:of|from)|scale of|score of|rating of)\s(-?\d{1,3})\s?(?:to|and|-|–)\s?(\d{1,3})\b|\b(\d)\s?(?:to|-|–)\s?(\d{1,2}) (?:stars|scale|rating)|\bout of (\d{1,3})\b/i;

function scaleOf(text: string): readonly [number, number] | undefined {
  const match = SCALE.exec(text.slice(0, 1500));
  if (match === null) return undefined;
  const high = Number(match[2] ?? match[4] ?? match[5]);
  const low = Number(match[1] ?? match[3] ?? 1);
  return high > low ? [low, high] : undefined;
}

/** The labels that a request offers: its own, else those that go with what it asks about. */
function labelsOf(text: string): readonly Label[] {
  const own = inlineLabels(text);
  if (own.length >= 2) return own;
  const listed = WISH.test(text) ? listedLabels(text) : [];
  if (
    listed.length >= 2 &&
    /\b(?:categories|labels|classes|options|departments|intents|following)\b|类别|选项/i.test(text)
  )
    return listed;
  if (/情感|情绪/.test(text)) return MOODS_ZH;
  if (/\bemotions?\b/i.test(text)) return EMOTIONS;
  if (/\bsentiment\b/i.test(text)) return MOODS;
  if (/\btrue or false\b/i.test(text)) return TRUE_FALSE;
  if (/\bclassify\b[^.\n]{0,40}\b(?:reviews?|comments?|feedback|tweets?)\b/i.test(text)) return MOODS;
  return /\b(?:is|are) (?:this|the following|it)[^.?\n]{0,30}\bspam\b/i.test(text) ? YES_NO : [];
}

const GOOD = /^(?:positive|pos|good|happy|favou?rable|satisfied|正面|积极|正向|好评)/i;
const BAD = /^(?:negative|neg|bad|unhappy|unfavou?rable|dissatisfied|负面|消极|负向|差评)/i;
const MIDDLE = /^(?:neutral|mixed|neu|中性|中立)/i;

function byMood(text: string, labels: readonly Label[]): Label | undefined {
  const good = labels.find(({ name }) => GOOD.test(name));
  const bad = labels.find(({ name }) => BAD.test(name));
  if (good === undefined || bad === undefined) return undefined;
  const mood = sentimentOf(text);
  const middle = labels.find(({ name }) => MIDDLE.test(name));
  if (Math.abs(mood) < 0.4) return middle ?? (mood < 0 ? bad : good);
  return mood > 0 ? good : bad;
}

const HAPPY = /^(?:joy|happ|excite|love|delight|content|grateful)/i;
const UNHAPPY = /^(?:ang|mad|furious|frustrat|sad|upset|disappoint|fear)/i;

/** Where nothing tells: the label for the rest, else one that hangs on the text alone. */
function fallback(text: string, labels: readonly Label[]): Label | undefined {
  const rest = labels.find(({ name }) => NEGATIVE_LABEL.test(name) || /^(?:其他|其它|否)/.test(name));
  let sum = 0;
  for (let i = 0; i < text.length && i < WORD_LIMIT; i++) sum += text.charCodeAt(i);
  // Of several moods, one that goes the way of the text.
  const mood = sentimentOf(text);
  const felt = mood === 0 ? undefined : labels.find(({ name }) => (mood > 0 ? HAPPY : UNHAPPY).test(name));
  return felt ?? rest ?? labels[sum % Math.max(1, labels.length)];
}

function choose(text: string, labels: readonly Label[], request: string): string {
  const mood = byMood(text, labels);
  if (mood !== undefined) return mood.name;
  const words = wordsOf(text.toLowerCase(), WORD_LIMIT);
  if (labels === YES_NO) return fitOf(['spam'], words) >= 2 ? 'Yes' : 'No';
  let best: Label | undefined;
  let most = 0;
  for (const label of labels) {
    if (NEGATIVE_LABEL.test(label.name)) continue;
    const score = fitOf(label.words, words) + (/[?？]/.test(text) && label.words.includes('question') ? 2 : 0);
    if (score > most) [best, most] = [label, score];
  }
  return (best ?? fallback(text, labels))?.name ?? request;
}

/** The texts to be classified: what is quoted, else what follows the instructions, else everything. */
function textsOf(text: string, instructed: boolean): string[] {
  if (instructed)
    return (
      numbered(text) ?? [text.replace(/^\s{0,8}(?:text|review|message|ticket|input|tweet|comment|email)\s?:\s/i, '')]
    );
  const quoted = /["“「『]([^"”」』]{2,4000})["”」』](?!\s?[,|]|\s(?:or|and)\s["“])/.exec(text)?.[1];
  const named =
    /(?:^|\n|[.?!]\s)\s{0,4}(?:text|review|message|ticket|input|tweet|comment|email|sentence|content|feedback|post|statement|文本|评论|内容|句子)\s?[:：]\s{0,4}([\s\S]{2,4000})$/i.exec(
      text,
    )?.[1];
  if (named !== undefined) return numbered(named) ?? [stripQuotes(named)];
  const list = numbered(text);
  if (list !== undefined) return list;
  if (quoted !== undefined) return [quoted];
  const colon = text.search(/[:：\n]\s{0,4}(?=\S)(?!.{0,60}[:：]\s{0,4}\S)/);
  const after = colon > 0 ? text.slice(colon + 1).trim() : '';
  return after.length > 1 ? [stripQuotes(after)] : [text];
}

const stripQuotes = (text: string): string => text.trim().replace(/^["“'](.{0,4000})["”']$/s, '$1');

function numbered(text: string): string[] | undefined {
  const lines = text
    .split('\n', 4 * ITEMS)
    .map((line) => /^\s{0,8}(?:\d{1,3}[.)]|[-*•])\s{1,4}(.{4,600})$/.exec(line)?.[1])
    .filter((line) => line !== undefined && (line.includes(' ') || /[一-鿿]/.test(line)))
    .map((line) => stripQuotes(line ?? ''));
  return lines.length >= 2 ? lines.slice(0, ITEMS) : undefined;
}

function rate(text: string, [low, high]: readonly [number, number]): string {
  const mood = Math.max(-3, Math.min(3, sentimentOf(text)));
  return String(Math.round(low + ((mood + 3) / 6) * (high - low)));
}

/**
 * Requests to put a text under one of several labels, or to rate its mood, with the label chosen.
 * @param system instructions that may make every message such a request.
 * @param hints what the words of `text` may call for, where the caller knows.
 * @example readClassification('Is this positive or negative? "I love it"', '')?.items // [{ text: 'I love it', label: 'positive' }]
 */
export function readClassification(
  text: string,
  system: string,
  hints: number = HINT.classify,
): Classification | undefined {
  const hinted = (hints & HINT.classify) !== 0 || /[一-鿿]/.test(text);
  const own = hinted && (classifies(text) || OFFERS_MOODS.test(text));
  const instructed = !own && system !== '' && classifies(system);
  if (!own && !instructed) return undefined;
  const request = own ? text : system;
  const scale = /\b(?:rate|score|rating|scale)\b/i.test(request) ? scaleOf(request) : undefined;
  const labels = labelsOf(request);
  // A user may ask for a class whose labels the system message lists.
  const offered = labels.length >= 2 || system === '' ? labels : labelsOf(system);
  if (scale === undefined && offered.length < 2) return undefined;
  const texts = textsOf(text, instructed);
  // "What is sentiment analysis?" brings no text along.
  if (own && texts.length === 1 && texts[0] === text && !OFFERS_MOODS.test(text)) return undefined;
  const items = texts.map((one): ClassifiedItem => ({
    text: one,
    label: scale === undefined ? choose(one, offered, '') : rate(one, scale),
  }));
  const about =
    /sentiment|emotion|tone|mood|情感|情绪/i.exec(request)?.[0].toLowerCase() ??
    (offered.some(({ name }) => GOOD.test(name)) ? 'sentiment' : 'category');
  return { kind: 'classify', about: scale === undefined ? about : 'rating', items };
}

const OFFERS_MOODS =
  /\b(?:positive or negative|positive,? negative,? (?:or|and) neutral|negative or positive|spam or (?:not|ham))\b|正面还是负面|积极还是消极/i;
