import { unknownWords } from '../form/read-marker.ts';
import { numberedTexts } from '../form/read-order.ts';
import type { Brief } from '../read/brief.ts';
import type { Segment } from '../read/segment.ts';
import { isOrder, isQuestion } from '../read/orders.ts';
import { capitalize, isHan, oneLine, sentencesOf, termsOf, withoutEnd, wordsOf } from '../read/text.ts';
import { createFacts } from '../values/facts.ts';
import { showNumber } from '../values/find-math.ts';
import { findKnown } from './known.ts';
import { plainText } from './shorten.ts';
import { cellFor, givenTable } from './given-table.ts';
import { overlap, rank } from './rank.ts';
import { resultAnswer } from './result-answer.ts';
import type { Scene } from './scene.ts';
import { workedOut } from './judge.ts';
import { workOut } from './sums.ts';
import { phraseOf } from './voice.ts';
import { WORDS, wordSet } from '../words.ts';
import { anyOf, hasAny, type WordMatcher } from '../has-words.ts';

/** An answer with where it comes from. */
export interface Answer {
  /** As a sentence. */
  readonly text: string;
  /** As short as it goes. */
  readonly short: string;
  /** The words that it rests on. */
  readonly quote: string;
  /** Number or id of the passage. */
  readonly source: string;
  readonly from: 'sum' | 'result' | 'material' | 'memory' | 'world' | 'unknown';
}

/** A sentence of what is given. */
export interface Passage {
  readonly text: string;
  readonly source: string;
  /** The passage with its heading, by which it is found. */
  readonly around: string;
}

const SOURCE = /^\s*(?:\[(?:source |doc(?:ument)? )?(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})$)/i;

/** A segment with the name of its source, which a labelled line behind it gives. */
type Sourced = Segment & { readonly source?: string };

/** "Content: … Source: birds-12": the line behind names the source. */
const withSources = (segments: readonly Segment[]): readonly Sourced[] =>
  segments.flatMap((segment, at): Sourced[] => {
    const next = segments[at + 1];
    const names = ({ label, text }: Segment): boolean =>
      /^(?:source|id|url|file|doc_?id|source id)$/i.test(label) && text.length < 60 && !/\s\S+\s/.test(text);
    if (names(segment) && at > 0 && segments[0] !== undefined && !names(segments[0])) return [];
    return [next !== undefined && names(next) ? { ...segment, source: next.text.trim() } : segment];
  });

function passagesOf(segment: Sourced): readonly Passage[] {
  const own = segment.source ?? /\b(\d{1,3})$/.exec(segment.label)?.[1] ?? '';
  const numbered = numberedTexts(segment.text);
  if (numbered.length > 0 && own === '')
    return numbered.flatMap(({ name, about }) =>
      sentencesOf(about).map((text) => ({ text, source: name, around: about })),
    );
  const first = SOURCE.exec(segment.text.split('\n')[0] ?? '');
  const id = first?.[1] ?? first?.[2] ?? first?.[3] ?? own;
  const text = plainText(textOfJson(segment.text));
  return sentencesOf(text)
    .filter((sentence) => !SOURCE.test(sentence) || sentence.length > 8)
    .map((sentence) => ({ text: sentence, source: id, around: `${sentence} ${text.slice(0, 300)}` }));
}

/** Passages that are given as JSON: their texts. */
const textOfJson = (text: string): string =>
  /^\s*\{.*"(?:text|content|body)"\s*:/.test(text)
    ? [...text.matchAll(/"(?:text|content|body)"\s*:\s*"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1] ?? '').join('\n')
    : text;

/** What the prompt gives to answer from, sentence by sentence. */
function passages({ brief }: Scene): readonly Passage[] {
  const given = brief.segments.filter(
    ({ role, text }) => (role === 'material' || role === 'history') && text.trim() !== '' && text !== brief.question,
  );
  const json = brief.segments.filter(
    ({ role, text }) => role === 'orders' && /^\s{0,64}\{.*"(?:text|content)"/m.test(text),
  );
  const question = oneLine(brief.question);
  // Instructions may hold what is to be answered from: "Use only these notes: …".
  const told =
    given.length > 0 || !USES_NOTES.test(brief.system)
      ? []
      : brief.segments.filter(
          ({ role, author, text }) =>
            author === 'system' && role === 'orders' && sentencesOf(text).some((sentence) => !isOrder(sentence)),
        );
  return withSources([...given, ...json, ...told])
    .flatMap(passagesOf)
    .filter(({ text }) => oneLine(text) !== question && !/^[^?]*[?？]$/.test(oneLine(text)))
    .slice(0, 3000);
}

const USES_NOTES = anyOf('only just solo nur uniquement sólo apenas based_on from 只');
const WANTS: ReadonlyArray<readonly [RegExp, RegExp]> = [
  [
    /\bwhen\b|\bwhat time\b|\bwhich year\b|\bwhat year\b|\bdate\b|几点|什么时候|哪一年|\bwann\b|\bquand\b|\bcuándo\b/i,
    /\d|\b(?:noon|midnight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|morning|evening)\b/i,
  ],
  [
    /\bhow (?:many|much|long|far|old|tall|high|deep|fast)\b|多少|几个|\bwie ?viele?\b|\bcombien\b|\bcuánt[oa]s?\b/i,
    /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|dozen)\b|[一二三四五六七八九十]/i,
  ],
  [
    /\bwho\b|\bwhose\b|谁|\bwer\b|\bqui\b|\bquién\b/i,
    /(?<=\s)\p{Lu}\p{Ll}+|^(?!(?:The|An?|It|This|In|On|At)\b)\p{Lu}\p{Ll}+|[\u4e00-\u9fff]{2,}/u,
  ],
  [/\bwhere\b|哪里|在哪|\bwo\b|\boù\b|\bdónde\b/i, /\b(?:in|at|on|under|near|behind|from|to|by)\b|在/i],
];

/** Whether a sentence has the kind of thing that a question asks for. */
function suits(question: string, sentence: string): number {
  let score = 0;
  for (const [asks, has] of WANTS) if (asks.test(question) && has.test(sentence)) score += 0.5;
  return score;
}

/** Least part of what a question asks that a passage must have. */
const LEAST = 0.34;

const FILLER = wordSet(WORDS.fill.answerFiller);

function queryTerms(question: string): ReadonlySet<string> {
  const terms = termsOf(question);
  const kept = new Set([...terms].filter((term) => !FILLER.has(term)));
  return kept.size > 0 ? kept : terms;
}

const REFERS = anyOf('it its they them their he him his she her there this that these those');

/** What a sentence that only says "it" shares with a question by the sentence before it. */
function referred(item: Passage, given: readonly Passage[], query: ReadonlySet<string>): number {
  const before = REFERS.test(item.text) ? given[given.indexOf(item) - 1] : undefined;
  return before === undefined || overlap(query, termsOf(item.text)) === 0
    ? 0
    : overlap(query, termsOf(before.text)) * 0.6;
}

/** Passages that are looked at in full. */
const MAX_NEAR = 400;

/** The passages that share the beginning of a word with the query; of very many, only these can bear on it. */
function nearPassages(given: readonly Passage[], query: ReadonlySet<string>): readonly Passage[] {
  if (given.length <= MAX_NEAR) return given;
  const heads = [...query].map((term) => term.slice(0, 5));
  const near = given.filter(({ text }) => {
    const lower = text.toLowerCase();
    return heads.some((head) => lower.includes(head));
  });
  return (near.length === 0 ? given : near).slice(0, MAX_NEAR);
}

/** The passage that bears most on a question, if one does. */
export function retrieve(question: string, given: readonly Passage[], least: number = LEAST): Passage | undefined {
  const query = queryTerms(question);
  if (query.size === 0 || given.length === 0) return undefined;
  const near = nearPassages(given, query);
  const ranked = rank(near, ({ text }) => text, query).map(({ item, score }) => ({
    item,
    score: score + (score > 0 ? suits(question, item.text) : 0),
    shared: overlap(query, termsOf(item.around)) + referred(item, given, query),
  }));
  const best = ranked.toSorted(
    (a, b) =>
      b.score +
      b.shared * 0.1 +
      referred(b.item, given, query) * 0.9 -
      (a.score + a.shared * 0.1 + referred(a.item, given, query) * 0.9),
  )[0];
  if (best === undefined || best.score <= 0) return undefined;
  return overlap(query, termsOf(best.item.text)) / query.size >= least ||
    (best.shared / query.size >= 0.6 && best.score > 0.5)
    ? best.item
    : undefined;
}

const UNIT_AFTER =
  /^\s?(?:%|°\s?[CF]?|[ap]\.?m\b|euros?|dollars?|pounds?|km|kg|m\b|cm|mm|hours?|minutes?|seconds?|days?|weeks?|months?|years?|metres?|meters?|miles?|grams?|degrees?|litres?|people|per cent|percent)/i;
const VALUE =
  /(?:[$€£]\s?)?\d[\d.,:]*(?:-\d[\d-]*)?|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midnight)\b/gi;
const PLACE =
  /\b(?:in|at|on|under|near|behind|from|by|beside|inside|between|into)\s+(?:the |a |an )?[\p{L}\p{N}' -]{2,50}?(?=[.,;!?]|$| and | which | that | since | when )/giu;

/** The piece of a sentence that a question asks for. */
export function shortAnswer(question: string, sentence: string): string {
  const query = queryTerms(question);
  const isNew = (text: string): boolean => overlap(termsOf(text), query) === 0;
  if (WANTS[1]?.[0].test(question) === true || WANTS[0]?.[0].test(question) === true) {
    const values = [...sentence.matchAll(VALUE)].filter(([value]) => !question.includes(value));
    const dates = WANTS[0]?.[0].test(question) === true ? createFacts(sentence).dates() : [];
    if (dates[0] !== undefined) return dates[0];
    const near = values[0];
    if (near !== undefined) {
      const rest = sentence.slice(near.index + near[0].length);
      return withoutEnd(`${near[0]}${UNIT_AFTER.exec(rest)?.[0] ?? ''}`);
    }
  }
  if (WANTS[2]?.[0].test(question) === true) {
    const name = createFacts(sentence)
      .names()
      .find(({ text }) => isNew(text));
    if (name !== undefined) return name.text;
  }
  if (WANTS[3]?.[0].test(question) === true) {
    const place = [...sentence.matchAll(PLACE)].find(([text]) => isNew(text));
    if (place !== undefined) return place[0].trim();
  }
  return remainder(query, sentence);
}

/** What a sentence says beyond the question: its longest run of words that the question has not. */
function remainder(query: ReadonlySet<string>, sentence: string): string {
  if (isHan(sentence)) {
    const said = /是(?:一[个只种])?([^，。！？]{1,20})[。！？]?$/.exec(sentence)?.[1];
    return said ?? withoutEnd(sentence);
  }
  const words = withoutEnd(sentence).split(/\s+/);
  let best: readonly string[] = [];
  let run: string[] = [];
  for (const word of [...words, '']) {
    const terms = termsOf(word);
    const known = word === '' || (terms.size > 0 && overlap(terms, query) >= terms.size * 0.9);
    if (!known) {
      run.push(word);
      continue;
    }
    if (contentOf(run) >= contentOf(best) && run.length > 0) best = run;
    run = [];
  }
  const trimmed = [...best];
  while (trimmed.length > 1 && termsOf(trimmed[0] ?? '').size === 0) trimmed.shift();
  while (trimmed.length > 1 && termsOf(trimmed.at(-1) ?? '').size === 0) trimmed.pop();
  return withoutEnd(trimmed.join(' ')) || withoutEnd(sentence);
}

const contentOf = (words: readonly string[]): number => termsOf(words.join(' ')).size;

/** What the user said before, turned to them: "My name is Tarek." → "Your name is Tarek." */
export const turned = (sentence: string): string =>
  sentence
    .replaceAll(/\b(?:my|our)\b/gi, (word) => (/^[MO]/.test(word) ? 'Your' : 'your'))
    .replaceAll(/\bI am\b|\bI'm\b/g, 'you are')
    .replaceAll(/\bI\b/g, 'you')
    .replaceAll('我的', '你的')
    .replaceAll(/^我(?=叫|是)/g, '你')
    .replace(/^(?:and|also|hi|hello|hey|well|so|remember|note|please)\b[,:]?\s*(?:that\s+)?/i, '')
    .replace(/^\p{Ll}/u, (c) => c.toUpperCase());

/** A number of a series that a question asks for by its place: "the second town in my plan". */
function ordinalOf(question: string, sentence: string): string | undefined {
  const place = ['first', 'second', 'third', 'fourth', 'fifth'].findIndex((word) =>
    question.toLowerCase().includes(word),
  );
  if (place < 0) return undefined;
  const members = createFacts(sentence)
    .names()
    .map(({ text }) => text);
  return members.length > place && members.length > 1 ? members[place] : undefined;
}

const PLACES = ['first', 'second', 'third', 'fourth', 'fifth', 'last'];
/** The item of a list in the last answer that a question asks for by its place: "Which was the second?" */
function listedBefore(question: string, turns: Brief['turns']): string | undefined {
  const place = PLACES.findIndex((word) => wordsOf(question).includes(word));
  const list = turns.findLast(({ author }) => author === 'assistant')?.text ?? '';
  const items = list.split('\n').filter((line) => /^\s*(?:[-*•]|\d{1,2}[.)])\s+\S/.test(line));
  if (place < 0 || items.length < 2 || wordsOf(question).length > 10) return undefined;
  return (
    withoutEnd(
      (PLACES[place] === 'last' ? items.at(-1) : items[place])?.replace(/^\s*(?:[-*•]|\d{1,2}[.)])\s+/, '') ?? '',
    ) || undefined
  );
}

const ASKS_BACK = anyOf(WORDS.fill.answerAsksBack);

/** Sentences that tell what to do rather than what is. */
const INSTRUCTS =
  /^(?:when|if|whenever|once|reply|answer|respond|say|always|never|do not|don't|please reply|output|return)\b|^(?:你|请|当|如果)/i;

/** Longest word of a conversation that is looked into. */
function memory({ brief }: Scene): Answer | undefined {
  const { question, asked, turns } = brief;
  if (question.length > 600) return undefined;
  const earlier = turns.filter(
    ({ author, message }) => (author === 'user' && message < asked.message) || author === 'system',
  );
  const sentences = earlier.flatMap(({ text, author }) =>
    sentencesOf(text)
      .flatMap((sentence) => sentence.split(/,? (?:and|but) (?=(?:my|our|the) \p{L}+(?: \p{L}+)? (?:is|are|was)\b)/iu))
      .filter((sentence) => author === 'user' || /\b(?:is|are|:|=)\b|是/.test(sentence))
      .map((sentence) => ({ text: sentence, source: '', around: sentence })),
  );
  const own = sentencesOf(asked.text).filter((sentence) => !/[?？]\s*$/.test(sentence) && sentence !== question);
  const given = [
    ...sentences,
    ...(asked.text.length > 200 ? own.map((text) => ({ text, source: '', around: text })) : []),
  ];
  const statements = given.filter(({ text }) => !/[?？]\s*$/.test(text) && !INSTRUCTS.test(text)).slice(-4000);
  const placed = listedBefore(question, brief.turns);
  if (placed !== undefined)
    return { text: asSentence(placed), short: placed, quote: placed, source: '', from: 'memory' };
  const best =
    corrected(question, statements) ??
    retrieve(nameQuery(question), statements.toReversed(), ASKS_BACK.test(question) ? 0.24 : 0.5) ??
    introduced(question, statements);
  if (best === undefined) return undefined;
  const short =
    correctedValue(best.text) ??
    ordinalOf(question, best.text) ??
    ownValue(question, best.text) ??
    shortAnswer(question, best.text);
  return { text: turned(best.text), short, quote: best.text, source: '', from: 'memory' };
}

const SAID = /\b(?:say|said|message|asked?|tell|told|question|write|wrote)\b|[说问]/i;
const OWN_FIRST: WordMatcher = {
  test: (text) => (hasAny(text, 'i my') && hasAny(text, 'first')) || hasAny(text, '我最先 我首先 我一开始 我第一'),
};
const OWN_LAST =
  /\b(?:my|i)\b[\s\S]{0,400}\b(?:last|previous|just|before)\b|\b(?:last|previous)\b[\s\S]{0,400}\b(?:i|my)\b|我(?:刚才|上一)/i;

/** "What did I say first?": a message itself is asked for, by its place. */
function ownMessage({ question, asked, turns }: Brief): Answer | undefined {
  const first = OWN_FIRST.test(question);
  const whole = /^\W*(?:what (?:was|is|did|were)|which|repeat|我)/i.test(question) && SAID.test(question);
  if (!whole || wordsOf(question).length > 9 || !(first || OWN_LAST.test(question))) return undefined;
  const own = turns.filter(({ author, message }) => author === 'user' && message < asked.message);
  const said = oneLine((first ? own[0] : own.at(-1))?.text ?? '').slice(0, 600);
  const place = first ? 'first' : 'last';
  const [text, none] = isHan(question)
    ? [`你${first ? '最先' : '刚才'}说的是：“${said}”`, '这是你的第一条消息。']
    : [`Your ${place} message was: "${said}"`, 'This is your first message, so there is nothing before it.'];
  return { text: said === '' ? none : text, short: said || none, quote: said, source: '', from: 'memory' };
}

/** "Is 13 a prime number?": yes or no, with what was asked as a statement. */
function fromTruth({ question, language }: Brief): Answer | undefined {
  if (!isQuestion(question) || wordsOf(question).length > 14) return undefined;
  if (!/^\W*(?:is|are|does|do|can|ist|sind|est|es|son|è|é|has)\b|吗[？?]?\s*$/i.test(question)) return undefined;
  const truth = workedOut(question);
  if (truth === undefined) return undefined;
  const short = phraseOf(language, truth ? 'yes' : 'no');
  const [, what = '', rest = ''] = /^\W*is (\S+) (.+?)[?.!\s]{0,64}$/i.exec(question) ?? [];
  const text = what === '' ? asSentence(short) : `${short}, ${what} is ${truth ? '' : 'not '}${rest}.`;
  return { text, short, quote: oneLine(question), source: '', from: 'sum' };
}

const CORRECTION = anyOf(WORDS.fill.answerCorrection);
const MEANT =
  /(?:meant|mean|correction:?|actually|make (?:it|that)|it(?:'s| is)|应该是)\s+["'“]?([\p{L}\p{N}][\p{L}\p{N} :.-]{0,40}?)["'”]?(?:,? (?:not|instead|rather)\b|[.,!;]|$)/iu;

/** A later statement that corrects an earlier one which the question is about: "Sorry, I meant 5521, not 5512." */
function corrected(question: string, given: readonly Passage[]): Passage | undefined {
  const first = retrieve(question, given.toReversed(), 0.3);
  const value = first === undefined ? undefined : (ownValue(question, first.text) ?? shortAnswer(question, first.text));
  return value === undefined || value === ''
    ? undefined
    : given.findLast(
        ({ text }) =>
          text !== first?.text &&
          CORRECTION.test(text) &&
          MEANT.test(text) &&
          text.toLowerCase().includes(value.toLowerCase()),
      );
}

const correctedValue = (sentence: string): string | undefined =>
  CORRECTION.test(sentence) ? MEANT.exec(sentence)?.[1] : undefined;

/** A question for a name is answered by "I am Ana" as well. */
const nameQuery = (question: string): string => question;

function introduced(question: string, given: readonly Passage[]): Passage | undefined {
  const asks = hasAny(question, 'my_name who_am_i who_i_am 我叫什么 我是谁');
  return asks
    ? given.findLast(
        ({ text }) => /\b(?:i am|i'm|call me|this is|my name is)\s+\p{Lu}/iu.test(text) || hasAny(text, '我叫 我是'),
      )
    : undefined;
}

/** The value behind "X is": "My locker number is 418 and my badge is green" → 418. */
function ownValue(question: string, sentence: string): string | undefined {
  const chinese = /我(?:的名字)?(?:叫|是)([\u4e00-\u9fffA-Za-z]{1,10})/.exec(sentence)?.[1];
  if (chinese !== undefined && hasAny(question, '我')) return chinese;
  const query = queryTerms(question);
  for (const clause of sentence.split(/,\s|\s(?:and|but)\s(?=my |the |i )/i)) {
    if (overlap(query, termsOf(clause)) === 0) continue;
    const said = /\b(?:is|are|was|am|=|:)\s+(?:called |named )?(?:a |an |the )?["'“]?([^"'”.,;!?]{1,80})/i
      .exec(clause)?.[1]
      ?.trim();
    if (said !== undefined && overlap(termsOf(said), query) < termsOf(said).size) return said;
  }
  return undefined;
}

const fromSum = (scene: Scene): Answer | undefined => {
  const { question, orders, input } = scene.brief;
  if (question.length > 1200) return undefined;
  const asked =
    input.length < 600 && input !== question && !question.includes(input) ? `${input} ${question}` : question;
  const sum =
    workOut(question, orders) ??
    (hasAny(asked, 'how_many how_much how_far how_long how_old') ? workOut(asked, orders) : undefined);
  if (sum === undefined) return undefined;
  const short = showNumber(sum.result);
  return { text: `${sum.steps}.`, short, quote: sum.steps, source: '', from: 'sum' };
};

/** Whether the answer has to come from what is given. */
const isBound = ({ brief }: Scene): boolean => passagesGiven(brief.segments) || unknownWords(brief) !== undefined;
const passagesGiven = (segments: readonly Segment[]): boolean =>
  segments.some(({ role, text }) => role === 'material' && text.length > 12);

function fromMaterial(scene: Scene): Answer | undefined {
  const { brief } = scene;
  const { question } = brief;
  const given = passages(scene);
  if (given.length === 0) return undefined;
  const best = retrieve(question, given);
  if (best === undefined) return undefined;
  const short = shortAnswer(question, best.text);
  return { text: oneLine(best.text), short, quote: oneLine(best.text), source: best.source, from: 'material' };
}

const COMPARES = /\b\d+ \w+ (?:younger|older|longer|shorter|taller|heavier|lighter|less|more)\b/i;

/** A problem in words: numbers in the sentences before a question for how many. */
const isProblem = ({ brief }: Scene): boolean =>
  (hasAny(brief.question, 'how_many how_much how_far 多少 wieviel* combien cuánt*') ||
    (hasAny(brief.question, 'how_old how_long how_tall how_heavy') && COMPARES.test(brief.input))) &&
  brief.segments.every(({ role, kind }) => role !== 'material' || kind === 'words' || kind === 'labelled') &&
  brief.segments.filter(({ role, label }) => role === 'material' && !/problem|^$/i.test(label)).length === 0;

/**
 * The answer to the question of a brief, as far as the conversation, a sum or the small table of general knowledge gives one:
 * the sentence of the material that bears most on it, or the caller's own words for "unknown" when none does.
 */
export function answerQuestion(scene: Scene): Answer | undefined {
  const { brief } = scene;
  const result = resultAnswer(brief);
  if (result !== undefined) return { ...result, source: '', from: 'result' };
  const sum = isProblem(scene) ? fromSum(scene) : undefined;
  if (sum !== undefined) return sum;
  const own = ownMessage(brief) ?? fromTruth(brief);
  if (own !== undefined) return own;
  const table = givenTable(brief);
  const cell = table === undefined || !/[?？]/.test(brief.question) ? undefined : cellFor(table, brief.question);
  if (cell !== undefined)
    return {
      text: `${cell.row.join(', ')}.`,
      short: cell.cell,
      quote: cell.row.join(', '),
      source: '',
      from: 'material',
    };
  const material = fromMaterial(scene);
  if (material !== undefined) return material;
  const unknown = unknownWords(brief);
  if (unknown !== undefined && isBound(scene))
    return { text: unknown, short: unknown, quote: unknown, source: '', from: 'unknown' };
  const known = findKnown(brief.question);
  const world =
    known === undefined
      ? undefined
      : ({ text: known.sentence, short: known.short, quote: known.sentence, source: '', from: 'world' } as const);
  return (
    fromSum(scene) ??
    (wordsOf(brief.question).length < 40 && ASKS_BACK.test(brief.question)
      ? (memory(scene) ?? world)
      : (world ?? memory(scene)))
  );
}

/** A sentence out of a short answer. */
export const asSentence = (text: string): string =>
  /[.!?。！？]$/.test(text) ? capitalize(text) : `${capitalize(text)}${isHan(text) ? '。' : '.'}`;
