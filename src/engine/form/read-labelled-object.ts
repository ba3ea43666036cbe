import type { JsonSchema, JsonValue } from '../../contract/api-types.ts';
import type { Brief } from '../read/brief.ts';
import { wordsOf } from '../read/text.ts';
import { hasAny } from '../has-words.ts';
import { WORDS } from '../words.ts';

const NO_KEYS = new Set(['yes', 'no', 'true', 'false', 'null', 'none', 'n/a']);

/** Whether words that were read as keys are values that the orders speak of: `"yes"/"no" as booleans`. */
export const areValues = (names: readonly string[]): boolean => names.every((name) => NO_KEYS.has(name.toLowerCase()));

/** A label as the key that the orders want: in snake case unless they say otherwise. */
function keyOf(label: string, orders: string): string {
  const words = wordsOf(label);
  if (hasAny(orders, 'camel_case camelcase'))
    return words.map((word, at) => (at === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
  if (hasAny(orders, 'kebab')) return words.join('-');
  return hasAny(orders, WORDS.forms.readLabelledObjectWords1) ? label : words.join('_');
}

function valueOf(text: string, orders: string): JsonValue {
  const plain = text.trim();
  if (/^-?\d+(?:\.\d+)?$/.test(plain) && !/\bstrings? only\b|all (?:values )?(?:as )?strings\b/i.test(orders))
    return Number(plain);
  if (hasAny(orders, 'bool*') && /^(?:yes|true|no|false)$/i.test(plain)) return /^(?:yes|true)$/i.test(plain);
  return plain === '' && hasAny(orders, 'null') ? null : plain;
}

/** The object that labelled lines of the material make: a form that is turned into JSON without keys being named. */
export function labelledObject(brief: Brief): JsonSchema | undefined {
  const lines = brief.segments.filter(
    ({ author, kind, role, label, text }) =>
      author === 'user' &&
      kind === 'labelled' &&
      role !== 'orders' &&
      role !== 'template' &&
      label !== '' &&
      text.length < 200,
  );
  if (lines.length < 2) return undefined;
  const entries = lines.map(({ label, text }): [string, JsonSchema] => [
    keyOf(label, brief.orders),
    { const: valueOf(text, brief.orders) } as JsonSchema,
  ]);
  return {
    type: 'object',
    properties: Object.fromEntries(entries),
    required: entries.map(([key]) => key),
    additionalProperties: false,
  } as JsonSchema;
}
