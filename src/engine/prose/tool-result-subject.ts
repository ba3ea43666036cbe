import type { JsonValue } from '../../contract/api-types.ts';
import type { ToolResult } from '../understand/ask.ts';
import { shorten } from '../understand/extract.ts';
import { showScalar } from './result-values.ts';

type JsonRecord = { readonly [key: string]: JsonValue };

export const isRecord = (value: JsonValue | undefined): value is { [key: string]: JsonValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const scalarOf = (record: JsonRecord, ...keys: readonly string[]): string | undefined => {
  for (const key of keys) {
    const value = record[key];
    if (typeof value === 'string' || typeof value === 'number') return showScalar(value);
  }
  return undefined;
};

/** Place or thing that the call was about, from the result or from the call's arguments. */
export function subjectOf(result: ToolResult): string | undefined {
  const keys = [
    'location',
    'city',
    'place',
    'query',
    'symbol',
    'ticker',
    'name',
    'country',
    'expression',
    'title',
    'id',
    'q',
    'topic',
    'url',
    'path',
  ];
  const found =
    (isRecord(result.value) ? scalarOf(result.value, ...keys) : undefined) ??
    (isRecord(result.args) ? scalarOf(result.args, ...keys) : undefined);
  if (found !== undefined) return shorten(found);
  const [first] = isRecord(result.args) ? Object.values(result.args) : [];
  return typeof first === 'string' && first.length <= 60 && first !== '' ? first : undefined;
}
