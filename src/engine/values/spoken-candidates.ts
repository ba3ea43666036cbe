import type { JsonValue } from '../../contract/api-types.ts';
import { numberCandidates } from './choose-number.ts';
import { findByMeaning, findInstead } from './find-by-meaning.ts';
import { labelledValue } from './labelled-value.ts';
import type { Field, Making } from './making.ts';
import { splitName } from './tokens.ts';
import { WORDS, wordSet } from '../words.ts';

const NUMERIC = wordSet(WORDS.values.spokenCandidatesNumeric);

const PREFERS_LABEL = wordSet(WORDS.values.spokenCandidatesPrefersLabel);

/** The item of several that a place in a list means. */
export function narrow(found: readonly JsonValue[], field: Field): readonly JsonValue[] {
  const { ordinal } = field;
  if (ordinal === undefined) return found;
  const item = found[ordinal.index] ?? (ordinal.shared && found.length === 1 ? found[0] : undefined);
  return item === undefined ? [] : [item];
}

/** A text that only might be a number is sooner something else that the words name. */
const isLate = (field: Field): boolean => field.meaning === 'unknown' && field.textual && field.required;

/** All things of a kind in text order. */
export function spokenList(field: Field, making: Making): readonly JsonValue[] {
  if (making.facts.text === '') return [];
  const numbers = NUMERIC.has(field.meaning) ? numberCandidates(field, making, true) : [];
  return [...new Set([...findByMeaning(making.facts, { ...field, ordinal: undefined }, making), ...numbers])];
}

function withLabel(field: Field, making: Making, found: readonly JsonValue[]): readonly JsonValue[] {
  const labelled = labelledValue(making.facts, splitName(field.name));
  if (labelled === undefined) return found;
  return found.length === 0 || PREFERS_LABEL.has(field.meaning) ? [labelled, ...found] : [...found, labelled];
}

/** What the words alone offer for a property, best first. */
export function spokenCandidates(field: Field, making: Making): readonly JsonValue[] {
  if (making.facts.text === '') return [];
  const numbers = NUMERIC.has(field.meaning) ? numberCandidates(field, making, false) : [];
  const late = field.ordinal === undefined && isLate(field);
  const own = [...findByMeaning(making.facts, field, making), ...(late ? [] : numbers)];
  if (field.ordinal !== undefined) return narrow(own, field);
  const labelled = withLabel(field, making, own);
  // "The order id, such as '#W0000000'": the mark belongs to it.
  const marked = field.meaning === 'id' && /#\w/.test(field.description);
  const ids = field.meaning === 'id' ? labelled.filter((id) => !/\s/.test(String(id))) : labelled;
  const found = marked ? ids.map((id) => String(id).replace(/^#?/, '#')) : ids;
  return [...(found.length > 0 ? found : findInstead(field, making)), ...(late ? numbers : [])];
}
