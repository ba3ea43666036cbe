import type { JsonValue } from '../../contract/api-types.ts';
import type { Brief } from '../read/brief.ts';
import { sentencesOf, wordsOf } from '../read/text.ts';
import { parseJson } from '../read/tool-result.ts';
import { WORDS } from '../words.ts';
import { asksChoice } from './cues.ts';
import type { Option } from './form.ts';
import { optionRuns } from './option-runs.ts';
import { readVerdict } from './read-verdict.ts';
import { areOptions, optionOf, optionOfLine, splitMembers } from './split-options.ts';
import { anyOf, hasAny } from '../has-words.ts';

const PAIRS = WORDS.pairs.pairs.map((pair) => pair.split('|'));
const BEGINS =
  /(?:\bone of\b(?: the (?:following|labels|categories|values))*|[:：]|=>|=|\b(?:as|into|with|either|from|between|only|mit|par|is|are|whether|be|output|reply|answer|return|respond|write|print|apenas|choose|nur|score|then|say|values|allowed|exclusivamente|contesta|responde|mark|sind|exactly|com|word|words|whether|avec|con|con un|verdict|score|character|read|reads)\b|[(（]|只回答|回答|输出)\s*/gi;
const BAD =
  /^(?:the|a|an|no \w+|not \w+|with|without|in|on|at|like|that|nothing|exactly|only|must|where|when|if|as|to|of|for|from|by|it|its|this|these|those|your|you|write|do|does|is|are|just|each|any|all|then|so|be|add|use|keep|how|what|which|who|why|one \w+|two \w+|than|e\.g|i\.e|com|mit|par|say|reply|respond|answer|return|print|output|text|json|markdown|words?|sentences?|lines?|numbers?|quotes?|punctuation|explanations?|format)\b/i;
const GENERIC = anyOf(WORDS.forms.readOptionsGeneric);
/** Words without which a list of things is no list of alternatives. */
const ALTERNATIVES = /\b(?:or|oder|ou|o|oppure|nor)\b|[|/"“'`「]|或|または/i;
const LISTING = anyOf(
  'one_of following allowed categor* labels label classes class options option choices choice routes route queues queue intents intent topics topic values erlaubt departments department teams team workers worker roles role agents agent headline tags tag either kategorien 类别 选项 标签',
);
const ITEM = /^\s*(?:[-*•+]|\(?\d{1,3}[.)]|\(?[A-Za-z][.)])\s+/;
const DEFINITION =
  /^\s*[*_`"“']{0,3}([\p{L}\p{N}_/-]{1,40}(?: [\p{L}\p{N}_-]{1,30}){0,2})[*_`"”']{0,3}\s*(?:[:：=]{1,2}|->|=>|→|\s[-–—]|\s\|)\s+\S/u;

const text = (value: JsonValue | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** Options that JSON lists: strings, or objects with a name or an id. */
function optionsOfJson(value: JsonValue, byId: boolean): readonly Option[] {
  if (Array.isArray(value))
    return value.map((item): Option => {
      if (typeof item !== 'object' || item === null || Array.isArray(item)) return { name: text(item), about: '' };
      const id = text(item['id'] ?? item['key'] ?? item['number']);
      const name = text(item['name'] ?? item['label'] ?? item['category'] ?? item['title']);
      const about = Object.values(item).map(text).join(' ');
      return { name: byId && id !== '' ? id : name === '' ? id : name, about };
    });
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).find((one) => Array.isArray(one));
  if (inner !== undefined) return optionsOfJson(inner, byId);
  return Object.entries(value).map(([name, about]) => ({ name, about: text(about) }));
}

/** Elements of which each has an id or a name. */
const ELEMENT =
  /<\w+\s[^<>]*?\b(?:id|name|key|code|value)=["']([^"'<>]{1,60})["'](?:\s\w+=["']([^"'<>]{1,80})["'])*\s*\/?>(?:([^<>]{1,300})<\/)?/g;
const elementsOf = (text: string): readonly Option[] =>
  [...text.matchAll(ELEMENT)].map(([, id = '', name = '', about = '']) => ({
    name: id,
    about: `${name} ${about}`.trim(),
  }));

/** Options that a block lists, line by line or within a line. */
export function optionsOfBlock(block: string, byId: boolean): readonly Option[] {
  const json = parseJson(block.trim().replace(/[.;]$/, ''));
  if (json !== undefined && typeof json === 'object') return optionsOfJson(json, byId);
  const elements = elementsOf(block);
  if (elements.length > 1) return elements;
  const lines = block.split('\n').filter((line) => line.trim() !== '');
  const listed = lines.filter((line) => ITEM.test(line) || DEFINITION.test(line));
  if (listed.length > 1) return listed.map((line) => (byId ? numbered(line) : optionOfLine(line)));
  const inner = /^\s*[[{(]\s*([^\][{}]+?)\s*[\])}]\s*\.?\s*$/.exec(block)?.[1] ?? block;
  return splitMembers(inner).map(optionOf);
}

/** A list item whose number is its name. */
function numbered(line: string): Option {
  const match = /^\s*\(?(\d{1,3}|[A-Za-z])[.):]?\s*(?:[=:-]\s*)?(.*)$/.exec(line);
  return match === null ? optionOfLine(line) : { name: match[1] ?? '', about: match[2] ?? '' };
}

/** Longest part of a sentence in which options are looked for. */
const LONGEST_SENTENCE = 4000;

/** Options within a sentence: "as billing, technical or sales". */
function optionsOfSentence(whole: string): readonly Option[] {
  const sentence = whole.slice(0, LONGEST_SENTENCE);
  const listing = LISTING.test(sentence);
  // The article of Portuguese and the "or" of Spanish look alike.
  if (/[?？]$/.test(sentence) && /\so\s/.test(sentence) && !/["“|,/]/.test(sentence)) return [];
  let best: readonly Option[] = [];
  for (const match of sentence.matchAll(BEGINS)) {
    const rest = sentence.slice(match.index + match[0].length, match.index + 900);
    const inner =
      /^\s*(?:the (?:list|following)?\s*)?[[(]([^\][()]{3,600})[\])]/.exec(rest)?.[1] ??
      rest.replace(/[.?!。？！](?:\s.*)?$/s, '');
    const options =
      ALTERNATIVES.test(inner) || listing || inner !== rest.replace(/[.?!;。！？](?:\s.*)?$/s, '')
        ? trimmed(splitMembers(endAfterOr(inner)).map(optionOf))
        : [];
    if (areOptions(options) && options.every(({ name }) => !BAD.test(name)) && better(options, best)) best = options;
  }
  return best;
}

/** A list ends at the comma behind its last "or": "A or B, whichever suits". */
const endAfterOr = (text: string): string =>
  /^(?:(?!\s(?:or|oder|ou)\s).){1,200}\s(?:or|oder|ou)\s[^,]{1,60}(?=,(?!.*\b(?:or|oder|ou)\b))/su.exec(text)?.[0] ??
  text;

/** "Sentiment, positive or negative?": a first word in a capital before members in small letters names what they are about. */
const withoutTopic = (options: readonly Option[]): readonly Option[] =>
  options.length > 2 &&
  /^\p{Lu}\p{Ll}/u.test(options[0]?.name ?? '') &&
  options.slice(1).every(({ name }) => /^\p{Ll}/u.test(name))
    ? options.slice(1)
    : options;

const better = (options: readonly Option[], best: readonly Option[]): boolean =>
  isPair(options) || (!isPair(best) && options.length >= best.length);

/** Takes away what belongs to the sentence: words before the first member and behind the last. */
function trimmed(options: readonly Option[]): readonly Option[] {
  let list = [...options];
  list = [...withoutTopic(list)];
  while (list.length > 2 && GENERIC.test(list[0]?.name ?? '')) list = list.slice(1);
  while (list.length > 2 && GENERIC.test(list.at(-1)?.name ?? '')) list = list.slice(0, -1);
  if (list.length > 1) list = list.map((option) => ({ ...option, name: quotedStart(option.name) }));
  const last = list.at(-1);
  const most = Math.max(...list.slice(0, -1).map(({ name }) => wordsOf(name).length));
  if (last !== undefined && list.length > 1 && wordsOf(last.name).length > most)
    list[list.length - 1] = {
      ...last,
      name: last.name
        .split(/\s+/)
        .slice(0, most)
        .join(' ')
        .replace(/["'”:,;]{1,64}$/, ''),
    };
  return list;
}

/** A member that begins with a quotation is the quotation: `'no' as your answer` → `no`. */
const quotedStart = (name: string): string => /^["'“`‘]([^"'”`’]{1,40})["'”`’]/.exec(name)?.[1] ?? name;

/** Whether two options are a pair of opposites. */
export const isPair = (options: readonly Option[]): boolean =>
  options.length === 2 && PAIRS.some((pair) => options.every(({ name }) => pair.includes(name.toLowerCase())));

/** Options that are looked up one by one. */
const MAX_DESCRIBED = 60;

/** What lines of the prompt say of options that a sentence only names: "P1 - outage of the whole site". */
function withAbout(options: readonly Option[], source: string): readonly Option[] {
  if (options.length > MAX_DESCRIBED) return options;
  const lines = source.split('\n').filter((line) => line.length < 400);
  return options.map((option) => {
    if (option.about !== '' || option.name.length > 40) return option;
    const line = lines
      .map(optionOfLine)
      .find(({ name, about }) => about !== '' && name.toLowerCase() === option.name.toLowerCase());
    if (line !== undefined) return { ...option, about: line.about };
    const inline = source.indexOf(`${option.name} (`);
    const end = inline < 0 ? -1 : source.indexOf(')', inline);
    return end < 0 ? option : { ...option, about: source.slice(inline + option.name.length + 2, end) };
  });
}

/** "… or FINISH": one more than the list has. */
function withExtra(options: readonly Option[], orders: string): readonly Option[] {
  const extras = [
    ...orders.matchAll(/\b(?:or|say|respond with|reply with|print|return|answer)\s+["'`“]?([A-Z][A-Z_]{2,20})\b/g),
  ].map((match) => match[1] ?? '');
  const fresh = [...new Set(extras)].filter(
    (name) => !options.some((option) => option.name.toLowerCase() === name.toLowerCase()) && name !== 'JSON',
  );
  return fresh.length === 1 && options.length > 0 ? [...options, { name: fresh[0] ?? '', about: '' }] : options;
}

/** Sentences of the orders that are looked at for options. */
const MAX_SENTENCES = 80;

const BY_ID =
  /\b(?:id|number|index|digit)\b[^.\n]{0,40}\b(?:only|nothing|of the)\b|\b(?:only|just)\b[^.\n]{0,30}\b(?:id|number|index|digit)\b|number of the|reply with the id/i;

const SIGNED = /\s(?:::|=>?|->|→|\|)\s/;
/** A list of which every line names an option and says behind a sign what it is for: "cards :: lost and blocked cards". */
function definedList({ segments }: Brief): readonly Option[] {
  for (const { text: block, role } of segments) {
    const lines = block.split('\n').filter((line) => line.trim() !== '');
    if (
      (role !== 'orders' && role !== 'options') ||
      lines.length < 2 ||
      !lines.every((line) => SIGNED.test(line) && DEFINITION.test(line.replace(ITEM, '')))
    )
      continue;
    return lines.map(optionOfLine);
  }
  return [];
}

/** Options that the rows of a table define, by the column that the orders name or the first: `| code | meaning |`. */
function tabledOptions({ segments, orders }: Brief): readonly Option[] {
  const table = segments.find(
    ({ kind, author, role }) => kind === 'table' && (author === 'system' || role === 'options'),
  );
  const [head = [], ...rows] = (table?.text ?? '')
    .split('\n')
    .filter((line) => !/^[\s|:-]+$/.test(line))
    .map(cellsOf);
  const at = Math.max(
    0,
    head.findIndex((name) => hasAny(orders, name.toLowerCase().replaceAll(' ', '_'))),
  );
  return head.length < 2
    ? []
    : rows.map((row) => ({ name: row[at] ?? '', about: row.filter((_, cell) => cell !== at).join(' ') }));
}

export const cellsOf = (line: string): readonly string[] =>
  line
    .split('|')
    .map((cell) => cell.replaceAll('`', '').trim())
    .filter((cell) => cell !== '');

/** The options among which the orders want a choice; empty where they want none. */
export function readOptions(brief: Brief): readonly Option[] {
  const { orders, segments } = brief;
  const byId = BY_ID.test(orders);
  const elements = byId ? elementsOf(`${brief.system}\n${brief.asked.text}`.slice(0, 40_000)) : [];
  if (elements.length > 1) return elements;
  const source = `${orders}\n${brief.system}\n${brief.input}`;
  const run = withAbout(optionRuns(orders), source);
  const verdict = readVerdict(orders);
  const told = verdict === undefined ? run : [verdict.yes, verdict.no].map((name) => ({ name, about: '' }));
  const listed = brief.slot === '' && !asksChoice(orders) ? [] : [...definedList(brief), ...tabledOptions(brief)];
  if (listed.length > 1 && !isPair(told)) return withExtra(listed, orders);
  if (isPair(told) || !asksChoice(orders)) return isPair(told) ? told : run;
  const pair = hasAny(orders, 'second_line next_line')
    ? sentencesOf(orders).map(optionsOfSentence).find(isPair)
    : undefined;
  if (pair !== undefined) return pair;
  const blocks = segments.filter(({ role, kind }) => role === 'options' || (role === 'orders' && kind === 'list'));
  for (const { text: block, role, kind } of blocks) {
    const options = optionsOfBlock(block, byId);
    if (
      options.length > 1 &&
      (role === 'options' || (kind === 'list' && options.every(({ name }) => wordsOf(name).length <= 4))) &&
      areShort(options)
    )
      return withExtra(withAbout(options, source), orders);
  }
  const defined = definitions(orders);
  const spoken = sentencesOf(orders.replaceAll(/:\n/g, ': ')).slice(0, MAX_SENTENCES);
  const inline = spoken
    .filter((sentence) => asksChoice(sentence) || wordsOf(sentence).length < 5)
    .map(optionsOfSentence)
    .filter((options) => options.length > 1);
  const best = inline.find(isPair) ?? inline.toSorted((a, b) => b.length - a.length)[0];
  if (
    best !== undefined &&
    (isPair(best) ||
      defined.length === 0 ||
      best.every(({ name }) => defined.some((one) => one.name === name)) ||
      defined.every(({ name }) => best.some((one) => one.name === name)))
  )
    return withExtra(withAbout(best, source), orders);
  if (defined.length > 1) return byId ? defined : withExtra(defined, orders);
  return run;
}

const areShort = (options: readonly Option[]): boolean => options.every(({ name }) => name !== '' && name.length < 80);

/** Lines that define what they begin with: "1 = travel (trains, flights)". */
function definitions(orders: string): readonly Option[] {
  const lines = orders.split('\n').filter((line) => DEFINITION.test(line) && line.length < 200);
  const options = lines
    .map(optionOfLine)
    .filter(
      ({ name, about }) =>
        about !== '' &&
        wordsOf(name).length <= 3 &&
        !/^(?:note|important|example|output|format|input|task|rules?)$/i.test(name),
    );
  return options.length > 1 && new Set(options.map(({ name }) => name)).size === options.length ? options : [];
}

const LETTERED = /^\s*\(?([A-Za-z]|\d{1,2})[.):]\)?\s+(.+)$/;

/** Choices that lines offer by letter or number: "A) Mars". */
export function readLettered(source: string): readonly Option[] {
  const found: Option[] = [];
  // Of several questions, each with its answer, the last waits for one.
  const solved = [...source.matchAll(/^\s{0,64}(?:answer|correct)\s*:\s*\(?[A-Ha-h]\b.*$/gim)].at(-1);
  for (const line of source.slice(solved === undefined ? 0 : solved.index + solved[0].length).split('\n')) {
    const match = LETTERED.exec(line);
    const [, name = '', about = ''] = match ?? [];
    if (match === null) continue;
    const expected = found.length === 0 ? undefined : next(found.at(-1)?.name ?? '');
    if (expected !== undefined && name !== expected) {
      if (found.length > 1) break;
      found.length = 0;
    }
    if (found.length > 0 || /^[Aa1]$/.test(name)) found.push({ name, about });
  }
  return found.length > 1 ? found : [];
}

const next = (name: string): string =>
  /^\d+$/.test(name) ? String(Number(name) + 1) : String.fromCharCode(name.charCodeAt(0) + 1);
