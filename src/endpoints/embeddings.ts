import type { Tokenizer } from '../contract/tokens/tokenizer.ts';
import type { ErrorPlan } from '../engine/plan.ts';
import { base64Floats, shortestFloat } from '../wire/float32.ts';
import type { CodecContext, DirectAnswer, DirectCodec } from './codec.ts';
import { rateHeaders } from './rate-headers.ts';
import { embedText, shorten } from './embed/embed-text.ts';
import {
  readEmbedding,
  tooManyTokens,
  type EmbeddingInput,
  type EmbeddingRequest,
} from './validate/embedding-rules.ts';

const SCHEMA = 'EmbeddingRequest';

const decoder = new TextDecoder();

/** The text that tokens stand for; a character that is cut apart becomes U+FFFD. */
function decoded(tokens: readonly number[], tokenizer: Tokenizer): string {
  const bytes = tokens.flatMap((token) => [...tokenizer.bytes(token)]);
  return decoder.decode(Uint8Array.from(bytes));
}

/** What is embedded, and what is paid for it. */
interface Counted {
  readonly text: string;
  readonly tokens: number;
}

const counted = (input: EmbeddingInput, tokenizer: Tokenizer): Counted =>
  typeof input === 'string'
    ? { text: input, tokens: tokenizer.countOnce(input) }
    : { text: decoded(input, tokenizer), tokens: input.length };

function vectorOf(text: string, { model, dimensions }: EmbeddingRequest, seed: string): Float32Array {
  const whole = embedText(text, model.dimensions, `${model.reports}/${seed}`);
  return shorten(whole, dimensions ?? model.dimensions);
}

function answer(request: EmbeddingRequest, inputs: readonly Counted[], seed: string, bodyLength: number): DirectAnswer {
  const { model, base64 } = request;
  const tokens = inputs.reduce((sum, one) => sum + one.tokens, 0);
  const data = inputs.map(({ text }, index) => {
    const vector = vectorOf(text, request, seed);
    const embedding = base64 ? base64Floats(vector) : Array.from(vector, shortestFloat);
    return { object: 'embedding', index, embedding };
  });
  const usage = { prompt_tokens: tokens, total_tokens: tokens };
  return {
    kind: 'body',
    body: { object: 'list', data, model: model.reports, usage },
    model: model.id,
    usage: { ...usage, completion_tokens: 0 },
    headers: [['openai-model', model.reports], ...rateHeaders(model, bodyLength, 0)],
  };
}

function respond(request: EmbeddingRequest, tokenizer: Tokenizer, { seed }: CodecContext): DirectAnswer | ErrorPlan {
  const all = request.inputs.map((input) => counted(input, tokenizer));
  const length = request.inputs.reduce((sum: number, input) => sum + input.length, 0);
  return (
    tooManyTokens(
      request,
      all.map(({ tokens }) => tokens),
    ) ?? answer(request, all, seed, length)
  );
}

/** Vectors of texts. */
export const embeddingsCodec: DirectCodec = {
  kind: 'direct',
  respond: ({ value }, context) => {
    const request = readEmbedding(value, SCHEMA, context);
    if (request.kind === 'error') return request;
    const tokenizer = context.tokenizers.of(request.model);
    return tokenizer instanceof Promise
      ? tokenizer.then((opened) => respond(request, opened, context))
      : respond(request, tokenizer, context);
  },
};
