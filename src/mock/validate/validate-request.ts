import type { Contract } from '../../contract/contract.ts';
import { asList, isRecord, type JsonRecord } from './json-record.ts';
import { type ModelInfo, resolveModel } from '../../contract/models.ts';
import type { Validators } from '../../contract/schema/validators.ts';
import type { ErrorPlan } from '../../engine/plan.ts';
import { apiError, echo, missingModel, modelNotFound } from '../api-error.ts';
import { checkConversation } from './conversation-rules.ts';
import { explainRequest } from './explain-request.ts';
import { pathOf } from './fault.ts';
import { invalidType } from './field-error.ts';
import { checkImages } from './image-rules.ts';
import { checkModelRules, refusedParameters } from './model-rules.ts';
import { type SchemaSource, schemaSource } from './schema-node.ts';
import { checkSchemas } from './schema-rules.ts';
import { checkSemanticRules } from './semantic-rules.ts';

/** What a body is judged by. */
export interface ValidationContext {
  readonly contract: Contract;
  /** Loaded beforehand, so that validation itself is synchronous. */
  readonly validators: Pick<Validators, 'request'>;
}

/**
 * The error that the service answers a body with, or undefined when it is fit to be answered. One fault is reported, the
 * first in this order:
 *
 * 1. `model`: absent, of a wrong type, unknown (404). The service picks the checks of a body by its model, and a model may
 *    refuse what another takes, so nothing can be looked at before.
 * 2. `messages` absent, then unknown keys.
 * 3. Field by field: a parameter that the model never takes, then type, range and content of the field.
 * 4. Rules over several fields, then the schemas of functions and of the answer.
 * 5. What the model takes only sometimes: efforts, refused values, its output limit, kinds of content.
 * 6. How the messages follow each other, and content that is absent.
 * 7. Images.
 *
 * The length of the context needs the tokens counted and is left to `checkContextLength`.
 *
 * @example
 * validateRequest({ model: 'gpt-5.1' }, context)?.error.message; // "Missing required parameter: 'messages'."
 */
export function validateRequest(body: unknown, context: ValidationContext): ErrorPlan | undefined {
  if (!isRecord(body)) return missingModel();
  const name = body['model'] ?? '';
  if (name === '') return missingModel();
  if (typeof name !== 'string') return invalidType('model', 'a string', name);
  const model = resolveModel(context.contract.models, name);
  if (model === undefined) return modelNotFound(name);
  return context.validators.request(body) === null ? checkValid(body, model) : checkInvalid(body, model, context);
}

function checkValid(body: JsonRecord, model: ModelInfo): ErrorPlan | undefined {
  return refusedParameters(body, model) ?? checkRules(body, model, false);
}

function checkRules(body: JsonRecord, model: ModelInfo, absences: boolean): ErrorPlan | undefined {
  const messages = asList(body['messages']);
  return (
    checkSemanticRules(body) ??
    checkSchemas(body) ??
    checkModelRules(body, model) ??
    checkConversation(messages, absences) ??
    checkImages(messages)
  );
}

/** The compiled validator said no, so whatever happens here, the answer is an error. */
function checkInvalid(body: JsonRecord, model: ModelInfo, context: ValidationContext): ErrorPlan {
  const source = sourceOf(context.contract);
  return (
    explainRequest(body, model, source, true) ??
    checkRules(body, model, true) ??
    explainRequest(body, model, source, false) ??
    unexplained(body, context)
  );
}

const sources = new WeakMap<Contract, SchemaSource>();

function sourceOf(contract: Contract): SchemaSource {
  let source = sources.get(contract);
  if (source === undefined) {
    source = schemaSource({ components: contract.document.components }, '#/components/schemas/ChatCompletionRequest');
    sources.set(contract, source);
  }
  return source;
}

/** A keyword that only the validator knows, for instance from an overlay: its own words, in the API's envelope. */
function unexplained(body: JsonRecord, { validators }: ValidationContext): ErrorPlan {
  const error = validators.request(body)?.[0];
  const keys = (error?.instancePath ?? '').split('/').slice(1);
  const path = pathOf(keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key)).toReversed());
  const subject = path === '' ? 'Invalid body' : `Invalid value for '${path}'`;
  const message = `${subject}: ${error?.message ?? 'does not match the contract'}.`;
  return apiError(echo(message), { param: path === '' ? null : path, code: 'invalid_value' });
}
