import type { EmbeddingModelInfo } from '../../contract/models.ts';
import type { ErrorPlan } from '../../engine/plan.ts';
import { apiError, missingModel, modelNotFound } from '../api-error.ts';
import { arrayTooLong, invalidType } from './field-error.ts';
import { asList, isRecord, type JsonRecord } from './json-record.ts';
import { invalidField } from './invalid-field.ts';
import type { ValidationContext } from './validate-body.ts';

/** A text, or the tokens of one. */
export type EmbeddingInput = string | readonly number[];

/** A body that is fit to be answered, its tokens not yet counted. */
export interface EmbeddingRequest {
  readonly kind: 'valid';
  readonly model: EmbeddingModelInfo;
  readonly inputs: readonly EmbeddingInput[];
  /** Whether the input is a list, whose members errors number. */
  readonly isList: boolean;
  readonly base64: boolean;
  readonly dimensions: number | undefined;
}

const isTokens = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'number');

/** Inputs of a body that the schema accepts; of one that it refuses, what comes near. */
function inputsOf(input: unknown): readonly EmbeddingInput[] {
  // JSON boundary: the schema accepts nothing else.
  return typeof input === 'string' || isTokens(input) ? [input] : (asList(input) as readonly EmbeddingInput[]);
}

/** 403: a model that answers in words is asked for vectors (observed). */
const notAllowedToEmbed = (): ErrorPlan =>
  apiError('You are not allowed to generate embeddings from this model', { status: 403 });

const tooLong = (place: string, { limits }: EmbeddingModelInfo): ErrorPlan =>
  apiError(`Invalid '${place}': maximum input length is ${limits.input_tokens} tokens.`);

function checkDimensions({ dimensions }: JsonRecord, model: EmbeddingModelInfo): ErrorPlan | undefined {
  if (typeof dimensions !== 'number') return undefined;
  if (!model.shortens) return apiError('This model does not support specifying dimensions.');
  if (dimensions <= model.dimensions) return undefined;
  return apiError(`Invalid value for 'dimensions' = ${dimensions}. Must be less than or equal to ${model.dimensions}.`);
}

/** Distinguishes lists that are too long from values that aren't lists of inputs, which the schema can't. */
function checkLengths({ input }: JsonRecord, model: EmbeddingModelInfo): ErrorPlan | undefined {
  const inputs = inputsOf(input);
  const { inputs: most, input_tokens: longest } = model.limits;
  if (inputs.length > most) return arrayTooLong('input', most, inputs.length);
  const long = inputs.findIndex((one) => isTokens(one) && one.length > longest);
  return long < 0 ? undefined : tooLong(inputs[long] === input ? 'input' : `input[${long}]`, model);
}

/** The request that a body makes, or the error that the service answers it with. */
export function readEmbedding(
  body: unknown,
  schema: string,
  { models, validators }: Pick<ValidationContext, 'models' | 'validators'>,
): EmbeddingRequest | ErrorPlan {
  if (!isRecord(body)) return missingModel();
  const name = body['model'] ?? '';
  if (name === '') return missingModel();
  if (typeof name !== 'string') return invalidType('model', 'a string', name);
  const model = models.embedding(name);
  if (model === undefined) return models.find(name) ? notAllowedToEmbed() : modelNotFound(name);
  const error =
    checkLengths(body, model) ?? invalidField(validators.request(body, schema)) ?? checkDimensions(body, model);
  if (error !== undefined) return error;
  const { input, encoding_format: format, dimensions } = body;
  return {
    kind: 'valid',
    model,
    inputs: inputsOf(input),
    isList: typeof input !== 'string' && !isTokens(input),
    base64: format === 'base64',
    dimensions: typeof dimensions === 'number' ? dimensions : undefined,
  };
}

/** The limits of each input and of all of them, once their tokens are counted. */
export function tooManyTokens({ model, isList }: EmbeddingRequest, tokens: readonly number[]): ErrorPlan | undefined {
  const long = tokens.findIndex((count) => count > model.limits.input_tokens);
  if (long >= 0) return tooLong(isList ? `input[${long}]` : 'input', model);
  const total = tokens.reduce((sum, count) => sum + count, 0);
  const most = model.limits.request_tokens;
  if (total <= most) return undefined;
  const kind = 'max_tokens_per_request';
  return apiError(`Requested ${total} tokens, max ${most} tokens per request`, { type: kind, code: kind });
}
