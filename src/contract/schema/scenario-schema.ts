import { isJsonObject, type JsonObject } from '../requirements.ts';

/** A key or value that the schema of scenario files does not allow. */
export interface ShapeFault {
  /** Steps to the object or value in question. */
  readonly path: readonly (string | number)[];
  /** Keyword of JSON Schema that is violated, for instance `type`. */
  readonly keyword: string;
  /** What ajv tells about it. */
  readonly params: Readonly<Record<string, unknown>>;
  /** The schema that has the keyword. */
  readonly schema: JsonObject;
  /** The value at the path. */
  readonly value: unknown;
}

/** The schema, and a judge by it. */
export interface ScenarioSchema {
  /** All faults; empty for a valid file. */
  faults(value: unknown): ShapeFault[];
  /** Names of the members that an object of this schema may have. */
  keys(schema: JsonObject): string[];
}

/** `if` only repeats what its branch says, and branches of a choice are reported by the choice. */
const ECHO = /\/(?:anyOf|oneOf)\/\d+\//;

function stepsOf(pointer: string, root: unknown): (string | number)[] {
  let value = root;
  return pointer
    .split('/')
    .slice(1)
    .map((escaped) => {
      const key = escaped.replaceAll('~1', '/').replaceAll('~0', '~');
      const step = Array.isArray(value) ? Number(key) : key;
      value = (value as Record<string | number, unknown>)[step];
      return step;
    });
}

async function open(): Promise<ScenarioSchema> {
  const [{ Ajv2020 }, { default: schema }] = await Promise.all([
    import('ajv/dist/2020.js'),
    import('../generated/scenarios-schema.json', { with: { type: 'json' } }),
  ]);
  const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: true, strictTypes: false, strictRequired: false });
  const validate = ajv.compile(schema);
  const definitions = schema.$defs as unknown as JsonObject;
  const keys = (node: JsonObject): string[] => {
    const { $ref: ref, properties } = node;
    const target = typeof ref === 'string' ? definitions[ref.slice('#/$defs/'.length)] : undefined;
    const own = isJsonObject(properties) ? Object.keys(properties) : [];
    return isJsonObject(target) ? [...keys(target), ...own] : own;
  };
  const faults = (value: unknown): ShapeFault[] => {
    if (validate(value)) return [];
    return (validate.errors ?? [])
      .filter(({ keyword, schemaPath }) => keyword !== 'if' && !ECHO.test(schemaPath))
      .map(({ instancePath, keyword, params, parentSchema, data }) => ({
        path: stepsOf(instancePath, value),
        keyword,
        params: params as Record<string, unknown>,
        schema: isJsonObject(parentSchema) ? parentSchema : {},
        value: data,
      }));
  };
  return { faults, keys };
}

let opened: Promise<ScenarioSchema> | undefined;

/**
 * Loads ajv and compiles the schema of scenario files, once.
 *
 * @example
 * const { faults } = await loadScenarioSchema();
 * faults({ scenarios: [{ replay: 'x' }] }).length; // 2: no reply, and an unknown key
 */
export function loadScenarioSchema(): Promise<ScenarioSchema> {
  opened ??= open();
  return opened;
}
