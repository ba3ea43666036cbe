import type { JsonSchema, JsonValue } from '../../contract/api-types.ts';
import { numberCandidates } from './choose-number.ts';
import type { Facts } from './facts.ts';
import { describeField } from './field.ts';
import type { Field, Making } from './making.ts';
import { isRecord, type Conjunction, type SchemaObject } from './schema.ts';
import { splitName } from './tokens.ts';
import { wordCandidates } from './word-candidates.ts';
import { WORDS } from '../words.ts';

const TRUE_BEFORE =
  /\b(?:with|enable|turn on|switch on|include|including|activate|allow|want|open|add|开启|打开|启用)\b[\w ]{0,20}$/;
const FALSE_BEFORE =
  /\b(?:without|no|not|disable|turn off|switch off|exclude|excluding|skip|deactivate|don't|close)\b[\w ]{0,20}$/;

/** What the words say about a yes-or-no property, if they mention it. */
export function spokenBoolean(field: Field, making: Making): boolean | undefined {
  const { lower } = making.facts;
  const words = splitName(field.name).filter(
    (word) => !/^(?:is|has|include|includes|with|enable|enabled|use|should|allow)$/.test(word),
  );
  const state = /^(?:is ?)?(?:enabled|on|active|power|state|powered|open)$/i.test(field.name);
  if (state) {
    if (/\b(?:turn|switch)\b[\w ]{0,30}\bon\b|\benable\b|\bactivate\b|\bopen\b|打开|开启/.test(lower)) return true;
    if (/\b(?:turn|switch)\b[\w ]{0,30}\boff\b|\bdisable\b|\bdeactivate\b|\bclose\b|关闭|关掉/.test(lower))
      return false;
  }
  const word = words.at(-1) ?? '';
  const at = word.length < 3 ? -1 : lower.indexOf(word);
  if (at < 0) return undefined;
  const before = lower.slice(Math.max(0, at - 40), at);
  if (FALSE_BEFORE.test(before)) return false;
  return TRUE_BEFORE.test(before) ? true : undefined;
}

const ALIASES: Readonly<Record<string, readonly string[]>> = WORDS.values.spokenChoiceAliases;

function positionOf(value: string, facts: Facts): number {
  const plain = value.toLowerCase();
  const forms = [
    plain,
    plain.replaceAll(/[_-]/g, ' '),
    ...(Object.hasOwn(ALIASES, plain) ? (ALIASES[plain] ?? []) : []),
  ];
  for (const form of forms) {
    if (form === '' || (form.length === 1 && /[a-z]/.test(form) && !facts.text.includes(` ${form.toUpperCase()}`)))
      continue;
    for (let at = facts.lower.indexOf(form); at >= 0; at = facts.lower.indexOf(form, at + 1)) {
      const inside = /[\p{L}\d]/u;
      const alone =
        /[\u4e00-\u9fff]/.test(form) ||
        !(
          /[a-z\d]$/.test(form) &&
          inside.test(facts.lower.charAt(at + form.length)) &&
          !/s/.test(facts.lower.charAt(at + form.length))
        );
      if (alone && (!/^[a-z\d]/.test(form) || !inside.test(facts.lower.charAt(at - 1)))) return at;
    }
  }
  return -1;
}

/** A number among the choices that the words have too. */
function spokenNumber(values: readonly JsonValue[], field: Field, making: Making): JsonValue | undefined {
  if (!values.some((value) => typeof value === 'number')) return undefined;
  const numbers = new Set(numberCandidates(field, making, true));
  return values.find((value) => typeof value === 'number' && numbers.has(value));
}

/** Words before the value of a field that names one end of a move: "from Tuesday to Thursday". */
const movedRole = (name: string): RegExp | undefined =>
  /^(?:new|to|target|dest\w*|after)(?:_|$)|[a-z](?:To|New)$/.test(name)
    ? /\b(?:to|onto|into|till|until)\s+(?:(?:the|next|my|our|your|his|her|their)\s+)?$/i
    : /^(?:old|from|source|origin|before|current)(?:_|$)/.test(name)
      ? /\bfrom\s+(?:(?:the|next|my|our|your|his|her|their)\s+)?$/i
      : undefined;

/** The choice of an `enum` that the words name, whatever its case; the longest where several start at one place. */
export function mentionedChoice(values: readonly JsonValue[], field: Field, making: Making): JsonValue | undefined {
  const { facts } = making;
  if (field.ordinal?.index === -1 || facts.text === '') return undefined;
  const number = spokenNumber(values, field, making);
  if (number !== undefined) return number;
  const texts = values.slice(0, 500).filter((value) => typeof value === 'string');
  const found = texts
    .map((value) => ({ value, at: positionOf(value, facts), length: value.length }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at || b.length - a.length);
  const role = movedRole(field.name);
  const moved =
    role === undefined ? undefined : found.find(({ at }) => role.test(facts.text.slice(Math.max(0, at - 16), at)));
  if (moved !== undefined) return moved.value;
  const index = field.ordinal?.index ?? 0;
  const picked = found[index] ?? (field.ordinal?.shared === true ? found[0] : undefined);
  if (picked !== undefined) return picked.value;
  const meant =
    field.ordinal === undefined ? making.bindings?.choose?.(texts, field.description, facts.text) : undefined;
  if (meant !== undefined) return meant;
  const spoken = new Set(wordCandidates(field, making).map((value) => String(value).toLowerCase()));
  return texts.find((value) => spoken.has(value.toLowerCase()));
}

/** All choices the words name, in text order. */
export function mentionedChoices(values: readonly JsonValue[], making: Making): readonly JsonValue[] {
  return values
    .slice(0, 500)
    .filter((value) => typeof value === 'string')
    .map((value) => ({ value, at: positionOf(value, making.facts) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}

type WithProperties = SchemaObject & { readonly properties: Readonly<Record<string, JsonSchema>> };

const hasProperties = (schema: JsonSchema): schema is WithProperties =>
  isRecord(schema) && isRecord(schema['properties']);

/** Parts of an object that are looked at. */
const PARTS = 6;

/** "lives in Berlin" speaks of an address that has a city. */
function speaksOfPart({ properties }: WithProperties, field: Field, making: Making): boolean {
  return Object.entries(properties)
    .slice(0, PARTS)
    .some(([name, schema]) => {
      const place = { path: [...field.path, field.name], required: false, ordinal: field.ordinal };
      return wordCandidates(describeField(schema, name, place), making).length > 0;
    });
}

/** Whether the words speak of a property at all. */
export function isSpoken(schemas: Conjunction, field: Field, making: Making): boolean {
  for (const schema of schemas) {
    if (!isRecord(schema)) continue;
    const list = schema['enum'];
    if (Array.isArray(list)) return mentionedChoice(list as JsonValue[], field, making) !== undefined;
    if (schema['type'] === 'boolean') return spokenBoolean(field, making) !== undefined;
    const nested = (schema['anyOf'] ?? undefined) as readonly JsonSchema[] | undefined;
    if (Array.isArray(nested) && nested.some((branch) => isRecord(branch) && Array.isArray(branch['enum'])))
      return isSpoken(nested.slice(0, 3), field, making);
    const inner = [schema, ...(Array.isArray(nested) ? nested.slice(0, 3) : [])].find(hasProperties);
    if (inner !== undefined && speaksOfPart(inner, field, making)) return true;
    if (schema['type'] === 'array') return wordCandidates(field, making, 'list').length > 0;
  }
  return wordCandidates(field, making).length > 0;
}
