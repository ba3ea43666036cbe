import { isRecord } from './json-record.ts';
import { describeType } from './describe-type.ts';
import { explainArray, explainObject } from './explain-container.ts';
import { explainNumber, explainString } from './explain-scalar.ts';
import { explainUnion } from './explain-union.ts';
import type { Explainer } from './explainer.ts';
import { type ValidationError, errorHere } from './validation-error.ts';
import { invalidType, invalidValue } from './field-error.ts';
import { acceptsType, branches, follow, type SchemaNode, type SchemaSource } from './schema-node.ts';

/** Type words that no schema tells (observed). */
const OWN_WORDS: Readonly<Record<string, string>> = {
  metadata: 'a metadata object',
  functions: 'an array of function definitions',
};

/**
 * Says why a schema refuses a value: the first error in the service's order. The compiled validator decides *whether* a
 * body is valid; this walk is made only for a refused one. It stops at the first error, so that a list with a million
 * errors costs no more than one, which a validator that collects all errors cannot promise. It recurses per schema, not
 * per level of the body: what the contract leaves open is not entered.
 */
export function createExplainer(resolve: SchemaSource['resolve'], isLate: Explainer['isLate']): Explainer {
  const explainer: Explainer = { resolve, isLate, explain: (schema, value) => explainNode(explainer, schema, value) };
  return explainer;
}

function explainNode(explainer: Explainer, schema: SchemaNode, value: unknown): ValidationError | undefined {
  const { resolve } = explainer;
  const node = follow(schema, resolve);
  if (!acceptsType(node, value, resolve)) return typeError(node, value, resolve);
  const listed = explainListed(node, value);
  if (listed !== undefined) return listed;
  for (const part of Array.isArray(node['allOf']) ? node['allOf'].filter(isRecord) : []) {
    const error = explainer.explain(part, value);
    if (error !== undefined) return error;
  }
  const union = branches(node, resolve);
  return (
    (union.length > 0 ? explainUnion(explainer, node, union, value) : undefined) ?? explainParts(explainer, node, value)
  );
}

function explainParts(explainer: Explainer, node: SchemaNode, value: unknown): ValidationError | undefined {
  if (typeof value === 'number') return explainNumber(node, value);
  if (typeof value === 'string') return explainString(node, value);
  if (Array.isArray(value)) return explainArray(explainer, node, value);
  return isRecord(value) ? explainObject(explainer, node, value) : undefined;
}

const typeError = (node: SchemaNode, value: unknown, resolve: SchemaSource['resolve']): ValidationError =>
  errorHere((path) => invalidType(path, OWN_WORDS[path] ?? describeType(node, resolve), value));

function explainListed(node: SchemaNode, value: unknown): ValidationError | undefined {
  const members = 'const' in node ? [node['const']] : node['enum'];
  if (!Array.isArray(members) || members.includes(value)) return undefined;
  const supported = members.filter((member) => member !== null);
  return errorHere((path) => invalidValue(path, value, supported));
}
