import type { FinishReason } from '../../contract/api-types.ts';
import { StarmockError } from '../../contract/errors.ts';
import type { PlanEvent, ToolOpenEvent } from '../../engine/plan.ts';

/** What can be said within one choice. @throws StarmockError CLOSED, all of them, after the end of the choice or the reply */
export interface ControlledChoice {
  text(piece: string): void;
  reasoning(piece: string): void;
  refusal(piece: string): void;
  /** Begins a call. @param args all of its arguments; without them, {@link toolArguments} follow */
  toolCall(name: string, args?: Readonly<Record<string, unknown>> | string): void;
  /** A piece of the arguments of the call that was begun last. */
  toolArguments(piece: string): void;
  /** Ends this choice while others go on. @param reason default `tool_calls` after calls, else `stop` */
  finish(reason?: FinishReason): void;
}

/** @param what somebody wanted to do, and why it cannot be done */
export const closed = (what: string): StarmockError => new StarmockError('CLOSED', `Failed to ${what}`);

/** The mock's side of a {@link ControlledChoice}. */
export interface ChoiceWriter extends ControlledChoice {
  readonly finished: boolean;
}

/** What the choices of a reply have in common. */
export interface ReplyState {
  say(event: PlanEvent): void;
  /** @returns the number of the call among all of the reply */
  nextCall(): number;
  kindOf(tool: string): ToolOpenEvent['tool'];
}

/** @param choice its index */
export function createChoiceWriter(choice: number, { say, nextCall, kindOf }: ReplyState): ChoiceWriter {
  const base = { choice, wait: 0 } as const;
  let calls = 0;
  let open = false;
  let finished = false;
  const add = (event: PlanEvent): void => {
    if (finished) throw closed('say more: this choice of the controlled reply has ended');
    if (!open) say({ ...base, type: 'role' });
    open = true;
    say(event);
  };
  const writer: ChoiceWriter = {
    get finished() {
      return finished;
    },
    text: (text) => add({ ...base, type: 'text', text }),
    reasoning: (text) => add({ ...base, type: 'reasoning', text }),
    refusal: (text) => add({ ...base, type: 'refusal', text }),
    toolCall: (name, args) => {
      add({ ...base, type: 'tool-open', index: calls, call: nextCall(), name, tool: kindOf(name) });
      calls++;
      if (args !== undefined) writer.toolArguments(typeof args === 'string' ? args : JSON.stringify(args));
    },
    toolArguments: (text) => {
      if (calls === 0) throw new TypeError('Failed to send arguments: begin a call with toolCall first');
      add({ ...base, type: 'tool-args', index: calls - 1, text });
    },
    finish: (reason = calls > 0 ? 'tool_calls' : 'stop') => {
      add({ ...base, type: 'finish', reason });
      finished = true;
    },
  };
  return writer;
}
