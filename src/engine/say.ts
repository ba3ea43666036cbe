import type { FinishReason, TokenLogprob } from '../contract/api-types.ts';
import type { TokenPiece, Tokenizer } from '../contract/tokens/tokenizer.ts';
import { cutToTokens, findStop } from './budget.ts';
import type { Draft } from './draft.ts';
import { drawLogprobs } from './logprobs.ts';
import type { Pacing } from './pacing.ts';
import type { FinishEvent, PlanEvent, TellLogprobs } from './plan.ts';
import type { Random } from './random.ts';

/** What of the request limits an answer, and what goes with each of its tokens. */
export interface Limits {
  /** Most tokens a choice may take, reasoning included; `Infinity` for no limit. */
  readonly maxTokens: number;
  readonly stops: readonly string[];
  /** Alternatives to list per token; `undefined` when the request asked for no logprobs. */
  readonly topLogprobs: number | undefined;
  /** Most tokens of a choice that log probabilities are drawn for. */
  readonly drawnTokens: number;
  /** Entries to send instead of drawn ones. */
  readonly logprobs?: readonly TokenLogprob[];
  /** Reason to give instead of the one that follows. */
  readonly finish?: FinishReason;
  /** Reasoning tokens are counted in steps of this many. */
  readonly reasoningStep: number;
  /** Nobody will see the pieces: a text that needs no cutting may come in one. */
  readonly whole: boolean;
}

/** Tokens of one choice, for the usage. */
export interface Spoken {
  readonly events: readonly PlanEvent[];
  readonly reasoningTokens: number;
  readonly textTokens: number;
  readonly toolCalls: readonly { readonly nameTokens: number; readonly argsTokens: number }[];
  /** The limit was hit: the choice took exactly that many tokens. */
  readonly exhausted: boolean;
}

/** Everything a choice is spoken with. */
export interface Voice {
  readonly tokenizer: Tokenizer;
  readonly pacing: Pacing;
  readonly random: Random;
}

const roundUp = (tokens: number, step: number): number => Math.ceil(tokens / step) * step;

/**
 * Speaks one choice: cuts a draft into token-sized events, within the limits, with a pace.
 *
 * @param choice index of the choice
 * @param firstCall number of the choice's first tool call within the plan
 */
export function speak(draft: Draft, choice: number, firstCall: number, limits: Limits, voice: Voice): Spoken {
  const spoken = speakFreely(draft, choice, firstCall, limits, voice);
  const { finish: reason } = limits;
  if (reason === undefined) return spoken;
  const events = spoken.events.map((event) => (event.type === 'finish' ? { ...event, reason } : event));
  return { ...spoken, events };
}

function speakFreely(draft: Draft, choice: number, firstCall: number, limits: Limits, voice: Voice): Spoken {
  const { tokenizer, pacing } = voice;
  const events: PlanEvent[] = [{ type: 'role', choice, wait: pacing.first(draft.hiddenReasoningTokens) }];
  const thoughts = tokenizer.pieces(draft.reasoning ?? '');
  const thought = cutToTokens(thoughts, limits.maxTokens);
  for (const piece of thought.pieces) {
    events.push({ type: 'reasoning', choice, text: piece.text, wait: pacing.reasoning(piece.tokens.length) });
  }
  // What sums thoughts up is not billed, and comes whatever the limit is.
  for (const piece of tokenizer.pieces(draft.summary ?? '')) {
    events.push({ type: 'reasoning', choice, text: piece.text, wait: pacing.reasoning(piece.tokens.length) });
  }
  const reasoningTokens = Math.min(
    limits.maxTokens,
    roundUp(draft.hiddenReasoningTokens + thought.tokens, limits.reasoningStep),
  );
  const left = limits.maxTokens - reasoningTokens;
  if (!thought.complete || (left <= 0 && reasoningTokens > 0)) {
    events.push(finish(choice, 'length'));
    return { events, reasoningTokens, textTokens: 0, toolCalls: [], exhausted: true };
  }
  return draft.says === 'calls'
    ? speakWordsAndCalls(draft, choice, firstCall, left, reasoningTokens, limits, events, voice)
    : speakText(draft, choice, left, reasoningTokens, limits, events, voice);
}

/** Calls may follow words; words that are cut leave no room for calls. */
function speakWordsAndCalls(
  draft: Draft,
  choice: number,
  firstCall: number,
  left: number,
  reasoningTokens: number,
  limits: Limits,
  events: PlanEvent[],
  voice: Voice,
): Spoken {
  if (draft.text === '') return speakCalls(draft, choice, firstCall, left, reasoningTokens, events, voice);
  const words = speakText({ ...draft, says: 'text' }, choice, left, reasoningTokens, limits, events, voice);
  if (words.exhausted) return words;
  events.pop();
  const rest = speakCalls(draft, choice, firstCall, left - words.textTokens, reasoningTokens, events, voice);
  return { ...rest, textTokens: words.textTokens };
}

const finish = (choice: number, reason: FinishEvent['reason']): FinishEvent => ({
  type: 'finish',
  choice,
  reason,
  wait: 0,
});

function speakText(
  draft: Draft,
  choice: number,
  left: number,
  reasoningTokens: number,
  limits: Limits,
  events: PlanEvent[],
  voice: Voice,
): Spoken {
  const { tokenizer, pacing, random } = voice;
  const whole = limits.whole && limits.stops.length === 0 && limits.topLogprobs === undefined;
  if (whole) {
    const tokens = tokenizer.countOnce(draft.text);
    if (tokens <= left) return speakWhole(draft, choice, tokens, reasoningTokens, events, pacing);
  }
  const given = limits.logprobs && [...limits.logprobs];
  const room = limits.topLogprobs === undefined || given ? left : Math.min(left, limits.drawnTokens);
  let cut = cutToTokens(tokenizer.pieces(draft.text), room);
  if (limits.stops.length > 0) {
    const text = cut.complete ? draft.text : cut.pieces.map((piece) => piece.text).join('');
    const stop = findStop(text, limits.stops);
    // The text before a stop sequence is cut anew: the sequence may begin in the middle of a token.
    if (stop >= 0) cut = { ...cutToTokens(tokenizer.pieces(text.slice(0, stop)), room), complete: true };
  }
  const type = draft.says === 'refusal' ? 'refusal' : 'text';
  const drawn = drawLogprobs(limits.topLogprobs ?? 0, tokenizer, random);
  const { pieces } = cut;
  const tell = (piece: TokenPiece, last: boolean): TellLogprobs => {
    if (!given) return drawn;
    // Given entries are handed out one a token, and what is left goes with the last piece: they may cut the text
    // differently, and none may be lost.
    const own = given.splice(0, last ? given.length : piece.tokens.length);
    return () => own;
  };
  // Entries of a list are an object each, and so would be most of what a thousand streams leave behind.
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at] as TokenPiece;
    const wait = pacing.tokens(piece.tokens.length);
    events.push(
      limits.topLogprobs === undefined
        ? { type, choice, text: piece.text, wait }
        : { type, choice, text: piece.text, wait, logprobs: tell(piece, at === pieces.length - 1), place: at },
    );
  }
  events.push(finish(choice, cut.complete ? 'stop' : 'length'));
  const exhausted = !cut.complete && room === left;
  return { events, reasoningTokens, textTokens: cut.tokens, toolCalls: [], exhausted };
}

/** A text in one piece, which takes as long as its tokens would: to count them costs half of what cutting them does. */
function speakWhole(
  draft: Draft,
  choice: number,
  tokens: number,
  reasoningTokens: number,
  events: PlanEvent[],
  pacing: Pacing,
): Spoken {
  let wait = 0;
  for (let token = 0; token < tokens; token++) wait += pacing.tokens(1);
  const type = draft.says === 'refusal' ? 'refusal' : 'text';
  if (tokens > 0) events.push({ type, choice, text: draft.text.toWellFormed(), wait });
  events.push(finish(choice, 'stop'));
  return { events, reasoningTokens, textTokens: tokens, toolCalls: [], exhausted: false };
}

function speakCalls(
  draft: Draft,
  choice: number,
  firstCall: number,
  budget: number,
  reasoningTokens: number,
  events: PlanEvent[],
  { tokenizer, pacing }: Voice,
): Spoken {
  const toolCalls: { nameTokens: number; argsTokens: number }[] = [];
  let left = budget;
  for (const [index, call] of draft.calls.entries()) {
    const nameTokens = tokenizer.count(call.name);
    left -= nameTokens;
    // A name cannot be cut: a call whose name does not fit any more is not begun.
    if (left < 0) {
      events.push(finish(choice, 'length'));
      return { events, reasoningTokens, textTokens: 0, toolCalls, exhausted: true };
    }
    const cut = cutToTokens(tokenizer.pieces(call.input), left);
    events.push({
      type: 'tool-open',
      choice,
      index,
      call: firstCall + index,
      tool: call.tool,
      name: call.name,
      wait: pacing.tokens(nameTokens),
    });
    for (const piece of cut.pieces) {
      events.push({ type: 'tool-args', choice, index, text: piece.text, wait: pacing.tokens(piece.tokens.length) });
    }
    toolCalls.push({ nameTokens, argsTokens: cut.tokens });
    left -= cut.tokens;
    if (!cut.complete) {
      events.push(finish(choice, 'length'));
      return { events, reasoningTokens, textTokens: 0, toolCalls, exhausted: true };
    }
  }
  const legacy = draft.calls.some((call) => call.tool === 'legacy');
  events.push(finish(choice, legacy ? 'function_call' : 'tool_calls'));
  return { events, reasoningTokens, textTokens: 0, toolCalls, exhausted: false };
}
