import { chat } from '../contract/endpoints/chat.ts';
import { completions } from '../contract/endpoints/completions.ts';
import type { JsonObject } from '../contract/requirements.ts';
import type { Tokenizer } from '../contract/tokens/tokenizer.ts';
import type { AnswerPlan, ErrorPlan } from '../engine/plan.ts';
import type { EngineRequest } from '../engine/request.ts';
import type { StreamOptions } from '../wire/chunk-writer.ts';
import { createCompletionWriter, foldCompletion, type CompletionForm } from '../wire/completion-text.ts';
import { jsonBody } from '../wire/encode.ts';
import type { Frame } from '../wire/exchange.ts';
import type { Identity } from '../wire/identity.ts';
import { unpackEvents, type PackedPlan } from '../wire/packed-plan.ts';
import { PLACEHOLDER } from '../wire/template.ts';
import { utf8Length } from '../wire/utf8.ts';
import { apiError, modelNotFound, notAllowedToSample } from './api-error.ts';
import type { Answer, CodecContext, PlanCodec, ValidRequest } from './codec.ts';
import { asRecord } from './validate/json-record.ts';
import { validateBody, type BodyRules } from './validate/validate-body.ts';

/** What the API begins a text with where there is no prompt. */
const NOTHING = '<|endoftext|>';

const DEFAULT_MAX_TOKENS = 16;

/** A text, or the tokens of one. */
type Prompt = string | readonly number[];

const isTokens = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'number');

/** Prompts of a body that the schema accepts, one at least. */
function promptsOf({ prompt }: JsonObject): readonly Prompt[] {
  // JSON boundary: the schema accepts nothing else.
  if (typeof prompt === 'string' || isTokens(prompt)) return [prompt];
  return Array.isArray(prompt) ? (prompt as readonly Prompt[]) : [NOTHING];
}

const decoder = new TextDecoder();

const textOf = (prompt: Prompt, tokenizer: Tokenizer): string =>
  typeof prompt === 'string'
    ? prompt
    : decoder.decode(Uint8Array.from(prompt.flatMap((token) => [...tokenizer.bytes(token)])));

const numberIn = (body: JsonObject, key: string, none: number): number => {
  const value = body[key];
  return typeof value === 'number' ? value : none;
};

/** More choices than are made to choose from (observed). */
function checkBestOf(body: JsonObject): ErrorPlan | undefined {
  const [n, best] = [numberIn(body, 'n', 1), numberIn(body, 'best_of', Infinity)];
  if (n <= best) return undefined;
  const hint = `You must set 'n' (currently ${n}) to be at most 'best_of' (currently ${best}), or omit either parameter if you don't specifically want to use them.`;
  return apiError(`You requested that the server return more choices than it will generate (HINT: ${hint})`);
}

const rules: BodyRules = {
  schema: completions.request,
  required: [],
  unknownModel: (name, models) => (models.find(name) ? notAllowedToSample() : modelNotFound(name)),
  unfit: ({ serves }) =>
    serves?.includes('completions')
      ? undefined
      : apiError(
          `This is a chat model and not supported in the v1${completions.path} endpoint. Did you mean to use v1${chat.path}?`,
          { status: 404, param: 'model' },
        ),
  check: checkBestOf,
};

/** The conversation that a prompt stands for. */
function requestOf(body: JsonObject, content: string): EngineRequest {
  const { model, temperature, top_p, presence_penalty, frequency_penalty, stop, seed, logprobs, stream, n, user } =
    body;
  const told = typeof logprobs === 'number' ? { logprobs: true, top_logprobs: logprobs } : {};
  const given = { temperature, top_p, presence_penalty, frequency_penalty, stop, seed, stream, n, user };
  const asked = Object.fromEntries(Object.entries(given).filter(([, value]) => (value ?? null) !== null));
  const max_tokens = numberIn(body, 'max_tokens', DEFAULT_MAX_TOKENS);
  // JSON boundary: the schema has accepted the members, which mean the same in both forms.
  return { model, messages: [{ role: 'user', content }], max_tokens, ...told, ...asked } as EngineRequest;
}

function streamOf({ stream, stream_options: options }: JsonObject): ValidRequest['stream'] {
  if (stream !== true) return undefined;
  return { includeUsage: asRecord(options)['include_usage'] === true, includeObfuscation: false };
}

/** Tokens are read as those of the model, which is known by now; its table is there when they are. */
function read(value: unknown, context: CodecContext): ValidRequest | ErrorPlan | Promise<ValidRequest | ErrorPlan> {
  const valid = validateBody(value, rules, context);
  if (valid.kind === 'error') return valid;
  const { body, model } = valid;
  const ready = (tokenizer: Tokenizer): ValidRequest => {
    const texts = promptsOf(body).map((prompt) => textOf(prompt, tokenizer));
    const [request = requestOf(body, NOTHING), ...further] = texts.map((text) => requestOf(body, text));
    return { kind: 'valid', body, request, further, model, stream: streamOf(body) };
  };
  const tokenizer = context.tokenizers.of(model);
  return tokenizer instanceof Promise ? tokenizer.then(ready) : ready(tokenizer);
}

/** One context holds the prompt and what follows it. */
function count({ body, model }: ValidRequest, tokenizer: Tokenizer): { prompt: number; cached: number } | ErrorPlan {
  const counts = promptsOf(body).map((prompt) =>
    typeof prompt === 'string' ? tokenizer.count(prompt) : prompt.length,
  );
  const limit = model.limits.input_tokens;
  const asked = numberIn(body, 'max_tokens', DEFAULT_MAX_TOKENS);
  const long = counts.find((tokens) => tokens + asked > limit);
  if (long === undefined) return { prompt: counts.reduce((sum, tokens) => sum + tokens, 0), cached: 0 };
  return apiError(
    `This model's maximum context length is ${limit} tokens, however you requested ${long + asked} tokens (${long} in your prompt; ${asked} for the completion). Please reduce your prompt; or completion length.`,
  );
}

const UNNAMED: Identity = { ...PLACEHOLDER, id: PLACEHOLDER.id.replace('chatcmpl-', 'cmpl-') };

function formOf({ body }: Pick<Answer, 'body'>): CompletionForm {
  const prompts = promptsOf(body);
  const n = numberIn(body, 'n', 1);
  const logprobs = typeof body['logprobs'] === 'number' ? body['logprobs'] : undefined;
  const echoed = (choice: number): string => {
    const prompt = prompts[Math.floor(choice / n)];
    return typeof prompt === 'string' ? prompt : '';
  };
  return { logprobs, prefix: body['echo'] === true ? echoed : () => '' };
}

function* completionFrames(
  answer: Answer<AnswerPlan | PackedPlan>,
  identity: Identity,
  { includeUsage }: StreamOptions,
  factor: number,
): Generator<Frame> {
  const { plan } = answer;
  const write = createCompletionWriter(plan, identity, formOf(answer), includeUsage);
  let wait = 0;
  for (const event of 'packed' in plan ? unpackEvents(plan.packed) : plan.events) {
    wait += event.wait * factor;
    const bytes = write(event);
    if (bytes === '') continue;
    yield { wait, bytes };
    wait = 0;
  }
}

/** Continuations of plain text: the engine's answer to a conversation of one message. */
export const completionsCodec: PlanCodec = {
  kind: 'plan',
  idPrefix: 'cmpl-',
  read,
  count,
  fold: (answer, identity = UNNAMED) => foldCompletion(answer.plan, identity, formOf(answer)),
  plain: (answer) => {
    const render = (identity: Identity): string => jsonBody(foldCompletion(answer.plan, identity, formOf(answer)));
    return { bytes: utf8Length(render(UNNAMED)), render };
  },
  stream:
    (answer, { includeUsage }) =>
    (identity) => {
      const write = createCompletionWriter(answer.plan, identity, formOf(answer), includeUsage);
      return answer.plan.events.map(write).join('');
    },
  // Each caller iterates from the start.
  frames: (answer, identity, options, factor) => ({
    [Symbol.iterator]: () => completionFrames(answer, identity, options, factor),
  }),
  live: (answer, identity, { includeUsage }) => {
    const write = createCompletionWriter(answer.plan, identity, formOf(answer), includeUsage);
    return {
      event: write,
      error: ({ error }) => `data: ${JSON.stringify({ error })}\n\n`,
      end: (usage) => write({ type: 'usage', usage, wait: 0 }) + write({ type: 'done', wait: 0 }),
    };
  },
};
