import type { Brief } from '../read/brief.ts';
import { isQuestion } from '../read/orders.ts';
import { numberOf, rawWords, wordsOf } from '../read/text.ts';
import { hasAny, hasPhrase, keyIn, keyedBy } from '../has-words.ts';
import { phraseList, WORDS, wordSet } from '../words.ts';
import { listForm, type Form, type ItemKind, type ListForm } from './form.ts';
import { limitsOf } from './read-hint.ts';
import { endMark } from './read-marker.ts';
import { separatorOf } from './read-transform.ts';

const KINDS: Readonly<Record<string, string>> = WORDS.lists.kinds;
const SINGULARS: Readonly<Record<string, string>> = WORDS.lists.singulars;
const ITEM_WORDS = keyedBy(WORDS.forms.items);
const COUNTED = wordSet(WORDS.lists.counted);
/** Verbs that ask for a list. */
const LISTING = phraseList(WORDS.lists.listing);
const HAN_COUNT = /([一两二三四五六七八九十\d]{1,2})[个条点种项句]/;

/** The singular of a noun, as far as lists of things need it. */
export const singularOf = (word: string): string =>
  Object.hasOwn(SINGULARS, word)
    ? (SINGULARS[word] ?? word)
    : word.endsWith('ies') && word.length > 4
      ? `${word.slice(0, -3)}y`
      : word.endsWith('s') && !word.endsWith('ss')
        ? word.slice(0, -1)
        : word;

export interface Count {
  readonly least: number;
  readonly most: number;
  /** The noun that is counted. */
  readonly noun: string;
  /** Words between the number and the noun. */
  readonly between: string;
}

const NO_COUNT: Count = { least: 0, most: 0, noun: '', between: '' };
const SKIPPED = 5;

/** How many things of a kind the orders want: "exactly 3 bullet points", "up to 5 keywords", "1-3 broad tags". */
export function countOf(orders: string): Count {
  // "Tayo, 33, lives here": what stands behind a comma is not counted.
  const plain = orders.toLowerCase().replaceAll(/(\d)[,;)](?=\s)/g, '$1 and');
  const words = rawWords(plain.replaceAll(/(\d)\s?[-–]\s?(\d)/g, '$1 to $2'));
  for (let at = 0; at < words.length; at++) {
    const most = numberOf(words[at] ?? '');
    if (most === undefined || most < 1 || most > 200 || !Number.isInteger(most)) continue;
    for (let next = at + 1; next <= at + SKIPPED && next < words.length; next++) {
      const noun = words[next] ?? '';
      if (/^(?:words?|characters?|chars|to|of|by|or|and|times?|percent)$/.test(noun) || numberOf(noun) !== undefined)
        break;
      if (
        !COUNTED.has(noun) &&
        kindOf(noun) === undefined &&
        !(next === at + 1 && noun.endsWith('s') && noun.length > 3 && !noun.endsWith('ss'))
      )
        continue;
      // "Write a list" counts nothing; "one step per line" neither.
      if (most === 1 && !/^(?:exactly|only|just)$/.test(words[at - 1] ?? '')) break;
      const ranged = words[at - 1] === 'to' || words[at - 1] === 'or' ? numberOf(words[at - 2] ?? '') : undefined;
      const upTo =
        ['to', 'most', 'than', 'maximum'].includes(words[at - 1] ?? '') &&
        ['up', 'at', 'more', 'of'].includes(words[at - 2] ?? '');
      return { least: ranged ?? (upTo ? 1 : most), most, noun, between: words.slice(at + 1, next).join(' ') };
    }
  }
  const han = numberOf(HAN_COUNT.exec(orders)?.[1] ?? '');
  if (han !== undefined && han > 1) return { least: han, most: han, noun: 'items', between: '' };
  // "Write user stories. Exactly two, …": the number stands alone, and the noun before.
  const alone = /\bexactly (\w+)(?=[,.;:]| separated| in )/i.exec(orders)?.[1];
  const number = alone === undefined ? undefined : numberOf(alone);
  return number === undefined || number < 1 ? NO_COUNT : { least: number, most: number, noun: 'items', between: '' };
}

/** The name of a kind of things that the lists know. */
export function kindOf(noun: string): string | undefined {
  for (const name of [noun, singularOf(noun)]) if (Object.hasOwn(KINDS, name)) return name;
  return undefined;
}

/** Things of a known kind. */
export const thingsOf = (kind: string): readonly string[] => (KINDS[kind] ?? '').split('|');

export function itemOf(orders: string, count: Count): ItemKind {
  const named = keyIn(ITEM_WORDS, `${count.between} ${count.noun}`);
  if (named !== undefined) return named as ItemKind;
  if (kindOf(count.noun) !== undefined || kindOf(`${count.between} ${singularOf(count.noun)}`.trim()) !== undefined)
    return 'thing';
  const lower = orders.toLowerCase();
  if (/\bsummar|\bmain points\b|\bkey points\b/.test(lower)) return 'sentence';
  return (keyIn(ITEM_WORDS, lower) ?? 'point') as ItemKind;
}

function markOf(orders: string): string | undefined {
  const lower = orders.toLowerCase();
  if (/(?:no|without|not|un)[ -]?(?:number(?:s|ed|ing)?|bullets?|numbering or bullets)/.test(lower)) return '';
  if (hasAny(lower, 'check_list checklist check_boxes checkboxes task_list')) return '- [ ]';
  if (/["'`“(]1\)|\b1\) /.test(orders)) return '1)';
  if (
    /\bnumbered (?:list|steps|items|lines|points|plan)|(?:as|in) a numbered|\bordered list|\b1\. (?:2|(?![^\n]{40}))|编号/.test(
      lower,
    )
  )
    return '1.';
  const sign =
    /(?:start|begin|prefix)\w{0,12}\s+(?:\w{1,40}\s+){0,3}["'`“]\s?([^\s"'`”]{1,4})\s?["'`”]|["'`“]\s?([-*•])\s?["'`”]/.exec(
      orders,
    );
  if (sign !== null) return sign[1] ?? sign[2] ?? '-';
  if (/\basterisk/.test(lower)) return '*';
  if (/\bbullet|\bdash(?:es)?\b|列点|要点/.test(lower)) return '-';
  return /\b(?:one|each) (?:\w+ )?(?:per|on (?:a|its own|each|one)) (?:own )?line\b|\bper line\b|\bown line\b|separated by newlines?|\bby newlines?\b|\bline by line\b|每行/.test(
    lower,
  )
    ? ''
    : undefined;
}

/** "with the hashtag #city": one that is given. */
const NAMED_TAG = /\bhash ?tag #\p{L}/iu;

/** Whether tags are wanted with their sign. */
export const wantsHashtags = (orders: string): boolean =>
  !NAMED_TAG.test(orders) &&
  (hasAny(orders, 'hash_tags hash_tag hashtags hashtag') ||
    /\b(?:start|begin|prefix)\w* (?:with|by) (?:an? )?["'`“]?#/i.test(orders)) &&
  !hasAny(orders, 'no_hashtags without_hashtags no_hashtag');

/** What every item is to begin with: `each line preceded by "> "`, `begins with "As a"`; hashtags have their sign. */
function prefixOf(orders: string): string | undefined {
  if (wantsHashtags(orders)) return '#';
  return /\b(?:each|every|all|lines?|items?|it)\b[^.\n"“]{0,60}\b(?:preceded by|prefixed (?:with|by)|beginn?(?:s|ing)? with|start(?:s|ing)? with|led by|introduced by)\s+["'“`]([^"'”`\n]{1,20})["'”`]/i.exec(
    orders,
  )?.[1];
}

const COMMAS =
  /\bcommas? between\b|\bby commas?\b|\bwith commas?\b|comma[- ]separated|separated by commas?|comma separated|csv list|list of comma|逗号分隔/i;

const header = (orders: string): string =>
  /\b(?:under|with|below)(?: the| a)? (?:header|heading|title)\s+["'`“]([^"'`”\n]{1,60})["'`”]/i.exec(orders)?.[1] ??
  '';

/** "Return one ingredient per line": a list of what the material has of it. */
const ONE_A_LINE = /\bone (?!(?:json |object|word\b))\p{L}[\p{L}-]* (?:per|on each|to a|a) line\b/iu;
const isTaken = (orders: string): boolean => /^\W*(?:extract|list|find|collect|pull)\b/i.test(orders);

/** A list that the orders ask for: of so many items, numbered, with bullets, one a line or with commas between. */
export function readList(brief: Brief): ListForm | undefined {
  const task = brief.segments
    .filter(({ role, kind, author }) => role === 'material' && kind === 'words' && author === 'user')
    .map(({ text }) => text)
    .find((text) => /^(?:list|name|give|write|suggest|tell)\b/i.test(text));
  const own = task === undefined ? brief.orders : `${brief.orders}\n${task}`;
  const count = countOf(own);
  // "How much do 6 tickets cost?" counts what it is about.
  if (hasAny(own, 'how_much how_many') && isQuestion(brief.question)) return undefined;
  // In a question a separator is what is asked about.
  const said = isQuestion(own) ? undefined : separatorOf(own);
  const commas = COMMAS.test(own) || (said !== undefined && said !== '\n');
  const mark = prefixOf(own) ?? (commas ? '' : markOf(own));
  if (count === NO_COUNT && mark === undefined && !commas) return undefined;
  const single = ONE_A_LINE.test(own);
  if (mark === '' && !commas && count === NO_COUNT && !single) return undefined;
  const words = wordsOf(own);
  // "Top 5 risks of …", "What are 3 uses of …": the count stands among the first words.
  const headed = words.slice(0, 4).some((word) => (numberOf(word) ?? 0) > 1) && COUNTED.has(count.noun);
  const terse =
    !/^\W*(?:is|are|does|do|ist|es|est)\b/i.test(own) &&
    (headed || kindOf(count.noun) !== undefined) &&
    words.length < 14;
  if (
    mark === undefined &&
    !commas &&
    !terse &&
    !single &&
    !LISTING.some((phrase) => hasPhrase(own.toLowerCase(), phrase))
  )
    return undefined;
  if (/^(?:sentences?|words?|paragraphs?)$/.test(count.noun)) return undefined;
  const least = count === NO_COUNT ? 3 : count.least;
  return listForm({
    least,
    most: Math.max(least, count === NO_COUNT ? 5 : count.most),
    mark: mark ?? (kindOf(count.noun) === undefined ? '1.' : '-'),
    between: said === undefined || said === '\n' ? (commas ? ', ' : '\n') : said,
    item: single && count === NO_COUNT && isTaken(own) ? 'thing' : itemOf(own, count),
    thing: thingName(count),
    limits: limitsOf(own),
    before: header(own),
    after: endMark(own),
    lowerCase: hasAny(own, 'lower-case lower_case lowercase'),
  });
}

function thingName(count: Count): string {
  for (const name of [`${count.between} ${singularOf(count.noun)}`.trim(), singularOf(count.noun)])
    if (kindOf(name) !== undefined) return kindOf(name) ?? '';
  // Things of an unknown kind are counted by their own name.
  return COUNTED.has(count.noun) ? '' : singularOf(count.noun);
}

const MARKDOWN_HEAD = /\|([^|\n]{1,60}\|)+/;

/** A table that the orders ask for, with its columns. */
export function readTable(brief: Brief): Form | undefined {
  const { orders } = brief;
  const csv = hasAny(orders, 'csv');
  const tsv = /\btsv\b|tab[- ]separated/i.test(orders);
  const markdown =
    hasAny(orders, 'table 表格 tabelle tableau tabla') &&
    /markdown|\||\bcolumns?\b|table with|in a table|as a table|a table/i.test(orders);
  if (!csv && !tsv && !markdown) return undefined;
  const columns = columnsOf(orders, tsv);
  if (
    columns.length === 0 &&
    !csv &&
    !tsv &&
    !/\b(?:make|create|as|in|into|draw|format)\b[^.\n]{0,30}\btable\b/i.test(orders)
  )
    return undefined;
  const { most, noun } = countOf(orders.replaceAll(/at least (\d+)/gi, '$1'));
  return {
    kind: 'table',
    separator: tsv ? '\t' : separatorFor(orders),
    style: tsv ? 'tsv' : csv ? 'csv' : 'markdown',
    columns,
    rows: noun === 'rows' || noun === 'lines' ? most : undefined,
    fenced: /code block|```/i.test(orders) && !/no (?:code )?fence|without (?:a )?(?:code )?fence/i.test(orders),
    header: !/\bno header|without (?:a )?header/i.test(orders),
  };
}

/** What stands between the cells of a line: as the words name it, or as the shown header has it. */
const separatorFor = (orders: string): string => {
  const said = separatorOf(orders);
  return said !== undefined && !/\n/.test(said) && said.trim() !== ''
    ? said.trim()
    : /\w;\w+;\w/.test(orders)
      ? ';'
      : ',';
};

function columnsOf(orders: string, tsv: boolean): readonly string[] {
  // "Columns: Day | Task | Who": bars that only part the names.
  const parted = /\b(?:columns?|headings?)\s*:\s+([\p{L}_][^|\n.:]{0,40}(?:\|[^|\n.]{1,40})+)/iu.exec(orders)?.[1];
  if (parted !== undefined && !/\|\s*$/.test(parted)) return parted.split('|').map((cell) => cell.trim());
  const head = MARKDOWN_HEAD.exec(orders)?.[0];
  if (head !== undefined)
    return head
      .split('|')
      .map((cell) => cell.trim())
      .filter((cell) => cell !== '' && !/^[-: ]+$/.test(cell));
  const piped =
    /\b(?:table|csv|tsv)\b[^\n|]{0,24}?\b([\p{L}_]+(?:\s?[|]\s?[\p{L}_ ]+?)+)(?=\s+(?:from|of|for)\b|[:.\n]|$)/iu.exec(
      orders,
    )?.[1];
  if (piped !== undefined) return piped.split('|').map((cell) => cell.trim());
  const colon = /\b(?:csv|tsv)\b[^\n:]{0,40}:\s*([a-z_]+(?:[,;\t][ ]?[a-z_]+)+)\s*(?:\n|$)/i.exec(orders)?.[1];
  if (colon !== undefined) return colon.split(/[,;\t]\s?/);
  const quoted = /(?:header|columns?)[^"“`\n]{0,20}["“`]([^"”`\n]+)["”`]/i.exec(orders)?.[1];
  const shown = /(?:header|columns?)\b[^\n:]{0,24}?\b([\p{L}_]+(?:([,;|\t])[\p{L}_]+)+)/iu.exec(orders);
  if (shown !== null) return (shown[1] ?? '').split(shown[2] ?? ',');
  if (quoted !== undefined && /[,;\t]/.test(quoted))
    return quoted.split(tsv ? /\t|,/ : /[,;]/).map((cell) => cell.trim());
  const chinese = /列(?:名)?(?:为|是|包括|分别为)?[:：]?\s?([^。\n]{2,80})/.exec(orders)?.[1];
  if (chinese !== undefined) return chinese.split(/[、，,和]/).map((cell) => cell.trim());
  const said =
    /\b(?:columns?|fields?|header(?: line| row)?|headings?|spalten|colonnes|columnas)\b\s*(?:are|named|called|of|with|:|=|mit)?\s{0,64}([^.\n]{3,200})/i.exec(
      orders,
    )?.[1];
  if (said === undefined) return [];
  const list = said
    .replace(/\s{1,64}and (?:a header|at least|no|exactly|one|with)\b.*$/i, '')
    .replace(/\s{1,64}(?:from|for|with|in)\s.*$/i, '');
  return list
    .split(/\s{0,64}[,;|]\s*|\s{1,64}(?:and|und|et|y)\s+/)
    .map((cell) => cell.replaceAll(/["'`():]/g, '').trim())
    .filter(
      (cell) => cell !== '' && wordsOf(cell).length <= 3 && !hasAny(cell, 'first last sorted descending ascending'),
    );
}
