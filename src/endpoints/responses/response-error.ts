import type { ErrorPlan } from '../../engine/plan.ts';
import { apiError, echo } from '../api-error.ts';

/** Errors of this endpoint, in the API's own words; quoted from the live service, or recorded. */

/** 400, unlike at the other endpoints (recorded 3 of 3 times). */
export const modelDoesNotExist = (model: string): ErrorPlan =>
  apiError(`The requested model '${echo(model)}' does not exist.`, { param: 'model', code: 'model_not_found' });

export const nothingToAnswer = (): ErrorPlan =>
  apiError(`One of "input" or "previous_response_id" or 'prompt' or 'conversation_id' must be provided.`, {
    param: 'input',
    code: 'missing_required_parameter',
  });

export function movedParameter(from: string, to: string): ErrorPlan {
  const message =
    `Unsupported parameter: '${from}'. In the Responses API, this parameter has moved to '${to}'. Try again with the new ` +
    'parameter. See the API documentation for more information: https://platform.openai.com/docs/api-reference/responses/create.';
  return apiError(message, { code: 'unsupported_parameter' });
}

export const unencryptable = (): ErrorPlan =>
  apiError('Encrypted content is not supported with this model.', { param: 'include' });

export const forgedThoughts = (id: unknown): ErrorPlan =>
  apiError(
    `The encrypted content for item ${echo(String(id ?? ''))} could not be verified. Reason: Encrypted content could not be decrypted or parsed.`,
    { code: 'invalid_encrypted_content' },
  );

const ofInput = (message: string, status = 400): ErrorPlan => apiError(message, { status, param: 'input' });

export const wrongItemId = (index: number, id: string, prefix: string): ErrorPlan =>
  apiError(`Invalid 'input[${index}].id': '${echo(id)}'. Expected an ID that begins with '${prefix}'.`, {
    param: `input[${index}].id`,
    code: 'invalid_value',
  });

export const duplicateItem = (id: string): ErrorPlan =>
  ofInput(`Duplicate item found with id ${echo(id)}. Remove duplicate items from your input and try again.`);

export const orphanResult = (call: unknown): ErrorPlan =>
  ofInput(`No tool call found for function call output with call_id ${echo(String(call))}.`);

export const unansweredCall = (call: string): ErrorPlan =>
  ofInput(`No tool output found for function call ${echo(call)}.`);

export const nothingFollows = (id: unknown): ErrorPlan =>
  ofInput(`Item '${echo(String(id))}' of type 'reasoning' was provided without its required following item.`);

export const thoughtsMissing = (id: unknown, type: unknown, reasoning: unknown): ErrorPlan =>
  ofInput(
    `Item '${echo(String(id))}' of type '${String(type)}' was provided without its required 'reasoning' item: '${String(reasoning)}'.`,
  );

/** @param stores whether the request asks for its answer to be kept */
export function itemNotFound(id: string, stores: boolean): ErrorPlan {
  const advice =
    ' Items are not persisted when `store` is set to false. Try again with `store` set to true, or remove this item from your input.';
  return ofInput(`Item with id '${echo(id)}' not found.${stores ? '' : advice}`, 404);
}

export const previousNotFound = (id: string): ErrorPlan =>
  apiError(`Previous response with id '${echo(id)}' not found.`, {
    param: 'previous_response_id',
    code: 'previous_response_not_found',
  });

export const responseNotFound = (id: string): ErrorPlan =>
  apiError(`Response with id '${echo(id)}' not found.`, { status: 404 });

export const noJsonWord = (): ErrorPlan =>
  ofInput(
    "Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.",
  );

export const noSuchTool = (name: string): ErrorPlan =>
  apiError(`Tool choice '${echo(name)}' not found in 'tools' parameter.`, { param: 'tool_choice' });

export const tooMuchInput = (): ErrorPlan =>
  apiError('Your input exceeds the context window of this model. Please adjust your input and try again.', {
    param: 'input',
    code: 'context_length_exceeded',
  });

export const notCancellable = (): ErrorPlan => apiError('Cannot cancel a synchronous response.');
