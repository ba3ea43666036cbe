import { isJsonObject, type JsonObject } from '../contract/requirements.ts';
import type { ScenarioSchema, ShapeFault } from '../contract/schema/scenario-schema.ts';
import { pointerOf, type Problem } from './diagnostic.ts';
import { nameHint } from '../contract/did-you-mean.ts';
import type { Source } from './source.ts';

type Told = Pick<Problem, 'message' | 'at'> & { readonly hint?: string | undefined; readonly key?: string };

const TYPES: Readonly<Record<string, string>> = {
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
};

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

const alternatives = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isJsonObject(value)) return 'an object';
  const text = JSON.stringify(value) ?? 'nothing';
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return typeof value === 'number' ? `the number ${short}` : short;
}

function wrongType({ params, value }: ShapeFault): Told {
  const types = listOf(params['type']).map(String);
  const scalar = typeof value === 'number' || typeof value === 'boolean';
  const hint = types.includes('string') && scalar ? 'add quotes' : undefined;
  const wanted = alternatives(types.map((type) => TYPES[type] ?? type));
  return { at: 'value', message: `expected ${wanted}, got ${shown(value)}`, hint };
}

function unknownKey(key: unknown, { schema }: ShapeFault, { keys }: ScenarioSchema): Told {
  return {
    at: 'key',
    key: String(key),
    message: `unknown key "${String(key)}"`,
    hint: nameHint(String(key), keys(schema)),
  };
}

function notInEnum({ params, value }: ShapeFault): Told {
  const allowed = listOf(params['allowedValues']).map(String);
  const message = `expected one of ${allowed.join(', ')}, got ${shown(value)}`;
  return { at: 'value', message, hint: typeof value === 'string' ? nearOnly(value, allowed) : undefined };
}

const nearOnly = (value: string, allowed: readonly string[]): string | undefined => {
  const hint = nameHint(value, allowed);
  return hint?.startsWith('did') ? hint : undefined;
};

/** A choice of which of several keys are there. */
function wrongChoice({ keyword, schema, value }: ShapeFault): Told {
  const branches = (schema[keyword] ?? []) as readonly JsonObject[];
  const names = branches.flatMap((branch) => listOf(branch['required']).map(String));
  const present = isJsonObject(value) ? names.filter((name) => name in value) : [];
  if (present.length > 1) {
    return { at: 'value', message: `${present.map((name) => `"${name}"`).join(' and ')} cannot be combined; keep one` };
  }
  return { at: 'value', message: `expected ${alternatives(names.map((name) => `"${name}"`))}` };
}

const BOUNDS: Readonly<Record<string, string>> = {
  minimum: 'at least',
  maximum: 'at most',
  exclusiveMinimum: 'more than',
};

function tell(fault: ShapeFault, schema: ScenarioSchema): Told {
  const { keyword, params, value } = fault;
  switch (keyword) {
    case 'type':
      return wrongType(fault);
    case 'additionalProperties':
      return unknownKey(params['additionalProperty'], fault, schema);
    case 'unevaluatedProperties':
      return unknownKey(params['unevaluatedProperty'], fault, schema);
    case 'enum':
      return notInEnum(fault);
    case 'const':
      return { at: 'value', message: `expected ${shown(params['allowedValue'])}, got ${shown(value)}` };
    case 'required':
      return { at: 'value', message: `missing key "${String(params['missingProperty'])}"` };
    case 'anyOf':
    case 'oneOf':
      return wrongChoice(fault);
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
      return {
        at: 'value',
        message: `expected ${BOUNDS[keyword]} ${String(params['limit'])}, got ${shown(value)}`,
      };
    case 'pattern':
      return { at: 'value', message: `expected a JSON Pointer that starts with /, got ${shown(value)}` };
    default:
      // minLength, minItems, minProperties: all of them ask for something where nothing is.
      return { at: 'value', message: 'must not be empty' };
  }
}

/** RegExp values and predicates are TypeScript's own; the schema sees a text, and nothing. */
function asData(value: unknown): unknown {
  if (value instanceof RegExp) return value.source;
  if (Array.isArray(value)) return value.map(asData);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).filter(([key, item]) => !(key === 'predicate' && typeof item === 'function'));
  return Object.fromEntries(entries.map(([key, item]) => [key, asData(item)]));
}

const TELLING = new Set(['type', 'additionalProperties', 'unevaluatedProperties']);

/** Schema violations of a source: unknown keys, wrong types, and keys that cannot be combined. */
export function shapeProblems(source: Source, schema: ScenarioSchema): Problem[] {
  const value = source.locate ? source.value : asData(source.value);
  const faults = schema.faults(value);
  // A key that is missing because it is misspelled, or because its object is missing, is reported once.
  const told = new Set(faults.filter(({ keyword }) => TELLING.has(keyword)).map(({ path }) => pointerOf(path)));
  const silent = ({ keyword, path }: ShapeFault): boolean =>
    (keyword === 'anyOf' || keyword === 'oneOf') && told.has(pointerOf(path));
  return faults
    .filter((fault) => !silent(fault))
    .map((fault) => {
      const { message, hint, at, key } = tell(fault, schema);
      const path = key === undefined ? fault.path : [...fault.path, key];
      return { source, path, at, message, ...(hint === undefined ? {} : { hint }) };
    });
}
