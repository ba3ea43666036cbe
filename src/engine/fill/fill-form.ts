import { hasAny } from '../has-words.ts';
import type { JsonSchema, JsonValue } from '../../contract/api-types.ts';
import type { Brief } from '../read/brief.ts';
import { listForm, type Form, type Option, type Slot, type TemplatePart } from '../form/form.ts';
import { hasSecondLine } from '../form/read-form.ts';
import { limitsOf, rangeOf } from '../form/read-hint.ts';
import { lettersOf } from '../form/read-template.ts';
import { thingsOf } from '../form/read-list.ts';
import { schemaOfSlot } from '../form/read-shape.ts';
import { readLettered } from '../form/read-options.ts';
import { unknownWords } from '../form/read-marker.ts';
import { detectLanguage } from '../read/language.ts';
import { oneLine, termsOf, withoutEnd, wordsOf } from '../read/text.ts';
import { writeAction } from './act.ts';
import { answerQuestion } from './answer.ts';
import { chooseAll, chooseOption, scoreOptions } from './choose.ts';
import { fieldKind } from './field-kind.ts';
import { fillSchema, withArguments } from './fill-schema.ts';
import { chooseLetter, fillPlace, placeOf, polarOf, type Place } from './fill-slot.ts';
import { freeObject } from './free-object.ts';
import { judge, meets } from './judge.ts';
import { rank } from './rank.ts';
import { shareOut } from './share-out.ts';
import { recordsOf } from './records.ts';
import type { Scene } from './scene.ts';
import { slugOf } from './convert.ts';
import { cutWords, fitLimits, keywordsOf } from './shorten.ts';
import { writeCode } from './write-code.ts';
import { writeCommit } from './write-commit.ts';
import { writeEdit } from './write-edit.ts';
import { writeList } from './write-list.ts';
import { writeRecords } from './write-records.ts';
import { writeSql } from './write-sql.ts';
import { writeTable } from './write-table.ts';
import { transformText } from './transform.ts';
import { clearTopic } from './topic.ts';
import { proseAbout, reasonFor, searchQuery, writeText } from './write-text.ts';
import { writeIni, writeYaml } from './write-yaml.ts';
import { translateText } from './translate.ts';
import { namedLanguage } from '../read/language.ts';
import { parseJson } from '../read/tool-result.ts';
import { createFacts } from '../values/facts.ts';
import { isRecord } from '../values/schema.ts';
import { WORDS } from '../words.ts';
import { convertUnits } from './sums.ts';

const placeOfSlot = (slot: Slot, index: number): Place =>
  placeOf({ ...slot, options: slot.options, schema: schemaOfSlot(slot) as JsonSchema, index });

const missingWords = (orders: string): string | undefined =>
  /\b(?:as|with|write|use|put|say|value|give|is|be|or)\s+["'“]?(N\/A|n\/a|none|unknown|null|-)["'”]?\s+(?:when|if|where|for)/i.exec(
    orders,
  )?.[1];

/** The text of one hole of a template. */
function slotText(slot: Slot, index: number, scene: Scene): string {
  const { brief } = scene;
  const kind = fieldKind(slot.name);
  const limits = slot.limits ?? {};
  const labelled = brief.segments.find(
    ({ label, role, author }) =>
      author === 'user' && label.toLowerCase() === slot.name.toLowerCase() && role === 'material',
  );
  if (labelled !== undefined && kind !== 'reason' && slot.options === undefined && slot.about === '')
    return oneLine(labelled.text);
  if (slot.name === 'unit') return convertUnits(brief.input, brief.orders)?.unit ?? '';
  if (kind === 'citation') {
    const source = answerQuestion(scene)?.source ?? '';
    if (source !== '') return source;
  }
  if (hasAny(slot.name, WORDS.fill.quotes) || hasAny(slot.about, 'verbatim word_for_word exact_sentence exact_quote')) {
    const quote = answerQuestion(scene);
    // The words for "unknown" may be shown with the element around them.
    if (quote !== undefined) return /^<(\w+)>(.*)<\/\1>$/s.exec(quote.text)?.[2] ?? quote.quote;
  }
  if (slot.options === undefined && Object.keys(limitsOf(slot.name)).length > 0 && wordsOf(slot.name).length < 4)
    return writeText('answer', limits, scene);
  if (slot.name === 'slug') return slugOf(keywordsOf(brief.input, 4).join(' '));
  if (kind === 'reason') return reasonFor(scene, limits);
  if (kind === 'keywords' || /keywords/i.test(slot.about))
    return writeList(listForm({ least: 3, most: 5, between: ', ', item: 'keyword' }), scene);
  if (
    /letter/i.test(`${slot.name} ${slot.about}`) ||
    slot.options?.every(({ name }) => /^[A-Z]$/.test(name)) === true
  ) {
    const lettered = readLettered(brief.asked.text);
    if (lettered.length > 1) return chooseLetter(lettered, scene);
  }
  if (kind === 'query' || /query words/i.test(slot.about))
    return cutWords(
      searchQuery(brief.question, 6)
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} ]/gu, ''),
      6,
    );
  const missing = missingWords(brief.orders);
  const nullable =
    missing !== undefined && slot.type === 'string' && slot.options === undefined ? { nullable: true } : {};
  const place = placeOfSlot({ ...slot, ...nullable }, index);
  if ((kind === 'answer' || slot.name === 'value') && slot.options === undefined && slot.min === undefined) {
    const answer = answerQuestion(scene);
    if (answer !== undefined)
      return oneLine(
        fitLimits(
          slot.type === 'any' || slot.type === 'number' || answer.from === 'sum' || limits.words !== undefined
            ? answer.short
            : answer.text,
          limits,
        ),
      );
    return oneLine(writeText('answer', { sentences: 1, ...limits }, scene));
  }
  if (kind === 'score' && slot.options === undefined && slot.min === undefined) {
    const range = rangeOf(brief.orders);
    if (range !== undefined)
      return String(
        fillPlace(
          { ...place, type: range.decimal && !(range.min >= 1) ? 'number' : 'integer', min: range.min, max: range.max },
          scene,
        ),
      );
  }
  const value =
    slot.type === 'any'
      ? (answerQuestion(scene)?.short ?? fillPlace({ ...place, type: 'string' }, scene))
      : fillPlace(place, scene);
  if (value === null) return missing ?? '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return oneLine(fitLimits(text, limits));
}

function writeTemplate(parts: readonly TemplatePart[], given: Scene): string {
  const scene = { ...given, taken: { texts: new Set<string>(), numbers: new Map<string, Set<number>>() } };
  const shared = shareOut(parts, given);
  return parts
    .map((part, at) =>
      typeof part === 'string'
        ? part
        : shared.get(part) !== undefined
          ? (shared.get(part) ?? '')
          : 'kind' in part
            ? fillForm(part, scene)
            : slotText(withLetters(part, scene), at, scene),
    )
    .join('');
}

const COUNTER = /^(?:n|i|k|no|nr|num|number|index|x|#)$/i;

/** A template for every thing that the material tells of, or as often as is wanted. */
function writeEach({ parts, between, before, after, count }: Extract<Form, { kind: 'each' }>, scene: Scene): string {
  const { brief } = scene;
  const names = parts.flatMap((part) => (typeof part !== 'string' && !('kind' in part) ? [part.name] : []));
  const told = recordsOf(brief, '', names.length === 0 ? ['item'] : names, 0).map(({ text }) => text);
  const texts =
    told.length > 0 && (count === 0 || told.length >= count)
      ? told.slice(0, count || told.length)
      : Array.from({ length: count || 1 }, (_, at) => told[at] ?? clearTopic(brief) ?? brief.input);
  const lines = texts.map((text, at) => {
    const facts = createFacts(text);
    const own = { ...scene, brief: { ...brief, input: text, question: text, segments: [], facts: () => facts } };
    // "Ribosomes: build proteins" has what two holes want, in their order.
    const pair =
      names.length === 2 && !names.some((name) => COUNTER.test(name))
        ? /^([^\n:]{1,60}?)(?:\s?:|\s[-–—])\s{1,4}(\S[\s\S]*)$/u.exec(text)
        : null;
    if (pair !== null) {
      const left = pair.slice(1);
      return parts.map((part) => (typeof part === 'string' ? part : withoutEnd(oneLine(left.shift() ?? '')))).join('');
    }
    const numbered = parts.map((part) =>
      typeof part !== 'string' && !('kind' in part) && COUNTER.test(part.name) ? String(at + 1) : part,
    );
    return writeTemplate(numbered, own);
  });
  return `${before}${lines.join(between)}${after}`;
}

/** A letter that the template wants is one of those that the message offers. */
function withLetters(slot: Slot, { brief }: Scene): Slot {
  if (slot.options !== undefined || !/letter/i.test(`${slot.name} ${slot.about}`)) return slot;
  const letters = lettersOf(brief.orders);
  return letters.length > 1 ? { ...slot, options: letters } : slot;
}

/** Values of the input's JSON in another language, keys and placeholders as they are. */
function translatedJson(scene: Scene): JsonValue | undefined {
  const { brief } = scene;
  if (!hasAny(brief.orders, 'translat* traduc* übersetz* 翻译')) return undefined;
  const at = brief.input.search(/[{[]/);
  const source = at < 0 ? brief.asked.text : brief.input;
  const start = source.search(/[{[]/);
  const value =
    start < 0
      ? undefined
      : parseJson(source.slice(start, Math.max(source.lastIndexOf('}'), source.lastIndexOf(']')) + 1));
  const to = namedLanguage(brief.orders.replace(/\bfrom\s+\w+/gi, ''));
  if (value === undefined || typeof value !== 'object' || to === undefined) return undefined;
  const walk = (one: JsonValue): JsonValue => {
    if (typeof one === 'string') return translateText(one, to);
    if (Array.isArray(one)) return one.map(walk);
    if (typeof one !== 'object' || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, walk(inner)]));
  };
  return walk(value);
}

/** A list under the one key that a schema has for a list. */
function underKey(value: JsonValue | undefined, schema: JsonSchema): JsonValue | undefined {
  if (!Array.isArray(value) || typeof schema !== 'object') return value;
  const { properties } = schema as { properties?: { readonly [key: string]: { readonly type?: unknown } } };
  const lists = Object.entries(properties ?? {}).filter(([, inner]) => inner.type === 'array');
  return lists.length === 1 && lists[0] !== undefined ? { [lists[0][0]]: value } : value;
}

/** Whether a schema says no more than that there is an object. */
const isOpen = (schema: JsonSchema): boolean =>
  isRecord(schema) && schema['type'] === 'object' && Object.keys(schema).length === 1;

function writeJson(form: Extract<Form, { kind: 'json' }>, scene: Scene): string {
  const single = form.style === 'jsonl' && isRecord(form.schema) && form.schema['type'] === 'object';
  const schema = single ? ({ type: 'array', items: form.schema } as JsonSchema) : form.schema;
  const value =
    underKey(translatedJson(scene), schema) ?? (isOpen(schema) ? freeObject(scene) : fillSchema(schema, scene));
  const text = style(form, value, scene.brief);
  return form.fenced ? `\`\`\`${form.style === 'yaml' ? 'yaml' : 'json'}\n${text}\n\`\`\`` : text;
}

function style(form: Extract<Form, { kind: 'json' }>, value: JsonValue, brief: Brief): string {
  if (form.style === 'yaml') return writeYaml(value);
  if (form.style === 'ini') return writeIni(value, brief.orders);
  if (form.style === 'line') return JSON.stringify(value);
  if (form.style === 'jsonl')
    return (Array.isArray(value) ? value : [value]).map((one) => JSON.stringify(one)).join('\n');
  return JSON.stringify(value, null, 2);
}

/** The text that options are chosen by: the input, or what is asked. */
function matterOf({ brief }: Scene, names: readonly string[] = []): string {
  // What lists the options itself says nothing for one of them.
  const lists = (text: string): boolean => names.length > 1 && names.every((name) => text.includes(`="${name}"`));
  const talk = brief.segments
    .filter(
      ({ role, author, text }) =>
        !lists(text) && author === 'user' && (role === 'material' || role === 'history' || role === 'question'),
    )
    .map(({ text }) => text)
    .join('\n');
  return talk === '' ? brief.input : talk;
}

function writeChoice(form: Extract<Form, { kind: 'choice' }>, scene: Scene): string {
  const { brief } = scene;
  const matter = matterOf(
    scene,
    form.options.map(({ name }) => name),
  );
  const lettered =
    form.options.every(({ name }) => /^[A-Za-z]$|^\d{1,2}$/.test(name)) &&
    form.options.some(({ about }) => about !== '');
  if (form.all) return writeAll(form, scene, matter);
  if (
    lettered &&
    readLettered(`${brief.input}\n${brief.orders}`).length > 1 &&
    !/=/.test(brief.orders.split('\n').find((line) => /^\s*1\b/.test(line)) ?? '')
  )
    return chooseLetter(form.options, scene);
  const polar = polarOf(form.options);
  if (polar !== undefined) {
    const yes = judge(brief);
    const chosen = form.options[polar[yes ? 0 : 1]]?.name ?? '';
    return yes &&
      hasSecondLine(brief.orders) &&
      (/^unsafe|harm/i.test(chosen) || hasAny(brief.orders, `if_${chosen.toLowerCase()} when_${chosen.toLowerCase()}`))
      ? `${chosen}\n${violated(scene)}`
      : withOrderCase(chosen, brief.orders);
  }
  const passages = explained(form.options, brief.asked.text);
  const cited = form.options.every(({ name }) =>
    brief.segments.some(({ label, role }) => role === 'material' && label.endsWith(name)),
  );
  return withOrderCase(chooseOption(passages, cited ? brief.question : matter, scene).name, brief.orders);
}

const known = new WeakMap<readonly Option[], { readonly text: string; readonly options: readonly Option[] }>();

/** Options with the passages that they name; looked for once, however many records choose among them. */
function explained(options: readonly Option[], text: string): readonly Option[] {
  const before = known.get(options);
  if (before?.text === text) return before.options;
  const found = options.map((option) => ({ ...option, about: option.about || passageOf(option.name, text) }));
  known.set(options, { text, options: found });
  return found;
}

/** The text that an option names: "Passage A". */
function passageOf(name: string, text: string): string {
  const own = new RegExp(`(?:^|\\n)[^\\n:]{0,24}\\b${name.replaceAll(/[^\w ]/g, '.')}\\]?:?\\s`, 'm').exec(text);
  if (own !== null && name.length < 20)
    return text.slice(own.index + own[0].length, own.index + own[0].length + 300).split('\n\n')[0] ?? '';
  const at = name.includes(' ') ? text.indexOf(`${name}:`) : -1;
  return at < 0 ? '' : (text.slice(at + name.length + 1, at + name.length + 400).split('\n')[0] ?? '');
}

const withOrderCase = (name: string, orders: string): string =>
  /\b(?<!no |not )(?:in capitals?\b|capital letters\b|upper[- ]?case\b)/i.test(orders)
    ? name.toUpperCase()
    : /\b(?<!no |not )lower[- ]?case\b/i.test(orders)
      ? name.toLowerCase()
      : name;

function writeAll(form: Extract<Form, { kind: 'choice' }>, scene: Scene, matter: string): string {
  const { brief } = scene;
  const letters = form.options.every(({ name }) => /^[A-Z]$/.test(name));
  if (letters) {
    const kind = /\b(?:name|are|is)\s+an?\s+([a-z]+)/i.exec(brief.orders)?.[1] ?? '';
    const known = form.options.filter(({ about }) => isA(about, kind));
    return (known.length > 0 ? known : form.options.slice(0, 1)).map(({ name }) => name).join(form.between);
  }
  const chosen = chooseAll(form.options, matter);
  if (form.json === true) return JSON.stringify(chosen.map(({ name }) => name));
  return chosen.length === 0
    ? form.none || (form.options.at(-1)?.name ?? '')
    : chosen.map(({ name }) => name).join(form.between);
}

const isA = (thing: string, kind: string): boolean =>
  kind !== '' && thingsOf(kind).some((one) => one.toLowerCase() === withoutEnd(thing).toLowerCase());

/** Codes of the rules that a text breaks: those that it speaks of, or the first. */
function violated(scene: Scene): string {
  const { brief } = scene;
  const text = `${brief.asked.text}\n${brief.system}`;
  const categories = [...text.matchAll(/^\s{0,64}([A-Z]{1,2}\d{1,2})(?:\s?[:.)-]|\s)\s{0,64}(\S.*)$/gm)].map(
    (match) => ({
      name: match[1] ?? '',
      about: match[2] ?? '',
    }),
  );
  const matter =
    brief.segments
      .filter(({ role }) => role === 'history')
      .map(({ text: one }) => one)
      .join('\n') || brief.input;
  return scoreOptions(categories, matter)[0]?.option.name ?? 'S1';
}

function writeOrder(form: Extract<Form, { kind: 'order' }>, scene: Scene): string {
  const { brief } = scene;
  const query = termsOf(/(?:query|question)\s*:\s*([^\n]+)/i.exec(brief.asked.text)?.[1] ?? brief.question);
  const ranked = rank(form.ids, ({ about }) => about, query);
  if (form.pattern === '>') return ranked.map(({ item }) => `[${item.name}]`).join(' > ');
  const all = [
    ...ranked.map(({ item }) => item),
    ...form.ids.filter((id) => !ranked.some(({ item }) => item === id)),
  ].map(({ name }) => name);
  if (form.pattern === 'json') return JSON.stringify(all.map((name) => (/^\d+$/.test(name) ? Number(name) : name)));
  if (form.pattern.startsWith('list')) return all.join(form.pattern.slice(4));
  const fitting = ranked.filter(({ score }, at) => at === 0 || score > 0);
  return fitting
    .map(({ item }, at) => form.pattern.replace('{id}', item.name).replace('{score}', String(Math.max(1, 9 - at * 3))))
    .join('\n');
}

/** Brings a text of the given language back into it where a quotation would leave it: short answers aside. */
const inLanguage = (text: string, { brief }: Scene): boolean =>
  (detectLanguage(brief.asked.text) === brief.language && detectLanguage(brief.asked.text) !== 'en') ||
  brief.language === 'en' ||
  detectLanguage(text) === brief.language ||
  text.length < 24;

/** A scene that is about a thing which the order itself names. */
const sceneAbout = (scene: Scene, about: string): Scene => ({
  ...scene,
  brief: { ...scene.brief, input: about, question: about, segments: [] },
});

/** What somebody wants whom the assistant is to play: "You simulate a customer who wants to return a kettle". */
const AIM =
  /\b(?:simulat\w+|play\w*|act\w*|pretend\w*|role|impersonat\w+|persona|you are)\b[^.\n]{0,60}\b(?:customer|user|patient|client|caller|guest|buyer|shopper|traveler|visitor|tenant|student|candidate|citizen|member)\b[^.\n]{0,40}?\b(?:who|that|and|trying|looking)\s(?:(?:wants?|would like|needs?|wishes|is trying|tries)\s)?to ([^.\n]{3,160})/i;

function writeProse(form: Extract<Form, { kind: 'text' }>, given: Scene): string {
  const scene = form.about === undefined ? given : sceneAbout(given, form.about);
  const aim = form.task === 'answer' ? AIM.exec(given.brief.system)?.[1] : undefined;
  if (aim !== undefined)
    return fitLimits(
      `Hello, I want to ${withoutEnd(aim).replace(/\bthe(?:ir|y)\b|\bhis\b|\bher\b/gi, 'my')}.`,
      form.limits,
    );
  const text = writeText(form.task, form.limits, scene);
  if (
    form.task !== 'answer' ||
    inLanguage(text, scene) ||
    unknownWords(scene.brief) === text ||
    scene.brief.results.length > 0
  )
    return text;
  return fitLimits(proseAbout(scene, clearTopic(scene.brief), form.limits), form.limits);
}

/**
 * Fills a form from the conversation.
 *
 * @example fillForm({ kind: 'exact', text: 'pong' }, scene) // 'pong'
 */
export function fillForm(form: Form, scene: Scene): string {
  switch (form.kind) {
    case 'exact':
      return form.text;
    case 'choice':
      return writeChoice(form, scene);
    case 'transform':
      return transformText(form, scene);
    case 'records':
      return writeRecords(form, scene);
    case 'verdict':
      return meets(form.condition, scene.brief) ? form.yes : form.no;
    case 'slot':
      return String(fillPlace(placeOfSlot(form.slot, 0), scene));
    case 'json':
      return writeJson(form, scene);
    case 'template':
      return writeTemplate(form.parts, scene);
    case 'each':
      return writeEach(form, scene);
    case 'action':
      return writeAction(form.style, withArguments(scene));
    case 'wrapped': {
      const facts = createFacts(form.input);
      const inner = { ...scene, brief: { ...scene.brief, input: form.input, facts: () => facts } };
      return `${form.before}${fillForm(form.form, inner)}${form.after}`;
    }
    case 'order':
      return writeOrder(form, scene);
    case 'list':
      return writeList(form, scene);
    case 'table':
      return writeTable(form, scene);
    case 'code':
      return writeCode(form.language, form.fenced, scene.brief);
    case 'sql': {
      const sql = writeSql(scene.brief);
      return form.fenced ? `\`\`\`sql\n${sql}\n\`\`\`` : sql;
    }
    case 'edit':
      return (
        writeEdit(form.style, form.fenced, scene.brief) ??
        writeProse({ kind: 'text', task: 'answer', limits: {} }, scene)
      );
    case 'commit':
      return writeCommit(form, scene.brief);
    default:
      return writeProse(form, scene);
  }
}
