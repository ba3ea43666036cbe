import type { ChatCompletionRequest } from '../contract/api-types.ts';
import { defaultContract } from '../contract/contract.ts';
import { loadTokenizer } from '../contract/tokens/load-tokenizer.ts';
import { resolveModel } from '../contract/models.ts';
import type { TokenPiece, Tokenizer } from '../contract/tokens/tokenizer.ts';
import { interleave } from '../engine/interleave.ts';
import { drawLogprobs } from '../engine/logprobs.ts';
import type { AnswerPlan, PlanEvent, SaidPiece, TellLogprobs } from '../engine/plan.ts';
import { createRandom } from '../engine/random.ts';
import type { Identity } from '../wire/identity.ts';
import { identityOf } from './build-identity.ts';
import type { CompletionOptions } from './build-options.ts';
import { checkPlain, readChoice, readSaid, type Said, type SaidText } from './build-said.ts';
import { refuse } from './build-settle.ts';
import { buildUsage, type Counting } from './build-usage.ts';
import { SAID_KEYS } from './build-options.ts';

const DEFAULT_MODEL = 'gpt-5.1';

/** An answer that is ready to be written, and what it is held against. */
export interface Blueprint {
  readonly plan: AnswerPlan;
  readonly identity: Identity;
  readonly choices: readonly Said[];
  readonly counting: Counting;
}

/** The tokenizer of the package, where there is a file system to read its table from. */
function ownTokenizer(): Tokenizer | undefined {
  return globalThis.process?.getBuiltinModule?.('node:fs') ? loadTokenizer() : undefined;
}

function choicesOf(what: string, options: CompletionOptions): Said[] {
  const { choices } = options;
  if (choices === undefined) return [readSaid(what, options)];
  const both = SAID_KEYS.find((key) => options[key] !== undefined);
  if (both) throw refuse(what, `"choices" and "${both}" contradict each other`);
  if (!Array.isArray(choices) || choices.length === 0) throw refuse(what, '"choices" is a list of at least one choice');
  return choices.map((choice) => readChoice(what, choice));
}

function countingOf({ request, model, tokenizer }: CompletionOptions): Counting {
  const name = request?.model ?? model ?? DEFAULT_MODEL;
  const hello: ChatCompletionRequest = { model: name, messages: [{ role: 'user', content: 'Hello!' }] };
  return {
    request: request ?? hello,
    model: resolveModel(defaultContract().models, name),
    tokenizer: tokenizer ?? ownTokenizer(),
  };
}

/** Words where tokens are not to be had. */
const wordPieces = (text: string): TokenPiece[] =>
  text
    .split(/(?<=\s)(?=\S)/)
    .filter((word) => word !== '')
    .map((word) => ({ text: word, tokens: [] }));

function piecesOf({ whole, pieces }: SaidText, tokenizer: Tokenizer | undefined): TokenPiece[] {
  if (pieces) return pieces.map((text) => ({ text, tokens: tokenizer?.encode(text) ?? [] }));
  return tokenizer?.pieces(whole) ?? wordPieces(whole);
}

function logprobsOf(
  what: string,
  options: CompletionOptions,
  { request, tokenizer }: Counting,
): TellLogprobs | undefined {
  if (!(options.logprobs ?? request.logprobs)) return undefined;
  if (!tokenizer) throw refuse(what, '"logprobs" needs a tokenizer');
  const top = options.top_logprobs ?? request.top_logprobs ?? 0;
  if (!Number.isInteger(top) || top < 0 || top > 20) throw refuse(what, `"top_logprobs" is 0 to 20, but got ${top}`);
  return drawLogprobs(top, tokenizer, createRandom('logprobs'));
}

/** The events of one choice. Without waits: the user of a fixture sets its speed. */
function eventsOf(
  said: Said,
  choice: number,
  firstCall: number,
  counting: Counting,
  probe?: TellLogprobs,
): PlanEvent[] {
  const { tokenizer } = counting;
  const cut = (text: SaidText | undefined): TokenPiece[] => (text ? piecesOf(text, tokenizer) : []);
  const probed = ({ text }: TokenPiece, place: number): SaidPiece & { readonly logprobs?: TellLogprobs } =>
    probe ? { text, place, logprobs: probe } : { text };
  const base = { choice, wait: 0 } as const;
  const calls = said.calls.flatMap(({ tool, name, input }, index): PlanEvent[] => [
    { type: 'tool-open', ...base, index, call: firstCall + index, tool, name },
    ...cut({ whole: input }).map(({ text }): PlanEvent => ({ type: 'tool-args', ...base, index, text })),
  ]);
  return [
    { type: 'role', ...base },
    ...cut(said.reasoning).map(({ text }): PlanEvent => ({ type: 'reasoning', ...base, text })),
    ...cut(said.text).map((piece, at): PlanEvent => ({ type: 'text', ...base, ...probed(piece, at) })),
    ...cut(said.refusal).map((piece, at): PlanEvent => ({ type: 'refusal', ...base, ...probed(piece, at) })),
    ...calls,
    { type: 'finish', ...base, reason: said.finish },
  ];
}

function lists(choices: readonly Said[], counting: Counting, probe?: TellLogprobs): PlanEvent[][] {
  let calls = 0;
  return choices.map((said, index) => {
    const events = eventsOf(said, index, calls, counting, probe);
    calls += said.calls.length;
    return events;
  });
}

function planOf(what: string, options: CompletionOptions, choices: readonly Said[], counting: Counting): AnswerPlan {
  const { model, request } = counting;
  const probe = logprobsOf(what, options, counting);
  const usage = buildUsage(what, choices, options.usage ?? {}, counting);
  const metadata = options.metadata ?? request.metadata;
  return {
    kind: 'answer',
    model: options.model ?? model?.reports ?? request.model,
    systemFingerprint:
      options.system_fingerprint === undefined ? (model?.system_fingerprint ?? null) : options.system_fingerprint,
    serviceTier: options.service_tier === undefined ? 'default' : options.service_tier,
    // Models that reason have no such key unless it is asked for.
    logprobs: probe ? 'content' : model?.reasoning ? 'omit' : 'null',
    ...(metadata ? { metadata } : {}),
    events: [
      ...interleave(lists(choices, counting, probe)),
      { type: 'usage', usage, wait: 0 },
      { type: 'done', wait: 0 },
    ],
  };
}

/**
 * Plans a response from its content.
 *
 * @param what names the thing to be built in messages: "a completion"
 * @throws StarmockError `BAD_SCENARIO` for options from which nothing can be built
 */
export function buildPlan(what: string, options: CompletionOptions): Blueprint {
  if (options.id !== undefined) checkPlain(what, 'id', options.id);
  const { created } = options;
  if (created !== undefined && !Number.isInteger(created)) {
    throw refuse(what, `"created" is a whole number of seconds, but got ${String(created)}`);
  }
  const choices = choicesOf(what, options);
  const counting = countingOf(options);
  const plan = planOf(what, options, choices, counting);
  const ids = choices.flatMap((said) => said.ids);
  return { plan, identity: identityOf(options, JSON.stringify(choices), ids), choices, counting };
}
