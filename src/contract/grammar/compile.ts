import { StarmockError } from '../errors.ts';
import { ANSWER_CHECKS } from './answer-checks.ts';
import { EVENT_CHECKS, type Check } from './checks.ts';
import type { StepTable } from './choice.ts';
import {
  ANY,
  type ChoiceRule,
  type FramingRule,
  type InvariantRule,
  type StreamGrammar,
  type StreamRule,
} from './data.ts';
import { EVENT_KINDS } from './events.ts';
import { CHOICE_GUARDS, STREAM_GUARDS } from './guards.ts';
import { ITEM_CHECKS } from './item-checks.ts';
import { RESPONSE_CHECKS } from './response-checks.ts';
import { READERS, symbolReaders, type SymbolReader } from './symbols.ts';
import { USAGE_CHECKS } from './usage-checks.ts';

/** Rules about bytes; {@link file://./stream-grammar.ts} applies them. */
export const FRAMING_RULES = [
  'no-bom',
  'utf-8',
  'no-event-name',
  'event-name-is-type',
  'known-lines',
  'one-data-line',
  'blank-line-at-end',
  'exact-sentinel',
  'json-data',
] as const;

/** Name of a rule about bytes. */
export type FramingName = (typeof FRAMING_RULES)[number];

/** The check that hands a chunk to the schema of the caller; its findings are ready made, so it has no flaws of its own. */
export const SCHEMA_CHECK = 'fits-schema';

const CHECKS: Readonly<Record<string, Check>> = {
  ...EVENT_CHECKS,
  ...ANSWER_CHECKS,
  ...USAGE_CHECKS,
  ...ITEM_CHECKS,
  ...RESPONSE_CHECKS,
};

/** Every name that some grammar may use, by the kind of thing it names. */
export const GRAMMAR_NAMES: Readonly<Record<'when' | 'reads' | 'guard' | 'check' | 'rule', readonly string[]>> = {
  when: Object.keys(EVENT_KINDS),
  reads: Object.keys(READERS),
  guard: [...Object.keys(CHOICE_GUARDS), ...Object.keys(STREAM_GUARDS)],
  check: [...Object.keys(CHECKS), SCHEMA_CHECK],
  rule: FRAMING_RULES,
};

/** An invariant with the code that its name stands for; no code for the one that asks the caller's schema. */
export interface BoundInvariant {
  readonly rule: InvariantRule;
  readonly check: Check | undefined;
}

/** A grammar in the form that the judge walks. */
export interface CompiledGrammar {
  readonly data: StreamGrammar;
  readonly stream: StepTable<StreamRule>;
  readonly choice: StepTable<ChoiceRule>;
  readonly readers: readonly SymbolReader[];
  readonly complete: ReadonlySet<string>;
  readonly invariants: ReadonlyMap<string, readonly BoundInvariant[]>;
  readonly framing: ReadonlyMap<string, FramingRule>;
}

const spelledOut = (names: readonly string[], all: readonly string[]): readonly string[] =>
  names.includes(ANY) ? all : names;

function tableOf<Rule extends ChoiceRule | StreamRule>(
  rules: readonly Rule[],
  states: readonly string[],
  events: readonly string[],
): StepTable<Rule> {
  const table = new Map<string, Map<string, Rule>>();
  for (const rule of rules) {
    for (const state of spelledOut(rule.from, states)) {
      const row = table.get(state) ?? new Map<string, Rule>();
      table.set(state, row);
      // As in the list of events, the first rule that applies decides.
      for (const symbol of spelledOut(rule.on, events)) if (!row.has(symbol)) row.set(symbol, rule);
    }
  }
  return table;
}

function bindInvariants(rules: readonly InvariantRule[], events: readonly string[]): Map<string, BoundInvariant[]> {
  const bound = new Map<string, BoundInvariant[]>();
  for (const rule of rules) {
    for (const on of spelledOut(rule.on, events)) {
      const list = bound.get(on) ?? [];
      list.push({ rule, check: CHECKS[rule.check] });
      bound.set(on, list);
    }
  }
  return bound;
}

/**
 * Every name that a grammar uses, by kind, for comparison with {@link GRAMMAR_NAMES}.
 *
 * @example
 * namesUsed(grammar).guard; // ['choices-complete', …]
 */
export function namesUsed(data: StreamGrammar): Record<keyof typeof GRAMMAR_NAMES, string[]> {
  const guards = [...data.stream.transitions, ...data.choice.transitions].flatMap((rule) => rule.requires ?? []);
  return {
    when: data.stream.events.map((rule) => rule.when),
    reads: data.choice.symbols.map((rule) => rule.reads),
    guard: guards.map((rule) => rule.guard),
    check: data.invariants.map((rule) => rule.check),
    rule: data.framing.map((rule) => rule.rule),
  };
}

function refuseUnknownNames(data: StreamGrammar): void {
  for (const [kind, names] of Object.entries(namesUsed(data))) {
    const known = GRAMMAR_NAMES[kind as keyof typeof GRAMMAR_NAMES];
    const unknown = names.find((name) => !known.includes(name));
    if (unknown === undefined) continue;
    throw new StarmockError('BAD_PROFILE', `Invalid stream grammar: unknown ${kind} "${unknown}"`, {
      kind,
      unknown,
    });
  }
}

function compile(data: StreamGrammar): CompiledGrammar {
  refuseUnknownNames(data);
  const events = [...new Set(data.stream.events.map(({ event }) => event))];
  return {
    data,
    stream: tableOf(data.stream.transitions, data.stream.states, events),
    choice: tableOf(data.choice.transitions, data.choice.states, events),
    readers: symbolReaders(data.choice.symbols),
    complete: new Set(data.choice.complete),
    invariants: bindInvariants(data.invariants, events),
    framing: new Map(data.framing.map((rule) => [rule.rule, rule])),
  };
}

const compiled = new WeakMap<StreamGrammar, CompiledGrammar>();

/**
 * The tables of a grammar, built once for each grammar object, which must not be changed afterwards.
 *
 * @throws StarmockError `BAD_PROFILE` where the grammar uses a name that nothing stands behind
 */
export function compileGrammar(data: StreamGrammar): CompiledGrammar {
  const known = compiled.get(data);
  if (known !== undefined) return known;
  const fresh = compile(data);
  compiled.set(data, fresh);
  return fresh;
}
