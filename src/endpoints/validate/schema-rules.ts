import { asList, asRecord, isRecord, type JsonRecord } from './json-record.ts';
import type { ErrorPlan } from '../../engine/plan.ts';
import { apiError, echo } from '../api-error.ts';
import { checkUserSchema } from './user-schema.ts';

/** The schemas inside a body: of `functions`, of `tools`, of `response_format`, in this order. */
export function checkSchemas(body: JsonRecord): ErrorPlan | undefined {
  return checkFunctions(body['functions']) ?? checkTools(body['tools']) ?? checkFormat(body['response_format']);
}

function checkFunctions(functions: unknown): ErrorPlan | undefined {
  for (const [index, definition] of asList(functions).entries()) {
    const error = checkParameters(definition, `functions[${index}].parameters`);
    if (error !== undefined) return error;
  }
  return undefined;
}

function checkTools(tools: unknown): ErrorPlan | undefined {
  for (const [index, tool] of asList(tools).entries()) {
    const error = checkParameters(asRecord(tool)['function'], `tools[${index}].function.parameters`);
    if (error !== undefined) return error;
  }
  return undefined;
}

/** No parameters, or empty ones, mean a function without arguments. */
function checkParameters(definition: unknown, param: string): ErrorPlan | undefined {
  if (!isRecord(definition)) return undefined;
  const { name, parameters, strict } = definition;
  if (!isRecord(parameters) || (strict !== true && isEmpty(parameters))) return undefined;
  const error = checkUserSchema(parameters, 'function', strict === true);
  if (error === undefined) return undefined;
  const message = `Invalid schema for function '${echo(String(name))}': ${error}`;
  return apiError(message, { param, code: 'invalid_function_parameters' });
}

function isEmpty(value: JsonRecord): boolean {
  for (const _ in value) return false;
  return true;
}

/** The code is null on this endpoint (observed). */
function checkFormat(format: unknown): ErrorPlan | undefined {
  const { name, schema, strict } = asRecord(asRecord(format)['json_schema']);
  if (schema === undefined || schema === null) return undefined;
  const error = checkUserSchema(schema, 'format', strict === true);
  if (error === undefined) return undefined;
  return apiError(`Invalid schema for response_format '${echo(String(name))}': ${error}`, { param: 'response_format' });
}
