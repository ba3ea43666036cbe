import type { FinishReason } from '../../contract/api-types.ts';
import { StarmockError } from '../../contract/errors.ts';
import type { PlanEvent, ToolOpenEvent } from '../../engine/plan.ts';

/** Writes one choice. All methods @throws StarmockError CLOSED after the end of the choice or the reply. */
export interface ControlledChoice {
  /** Sends a piece of content. */
  text(piece: string): void;
  /** Sends a piece of visible reasoning. */
  reasoning(piece: string): void;
  /** Sends a piece of a refusal. */
  refusal(piece: string): void;
  /** Starts a tool call. @param args the complete arguments; if omitted, send them with {@link toolArguments} */
  toolCall(name: string, args?: Readonly<Record<string, unknown>> | string): void;
  /** Sends a piece of the arguments of the latest call. */
  toolArguments(piece: string): void;
  /** Ends this choice; others continue. @param reason default `tool_calls` after calls, otherwise `stop` */
  finish(reason?: FinishReason): void;
}

/** @param what the action that failed, and why */
export const closed = (what: string): StarmockError => new StarmockError('CLOSED', `Cannot ${what}`);

/** The mock's side of a {@link ControlledChoice}. */
export interface ChoiceWriter extends ControlledChoice {
  readonly finished: boolean;
}

/** State shared by the choices of a reply. */
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
      if (calls === 0) throw new TypeError('Cannot send arguments: start a call with toolCall first');
      add({ ...base, type: 'tool-args', index: calls - 1, text });
    },
    finish: (reason = calls > 0 ? 'tool_calls' : 'stop') => {
      add({ ...base, type: 'finish', reason });
      finished = true;
    },
  };
  return writer;
}
