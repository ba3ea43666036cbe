import type { ChatCompletionRequest, Usage } from '../contract/api-types.ts';
import type { ModelInfo, ReasoningEffort } from '../contract/models.ts';
import type { Tokenizer } from '../contract/tokens/tokenizer.ts';
import { stopList } from './budget.ts';
import { hashRequest } from './canonical-hash.ts';
import type { Draft } from './draft.ts';
import { hiddenReasoningTokens } from './effort.ts';
import { interleave } from './interleave.ts';
import { createPacing } from './pacing.ts';
import type { AnswerPlan, PlanEvent } from './plan.ts';
import { fillForm } from './fill/fill-form.ts';
import type { ImageFact, Scene as Matter } from './fill/scene.ts';
import { writeReasoning } from './fill/write-reasoning.ts';
import { writeRefusal } from './fill/write-refusal.ts';
import { readForm } from './form/read-form.ts';
import type { EngineRequest } from './request.ts';
import { createRandom, type Random } from './random.ts';
import { speak, type Limits, type Spoken } from './say.ts';
import { scriptUsage } from './script-usage.ts';
import type { EngineScript } from './script.ts';
import type { DraftStructured } from './structured.ts';
import { readBrief, type Brief } from './read/brief.ts';

/** How tokens are counted; the rules are the contract's. */
export interface Counts {
  /** Tokens of the prompt, images and tools included. */
  readonly prompt: number;
  /** Those of them that an earlier turn of the same conversation has paid for already. */
  readonly cached: number;
  /** Tokens billed for one choice. */
  completion(choice: Pick<Spoken, 'reasoningTokens' | 'textTokens' | 'toolCalls'>): number;
}

export interface GenerateInput {
  /** A request that the contract accepts. */
  readonly request: EngineRequest;
  readonly model: ModelInfo;
  /** Changes every draw; the same seed gives the same answers. */
  readonly seed: string;
  readonly tokenizer: Tokenizer;
  readonly counts: Counts;
  /** The images of the prompt, in order. */
  readonly images: readonly ImageFact[];
  /** Drafts tool calls and JSON; needed when {@link needsStructure} says so. */
  readonly draftStructured?: DraftStructured;
  /** What is fixed from outside. */
  readonly script?: EngineScript;
}

/** Whether an answer may take the form of tool calls or JSON, whose generator is loaded only then. */
export function needsStructure(request: ChatCompletionRequest): boolean {
  const format = request.response_format;
  return Boolean(request.tools?.length || request.functions?.length || (format && format.type !== 'text'));
}

/** The effort that holds for a request: its own, or the model's default; `none` for a model that cannot reason. */
export function effectiveEffort(request: ChatCompletionRequest, model: ModelInfo): ReasoningEffort {
  if (!model.reasoning) return 'none';
  return request.reasoning_effort ?? model.reasoning.default_effort;
}

interface Scene {
  readonly input: GenerateInput;
  readonly brief: Brief;
  readonly effort: ReasoningEffort;
}

const temperatureOf = (request: ChatCompletionRequest): number => request.temperature ?? 1;

/** What one choice is made from: the brief, and randomness of its own. */
function matterOf({ input, brief }: Scene, random: Random): Matter {
  const { request, images, model } = input;
  return {
    brief,
    random,
    temperature: temperatureOf(request),
    verbosity: request.verbosity ?? 'medium',
    images,
    model: model.reports,
  };
}

function draft(scene: Scene, random: Random): Draft {
  const { input, brief, effort } = scene;
  const visible = input.model.reasoning?.content === 'visible' && effort !== 'none';
  const summed = !visible && effort !== 'none' && input.request.reasoning_summary === true;
  const thoughts = (): string => writeReasoning(matterOf(scene, random.fork('reasoning')), effort);
  const thinking = {
    hiddenReasoningTokens: visible ? 0 : hiddenReasoningTokens(effort, random.fork('effort')),
    ...(visible ? { reasoning: thoughts() } : {}),
    ...(summed ? { summary: thoughts() } : {}),
  };
  const refusal = writeRefusal(matterOf(scene, random.fork('refusal')));
  if (refusal !== undefined) {
    // Only structured outputs have a field of their own for a refusal; elsewhere it is the answer.
    const says = input.request.response_format?.type === 'json_schema' ? 'refusal' : 'text';
    return { ...thinking, says, text: refusal, calls: [] };
  }
  const structured = needsStructure(input.request)
    ? input.draftStructured?.(input.request, matterOf(scene, random.fork('structured')))
    : undefined;
  if (structured) return { ...thinking, ...structured };
  return {
    ...thinking,
    says: 'text',
    text: fillForm(readForm(brief), matterOf(scene, random.fork('text'))),
    calls: [],
  };
}

/** Entries and alternatives of a plain answer; longer ones are cut, and end with `length`. */
const MAX_LOGPROBS = 50_000;

function limitsOf(request: ChatCompletionRequest, model: ModelInfo, choices: number): Limits {
  return {
    maxTokens: request.max_completion_tokens ?? request.max_tokens ?? model.limits.output_tokens,
    stops: stopList(request.stop),
    topLogprobs: request.logprobs ? (request.top_logprobs ?? 0) : undefined,
    // A stream is written as its client reads it, and nobody has to hold all of it.
    drawnTokens: request.stream ? Infinity : Math.floor(MAX_LOGPROBS / (choices * (1 + (request.top_logprobs ?? 0)))),
    reasoningStep: model.reasoning?.token_step ?? 1,
    whole: !request.stream,
  };
}

function* speakChoices(scene: Scene, hash: string, limits: Limits, choices: number): Generator<undefined, Spoken[]> {
  const { model, tokenizer, seed, script } = scene.input;
  const spoken: Spoken[] = [];
  const scripted = script?.choices;
  let calls = 0;
  for (let choice = 0; choice < choices; choice++) {
    // Seeded by the choice's own number, so the first choice is the same whatever `n` is.
    const random = createRandom(`${seed}/${hash}/${choice}`);
    const pacing = createPacing(model.timing, random.fork('pace'), script?.timing);
    const { draft: given, ...fixed } = scripted?.[choice] ?? {};
    const voice = { tokenizer, pacing, random: random.fork('logprobs') };
    const one = speak(given ?? draft(scene, random), choice, calls, { ...limits, ...fixed }, voice);
    calls += one.toolCalls.length;
    spoken.push(one);
    yield;
  }
  return spoken;
}

function countedUsage(spoken: readonly Spoken[], counts: Counts, maxTokens: number): Usage {
  // A choice that hit the limit took exactly as many tokens as the limit allows.
  const completion = sum(spoken, (one) => (one.exhausted ? maxTokens : Math.min(maxTokens, counts.completion(one))));
  return {
    prompt_tokens: counts.prompt,
    completion_tokens: completion,
    total_tokens: counts.prompt + completion,
    prompt_tokens_details: { cached_tokens: counts.cached, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: sum(spoken, (one) => one.reasoningTokens),
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}

const sum = <T>(items: readonly T[], value: (item: T) => number): number =>
  items.reduce((total, item) => total + value(item), 0);

/** The tier that the answer names: the one asked for where it is a tier of its own, else the default. */
function serviceTier(asked: string | null | undefined): string {
  if (asked === 'fast') return 'priority';
  return asked === 'flex' || asked === 'priority' || asked === 'scale' ? asked : 'default';
}

/** Reasoning models leave the `logprobs` key out when nobody asks for it. */
function logprobsOf(request: ChatCompletionRequest, model: ModelInfo): AnswerPlan['logprobs'] {
  if (request.logprobs) return 'content';
  return model.reasoning ? 'omit' : 'null';
}

/** What is said, and what it comes to. */
export interface Generated {
  readonly plan: AnswerPlan;
  readonly usage: Usage;
}

/**
 * Says what a real model service would say to a request: the same for the same request and seed, on any machine and in any
 * order of requests. Pure: time, randomness and files reach it only as arguments. It is done in steps, a choice each, so that
 * whoever has others to serve may do so in between.
 *
 * @example
 * const { plan } = finishWork(generate({ request, model, seed: '1', tokenizer, counts, images: [] }));
 * plan.events.filter((event) => event.type === 'text').map((event) => event.text).join('');
 */
export function* generate(input: GenerateInput): Generator<undefined, Generated> {
  const { request, model, counts } = input;
  const scene: Scene = { input, brief: readBrief(request), effort: effectiveEffort(request, model) };
  const choices = input.script?.choices?.length ?? request.n ?? 1;
  const limits = limitsOf(request, model, choices);
  const spoken = yield* speakChoices(scene, hashRequest(request), limits, choices);
  const events: PlanEvent[] = interleave(spoken.map((one) => one.events));
  const usage = scriptUsage(countedUsage(spoken, counts, limits.maxTokens), input.script?.usage ?? {});
  events.push({ type: 'usage', usage, wait: 0 }, { type: 'done', wait: 0 });
  const plan: AnswerPlan = {
    kind: 'answer',
    model: model.reports,
    systemFingerprint: model.system_fingerprint,
    serviceTier: serviceTier(request.service_tier),
    logprobs: logprobsOf(request, model),
    ...(request.metadata ? { metadata: request.metadata } : {}),
    events,
  };
  return { plan, usage };
}
