import type { ErrorObject } from '../../contract/schema/validators.ts';
import type { ErrorPlan } from '../../engine/plan.ts';
import { apiError, echo } from '../api-error.ts';
import { missingParameter, unknownParameter } from './field-error.ts';

const REFERENCE = 'https://platform.openai.com/docs/api-reference';

/**
 * The error of a body that its schema refuses, at the endpoints that tell no more than which field is wrong (observed).
 *
 * @param errors what the validator says of the body; null for a valid one
 */
export function invalidField(errors: readonly ErrorObject[] | null): ErrorPlan | undefined {
  const [error] = errors ?? [];
  if (error === undefined) return undefined;
  const field = error.instancePath.split('/')[1];
  if (field !== undefined)
    return apiError(`'$.${echo(field)}' is invalid. Please check the API reference: ${REFERENCE}.`);
  const { missingProperty: missing, additionalProperty: added } = error.params as Readonly<Record<string, unknown>>;
  if (typeof missing === 'string') return missingParameter(missing);
  return typeof added === 'string'
    ? unknownParameter(added)
    : apiError(`The body is invalid. Please check the API reference: ${REFERENCE}.`);
}
