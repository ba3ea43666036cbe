import type { JsonObject } from '../contract/requirements.ts';
import { countCompletionTokens } from '../contract/tokens/completion-tokens.ts';
import type { Tokenizer } from '../contract/tokens/tokenizer.ts';
import type { CodecContext, PlanCodec, ValidRequest } from '../endpoints/codec.ts';
import type { EndpointState } from '../endpoints/endpoint-state.ts';
import type { PromptCount } from '../endpoints/prompt-count.ts';
import { generate, needsStructure, type Generated } from '../engine/generate.ts';
import type { DraftStructured } from '../engine/structured.ts';
import { costOf } from './cost.ts';
import { andThen } from './and-then.ts';
import type { AnswerDecision } from './decision.ts';
import { imageFacts } from './images/image-facts.ts';
import { finishWork } from './finish-work.ts';
import { joinAnswers } from './join-answers.ts';
import type { ParsedRequest } from './parsed-request.ts';
import type { Platform } from './platform.ts';
import { durationOf, type Prepared, type PreparedAnswer, type PreparedError } from './prepared.ts';
import { rateHeaders } from '../endpoints/rate-headers.ts';

/** What an answer depends on besides the request. */
export interface AnswerContext {
  readonly codec: PlanCodec;
  readonly context: Omit<CodecContext, 'state'>;
  readonly state: EndpointState;
  readonly seed: string;
  readonly platform: Platform;
}

/** A request that is to be answered, its prompt counted. */
export interface CountedRequest {
  readonly kind: 'counted';
  readonly valid: ValidRequest;
  readonly count: PromptCount;
  readonly tokenizer: Tokenizer;
  readonly parsed: ParsedRequest;
}

/** Judges a request by the contract. */
export function validateRequest(
  { value, session }: ParsedRequest,
  { codec, context, state }: AnswerContext,
): ValidRequest | PreparedError | Promise<ValidRequest | PreparedError> {
  return andThen(codec.read(value, { ...context, state: state.of(session) }), (valid): ValidRequest | PreparedError => {
    if (valid.kind === 'valid') return valid;
    const asked = (value as JsonObject | null)?.['model'];
    return { kind: 'error', plan: valid, ...(typeof asked === 'string' ? { model: asked } : {}) };
  });
}

/** Counts the prompt, which may be more than its model reads. */
export function countRequest(
  valid: ValidRequest,
  parsed: ParsedRequest,
  { codec, context }: AnswerContext,
): CountedRequest | PreparedError | Promise<CountedRequest | PreparedError> {
  const counted = (tokenizer: Tokenizer): CountedRequest | PreparedError => {
    const count = codec.count(valid, tokenizer);
    if ('kind' in count) return { kind: 'error', plan: count, model: valid.request.model, body: valid.body };
    return { kind: 'counted', valid, count, tokenizer, parsed };
  };
  return andThen(context.tokenizers.of(valid.model), counted);
}

let structured: DraftStructured | undefined;

async function loadStructured(): Promise<DraftStructured> {
  structured = (await import('../engine/structured.ts')).draftStructured;
  return structured;
}

/**
 * Has the engine answer. Without a scenario nothing in it depends on the call, so the result may be remembered for the same
 * text. It is asynchronous only when the answer may need the generator of values, the first time.
 */
export function generateAnswer(
  counted: CountedRequest,
  context: AnswerContext,
  decision?: AnswerDecision,
): PreparedAnswer | Promise<PreparedAnswer> {
  const say = (draft?: DraftStructured): PreparedAnswer | Promise<PreparedAnswer> =>
    finishWork(answer(counted, context, decision, draft), context.platform.pause);
  if (!needsStructure(counted.valid.request) || decision?.script.choices) return say();
  return structured ? say(structured) : loadStructured().then(say);
}

function* answer(
  { valid, count, tokenizer, parsed }: CountedRequest,
  { codec, seed, platform }: AnswerContext,
  decision: AnswerDecision | undefined,
  draftStructured?: DraftStructured,
): Generator<undefined, PreparedAnswer> {
  const { body, request, further = [], model, stream, notes } = valid;
  const generated: Generated[] = [];
  for (const [place, asked] of [request, ...further].entries()) {
    const work = generate({
      request: asked,
      model,
      seed: decision?.seed ?? seed,
      tokenizer,
      // The first pays for the prompts of all.
      counts: {
        ...(place === 0 ? count : { prompt: 0, cached: 0 }),
        completion: (choice) => (codec.completion ?? countCompletionTokens)(choice, model),
      },
      images: imageFacts(asked.messages, platform.inflate),
      ...(draftStructured ? { draftStructured } : {}),
      ...(decision ? { script: decision.script } : {}),
    });
    generated.push(yield* work);
  }
  const { plan, usage } = joinAnswers(generated);
  return {
    kind: 'answer',
    body,
    request,
    model,
    tokenizer,
    plan,
    stream,
    notes,
    usage,
    cost: costOf(usage, model),
    rateHeaders: rateHeaders(model, parsed.text.length, request.max_completion_tokens ?? request.max_tokens ?? 0),
    duration: durationOf(plan),
    ...(decision ? { scenario: decision.scenario } : {}),
  };
}

/** Answers a request that meets neither scenario nor fault: the same for the same text and seed. */
export function prepareAnswer(parsed: ParsedRequest, context: AnswerContext): Prepared | Promise<Prepared> {
  const generated = (counted: CountedRequest | PreparedError): Prepared | Promise<Prepared> =>
    counted.kind === 'error' ? counted : generateAnswer(counted, context);
  return andThen(validateRequest(parsed, context), (valid): Prepared | Promise<Prepared> =>
    valid.kind === 'error' ? valid : andThen(countRequest(valid, parsed, context), generated),
  );
}
