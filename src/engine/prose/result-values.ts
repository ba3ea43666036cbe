import type { JsonValue } from '../../contract/api-types.ts';
import { shorten } from '../understand/extract.ts';
import { joinWords, wordsOfName } from './english.ts';

/** A value of a tool result with the words for its name. */
export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

const DEPTH = 3;
const VALUES = 12;
/** Longest text that is repeated from a tool result. */
const TEXT_LIMIT = 300;

const isRecord = (value: JsonValue): value is { [key: string]: JsonValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A scalar as an answer shows it. */
export function showScalar(value: JsonValue): string {
  if (typeof value === 'string') return shorten(value.replace(/\s+/g, ' ').trim(), TEXT_LIMIT);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value === null ? 'not available' : String(value);
}

/** Names in a list are often objects: their title, name or id stands for them. */
function labelOf(value: JsonValue): string {
  if (!isRecord(value)) return Array.isArray(value) ? `${value.length} values` : showScalar(value);
  for (const key of ['name', 'title', 'label', 'city', 'symbol', 'id', 'text', 'description', 'url']) {
    const label = value[key];
    if (typeof label === 'string' || typeof label === 'number') return showScalar(label);
  }
  const scalars = Object.entries(value)
    .filter(([, inner]) => typeof inner !== 'object')
    .slice(0, 3);
  return scalars.map(([key, inner]) => `${wordsOfName(key)} ${showScalar(inner)}`).join(', ');
}

/** The values of a JSON result, nested ones under their own names; at most a dozen, at most three levels deep. */
export function namedValues(value: JsonValue, depth = 0): NamedValue[] {
  if (!isRecord(value)) return [{ name: '', value: Array.isArray(value) ? listWords(value) : showScalar(value) }];
  const found: NamedValue[] = [];
  for (const [key, inner] of Object.entries(value)) {
    if (found.length >= VALUES) break;
    const name = wordsOfName(key);
    if (Array.isArray(inner)) found.push({ name, value: listWords(inner) });
    else if (isRecord(inner)) {
      if (depth < DEPTH) found.push(...namedValues(inner, depth + 1).slice(0, VALUES - found.length));
    } else if (inner !== null && inner !== '') found.push({ name, value: showScalar(inner) });
  }
  return found;
}

/** The first members of a list in words, and how many more there are. */
export function listWords(values: readonly JsonValue[]): string {
  const labels = values
    .slice(0, 5)
    .map(labelOf)
    .filter((label) => label !== '');
  if (labels.length === 0) return 'none';
  const more = values.length - labels.length;
  return more > 0 ? `${labels.join(', ')} and ${more} more` : joinWords(labels);
}

/** The labels of a list, one by one. */
export const listLabels = (values: readonly JsonValue[], count: number): string[] =>
  values
    .slice(0, count)
    .map(labelOf)
    .filter((label) => label !== '');
