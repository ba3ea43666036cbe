import type { JsonSchema, JsonValue } from '../../contract/api-types.ts';
import { isRecord, schemaAt } from '../values/schema.ts';
import { splitName } from '../values/tokens.ts';
import { slugOf } from './convert.ts';
import { anyOf } from '../has-words.ts';
import { WORDS } from '../words.ts';

type Fields = { [key: string]: JsonValue };

const TOTAL = /^(?:total|count|num|number|n|amount|score|met|passed)$/;
const OVER = anyOf('over above exceed* more greater higher larger too_high too_hot too_fast too_long too_heavy');
const UNDER = anyOf(WORDS.fill.agreeUnder);
const FLAG = /^(?:is_?)?(?:flagged|unsafe|blocked|harmful|violation|violates|toxic)$/i;
const CATEGORY = /^(?:category|reason|label|type|kind|violation_?type)$/i;
const NOTHING = /^(?:none|safe|ok|clean|no|n\/a|null|other)?$/i;
const aboutOf = (schema: JsonSchema | undefined): string =>
  isRecord(schema) && typeof schema['description'] === 'string' ? schema['description'] : '';

/** How many entries of a list beside say yes, or are there at all. */
function countIn(fields: Fields): number | undefined {
  const list = Object.values(fields).find((one): one is JsonValue[] => Array.isArray(one));
  if (list === undefined) return undefined;
  const told = list.filter((one) => isRecord(one) && Object.values(one).some((value) => typeof value === 'boolean'));
  return told.length === 0
    ? undefined
    : told.filter((one) => isRecord(one) && Object.values(one).includes(true)).length;
}

/** Whether one number beside lies over or under the other, in the order in which a text names them. */
function compared(key: string, about: string, fields: Fields): boolean | undefined {
  const words = `${splitName(key).join(' ')} ${about}`;
  const over = OVER.test(words);
  if (!over && !UNDER.test(words)) return undefined;
  const lower = about.toLowerCase();
  const numbers = Object.entries(fields).filter((one): one is [string, number] => typeof one[1] === 'number');
  const placed = numbers.toSorted(([a], [b]) => {
    const [left, right] = [a, b].map((name) => lower.indexOf(splitName(name).at(-1) ?? name));
    return left === undefined || right === undefined || left < 0 || right < 0 ? 0 : left - right;
  });
  const [first, second] = placed;
  if (first === undefined || second === undefined || placed.length > 2) return undefined;
  return over ? first[1] > second[1] : first[1] < second[1];
}

/** Fields that follow from others of the same object: totals of a list, comparisons of two numbers, slugs of a title. */
export function agreeFields(fields: Fields, properties: Readonly<Record<string, unknown>>): Fields {
  for (const [key, value] of Object.entries(fields)) {
    const words = splitName(key);
    const total = typeof value === 'number' && words.some((word) => TOTAL.test(word)) ? countIn(fields) : undefined;
    if (total !== undefined && Object.values(fields).filter((one) => typeof one === 'number').length === 1)
      fields[key] = total;
    const told = typeof value === 'boolean' ? compared(key, aboutOf(schemaAt(properties, key)), fields) : undefined;
    if (told !== undefined) fields[key] = told;
    if (/^slug$/i.test(words.at(-1) ?? ''))
      fields[key] = slugOf(String(fields['title'] ?? fields['name'] ?? fields['headline'] ?? value));
  }
  return agreeFlag(fields, properties);
}

/** A flag for something bad agrees with the category beside it: what is spam is flagged. */
function agreeFlag(fields: Fields, properties: Readonly<Record<string, unknown>>): Fields {
  const flag = Object.keys(fields).find((key) => typeof fields[key] === 'boolean' && FLAG.test(key));
  const kind = Object.keys(fields).find((key) => CATEGORY.test(key) && typeof fields[key] === 'string');
  if (flag === undefined || kind === undefined) return fields;
  const listed = schemaAt(properties, kind);
  const names = isRecord(listed) && Array.isArray(listed['enum']) ? listed['enum'] : [];
  if (!names.some((name) => NOTHING.test(String(name)))) return fields;
  if (!NOTHING.test(String(fields[kind]))) fields[flag] = true;
  else if (fields[flag] === true)
    fields[kind] = (names.find((name) => !NOTHING.test(String(name))) as JsonValue | undefined) ?? fields[kind] ?? null;
  return fields;
}
