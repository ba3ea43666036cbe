import type { ChatCompletionRequest, Message } from '../../contract/api-types.ts';
import { readClassification } from './classify.ts';
import { followUp, readRemark } from './follow-up.ts';
import { readMissing, readPlan, readSupport, SUPPORT_WORDS } from './read-everyday.ts';
import { readPasted } from './read-pasted.ts';
import { facing, readProblem } from './read-problem.ts';
import { readRework, readTextWork } from './read-text-work.ts';
import { readSum } from './arithmetic.ts';
import type { Ask, Language, Task, Topic } from './ask.ts';
import { readExact } from './exact.ts';
import { answerFrom, keyPoints } from './extract.ts';
import { detectLanguage, instructedLanguage, LANGUAGE_NAMES } from './language.ts';
import { gerund } from './gerund.ts';
import { convertUnits } from './units.ts';
import { bounded, countParts, messageText } from './message-text.ts';
import { readInstructions, SUMMARY, type Instructions } from './instructions.ts';
import { asksSummaryInChinese, recogniseChinese } from './recognise-chinese.ts';
import type { Reading } from './reading.ts';
import { recogniseEnglish } from './recognise-english.ts';
import { collectFacts, readStatedFacts, recalledKey } from './stated-facts.ts';
import { readToolResults } from './tool-results.ts';
import { contentWords, findTopic, keywordsOf, NO_TOPIC, topicOf } from './topic.ts';
import { readNumber, readWantedOver } from './wanted.ts';
import { wordsOf } from './words.ts';
import { capitalClaim, countryFact, generalFact } from './world-facts.ts';

/** Characters of the previous answer that are kept. */
const PREVIOUS_LIMIT = 600;
/** System messages that are read. */
const SYSTEM_MESSAGES = 8;
const TOOL_NAMES = 128;
/** More words than a bounded text can have. */
const WORD_LIMIT = 4096;
/** A text longer than this brings material along, beside the words that ask. */
const MATERIAL_FROM = 160;

function lastIndexOfRole(messages: readonly Message[], role: Message['role']): number {
  for (let i = messages.length - 1; i >= 0; i--) if (messages[i]?.role === role) return i;
  return -1;
}

function systemText(messages: readonly Message[]): string {
  let text = '';
  let read = 0;
  for (let i = 0; i < messages.length && read < SYSTEM_MESSAGES; i++) {
    const message = messages[i];
    if (message === undefined || (message.role !== 'system' && message.role !== 'developer')) continue;
    text += (text === '' ? '' : '\n') + messageText(message);
    read++;
  }
  return bounded(text);
}

function toolNames(request: ChatCompletionRequest): string[] {
  const { tools } = request;
  if (!Array.isArray(tools)) return [];
  return tools
    .slice(0, TOOL_NAMES)
    .map(
      (tool: { function?: { name?: string }; custom?: { name?: string } }) =>
        tool.function?.name ?? tool.custom?.name ?? '',
    );
}

/** Counts the messages of users, and the images from the last of them on. */
function countUserParts(
  messages: readonly Message[],
  last: number,
): { turns: number; images: number; audio: number; files: number; earlierImages: number } {
  const counts = { turns: 0, images: 0, audio: 0, files: 0, earlierImages: 0 };
  for (const [at, message] of messages.entries()) {
    if (message.role !== 'user') continue;
    counts.turns++;
    if (at < last && typeof message.content !== 'string') counts.earlierImages += countParts(message, 'image_url');
  }
  for (let i = Math.max(0, last); i < messages.length; i++) {
    const message = messages[i];
    if (message === undefined || typeof message.content === 'string') continue;
    counts.images += countParts(message, 'image_url');
    counts.audio += countParts(message, 'input_audio');
    counts.files += countParts(message, 'file');
  }
  return counts;
}

interface Scene {
  readonly text: string;
  readonly lower: string;
  /** The words of `lower`. */
  readonly words: readonly string[];
  readonly system: string;
  readonly instructions: Instructions;
  readonly language: Language;
  readonly previous: string;
  readonly facts: ReadonlyMap<string, string>;
  readonly images: number;
  readonly audio: number;
  readonly files: number;
  /** Images in the messages before the last one of the user. */
  readonly earlierImages: number;
}

/** The line that asks, and the rest, which it is asked about. */
interface Split {
  readonly question: string;
  readonly material: string;
}

const ASKS =
  /\?|？|^(?:please |now )?(?:summari[sz]e|answer|translate|extract|explain|write|list|what|who|when|where|why|how|which|tl;?dr|describe|analy[sz]e|question|query|总结|概括|请)/i;

/** A short text behind a request to sum it up. */
const SHORT_MATERIAL =
  /^((?:please )?(?:summari[sz]e|tl;?dr|give me a summary|(?:请)?(?:总结|概括))[^:：\n]{0,60})[:：\n]\s{0,4}([\s\S]{20,})$/i;

function splitMaterial(text: string): Split {
  const trimmed = text.trim();
  if (text.length <= MATERIAL_FROM) {
    const short = SHORT_MATERIAL.exec(trimmed);
    return { question: short?.[1] ?? text, material: short?.[2] ?? '' };
  }
  const firstBreak = trimmed.search(/\n|(?<=[?:])\s/);
  const lastBreak = trimmed.lastIndexOf('\n');
  const last = trimmed.slice(lastBreak + 1).trim();
  if (lastBreak > 0 && last.length <= 400 && ASKS.test(last))
    return { question: last.replace(/^(?:question|query|q):\s*/i, ''), material: trimmed.slice(0, lastBreak) };
  if (firstBreak > 0 && firstBreak <= 400)
    return { question: trimmed.slice(0, firstBreak), material: trimmed.slice(firstBreak + 1) };
  return { question: trimmed, material: '' };
}

/** What a text is about: the name or phrase that its weightiest sentence begins with. */
function summaryTopic(body: string): string {
  const best = keyPoints(body, 1)[0] ?? body.slice(0, 400);
  const subject =
    /^((?:the |our |my |a |an )?(?:[\p{L}\d'-]+ ){0,3}[\p{L}\d'-]+?) (?:is|are|was|were|has|have|grew|rose|fell|met|went|took|made|won|lost|held|will|can|said|says|\w{3,}ed)\b/iu.exec(
      best,
    )?.[1];
  return subject ?? findTopic(best, detectLanguage(body) === 'zh' ? 'zh' : 'en').phrase;
}

const POINTS =
  /\b(\d{1,2}|two|three|four|five|six|seven|eight|ten) (?:\w+ ){0,2}?(?:bullets?|points|takeaways|items)\b/i;
const CONTEXT = /\b(?:context|document|documents|passage|article|knowledge|according to|based on)\b/i;

/** Tasks that work on a text which the prompt brings along. */
function readMaterial({ text, system, lower, instructions }: Scene): Reading | undefined {
  const { question, material } = splitMaterial(text);
  const summary =
    SUMMARY.test(question) ||
    asksSummaryInChinese(question) ||
    (instructions.summarises && text.length > MATERIAL_FROM);
  if (summary && (material !== '' || text.length > MATERIAL_FROM)) {
    const asked = POINTS.exec(question) ?? POINTS.exec(system);
    const count = Math.min(12, readNumber(asked?.[1]?.toLowerCase() ?? '') ?? 5);
    const body = material === '' ? text : material;
    return {
      task: { kind: 'summarise', points: keyPoints(body, count) },
      topic: summaryTopic(body),
    };
  }
  const source = material !== '' ? material : system.length > MATERIAL_FROM && CONTEXT.test(system) ? system : '';
  if (source === '' || !(question.includes('?') || CONTEXT.test(lower))) return undefined;
  const answer = answerFrom(question, source);
  return answer === undefined
    ? undefined
    : { task: { kind: 'lookup', answer }, topic: findTopic(question, 'en').phrase };
}

const ASKS_FOR_SUM =
  /^(?:(?:please|hey|hi|ok|now|so|and|can you|could you)[, ]+)*(?:what|how much|calculate|compute|evaluate|solve|add|subtract|multiply|divide|sum|work out|tell me|is|find|use|answer|then)\b|^[\d(\s.+*/^x×÷=?-]+$|=\s*\?|多少|等于|计算/;
const TAG_QUESTION = /\b(?:what|who|which|where|when|how|is|name|tell|in|capital|speed|sky)\b/;

/** Questions that have one right answer which the mock can know. */
function readKnowable({ text, lower, previous, facts }: Scene): Reading | undefined {
  const key = recalledKey(lower);
  if (key !== undefined && (facts.has(key) || /^(?:name|age|city|job|favou?rite)/.test(key))) {
    return { task: { kind: 'recall', key, value: facts.get(key) } };
  }
  if (text.length > 400) return undefined;
  if (/\d/.test(lower) && ASKS_FOR_SUM.test(lower)) {
    const sum = readSum(text, previous);
    if (sum !== undefined) return { task: { kind: 'arithmetic', ...sum } };
  }
  const converted = /\d/.test(lower) ? convertUnits(text) : undefined;
  if (converted !== undefined) return { task: { kind: 'fact', ...converted } };
  const verdict = lower.includes(' the capital ') ? capitalClaim(lower) : undefined;
  if (verdict !== undefined) return { task: { kind: 'verdict', ...verdict } };
  const fact =
    text.includes('首都') || TAG_QUESTION.test(lower)
      ? (countryFact(lower) ?? (lower.length < 160 ? generalFact(lower) : undefined))
      : undefined;
  return fact === undefined ? undefined : { task: { kind: 'fact', short: fact.short, sentence: fact.sentence } };
}

const JSON_WISH =
  /\b(?:as|in|to|into|return|output|valid|a|with|only)\b[^.\n]{0,24}\bjson\b|\bjson (?:object|format|array|only)\b|json格式|返回json/;

function introduction(text: string): Task | undefined {
  const own = new Map<string, string>();
  readStatedFacts(text, own);
  const [first] = own;
  return first === undefined || /[?？]/.test(text) ? undefined : { kind: 'introduce', key: first[0], value: first[1] };
}

/** "I want to learn Spanish" is about learning Spanish. */
const WISH_TO =
  /(?:^|[.!]\s)(?:i|we)(?:'d| would)? (?:really |just |also )?(?:want|like|love|need|have|hope|plan|wish|am going|am trying|am planning|'m going|'m trying|'m planning) to ([a-z][^.!?\n]{2,80})/i;

const FOREIGN_GREETING =
  /^(?:こんにちは|こんばんは|おはよう(?:ございます)?|はじめまして|안녕(?:하세요|하십니까)?|여보세요|привет|здравствуйте|добрый день|guten tag|buongiorno)[\s!！.。?？~]*$/i;

function recognise(scene: Scene): Reading | undefined {
  const { text } = scene;
  if (scene.language !== 'en' && FOREIGN_GREETING.test(text.trim())) return { task: { kind: 'greeting' } };
  const reading = /[一-鿿]/.test(text) ? (recogniseChinese(text) ?? recogniseEnglish(text)) : recogniseEnglish(text);
  if (reading !== undefined) return reading;
  // Long prompts often end with what they want.
  const { question, material } = splitMaterial(text);
  if (material !== '') return recogniseEnglish(question.trim());
  const sentence = text.length > 40 ? /[.!]\s+([A-Z][^.!]{6,200}[.?!]?)\s*$/.exec(text.slice(-240))?.[1] : undefined;
  return sentence === undefined ? undefined : recogniseEnglish(sentence);
}

/** Work on what the prompt brings along, or on the answer before: classify, rewrite, extract, review. */
function readWork({ text, system, instructions, previous, words }: Scene, wantsJson: boolean): Reading | undefined {
  if (!wantsJson) {
    const classified = readClassification(text, instructions.classifies ? system : '', words);
    if (classified !== undefined) return { task: classified };
  }
  const first = words[0] ?? '';
  const detects = words.includes('language') ? DETECT.exec(text) : null;
  const foreign = detects?.[1] ?? detects?.[2];
  if (foreign !== undefined) {
    const name = capitalName(detectLanguage(foreign));
    return { task: { kind: 'fact', short: name, sentence: `The text is in ${name}.` } };
  }
  return (
    readRework(text, previous) ??
    readRemark(text, previous) ??
    (WORKED.has(first) || /[一-鿿]/.test(text) ? readTextWork(text) : undefined) ??
    readPasted(text)
  );
}

const DETECT =
  /^(?:please )?(?:detect|identify|determine|tell me|what is|what's|which is)? ?(?:the |what |which )?language (?:of|is) ?(?:this|the following|the)?(?: text| sentence)?(?: in| written in)?[:?]\s{1,4}["“']?([^\n]{2,400})|^(?:detect|identify)(?: the)? language[: ]\s{0,4}([^\n]{2,400})/i;

const capitalName = (language: Language): string => {
  const [name = 'English'] = [...LANGUAGE_NAMES].find(([, code]) => code === language) ?? [];
  return name.charAt(0).toUpperCase() + name.slice(1);
};

/** First words of requests to work on a text, politeness included. */
const WORKED: ReadonlySet<string> = new Set(
  'please can could help rewrite re-write rephrase paraphrase reword proofread correct improve polish edit simplify shorten condense expand restate fix check make extract find identify list pull get pick'.split(
    ' ',
  ),
);

/** What people write to an assistant of a shop, a helpdesk, a travel agency: troubles, orders, plans. */
function readEveryday({ text, words, earlierImages }: Scene): Reading | undefined {
  if (text.length > 1500) return undefined;
  return (
    readMissing(text, earlierImages) ??
    (words.some((word) => SUPPORT_WORDS.has(word)) ? readSupport(text) : undefined) ??
    readProblem(text) ??
    readPlan(text)
  );
}

function readTask(scene: Scene): Reading {
  const { text, lower, instructions } = scene;
  if (text.trim() === '') {
    if (scene.images > 0) return { task: { kind: 'image' } };
    if (scene.audio + scene.files > 0)
      return { task: { kind: 'attachment', what: scene.audio > 0 ? 'audio' : 'file' } };
    return { task: { kind: 'empty' } };
  }
  const standing = instructions.standing;
  if (standing !== undefined) return { task: { kind: 'exact', text: standing } };
  const exact = readExact(text);
  if (exact !== undefined) return { task: exact };
  if (scene.images > 0) return { task: { kind: 'image' } };
  if (scene.audio + scene.files > 0) return { task: { kind: 'attachment', what: scene.audio > 0 ? 'audio' : 'file' } };
  const wantsJson = lower.includes('json') && JSON_WISH.test(lower);
  const worked = readWork(scene, wantsJson);
  if (worked !== undefined) return worked;
  const known = readKnowable(scene) ?? readMaterial(scene);
  if (known !== undefined) return known;
  if (wantsJson) return { task: { kind: 'json' } };
  const everyday = readEveryday(scene);
  if (everyday !== undefined) return everyday;
  const reading = recognise(scene);
  if (reading !== undefined) return reading;
  const stated = introduction(text);
  if (stated !== undefined) return { task: stated };
  // "I'm bored" has no subject that could be talked of.
  if (/^i(?:'m| am) (?:so |very |really |just )?\w{2,12}[.!]*$/i.test(text.trim()))
    return { task: { kind: 'statement' }, topic: ' ' };
  const wish = WISH_TO.exec(text.slice(0, 400))?.[1];
  if (wish !== undefined) return { task: { kind: 'statement' }, topic: gerund(facing(wish.trim())) };
  return { task: { kind: /[?？]\s*$/.test(text) && scene.words.length > 0 ? 'explain' : 'statement' } };
}

/** Small talk and exact answers have no subject, so none is looked for. */
const WITHOUT_TOPIC: ReadonlySet<Task['kind']> = new Set([
  'empty',
  'greeting',
  'thanks',
  'goodbye',
  'identity',
  'abilities',
  'feeling',
  'exact',
  'count',
  'letters',
  'transform',
  'arithmetic',
  'classify',
  'rewrite',
  'extract',
  'missing',
  'review',
]);

function readTopic(reading: Reading, scene: Scene, request: ChatCompletionRequest): Topic {
  if (WITHOUT_TOPIC.has(reading.task.kind)) return NO_TOPIC;
  if (reading.task.kind === 'statement' && reading.topic === ' ')
    return { ...NO_TOPIC, keywords: contentWords(scene.words) };
  // "Write a poem" leaves the subject to the poet.
  if (reading.task.kind === 'write' && reading.topic?.trim() === '') return NO_TOPIC;
  // An error message is quoted as it is; a colon inside ends nothing.
  if (reading.task.kind === 'problem' && reading.task.error !== '' && reading.topic !== undefined)
    return { phrase: reading.topic, determiner: '', keywords: keywordsOf(reading.topic), plural: false };
  const goesOn = reading.task.kind === 'continue';
  const source = goesOn ? earlierText(request.messages) : scene.text;
  if (goesOn) {
    const earlier = recogniseEnglish(source)?.topic;
    if (earlier !== undefined) return topicOf(earlier, 'en');
  }
  const written: Language = /[一-鿿]/.test(source) && detectLanguage(source) === 'zh' ? 'zh' : 'en';
  const keywords = source === scene.text ? contentWords(scene.words) : keywordsOf(source);
  if (reading.topic !== undefined && reading.topic.trim() !== '') {
    const topic = topicOf(reading.topic, written, keywords);
    if (topic.phrase !== '') return topic;
  }
  return findTopic(source, written, keywords);
}

/** Reads the last message of the user, which may be one half of a question whose other half came before: "and in Berlin?". */
function readTurn(scene: Scene, messages: readonly Message[]): Reading {
  const whole = scene.previous === '' ? undefined : followUp(scene.text, earlierText(messages));
  if (whole === undefined) return readTask(scene);
  const lower = whole.toLowerCase();
  const reading = readTask({ ...scene, text: whole, lower, words: wordsOf(lower, WORD_LIMIT) });
  return { ...reading, topic: reading.topic ?? findTopic(whole, scene.language).phrase };
}

/** The user's words before the last ones: what "continue" and "more" go on from. */
function earlierText(messages: readonly Message[]): string {
  const last = lastIndexOfRole(messages, 'user');
  const before = lastIndexOfRole(messages.slice(0, Math.max(0, last)), 'user');
  const message = messages[before];
  return message === undefined ? '' : messageText(message);
}

/**
 * Reads a conversation: what is asked, about what, in which language, how long. The work does not grow with the length of the
 * texts (only their beginnings and ends are read) and grows by one cheap step a message.
 * @example understand({ model: 'm', messages: [{ role: 'user', content: 'What is 2+2?' }] }).task // { kind: 'arithmetic', … }
 */
export function understand(request: ChatCompletionRequest): Ask {
  const { messages } = request;
  const last = lastIndexOfRole(messages, 'user');
  const message = messages[last];
  const text = message === undefined ? '' : messageText(message);
  const system = systemText(messages);
  const instructions = readInstructions(system);
  const answered = messages[lastIndexOfRole(messages, 'assistant')];
  const { turns, images, audio, files, earlierImages } = countUserParts(messages, last);
  const previous = answered === undefined ? '' : messageText(answered, PREVIOUS_LIMIT, 0);
  const facts = collectFacts(messages);
  const lower = text.toLowerCase();
  const words = wordsOf(lower, WORD_LIMIT);
  const own = (): Language => (text === '' ? detectLanguage(system) : detectLanguage(text, words));
  const language = instructedLanguage(text) ?? instructions.language ?? own();
  const scene: Scene = {
    text,
    lower,
    words,
    system,
    instructions,
    language,
    previous,
    facts,
    images,
    audio,
    files,
    earlierImages,
  };
  const reading = readTurn(scene, messages);
  return {
    text,
    system,
    language,
    task: reading.task,
    topic: readTopic(reading, scene, request),
    wanted: readWantedOver(text, instructions.wanted, words),
    persona: instructions.persona,
    facts,
    turns,
    previousAnswer: previous,
    images,
    tools: toolNames(request),
    toolResults: readToolResults(messages),
  };
}
