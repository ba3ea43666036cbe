import type { JsonValue } from '../../contract/api-types.ts';
import type { Brief } from '../read/brief.ts';
import type { ToolResult } from '../read/tool-result.ts';
import { capitalize, oneLine, termsOf } from '../read/text.ts';
import { overlap, rank } from './rank.ts';
import { anyOf } from '../has-words.ts';
import { WORDS } from '../words.ts';

const MAX_RESULTS = 6;
const MAX_FIELDS = 8;
const MAX_TEXT = 1200;

const words = (key: string): string =>
  key
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();

function show(value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.slice(0, 12).map(show).join(', ');
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .slice(0, MAX_FIELDS)
      .map(([key, inner]) => `${words(key)} ${show(inner)}`)
      .join(', ');
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

type JsonObject = { readonly [key: string]: JsonValue };
const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const LEAST = anyOf(WORDS.fill.resultAnswerLeast);
const MOST = anyOf(WORDS.fill.resultAnswerMost);

/** The thing of a list with the least or the most of what a question asks for. */
function extremeOf(list: readonly JsonValue[], question: string): JsonValue | undefined {
  const least = LEAST.test(question);
  if ((!least && !MOST.test(question)) || !list.every(isObject)) return undefined;
  const keys = Object.keys(list[0] ?? {}).filter((key) =>
    list.every((one) => isObject(one) && typeof one[key] === 'number'),
  );
  const query = termsOf(question);
  const key = keys.find((one) => overlap(termsOf(words(one)), query) > 0) ?? (keys.length === 1 ? keys[0] : undefined);
  if (key === undefined) return undefined;
  const value = (one: JsonValue): number => (isObject(one) ? Number(one[key]) : 0);
  return list.toSorted((a, b) => (least ? value(a) - value(b) : value(b) - value(a)))[0];
}

/** The things of a list that a question asks for: "which are down" → those whose state is down. */
function asked(list: readonly JsonValue[], question: string): readonly JsonValue[] {
  const extreme = extremeOf(list, question);
  if (extreme !== undefined) return [extreme];
  const ranked = rank(list.slice(0, 200), show, termsOf(question));
  const best = ranked[0]?.score ?? 0;
  return best > 0
    ? ranked.filter(({ score }) => score >= best * 0.9).map(({ item }) => item)
    : list.slice(0, MAX_FIELDS);
}

function sentenceOfObject(value: JsonObject, question: string): string {
  const fields = Object.entries(value).filter(([, inner]) => inner !== null);
  const inner = fields.find(([, one]) => Array.isArray(one) && one.some(isObject));
  if (inner !== undefined && fields.length < 3) return sentenceOfValue(inner[1], question);
  const named = fields.find(
    ([key, one]) =>
      /^(?:name|title|city|location|place|subject|item|product|symbol)$/i.test(key) && typeof one === 'string',
  );
  const rest = fields
    .filter((field) => field !== named)
    .slice(0, MAX_FIELDS)
    .map(([key, one]) => `${words(key)} ${show(one)}`);
  return `${named === undefined ? '' : `${show(named[1])}: `}${rest.join(', ')}`;
}

function sentenceOfValue(value: JsonValue, question: string): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return 'there is nothing';
    return asked(value, question)
      .map((one) => (isObject(one) ? sentenceOfObject(one, question) : show(one)))
      .join('; ');
  }
  return isObject(value) ? sentenceOfObject(value, question) : show(value);
}

function sentenceOf(result: ToolResult, question: string): string {
  const text =
    result.value === undefined || typeof result.value === 'string'
      ? oneLine(result.text)
      : sentenceOfValue(result.value, question);
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}

const labelOf = ({ args, value }: ToolResult): string => {
  const own = JSON.stringify(value ?? '').toLowerCase();
  const first = isObject(args)
    ? Object.values(args).find((one) => typeof one === 'string' && one.length < 40)
    : undefined;
  return typeof first === 'string' && !own.includes(first.toLowerCase()) ? first : '';
};

/** What a result names as the reason of its failure, in words. */
const reasonOf = (value: JsonValue | undefined): string | undefined => {
  const said = isObject(value) ? (value['message'] ?? value['error'] ?? value['reason'] ?? value['detail']) : undefined;
  return typeof said === 'string' && said !== '' ? said.replaceAll('_', ' ').slice(0, 400) : undefined;
};

/** What the results of tools say to the question. */
export function resultAnswer(
  brief: Brief,
): { readonly text: string; readonly short: string; readonly quote: string } | undefined {
  const { results, question } = brief;
  if (results.length === 0) return undefined;
  const working = results.filter(({ failed }) => !failed);
  if (working.length === 0) {
    const last = results.at(-1);
    const said = reasonOf(last?.value) ?? oneLine(last?.text ?? '').slice(0, 400);
    return { text: `The call of \`${last?.name ?? ''}\` failed: ${said}`, short: said, quote: said };
  }
  const told = working.slice(-MAX_RESULTS);
  const parts = told.map((result) => {
    const label = told.length > 1 || isObject(result.value) ? labelOf(result) : '';
    const sentence = sentenceOf(result, question);
    return `${label === '' ? '' : `${label}: `}${sentence}`;
  });
  const text = parts.map((part) => `${capitalize(part)}${/[.!?…]$/.test(part) ? '' : '.'}`).join('\n');
  return { text, short: shortOf(told, question) ?? parts.join('; '), quote: parts.join('; ') };
}

/** The field of a result that the question names. */
function shortOf(results: readonly ToolResult[], question: string): string | undefined {
  const value = results.length === 1 ? results[0]?.value : undefined;
  if (!isObject(value)) return undefined;
  const query = termsOf(question);
  const field = Object.entries(value).find(([key]) => overlap(query, termsOf(words(key))) > 0);
  return field === undefined ? undefined : show(field[1]);
}

/** Every value of results with its key, the latest result first; nested ones too. */
export function resultFields(brief: Brief): ReadonlyArray<readonly [string, JsonValue]> {
  const fields: [string, JsonValue][] = [];
  const walk = (value: JsonValue, depth: number, path: string): void => {
    if (depth > 5 || fields.length > 400) return;
    if (Array.isArray(value)) {
      for (const one of value.slice(0, 20)) walk(one, depth + 1, path);
    } else if (isObject(value)) {
      for (const [key, one] of Object.entries(value)) {
        fields.push([`${path} ${words(key)}`.trim(), one]);
        walk(one, depth + 1, words(key));
      }
    }
  };
  for (const { value, failed } of brief.results.toReversed()) if (value !== undefined && !failed) walk(value, 0, '');
  return fields;
}
