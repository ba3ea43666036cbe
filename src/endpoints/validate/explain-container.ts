import { isRecord } from './json-record.ts';
import type { Explainer } from './explainer.ts';
import { type ValidationError, errorHere, under } from './validation-error.ts';
import {
  arrayTooLong,
  arrayTooShort,
  missingParameter,
  propertyNamePattern,
  propertyNameTooLong,
  tooFewProperties,
  tooManyProperties,
  unknownParameter,
} from './field-error.ts';
import { isClosed, propertiesOf, type SchemaNode } from './schema-node.ts';
import { codePoints } from './words.ts';

/** Length first, then the items in document order. */
export function explainArray(
  explainer: Explainer,
  node: SchemaNode,
  value: readonly unknown[],
): ValidationError | undefined {
  const { minItems, maxItems, items } = node;
  if (typeof minItems === 'number' && value.length < minItems) {
    return errorHere((path) => arrayTooShort(path, minItems, value.length));
  }
  if (typeof maxItems === 'number' && value.length > maxItems) {
    return errorHere((path) => arrayTooLong(path, maxItems, value.length));
  }
  if (!isRecord(items)) return undefined;
  for (let i = 0; i < value.length; i++) {
    const error = under(i, explainer.explain(items, value[i]));
    if (error !== undefined) return error;
  }
  return undefined;
}

/** Missing keys, then unknown ones, then the values in the order the contract declares them (observed). */
export function explainObject(explainer: Explainer, node: SchemaNode, value: SchemaNode): ValidationError | undefined {
  const properties = propertiesOf(node, explainer.resolve);
  return (
    explainMissing(explainer, node, value) ??
    explainUnknown(node, properties, value) ??
    explainSize(node, value) ??
    explainNames(node, value) ??
    explainProperties(explainer, properties, value) ??
    explainOthers(explainer, node, properties, value)
  );
}

function explainMissing(explainer: Explainer, node: SchemaNode, value: SchemaNode): ValidationError | undefined {
  const required = Array.isArray(node['required']) ? node['required'] : [];
  for (const key of required) {
    if (typeof key !== 'string' || Object.hasOwn(value, key) || explainer.isLate(value, key)) continue;
    return under(key, errorHere(missingParameter));
  }
  return undefined;
}

function explainUnknown(node: SchemaNode, properties: SchemaNode, value: SchemaNode): ValidationError | undefined {
  // Keys by pattern are not in the contract; of an overlay that has them, the validator speaks.
  if (!isClosed(node) || node['patternProperties'] !== undefined) return undefined;
  for (const key in value) {
    if (!Object.hasOwn(properties, key))
      return under(
        key,
        errorHere((path) => unknownParameter(path)),
      );
  }
  return undefined;
}

function explainSize(node: SchemaNode, value: SchemaNode): ValidationError | undefined {
  const { minProperties, maxProperties } = node;
  if (typeof minProperties !== 'number' && typeof maxProperties !== 'number') return undefined;
  const size = Object.keys(value).length;
  if (typeof minProperties === 'number' && size < minProperties) {
    return errorHere((path) => tooFewProperties(path, minProperties, size));
  }
  if (typeof maxProperties === 'number' && size > maxProperties) {
    return errorHere((path) => tooManyProperties(path, maxProperties, size));
  }
  return undefined;
}

function explainNames(node: SchemaNode, value: SchemaNode): ValidationError | undefined {
  const names = node['propertyNames'];
  if (!isRecord(names)) return undefined;
  const { maxLength, pattern } = names;
  const matcher = typeof pattern === 'string' ? new RegExp(pattern, 'u') : undefined;
  for (const key in value) {
    if (typeof maxLength === 'number' && codePoints(key) > maxLength) {
      return errorHere((path) => propertyNameTooLong(path, key, maxLength, codePoints(key)));
    }
    if (matcher?.test(key) === false) return errorHere((path) => propertyNamePattern(path, key, matcher.source));
  }
  return undefined;
}

function explainProperties(
  explainer: Explainer,
  properties: SchemaNode,
  value: SchemaNode,
): ValidationError | undefined {
  for (const key in properties) {
    const schema = properties[key];
    if (!isRecord(schema) || !Object.hasOwn(value, key) || explainer.isLate(value, key)) continue;
    const error = under(key, explainer.explain(schema, value[key]));
    if (error !== undefined) return error;
  }
  return undefined;
}

function explainOthers(
  explainer: Explainer,
  node: SchemaNode,
  properties: SchemaNode,
  value: SchemaNode,
): ValidationError | undefined {
  const schema = node['additionalProperties'];
  if (!isRecord(schema)) return undefined;
  for (const key in value) {
    if (Object.hasOwn(properties, key)) continue;
    const error = under(key, explainer.explain(schema, value[key]));
    if (error !== undefined) return error;
  }
  return undefined;
}
