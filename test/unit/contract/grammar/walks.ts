import type { ChoiceRule, StreamGrammar } from '../../../../src/contract/grammar/data.ts';
import { header, piece, type Chunk } from './transcripts.ts';

/** One delta of a walk, and the finish_reason beside it. */
export interface Step {
  readonly symbol: string;
  readonly delta: Chunk;
  readonly finish: string | null;
}

/** What a walk has said, so that the next delta can go on with it. */
interface Talk {
  readonly calls: ('function' | 'custom')[];
  legacy: boolean;
}

const customCall = (index: number, more: Chunk): Chunk => ({ tool_calls: [{ index, ...more }] });

/** Arguments are whole from the start, and every further piece is a space: any walk ends with good JSON. */
function deltaFor(symbol: string, talk: Talk): Chunk | undefined {
  const next = talk.calls.length;
  const open = (kind: 'function' | 'custom'): number => talk.calls.lastIndexOf(kind);
  switch (symbol) {
    case 'role':
      return { role: 'assistant', content: null };
    case 'reasoning':
      return { reasoning_content: 'hm', content: null };
    case 'content':
    case 'refusal':
      return { [symbol]: 'word' };
    case 'audio':
      return { audio: { transcript: 'word' } };
    case 'function-header':
      return { function_call: { name: 'f', arguments: '{}' } };
    case 'function-args':
      return { function_call: { arguments: ' ' } };
    case 'tool-header':
      return header(next, 'f', '{}');
    case 'custom-header':
      return customCall(next, { id: `call_${next}`, type: 'custom', custom: { name: 'g', input: '' } });
    case 'tool-args':
      return open('function') < 0 ? undefined : piece(open('function'), ' ');
    case 'custom-input':
      return open('custom') < 0 ? undefined : customCall(open('custom'), { custom: { input: 'x' } });
    default:
      return {};
  }
}

function note(symbol: string, talk: Talk): void {
  if (symbol === 'tool-header') talk.calls.push('function');
  if (symbol === 'custom-header') talk.calls.push('custom');
  if (symbol === 'function-header') talk.legacy = true;
}

function reasonFor(talk: Talk): string {
  if (talk.calls.length > 0) return 'tool_calls';
  return talk.legacy ? 'function_call' : 'stop';
}

function stepFor(symbol: string, talk: Talk): Step | undefined {
  const delta = deltaFor(symbol, talk);
  if (delta === undefined) return undefined;
  note(symbol, talk);
  return { symbol, delta, finish: symbol === 'finish' ? reasonFor(talk) : null };
}

const legalRules = (grammar: StreamGrammar, state: string): ChoiceRule[] =>
  grammar.choice.transitions.filter((rule) => rule.breaks === undefined && rule.from.includes(state));

/**
 * Walks through the automaton of a choice as the data has it, to its end.
 *
 * @param decisions which of the legal symbols to take; when they are used up, the walk takes the way out
 */
export function walk(grammar: StreamGrammar, decisions: readonly number[]): Step[] {
  const talk: Talk = { calls: [], legacy: false };
  const steps: Step[] = [];
  let state = grammar.choice.start;
  for (let at = 0; !grammar.choice.complete.includes(state) || state === 'audio'; at++) {
    const options = legalRules(grammar, state).flatMap((rule) => rule.on.map((symbol) => [symbol, rule] as const));
    const wayOut = options.find(([symbol]) => symbol === 'finish') ?? options[0];
    const decision = decisions[at];
    const [symbol, rule] = (decision === undefined ? wayOut : options[decision % options.length]) ?? ['', undefined];
    const step = stepFor(symbol, talk);
    if (step === undefined) continue;
    steps.push(step);
    state = rule?.to ?? state;
  }
  return steps;
}

/** The shortest legal way to a state: what has been said, and what was needed to say it. */
export function wayTo(grammar: StreamGrammar, target: string): string[] {
  const ways = new Map<string, string[]>([[grammar.choice.start, []]]);
  for (const [state, way] of ways) {
    for (const rule of legalRules(grammar, state)) {
      const symbol = rule.on.find((on) => on.endsWith('header') || !on.includes('-'));
      if (rule.to !== undefined && symbol !== undefined && !ways.has(rule.to)) ways.set(rule.to, [...way, symbol]);
    }
  }
  return ways.get(target) ?? [];
}

/** The deltas of these symbols, in one talk. */
export function speak(symbols: readonly string[]): Step[] {
  const talk: Talk = { calls: [], legacy: false };
  return symbols.map((symbol) => stepFor(symbol, talk) ?? { symbol, delta: loneDelta(symbol), finish: null });
}

/** A piece of a call that was never announced. */
function loneDelta(symbol: string): Chunk {
  return symbol === 'custom-input' ? customCall(0, { custom: { input: 'x' } }) : piece(0, ' ');
}
