import type { Brief } from '../read/brief.ts';
import { numberOf, termsOf, wordsOf } from '../read/text.ts';
import { parseJson } from '../read/tool-result.ts';
import { createFacts } from '../values/facts.ts';
import { meaningOf, type Meaning } from '../values/meaning.ts';
import { splitName } from '../values/tokens.ts';
import { overlap, sameWord } from './rank.ts';
import { unknownWords } from '../form/read-marker.ts';
import { WORDS } from '../words.ts';
import { hasAny } from '../has-words.ts';

interface Column {
  readonly name: string;
  readonly type: string;
}
interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
}

const CREATE = /create table\s+(?:if not exists\s+)?["`[]?(\w+)["`\]]?\s*\(/gi;
const INLINE = /\b([A-Za-z_]\w*)\s?\(([A-Za-z_][\w ]*(?:,\s?[A-Za-z_][\w ]*)*)\)/g;
/** "Table `tickets`: id INT, opened DATE" */
const WORDED = /\btables?\s+["`']?(\w+)["`']?\s?(?::|(?:has|with) (?:the )?columns?:?)\s([^\n]{3,2000})/gi;
const CONSTRAINT = /^(?:primary|foreign|unique|constraint|check|key|index)\b/i;

/** Members of a bracket, parted by its own commas. */
function members(text: string, from: number): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let start = from;
  for (let at = from; at < Math.min(text.length, from + 8000); at++) {
    const c = text.charAt(at);
    if (c === '(') depth++;
    else if (c === ')' && depth-- === 0) {
      found.push(text.slice(start, at));
      break;
    } else if (c === ',' && depth === 0) {
      found.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return found.map((one) => one.trim());
}

function columnOf(member: string): Column | undefined {
  const match = /^["`[]?(\w+)["`\]]?\s*([\w]*)/.exec(member);
  return match === null || CONSTRAINT.test(member)
    ? undefined
    : { name: match[1] ?? '', type: (match[2] ?? '').toLowerCase() };
}

/** The tables that a prompt declares: by CREATE TABLE, as `name(a, b)`, or in JSON. */
export function declaredIn(brief: Brief): readonly Table[] {
  const text = `${brief.system}\n${brief.asked.text}`;
  const tables = createdIn(text);
  if (tables.length > 0) return tables;
  for (const { text: part } of brief.segments) {
    const value = part.includes('"schema"') ? parseJson(part.replace(/^Tables:\s*/, '')) : undefined;
    for (const one of Array.isArray(value) ? value : []) {
      if (
        typeof one !== 'object' ||
        one === null ||
        Array.isArray(one) ||
        typeof one['name'] !== 'string' ||
        typeof one['schema'] !== 'string'
      )
        continue;
      tables.push({
        name: one['name'],
        columns: one['schema'].split(',').map((name) => ({ name: name.trim(), type: '' })),
      });
    }
  }
  return tables.length > 0 ? tables : inlineIn(text);
}

function createdIn(text: string): Table[] {
  return Array.from(text.matchAll(CREATE), (match) => ({
    name: match[1] ?? '',
    columns: members(text, match.index + match[0].length)
      .map(columnOf)
      .filter((column) => column !== undefined),
  }));
}

const wordedIn = (text: string): readonly Table[] =>
  Array.from(text.matchAll(WORDED), (match) => ({
    name: match[1] ?? '',
    columns: members(`${match[2]})`, 0)
      .map((member) => columnOf(member.replace(/^and /, '')))
      .filter((column) => column !== undefined),
  })).filter(({ columns }) => columns.length > 1);

const inlineIn = (text: string): readonly Table[] => {
  const worded = wordedIn(text);
  return worded.length > 0
    ? worded
    : Array.from(text.matchAll(INLINE), (match) => ({
        name: match[1] ?? '',
        columns: (match[2] ?? '').split(',').map((name) => ({ name: name.trim().split(' ')[0] ?? '', type: '' })),
      }));
};

/** The tables that a text declares in SQL or as `name(a, b)`. */
export function tablesIn(text: string): readonly Table[] {
  const created = createdIn(text);
  return created.length > 0 ? created : inlineIn(text);
}

const wishOf = (asked: string): Wish => ({
  text: asked,
  terms: termsOf(asked),
  lower: asked.toLowerCase(),
  words: wordsOf(asked),
});

/** One SELECT that answers a question from these tables; `undefined` without any. */
export function selectFor(tables: readonly Table[], asked: string): string | undefined {
  const wish = wishOf(asked);
  const table = tableFor(tables, wish) ?? tables[0];
  return table === undefined ? undefined : selectFrom(table, wish);
}

const nameTerms = (name: string): ReadonlySet<string> => termsOf(splitName(name).join(' '));
const isKey = (name: string): boolean => /(?:^|_)id$/i.test(name);
const isDay = ({ name, type }: Column): boolean => /date|day|_at$|_on$|time|year/i.test(name) || /date|time/.test(type);
const isNumeric = ({ name, type }: Column): boolean =>
  !isKey(name) &&
  (/int|num|real|dec|float|double|money/.test(type) ||
    (type === '' &&
      /total|amount|price|qty|quantity|count|cost|seconds|height|length|size|passengers|salary|score|age|weight|_m$|_cm$|_kg$|revenue|balance/i.test(
        name,
      )));
const NEAR: Readonly<Record<string, string>> = WORDS.fill.sqlNear;

interface Wish {
  readonly text: string;
  readonly terms: ReadonlySet<string>;
  readonly lower: string;
  readonly words: readonly string[];
}

function score(column: Column, { terms, words }: Wish): number {
  const own = nameTerms(column.name);
  const near = words.flatMap((word) => (Object.hasOwn(NEAR, word) ? (NEAR[word] ?? '').split(' ') : []));
  return overlap(own, terms) * 2 + (near.some((word) => [...own].some((term) => sameWord(term, word))) ? 1.5 : 0);
}

function tableFor(tables: readonly Table[], wish: Wish): Table | undefined {
  const ranked = tables
    .map((table) => ({
      table,
      score:
        overlap(nameTerms(table.name), wish.terms) * 2 +
        table.columns.reduce((sum, column) => sum + score(column, wish), 0),
    }))
    .toSorted((a, b) => b.score - a.score);
  return (ranked[0]?.score ?? 0) > 0 ? ranked[0]?.table : undefined;
}

const best = (columns: readonly Column[], wish: Wish, fits: (column: Column) => boolean): Column | undefined =>
  columns
    .filter(fits)
    .map((column) => ({ column, score: score(column, wish) }))
    .toSorted((a, b) => b.score - a.score)[0]?.column;

/** The column that results are grouped by: "per country", "each boat", "which five customers". */
function groupFor(table: Table, wish: Wish): Column | undefined {
  const named = /\b(?:per|each|by|for every|for each|which (?:\w+ )?)\s*(?:the )?([a-z_]+)/.exec(wish.lower)?.[1];
  if (named === undefined) return undefined;
  const terms = termsOf(named);
  const own = table.columns.find((column) => overlap(terms, nameTerms(column.name)) > 0 && !isNumeric(column));
  return (
    own ??
    (hasAny(wish.lower, 'per each for_every')
      ? table.columns.find(
          (column) => isKey(column.name) && overlap(terms, termsOf(column.name.replace(/_?id$/i, ''))) > 0,
        )
      : undefined)
  );
}

const PLACED = new Set<Meaning>(['city', 'country', 'location']);
/** What the words name beside a column, and places for the column that holds such: "in the Berlin office", "from Spain". */
function named({ columns }: Table, { text }: Wish): readonly string[] {
  const places = createFacts(text).places().all;
  return columns
    .filter((column) => !isNumeric(column) && !isKey(column.name) && !isDay(column))
    .flatMap(({ name }) => {
      const [, before, behind] =
        new RegExp(`(?<!^)\\b(\\p{Lu}[\\p{L}-]+) ${name}\\b|\\b${name} (\\p{Lu}[\\p{L}-]+)`, 'u').exec(text) ?? [];
      const value = before ?? behind ?? (PLACED.has(meaningOf(name, '', '', [])) ? places[0] : undefined);
      return value === undefined ? [] : [`${name} = '${value}'`];
    })
    .slice(0, 1);
}

function conditions(table: Table, wish: Wish): readonly string[] {
  const found: string[] = [];
  const year = /\b(?:19|20)\d\d\b/.exec(wish.lower)?.[0];
  const day = table.columns.find(isDay);
  if (year !== undefined && day !== undefined)
    found.push(
      /year/i.test(day.name)
        ? `${day.name} = ${year}`
        : `${day.name} >= '${year}-01-01' AND ${day.name} < '${Number(year) + 1}-01-01'`,
    );
  const compared =
    /\b(?:more than|over|above|greater than|taller than|longer than|older than|higher than|at least|heavier than|larger than|less than|under|below|fewer than|cheaper than|younger than|shorter than|at most)\s+[$€£]?(\d+(?:\.\d+)?)/.exec(
      wish.lower,
    );
  const measured = compared === null ? undefined : best(table.columns, wish, isNumeric);
  if (compared !== null && measured !== undefined)
    found.push(
      `${measured.name} ${/less|under|below|fewer|cheaper|younger|shorter|at most/.test(compared[0]) ? '<' : '>'} ${compared[1]}`,
    );
  for (const { name, type } of table.columns) {
    const said = new RegExp(`\\b(un|not |non-?)?${name.toLowerCase()}\\b`).exec(wish.lower);
    if (
      said !== null &&
      (/bool/.test(type) || /^(?:paid|active|enabled|open|done|shipped|verified|deleted|completed)$/i.test(name))
    )
      found.push(`${name} = ${said[1] === undefined ? 'true' : 'false'}`);
  }
  found.push(...named(table, wish));
  const quoted = /["']([^"']{1,40})["']/.exec(wish.lower)?.[1];
  const text =
    quoted === undefined ? undefined : best(table.columns, wish, (column) => !isNumeric(column) && !isKey(column.name));
  if (quoted !== undefined && text !== undefined) found.push(`${text.name} = '${quoted}'`);
  return found;
}

function aggregate({ lower }: Wish): 'COUNT' | 'SUM' | 'AVG' | 'MAX' | 'MIN' | undefined {
  if (hasAny(lower, 'average mean avg')) return 'AVG';
  if (hasAny(lower, 'total sum spend spent revenue in_total overall')) return 'SUM';
  if (hasAny(lower, 'how_many count number_of')) return 'COUNT';
  if (hasAny(lower, 'maximum highest largest biggest most_expensive longest latest oldest')) return 'MAX';
  return hasAny(lower, 'minimum lowest smallest cheapest shortest earliest') ? 'MIN' : undefined;
}

function limitOf({ words, lower }: Wish): number | undefined {
  const top = /\b(?:top|first|which|the|largest|biggest|last|newest)\s+(\w+)\b/g;
  for (const match of lower.matchAll(top)) {
    const value = numberOf(match[1] ?? '');
    if (value !== undefined && value > 0 && value < 1000) return value;
  }
  return words.includes('most') && hasAny(lower, 'which who') ? 1 : undefined;
}

/** One SELECT over the tables that the prompt declares; the caller's words where no table fits. */
export function writeSql(brief: Brief): string {
  const tables = declaredIn(brief);
  const instruction = brief.segments.findLast(
    ({ label, role }) => /^(?:instruction|question|request|task)$/i.test(label) && role !== 'template',
  )?.text;
  const asked =
    instruction ?? (termsOf(brief.question).size > 0 ? brief.question : (lastWish(brief.asked.text) ?? brief.input));
  const wish = wishOf(asked);
  const table = tableFor(tables, wish);
  if (table === undefined) {
    const unknown = unknownWords(brief);
    if (unknown !== undefined) return unknown;
  }
  const from = table ?? tables[0] ?? { name: 'data', columns: [] };
  return across(tables, from, wish) ?? selectFrom(from, wish);
}

/** The wish that stands among comments: the last line of words that declares no table. */
const lastWish = (text: string): string | undefined =>
  text
    .split('\n')
    .map((line) => line.replace(/^[\s#*/-]+/, '').trim())
    .findLast((line) => wordsOf(line).length > 3 && !/\w\s?\([\w, ]+\)/.test(line) && !hasAny(line, 'sql query table'));

/** A wish that names a measure of one table and a name in another which they share a key with. */
function across(tables: readonly Table[], table: Table, wish: Wish): string | undefined {
  for (const main of tables) {
    const measure = best(main.columns, wish, isNumeric);
    if (measure === undefined || score(measure, wish) < 1.5) continue;
    for (const other of tables) {
      if (other === main) continue;
      const key = main.columns.find(({ name }) => isKey(name) && other.columns.some((column) => column.name === name));
      const label = best(
        other.columns,
        wish,
        (column) => !isKey(column.name) && !isNumeric(column) && score(column, wish) >= 2,
      );
      const own =
        key === undefined || label === undefined
          ? 0
          : main.columns.filter((column) => column !== measure && !isKey(column.name) && score(column, wish) >= 2)
              .length;
      if (key === undefined || label === undefined || own > 0 || (table !== main && table !== other)) continue;
      const kind = aggregate(wish) ?? (SUPERLATIVE.test(wish.lower) ? 'MAX' : 'SUM');
      return `SELECT ${other.name}.${label.name}, ${kind}(${main.name}.${measure.name}) AS value FROM ${main.name} JOIN ${other.name} ON ${main.name}.${key.name} = ${other.name}.${key.name} GROUP BY ${other.name}.${label.name};`;
    }
  }
  return undefined;
}

const SUPERLATIVE = /\b\w{3,}(?:est)\b|\bmost\b/;

function selectFrom(table: Table, wish: Wish): string {
  const kind = aggregate(wish);
  const group = groupFor(table, wish);
  const where = conditions(table, wish);
  const limit = limitOf(wish);
  const clause = where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`;
  const counted = best(table.columns, wish, isNumeric);
  const most = hasAny(wish.lower, 'most highest largest top best biggest');
  const measured = kind !== undefined || (most && group !== undefined && counted !== undefined);
  if (!measured) {
    const named = table.columns.filter((column) => score(column, wish) >= 2);
    const shown = named.length > 0 ? named.map(({ name }) => name) : ['*'];
    const order = most && counted !== undefined ? ` ORDER BY ${counted.name} DESC` : '';
    return `SELECT ${shown.join(', ')} FROM ${table.name}${clause}${order}${limit === undefined ? '' : ` LIMIT ${limit}`};`;
  }
  const carried = kind === 'COUNT' && counted !== undefined && score(counted, wish) >= 2 && !isKey(counted.name);
  const value =
    kind === 'COUNT' && !carried ? 'COUNT(*)' : `${carried ? 'SUM' : (kind ?? 'SUM')}(${counted?.name ?? '*'})`;
  if (group === undefined)
    return `SELECT ${counted === undefined && value !== 'COUNT(*)' ? 'COUNT(*)' : value} FROM ${table.name}${clause};`;
  const order = most || limit !== undefined ? ' ORDER BY value DESC' : '';
  const name = order === '' ? value : `${value} AS value`;
  return `SELECT ${group.name}, ${name} FROM ${table.name}${clause} GROUP BY ${group.name}${order}${limit === undefined ? '' : ` LIMIT ${limit}`};`;
}
