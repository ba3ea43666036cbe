import type { JsonValue } from '../../../src/contract/api-types.ts';

export type Args = { readonly [key: string]: JsonValue };
type Schema = { readonly [key: string]: JsonValue };
/** What a tool function keeps between calls. */
export type State = Record<string, JsonValue>;

export interface LoopTool {
  readonly name: string;
  readonly description: string;
  readonly parameters: Schema;
  readonly run: (args: Args, state: State) => JsonValue;
}

export interface LoopCall {
  readonly round: number;
  readonly name: string;
  readonly args: Args;
  readonly out: string;
}

export interface LoopRun {
  readonly calls: readonly LoopCall[];
  readonly text: string;
  readonly rounds: number;
}

export interface AgentLoop {
  readonly id: string;
  readonly messages: readonly Schema[];
  readonly tools: readonly LoopTool[];
  readonly state?: () => State;
  readonly options?: Schema;
  readonly final?: string;
  readonly reminder?: string;
  readonly max?: number;
  /** What is wrong with a run; empty texts do not count. */
  readonly check: (run: LoopRun) => readonly string[];
}

export const object = (properties: Schema, required: string[] = Object.keys(properties)): Schema => ({
  type: 'object',
  properties,
  required,
});
export const S = (description: string): Schema => ({ type: 'string', description });
export const N = (description: string): Schema => ({ type: 'number', description });
export const I = (description: string): Schema => ({ type: 'integer', description });
export const tool = (
  name: string,
  description: string,
  properties: Schema,
  run: LoopTool['run'],
  required?: string[],
): LoopTool => ({
  name,
  description,
  parameters: object(properties, required),
  run,
});
export const says = (role: string, content: string): Schema => ({ role, content });
export const has = (run: LoopRun, ...parts: string[]): string[] =>
  parts
    .filter((part) => !run.text.toLowerCase().includes(part.toLowerCase()))
    .map((part) => `the answer lacks ${part}`);
const when = (run: LoopRun, name: string): number => run.calls.find((call) => call.name === name)?.round ?? -1;
export const order = (run: LoopRun, ...names: string[]): string[] =>
  names.slice(1).flatMap((name, at) => {
    const [first, second] = [when(run, names[at] ?? ''), when(run, name)];
    return first >= 0 && second > first ? [] : [`${name} must come after ${names[at] ?? ''}`];
  });
export const args = (run: LoopRun, name: string, expected: Args): string[] =>
  run.calls.some(
    (call) =>
      call.name === name &&
      Object.entries(expected).every(
        ([key, value]) => String(call.args[key]).toLowerCase() === String(value).toLowerCase(),
      ),
  )
    ? []
    : [`${name} was not called with ${JSON.stringify(expected)}`];
export const count = (run: LoopRun, name: string, times: number): string[] => {
  const made = run.calls.filter((call) => call.name === name).length;
  return made === times ? [] : [`${name} was called ${made} ×, not ${times} ×`];
};
export const text = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : String(value ?? ''));
