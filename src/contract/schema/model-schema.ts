import type { JsonObject } from '../requirements.ts';

const closed = (properties: JsonObject, optional: readonly string[] = []): JsonObject => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((key) => !optional.includes(key)),
  additionalProperties: false,
});

const text: JsonObject = { type: 'string', minLength: 1 };
const amount: JsonObject = { type: 'number', minimum: 0 };
const count: JsonObject = { type: 'integer', minimum: 0 };
const positive: JsonObject = { type: 'integer', minimum: 1 };
const effort: JsonObject = { enum: ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] };
const encoding: JsonObject = { enum: ['o200k', 'cl100k'] };
const currency: JsonObject = { type: 'string', pattern: '^[A-Z]{3}$' };
const duration = closed({ median: amount, sigma: amount });

const refusal = closed(
  {
    param: text,
    when: { enum: ['always', 'reasoning'] },
    only: { type: ['number', 'string'] },
    hint: text,
    endpoint: { enum: ['chat', 'responses'] },
    message: text,
    blames: text,
  },
  ['only', 'hint', 'endpoint', 'message', 'blames'],
);

/**
 * JSON Schema of one entry of the model catalogue, `ModelInfo` as it can be checked at run time: an overlay may write
 * anything there, and the engine counts on all of it. Closed, so that a misspelt key is found.
 */
export const MODEL_SCHEMA: JsonObject = closed(
  {
    id: text,
    created: count,
    owned_by: { type: 'string' },
    reports: text,
    listed: { type: 'boolean' },
    serves: { type: 'array', items: { enum: ['chat', 'responses', 'completions'] }, minItems: 1, uniqueItems: true },
    encoding,
    reasoning: closed({
      efforts: { type: 'array', items: effort, minItems: 1, uniqueItems: true },
      default_effort: effort,
      content: { enum: ['visible', 'hidden'] },
      token_step: positive,
    }),
    limits: closed({ input_tokens: positive, output_tokens: positive }),
    refuses: { type: 'array', items: refusal },
    price: closed({ currency, input: amount, output: amount }),
    prompt_tokens: closed({ prime: count, family: { enum: ['gpt-4o', 'gpt-5'] } }),
    image_tokens: closed({ rule: { enum: ['tiles', 'patches'] }, base: count, tile: count, multiplier: amount }),
    completion_tokens: closed({ text: count, reasoned_text: count, first_tool_call: count, next_tool_call: count }),
    timing: closed({ first_token_ms: duration, token_ms: duration, reasoning_token_ms: duration }),
    rate_limit: closed({ requests_per_minute: positive, tokens_per_minute: positive }),
    system_fingerprint: { type: ['string', 'null'] },
  },
  ['reasoning', 'serves', 'encoding'],
);

const name = {
  id: text,
  created: count,
  owned_by: { type: 'string' },
  reports: text,
  listed: { type: 'boolean' },
};

const embedding = closed({
  ...name,
  encoding,
  dimensions: positive,
  shortens: { type: 'boolean' },
  limits: closed({ input_tokens: positive, inputs: positive, request_tokens: positive }),
  price: closed({ currency, input: amount }),
  rate_limit: closed({ requests_per_minute: positive, tokens_per_minute: positive }),
});

/** JSON Schema of a whole catalogue, `ModelCatalogue`. */
export const CATALOGUE_SCHEMA: JsonObject = closed(
  {
    models: { type: 'array', minItems: 1, items: MODEL_SCHEMA },
    asked: { type: 'array', minItems: 1, items: text },
    embeddings: { type: 'array', items: embedding },
    moderations: { type: 'array', items: closed(name) },
  },
  ['asked', 'embeddings', 'moderations'],
);
