import type { CallRun, ChoiceRun, EventView, Flaw, StreamRun } from './run.ts';
import type { Said } from './symbols.ts';
import { isText, quote } from '../schema/json-shape.ts';

type ChoiceGuard = (run: ChoiceRun, said: Said) => Flaw | undefined;
type StreamGuard = (run: StreamRun, event: EventView) => Flaw | undefined;

const flaw = (path: string, expected: string, received: unknown): Flaw => ({
  path,
  expected,
  received: quote(received),
});

/** The index that is meant, also where it is missing: then an id begins a call, and anything else goes on with the last one. */
export function callIndex(run: ChoiceRun, said: Said): number {
  const index = said.call?.index;
  if (typeof index === 'number' && Number.isInteger(index)) return index;
  return isText(said.call?.entry['id']) ? run.nextCall : Math.max(run.nextCall - 1, 0);
}

const callOf = (run: ChoiceRun, said: Said): CallRun | undefined => run.calls.get(callIndex(run, said));

const idOf = (said: Said): string | undefined => (isText(said.call?.entry['id']) ? said.call.entry['id'] : undefined);

const roleIsAssistant: ChoiceGuard = (_run, said) =>
  said.value === 'assistant' ? undefined : flaw(said.path, 'the role "assistant"', said.value);

const indexIsNumber: ChoiceGuard = (_run, said) =>
  Number.isInteger(said.call?.index) ? undefined : flaw(`${said.path}/index`, 'an integer', said.call?.index);

const isRepeat = (call: CallRun | undefined, id: string | undefined): boolean =>
  call?.headed === true && (id === undefined || id === call.id);

const indexNotTaken: ChoiceGuard = (run, said) => {
  const call = callOf(run, said);
  if (!call?.headed || isRepeat(call, idOf(said))) return undefined;
  return flaw(`${said.path}/index`, 'a different index for each call', `${callIndex(run, said)} for ${idOf(said)}`);
};

const headerNotRepeated: ChoiceGuard = (run, said) =>
  isRepeat(callOf(run, said), idOf(said)) ? flaw(said.path, 'an index and a part of the call', said.value) : undefined;

const indexIsNext: ChoiceGuard = (run, said) => {
  const index = callIndex(run, said);
  return run.calls.has(index) || index === run.nextCall
    ? undefined
    : flaw(`${said.path}/index`, `the index ${run.nextCall}`, index);
};

const headerIsComplete: ChoiceGuard = (run, said) => {
  const { entry, body } = said.call ?? {};
  if (isRepeat(callOf(run, said), idOf(said))) return undefined;
  const type = entry?.['type'];
  const complete = isText(entry?.['id']) && isText(body?.['name']) && (type === 'function' || type === 'custom');
  return complete ? undefined : flaw(said.path, 'id, type and name of the call', said.value);
};

const idIsUnique: ChoiceGuard = (run, said) => {
  const id = idOf(said);
  const own = callIndex(run, said);
  return id !== undefined && (run.indexes.get(id) ?? own) !== own
    ? flaw(`${said.path}/id`, 'a different id for each call', id)
    : undefined;
};

const headerHasText: ChoiceGuard = (run, said) => {
  const body = said.call?.body ?? {};
  if (callOf(run, said)?.headed) return undefined;
  return 'arguments' in body || 'input' in body ? undefined : flaw(said.path, 'a first piece of the call', body);
};

const callIsOpen: ChoiceGuard = (run, said) =>
  run.calls.has(callIndex(run, said))
    ? undefined
    : flaw(said.path, 'id, type and name before the first piece', said.value);

/** Conditions of a choice's steps, by the names that the grammar uses. */
export const CHOICE_GUARDS: Readonly<Record<string, ChoiceGuard>> = {
  'role-is-assistant': roleIsAssistant,
  'index-is-number': indexIsNumber,
  'index-not-taken': indexNotTaken,
  'header-not-repeated': headerNotRepeated,
  'index-is-next': indexIsNext,
  'header-is-complete': headerIsComplete,
  'id-is-unique': idIsUnique,
  'header-has-text': headerHasText,
  'call-is-open': callIsOpen,
};

/** Indexes of the choices that have not come to their end, those never heard of included. */
export function unfinished(run: StreamRun): number[] {
  const expected = run.facts.choices ?? Math.max(run.choices.size, 1);
  const indexes = new Set([...Array(Math.min(expected, 128)).keys(), ...run.choices.keys()]);
  return [...indexes].filter((index) => !run.complete.has(run.choices.get(index)?.state ?? ''));
}

const choicesComplete: StreamGuard = (run) => {
  const open = unfinished(run);
  return open.length === 0 ? undefined : flaw('/usage', 'usage after all choices have ended', `choice ${open[0]} open`);
};

const noUsageYet: StreamGuard = (run, event) =>
  run.usageSeen ? flaw('/usage', 'one chunk with usage', event.chunk['usage']) : undefined;

/** Conditions of the stream's steps, by the names that the grammar uses. */
export const STREAM_GUARDS: Readonly<Record<string, StreamGuard>> = {
  'choices-complete': choicesComplete,
  'no-usage-yet': noUsageYet,
};
