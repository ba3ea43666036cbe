import type { ChoiceRule, StreamRule } from './data.ts';
import { callIndex } from './guards.ts';
import type { ChoiceRun } from './run.ts';
import type { Said } from './symbols.ts';

/** A choice of which nothing has been heard. */
export function newChoice(index: number, state: string): ChoiceRun {
  return { index, state, calls: new Map(), indexes: new Map(), nextCall: 0, legacy: false };
}

/** Remembers a call that was spoken of, so that later deltas can be told from the first. */
export function noteCall(run: ChoiceRun, said: Said): void {
  if (said.call === undefined) return;
  if (said.call.kind === 'legacy') {
    run.legacy = true;
    return;
  }
  const index = callIndex(run, said);
  const call = run.calls.get(index) ?? { id: undefined, headed: false };
  if (said.call.header) {
    call.headed = true;
    const { id } = said.call.entry;
    if (typeof id === 'string') {
      call.id = id;
      if (!run.indexes.has(id)) run.indexes.set(id, index);
    }
  }
  run.calls.set(index, call);
  run.nextCall = Math.max(run.nextCall, index + 1);
}

/** State and symbol to the step that the grammar gives them. */
export type StepTable<Rule> = ReadonlyMap<string, ReadonlyMap<string, Rule>>;

/** The step to take, after the step that is only reported if there is one. */
export function stepsOf(table: StepTable<ChoiceRule>, state: string, symbol: string): ChoiceRule[] {
  const step = table.get(state)?.get(symbol);
  if (step === undefined) return [];
  const after = step.retry === undefined ? undefined : table.get(step.retry)?.get(symbol);
  return after === undefined ? [step] : [step, after];
}

/** What the symbol `end` is to a reader. */
export const THE_END = 'the end of the stream';

/** The symbols that may come in a state, in words. */
export function expectation(table: StepTable<ChoiceRule | StreamRule>, state: string): string {
  const legal = [...(table.get(state) ?? [])].filter(([, rule]) => rule.breaks === undefined && !('drops' in rule));
  return `one of: ${legal.map(([symbol]) => (symbol === 'end' ? THE_END : symbol)).join(', ')} (state "${state}")`;
}
