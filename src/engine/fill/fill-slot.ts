import type { JsonSchema, JsonValue } from '../../contract/api-types.ts';
import type { Brief } from '../read/brief.ts';
import type { Limits, Option } from '../form/form.ts';
import { limitsOf, quotedOptions } from '../form/read-hint.ts';
import { optionsOfBlock, readLettered, readOptions } from '../form/read-options.ts';
import { optionOf, optionOfLine, splitMembers } from '../form/split-options.ts';
import { numberedTexts } from '../form/read-order.ts';
import { textTools } from '../form/read-tools.ts';
import { isOrder, isQuestion } from '../read/orders.ts';
import { detectLanguage, namedLanguage } from '../read/language.ts';
import { capitalize, oneLine, sentencesOf, termsOf, withoutEnd, wordsOf } from '../read/text.ts';
import { createFacts, type Facts } from '../values/facts.ts';
import { describeField } from '../values/field.ts';
import { resolveDate } from '../values/find-dates.ts';
import { DEFAULT_NOW, generateValue, startMaking } from '../values/generate-value.ts';
import { labelledValue } from '../values/labelled-value.ts';
import { spelledNumber } from '../values/spelled-numbers.ts';
import { splitName, stem } from '../values/tokens.ts';
import { tripleOf } from './triple.ts';
import { wordCandidates } from '../values/word-candidates.ts';
import { answerQuestion } from './answer.ts';
import { bindNumber, bindText, wantedThing, startsSentence } from './bind.ts';
import { chooseAll, chooseOption } from './choose.ts';
import { leftoverFor } from './leftover.ts';
import { endOfStretch } from './date-range.ts';
import { fieldKind, type FieldKind } from './field-kind.ts';
import { isAlarm, judge, meetsRule, support } from './judge.ts';
import { countryProperty } from './known.ts';
import { overlap } from './rank.ts';
import type { Record } from './records.ts';
import { resultFields } from './result-answer.ts';
import type { Scene } from './scene.ts';
import { cutWords, fitLimits, plainText, titleOf } from './shorten.ts';
import { feelingOf } from './feeling.ts';
import { writeCron } from './write-cron.ts';
import { editOf } from './write-edit.ts';
import { shellFor } from './write-code.ts';
import { writeSql } from './write-sql.ts';
import { topicOf, topicOfText } from './topic.ts';
import { translateText } from './translate.ts';
import { voiceOf } from './voice.ts';
import { reasonFor, searchQuery, summarize, writeText } from './write-text.ts';
import { declaresTables } from '../form/read-program.ts';
import { WORDS, wordSet } from '../words.ts';
import { hasAny } from '../has-words.ts';

/** A value that a form wants, with all that is known of its place. */
export interface Place {
  readonly name: string;
  readonly path: readonly string[];
  readonly about: string;
  readonly schema: JsonSchema;
  readonly type: string;
  readonly options: readonly Option[] | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly limits: Limits;
  readonly nullable: boolean;
  /** The record that the value is of, where it is one of several. */
  readonly record: Record | undefined;
  /** Its number among them. */
  readonly index: number;
  /** Fields of the same object, by name. */
  readonly beside: readonly string[];
}

/** A place by what is known of it. */
export const placeOf = (own: Partial<Place> & Pick<Place, 'name' | 'schema' | 'type'>): Place => ({
  path: [],
  about: '',
  options: undefined,
  min: undefined,
  max: undefined,
  limits: {},
  nullable: false,
  record: undefined,
  index: 0,
  beside: [],
  ...own,
});

const ALARMS = wordSet(WORDS.pairs.alarms);
/** Answers that say yes, each with the one that says no: to say that something bad was found is a yes. */
const PAIRS = WORDS.pairs.pairs
  .map((pair) => pair.split('|'))
  .map(([yes = '', no = '']) => (ALARMS.has(no) ? [no, yes] : [yes, no]));

/** Two options of which one says yes, as indexes: [yes, no]. */
export function polarOf(options: readonly Option[]): readonly [number, number] | undefined {
  if (options.length !== 2) return undefined;
  // Letters say by their description which of them is yes: C for correct answers, I for incorrect ones.
  return polarWords(options.map(({ name }) => name)) ?? polarWords(options.map(({ about }) => wordsOf(about)[0] ?? ''));
}

function polarWords([first = '', second = '']: readonly string[]): readonly [number, number] | undefined {
  const [a, b] = [first.toLowerCase(), second.toLowerCase()];
  const pair = PAIRS.find(([yes, no]) => (a === yes && b === no) || (a === no && b === yes));
  if (pair === undefined) return undefined;
  return a === pair[0] ? [0, 1] : [1, 0];
}

/** The words that a value is taken from: those of its record, else all of the input. */
const textOf = (place: Place, { brief }: Scene): string => place.record?.text ?? brief.input;

/** Facts of the record, or of the input with the rest of the conversation behind it. */
function factsOf(place: Place, scene: Scene): Facts {
  return place.record === undefined ? scene.brief.facts() : createFacts(place.record.text);
}

function judgeFor(place: Place, scene: Scene): boolean {
  const { brief } = scene;
  if (place.record !== undefined) {
    const claim = place.record.text;
    const evidence =
      brief.segments
        .filter(({ role, text }) => role === 'material' && !text.includes(claim))
        .map(({ text }) => text)
        .join('\n') || contextOf(brief.input);
    return evidence === '' ? true : support(claim, evidence) >= 0.6;
  }
  return judge(brief);
}

/** The context within an input that is given as JSON. */
const contextOf = (text: string): string => /"context"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ?? '';

/** What the lists of the prompt say of an option. */
const described = (name: string, brief: Brief): string =>
  brief.segments
    .filter(({ role }) => role === 'options')
    .flatMap(({ text }) => optionsOfBlock(text, false))
    .find((option) => option.name === name)?.about ?? '';

/** Sentences of the orders that speak of one option alone: "The archive holds reports on bridges." */
function mentionsOf({ name }: Option, options: readonly Option[], { orders }: Brief): string {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[_-]/g, '');
  const others = options.map((option) => plain(option.name)).filter((one) => one !== plain(name));
  return name.length < 4
    ? ''
    : sentencesOf(orders.slice(0, 8000))
        .filter(
          (sentence) => plain(sentence).includes(plain(name)) && !others.some((one) => plain(sentence).includes(one)),
        )
        .join(' ');
}

/** The option to which something is moved: "from Tuesday to Thursday" → thursday. */
const movedTo = (options: readonly Option[], text: string): string | undefined =>
  options.find(({ name }) =>
    new RegExp(`\\b(?:to|onto|into)\\s+(?:the\\s+)?${name.replaceAll(/[^\p{L}\p{N}]/gu, '.')}\\b`, 'iu').test(text),
  )?.name;

/** What a description says of one of the options that it explains one after the other: "billing for invoices, support for the rest". */
function toldBy(about: string, name: string, options: readonly Option[]): string {
  const at = about.indexOf(name);
  if (at < 0) return '';
  const from = at + name.length;
  const others = options.map((option) => about.indexOf(option.name, from)).filter((end) => end >= 0);
  return about.slice(from, Math.min(about.length, ...others));
}

/** Options that a prompt explains; looking for each in all sentences takes the square of their number. */
const MAX_EXPLAINED = 100;

/** Chooses among the options of a place. */
function chooseFor(place: Place, options: readonly Option[], scene: Scene): JsonValue {
  const { brief } = scene;
  const polar = polarOf(options);
  if (polar !== undefined) {
    const yes = judgeFor(place, scene);
    return options[polar[yes ? 0 : 1]]?.name ?? '';
  }
  const lettered = options.every(({ name }) => /^[A-Za-z]$|^\d$/.test(name)) ? readLettered(brief.asked.text) : [];
  const kind = fieldKind(place.name);
  if (kind === 'tool' && /final/i.test(options.map(({ name }) => name).join(' ')) && hasObservation(scene))
    return options.find(({ name }) => /final/i.test(name))?.name ?? '';
  if (lettered.length > 1 && lettered.length >= options.length) return chooseLetter(lettered, scene);
  const moved = /^(?:new|to|target|dest\w*|after)(?:_|$)/i.test(place.name)
    ? movedTo(options, textOf(place, scene))
    : undefined;
  if (moved !== undefined) return moved;
  const tools = textTools(brief);
  const aboutOf = (option: Option): string =>
    tools.find(({ name }) => name === option.name)?.about ??
    (described(option.name, brief) || toldBy(place.about, option.name, options) || mentionsOf(option, options, brief));
  const told =
    options.length > MAX_EXPLAINED
      ? options
      : options.map((option) => ({ ...option, about: option.about || aboutOf(option) }));
  const text = place.record?.text ?? `${brief.input}\n${brief.question === brief.input ? '' : brief.question}`;
  if (scene.brief.results.length > 0) {
    const said = resultFields(brief).find(
      ([key, value]) =>
        typeof value === 'string' &&
        overlap(termsOf(place.name), termsOf(key)) > 0 &&
        options.some(({ name }) => name.toLowerCase() === value.toLowerCase()),
    );
    if (said !== undefined)
      return options.find(({ name }) => name.toLowerCase() === String(said[1]).toLowerCase())?.name ?? '';
  }
  return chooseOption(told, text, scene).name;
}

/** Whether a tool of the text has given its result already. */
export const hasObservation = ({ brief }: Scene): boolean =>
  /(?:^|\n)\**(?:Observation|Result|Output|Tool output)\**\s*:\s*(?!\s|(?:the|what) (?:result|output|tool|response)|\.\.\.)\S/i.test(
    brief.asked.text,
  ) ||
  /^\s*\[\w+ for .*\] Result:/.test(brief.asked.text) ||
  brief.results.length > 0;

/** The letter of the choice that answers the question. */
export function chooseLetter(options: readonly Option[], scene: Scene): string {
  const { brief } = scene;
  const answer = answerQuestion({
    ...scene,
    brief: { ...brief, segments: brief.segments.filter(({ kind }) => kind !== 'list') },
  });
  const value = answer?.short ?? '';
  const exact = options.find(
    ({ about }) =>
      withoutEnd(about).toLowerCase() === value.toLowerCase() ||
      (value !== '' && wordsOf(about).join(' ') === wordsOf(value).join(' ')),
  );
  if (exact !== undefined) return exact.name;
  const grading = options.find(
    ({ about }) => hasAny(about, 'same correct agree equivalent') && !hasAny(about, 'incorrect'),
  );
  const [left, right] = comparedTexts(scene);
  if (grading !== undefined && left !== undefined && right !== undefined) {
    if (support(left, right) >= 0.6 || support(right, left) >= 0.9) return grading.name;
    const unanswered = options.find(({ about }) => /not_?attempted|no answer|refus/i.test(about));
    if (
      unanswered !== undefined &&
      hasAny(
        right,
        "don't_know* don't_say* don't_answer* do_not_know* do_not_say* do_not_answer* cannot_know* cannot_say* cannot_answer* can't_know* can't_say* can't_answer* sorry",
      )
    )
      return unanswered.name;
    return options.find(({ about }) => hasAny(about, 'incorrect* contradict* disagree* wrong*'))?.name ?? grading.name;
  }
  const text = `${answer?.text ?? ''} ${value}`.trim();
  const material = text === '' ? brief.question : text;
  const ranked = options.map((option) => ({
    option,
    score: overlap(termsOf(option.about), termsOf(material)) / Math.max(1, termsOf(option.about).size),
  }));
  const best = ranked.toSorted((a, b) => b.score - a.score)[0];
  return (best?.option ?? options[0])?.name ?? '';
}

/** The expected text and the one that is compared with it. */
function comparedTexts({ brief }: Scene): readonly [string | undefined, string | undefined] {
  const find = (pattern: RegExp): string | undefined =>
    brief.segments.find(({ label, role }) => pattern.test(label) && role !== 'template')?.text;
  return [
    find(/^(?:expert|gold|expected|reference|truth|ground|correct|target)/i),
    find(/^(?:submission|predicted|prediction|answer|response|student|candidate|model|system|actual)/i),
  ];
}

/** A number within the bounds of a place: better for what fits better. */
function scoreFor(place: Place, scene: Scene): number {
  const { brief } = scene;
  const [min, max] = boundsFor(place, brief.orders);
  const whole = place.type === 'integer' || (min >= 0 && max > 1 && place.type !== 'number');
  const [left, right] = comparedTexts(scene);
  const material = brief.segments
    .filter(({ role }) => role === 'material')
    .map(({ text }) => text)
    .join('\n');
  const rule = brief.segments.find(({ label }) => /^rubric$/i.test(label))?.text;
  const share =
    left !== undefined && right !== undefined
      ? Math.max(support(left, right), support(right, left))
      : rule !== undefined
        ? meetsRule(rule, material)
          ? 1
          : 0
        : material !== '' && brief.question !== brief.input && /\brelevan|similar/i.test(brief.orders)
          ? Math.min(1, 0.4 + support(brief.question, material))
          : 0.75 + Math.max(-0.5, Math.min(0.2, feelingOf(material) * 0.1));
  const stated = factsOf(place, scene)
    .numbers()
    .filter(({ percent }) => percent);
  if (
    stated.length === 1 &&
    stated[0] !== undefined &&
    /\bstate[sd]?|likelihood|probability|percent|chance|confidence/i.test(`${brief.orders} ${place.name}`)
  ) {
    const told = max <= 1 ? stated[0].value / 100 : stated[0].value;
    if (told >= min && told <= max) return told;
  }
  const value = min + (max - min) * Math.max(0, Math.min(1, share));
  return whole ? Math.round(value) : Number(value.toFixed(2));
}

function boundsFor(place: Place, orders: string): readonly [number, number] {
  if (place.min !== undefined && place.max !== undefined) return [place.min, place.max];
  const range = /(\d{1,64}(?:\.\d+)?)\s?(?:-|–|to|and|through)\s?(\d+(?:\.\d+)?)/.exec(orders);
  const [low, high] = [Number(range?.[1]), Number(range?.[2])];
  if (range !== null && low < high) return [low, high];
  return /confidence|probability|likelihood|score|relevance/i.test(place.name) && place.type === 'number'
    ? [0, 1]
    : [place.min ?? 1, place.max ?? 5];
}

/** A number that the words give for a place, by its name, its unit or what stands near it. */
function numberFor(place: Place, scene: Scene): number | undefined {
  const facts = factsOf(place, scene);
  const field = describeField(place.schema, place.name, { path: place.path, required: true });
  const making = startMaking(place.schema, { random: scene.random, words: facts, name: place.name });
  const found = wordCandidates(field, making).find(
    (value): value is number => typeof value === 'number' && fits(value, place),
  );
  return found;
}

const fits = (value: number, { min, max, type }: Place): boolean =>
  (min === undefined || value >= min) &&
  (max === undefined || value <= max) &&
  (type !== 'integer' || Number.isInteger(value));

/** A value of a tool's result or of a record's fields that has the name of the place. */
function byKey(place: Place, scene: Scene): JsonValue | undefined {
  const own = place.record?.fields;
  const fields: ReadonlyArray<readonly [string, JsonValue]> =
    own === undefined ? resultFields(scene.brief) : Object.entries(own);
  if (fields.length === 0) return undefined;
  const wanted = splitName(place.name).map(stem);
  const plain = wanted.join(' ');
  const typed = (value: JsonValue): boolean =>
    place.type === 'any' || place.type === ''
      ? true
      : place.type === 'integer' || place.type === 'number'
        ? typeof value === 'number'
        : typeof value === place.type;
  const exact = fields.find(
    ([key, value]) => splitName(key).map(stem).slice(-wanted.length).join(' ') === plain && typed(value),
  );
  if (exact !== undefined) return exact[1];
  const last = wanted.at(-1) ?? '';
  const near = fields.find(
    ([key, value]) =>
      (splitName(key).map(stem).at(-1) === last ||
        overlap(termsOf(`${place.name.replaceAll('_', ' ')} ${place.about}`), termsOf(key)) > 0) &&
      typed(value),
  );
  return near?.[1];
}

const WITH_KIND = new Set<FieldKind>([
  'answer',
  'reason',
  'summary',
  'title',
  'query',
  'sql',
  'language',
  'translation',
  'question',
  'step',
  'toolInput',
  'keywords',
  'emoji',
  'mood',
]);

/** The text for a place whose name says what kind of text it is. */
function textFor(kind: FieldKind, place: Place, scene: Scene): string | undefined {
  const { brief } = scene;
  const limits = { ...limitsOf(place.about), ...place.limits };
  const text = textOf(place, scene);
  switch (kind) {
    case 'answer': {
      const answer = answerQuestion(scene);
      if (answer === undefined)
        return WANTS_WORDS.test(place.name) ? fitLimits(writeText('answer', limits, scene), limits) : undefined;
      const short =
        limits.words !== undefined || /\bshort|factoid|value|number|only\b/i.test(place.about) || answer.from === 'sum';
      return fitLimits(short ? answer.short : answer.text, limits);
    }
    case 'reason':
      return place.record === undefined
        ? reasonFor(scene, limits)
        : fitLimits(`It rests on "${cutWords(oneLine(text).replaceAll('"', "'"), 6)}".`, limits);
    case 'summary':
      return fitLimits(summarize(text, limits.sentences === undefined ? { sentences: 1, ...limits } : limits), limits);
    case 'title':
      return titleFor(place, scene, limits);
    case 'query':
      return hasObservation(scene) ? undefined : searchQuery(brief.question, 10) || topicOf(brief);
    case 'sql':
      return declaresTables(brief) ? writeSql(brief) : undefined;
    case 'language':
      return detectLanguage(text);
    case 'translation': {
      const to = namedLanguage(brief.orders.replace(/\bfrom\s+\w+/gi, ''));
      const value = place.record?.fields?.['value'];
      return to === undefined ? undefined : translateText(typeof value === 'string' ? value : text, to);
    }
    case 'emoji':
      return writeText('emoji', {}, scene);
    case 'mood': {
      const feeling = feelingOf(text);
      return feeling === 0 ? 'calm' : feeling > 0 ? 'happy' : 'unhappy';
    }
    case 'question':
      return `${capitalize(withoutEnd(oneLine(place.record?.fields === undefined ? brief.question : `What does ${String(place.record.fields['name'])} say of ${searchQuery(brief.question, 4)}`)))}?`;
    case 'step':
      return place.record === undefined ? capitalize(topicOf(brief)) : taskTitle(place.record.text);
    default:
      return undefined;
  }
}

const WANTS_WORDS = /answer|response|reply|output|final|result|content|message|conclusion/i;

const taskTitle = (text: string): string => {
  const will =
    /\b(?:will|must|should|has to|have to|needs? to|to)\s+(.+?)(?:\s+(?:by|until|before|on)\s+\S+)?[.!]?$/i.exec(
      text,
    )?.[1];
  return capitalize(cutWords(withoutEnd(will ?? text), 10));
};

function titleFor(place: Place, scene: Scene, limits: Limits): string {
  const { brief } = scene;
  const record = place.record;
  const plain = plainText(record?.text ?? brief.input);
  if (record !== undefined) return taskTitle(plain);
  const headed = new RegExp(`\\b${place.name.replaceAll(/[^\p{L}]/gu, '.')}\\s?[:：]`, 'iu').test(plain)
    ? labelledFor(place, scene)
    : undefined;
  if (headed !== undefined) return headed;
  const facts = factsOf(place, scene);
  const work =
    /\b(?:film|movie|book|song|novel|album|show|series|podcast|game|play|poem|painting)\s+(?:called |titled |named )?["“]?((?:\p{Lu}[\p{L}'-]*)(?:\s(?:of|the|and|in)?\s?\p{Lu}[\p{L}'-]*){0,5})/u.exec(
      plain,
    )?.[1];
  const titled = work ?? facts.title() ?? facts.event();
  if (titled !== undefined) return titled;
  const text = withoutDates(plain, facts);
  const title = titleOf(
    text,
    limits.words ?? (Number(/\((\d+)\s?[-–]\s?(\d+) words\)/.exec(brief.orders)?.[2]) || 6),
    /title case/i.test(brief.orders),
  );
  return hasAny(brief.orders, 'emoji') ? `💬 ${title}` : title;
}

/** What is left of a text without its dates, times and lengths: "Choir rehearsal on Friday at 19:30 for two hours" → "Choir rehearsal". */
function withoutDates(text: string, facts: Facts): string {
  let left = text;
  for (const part of [...facts.dates(), ...facts.times()])
    left = left.replace(new RegExp(`(?:\\b(?:on|at|by|from|until)\\s+)?${part.replaceAll(/[^\w\s]/g, '.')}`, 'i'), ' ');
  const plain = oneLine(
    left
      .replaceAll(/\bfor\s+\d+\s+(?:minutes?|hours?)\b/gi, ' ')
      .replace(/^(?:add|create|schedule|book|set up|plan)\s+(?:an?|the)?\s*/i, ''),
  );
  return termsOf(plain).size === 0 ? text : plain;
}

/** Labels under which letters and mails have what fields call otherwise. */
const HEADERS: { readonly [field: string]: string } = { sender: 'from', recipient: 'to', receiver: 'to', author: 'by' };

/** The value that a labelled line or a table gives: "Invoice number BK-2041". */
function labelledFor(place: Place, scene: Scene): string | undefined {
  const words = splitName(place.name);
  const text = textOf(place, scene);
  const said = words.join(' ');
  const label = Object.hasOwn(HEADERS, said) ? (HEADERS[said] ?? said) : said;
  for (const line of text.split(/\n|(?<=[.;!])\s+(?=\p{Lu}[\p{L} ]{1,20}:)/u)) {
    const match = new RegExp(
      `^\\W{0,40}${label.replaceAll(/[^\p{L}\p{N} ]/gu, '.')}\\W{0,20}[:：=#]?\\s{1,20}(.{1,120})$`,
      'iu',
    ).exec(line);
    if (match !== null && line.length < 160) return withoutEnd(match[1] ?? '');
  }
  return labelledValue(factsOf(place, scene), words);
}

/** Invents a value where the words give none: realistic, by the generator. */
function invented(place: Place, scene: Scene): JsonValue {
  const value = generateValue(place.schema, {
    random: scene.random.fork(`${place.path.join('.')}.${place.name}/${place.index}`),
    words: factsOf(place, scene),
    name: [...place.path, place.name].join('.'),
    optional: 0.8,
    ...(scene.brief.now === undefined ? {} : { now: scene.brief.now }),
  });
  return value;
}

/** Whether the words speak of a place at all. */
function spokenOf(place: Place, scene: Scene): JsonValue | undefined {
  const field = describeField(place.schema, place.name, { path: place.path, required: scene.acting !== undefined });
  const making = startMaking(place.schema, {
    random: scene.random,
    words: factsOf(place, scene),
    name: place.name,
    ...(scene.brief.now === undefined ? {} : { now: scene.brief.now }),
  });
  return wordCandidates(field, making)[0];
}

/** Widest range of numbers that is a scale; a wider one only keeps to what a number can hold. */
const WIDEST_SCALE = 1000;

const SEQUENCE = /^(?:id|step|(?:step|task)_?(?:id|number|no)|number|seq\w*)$/i;

function fillNumber(place: Place, scene: Scene): JsonValue {
  const kind = fieldKind(place.name);
  const graded =
    kind === 'score' || (place.min !== undefined && place.max !== undefined && place.max - place.min <= WIDEST_SCALE);
  const keyed = byKey(place, scene);
  if (typeof keyed === 'number' && fits(keyed, place)) return keyed;
  if (kind === 'citation' || hasAny(place.name, 'choice index')) {
    const id = citedIds(scene)[0];
    if (id !== undefined) return id;
  }
  if (
    place.record !== undefined &&
    place.record.fields === undefined &&
    /^(?:rank|position|place|no|nr|index|#)$/i.test(place.name)
  )
    return place.index + (/index/i.test(place.name) ? 0 : 1);
  // Steps that the shape numbers, where their words have no number of their own.
  if (
    place.type === 'integer' &&
    place.path.length > 0 &&
    SEQUENCE.test(place.name) &&
    !/\d/.test(place.record?.text ?? scene.brief.input)
  )
    return place.index + 1;
  const counted = place.record === undefined ? undefined : numberInRecord(place, place.record);
  if (counted !== undefined && fits(counted, place)) return counted;
  const labelled = labelledFor(place, scene);
  const plainResult =
    scene.brief.results.length > 0
      ? /-?\d+(?:\.\d+)?/.exec(
          new RegExp(`${splitName(place.name).join('\\s')}\\s+(?:of|is|:|=)?\\s*(-?\\d+(?:\\.\\d+)?)`, 'i').exec(
            textOf(place, scene),
          )?.[0] ?? '',
        )?.[0]
      : undefined;
  if (plainResult !== undefined && fits(Number(plainResult), place)) return Number(plainResult);
  const stated =
    labelled === undefined
      ? Number.NaN
      : Number(/-?\d[\d,]*(?:\.\d+)?/.exec(labelled)?.[0]?.replaceAll(',', '') ?? Number.NaN);
  if (Number.isFinite(stated) && fits(stated, place) && (!graded || place.record !== undefined)) return stated;
  if (graded && !(place.about !== '' && /stars?/i.test(scene.brief.input))) {
    if (/^verdict$/i.test(place.name) || (place.min === 0 && place.max === 1 && place.type === 'integer'))
      return judgeFor(place, scene) ? 1 : 0;
    return scoreFor(place, scene);
  }
  if (/^verdict$/i.test(place.name)) return judgeFor(place, scene) ? 1 : 0;
  const spelled = kind === 'answer' ? spelledNumber(scene.brief.input) : undefined;
  if (spelled !== undefined) return spelled;
  const answer = kind === 'answer' ? answerQuestion(scene) : undefined;
  const value = answer === undefined ? Number.NaN : Number(answer.short.replaceAll(/[^\d.-]/g, ''));
  if (answer !== undefined && answer.short !== '' && Number.isFinite(value) && fits(value, place)) return value;
  const facts = factsOf(place, scene);
  const key = place.record?.text ?? '';
  const used = scene.taken?.numbers.get(key) ?? new Set<number>();
  const bound = bindNumber(place.name, place.about, facts, used, (one) => fits(one, place));
  const spoken = bound?.sure === true ? undefined : numberFor(place, scene);
  const open = bound !== undefined && (bound.sure || !place.nullable) ? bound : undefined;
  if (open?.sure === true || (spoken === undefined && open !== undefined)) {
    scene.taken?.numbers.set(key, used.add(open.at));
    return open.value;
  }
  const free = !place.nullable || !facts.numbers().some(({ value: one, at }) => one === spoken && used.has(at));
  if (spoken !== undefined && free) return spoken;
  return place.nullable ? null : invented(place, scene);
}

/** The number of a counted part that a field means: how many, at what price, in all. */
function numberInRecord({ name, beside }: Place, record: Record): number | undefined {
  const numbers = createFacts(record.text)
    .numbers()
    .filter(({ bound }) => !bound);
  const first = numbers[0];
  if (/quantity|qty|count|pieces|number of/i.test(name))
    return (
      numbers.find(({ value, currency }) => Number.isInteger(value) && currency === undefined)?.value ??
      (/^\s*(?:an?|the)\b/i.test(record.text) || first === undefined ? 1 : undefined)
    );
  if (!/price|amount|cost|total|fee|sum/i.test(name)) return undefined;
  if (/total|amount|sum/i.test(name) && numbers.length > 2) return numbers.at(-1)?.value;
  const priced = numbers.find(({ currency }) => currency !== undefined);
  const counts = beside.some((key) => /quantity|qty|count/i.test(key));
  return (priced ?? numbers[counts && numbers.length > 1 ? 1 : 0])?.value;
}

/** The name of an event that the words tell of, where the fields around it are those of an event. */
function eventFor(place: Place, scene: Scene): string | undefined {
  if (!/^(?:name|title|event|event_name|summary)$/i.test(place.name) || place.record !== undefined) return undefined;
  const around = place.beside.some((key) =>
    /^(?:date|start|end|start_time|participants|attendees|location|when|minutes|duration\w*)$/i.test(key),
  );
  return around ? factsOf(place, scene).event() : undefined;
}

/** The unit of a counted thing, and the thing: "250 g flour". */
function measuredFor(place: Place, text: string): string | undefined {
  const match = /^\s*(\d+(?:[.,]\d+)?)\s*([a-zA-Z]{1,12})\s+(?:of\s+)?(.+?)[.!]?$/.exec(text.trim());
  if (match === null || text.length > 60) return undefined;
  if (/^unit$/i.test(place.name)) return match[2];
  return /^(?:ingredient|item|product|name|food)$/i.test(place.name) ? match[3] : undefined;
}

/** A name for a person or a company where the finders have none: capitalised words that are nothing else, or a signature. */
function nameFor(place: Place, scene: Scene): string | undefined {
  const facts = factsOf(place, scene);
  const { meaning } = describeField(place.schema, place.name, { path: place.path, required: true });
  const person =
    meaning === 'person' ||
    meaning === 'author' ||
    meaning === 'name' ||
    hasAny(splitName(place.name).join(' '), 'guest customer caller owner artist player who');
  if (!person && meaning !== 'company') return undefined;
  const signed = /[-–—]\s*(\p{Lu}[\p{L}.'-]+(?:\s\p{Lu}[\p{L}.'-]+)?)\s*$/u.exec(facts.text.trim())?.[1];
  const under =
    /\b(?:under the name|name is|my name is|this is|i am|i'm)\s+(\p{Lu}[\p{L}'-]+(?:\s\p{Lu}[\p{L}'-]+)?)/u.exec(
      facts.text,
    )?.[1];
  const places = new Set(facts.places().all);
  const runs = facts
    .names()
    .toSorted((a, b) => Number(startsSentence(facts.text, a)) - Number(startsSentence(facts.text, b)))
    .map(({ text }) => text)
    .filter((text) => !places.has(text));
  const parted = runs.find((text) => / (?:of|from|at) /.test(text))?.split(/ (?:of|from|at) /);
  if (meaning === 'company') return parted?.[1] ?? undefined;
  return under ?? parted?.[0] ?? signed ?? runs[0];
}

/** Numbers of the sources that the answer rests on; of choices, the one that fits. */
export function citedIds(scene: Scene): readonly number[] {
  const { brief } = scene;
  const answer = answerQuestion(scene);
  if (answer !== undefined && answer.source !== '') return [Number(answer.source)];
  const choices = numberedTexts(brief.asked.text);
  if (choices.length < 2) return [];
  const query = termsOf(brief.question);
  const best = choices
    .map(({ name, about }) => ({ name, score: overlap(query, termsOf(about)) }))
    .toSorted((a, b) => b.score - a.score)[0];
  return best === undefined ? [] : [Number(best.name)];
}

function fillBoolean(place: Place, scene: Scene): JsonValue {
  const keyed = byKey(place, scene);
  if (typeof keyed === 'boolean') return keyed;
  const words = splitName(place.name).join(' ');
  const text = textOf(place, scene);
  const lower = text.toLowerCase();
  if (isAlarm(words) || /flagged|harmful|unsafe|violat|block/i.test(words))
    return judge({ ...scene.brief, orders: `Is it unsafe? ${scene.brief.orders}` });
  if (/^(?:is )?safe$/i.test(words)) return !judge({ ...scene.brief, orders: 'Is it unsafe?', question: '' });
  if (hasAny(words, WORDS.fill.fillSlotWords1)) return judgeFor(place, scene);
  const terms = [...termsOf(`${words}`)].filter((term) => !['is', 'has', 'needs', 'allow', 'includ'].includes(term));
  const clause = text.split(/[,;.!\n]|\band\b|\bbut\b/).find((part) => overlap(new Set(terms), termsOf(part)) > 0);
  if (clause !== undefined)
    return !hasAny(
      clause,
      "not no never without isn't aren't doesn't don't non nicht kein* pas sin desactiv* disable* off out_of sold_out unavailable",
    );
  const urgent = /urgent/i.test(words) && hasAny(lower, 'urgent asap immediately now emergency');
  if (urgent) return true;
  return place.nullable
    ? null
    : /follow|urgent|needs|has|missing/i.test(words)
      ? false
      : judgeFor(place, scene) && invented(place, scene) === true;
}

/** The id that a record begins with: "R1 mentions the price". */
function codeOf({ name, record }: Place): string | undefined {
  if (record === undefined || record.fields !== undefined || !/^(?:\w+_)?(?:id|code|key|no|ref|number)$/i.test(name))
    return undefined;
  return /^\W*([A-Z]{1,6}[-_]?\d{1,6}[a-z]?)\b/.exec(record.text)?.[1];
}

/** A string for a place: from results, from its kind, from a label, from the words, else invented. */
function fillString(place: Place, scene: Scene): JsonValue {
  const { brief } = scene;
  const kind = fieldKind(place.name);
  const keyed = byKey(place, scene);
  if (typeof keyed === 'string')
    return kind === 'translation' && place.record !== undefined ? (textFor(kind, place, scene) ?? keyed) : keyed;
  if (
    /^(?:command|cmd|shell_command|bash)$/i.test(place.name) &&
    hasAny(`${place.about} ${brief.orders}`, 'shell posix bash terminal unix linux command') &&
    place.record === undefined &&
    scene.acting === undefined
  )
    return shellFor(textOf(place, scene));
  const coded = codeOf(place);
  if (coded !== undefined) return coded;
  const told = quotedOptions(place.about);
  if (told !== undefined && polarOf(told) !== undefined) return chooseFor(place, told, scene);
  if (/^[yY]\s?\/\s?[nN]$/.test(place.about)) return judge(brief) ? 'Y' : 'N';
  const world = countryProperty(place.name, `${brief.question} ${brief.input}`);
  if (world !== undefined && /\bcapital|currency|language|continent/i.test(place.name) && kind !== 'language')
    return world;
  if (
    place.record !== undefined &&
    (isThing(place) || tripleOf(place.record.text) !== undefined) &&
    !/reason|why|verdict/i.test(place.name)
  ) {
    const own = fromRecord(place);
    if (own !== undefined) return own;
  }
  if (
    place.record !== undefined &&
    place.record.fields === undefined &&
    hasAny(place.about, WORDS.fill.fillSlotWords2)
  ) {
    const plain = place.record.text.replace(/^\s*\(?\d{1,3}[.):]?\s+/, '');
    return /lower/i.test(place.about) ? plain.toLowerCase() : plain.toUpperCase();
  }
  const side =
    /^(old|search|find|original|before|new|replace|replacement|updated|after)(?:_?(?:text|string|str|code|content|lines?))?$/i.exec(
      place.name,
    )?.[1];
  const edit = side === undefined || place.record !== undefined ? undefined : editOf(brief);
  if (edit !== undefined) return /^(?:new|repl|upd|after)/i.test(side ?? '') ? edit.fresh : edit.old;
  if (hasAny(`${splitName(place.name).join(' ')} ${place.about}`, 'cron')) return writeCron(textOf(place, scene));
  const event = eventFor(place, scene);
  if (event !== undefined) return event;
  if (WITH_KIND.has(kind) && !(kind === 'title' && /name/i.test(place.name))) {
    const text = textFor(kind, place, scene);
    if (text !== undefined && (text !== '' || kind === 'answer')) return text;
  }
  if (place.record !== undefined) {
    const own = fromRecord(place);
    if (own !== undefined) return own;
  }
  const formatted = formattedFor(place, scene);
  if (formatted !== undefined) return formatted;
  const earlier = scene.acting === undefined || place.record !== undefined ? undefined : saidEarlier(place, scene);
  if (earlier !== undefined) return earlier;
  const labelled = labelledFor(place, scene);
  const spoken = spokenOf(place, scene);
  if (labelled !== undefined && /^[A-Z]{0,3}\s?\d[\w-]*|^[A-Z]+-?\d[\w-]*/.test(labelled))
    return /^(?:[A-Z]{1,4}\s)?[\w-]*\d[\w-]*/.exec(labelled)?.[0] ?? labelled;
  const measured = measuredFor(place, textOf(place, scene));
  if (measured !== undefined) return measured;
  const named =
    typeof spoken === 'string' && spoken !== '' && !/ (?:of|from|at) \p{Lu}/u.test(spoken)
      ? undefined
      : nameFor(place, scene);
  if (named !== undefined) return named;
  if (formatted === undefined && /YYYY/.test(place.about)) {
    const day = resolveDate(factsOf(place, scene).dates()[0] ?? '', brief.now ?? DEFAULT_NOW);
    if (day !== undefined) return day;
  }
  const wish = wishIn(place, scene);
  if (wish !== undefined) return wish;
  const bound = bindText(place.name, place.about, factsOf(place, scene), scene.taken?.texts ?? new Set());
  const usual = typeof spoken === 'string' && spoken !== '' ? spoken : bound;
  if (usual !== undefined) {
    scene.taken?.texts.add(usual);
    return usual;
  }
  if (labelled !== undefined && labelled !== '') return labelled;
  if (
    /^(?:product|item|article|thing|object|what|produit|produkt|producto|dish|service|wish)(?:_?name)?$/i.test(
      place.name,
    )
  ) {
    const wanted = wantedThing(textOf(place, scene));
    if (wanted !== undefined) return wanted;
  }
  if (place.nullable) return null;
  const left =
    scene.acting !== undefined &&
    place.record === undefined &&
    !hasAny(place.name, 'query text message body question prompt content description note')
      ? leftoverFor(place.name, textOf(place, scene), scene, place.beside)
      : undefined;
  if (left !== undefined) {
    scene.taken?.texts.add(left);
    return left;
  }
  return restFor(place, scene, kind);
}

/** The sentence that asks for something, where the field is for that: "Request", "Issue". */
function wishIn(place: Place, scene: Scene): string | undefined {
  if (
    place.record !== undefined ||
    !hasAny(place.name, 'request requests issue problem complaint inquiry need demand concern')
  )
    return undefined;
  const wish = sentencesOf(textOf(place, scene)).find((sentence) => isQuestion(sentence) || isOrder(sentence));
  return wish === undefined ? undefined : oneLine(wish);
}

const DATED = /YYYY-MM-DD|ISO(?: 8601)? date|\bdate\b/i;

/** A code that an earlier message gives by the name of the place: "My order number is 60413." */
function saidEarlier({ name }: Place, { brief }: Scene): string | undefined {
  const words = splitName(name);
  const kind = words.length > 1 ? words.slice(0, -1).join(' ') : name;
  if (!/^(?:number|no|id|code|ref|reference|room)$/i.test(words.at(-1) ?? '')) return undefined;
  const said = new RegExp(
    `\\b${kind}(?: (?:number|no\\.?|id|code|reference|ref))?(?: is|:|=|,)?\\s+#?([\\p{L}-]*\\d[\\p{L}\\p{N}-]*)`,
    'iu',
  );
  return brief.turns
    .filter(({ author }) => author === 'user' || author === 'system')
    .flatMap(({ text }) => said.exec(text)?.[1] ?? [])
    .at(-1);
}

/** Dates and times in the form that the description or format names. */
function formattedFor(place: Place, scene: Scene): string | undefined {
  const stretch =
    DATED.test(place.about) || /date/i.test(place.name)
      ? endOfStretch(place.name, textOf(place, scene), scene.brief.now ?? DEFAULT_NOW)
      : undefined;
  if (stretch !== undefined) return stretch;
  const iso = describeField(place.schema, place.name, { path: place.path, required: true }).iso;
  const time = /\bHH:MM\b|\bhh:mm\b|24[- ]?h/i.test(place.about);
  const facts = factsOf(place, scene);
  if (time && facts.times().length > 0) {
    const making = startMaking(place.schema, { random: scene.random, words: facts, name: place.name });
    const field = {
      ...describeField(place.schema, place.name, { path: place.path, required: true }),
      meaning: 'time' as const,
      iso: 'time' as const,
    };
    const found = wordCandidates(field, making)[0];
    if (typeof found === 'string') return found.slice(0, 5);
  }
  const dated = /YYYY-MM-DD|ISO(?: 8601)? date/i.test(place.about) ? facts.dates()[0] : undefined;
  const resolved = dated === undefined ? undefined : resolveDate(dated, scene.brief.now ?? DEFAULT_NOW);
  if (iso === undefined || (resolved !== undefined && facts.dates().length === 1)) return resolved;
  const found = spokenOf(place, scene);
  return typeof found === 'string' ? found : undefined;
}

/** The part of a record that a place is: its number taken away, what is left is the thing. */
function fromRecord(place: Place): string | undefined {
  const { record } = place;
  if (record === undefined) return undefined;
  const words = splitName(place.name).join(' ');
  const facts = createFacts(record.text);
  if (isThing(place) && hasAny(words, 'name product item description dish article thing ingredient title'))
    return thingOf(record.text);
  if (hasAny(words, WORDS.fill.fillSlotWords3) && place.beside.length > 0 && record.fields === undefined)
    return withoutEnd(record.text) + (/[.!?]$/.test(record.text) ? (/[.!?]$/.exec(record.text)?.[0] ?? '') : '');
  const triple = tripleOf(record.text);
  if (triple !== undefined && /^(?:subject|head|source|entity1?)$/i.test(words)) return triple[0];
  if (triple !== undefined) {
    const linked = ['from', 'source', 'start'].includes(place.beside[0]?.toLowerCase() ?? '');
    if (linked && /^(?:from|source|start)$/i.test(words)) return triple[0].replace(/^and\s+/i, '');
    if (linked && /^(?:to|target|end)$/i.test(words)) return triple[2];
    if (hasAny(words, 'subject head')) return triple[0];
    if (hasAny(words, 'predicate relationship relation verb')) return triple[1];
    if (hasAny(words, 'object tail')) return triple[2];
  }
  const first = facts.people()[0] ?? facts.names()[0]?.text;
  if (
    hasAny(words, 'name player person owner participant assignee author speaker who') &&
    first !== undefined &&
    !isThing(place)
  )
    return first;
  if (hasAny(words, 'name product item description dish article thing ingredient')) return thingOf(record.text);
  return undefined;
}

/** Whether the objects of a list are things that are counted, rather than people. */
const isThing = ({ beside, path }: Place): boolean =>
  beside.some((name) => /quantity|qty|price|amount|count|unit/i.test(name)) ||
  path.some((name) => /items?|products?|lines?|orders?|ingredients?/i.test(name));

/** The thing that a counted part names: "3 x Croissant 2.00" → Croissant. */
export function thingOf(text: string): string {
  const plain = text
    .replace(
      /^\s*(?:and\s+)?(?:\d+(?:\.\d+)?\s?[x×]?|an?|the|one|two|three|four|five|six|seven|eight|nine|ten|some)\s+/i,
      '',
    )
    .replaceAll(
      /(?:\s{1,64}(?:at|for|à|zu|@)\s+)?[$€£]?\s?\d+(?:[.,]\d+)*\s?(?:euros?|dollars?|pounds?|each|pcs?|eur|usd|€|\$)?(?:\s+each)?/gi,
      ' ',
    )
    .replace(/^(?:g|kg|ml|cl|l|oz|lb|cups?|tbsp|tsp)\s{1,8}(?=\p{L})/iu, '')
    .replace(/\s{1,64}(?:for|as)\s+(?:pickup|delivery|takeaway)\b.*$/i, '')
    .replace(/\s{1,64}(?:to|by|until|before)\s+\S.*$/i, '')
    .replace(/\s{0,64}\([^()]*\)\s*$/, '')
    .replace(/\s{1,64}(?:for|at|each|please)\s*$/i, '');
  const thing = oneLine(withoutEnd(plain))
    .replace(/^(?:of|x)\s+/i, '')
    .replace(
      /^(?:grams?|kilos?|kg|g|ml|litres?|liters?|cups?|slices?|pieces?|pounds?|ounces?|bottles?|packs?|boxes|bags?|tablespoons?|teaspoons?)\s+of\s+/i,
      '',
    );
  return thing === '' ? oneLine(text) : thing;
}

/** What a field without any other source holds: the thing that the words are about. */
function restFor(place: Place, scene: Scene, kind: FieldKind): JsonValue {
  const { brief } = scene;
  const limits = place.limits;
  const words = splitName(place.name).join(' ');
  if (kind === 'title' || hasAny(words, 'name')) {
    const topic = topicOfText(textOf(place, scene));
    const generic =
      describeField(place.schema, place.name, { path: place.path, required: true }).meaning === 'person' &&
      !/task|title|event/i.test(`${place.about} ${brief.orders}`);
    return generic && createFacts(textOf(place, scene)).names().length > 0
      ? (createFacts(textOf(place, scene)).names()[0]?.text ?? topic)
      : fitLimits(capitalize(topic), limits);
  }
  if (hasAny(words, 'notes note notess comments comment remarks remark') && /empty/i.test(place.about)) return '';
  if (hasAny(words, 'source url site')) {
    const url = /\b[\w-]+(?:\.[\w-]+)+(?:\/\S*)?/.exec(brief.asked.text)?.[0];
    if (url !== undefined) return withoutEnd(url);
  }
  const value = invented(place, scene);
  if (typeof value !== 'string' || Object.keys(limits).length === 0) return plausible(place, value, scene);
  return fitLimits(sentencesOf(plainText(brief.input))[0] ?? value, { sentences: 1, ...limits });
}

/** An invented word for an open field says less than the topic does. */
function plausible(place: Place, value: JsonValue, scene: Scene): JsonValue {
  const { meaning } = describeField(place.schema, place.name, { path: place.path, required: true });
  const constrained =
    typeof place.schema === 'object' &&
    ['pattern', 'format', 'minLength', 'const'].some((key) => key in (place.schema as object));
  if (meaning !== 'unknown' || constrained || typeof value !== 'string') return value;
  const voice = voiceOf(scene);
  const topic = place.record === undefined ? topicOf(scene.brief) : topicOfText(place.record.text);
  return /\bpurpose|intent|goal|aim|description|clear step|text\b/i.test(`${place.about} ${place.name}`)
    ? (voice.lines('steps', 1, { topic })[0] ?? topic)
    : topic;
}

const CLASSIFIES =
  /^(?:label|category|class|classification|intent|sentiment|verdict|decision|route|destination|next|datasource|department|queue|priority|topic_label|choice|grade|score|binary_score|binaryScore|type|kind|status|winner|result|answer|emotion|tone|language)$/i;

/** "<operation>" where the orders speak of "the operations ADD, UPDATE and NONE". */
function listedUnder(about: string, orders: string): readonly Option[] | undefined {
  const noun = /^(?:the |one |an? )?([a-z]{4,20})$/i.exec(about)?.[1];
  if (noun === undefined) return undefined;
  const list = new RegExp(
    `\\b${noun}(?:s|es)\\b(?: are| is one of)?:?\\s+((?:[A-Z][A-Z_]+(?:, | and | or |, and |, or )){1,12}[A-Z][A-Z_]+)`,
  ).exec(orders)?.[1];
  const described = new RegExp(
    `\\b${noun}s?\\b[^:\\n]{0,20}:\\s*((?:[\\w-]+ \\([^()\\n]{2,120}\\)[,;. ]*(?:and |or )?){2,12})`,
    'i',
  ).exec(orders)?.[1];
  if (described !== undefined) return splitMembers(described.replace(/[. ]{1,64}$/, '')).map(optionOf);
  return list?.split(/, and |, or |, | and | or /).map((name) => ({ name, about: '' }));
}

/** Options that the prompt lists for a field that only names them: under a label of its name, or as the only choice there is. */
function optionsFor(place: Place, { brief }: Scene): readonly Option[] | undefined {
  const own = splitName(place.name).map(stem).join(' ');
  if (fieldKind(place.name) === 'tool') {
    const tools = brief.segments.find(({ role }) => role === 'tools');
    const options = tools === undefined ? [] : optionsOfBlock(tools.text, false);
    if (options.length > 1) return options;
  }
  const listed = brief.segments.filter(({ role }) => role === 'options');
  const named = listed.find(({ label }) => splitName(label).map(stem).join(' ').endsWith(own));
  if (named !== undefined && own !== '') {
    const options = optionsOfBlock(named.text, false);
    if (options.length > 1) return options;
  }
  const said = listedUnder(place.about, brief.orders);
  if (said !== undefined) return said;
  if (!CLASSIFIES.test(place.name) || place.record !== undefined) return undefined;
  const labelled = listed.filter(({ kind }) => kind === 'labelled').map(({ text }) => optionOfLine(text));
  if (labelled.length > 1) return labelled;
  const options = readOptions(brief);
  const keys = new Set([...place.beside, place.name].map((key) => key.toLowerCase()));
  return options.length > 1 && options.every(({ name }) => !keys.has(name.toLowerCase())) ? options : undefined;
}

/**
 * The value for a place: chosen, counted, graded, quoted or bound by what its name, type and description say, and only invented
 * where the conversation has nothing for it.
 */
export function fillPlace(place: Place, scene: Scene): JsonValue {
  const value = placeValue(place, scene);
  const limited = typeof value === 'string' && Object.keys(place.limits).length > 0 && place.options === undefined;
  return limited ? fitLimits(value, place.limits) : value;
}

function placeValue(place: Place, scene: Scene): JsonValue {
  if (place.options === undefined && hasAny(`${place.about} ${place.name}`, 'letter')) {
    const lettered = readLettered(scene.brief.asked.text);
    if (lettered.length > 1) return chooseLetter(lettered, scene);
  }
  const options =
    place.options ?? (place.type === 'string' || place.type === 'any' ? optionsFor(place, scene) : undefined);
  if (options !== undefined && options.length > 0) return chooseFor(place, options, scene);
  switch (place.type) {
    case 'boolean':
      return fillBoolean(place, scene);
    case 'integer':
    case 'number':
      return taking(fillNumber(place, scene), place, scene);
    case 'string':
      return fillString(place, scene);
    default: {
      const keyed = byKey(place, scene);
      return keyed ?? openValue(place, scene);
    }
  }
}

/** Marks the number of the words that a field has taken, so that no other takes the same. */
function taking(value: JsonValue, place: Place, scene: Scene): JsonValue {
  const key = place.record?.text ?? '';
  const used = scene.taken?.numbers.get(key) ?? new Set<number>();
  const fact = factsOf(place, scene)
    .numbers()
    .find((one) => one.value === value && !used.has(one.at));
  if (fact !== undefined) scene.taken?.numbers.set(key, used.add(fact.at));
  return value;
}

/** A value of no declared type: a number where its name means one. */
function openValue(place: Place, scene: Scene): JsonValue {
  const kind = fieldKind(place.name);
  if (kind === 'answer') {
    const answer = answerQuestion(scene);
    if (answer !== undefined) return answer.short;
  }
  const guess = generateValue(place.schema, { random: scene.random, words: factsOf(place, scene), name: place.name });
  if (typeof guess === 'number') return fillNumber({ ...place, type: 'number' }, scene);
  if (typeof guess === 'boolean') return fillBoolean(place, scene);
  return fillString({ ...place, type: 'string' }, scene);
}

/** Several strings for an array: keywords, questions, steps, facts, or what the words name. */
export function chooseSeveral(options: readonly Option[], scene: Scene): readonly string[] {
  const chosen = chooseAll(options, scene.brief.input);
  return chosen.map(({ name }) => name);
}
