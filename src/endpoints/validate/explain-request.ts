import { isRecord, type JsonRecord } from './json-record.ts';
import type { Refusal } from '../../contract/models.ts';
import type { ErrorPlan } from '../../engine/plan.ts';
import { createExplainer } from './explain-value.ts';
import type { Explainer } from './explainer.ts';
import { reportError, under } from './validation-error.ts';
import { missingParameter, unknownParameter } from './field-error.ts';
import { refusedParameter } from './model-rules.ts';
import { nearNames } from './near-names.ts';
import { isClosed, propertiesOf, type SchemaNode, type SchemaSource } from './schema-node.ts';

const orders = new WeakMap<SchemaNode, readonly string[]>();

function fieldsOf(source: SchemaSource, properties: SchemaNode): readonly string[] {
  let fields = orders.get(source.request);
  if (fields === undefined) {
    fields = Object.keys(properties);
    orders.set(source.request, fields);
  }
  return fields;
}

/**
 * The service words these absences itself, after every other check of the fields: see `conversation-rules.ts`.
 * Only messages have a role, so the rule cannot touch anything else. The developer role has no such exception (observed).
 */
export function isLateError(object: JsonRecord, key: string): boolean {
  const role = object['role'];
  if (typeof role !== 'string' || role === 'developer') return false;
  if (key === 'content') return (object['content'] ?? null) === null;
  if (Object.hasOwn(object, key)) return false;
  return (role === 'tool' && key === 'tool_call_id') || (role === 'function' && key === 'name');
}

/** What a body is explained by. */
export interface ExplainOptions {
  readonly source: SchemaSource;
  /** Properties whose absence is reported first. */
  readonly required: readonly string[];
  /** Whether {@link isLateError} errors are left to the conversation rules. */
  readonly late: boolean;
  /** What the model does not take. */
  readonly refusals: readonly Refusal[];
}

/**
 * The first error of a body that the compiled validator refused, or undefined when it is one that is reported later.
 * Missing keys come first, then unknown ones, then the fields one by one; a field the model never takes is refused in
 * its turn, with any value (observed).
 */
export function explainRequest(
  body: JsonRecord,
  { source, required, late, refusals }: ExplainOptions,
): ErrorPlan | undefined {
  const explainer = createExplainer(source.resolve, late ? isLateError : () => false);
  const properties = propertiesOf(source.request, source.resolve);
  const absent = required.find((member) => !Object.hasOwn(body, member));
  if (absent !== undefined) return missingParameter(absent);
  return unknownKey(body, source.request, properties) ?? fieldError(explainer, body, refusals, source, properties);
}

function unknownKey(body: JsonRecord, schema: SchemaNode, properties: SchemaNode): ErrorPlan | undefined {
  if (!isClosed(schema)) return undefined;
  for (const key in body) {
    if (Object.hasOwn(properties, key)) continue;
    const unsent = Object.keys(properties).filter((name) => !Object.hasOwn(body, name));
    return unknownParameter(key, nearNames(key, unsent));
  }
  return undefined;
}

function fieldError(
  explainer: Explainer,
  body: JsonRecord,
  refusals: readonly Refusal[],
  source: SchemaSource,
  properties: SchemaNode,
): ErrorPlan | undefined {
  for (const field of fieldsOf(source, properties)) {
    const schema = properties[field];
    if (!Object.hasOwn(body, field) || !isRecord(schema)) continue;
    const refused = refusedParameter(body, field, refusals);
    if (refused !== undefined) return refused;
    const error = under(field, explainer.explain(schema, body[field]));
    if (error !== undefined) return reportError(error);
  }
  return undefined;
}
