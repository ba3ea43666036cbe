import type { ChatCompletionRequest, Usage } from '../contract/api-types.ts';
import { countCompletionTokens } from '../contract/tokens/completion-tokens.ts';
import { resolveModel, type ModelInfo } from '../contract/models.ts';
import { generate, needsStructure, previousPrompt, type Counts } from '../engine/generate.ts';
import type { AnswerPlan } from '../engine/plan.ts';
import type { DraftStructured } from '../engine/structured.ts';
import { modelNotFound } from './api-error.ts';
import { costOf } from './cost.ts';
import { imageFacts } from './images/image-facts.ts';
import type { Prepared } from './prepared.ts';
import { countPrompt } from './prompt-count.ts';
import { rateHeaders } from './rate-headers.ts';
import { parseJson } from './read-json.ts';
import type { AnswerDecision, Decide, Decision } from './scripted.ts';
import { checkContextLength } from './validate/model-rules.ts';
import { validateRequest } from './validate/validate-request.ts';
import type { ContractTools } from './contract-tools.ts';
import type { Platform } from './platform.ts';

/** What a preparation depends on besides the request. */
export interface PrepareContext {
  readonly tools: ContractTools;
  readonly seed: string;
  /** Default: nothing is lent. */
  readonly platform?: Platform;
  /** Scenarios are asked for each valid request; what they say may differ from call to call. */
  readonly decide?: Decide;
}

/**
 * Turns the text of a request body into an answer or an error: parse, validate, count, generate. Without scenarios nothing
 * in it depends on the call, so the result may be remembered for the same text.
 *
 * It is asynchronous only when the answer may need the generator of values, the first time.
 */
export function prepare(text: string, context: PrepareContext): Prepared | Promise<Prepared> {
  const parsed = parseJson(text);
  if ('fault' in parsed) return { kind: 'error', plan: parsed.fault };
  const { tools } = context;
  const fault = validateRequest(parsed.value, tools);
  const asked = (parsed.value as { readonly model?: unknown } | null)?.model;
  if (fault) return { kind: 'error', plan: fault, ...(typeof asked === 'string' ? { model: asked } : {}) };
  const request = parsed.value as ChatCompletionRequest;
  const model = resolveModel(tools.contract.models, request.model);
  if (!model) return { kind: 'error', plan: modelNotFound(request.model), model: request.model };
  const decision = context.decide?.(request);
  if (decision?.kind === 'error') return decidedError(request, decision);
  const task: Task = { request, model, length: text.length, ...(decision ? { decision } : {}) };
  if (!needsStructure(request) || decision?.script.choices) return answer(task, context);
  if (structured) return answer(task, context, structured);
  return loadStructured().then((draft) => answer(task, context, draft));
}

/** A request that is to be answered. */
interface Task {
  readonly request: ChatCompletionRequest;
  readonly model: ModelInfo;
  /** Characters of the body. */
  readonly length: number;
  readonly decision?: AnswerDecision;
}

function decidedError(request: ChatCompletionRequest, decision: Extract<Decision, { kind: 'error' }>): Prepared {
  const { plan, wait, scenario } = decision;
  const named = scenario === undefined ? { unmatched: true } : { scenario };
  return { kind: 'error', plan, model: request.model, request, wait, ...named };
}

let structured: DraftStructured | undefined;

async function loadStructured(): Promise<DraftStructured> {
  structured = (await import('../engine/structured.ts')).draftStructured;
  return structured;
}

function countsOf(request: ChatCompletionRequest, model: ModelInfo, { tools }: PrepareContext): Counts {
  const { prompt, cached } = countPrompt(request, previousPrompt(request.messages), model, tools.tokenizer);
  return { prompt, cached, completion: (choice) => countCompletionTokens(choice, model) };
}

function answer(
  { request, model, length, decision }: Task,
  context: PrepareContext,
  draftStructured?: DraftStructured,
): Prepared {
  const counts = countsOf(request, model, context);
  const tooLong = checkContextLength(counts.prompt, model);
  if (tooLong) return { kind: 'error', plan: tooLong, model: request.model, request };
  const plan = generate({
    request,
    model,
    seed: decision?.seed ?? context.seed,
    tokenizer: context.tools.tokenizer,
    counts,
    images: imageFacts(request.messages, context.platform?.inflate),
    ...(draftStructured ? { draftStructured } : {}),
    ...(decision ? { script: decision.script } : {}),
  });
  const options = request.stream_options;
  const stream = request.stream
    ? { includeUsage: options?.include_usage ?? false, includeObfuscation: options?.include_obfuscation ?? true }
    : undefined;
  const usage = usageOf(plan);
  return {
    kind: 'answer',
    request,
    plan,
    stream,
    usage,
    cost: costOf(usage, model),
    rateHeaders: rateHeaders(model, length, request.max_completion_tokens ?? request.max_tokens ?? 0),
    duration: plan.events.reduce((total, event) => total + event.wait, 0),
    ...(decision ? { scenario: decision.scenario, decision } : {}),
  };
}

function usageOf(plan: AnswerPlan): Usage {
  const event = plan.events.findLast((candidate) => candidate.type === 'usage');
  if (event?.type !== 'usage') throw new TypeError('Failed to account for an answer: the plan has no usage');
  return event.usage;
}
