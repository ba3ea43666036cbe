import type { Contract } from '../../contract/contract.ts';
import { type ModelInfo, type Refusal, refusalsAt } from '../../contract/models.ts';
import type { Validators } from '../../contract/schema/validators.ts';
import type { ErrorPlan } from '../../engine/plan.ts';
import { apiError, echo, missingModel } from '../api-error.ts';
import type { ModelDirectory } from '../model-directory.ts';
import { explainRequest } from './explain-request.ts';
import { invalidType } from './field-error.ts';
import { isRecord, type JsonRecord } from './json-record.ts';
import { refusedParameters } from './model-rules.ts';
import { type SchemaSource, schemaSource } from './schema-node.ts';
import { pathOf } from './validation-error.ts';

/** What a body is judged by. */
export interface ValidationContext {
  readonly contract: Contract;
  /** Loaded beforehand, so that validation itself is synchronous. */
  readonly validators: Pick<Validators, 'request'>;
  readonly models: ModelDirectory;
}

/** What an endpoint asks of a body. */
export interface BodyRules {
  /** Schema of the body. */
  readonly schema: string;
  /** Properties whose absence is reported before everything except the model, in this order. */
  readonly required: readonly string[];
  unknownModel(name: string, models: ModelDirectory): ErrorPlan;
  /** The error for a model of other endpoints. */
  unfit?(model: ModelInfo): ErrorPlan | undefined;
  /** Whether the model of a body is named elsewhere, so that any may answer. */
  namesNoModel?(body: JsonRecord): boolean;
  /** Whether the rules themselves word what messages lack, after everything else. */
  readonly late?: boolean;
  /** Other words for what the schema refuses. */
  rephrase?(body: JsonRecord, error: ErrorPlan): ErrorPlan | undefined;
  /** Errors reported before any field is checked: parameters that belong elsewhere. */
  misplaced?(body: JsonRecord): ErrorPlan | undefined;
  /** What a model rejects here, reported field by field; absent: what it rejects in chat completions. */
  refusals?(model: ModelInfo): readonly Refusal[];
  /**
   * What the schema does not say.
   *
   * @param refused by the schema, so that content may be absent or of any type
   */
  check(body: JsonRecord, model: ModelInfo, refused: boolean): ErrorPlan | undefined;
}

/** A body that is fit to be answered. */
export interface ValidBody {
  readonly kind: 'valid';
  readonly body: JsonRecord;
  readonly model: ModelInfo;
}

/**
 * The error that the service answers a body with, or the body and its model where it is fit to be answered. One error is
 * reported, the first in this order:
 *
 * 1. `model`: absent, of a wrong type, unknown. The service picks the checks of a body by its model, and a model may refuse what
 *    another takes, so nothing can be looked at before.
 * 2. Required members absent, then unknown keys.
 * 3. Field by field: a parameter that the model never takes, then type, range and content of the field.
 * 4. The endpoint's own rules.
 *
 * @example
 * validateBody({ model: 'gpt-5.1' }, chatRules, context); // { kind: 'error', … "Missing required parameter: 'messages'." }
 */
export function validateBody(value: unknown, rules: BodyRules, context: ValidationContext): ValidBody | ErrorPlan {
  if (!isRecord(value)) return missingModel();
  const body = withModel(value, rules, context);
  const name = body['model'] ?? '';
  if (name === '') return missingModel();
  if (typeof name !== 'string') return invalidType('model', 'a string', name);
  const model = context.models.text(name);
  if (model === undefined) return rules.unknownModel(name, context.models);
  const misplaced = rules.misplaced?.(body);
  if (misplaced !== undefined) return misplaced;
  const unfit = rules.unfit?.(model);
  if (unfit !== undefined) return unfit;
  if (context.validators.request(body, rules.schema) !== null) return checkInvalid(body, model, rules, context);
  return (
    refusedParameters(body, refusalsOf(model, rules)) ??
    rules.check(body, model, false) ??
    ({ kind: 'valid', body, model } as const)
  );
}

function withModel(body: JsonRecord, { namesNoModel }: BodyRules, { models }: ValidationContext): JsonRecord {
  if ((body['model'] ?? null) !== null || !namesNoModel?.(body)) return body;
  return { ...body, model: models.listed()[0]?.id };
}

const refusalsOf = (model: ModelInfo, rules: BodyRules): readonly Refusal[] =>
  rules.refusals?.(model) ?? refusalsAt(model, 'chat');

/** The compiled validator said no, so whatever happens here, the answer is an error. */
function checkInvalid(body: JsonRecord, model: ModelInfo, rules: BodyRules, context: ValidationContext): ErrorPlan {
  const source = sourceOf(context.contract, rules.schema);
  const { required, late = false } = rules;
  const refusals = refusalsOf(model, rules);
  const early = explainRequest(body, { source, required, refusals, late });
  return (
    (early && (rules.rephrase?.(body, early) ?? early)) ??
    rules.check(body, model, true) ??
    explainRequest(body, { source, required, refusals, late: false }) ??
    unexplained(body, rules, context)
  );
}

const sources = new WeakMap<Contract, Map<string, SchemaSource>>();

function sourceOf(contract: Contract, schema: string): SchemaSource {
  const known = sources.get(contract) ?? new Map<string, SchemaSource>();
  sources.set(contract, known);
  const source =
    known.get(schema) ?? schemaSource({ components: contract.document.components }, `#/components/schemas/${schema}`);
  known.set(schema, source);
  return source;
}

/** A keyword that only the validator knows, for instance from an overlay: its own words, in the API's envelope. */
function unexplained(body: JsonRecord, { schema }: BodyRules, { validators }: ValidationContext): ErrorPlan {
  const error = validators.request(body, schema)?.[0];
  const keys = (error?.instancePath ?? '').split('/').slice(1);
  const path = pathOf(keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key)).toReversed());
  const subject = path === '' ? 'Invalid body' : `Invalid value for '${path}'`;
  const message = `${subject}: ${error?.message ?? 'does not match the contract'}.`;
  return apiError(echo(message), { param: path === '' ? null : path, code: 'invalid_value' });
}
