import { characters, NO_FLAWS, oneFlaw, type Check } from './checks.ts';
import type { Flaw, StreamRun } from './run.ts';
import type { ItemRecord } from './item-ledger.ts';
import { asList, asObject, isText } from '../schema/json-shape.ts';
import { isJsonObject, type JsonObject } from '../requirements.ts';

const sequenceCounts: Check = (run, { chunk }) => {
  const expected = run.items.sequence;
  const number = chunk['sequence_number'];
  run.items.skip(chunk);
  return number === expected ? NO_FLAWS : oneFlaw('/sequence_number', String(expected), number);
};

const indexIsNext: Check = (run, { chunk }) => {
  const place = run.items.of(chunk)?.place ?? 0;
  return chunk['output_index'] === place ? NO_FLAWS : oneFlaw('/output_index', String(place), chunk['output_index']);
};

/** One other is enough to know, so a hostile stream of open items costs no more. */
function otherOpen(run: StreamRun, own: ItemRecord | undefined): ItemRecord | undefined {
  for (const item of run.items.open) if (item !== own) return item;
  return undefined;
}

const othersClosed: Check = (run, { chunk }) => {
  const other = otherOpen(run, run.items.of(chunk));
  return other === undefined
    ? NO_FLAWS
    : oneFlaw('/output_index', `an item after item ${other.index} is closed`, chunk['output_index']);
};

/** What an item of each type has when it is opened. */
const OPENED: Readonly<Record<string, readonly (readonly [key: string, value: unknown])[]>> = {
  message: [
    ['status', 'in_progress'],
    ['content', []],
    ['role', 'assistant'],
  ],
  function_call: [
    ['status', 'in_progress'],
    ['arguments', ''],
  ],
  custom_tool_call: [
    ['status', 'in_progress'],
    ['input', ''],
  ],
  reasoning: [['summary', []]],
};

const isSame = (value: unknown, wanted: unknown): boolean =>
  Array.isArray(wanted) ? Array.isArray(value) && value.length === 0 : value === wanted;

const addedEmpty: Check = (_run, { chunk }) => {
  const item = asObject(chunk['item']);
  const wanted = OPENED[String(item['type'])] ?? [];
  const flaws = wanted.flatMap(([key, value]) =>
    isSame(item[key], value) ? NO_FLAWS : oneFlaw(`/item/${key}`, JSON.stringify(value), item[key]),
  );
  const isCall = item['type'] === 'function_call' || item['type'] === 'custom_tool_call';
  const named = !isCall || (isText(item['name']) && isText(item['call_id']));
  return named ? flaws : [...flaws, ...oneFlaw('/item', 'a call with name and call_id', item)];
};

const idOfItem: Check = (run, { chunk }) => {
  const id = run.items.of(chunk)?.added?.['id'];
  const told = chunk['item_id'] ?? asObject(chunk['item'])['id'];
  if (id === undefined || told === undefined || told === id) return NO_FLAWS;
  return oneFlaw('item_id' in chunk ? '/item_id' : '/item/id', `the id of the item, ${String(id)}`, told);
};

const partIndex: Check = (run, { chunk }, { field = '' }) => {
  const parts = run.items.of(chunk)?.[field === 'summary_index' ? 'summary' : 'content'];
  if (chunk[field] === undefined || parts === undefined) return NO_FLAWS;
  const expected = Math.max(parts.length - 1, 0);
  return chunk[field] === expected ? NO_FLAWS : oneFlaw(`/${field}`, String(expected), chunk[field]);
};

/** The whole that an event tells, and what the pieces have come to. */
function wholeOf(
  chunk: JsonObject,
  item: ItemRecord | undefined,
): readonly [path: string, whole: unknown, pieces: string] {
  if ('arguments' in chunk) return ['/arguments', chunk['arguments'], item?.call ?? ''];
  if ('input' in chunk) return ['/input', chunk['input'], item?.call ?? ''];
  const part = ('summary_index' in chunk ? item?.summary : item?.content)?.at(-1)?.text ?? '';
  if (!('part' in chunk))
    return 'refusal' in chunk ? ['/refusal', chunk['refusal'], part] : ['/text', chunk['text'], part];
  const { refusal, text } = asObject(chunk['part']);
  return refusal === undefined ? ['/part/text', text, part] : ['/part/refusal', refusal, part];
}

const piecesMake: Check = (run, { chunk }) => {
  const [path, whole, pieces] = wholeOf(chunk, run.items.of(chunk));
  return whole === pieces
    ? NO_FLAWS
    : oneFlaw(path, `the concatenated deltas, ${JSON.stringify(pieces.slice(0, 80))}`, whole);
};

const textsOf = (parts: unknown): unknown[] =>
  asList(parts).map((part) => asObject(part)['text'] ?? asObject(part)['refusal']);

/** Pairs of what the item says and what its pieces said, by the type of the item. */
function told(
  item: JsonObject,
  record: ItemRecord,
): readonly (readonly [path: string, whole: unknown, pieces: unknown])[] {
  const content = record.content.map(({ text }) => text);
  switch (item['type']) {
    case 'message':
      return [['/item/content', textsOf(item['content']), content]];
    case 'function_call':
      return [['/item/arguments', item['arguments'], record.call]];
    case 'custom_tool_call':
      return [['/item/input', item['input'], record.call]];
    case 'reasoning':
      return [
        ['/item/summary', textsOf(item['summary']), record.summary.map(({ text }) => text)],
        ['/item/content', textsOf(item['content']), content],
      ];
    default:
      return [];
  }
}

const itemIsPieces: Check = (run, { chunk }, { values = [] }) => {
  const item = asObject(chunk['item']);
  const record = run.items.of(chunk);
  if (record === undefined || !values.includes(String(item['type']))) return NO_FLAWS;
  return told(item, record).flatMap(([path, whole, pieces]): readonly Flaw[] =>
    JSON.stringify(whole) === JSON.stringify(pieces) ? NO_FLAWS : oneFlaw(path, 'the concatenated deltas', whole),
  );
};

function isObjectText(text: unknown): boolean {
  try {
    return isJsonObject(JSON.parse(String(text)));
  } catch {
    return false;
  }
}

const itemArgumentsParse: Check = (_run, { chunk }) => {
  const { type, status, arguments: text } = asObject(chunk['item']);
  const owed = type === 'function_call' && status !== 'incomplete';
  return !owed || isObjectText(text) ? NO_FLAWS : oneFlaw('/item/arguments', 'arguments with one JSON object', text);
};

const deltaPadding: Check = (run, { chunk }, { field = '', modulus = 1 }) => {
  const { [field]: padding, delta } = chunk;
  if (typeof padding !== 'string' || typeof delta !== 'string' || !delta.isWellFormed()) return NO_FLAWS;
  if (run.facts.unpadded) return oneFlaw(`/${field}`, 'no padding, as requested', padding);
  const length = characters(delta) + characters(padding);
  return length % modulus === 0
    ? NO_FLAWS
    : oneFlaw(`/${field}`, `a multiple of ${modulus} characters, together with the delta`, length);
};

const deltaWhole: Check = (_run, { chunk: { delta } }) =>
  typeof delta !== 'string' || delta.isWellFormed() ? NO_FLAWS : oneFlaw('/delta', 'whole characters', delta);

/** Checks of the events of an item, by the names that the grammar of Responses uses. */
export const ITEM_CHECKS: Readonly<Record<string, Check>> = {
  'sequence-counts': sequenceCounts,
  'index-is-next': indexIsNext,
  'others-closed': othersClosed,
  'added-empty': addedEmpty,
  'id-of-item': idOfItem,
  'part-index': partIndex,
  'pieces-make': piecesMake,
  'item-is-pieces': itemIsPieces,
  'item-arguments-parse': itemArgumentsParse,
  'delta-padding': deltaPadding,
  'delta-whole': deltaWhole,
};
