import type { Brief } from '../read/brief.ts';
import { HOLE, SHOWN_LABEL } from '../read/cut-shown.ts';
import { withoutLabel, type Segment } from '../read/segment.ts';
import { WORDS } from '../words.ts';
import { announcesForm, isOrder } from '../read/orders.ts';
import { rawWords, sentencesOf, unquote, withoutEnd, wordsOf } from '../read/text.ts';
import { anyOf, hasAny } from '../has-words.ts';
import { countOf, itemOf } from './read-list.ts';
import { listForm, type Form, type ListForm, type Slot, type TemplatePart } from './form.ts';
import { rangeOf, slotOfHint } from './read-hint.ts';

const EVERY_HOLE = new RegExp(HOLE.source, 'gu');
const EVERY_ROUND = new RegExp(`\\([^()\\n]{4,160}\\)|<[^<>\\n]{1,160}>|\\.{3}|…`, 'gu');
/** Hints in round brackets: `Feedback: (write what is good and bad) [RESULT] (a number)`. */
const ROUND = /\([a-z][^()\n]* [^()\n]*\)/;
const REPEAT = /^\W*(?:\.{3}|…|and so on|etc\.?|(?:\(|\[)?(?:repeat|continue|more)\b)/i;
const isRepeat = (line: string): boolean => REPEAT.test(line) && !ITEM.test(line);
const ITEM = /^(\s*)([-*•]|\d{1,2}[.)])\s+(.*)$/;
const HEAD = /^\s*(?:#{1,6}\s+(.+?)|【([^】\n]+)】|\*\*([^*]+)\*\*|\[([A-Z][A-Z _]+)\])\s*:?\s*$/;
const ELEMENT = /<\/?([A-Za-z][\w-]{0,40})>/g;
const EXPLAINS =
  /^[`"'”»>}\])*]*\s*(?:is|are|should be|must be|will be|may be|means|stands for|[:：=]|-+)\s+(.{2,300})$/i;
const OPENED = /^\s*<([A-Za-z][\w-]{0,40})>\s*$/;

/** What is read of a shown form so far. */
interface Reading {
  readonly parts: TemplatePart[];
  /** Names of elements that are closed as well as opened: they stand in the answer. */
  readonly elements: ReadonlySet<string>;
  readonly holes: RegExp;
  /** Name of what the next line without a label holds; `''` where nothing is awaited. */
  awaited: string;
}

const bareName = (text: string): string =>
  text
    .replaceAll(/\([^()]*\)|[^\p{L}\p{N} _]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** A name for a hole: the label before it, what is awaited, or its own words where they are few. */
function nameOf(before: string, hole: string, { awaited }: Reading): string {
  const label =
    /([\p{L}][^:：=<>]{0,50}?)\W{0,64}[:：=]\W{0,64}$|<([A-Za-z][\w-]{0,40})>\s{0,8}$|\[([A-Z][A-Z _]{1,64})\]\s{0,8}$/u.exec(
      before,
    );
  const own = bareName(hole);
  const said = bareName(label?.slice(1).find(Boolean) ?? '');
  // "Q: <question>": the hole tells more than an initial.
  if (said.length > 2 || (said !== '' && own === '')) return said;
  if (awaited !== '') return awaited;
  return rawWords(own).length > 0 && rawWords(own).length < 5 ? own : 'answer';
}

/** What a label says in brackets of its value: "Follow-up needed (Y/N):". */
const remarkOf = (label: string): string => /\(([^()]+)\)\W*$/.exec(label)?.[1] ?? '';

/** The pieces of a line with holes in it. */
function addLine(line: string, reading: Reading): void {
  let from = 0;
  let before = '';
  const literal = (text: string): void => {
    before += text;
    if (text !== '') reading.parts.push(text);
  };
  for (const match of line.matchAll(reading.holes)) {
    const [hole] = match;
    const element = /^<\/?([A-Za-z][\w-]{0,40})>$/.exec(hole)?.[1];
    if ((element !== undefined && reading.elements.has(element)) || /^<\w[^<>]*\/>$/.test(hole)) continue;
    literal(line.slice(from, match.index));
    const sign = /^(?:\.{3}|…|_+)$/.test(hole);
    reading.parts.push(slotOfHint(nameOf(before, sign ? '' : hole, reading), sign ? remarkOf(before) : hole));
    from = match.index + hole.length;
    before = '';
  }
  literal(line.slice(from));
}

/** `<title>a short title</title>`: what stands within an element says what goes there. */
function addElement(line: string, reading: Reading): boolean {
  const match = /^(\s*<([A-Za-z][\w-]{0,40})>)(\s*)([^<>]*?)(\s*<\/\2>.*)$/.exec(line);
  const [, open = '', name = '', space = '', inner = '', close = ''] = match ?? [];
  if (match === null || HOLE.test(inner)) return false;
  reading.parts.push(open + space, slotOfHint(name, inner), close);
  return true;
}

const isHoled = (line: string, { elements, holes }: Reading): boolean =>
  [...line.matchAll(holes)].some(([hole]) => !elements.has(/^<\/?([\w-]+)>$/.exec(hole)?.[1] ?? ''));

/** Items that stand for as many as there are to tell: `1. [first step]`, `2. [second step]`, `...`. */
function listAt(lines: readonly string[], at: number): { readonly list: ListForm; readonly end: number } | undefined {
  const first = ITEM.exec(lines[at] ?? '');
  if (first === null || SHOWN_LABEL.test(first[3] ?? '')) return undefined;
  let end = at;
  while (ITEM.test(lines[end] ?? '') || (end > at && isRepeat(lines[end] ?? ''))) end++;
  const bodies = lines.slice(at, end).filter((line) => !isRepeat(line));
  const open = bodies.length < end - at || /\.{3}|…/.test(bodies.at(-1) ?? '') || bodies.length === 1;
  const mark = /^\d/.test(first[2] ?? '') ? `1${(first[2] ?? '').slice(-1)}` : (first[2] ?? '-');
  const words = wordsOf(bodies.join(' ')).join(' ');
  const item = /\bsteps?\b|\btasks?\b|\bactions?\b/.test(words)
    ? 'step'
    : /\bquestions?\b/.test(words)
      ? 'question'
      : /\bkeywords?\b|\btags?\b/.test(words)
        ? 'keyword'
        : 'sentence';
  const count = open ? Math.max(2, bodies.length) : bodies.length;
  return {
    end,
    list: listForm({ least: count, most: count, mark: `${first[1] ?? ''}${mark}`, item }),
  };
}

/** A line without holes: a label with what is said of its value, a heading, an element, or words about what is awaited. */
function addPlain(line: string, next: string | undefined, reading: Reading): void {
  const label = SHOWN_LABEL.exec(line);
  const follows = next !== undefined && next.trim() !== '' && !SHOWN_LABEL.test(next) && !HEAD.test(next);
  if (label !== null) {
    const [, name = '', hint = ''] = label;
    reading.awaited = bareName(name);
    if (hint === '' && follows) reading.parts.push(line);
    else reading.parts.push(`${name} `, slotOfHint(reading.awaited, hint === '' ? remarkOf(name) : hint));
    if (hint !== '') reading.awaited = '';
    return;
  }
  const head = HEAD.exec(line);
  if (head !== null) {
    reading.awaited = bareName(head.slice(1).find(Boolean) ?? '');
    reading.parts.push(line);
    // A title above its first section has nothing of its own.
    const above = (next ?? '').startsWith(`${line.split(' ')[0] ?? ''}#`);
    if (!follows && !above) reading.parts.push('\n', slotOfHint(reading.awaited, ''));
    return;
  }
  const opened = OPENED.exec(line)?.[1];
  if (opened !== undefined) reading.awaited = opened;
  if (reading.awaited === '' || ELEMENT.test(line)) reading.parts.push(line);
  else reading.parts.push(slotOfHint(reading.awaited, line));
  ELEMENT.lastIndex = 0;
  if (opened === undefined) reading.awaited = '';
}

/**
 * A shown form as literal text with holes, whatever its punctuation: labels, elements, headings, lists and placeholders.
 *
 * @example partsOfShown('Grade: <A or B>') // ['Grade: ', { name: 'Grade', options: … }]
 */
export function partsOfShown(text: string): readonly TemplatePart[] {
  const names = [...text.matchAll(/<([A-Za-z][\w-]{0,40})>/g)].map(([, name = '']) => name);
  const reading: Reading = {
    parts: [],
    elements: new Set(names.filter((name) => text.includes(`</${name}>`))),
    holes: ROUND.test(text) && !/[<{]\w/.test(text) ? EVERY_ROUND : EVERY_HOLE,
    awaited: '',
  };
  const lines = text.trimEnd().split('\n');
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (at > 0 && isRepeat(line) && !SHOWN_LABEL.test(line) && line.length < 60) continue;
    if (at > 0) reading.parts.push('\n');
    const listed = listAt(lines, at);
    if (listed !== undefined) {
      reading.parts.push(listed.list);
      reading.awaited = '';
      at = listed.end - 1;
    } else if (addElement(line, reading)) reading.awaited = '';
    else if (isHoled(line, reading)) {
      addLine(line, reading);
      reading.awaited = '';
    } else if (line.trim() !== '') addPlain(line, lines[at + 1], reading);
  }
  return reading.parts;
}

const isSlot = (part: TemplatePart): boolean => typeof part !== 'string';

/** Whether a segment shows a form, rather than a text or JSON. */
const shows = ({ role, kind, text }: Segment): boolean =>
  role === 'template' && (kind === 'shown' || (kind === 'fence' && HOLE.test(text))) && !/^\s*(?:[[{]|\|)/.test(text);

/** What the words around a form say of a hole that it only names: "`$answer` is the letter of the right option". */
export function explained(slot: Slot, sentences: readonly string[]): Slot {
  if (slot.options !== undefined || slot.type !== 'string' || wordsOf(slot.about).length > 2) return slot;
  const name = slot.about === '' ? slot.name : slot.about;
  for (const sentence of sentences) {
    const where = sentence.search(/\bwhere\b/i);
    const words =
      where < 0
        ? []
        : sentence
            .slice(where + 5)
            .split(/\s+/)
            .filter((word) => word !== '');
    if (words.length > 2 && words[0]?.replaceAll(/[^\w]/g, '') === name)
      return slotOfHint(
        slot.name,
        words
          .slice(/^(?:is|=|being|stands)$/.test(words[1] ?? '') ? 2 : 1)
          .join(' ')
          .split(/,? and (?=[A-Z]{1,3} )/)[0] ?? '',
      );
    const signed = ['$', '{', '<', '[', '`', '"'].map((sign) => sentence.indexOf(sign + name)).find((at) => at >= 0);
    const at = signed === undefined ? sentence.toLowerCase().indexOf(name.toLowerCase()) : signed + 1;
    if (at < 0 || (at > 60 && signed === undefined)) continue;
    const said = EXPLAINS.exec(sentence.slice(at + name.length))?.[1]?.split(/ and [`"$<{]/)[0];
    if (said !== undefined) return slotOfHint(slot.name, said);
  }
  return slot;
}

/** A number that the form only marks, where the words give the scale of all: "0 (not at all) to 10 (fully)". */
function scaled(slot: Slot, orders: string): Slot {
  const open = slot.type === 'number' && slot.min === undefined && wordsOf(slot.about).length < 2;
  const range = open && SCORED.test(orders) ? rangeOf(orders) : undefined;
  return range === undefined
    ? slot
    : { ...slot, type: range.decimal ? 'number' : 'integer', min: range.min, max: range.max };
}
const SCORED = /\b(?:scor|rat(?:e|ing)|grad|scale)/i;

/** Whether the prompt shows the form of its answer, as a skeleton or as JSON. */
export const showsForm = (brief: Brief): boolean =>
  brief.segments.some((segment) => shows(segment) || (segment.role === 'template' && /^\s*[[{]/.test(segment.text)));

interface Display {
  readonly text: string;
  /** The words that announce it. */
  readonly lead: string;
}

/** A form within a line: "Respond in the format: <category>|<confidence>", `as follows: "Feedback: (…) [RESULT] (…)"`. */
function inlineDisplay(orders: string): Display | undefined {
  for (const line of orders.split('\n')) {
    for (let at = line.search(/[:：]\s/); at >= 0; at = after(line, at)) {
      const [lead, rest] = [line.slice(0, at + 1), line.slice(at + 1).trim()];
      if (JSON_LIKE.test(rest) || !announcesForm(lead.slice(-120))) continue;
      const text = unquote(/^(["`“]).*?["`”](?=\.|$)/.exec(rest)?.[0] ?? withoutEnd(sentencesOf(rest)[0] ?? rest));
      const names =
        ELEMENTS.test(text) && hasAny(lead, 'tag tags xml element elements')
          ? [...text.matchAll(/<(\w[\w-]*)>/g)].map(([, name = '']) => name)
          : [];
      if (names.length > 1) return { text: names.map((name) => `<${name}>...</${name}>`).join('\n'), lead };
      if ((HOLE.test(text) && text.length > 4) || (ROUND.test(text) && text !== rest)) return { text, lead };
    }
  }
  const [tuple, index] = [TUPLE.exec(orders)?.[0], TUPLE.exec(orders)?.index ?? 0];
  return tuple === undefined ? undefined : { text: tuple, lead: orders.slice(Math.max(0, index - 60), index) };
}

const TUPLE =
  /(?<=\b(?:form|format|like|as|tuples)\W{1,3})\[?\((["'])[\p{L} _]+\1(?:, ?\1[\p{L} _]+\1)+\)(?:, ?(?:\.{3}|…))?\]?/u;
/** Elements that are only named: `<summary>, <risks> and <advice>`. */
const ELEMENTS = /^(?:(?:,|;|and|then|\s)*<\w[\w-]*>){2,8}[.\s]*$/;
const JSON_LIKE = /^[{[]\s*["'{\]]|^\{\s*\w+\s*:/;
const after = (line: string, at: number): number => {
  const next = line.slice(at + 1).search(/[:：]\s/);
  return next < 0 ? -1 : at + 1 + next;
};

/** Headings that the orders quote one after the other: `Group under "### Added" and "### Fixed"`. */
function quotedHeads(orders: string): Display | undefined {
  const heads = [...orders.matchAll(/(?:["'`“,:]|\band)\s?(#{1,4} [^"'`”\n,.#]{1,60})/g)].map(([, head = '']) =>
    head.trim(),
  );
  return new Set(heads).size > 1 ? { text: [...new Set(heads)].join('\n'), lead: '' } : undefined;
}

/** The form that the prompt shows last, with the words before it. */
function displayOf({ segments, orders }: Brief): Display | undefined {
  const at = segments.findLastIndex(shows);
  const shown = segments[at];
  if (shown === undefined) return inlineDisplay(orders) ?? quotedHeads(orders);
  const before = segments[at - 1];
  return { text: shown.text, lead: sentencesOf(before?.text ?? '').at(-1) ?? '' };
}

const linesOf = (segment: Segment): readonly string[] =>
  segment.kind === 'labelled' ? [`${segment.label}: ${withoutLabel(segment)}`] : segment.text.split('\n');

/** Labels of all forms that the prompt shows. */
export const shownLabels = ({ segments }: Brief): readonly string[] =>
  segments
    .filter(({ role, kind }) => role === 'template' && kind !== 'tag')
    .flatMap(linesOf)
    .flatMap((line) => bareName(SHOWN_LABEL.exec(line)?.[1] ?? '') || []);

/** Labels that stand alone at the end of the orders are a form as well: "Product:", "Colour:". */
function emptyLabels(segments: readonly Segment[]): readonly string[] {
  const lines: string[] = [];
  for (const { role, kind, label, text } of segments) {
    if (
      role === 'slot' ||
      (role === 'orders' &&
        kind === 'labelled' &&
        text === `${label}:` &&
        label.split(' ').length < 4 &&
        !isOrder(label))
    )
      lines.push(`${label}:`);
    else if (lines.length > 1) break;
    else lines.length = 0;
  }
  return lines.length > 1 ? lines : [];
}

/** "Step 1: ...", "Step 2: ...": lines that only differ in their number are a list. */
function numberedLines(lines: readonly string[], orders: string): Form | undefined {
  const marks = lines.map((line) => /^\s*(\p{L}[\p{L} ]{0,24}?[ #]?)(\d{1,2})([.):])\s*(\S.*)$/u.exec(line));
  const head = marks[0]?.[1];
  if (
    marks.length < 2 ||
    marks.some(
      (mark, at) => mark === null || mark[1] !== head || mark[2] !== String(at + 1) || !HOLE.test(mark[4] ?? ''),
    )
  )
    return undefined;
  const count = countOf(orders);
  const most = count.most > 0 ? count.most : marks.length;
  return listForm({ least: most, most, mark: `${head}1${marks[0]?.[3]}`, item: itemOf(`${head} ${orders}`, count) });
}

/** Labelled lines that no words announce, from the label on that waits for the answer; what the message has filled is given. */
export function readLabelled(brief: Brief): Form | undefined {
  const { segments, slot } = brief;
  const same = (a: string, b: string): boolean => bareName(a).toLowerCase() === bareName(b).toLowerCase();
  const labelOf = (line: string): string => SHOWN_LABEL.exec(line)?.[1] ?? '';
  const given = (line: string): boolean =>
    segments.some(
      ({ author, role, label, text }) =>
        author === 'user' && GIVEN.has(role) && text !== '' && same(label, labelOf(line)),
    );
  const shown = segments.filter(({ role, kind }) => role === 'template' && kind !== 'tag').flatMap(linesOf);
  const lines = (shown.length > 0 ? shown : emptyLabels(segments)).filter(
    (line) => labelOf(line) !== '' && !isRepeat(line),
  );
  const steps = numberedLines(lines, brief.orders);
  if (steps !== undefined) return steps;
  // Where all labels are empty, the last of them is not the only one that waits.
  const all = slot === '' || shown.length === 0;
  const at = all ? 0 : lines.findLastIndex((line) => same(labelOf(line), slot));
  const wanted = all ? lines.filter((line) => !given(line)) : lines.slice(at);
  if (at < 0 || wanted.length === 0) return undefined;
  const parts = partsOfShown(wanted.join('\n'));
  const reasoned =
    wanted.length === 1 && slot === '' && sentencesOf(brief.orders).some((sentence) => LAST_LINE.test(sentence));
  return {
    kind: 'template',
    parts: [...(reasoned ? [REASONING, '\n'] : []), ...(all ? parts : parts.slice(1))],
  };
}

const GIVEN = new Set<Segment['role']>(['material', 'question', 'history']);
const LAST_LINE = anyOf(WORDS.forms.readTemplateLastLine);
const REASONING: Slot = { name: 'reasoning', about: '', type: 'string', limits: { sentences: 2 } };

const EACH = anyOf(
  'each every per one_per for_each each_line per_line list_of tuples cards triples pairs each_step each_item each_statement 每',
);
const COUNTED = /(?<![:=]\s?)[<{[](?:n|i|k|number|index|x|#)[>}\]]/i;
/** What comes one at a time: a form for every message is a form for this one. */
const ONE_INPUT = 'message messages input inputs request requests turn response user reply answer';
const TUPLES = /^(\[)?\(("|')[\p{L} _]+\2(?:, ?\2[\p{L} _]+\2)+\)(?:, ?(?:\.{3}|…))?(\])?$/u;

/** A template that stands for one of several: "one card per line in the format …". */
function eachOf({ text, lead }: Display, parts: readonly TemplatePart[], orders: string): Form | undefined {
  const tuples = TUPLES.exec(text);
  const several = tuples !== null || COUNTED.test(text) || (EACH.test(lead) && !hasAny(lead, ONE_INPUT));
  if (!several || parts.filter(isSlot).length === 0) return undefined;
  const { most, noun } = countOf(orders);
  return {
    kind: 'each',
    parts,
    between: tuples === null ? (text.includes('\n') ? '\n\n' : '\n') : ', ',
    before: tuples?.[1] ?? '',
    after: tuples?.[3] ?? '',
    count: most > 20 || /^(?:lines?|fields?|keys?)$/.test(noun) ? 0 : most,
  };
}

/** Tuples of quoted names, which stand for values: `[('aspect', 'polarity'), ...]`. */
const tupleOf = (text: string): string =>
  TUPLES.test(text)
    ? text
        .replace(/^\[/, '')
        .replace(/(?<=\)).*$/, '')
        .replaceAll(/(["'])([\p{L} _]+)\1/gu, '$1<$2>$1')
    : text;

/** "Reply with a short scene, then exactly three options in this form": what stands before the form. */
const FIRST =
  /\b(?:with|write|give|provide|put)\s{1,8}(?:an?|your|the)?\s{0,8}([\p{L} ]{3,40}?),?\s{1,8}(?:and )?(?:then|followed by)\b/iu;

const SIGN = /(\s?(?:\||;|=>|->|→|\t|<TAB>|\\t|[:=])\s?)/i;
const QUOTED = /[`"“]([^`"”\n]{3,90})[`"”]|[:：]\s([^:：\n]{3,90}?)\.?$/gu;

/** A skeleton of plain names with a sign between: `N: translation`, `front;back`; a name in capitals before a colon is a label. */
function holedNames(text: string): string | undefined {
  const parts = text.split(SIGN);
  const names = parts.filter((_, at) => at % 2 === 0).map((name) => name.trim());
  const isLabel = (at: number): boolean =>
    at === 0 && /[:=]/.test(parts[1] ?? '') && /^\p{Lu}.{2,}/u.test(names[0] ?? '');
  if (names.length < 2 || names.length > 8 || (names.length === 2 && isLabel(0) && /^\p{Lu}/u.test(names[1] ?? '')))
    return undefined;
  if (!names.every((name) => /^\p{L}[\p{L}\p{N}_ ]{0,30}$/u.test(name) && wordsOf(name).length < 4)) return undefined;
  return parts
    .map((part, at) => (at % 2 === 1 ? part.replace(/<TAB>|\\t/i, '\t') : isLabel(at / 2) ? part : `<${part.trim()}>`))
    .join('');
}

/** A skeleton whose names in capitals the words explain: "LABEL (NN%)", where LABEL is …. */
const holedCapitals = (text: string, orders: string): string =>
  text.replaceAll(/(?<![\p{L}<])\p{Lu}{1,20}(?![\p{L}>])/gu, (word) =>
    /^(?:N|X){1,3}$/.test(word) || new RegExp(`\\bwhere\\b[^.\\n]{0,120}\\b${word}\\b`).test(orders)
      ? `<${word}>`
      : word,
  );

/** A skeleton without signs for its holes, quoted or behind a colon, where the words say that it is the form of a line or of all. */
export function readBare({ orders }: Brief): Form | undefined {
  for (const sentence of sentencesOf(orders)) {
    if (!announcesForm(sentence) && !EACH.test(sentence)) continue;
    for (const match of sentence.matchAll(QUOTED)) {
      const text = (match[1] ?? match[2] ?? '').trim();
      if (HOLE.test(text.replaceAll(/<tab>/gi, ''))) continue;
      const capitals = holedCapitals(text, orders);
      const skeleton = capitals === text || /^<N>\W/.test(capitals) ? holedNames(text) : capitals;
      if (skeleton === undefined || skeleton === text) continue;
      const parts = partsOfShown(skeleton).map((part, at, all): TemplatePart => {
        if (typeof part === 'string' || 'kind' in part) return part;
        const percent = part.type === 'number' && String(all[at + 1] ?? '').startsWith('%');
        return percent
          ? { ...part, name: 'confidence', type: 'integer', min: 0, max: 100 }
          : scaled(explained(part, [sentence]), orders);
      });
      if (parts.some(isSlot))
        return eachOf({ text: skeleton, lead: sentence }, parts, orders) ?? { kind: 'template', parts };
    }
  }
  return undefined;
}

/** The form that the prompt shows as a skeleton with holes. */
export function readShown(brief: Brief): Form | undefined {
  const display = displayOf(brief);
  if (display === undefined) return undefined;
  const around = sentencesOf(brief.orders.replace(display.text, '\n'));
  const parts = partsOfShown(tupleOf(display.text)).map((part) =>
    typeof part === 'string' || 'kind' in part ? part : scaled(explained(part, around), brief.orders),
  );
  const first = FIRST.exec(display.lead)?.[1];
  if (first !== undefined) parts.unshift({ name: first, about: first, type: 'string', limits: { sentences: 2 } }, '\n');
  if (!parts.some(isSlot) || parts.length < 2) return undefined;
  return eachOf(display, parts, brief.orders) ?? { kind: 'template', parts };
}
