import type { JsonValue } from '../../contract/api-types.ts';
import { operandsOf } from './choose-number.ts';
import type { Known } from './known-values.ts';
import { labelledValue } from './labelled-value.ts';
import { listCandidates } from './list-candidates.ts';
import type { Bindings, Field, Making } from './making.ts';
import type { Meaning } from './meaning.ts';
import { narrow, spokenCandidates, spokenList } from './spoken-candidates.ts';
import { splitName } from './tokens.ts';
import { WORDS, wordSet } from '../words.ts';

/** Properties whose value a result with the same name knows better than a guess at the words. */
const LOOSE = wordSet(WORDS.values.wordCandidatesLoose);
/** Texts that may repeat what was found. */
const TELLING = new Set<Meaning>(['message', 'text', 'note', 'answer', 'description', 'summary']);
/** Words of the user are not looked up in results. */
const ASKED = wordSet(WORDS.values.wordCandidatesAsked);

const SURE = 4;
/** A value with the very name of the field in what was found, of whatever kind. */
function knownCandidates(field: Field, known: Known): { readonly sure: JsonValue[]; readonly likely: JsonValue[] } {
  const matches = known.find(field);
  return {
    sure: matches.filter(({ score }) => score >= SURE).map(({ value }) => value),
    likely: matches.filter(({ score }) => score < SURE).map(({ value }) => value),
  };
}

/** What the texts of results say, where they are no JSON. */
function toldCandidates(field: Field, making: Making, known: Known): readonly JsonValue[] {
  if (known.text === '') return [];
  const told = { ...making, facts: known.facts, bindings: undefined };
  const guessed = field.required && field.meaning !== 'operand';
  const numbers = guessed ? spokenCandidates({ ...field, required: LOOSE.has(field.meaning) }, told) : [];
  const labelled = labelledValue(known.facts, splitName(field.name));
  return labelled === undefined ? numbers : [labelled, ...numbers];
}

function withResults(
  field: Field,
  making: Making,
  bindings: Bindings,
  spoken: readonly JsonValue[],
): readonly JsonValue[] {
  const { known } = bindings;
  if (known === undefined) return spoken;
  if (bindings.first === 'words' && ASKED.has(field.meaning)) return spoken;
  const { sure, likely } = knownCandidates(field, known);
  const operands = field.meaning === 'operand' ? operandsOf(known.numbers, field) : [];
  const told = [...(field.required ? likely : []), ...toldCandidates(field, making, known), ...operands];
  const inside = sure.some((path) => field.meaning === 'file' && String(path).startsWith(`${String(spoken[0])}/`));
  if (bindings.first === 'results' || inside) return [...sure, ...told, ...spoken];
  const called = spoken[0] !== undefined && spoken[0] === making.facts.title();
  return LOOSE.has(field.meaning) && !called ? [...sure, ...spoken, ...told] : [...spoken, ...sure, ...told];
}

/** What the user answered to the question for this property. */
function replied(field: Field, reply: NonNullable<Bindings['reply']>): readonly string[] {
  const asked = reply.asked.toLowerCase();
  const words = splitName(field.name).filter((word) => word.length > 2 && !/^(?:new|old|the|user|current)$/.test(word));
  if (words.length === 0 || !words.every((word) => asked.includes(word))) return [];
  const answer = reply.text.trim().replace(/[.!]{1,64}$/, '');
  const codes = answer.match(/[\p{L}\d][\p{L}\d_-]{0,64}\d[\p{L}\d_-]*/gu) ?? [];
  if (codes.length === 1) return codes;
  return answer.split(/\s+/).length <= 6
    ? [answer.replace(/^(?:it'?s|it is|my \w+ is|that'?s|the \w+ is)\s+/i, '')]
    : [];
}

const MAILBOX = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const MAILED = new Set<Meaning>(['email', 'person', 'username', 'name', 'text', 'message', 'query', 'answer', 'note']);
/** An e-mail address is nothing but that. */
const isForeign = (value: JsonValue, field: Field): boolean =>
  typeof value === 'string' && MAILBOX.test(value) && !MAILED.has(field.meaning);

const absolute = (path: JsonValue, base: string): JsonValue =>
  typeof path !== 'string' || /^(?:[/~]|[A-Za-z]:)/.test(path)
    ? path
    : `${base.replace(/\/$/, '')}/${path.replace(/^\.\//, '')}`;

/** The item of a list that the words make, where they make one. */
function ordinalCandidates(field: Field, making: Making, bindings: Bindings): readonly JsonValue[] {
  const spoken = spokenCandidates(field, making);
  if (field.ordinal?.shared === true) return spoken;
  const all = spokenList(field, making);
  const listed = listCandidates(field, bindings, all, making.facts);
  return listed === all ? spoken : narrow(listed, field);
}

function boundCandidates(field: Field, making: Making, bindings: Bindings): readonly JsonValue[] {
  const { content, labels, reply, refused, base } = bindings;
  const spoken = spokenCandidates(field, making);
  if (content !== undefined && TELLING.has(field.meaning)) return [content, ...spoken];
  const found = [...withResults(field, making, bindings, spoken)];
  if (reply !== undefined) found.push(...replied(field, reply));
  const labelled = labels === undefined ? undefined : labelledValue(labels, splitName(field.name));
  if (labelled !== undefined) found.push(labelled);
  const fitting = found.filter(
    (value) => !isForeign(value, field) && refused?.has(String(value).toLowerCase()) !== true,
  );
  return field.meaning === 'file' && base !== undefined ? fitting.map((path) => absolute(path, base)) : fitting;
}

/**
 * What the words, and results of tools where there are any, offer for a property, best first. A property that is not required
 * only gets what is clearly meant for it.
 *
 * @param mode `list` gives all things of the kind in text order, for arrays
 */
export function wordCandidates(field: Field, making: Making, mode: 'one' | 'list' = 'one'): readonly JsonValue[] {
  const { bindings } = making;
  if (field.ordinal?.index === -1) return [];
  if (mode === 'list') {
    const all = spokenList(field, making);
    return bindings === undefined ? all : listCandidates(field, bindings, all, making.facts);
  }
  if (bindings === undefined) return spokenCandidates(field, making);
  return field.ordinal === undefined
    ? boundCandidates(field, making, bindings)
    : ordinalCandidates(field, making, bindings);
}
