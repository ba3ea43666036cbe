import type { JsonSchema } from '../../contract/api-types.ts';
import type { Field, Ordinal } from './making.ts';
import { meaningOf } from './meaning.ts';
import { isRecord, type Conjunction } from './schema.ts';
import { anyOf, hasAny } from '../has-words.ts';

export interface FieldPlace {
  readonly path: readonly string[];
  readonly required: boolean;
  readonly ordinal?: Ordinal | undefined;
}

function textOf(schemas: Conjunction): string {
  for (const schema of schemas) {
    if (!isRecord(schema)) continue;
    const { description, title } = schema;
    if (typeof description === 'string') return description.slice(0, 400);
    if (typeof title === 'string') return title.slice(0, 100);
  }
  return '';
}

function formatOf(schemas: Conjunction): string {
  for (const schema of schemas) {
    const items = isRecord(schema) && isRecord(schema['items']) ? schema['items'] : undefined;
    const format = isRecord(schema) ? (schema['format'] ?? items?.['format']) : undefined;
    if (typeof format === 'string') return format;
  }
  return '';
}

const ISO_WORDS = anyOf('iso_8601 iso-8601 iso8601 yyyy-mm-dd');
const WITH_TIME = /\bHH|\bdate-?time\b|\bdate and time\b|timestamp/i;

function isoOf(format: string, description: string): Field['iso'] {
  if (format === 'date' || format === 'date-time' || format === 'time') return format;
  if (!ISO_WORDS.test(description)) return undefined;
  return WITH_TIME.test(description) ? 'date-time' : 'date';
}

/** A day in words is a date, where a number of days is none; an address may be one of mail, a number one of a telephone. */
function textMeaning(guessed: Field['meaning'], description: string): Field['meaning'] {
  if (guessed === 'day') return 'date';
  if (guessed === 'address' && hasAny(description, 'e-mail email')) return 'email';
  return guessed === 'operand' && /\b(?:tele)?phone|\bmobile\b/i.test(description) ? 'phone' : guessed;
}

/** Sums up what name, description and format tell about the place a value goes to. */
export function describeField(schema: JsonSchema | Conjunction, name: string, place: FieldPlace): Field {
  const schemas: Conjunction = Array.isArray(schema) ? (schema as Conjunction) : [schema as JsonSchema];
  const description = textOf(schemas);
  const format = formatOf(schemas);
  const guessed = meaningOf(name, description, format, place.path);
  const textual = schemas.some((one) => isRecord(one) && one['type'] === 'string');
  const meaning = textual ? textMeaning(guessed, description) : guessed;
  const iso = isoOf(format, description);
  return {
    name,
    path: place.path,
    description,
    meaning,
    ordinal: place.ordinal,
    required: place.required,
    iso,
    textual,
  };
}
