import type { JsonValue } from '../../contract/api-types.ts';
import { fitsString } from './check-value.ts';
import { takeNumber } from './choose-number.ts';
import { describedChoice, describedChoices } from './described-choice.ts';
import { fakeValue } from './faker-values.ts';
import { makeFormat, makeFormatOfLength } from './formats.ts';
import { patternText } from './pattern-text.ts';
import { fitsNumber, generateNumber, type NumberRange } from './generate-number.ts';
import type { Field, Making } from './making.ts';
import type { Meaning } from './meaning.ts';
import { numberIn, type JsonType, type SchemaObject } from './schema.ts';
import { isProse, writeSentence } from './sentences.ts';
import { spokenBoolean } from './spoken-choice.ts';
import { wordCandidates } from './word-candidates.ts';

/** Longest text made, whatever `minLength` asks for. */
const LENGTH_LIMIT = 100_000;

const range = (low: number, high: number, decimals: number = 0): NumberRange => ({ low, high, decimals });
const RANGES: Partial<Record<Meaning, NumberRange>> = {
  age: range(18, 72),
  confidence: range(0.7, 0.99, 2),
  day: range(1, 7),
  distance: range(1, 50, 1),
  duration: range(15, 90),
  hour: range(8, 20),
  humidity: range(30, 85),
  latitude: range(-60, 65, 4),
  limit: range(5, 10),
  longitude: range(-120, 140, 4),
  minute: range(5, 55),
  month: range(1, 12),
  number: range(1, 10),
  operand: range(2, 30),
  percentage: range(5, 30),
  price: range(5, 250, 2),
  quantity: range(1, 5),
  rating: range(3, 5, 1),
  population: range(40_000, 9_000_000),
  size: range(10, 200),
  temperature: range(8, 31),
  weight: range(1, 80, 1),
  year: range(2015, 2025),
};

function proposals(parts: readonly SchemaObject[]): JsonValue[] {
  const found: JsonValue[] = [];
  for (const part of parts) {
    if (part['default'] !== undefined && part['default'] !== null) found.push(part['default'] as JsonValue);
    const examples = part['examples'];
    if (Array.isArray(examples)) found.push(...(examples.slice(0, 20) as JsonValue[]));
    if (part['example'] !== undefined) found.push(part['example'] as JsonValue);
  }
  return found;
}

const asNumber = (value: JsonValue): number =>
  typeof value === 'number'
    ? value
    : typeof value === 'string' && /^-?[\d.,]{1,20}$/.test(value)
      ? Number(value.replaceAll(',', ''))
      : Number.NaN;

const STARTS: readonly (readonly [RegExp, number])[] = [
  [/^page(?:_?n(?:umber|o))?$/i, 1],
  [/^(?:offset|skip|start_?index|cursor)$/i, 0],
];

/** Tools read lists from their beginning. */
const startOfList = (field: Field, making: Making): number | undefined =>
  making.bindings === undefined ? undefined : STARTS.find(([name]) => name.test(field.name))?.[1];

function scalarNumber(parts: readonly SchemaObject[], whole: boolean, field: Field, making: Making): JsonValue {
  for (const candidate of [...wordCandidates(field, making), ...proposals(parts)]) {
    const value = asNumber(candidate);
    if (Number.isNaN(value) || !fitsNumber(value, parts, whole)) continue;
    takeNumber(value, making);
    return value;
  }
  const start = startOfList(field, making);
  if (start !== undefined && fitsNumber(start, parts, whole)) return start;
  if (field.meaning === 'timestamp') {
    const now = range(making.now, making.now + 86_400 * 30);
    return generateNumber(parts, whole, now, making.random);
  }
  const low = Math.max(...parts.map((part) => numberIn(part, 'minimum') ?? -Infinity));
  const high = Math.min(...parts.map((part) => numberIn(part, 'maximum') ?? Infinity));
  const usual = RANGES[field.meaning];
  const bounded = Number.isFinite(low) && Number.isFinite(high);
  return generateNumber(
    parts,
    whole,
    usual ?? (bounded ? range(low, high, whole ? 0 : 2) : range(1, 20, whole ? 0 : 1)),
    making.random,
  );
}

const EXAMPLE =
  /(?:\be\.g\.,?|\bfor example,?:?|\bsuch as|\blike)\s+(?:["'“`]([^"'”`\n]{1,80})["'”`]|([\p{Lu}\d][^.;()\n]{0,60}?)(?=[.;()\n]|$| or | and (?!\p{Lu})))/u;

/** The example a description gives: "The city and state, e.g. San Francisco, CA". */
function describedExample(description: string): string | undefined {
  const match = description === '' ? null : EXAMPLE.exec(description);
  return match?.[1] ?? match?.[2]?.trim();
}

const lengths = (parts: readonly SchemaObject[]): readonly [number, number] => {
  let [least, most] = [0, Infinity];
  for (const part of parts) {
    least = Math.max(least, numberIn(part, 'minLength') ?? 0);
    most = Math.min(most, numberIn(part, 'maxLength') ?? Infinity);
  }
  return [Math.min(least, LENGTH_LIMIT), most];
};

/** Cuts or extends a text to a length in code points. */
function fitLength(text: string, least: number, most: number): string {
  // A character may take two units: the count is certain only above twice the least.
  const points = text.length < least * 2 || text.length > most ? [...text] : undefined;
  if (points === undefined || (points.length >= least && points.length <= most)) return text;
  if (points.length > most) {
    const cut = points.slice(0, most).join('');
    const trimmed = cut.trimEnd();
    return [...trimmed].length >= least ? trimmed : cut;
  }
  const filler = [...(text === '' ? 'more ' : ` ${text}`)];
  const missing = least - points.length;
  const copies = Math.ceil(missing / filler.length);
  const extra = filler.join('').repeat(copies);
  return (points.join('') + [...extra].slice(0, missing).join('')).replace(/ $/, '.');
}

function ownText(field: Field, making: Making): string {
  const { meaning } = field;
  if (meaning === 'date' || meaning === 'date-time' || meaning === 'time') {
    return makeFormat(field.iso ?? meaning, making) ?? '';
  }
  if (isProse(meaning)) return writeSentence(meaning, field.name, making.facts, making.random);
  const fake = making.fakes-- > 0 ? fakeValue(meaning, making.random) : undefined;
  if (typeof fake === 'string') return fake;
  const usual = RANGES[meaning];
  if (usual !== undefined) return String(generateNumber([], usual.decimals === 0, usual, making.random));
  if (meaning === 'unknown' && making.facts.text !== '' && field.required)
    return writeSentence(meaning, field.name, making.facts, making.random);
  return making.random.pick(['standard', 'example', 'general', 'primary', 'basic', 'default']);
}

function* textCandidates(parts: readonly SchemaObject[], field: Field, making: Making): Generator<string> {
  const choices = field.ordinal === undefined && making.facts.text !== '' ? describedChoices(field.description) : [];
  const choice = choices.length === 0 ? undefined : describedChoice(choices, making.facts);
  if (choice !== undefined) yield choice;
  for (const found of wordCandidates(field, making)) {
    if (typeof found === 'string' || typeof found === 'number') yield String(found);
  }
  for (const value of proposals(parts)) if (typeof value === 'string') yield value;
  const example = describedExample(field.description);
  if (example !== undefined && field.meaning !== 'date') yield example;
}

/** Words of the text that happen to have the form a pattern asks for. */
function patternedWord(parts: readonly SchemaObject[], field: Field, making: Making): string | undefined {
  if (!field.required || field.ordinal !== undefined || making.facts.text.length > 1000) return undefined;
  return making.facts.text
    .split(/[\s,;!?"'()]+/)
    .slice(0, 40)
    .find((word) => word.length > 2 && fitsString(word.replace(/\.$/, ''), parts))
    ?.replace(/\.$/, '');
}

function formatText(format: string, least: number, most: number, making: Making): string {
  const usual = makeFormat(format, making);
  if (usual !== undefined && usual.length >= least && usual.length <= most) return usual;
  const length = Math.max(least, Math.min(most, 24));
  return makeFormatOfLength(format, length, making.random) ?? usual ?? '';
}

function scalarString(parts: readonly SchemaObject[], field: Field, making: Making): string {
  for (const text of textCandidates(parts, field, making)) if (fitsString(text, parts)) return text;
  const [least, most] = lengths(parts);
  const pattern = parts.map((part) => part['pattern']).find((one) => typeof one === 'string');
  const format = parts.map((part) => part['format']).find((one) => typeof one === 'string');
  const word = pattern === undefined ? undefined : patternedWord(parts, field, making);
  if (word !== undefined) return word;
  const known = format === undefined ? undefined : makeFormat(format, making);
  if (known !== undefined && pattern === undefined) {
    const named = field.meaning === 'email' || field.meaning === 'url' ? ownText(field, making) : '';
    return named !== '' && fitsString(named, parts) ? named : formatText(format ?? '', least, most, making);
  }
  const own = known ?? ownText(field, making);
  const fitted = least <= LENGTH_LIMIT ? fitLength(own, least, most) : own;
  if (pattern === undefined || fitsString(fitted, parts)) return fitted;
  return fromPatterns(parts, least, most, making) ?? fitted;
}

function fromPatterns(parts: readonly SchemaObject[], least: number, most: number, making: Making): string | undefined {
  const patterns = parts.map((part) => part['pattern']).filter((one) => typeof one === 'string');
  for (let attempt = 0; attempt < (patterns.length > 1 ? 30 : 1); attempt++) {
    const pattern = patterns[attempt % patterns.length] ?? '';
    const text = patternText(pattern, making, least, most);
    if (text !== undefined && (patterns.length === 1 || fitsString(text, parts))) return text;
  }
  return undefined;
}

/** A value without parts of its own: what the words say, else what the schema proposes, else something realistic. */
export function generateScalar(
  parts: readonly SchemaObject[],
  type: JsonType,
  field: Field,
  making: Making,
): JsonValue {
  switch (type) {
    case 'integer':
    case 'number':
      return scalarNumber(parts, type === 'integer', field, making);
    case 'boolean': {
      const proposed = proposals(parts).find((value) => typeof value === 'boolean');
      return (
        spokenBoolean(field, making) ??
        proposed ??
        making.random.chance(/^(?:is|has|healthy|available|active)/.test(field.name) ? 0.75 : 0.5)
      );
    }
    case 'string':
      return scalarString(parts, field, making);
    default:
      return null;
  }
}
