import type { FinishReason } from '../../contract/api-types.ts';
import { StarmockError } from '../../contract/errors.ts';
import type { ErrorPlan, PlanEvent, ToolOpenEvent } from '../../engine/plan.ts';
import type { EngineRequest } from '../../engine/request.ts';
import type { Account } from '../account.ts';
import { closed, createChoiceWriter, type ChoiceWriter, type ReplyState } from './choice-writer.ts';

/** How a controlled reply ended. */
export type ControlledOutcome = 'complete' | 'reset' | 'aborted';

/** How a test ends a reply. */
export type LiveEnd =
  | { readonly kind: 'end' }
  | { readonly kind: 'error'; readonly plan: ErrorPlan }
  | { readonly kind: 'reset' | 'stall' };

/** Receives the steps of a live reply. */
export interface LiveSubscriber {
  event(event: PlanEvent): void;
  end(how: LiveEnd): void;
}

/** What the mock adds to the content that a test sends. */
export interface LiveTools {
  account(events: readonly PlanEvent[]): Account;
  /** Adds log probabilities to an event if the request asks for them. */
  addLogprobs(event: PlanEvent): PlanEvent;
}

/** The state of a reply. */
export interface ReplyCore {
  events: PlanEvent[];
  readonly writers: ChoiceWriter[];
  subscriber: LiveSubscriber | undefined;
  request: EngineRequest | undefined;
  addLogprobs: LiveTools['addLogprobs'];
  ended: LiveEnd | undefined;
  calls: number;
  /** The end, if it was called before the request arrived. */
  pending: (() => void) | undefined;
  readonly asked: PromiseWithResolvers<EngineRequest>;
  readonly outcome: PromiseWithResolvers<ControlledOutcome>;
  readonly concluded: PromiseWithResolvers<LiveEnd>;
}

export const createReplyCore = (): ReplyCore => ({
  events: [],
  writers: [],
  subscriber: undefined,
  request: undefined,
  addLogprobs: (event) => event,
  ended: undefined,
  calls: 0,
  pending: undefined,
  asked: Promise.withResolvers(),
  outcome: Promise.withResolvers(),
  concluded: Promise.withResolvers(),
});

/** The kind of a tool, as the request declares it. */
function toolKind(name: string, request: EngineRequest | undefined): ToolOpenEvent['tool'] {
  const declared = request?.tools?.some((tool) => tool.type === 'custom' && tool.custom.name === name);
  return declared ? 'custom' : 'function';
}

const stateOf = (core: ReplyCore): ReplyState => ({
  say: (plain) => {
    if (core.ended) throw closed('say more: the controlled reply has ended');
    const event = core.addLogprobs(plain);
    core.events.push(event);
    core.subscriber?.event(event);
  },
  nextCall: () => core.calls++,
  kindOf: (tool) => toolKind(tool, core.request),
});

/** @throws StarmockError BAD_OPTION if the request asks for fewer choices */
export function choiceOf(core: ReplyCore, index: number): ChoiceWriter {
  const { request, writers } = core;
  const count = request ? (request.n ?? 1) : Infinity;
  if (!Number.isInteger(index) || index < 0 || index >= count) {
    const most = request ? `a whole number below ${count}, which the request asks for` : 'a whole number from 0';
    throw new StarmockError('BAD_OPTION', `Invalid choice ${index}: expected ${most}`, { index });
  }
  // Those before it exist, too, even if they have nothing to say.
  while (writers.length <= index) writers.push(createChoiceWriter(writers.length, stateOf(core)));
  return writers[index] as ChoiceWriter;
}

/** The number of choices to end is known when the request has arrived. */
function conclude(core: ReplyCore, by: EngineRequest, how: LiveEnd, finish?: FinishReason): void {
  if (how.kind === 'end') {
    for (let index = 0; index < (by.n ?? 1); index++) {
      const writer = choiceOf(core, index);
      if (!writer.finished) writer.finish(finish);
    }
  }
  core.ended = how;
  core.concluded.resolve(how);
  core.subscriber?.end(how);
  if (how.kind !== 'stall') core.outcome.resolve(how.kind === 'reset' ? 'reset' : 'complete');
}

/** Ends a reply, as soon as its request has arrived. @throws StarmockError CLOSED if it has already ended */
export function endReply(core: ReplyCore, how: LiveEnd, finish?: FinishReason): void {
  if (core.ended || core.pending) throw closed('end a controlled reply: it has ended before');
  if (core.request) return conclude(core, core.request, how, finish);
  core.pending = () => {
    core.pending = undefined;
    core.ended = undefined;
    if (core.request) conclude(core, core.request, how, finish);
  };
  core.ended = how;
}

/** The request has arrived. */
export function beginReply(core: ReplyCore, by: EngineRequest, tools: LiveTools, listener?: LiveSubscriber): void {
  core.request = by;
  core.addLogprobs = tools.addLogprobs;
  core.events = core.events.map(tools.addLogprobs);
  core.subscriber = listener;
  if (listener) for (const event of core.events) listener.event(event);
  core.asked.resolve(by);
  core.pending?.();
}
