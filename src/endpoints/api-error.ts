import type { ModelInfo } from '../contract/models.ts';
import type { ErrorPlan } from '../engine/plan.ts';

/**
 * The errors of bodies and models, in the API's own words. Statuses, types, codes and sentences are protocol constants that
 * clients match on; where they were seen on the live service is noted at each. Errors of single fields are in
 * `validate/field-error.ts`, those of the HTTP layer in `src/mock/http-error.ts`.
 */

const ECHO_LIMIT = 256;

/** Everything an error may vary in; the rest is the common 400. */
export interface ErrorDetails {
  readonly status?: number;
  readonly type?: string;
  readonly param?: string | null;
  readonly code?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * An API error, 400 `invalid_request_error` unless said otherwise. All four keys of the envelope are always there.
 *
 * @example
 * apiError("Unknown parameter: 'x'.", { param: 'x', code: 'unknown_parameter' });
 */
export function apiError(message: string, details: ErrorDetails = {}): ErrorPlan {
  const { status = 400, type = 'invalid_request_error', param = null, code = null, headers } = details;
  const error = { message, type, param, code };
  return headers === undefined ? { kind: 'error', status, error } : { kind: 'error', status, error, headers };
}

/**
 * Text from a request as it may be repeated in a message: cut, so that a body of 20 MB does not come back.
 * A surrogate pair is never split.
 */
export function echo(text: string): string {
  if (text.length <= ECHO_LIMIT) return text;
  const last = text.charCodeAt(ECHO_LIMIT - 1);
  const splits = last >= 0xd800 && last <= 0xdbff;
  return `${text.slice(0, splits ? ECHO_LIMIT - 1 : ECHO_LIMIT)}...`;
}

/** 400: no `model`, or a body that isn't an object. */
export function missingModel(): ErrorPlan {
  return apiError('you must provide a model parameter');
}

/** 404 of `POST /v1/chat/completions`: the model does not exist (recorded). */
export function modelNotFound(model: string): ErrorPlan {
  const message = `The model \`${echo(model)}\` does not exist or you do not have access to it.`;
  return apiError(message, { status: 404, code: 'model_not_found' });
}

/** 403: a model of embeddings or of ratings is asked for words (observed). */
export function notAllowedToSample(): ErrorPlan {
  return apiError('You are not allowed to sample from this model', { status: 403 });
}

/** 404 of `GET /v1/models/{model}`, which uses other quotes and names the parameter. */
export function modelNotListed(model: string): ErrorPlan {
  const message = `The model '${echo(model)}' does not exist`;
  return apiError(message, { status: 404, param: 'model', code: 'model_not_found' });
}

/**
 * 400: more input than the model reads. The gpt-5 family names its input limit, older models their whole context.
 *
 * @param tokens what the messages came to.
 */
export function contextLengthExceeded(model: ModelInfo, tokens: number): ErrorPlan {
  const advice = 'Please reduce the length of the messages.';
  const { input_tokens: input, output_tokens: output } = model.limits;
  const message =
    model.prompt_tokens.family === 'gpt-5'
      ? `Input tokens exceed the configured limit of ${input} tokens. Your messages resulted in ${tokens} tokens. ${advice}`
      : `This model's maximum context length is ${Math.max(input, output)} tokens. However, your messages resulted in ${tokens} tokens. ${advice}`;
  return apiError(message, { param: 'messages', code: 'context_length_exceeded' });
}
