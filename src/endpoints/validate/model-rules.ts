import { asList, asRecord, type JsonRecord } from './json-record.ts';
import { refusalsAt, type ModelInfo, type Refusal } from '../../contract/models.ts';
import type { ErrorPlan } from '../../engine/plan.ts';
import { apiError, contextLengthExceeded } from '../api-error.ts';
import { unsupportedParameter, unsupportedValue } from './field-error.ts';

/** Parameters whose refusal has a sentence of its own (recorded). */
const OWN_WORDS: ReadonlyMap<string, string> = new Map([
  ['web_search_options', 'Web search options not supported with this model.'],
]);

const present = (body: JsonRecord, param: string): boolean => (body[param] ?? null) !== null;

function refuse({ param, hint, message, blames = param }: Refusal, body: JsonRecord): ErrorPlan {
  if (message !== undefined) return apiError(message.replace('{model}', String(body['model'])), { param: blames });
  const words = OWN_WORDS.get(param);
  return words === undefined ? unsupportedParameter(param, hint) : apiError(words, { param });
}

/** The error for a parameter that the model never accepts; null counts as absent. */
export function refusedParameter(body: JsonRecord, param: string, refusals: readonly Refusal[]): ErrorPlan | undefined {
  const refusal = refusals.find((entry) => entry.param === param && entry.when === 'always');
  return refusal !== undefined && refusal.only === undefined && present(body, param)
    ? refuse(refusal, body)
    : undefined;
}

/** {@link refusedParameter} for all fields of a body that is valid otherwise. */
export function refusedParameters(body: JsonRecord, refusals: readonly Refusal[]): ErrorPlan | undefined {
  for (const { param } of refusals) {
    const refused = refusedParameter(body, param, refusals);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

/**
 * What the model can do with values that the contract allows: efforts, refusals that depend on value or effort, the
 * output limit, and kinds of content. They come after the errors of all fields (observed: a refused temperature loses
 * against a wrong type of a later field) and before the conversation rules.
 */
export function checkModelRules(body: JsonRecord, model: ModelInfo): ErrorPlan | undefined {
  return (
    checkEffort(body, model) ??
    checkRefusedValues(body, model) ??
    checkOutputLimit(body, model) ??
    checkAudio(body, model)
  );
}

function checkEffort(body: JsonRecord, model: ModelInfo): ErrorPlan | undefined {
  const effort = body['reasoning_effort'] ?? null;
  if (effort === null) return undefined;
  if (model.reasoning === undefined) return apiError('Unrecognized request argument supplied: reasoning_effort');
  const efforts: readonly unknown[] = model.reasoning.efforts;
  return efforts.includes(effort) ? undefined : unsupportedValue('reasoning_effort', effort, model.reasoning.efforts);
}

function checkRefusedValues(body: JsonRecord, model: ModelInfo): ErrorPlan | undefined {
  if (model.refuses.length === 0) return undefined;
  const reasons =
    model.reasoning !== undefined && (body['reasoning_effort'] ?? model.reasoning.default_effort) !== 'none';
  const active = refusalsAt(model, 'chat').filter((entry) => entry.when === 'always' || reasons);
  for (const refusal of active) {
    const { param } = refusal;
    if (!present(body, param) || body[param] === refusal.only) continue;
    if (refusal.only === undefined) return refuse(refusal, body);
    return unsupportedValue(param, body[param], typeof refusal.only === 'number' ? refusal.only : [refusal.only]);
  }
  return undefined;
}

function checkOutputLimit(body: JsonRecord, model: ModelInfo): ErrorPlan | undefined {
  const limit = model.limits.output_tokens;
  for (const param of ['max_tokens', 'max_completion_tokens']) {
    const asked = body[param];
    if (typeof asked !== 'number' || asked <= limit) continue;
    const message = `${param} is too large: ${asked}. This model supports at most ${limit} completion tokens, whereas you provided ${asked}.`;
    return apiError(message, { param, code: 'invalid_value' });
  }
  return undefined;
}

/** A model that does not hear lists `input_audio` among what it refuses. The message names the turn only (recorded). */
function checkAudio(body: JsonRecord, model: ModelInfo): ErrorPlan | undefined {
  if (!model.refuses.some((entry) => entry.param === 'input_audio')) return undefined;
  // What does not hear does not speak either.
  if (asList(body['modalities']).includes('audio')) return unsupportedValue('modalities', 'audio', ['text']);
  const messages = asList(body['messages']);
  const turn = messages.findIndex((message) =>
    asList(asRecord(message)['content']).some((part) => asRecord(part)['type'] === 'input_audio'),
  );
  if (turn < 0) return undefined;
  const param = `messages[${turn}]`;
  const message = `Invalid '${param}'. Content blocks are expected to be either text or image_url type.`;
  return apiError(message, { param, code: 'invalid_value' });
}

/**
 * The last check of all, because it alone needs the tokens counted.
 *
 * @param promptTokens what the messages, tools and images come to.
 */
export function checkContextLength(promptTokens: number, model: ModelInfo): ErrorPlan | undefined {
  return promptTokens > model.limits.input_tokens ? contextLengthExceeded(model, promptTokens) : undefined;
}
