import type { FinishReason } from '../../contract/api-types.ts';
import { apiError } from '../../endpoints/api-error.ts';
import type { AnswerPlan, ErrorPlan, PlanEvent } from '../../engine/plan.ts';
import type { EngineRequest } from '../../engine/request.ts';
import { ERROR_STATUS, errorNameOf } from '../../scenarios/error-names.ts';
import type { ErrorName, ReplyError } from '../../scenarios/scenario.ts';
import type { LiveFrames } from '../../wire/exchange.ts';
import type { Account } from '../account.ts';
import { overloaded, serverError } from '../http-error.ts';
import type { PreparedAnswer } from '../prepared.ts';
import type { ChoiceWriter, ControlledChoice } from './choice-writer.ts';
import {
  beginReply,
  choiceOf,
  createReplyCore,
  endReply,
  type ControlledOutcome,
  type LiveEnd,
  type LiveSubscriber,
  type LiveTools,
  type ReplyCore,
} from './reply-core.ts';

/**
 * A reply that a test controls piece by piece. Anything sent before the request arrives is queued. {@link end}, {@link fail},
 * {@link reset} or {@link stall} conclude the reply. Its own methods write to its first choice.
 */
export interface ControlledReply extends ControlledChoice {
  /** Resolves to the request when it arrives. */
  readonly request: Promise<EngineRequest>;
  /** Resolves when the reply has ended. A stalled reply ends when the client disconnects. */
  readonly closed: Promise<ControlledOutcome>;
  /**
   * A choice of a request with `n`.
   *
   * @param index from 0
   * @throws StarmockError BAD_OPTION if the request asks for fewer choices
   */
  choice(index: number): ControlledChoice;
  /** Ends the reply and all its open choices. @param finish default as for {@link finish} */
  end(finish?: FinishReason): void;
  /** Sends an API error, inside the stream if it has started. Default `server_error`. */
  fail(error?: ErrorName | ReplyError): void;
  /** Resets the connection. */
  reset(): void;
  /** Leaves the connection open without sending anything else. */
  stall(): void;
}

/** The result of a plain response. */
export type CollectedAnswer =
  | { readonly kind: 'answer'; readonly prepared: PreparedAnswer }
  | { readonly kind: 'error'; readonly plan: ErrorPlan }
  | { readonly kind: 'broken'; readonly live: LiveFrames };

/** The mock's side of a {@link ControlledReply}. */
export interface LiveReply {
  readonly handle: ControlledReply;
  /** The number of choices it needs. */
  readonly choices: number;
  readonly events: readonly PlanEvent[];
  readonly ended: LiveEnd | undefined;
  /** Replays all events from the start and continues with new ones. Only one subscriber. */
  subscribe(request: EngineRequest, tools: LiveTools, subscriber: LiveSubscriber): void;
  /** Waits for the end. */
  collect(prepared: PreparedAnswer, tools: LiveTools): Promise<CollectedAnswer>;
  /** Called when the client disconnects. */
  onClientGone(): void;
}

function errorPlan(error: ErrorName | ReplyError): ErrorPlan {
  const given: ReplyError = typeof error === 'string' ? { name: error } : error;
  const status = given.status ?? (given.name === undefined ? 500 : ERROR_STATUS[given.name]);
  const name = given.name ?? errorNameOf(status);
  const usual = name === 'overloaded' ? overloaded() : serverError();
  const { message = usual.error.message, type = usual.error.type, param = null, code = null } = given;
  return apiError(message, { status, type, param, code });
}

/** The plan of the sent events, in the frame of the engine's own plan. */
export function livePlan(base: AnswerPlan, events: readonly PlanEvent[], account: Account): AnswerPlan {
  return {
    ...base,
    events: [...events, { type: 'usage', usage: account.usage, wait: 0 }, { type: 'done', wait: 0 }],
  };
}

const brokenFrames = (how: 'reset' | 'hang', onClientGone: () => void): LiveFrames => ({
  play: (listener) => {
    listener.end(how);
    return onClientGone;
  },
});

/** The handle that a test controls. */
function handleOf(core: ReplyCore): ControlledReply {
  const first = (): ChoiceWriter => choiceOf(core, 0);
  return {
    request: core.asked.promise,
    closed: core.outcome.promise,
    choice: (index) => choiceOf(core, index),
    text: (piece) => first().text(piece),
    reasoning: (piece) => first().reasoning(piece),
    refusal: (piece) => first().refusal(piece),
    toolCall: (name, args) => first().toolCall(name, args),
    toolArguments: (piece) => first().toolArguments(piece),
    finish: (reason) => first().finish(reason),
    end: (finish) => endReply(core, { kind: 'end' }, finish),
    fail: (error = 'server_error') => endReply(core, { kind: 'error', plan: errorPlan(error) }),
    reset: () => endReply(core, { kind: 'reset' }),
    stall: () => endReply(core, { kind: 'stall' }),
  };
}

async function collect(core: ReplyCore, prepared: PreparedAnswer, tools: LiveTools): Promise<CollectedAnswer> {
  beginReply(core, prepared.request, tools);
  const how = await core.concluded.promise;
  switch (how.kind) {
    case 'end': {
      const { events } = core;
      const sum = tools.account(events);
      return { kind: 'answer', prepared: { ...prepared, ...sum, plan: livePlan(prepared.plan, events, sum) } };
    }
    case 'error':
      return how;
    case 'reset':
    case 'stall':
      return { kind: 'broken', live: brokenFrames(how.kind === 'reset' ? 'reset' : 'hang', () => onClientGone(core)) };
  }
}

const onClientGone = ({ outcome }: ReplyCore): void => outcome.resolve('aborted');

/** A reply that waits for its request. */
export function createLiveReply(): LiveReply {
  const core = createReplyCore();
  return {
    handle: handleOf(core),
    get choices() {
      return core.writers.length;
    },
    get events() {
      return core.events;
    },
    get ended() {
      return core.ended;
    },
    subscribe: (request, tools, subscriber) => beginReply(core, request, tools, subscriber),
    collect: (prepared, tools) => collect(core, prepared, tools),
    onClientGone: () => onClientGone(core),
  };
}
