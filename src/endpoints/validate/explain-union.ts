import { isRecord } from './json-record.ts';
import { describeType } from './describe-type.ts';
import type { Explainer } from './explainer.ts';
import { type ValidationError, errorHere, under } from './validation-error.ts';
import { invalidType, invalidValue, missingParameter } from './field-error.ts';
import { acceptsType, branches, propertiesOf, type SchemaNode, type SchemaSource } from './schema-node.ts';

/** The property that tells the objects of a union apart, and the branch each of its values selects. */
interface Tag {
  readonly name: string;
  readonly branches: ReadonlyMap<string, SchemaNode>;
}

const tags = new WeakMap<SchemaNode, Tag | null>();

/** A value may satisfy any branch; otherwise the error of the branch it was meant for is the one to report. */
export function explainUnion(
  explainer: Explainer,
  node: SchemaNode,
  union: readonly SchemaNode[],
  value: unknown,
): ValidationError | undefined {
  const tag = isRecord(value) ? tagOf(node, union, explainer.resolve) : undefined;
  if (tag !== undefined && isRecord(value)) return explainTagged(explainer, tag, value);
  let best: ValidationError | undefined;
  for (const branch of isRecord(value) ? meantBy(value, union, explainer.resolve) : union) {
    if (!acceptsType(branch, value, explainer.resolve)) continue;
    const error = explainer.explain(branch, value);
    if (error === undefined) return undefined;
    if (best === undefined || error.keys.length > best.keys.length) best = error;
  }
  return best;
}

const TAGS = ['type', 'role'] as const;

/** Whether an object says of itself, by its type or its role, that it is one of a schema. */
function claims(schema: SchemaNode, value: SchemaNode, resolve: SchemaSource['resolve']): boolean {
  const inner = branches(schema, resolve);
  if (inner.length > 0) return inner.some((branch) => claims(branch, value, resolve));
  const properties = propertiesOf(schema, resolve);
  return TAGS.some((name) => tagValues(properties[name]).includes(value[name] as string));
}

/** The branches that an object claims to be one of; else those that could be told by what it has; else all. */
function meantBy(
  value: SchemaNode,
  union: readonly SchemaNode[],
  resolve: SchemaSource['resolve'],
): readonly SchemaNode[] {
  const claimed = union.filter((branch) => claims(branch, value, resolve));
  if (claimed.length > 0) return claimed;
  const told = union.filter((branch) => {
    const tag = tagOf(branch, branches(branch, resolve), resolve);
    return tag !== undefined && value[tag.name] !== undefined;
  });
  return told.length > 0 ? told : union;
}

function explainTagged(explainer: Explainer, tag: Tag, value: SchemaNode): ValidationError | undefined {
  const { name, branches } = tag;
  const given = value[name];
  if (given === undefined) return under(name, errorHere(missingParameter));
  const branch = typeof given === 'string' ? branches.get(given) : undefined;
  if (branch !== undefined) return explainer.explain(branch, value);
  const values = [...branches.keys()];
  const report: ValidationError['report'] =
    typeof given === 'string'
      ? (path) => invalidValue(path, given, values)
      : (path) => invalidType(path, describeType({ enum: values }, explainer.resolve), given);
  return under(name, errorHere(report));
}

function tagOf(node: SchemaNode, union: readonly SchemaNode[], resolve: SchemaSource['resolve']): Tag | undefined {
  const known = tags.get(node);
  if (known !== undefined) return known ?? undefined;
  const objects = union.filter((branch) => acceptsType(branch, {}, resolve));
  const tag = objects.length > 0 ? findTag(node, objects, resolve) : undefined;
  tags.set(node, tag ?? null);
  return tag;
}

function findTag(node: SchemaNode, objects: readonly SchemaNode[], resolve: SchemaSource['resolve']): Tag | undefined {
  const declared = isRecord(node['discriminator']) ? node['discriminator']['propertyName'] : undefined;
  const candidates = typeof declared === 'string' ? [declared] : TAGS;
  for (const name of candidates) {
    const branches = new Map<string, SchemaNode>();
    for (const object of objects) {
      for (const value of tagValues(propertiesOf(object, resolve)[name])) branches.set(value, object);
    }
    const complete = objects.every((object) => tagValues(propertiesOf(object, resolve)[name]).length > 0);
    if (complete && objects.length > 1) return { name, branches };
  }
  return undefined;
}

function tagValues(schema: unknown): readonly string[] {
  if (!isRecord(schema)) return [];
  const values = 'const' in schema ? [schema['const']] : schema['enum'];
  return Array.isArray(values) ? values.filter((value) => typeof value === 'string') : [];
}
