import type { JsonSchema } from '../../contract/api-types.ts';
import type { Making, Settled } from './making.ts';
import { resolveRef } from './resolve-ref.ts';
import { heightOf, schemaHeights } from './schema-height.ts';
import {
  isRecord,
  isSchema,
  recordIn,
  schemaAt,
  schemasIn,
  stringsIn,
  type Conjunction,
  type SchemaObject,
} from './schema.ts';

/** Choices made for one value; a chain of nested `anyOf` longer than this is no longer followed. */
const CHOICE_LIMIT = 64;
const PART_LIMIT = 20_000;
const RISKY = ['oneOf', 'not', 'if', 'contains', 'propertyNames', 'dependentSchemas', 'dependencies', 'maxContains'];

export interface SettleOptions {
  /** 0 takes the best branch everywhere; later attempts vary. */
  readonly attempt: number;
  /** Take what ends soonest. */
  readonly small: boolean;
}

interface Settling {
  readonly making: Making;
  readonly options: SettleOptions;
  readonly parts: SchemaObject[];
  readonly seen: Set<SchemaObject>;
  readonly choices: (readonly JsonSchema[])[];
  risky: boolean;
  possible: boolean;
}

function addCondition(schema: SchemaObject, state: Settling): void {
  const condition = schema['if'];
  if (!isSchema(condition)) return;
  const then = schema['then'];
  const otherwise = schema['else'];
  state.choices.push([
    { allOf: isSchema(then) ? [condition, then] : [condition] },
    { not: condition, ...(isSchema(otherwise) ? { allOf: [otherwise] } : {}) },
  ]);
}

/** Schemas that an always present property switches on. */
function addDependents(schema: SchemaObject, stack: JsonSchema[]): void {
  for (const name of ['dependentSchemas', 'dependencies']) {
    const map = recordIn(schema, name);
    if (map === undefined) continue;
    for (const key of stringsIn(schema, 'required')) {
      const dependent = schemaAt(map, key);
      if (dependent !== undefined) stack.push(dependent);
    }
  }
}

function absorb(start: readonly JsonSchema[], state: Settling): void {
  const stack = start.toReversed();
  while (stack.length > 0 && state.parts.length < PART_LIMIT) {
    const schema = stack.pop();
    if (schema === undefined || schema === true) continue;
    if (schema === false) {
      state.possible = false;
      continue;
    }
    if (state.seen.has(schema)) continue;
    state.seen.add(schema);
    state.parts.push(schema);
    const ref = schema['$ref'] ?? schema['$dynamicRef'] ?? schema['$recursiveRef'];
    if (typeof ref === 'string') stack.push(resolveRef(state.making.root, ref) ?? true);
    const all = schemasIn(schema, 'allOf');
    for (let i = all.length - 1; i >= 0; i--) stack.push(all[i] ?? true);
    const any = schemasIn(schema, 'anyOf');
    if (any.length > 0) state.choices.push(any);
    const one = schemasIn(schema, 'oneOf');
    if (one.length > 0) state.choices.push(one);
    addCondition(schema, state);
    addDependents(schema, stack);
    state.risky ||= RISKY.some((key) => schema[key] !== undefined);
  }
}

const isNull = (schema: JsonSchema): boolean =>
  isRecord(schema) && (schema['type'] === 'null' || ('const' in schema && schema['const'] === null));

function typesOf(schema: JsonSchema, root: JsonSchema): readonly unknown[] | undefined {
  if (typeof schema === 'boolean') return undefined;
  const type = schema['type'];
  if (typeof type === 'string') return [type];
  if (Array.isArray(type)) return type;
  const ref = schema['$ref'];
  const target = typeof ref === 'string' ? resolveRef(root, ref) : undefined;
  return isRecord(target) && target['$ref'] === undefined ? typesOf(target, root) : undefined;
}

const numeric = (type: unknown): unknown => (type === 'integer' ? 'number' : type);

function clashes(branch: JsonSchema, state: Settling): boolean {
  if (branch === false) return true;
  const types = typesOf(branch, state.making.root);
  if (types === undefined) return false;
  return state.parts.some((part) => {
    const others = typesOf(part, state.making.root);
    if (others === undefined || part['$ref'] !== undefined) return false;
    return !types.some((type) => others.some((other) => numeric(other) === numeric(type)));
  });
}

/** Words of a branch that can tell which one the user means: its title, constants and property names. */
function wordsOf(branch: JsonSchema, root: JsonSchema): string {
  const ref = isRecord(branch) ? branch['$ref'] : undefined;
  const target = typeof ref === 'string' ? resolveRef(root, ref) : branch;
  if (!isRecord(target)) return '';
  const properties = recordIn(target, 'properties') ?? {};
  const words = [
    target['title'],
    target['const'],
    ...(Array.isArray(target['enum']) ? target['enum'].slice(0, 50) : []),
  ];
  for (const key of Object.keys(properties).slice(0, 30)) {
    const property = schemaAt(properties, key);
    words.push(key, isRecord(property) ? property['const'] : undefined);
  }
  return words.filter((word) => typeof word === 'string').join(' ');
}

function choose(branches: readonly JsonSchema[], state: Settling): JsonSchema {
  const { making, options } = state;
  const open = branches.filter((branch) => !clashes(branch, state));
  const usable = open.length > 0 ? open : branches;
  const first = usable[0] ?? true;
  if (usable.length === 1) return first;
  if (options.small || making.fuel <= 0) {
    making.heights ??= schemaHeights(making.root);
    const heights = making.heights;
    return usable.reduce((best, branch) => (heightOf(branch, heights) < heightOf(best, heights) ? branch : best));
  }
  if (options.attempt > 0) return usable[(options.attempt - 1) % usable.length] ?? first;
  const solid = usable.filter((branch) => !isNull(branch));
  if (solid.length <= 1) return solid[0] ?? first;
  const scores = solid.slice(0, 64).map((branch) => making.facts.overlap(wordsOf(branch, making.root)));
  const top = Math.max(...scores);
  if (top > 0) return solid[scores.indexOf(top)] ?? first;
  return (making.random.chance(0.6) ? solid[0] : making.random.pick(solid)) ?? first;
}

/**
 * Resolves `$ref`, `allOf`, `anyOf`, `oneOf` and `if` into the plain parts that a value has to satisfy together. It works
 * with a stack of its own, so a schema nested ten thousand levels deep is no danger.
 */
export function settleSchema(conjunction: Conjunction, making: Making, options: SettleOptions): Settled {
  const only = conjunction[0];
  if (conjunction.length === 1 && isRecord(only) && isPlain(only))
    return { parts: [only], risky: false, possible: true };
  const state: Settling = {
    making,
    options,
    parts: [],
    seen: new Set(),
    choices: [],
    risky: false,
    possible: true,
  };
  absorb(conjunction, state);
  for (let made = 0; made < CHOICE_LIMIT; made++) {
    const branches = state.choices.shift();
    if (branches === undefined) break;
    absorb([choose(branches, state)], state);
  }
  return state;
}

const COMBINING = ['$ref', '$dynamicRef', '$recursiveRef', 'allOf', 'anyOf', 'if', ...RISKY];
const isPlain = (schema: SchemaObject): boolean => {
  for (const key of COMBINING) if (schema[key] !== undefined) return false;
  return true;
};
