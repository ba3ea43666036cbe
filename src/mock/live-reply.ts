import type { ChatCompletionRequest, FinishReason } from '../contract/api-types.ts';
import { StarmockError } from '../contract/errors.ts';
import type { AnswerPlan, ErrorPlan, PlanEvent, ToolOpenEvent } from '../engine/plan.ts';
import { ERROR_STATUS, errorNameOf } from '../fixtures/error-names.ts';
import type { ErrorName, ReplyError } from '../fixtures/scenario.ts';
import type { LiveFrames } from '../wire/exchange.ts';
import type { Account } from './account.ts';
import { apiError, overloaded, serverError } from './api-error.ts';
import type { PreparedAnswer } from './prepared.ts';

/** How a controlled reply was over: as it should be, cut off, or left by the client. */
export type ControlledOutcome = 'complete' | 'reset' | 'aborted';

/**
 * A reply in the hands of a test, which says what comes when. What is said before the request is there waits for it.
 * After {@link end}, {@link fail}, {@link reset} or {@link stall} there is nothing more to say.
 */
export interface ControlledReply {
  /** The request that it answers, as soon as that is there. */
  readonly request: Promise<ChatCompletionRequest>;
  /** How it was over. A stalled reply is over when the client leaves. */
  readonly over: Promise<ControlledOutcome>;
  /** @throws StarmockError CLOSED after the end, as all of these */
  text(piece: string): void;
  reasoning(piece: string): void;
  refusal(piece: string): void;
  /** Begins a call. @param args all of its arguments; without them, {@link toolArguments} follow */
  toolCall(name: string, args?: Readonly<Record<string, unknown>> | string): void;
  /** A piece of the arguments of the call that was begun last. */
  toolArguments(piece: string): void;
  /** Ends it properly. @param finish default `tool_calls` after calls, else `stop` */
  end(finish?: FinishReason): void;
  /** An error of the API, within the stream where there is one. Default `server_error`. */
  fail(error?: ErrorName | ReplyError): void;
  /** Cuts the connection. */
  reset(): void;
  /** Leaves the connection open and says nothing more. */
  stall(): void;
}

/** How a reply ends, as its test wants it. */
export type LiveEnd =
  | { readonly kind: 'end' }
  | { readonly kind: 'error'; readonly plan: ErrorPlan }
  | { readonly kind: 'reset' | 'stall' };

/** What is told of a live reply, step by step. */
export interface LiveAudience {
  event(event: PlanEvent): void;
  end(how: LiveEnd): void;
}

/** What a plain answer has come to. */
export type WholeAnswer =
  | { readonly kind: 'answer'; readonly prepared: PreparedAnswer }
  | { readonly kind: 'error'; readonly plan: ErrorPlan }
  | { readonly kind: 'broken'; readonly live: LiveFrames };

/** The mock's side of a {@link ControlledReply}. */
export interface LiveReply {
  readonly handle: ControlledReply;
  readonly events: readonly PlanEvent[];
  readonly ended: LiveEnd | undefined;
  /** Tells everything from the beginning, and goes on telling. One audience. */
  attend(request: ChatCompletionRequest, audience: LiveAudience): void;
  /** Waits for the end. */
  whole(prepared: PreparedAnswer, account: (events: readonly PlanEvent[]) => Account): Promise<WholeAnswer>;
  /** The client has left. */
  leave(): void;
}

function errorPlan(error: ErrorName | ReplyError): ErrorPlan {
  const given: ReplyError = typeof error === 'string' ? { name: error } : error;
  const status = given.status ?? (given.name === undefined ? 500 : ERROR_STATUS[given.name]);
  const name = given.name ?? errorNameOf(status);
  const usual = name === 'overloaded' ? overloaded() : serverError();
  const { message = usual.error.message, type = usual.error.type, param = null, code = null } = given;
  return apiError(message, { status, type, param, code });
}

/** The plan of what was said, in the frame of the plan that the engine would have followed. */
export function livePlan(base: AnswerPlan, events: readonly PlanEvent[], account: Account): AnswerPlan {
  return {
    ...base,
    logprobs: base.logprobs === 'content' ? 'null' : base.logprobs,
    events: [...events, { type: 'usage', usage: account.usage, wait: 0 }, { type: 'done', wait: 0 }],
  };
}

const CHOICE = { choice: 0, wait: 0 } as const;

/** The kind of a tool, by how the request declares it. */
function toolKind(name: string, request: ChatCompletionRequest | undefined): ToolOpenEvent['tool'] {
  const declared = request?.tools?.some((tool) => tool.type === 'custom' && tool.custom.name === name);
  return declared ? 'custom' : 'function';
}

/** A reply that nobody has asked for yet. */
export function createLiveReply(): LiveReply {
  const events: PlanEvent[] = [];
  const asked = Promise.withResolvers<ChatCompletionRequest>();
  const over = Promise.withResolvers<ControlledOutcome>();
  const finished = Promise.withResolvers<LiveEnd>();
  let audience: LiveAudience | undefined;
  let request: ChatCompletionRequest | undefined;
  let ended: LiveEnd | undefined;
  let calls = 0;

  function add(event: PlanEvent): void {
    if (ended) throw new StarmockError('CLOSED', 'Failed to say more: the controlled reply has ended');
    if (events.length === 0) push({ ...CHOICE, type: 'role' });
    push(event);
  }

  function push(event: PlanEvent): void {
    events.push(event);
    audience?.event(event);
  }

  function close(how: LiveEnd): void {
    if (ended) throw new StarmockError('CLOSED', 'Failed to end a controlled reply: it has ended before');
    ended = how;
    finished.resolve(how);
    audience?.end(how);
    if (request) settle(how);
  }

  function settle(how: LiveEnd): void {
    if (how.kind !== 'stall') over.resolve(how.kind === 'reset' ? 'reset' : 'complete');
  }

  function begin(by: ChatCompletionRequest): void {
    request = by;
    asked.resolve(by);
    if (ended) settle(ended);
  }

  const leave = (): void => over.resolve('aborted');

  const brokenFrames = (how: 'reset' | 'hang'): LiveFrames => ({
    play: (listener) => {
      listener.end(how);
      return leave;
    },
  });

  const handle: ControlledReply = {
    request: asked.promise,
    over: over.promise,
    text: (text) => add({ ...CHOICE, type: 'text', text }),
    reasoning: (text) => add({ ...CHOICE, type: 'reasoning', text }),
    refusal: (text) => add({ ...CHOICE, type: 'refusal', text }),
    toolCall: (name, args) => {
      const call = calls++;
      add({ ...CHOICE, type: 'tool-open', index: call, call, name, tool: toolKind(name, request) });
      if (args !== undefined) handle.toolArguments(typeof args === 'string' ? args : JSON.stringify(args));
    },
    toolArguments: (text) => {
      if (calls === 0) throw new TypeError('Failed to send arguments: begin a call with toolCall first');
      add({ ...CHOICE, type: 'tool-args', index: calls - 1, text });
    },
    end: (reason = calls > 0 ? 'tool_calls' : 'stop') => {
      add({ ...CHOICE, type: 'finish', reason });
      close({ kind: 'end' });
    },
    fail: (error = 'server_error') => close({ kind: 'error', plan: errorPlan(error) }),
    reset: () => close({ kind: 'reset' }),
    stall: () => close({ kind: 'stall' }),
  };

  return {
    handle,
    events,
    get ended() {
      return ended;
    },
    attend: (by, listener) => {
      begin(by);
      audience = listener;
      for (const event of events) listener.event(event);
      if (ended) listener.end(ended);
    },
    whole: async (prepared, account) => {
      begin(prepared.request);
      const how = await finished.promise;
      switch (how.kind) {
        case 'end': {
          const sum = account(events);
          return { kind: 'answer', prepared: { ...prepared, ...sum, plan: livePlan(prepared.plan, events, sum) } };
        }
        case 'error':
          return how;
        case 'reset':
        case 'stall':
          return { kind: 'broken', live: brokenFrames(how.kind === 'reset' ? 'reset' : 'hang') };
      }
    },
    leave,
  };
}
