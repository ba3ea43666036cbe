import type { ChatCompletionRequest, FinishReason } from '../../contract/api-types.ts';
import { StarmockError } from '../../contract/errors.ts';
import type { AnswerPlan, ErrorPlan, PlanEvent, ToolOpenEvent } from '../../engine/plan.ts';
import { ERROR_STATUS, errorNameOf } from '../../scenarios/error-names.ts';
import type { ErrorName, ReplyError } from '../../scenarios/scenario.ts';
import type { LiveFrames } from '../../wire/exchange.ts';
import type { Account } from '../account.ts';
import { apiError, overloaded, serverError } from '../api-error.ts';
import { closed, createSpeaker, type ControlledChoice, type Floor, type Speaker } from './speaker.ts';
import type { PreparedAnswer } from '../prepared.ts';

/** How a controlled reply was over: as it should be, cut off, or left by the client. */
export type ControlledOutcome = 'complete' | 'reset' | 'aborted';

/**
 * A reply in the hands of a test, which says what comes when. What is said before the request is there waits for it.
 * After {@link end}, {@link fail}, {@link reset} or {@link stall} there is nothing more to say. It is itself its first choice.
 */
export interface ControlledReply extends ControlledChoice {
  /** The request that it answers, as soon as that is there. */
  readonly request: Promise<ChatCompletionRequest>;
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

/** What only the mock can add to words that a test has chosen. */
export interface LiveTools {
  account(events: readonly PlanEvent[]): Account;
  /** Gives an event what the request asks for beside its words: log probabilities. */
  dress(event: PlanEvent): PlanEvent;
}

/** The mock's side of a {@link ControlledReply}. */
export interface LiveReply {
  readonly handle: ControlledReply;
  /** How many choices it needs. */
  readonly choices: number;
  readonly events: readonly PlanEvent[];
  readonly ended: LiveEnd | undefined;
  /** Tells everything from the beginning, and goes on telling. One audience. */
  attend(request: ChatCompletionRequest, tools: LiveTools, audience: LiveAudience): void;
  /** Waits for the end. */
  whole(prepared: PreparedAnswer, tools: LiveTools): Promise<WholeAnswer>;
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
    events: [...events, { type: 'usage', usage: account.usage, wait: 0 }, { type: 'done', wait: 0 }],
  };
}

/** The kind of a tool, by how the request declares it. */
function toolKind(name: string, request: ChatCompletionRequest | undefined): ToolOpenEvent['tool'] {
  const declared = request?.tools?.some((tool) => tool.type === 'custom' && tool.custom.name === name);
  return declared ? 'custom' : 'function';
}

const brokenFrames = (how: 'reset' | 'hang', leave: () => void): LiveFrames => ({
  play: (listener) => {
    listener.end(how);
    return leave;
  },
});

/** A reply that nobody has asked for yet. */
export function createLiveReply(): LiveReply {
  let events: PlanEvent[] = [];
  const asked = Promise.withResolvers<ChatCompletionRequest>();
  const outcome = Promise.withResolvers<ControlledOutcome>();
  const concluded = Promise.withResolvers<LiveEnd>();
  const speakers: Speaker[] = [];
  let audience: LiveAudience | undefined;
  let request: ChatCompletionRequest | undefined;
  let dress = (event: PlanEvent): PlanEvent => event;
  let ended: LiveEnd | undefined;
  let calls = 0;

  function push(plain: PlanEvent): void {
    const event = dress(plain);
    events.push(event);
    audience?.event(event);
  }

  const floor: Floor = {
    say: (event) => {
      if (ended) throw closed('say more: the controlled reply has ended');
      push(event);
    },
    nextCall: () => calls++,
    kindOf: (tool) => toolKind(tool, request),
  };

  function choice(index: number): Speaker {
    const count = request ? (request.n ?? 1) : Infinity;
    if (!Number.isInteger(index) || index < 0 || index >= count) {
      const most = request ? `a whole number below ${count}, which the request asks for` : 'a whole number from 0';
      throw new StarmockError('BAD_OPTION', `Failed to speak as choice ${index}: expected ${most}`, { index });
    }
    // Those before it exist, too, even if they have nothing to say.
    while (speakers.length <= index) speakers.push(createSpeaker(speakers.length, floor));
    return speakers[index] as Speaker;
  }

  /** How many choices there are to end is known once the request is. */
  function conclude(by: ChatCompletionRequest, how: LiveEnd, finish?: FinishReason): void {
    if (how.kind === 'end') {
      for (let index = 0; index < (by.n ?? 1); index++) {
        const speaker = choice(index);
        if (!speaker.finished) speaker.finish(finish);
      }
    }
    ended = how;
    concluded.resolve(how);
    audience?.end(how);
    if (how.kind !== 'stall') outcome.resolve(how.kind === 'reset' ? 'reset' : 'complete');
  }

  /** The end that waits for the request. */
  let pending: (() => void) | undefined;

  function close(how: LiveEnd, finish?: FinishReason): void {
    if (ended || pending) throw closed('end a controlled reply: it has ended before');
    if (request) return conclude(request, how, finish);
    pending = () => {
      pending = undefined;
      ended = undefined;
      if (request) conclude(request, how, finish);
    };
    ended = how;
  }

  function begin(by: ChatCompletionRequest, tools: LiveTools, listener?: LiveAudience): void {
    request = by;
    dress = tools.dress;
    events = events.map(dress);
    audience = listener;
    if (listener) for (const event of events) listener.event(event);
    asked.resolve(by);
    pending?.();
  }

  const leave = (): void => outcome.resolve('aborted');

  const handle: ControlledReply = {
    request: asked.promise,
    closed: outcome.promise,
    choice,
    text: (piece) => choice(0).text(piece),
    reasoning: (piece) => choice(0).reasoning(piece),
    refusal: (piece) => choice(0).refusal(piece),
    toolCall: (name, args) => choice(0).toolCall(name, args),
    toolArguments: (piece) => choice(0).toolArguments(piece),
    finish: (reason) => choice(0).finish(reason),
    end: (finish) => close({ kind: 'end' }, finish),
    fail: (error = 'server_error') => close({ kind: 'error', plan: errorPlan(error) }),
    reset: () => close({ kind: 'reset' }),
    stall: () => close({ kind: 'stall' }),
  };

  return {
    handle,
    get choices() {
      return speakers.length;
    },
    get events() {
      return events;
    },
    get ended() {
      return ended;
    },
    attend: begin,
    whole: async (prepared, tools) => {
      begin(prepared.request, tools);
      const how = await concluded.promise;
      switch (how.kind) {
        case 'end': {
          const sum = tools.account(events);
          return { kind: 'answer', prepared: { ...prepared, ...sum, plan: livePlan(prepared.plan, events, sum) } };
        }
        case 'error':
          return how;
        case 'reset':
        case 'stall':
          return { kind: 'broken', live: brokenFrames(how.kind === 'reset' ? 'reset' : 'hang', leave) };
      }
    },
    leave,
  };
}
