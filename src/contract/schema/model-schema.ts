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
const duration = closed({ median: amount, sigma: amount });

const refusal = closed(
  { param: text, when: { enum: ['always', 'reasoning'] }, only: { type: ['number', 'string'] }, hint: text },
  ['only', 'hint'],
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
    reasoning: closed({
      efforts: { type: 'array', items: effort, minItems: 1, uniqueItems: true },
      default_effort: effort,
      content: { enum: ['visible', 'hidden'] },
      token_step: positive,
    }),
    limits: closed({ input_tokens: positive, output_tokens: positive }),
    refuses: { type: 'array', items: refusal },
    price: closed({ currency: { type: 'string', pattern: '^[A-Z]{3}$' }, input: amount, output: amount }),
    prompt_tokens: closed({ prime: count, family: { enum: ['gpt-4o', 'gpt-5'] } }),
    image_tokens: closed({ rule: { enum: ['tiles', 'patches'] }, base: count, tile: count, multiplier: amount }),
    completion_tokens: closed({ text: count, reasoned_text: count, first_tool_call: count, next_tool_call: count }),
    timing: closed({ first_token_ms: duration, token_ms: duration, reasoning_token_ms: duration }),
    rate_limit: closed({ requests_per_minute: positive, tokens_per_minute: positive }),
    system_fingerprint: { type: ['string', 'null'] },
  },
  ['reasoning'],
);
