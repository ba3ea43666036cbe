import { asList, isRecord, type JsonRecord } from './json-record.ts';
import { echo } from '../api-error.ts';
import { pythonRepr } from './python-repr.ts';
import { isOfType } from './schema-node.ts';

/** Words of the subset that strict mode knows (published guide); everything here is refused by name (observed). */
const NOT_PERMITTED: readonly string[] = [
  'allOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
  'dependentRequired',
  'dependentSchemas',
  'patternProperties',
  'propertyNames',
  'prefixItems',
  'contains',
  'unevaluatedItems',
  'unevaluatedProperties',
  'uniqueItems',
  'minContains',
  'maxContains',
  'minProperties',
  'maxProperties',
];

const FORMATS: ReadonlySet<unknown> = new Set([
  'date-time',
  'time',
  'date',
  'duration',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'uuid',
]);

const hasType = (schema: JsonRecord, name: string): boolean =>
  schema['type'] === name || asList(schema['type']).includes(name);

/**
 * The first thing strict mode does not take in one subschema, as the part of the message behind `In context=(…)`.
 *
 * @param root the whole schema, which references are looked up in.
 */
export function checkStrictNode(schema: unknown, root: JsonRecord): string | undefined {
  if (!isRecord(schema)) return ", schema must have a 'type' key.";
  const ref = schema['$ref'];
  if (typeof ref === 'string') return checkReference(schema, ref, root);
  return checkWords(schema) ?? checkEnum(schema) ?? (hasType(schema, 'object') ? checkObject(schema) : undefined);
}

/** Each value of an enum has to be of the type that stands beside it (can1357/oh-my-pi#2652). */
function checkEnum({ type, enum: values }: JsonRecord): string | undefined {
  const types = typeof type === 'string' ? [type] : asList(type);
  if (types.length === 0) return undefined;
  const other = asList(values).findIndex((value) => !types.some((name) => isOfType(value, name)));
  if (other < 0) return undefined;
  const value = asList(values)[other];
  const shown = typeof value === 'string' ? echo(value) : pythonRepr(value);
  return `, enum value ${shown} does not validate against {'type': ${pythonRepr(type)}}.`;
}

function checkReference(schema: JsonRecord, ref: string, root: JsonRecord): string | undefined {
  const siblings = Object.keys(schema).filter((key) => key !== '$ref');
  if (siblings.length > 0 && schema !== root) {
    return `, $ref cannot have keywords {${siblings.map((key) => pythonRepr(key)).join(', ')}}.`;
  }
  return isTopLevel(ref, root)
    ? undefined
    : ', reference can only point to definitions defined at the top level of the schema.';
}

function isTopLevel(ref: string, root: JsonRecord): boolean {
  if (ref === '#') return true;
  const [start, keyword = '', name = '', ...more] = ref.split('/');
  if (start !== '#' || more.length > 0 || (keyword !== '$defs' && keyword !== 'definitions')) return false;
  const definitions = root[keyword];
  return isRecord(definitions) && Object.hasOwn(definitions, name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function checkWords(schema: JsonRecord): string | undefined {
  const refused = NOT_PERMITTED.find((word) => Object.hasOwn(schema, word));
  if (refused !== undefined) return `, '${refused}' is not permitted.`;
  if (schema['type'] === undefined && schema['anyOf'] === undefined && schema['enum'] === undefined) {
    return ", schema must have a 'type' key.";
  }
  const format = schema['format'];
  return format === undefined || FORMATS.has(format) ? undefined : `, '${echo(String(format))}' is not a valid format.`;
}

function checkObject(schema: JsonRecord): string | undefined {
  if (schema['additionalProperties'] !== false) {
    return ", 'additionalProperties' is required to be supplied and to be false.";
  }
  const properties = schema['properties'];
  if (!isRecord(properties)) return ', object schema missing properties.';
  const keys = Object.keys(properties);
  const required = new Set(asList(schema['required']));
  const rule = "'required' is required to be supplied and to be an array including every key in properties.";
  const missing = keys.find((key) => !required.has(key));
  if (missing !== undefined) return `, ${rule} Missing '${echo(missing)}'.`;
  const extra = [...required].find((key) => !Object.hasOwn(properties, String(key)));
  return extra === undefined ? undefined : `, ${rule} Extra required key '${echo(String(extra))}' supplied.`;
}
