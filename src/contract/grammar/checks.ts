import type { InvariantRule } from './data.ts';
import type { ChoiceRun, EventView, Flaw, StreamRun } from './run.ts';
import { asList, asObject, isText, quote } from '../schema/json-shape.ts';
import { isJsonObject, type JsonObject } from '../requirements.ts';

/**
 * A check looks at one event (or at the end of a choice, or of the stream) and returns what is wrong.
 * `choice` is given for `on: [finish]` only.
 */
export type Check = (run: StreamRun, event: EventView, rule: InvariantRule, choice?: ChoiceRun) => readonly Flaw[];

/** Nothing wrong; shared, so that a good chunk costs no allocation. */
export const NO_FLAWS: readonly Flaw[] = Object.freeze([]);

/** One flaw, with what came quoted. */
export function oneFlaw(path: string, expected: string, received: unknown): readonly Flaw[] {
  return [{ path, expected, received: quote(received) }];
}

const stable: Check = (run, { chunk }, { field = '' }) => {
  const value = chunk[field];
  if (value === undefined) return NO_FLAWS;
  if (!run.firsts.has(field)) run.firsts.set(field, value);
  const first = run.firsts.get(field);
  return value === first ? NO_FLAWS : oneFlaw(`/${field}`, `${quote(first)}, as before`, value);
};

const equals: Check = (_run, { chunk }, { field = '', value }) =>
  chunk[field] === value ? NO_FLAWS : oneFlaw(`/${field}`, quote(value), chunk[field]);

const textField: Check = (_run, { chunk }, { field = '' }) =>
  isText(chunk[field]) ? NO_FLAWS : oneFlaw(`/${field}`, 'a non-empty string', chunk[field]);

const integerField: Check = (_run, { chunk }, { field = '' }) =>
  Number.isInteger(chunk[field]) ? NO_FLAWS : oneFlaw(`/${field}`, 'an integer', chunk[field]);

const choicesAreArray: Check = (_run, { chunk }) =>
  Array.isArray(chunk['choices']) ? NO_FLAWS : oneFlaw('/choices', 'an array', chunk['choices']);

/** Applies a test to each choice of the chunk, and gathers what it returns. */
function eachChoice(chunk: JsonObject, test: (choice: JsonObject, path: string) => readonly Flaw[]): readonly Flaw[] {
  const choices = asList(chunk['choices']);
  if (choices.length === 1) return test(asObject(choices[0]), '/choices/0');
  return choices.flatMap((choice, position) => test(asObject(choice), `/choices/${position}`));
}

/** Whether a choice may have this index. */
export function isIndex(run: StreamRun, index: unknown): index is number {
  if (typeof index !== 'number' || !Number.isInteger(index) || index < 0) return false;
  return run.facts.choices === undefined || index < run.facts.choices;
}

const indexInRange: Check = (run, { chunk }) =>
  eachChoice(chunk, ({ index }, path) => {
    const last = run.facts.choices === undefined ? 'n - 1' : run.facts.choices - 1;
    return isIndex(run, index) ? NO_FLAWS : oneFlaw(`${path}/index`, `an integer from 0 to ${last}`, index);
  });

const deltaIsObject: Check = (_run, { chunk }) =>
  eachChoice(chunk, ({ delta }, path) =>
    isJsonObject(delta) ? NO_FLAWS : oneFlaw(`${path}/delta`, 'an object', delta),
  );

const finishKnown: Check = (_run, { chunk }, { values = [] }) =>
  eachChoice(chunk, ({ finish_reason: reason }, path) => {
    if (reason === null || reason === undefined) return NO_FLAWS;
    const known = typeof reason === 'string' && values.includes(reason);
    return known ? NO_FLAWS : oneFlaw(`${path}/finish_reason`, `null or one of ${values.join(', ')}`, reason);
  });

/** Applies a test to each of the named pieces that a delta has. */
function eachPiece(
  chunk: JsonObject,
  fields: readonly string[],
  test: (piece: unknown, path: string) => readonly Flaw[],
): readonly Flaw[] {
  return eachChoice(chunk, ({ delta }, path) => {
    let flaws = NO_FLAWS;
    const pieces = asObject(delta);
    for (const field of fields) {
      const piece = pieces[field];
      if (piece === undefined || piece === null) continue;
      const found = test(piece, `${path}/delta/${field}`);
      if (found.length > 0) flaws = [...flaws, ...found];
    }
    return flaws;
  });
}

const piecesAreText: Check = (_run, { chunk }, { fields = [] }) =>
  eachPiece(chunk, fields, (piece, path) =>
    typeof piece === 'string' ? NO_FLAWS : oneFlaw(path, 'a string or null', piece),
  );

const wholeCharacters: Check = (_run, { chunk }, { fields = [] }) =>
  eachPiece(chunk, fields, (piece, path) =>
    typeof piece !== 'string' || piece.isWellFormed() ? NO_FLAWS : oneFlaw(path, 'whole characters', piece),
  );

const argumentsAreText: Check = (_run, { chunk }) =>
  eachChoice(chunk, ({ delta }, path) => {
    const { tool_calls: calls, function_call: legacy } = asObject(delta);
    const texts: [unknown, string][] = asList(calls).flatMap((call, i): [unknown, string][] => {
      const at = `${path}/delta/tool_calls/${i}`;
      const { function: called, custom } = asObject(call);
      return [
        [asObject(called)['arguments'], `${at}/function/arguments`],
        [asObject(custom)['input'], `${at}/custom/input`],
      ];
    });
    texts.push([asObject(legacy)['arguments'], `${path}/delta/function_call/arguments`]);
    return texts.flatMap(([text, at]) =>
      text === undefined || typeof text === 'string' ? NO_FLAWS : oneFlaw(at, 'a text', text),
    );
  });

/** Length of a text in characters: one outside the basic plane is two units of a string here, but one to the service. */
export function characters(text: string): number {
  let pairs = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xdc00 && unit <= 0xdfff) pairs++;
  }
  return text.length - pairs;
}

const padding: Check = (run, { chunk, text }, { field = '', modulus = 1, remainder = 0 }) => {
  if (chunk[field] === undefined) return NO_FLAWS;
  if (run.facts.unpadded) return oneFlaw(`/${field}`, 'no padding, as requested', chunk[field]);
  const length = characters(text ?? JSON.stringify(chunk));
  const good = length % modulus === remainder;
  return good ? NO_FLAWS : oneFlaw(`/${field}`, `a length of ${remainder} modulo ${modulus}`, length);
};

const errorHasMessage: Check = (_run, { chunk }) =>
  isText(asObject(chunk['error'])['message'])
    ? NO_FLAWS
    : oneFlaw('/error', 'an object with a message', chunk['error']);

/** Checks of a single event, by the names that the grammar uses. */
export const EVENT_CHECKS: Readonly<Record<string, Check>> = {
  stable,
  equals,
  'is-text': textField,
  'is-integer': integerField,
  'choices-are-array': choicesAreArray,
  'index-in-range': indexInRange,
  'delta-is-object': deltaIsObject,
  'finish-known': finishKnown,
  'pieces-are-text': piecesAreText,
  'whole-characters': wholeCharacters,
  'arguments-are-text': argumentsAreText,
  padding,
  'error-has-message': errorHasMessage,
};
