import type { SymbolRule } from './data.ts';
import { asList, asObject, isText } from '../schema/json-shape.ts';
import { isJsonObject, type JsonObject } from '../requirements.ts';

/** One thing that a delta says, as the automaton of a choice reads it. */
export interface Said {
  readonly symbol: string;
  /** JSON Pointer into the chunk. */
  readonly path: string;
  readonly value: unknown;
  readonly call?: SaidCall;
}

/** The call that a delta speaks of. */
export interface SaidCall {
  readonly kind: 'function' | 'custom' | 'legacy';
  readonly header: boolean;
  readonly index: unknown;
  readonly entry: JsonObject;
  /** Where name and text stand. */
  readonly body: JsonObject;
}

type Read = (rules: readonly SymbolRule[], choice: JsonObject, delta: JsonObject, path: string, said: Said[]) => void;

/** The rules of one field, and the function that reads the field. */
export interface SymbolReader {
  readonly rules: readonly SymbolRule[];
  readonly read: Read;
}

const symbolOf = (rule: SymbolRule | undefined): string => (rule && 'symbol' in rule ? rule.symbol : '');

const readValue: Read = ([rule], _choice, delta, path, said) => {
  const value = rule && delta[rule.field];
  if (value !== undefined && value !== null)
    said.push({ symbol: symbolOf(rule), path: `${path}/delta/${rule?.field}`, value });
};

const readText: Read = ([rule], _choice, delta, path, said) => {
  const value = rule && delta[rule.field];
  if (isText(value)) said.push({ symbol: symbolOf(rule), path: `${path}/delta/${rule?.field}`, value });
};

/** A word that is no finish reason at all, such as `""` or `"null"`, ends nothing; the invariant `finish-known` tells of it. */
const readFinish: Read = ([rule], choice, _delta, path, said) => {
  const value = rule && choice[rule.field];
  if (isText(value) && value !== 'null') said.push({ symbol: symbolOf(rule), path: `${path}/${rule?.field}`, value });
};

const readNothing: Read = ([rule], _choice, _delta, path, said) => {
  if (said.length === 0) said.push({ symbol: symbolOf(rule), path: `${path}/delta`, value: undefined });
};

const readCall: Read = ([rule], _choice, delta, path, said) => {
  const entry = rule && delta[rule.field];
  if (rule?.reads !== 'call' || !isJsonObject(entry)) return;
  const header = isText(entry['name']);
  const call: SaidCall = { kind: 'legacy', header, index: 0, entry, body: entry };
  said.push({ symbol: header ? rule.header : rule.piece, path: `${path}/delta/${rule.field}`, value: entry, call });
};

/** An id or a name makes a header. Empty ones do not, and neither does a `type` alone: services repeat these harmlessly. */
const readCalls: Read = (rules, _choice, delta, path, said) => {
  const field = rules[0]?.field ?? '';
  asList(delta[field]).forEach((value, position) => {
    const entry = asObject(value);
    const kind = entry['type'] === 'custom' || isJsonObject(entry['custom']) ? 'custom' : 'function';
    const rule = rules.find((candidate) => candidate.reads === 'calls' && candidate.kind === kind);
    if (rule?.reads !== 'calls') return;
    const body = asObject(entry[kind]);
    const header = isText(entry['id']) || isText(body['name']);
    const call: SaidCall = { kind, header, index: entry['index'], entry, body };
    said.push({
      symbol: header ? rule.header : rule.piece,
      path: `${path}/delta/${field}/${position}`,
      value: entry,
      call,
    });
  });
};

/** How the grammar's `reads` are done. */
export const READERS: Readonly<Record<SymbolRule['reads'], Read>> = {
  value: readValue,
  text: readText,
  call: readCall,
  calls: readCalls,
  finish: readFinish,
  nothing: readNothing,
};

/** Prepares the symbol rules; rules that read the same list read it together, so its entries keep their order. */
export function symbolReaders(rules: readonly SymbolRule[]): SymbolReader[] {
  const groups = Map.groupBy(rules, (rule) => `${rule.reads} ${rule.field}`);
  return [...groups.values()].flatMap((group) => {
    const read = group[0] && READERS[group[0].reads];
    return read ? [{ rules: group, read }] : [];
  });
}

/**
 * What a choice of a chunk says, in the order of the grammar.
 *
 * @param path JSON Pointer of the choice
 */
export function readSymbols(readers: readonly SymbolReader[], choice: JsonObject, path: string): Said[] {
  const said: Said[] = [];
  const delta = asObject(choice['delta']);
  for (const reader of readers) reader.read(reader.rules, choice, delta, path, said);
  return said;
}
