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
 * A reply in the hands of a test, which says what comes when. What is said before the request is there waits for it.
 * After {@link end}, {@link fail}, {@link reset} or {@link stall} there is nothing more to say. It is itself its first choice.
 */
export interface ControlledReply extends ControlledChoice {
  /** The request that it answers, as soon as that is there. */
  readonly request: Promise<EngineRequest>;
  /** How it was over. A stalled reply is over when the client leaves. */
  readonly closed: Promise<ControlledOutcome>;
  /**
   * One of the choices of a request with `n`.
   *
   * @param index from 0
   * @throws StarmockError BAD_OPTION where the request asks for fewer
   */
  choice(index: number): ControlledChoice;
  /** Ends it properly, with all choices that have no end yet. @param finish default as for {@link finish} */
  end(finish?: FinishReason): void;
  /** An error of the API, within the stream where there is one. Default `server_error`. */
  fail(error?: ErrorName | ReplyError): void;
  /** Cuts the connection. */
  reset(): void;
  /** Leaves the connection open and says nothing more. */
  stall(): void;
}

/** What a plain answer has come to. */
export type CollectedAnswer =
  | { readonly kind: 'answer'; readonly prepared: PreparedAnswer }
  | { readonly kind: 'error'; readonly plan: ErrorPlan }
  | { readonly kind: 'broken'; readonly live: LiveFrames };

/** The mock's side of a {@link ControlledReply}. */
export interface LiveReply {
  readonly handle: ControlledReply;
  /** How many choices it needs. */
  readonly choices: number;
  readonly events: readonly PlanEvent[];
  readonly ended: LiveEnd | undefined;
  /** Tells everything from the beginning, and goes on telling. One subscriber. */
  subscribe(request: EngineRequest, tools: LiveTools, subscriber: LiveSubscriber): void;
  /** Waits for the end. */
  collect(prepared: PreparedAnswer, tools: LiveTools): Promise<CollectedAnswer>;
  /** The client has left. */
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

/** The plan of what was said, in the frame of the plan that the engine would have followed. */
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

/** A reply in the hands of a test. */
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

/** A reply that nobody has asked for yet. */
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
