import type { JsonSchema, JsonValue } from '../../contract/api-types.ts';
import type { Form } from '../form/form.ts';
import { capitalize, isHan, sentencesOf, wordsOf } from '../read/text.ts';
import { createFacts } from '../values/facts.ts';
import { bindNumber } from './bind.ts';
import { fillPlace, placeOf, thingOf, type Place } from './fill-slot.ts';
import { recordsOf, type Record } from './records.ts';
import type { Scene } from './scene.ts';
import { chosenRows, givenTable } from './given-table.ts';
import { keywordsOf } from './shorten.ts';
import { topicOf } from './topic.ts';
import { voiceOf } from './voice.ts';
import { anyOf } from '../has-words.ts';
import { WORDS } from '../words.ts';

type TableForm = Extract<Form, { kind: 'table' }>;

const NUMERIC = anyOf(WORDS.fill.writeTableNumeric);

const placeFor = (column: string, columns: readonly string[], record: Record, index: number): Place => {
  const numeric = NUMERIC.test(column);
  const schema = { type: numeric ? 'number' : 'string' } as JsonSchema;
  const beside = columns.map((name) => (NUMERIC.test(name) ? 'quantity' : name));
  return placeOf({ name: column, schema, type: numeric ? 'number' : 'string', nullable: true, record, index, beside });
};

/** The cell of a record: by its column's name; the first column is the thing that the record is about. */
function cell(
  column: string,
  at: number,
  columns: readonly string[],
  record: Record,
  index: number,
  scene: Scene,
): string {
  const facts = createFacts(record.text);
  const sure = at === 0 ? undefined : bindNumber(column, '', facts, new Set(), () => true);
  if (sure?.sure === true) return String(sure.value);
  if (at === 0 && !NUMERIC.test(column)) {
    const named = facts.people()[0] ?? facts.names()[0]?.text;
    const counted = /^\s*(?:\d|an?\b|one\b|two\b|three\b|four\b|five\b)/i.test(record.text);
    return counted || named === undefined ? withoutColumns(thingOf(record.text), columns) : named;
  }
  const numbers = facts.numbers().filter(({ bound }) => !bound);
  const columnsOfNumbers = columns.filter((name) => NUMERIC.test(name));
  if (NUMERIC.test(column) && numbers.length === columnsOfNumbers.length) {
    const priced = /price|cost|amount|total|budget/i.test(column)
      ? numbers.find(({ currency, after }) => currency !== undefined || after.includes('each'))
      : undefined;
    const value = priced ?? numbers[columnsOfNumbers.indexOf(column)];
    if (value !== undefined) return String(value.value);
  }
  const day = /^(?:day|weekday|date|when|tag|jour|día)$/i.test(column)
    ? createFacts(record.text).dates()[0]
    : undefined;
  if (day !== undefined) return day;
  const value: JsonValue = fillPlace(placeFor(column, columns, record, index), scene);
  // The only number of a row that nothing else has taken.
  return value === null
    ? at === columns.length - 1 && numbers.length === 1
      ? String(numbers[0]?.value)
      : ''
    : String(value);
}

/** "Write the report (Anna, Friday)": as many parts as there are columns, in their order. */
function told(text: string, count: number): readonly string[] | undefined {
  const [, first = '', rest = ''] = /^([^()]{2,80}?)\s?\(([^()]{1,120})\)\W*$/.exec(text.trim()) ?? [];
  const parts = first === '' ? text.trim().replace(/[.;]$/, '') : `${first}, ${rest}`;
  const cells = parts.split(/\s?[,;|\t]\s?/);
  return count > 1 && cells.length === count && cells.every((cell) => wordsOf(cell).length < 6 && cell !== '')
    ? cells
    : undefined;
}

/** A thing without the name of another column before it: "units of clamps" → clamps. */
const withoutColumns = (thing: string, columns: readonly string[]): string =>
  columns
    .reduce(
      (text, column) => text.replace(new RegExp(`^${column.replaceAll(/[^\p{L}]/gu, '.')}\\s+(?:of\\s+)?`, 'iu'), ''),
      thing,
    )
    .replace(/\s{1,64}(?:for|at)$/i, '');

/** Rows that the material has none for: aspects of the things that the columns name. */
function invented(form: TableForm, count: number, scene: Scene): readonly (readonly string[])[] {
  const voice = voiceOf(scene);
  const facets = voice.lines('facets', count, {});
  const words = keywordsOf(scene.brief.asked.text, 12);
  return facets.map((facet, row) =>
    form.columns.map((column, at) =>
      at === 0
        ? facet
        : `${capitalize(column)}: ${words[(row + at) % Math.max(1, words.length)] ?? topicOf(scene.brief)}`,
    ),
  );
}

const quoteCsv = (text: string, separator: string): string =>
  text.includes(separator) || /["\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** A table of the records that the material tells of, in its columns. */
export function writeTable(form: TableForm, scene: Scene): string {
  const { brief } = scene;
  const numeric = form.columns.filter((column) => NUMERIC.test(column)).length;
  const records = recordsOf(brief, 'rows', form.columns, numeric);
  const compares = records.length < 2 && (sentencesOf(brief.input).length < 2 || isHan(brief.input));
  const columns = form.columns.length > 0 ? form.columns : ['Name', 'Value'];
  const wanted = form.rows ?? 3;
  const whole = { ...form, columns };
  const given = givenTable(brief);
  const chosen = given === undefined ? undefined : chosenRows(given, form.columns, brief.orders);
  if (chosen !== undefined) return wrap(form, chosen.columns, chosen.rows);
  const rows =
    records.length === 0 ||
    (brief.input === brief.asked.text &&
      brief.segments.some(({ author, role }) => author === 'user' && role === 'orders')) ||
    (compares && wordsOf(brief.orders).length === 0)
      ? invented(whole, Math.max(3, wanted), scene)
      : records
          .slice(0, 60)
          .map(
            (record, index) =>
              told(record.text, columns.length) ??
              columns.map((column, at) => cell(column, at, columns, record, index, scene)),
          );
  return wrap(form, columns, rows);
}

function wrap(form: TableForm, columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const text =
    form.style === 'markdown' ? markdown(columns, rows) : separated(columns, rows, form.separator, form.header);
  return form.fenced ? `\`\`\`${form.style === 'markdown' ? 'markdown' : 'csv'}\n${text}\n\`\`\`` : text;
}

const line = (cells: readonly string[]): string => `| ${cells.map((text) => text.replaceAll('|', '/')).join(' | ')} |`;

const markdown = (columns: readonly string[], rows: readonly (readonly string[])[]): string =>
  [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');

const separated = (
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  separator: string,
  header: boolean,
): string =>
  [...(header ? [columns] : []), ...rows]
    .map((cells) => cells.map((text) => quoteCsv(text, separator)).join(separator))
    .join('\n');
