import type { ErrorObject } from 'ajv/dist/2020.js';
import type { JsonSchema } from '../api-types.ts';

/** Says in what a value does not fit a schema, as one line; nothing where it fits. */
export type CheckJson = (schema: JsonSchema, value: unknown) => string | undefined;

/** Matches texts against a pattern of a schema. */
export interface Matcher {
  test(text: string): boolean;
}

/** Larger schemas take too long to compile. */
const MAX_SCHEMA = 100_000;

/** Nothing for what is too large, or nested too deep, to be judged. */
function keyOf(schema: JsonSchema): string | undefined {
  try {
    const key = JSON.stringify(schema);
    return key.length > MAX_SCHEMA ? undefined : key;
  } catch {
    return undefined;
  }
}

/** Schemas that are kept compiled; a test suite has a few, and a hostile client many. */
const LIMIT = 200;

function line({ instancePath, message, params }: ErrorObject): string {
  const extra = (params as { additionalProperty?: unknown }).additionalProperty;
  const name = extra === undefined ? '' : ` ("${String(extra)}")`;
  return `${instancePath === '' ? 'the value' : instancePath} ${message ?? 'is wrong'}${name}`;
}

/**
 * Loads ajv for schemas that a request brings along. A schema that cannot be compiled judges nothing: it is the
 * request's, and the request was accepted.
 *
 * @param matcher for the patterns of schemas; default: the RegExp of the platform
 * @example
 * const check = await loadJsonCheck();
 * check({ type: 'object', required: ['city'] }, {}); // "the value must have required property 'city'"
 */
export async function loadJsonCheck(matcher?: (pattern: string) => Matcher): Promise<CheckJson> {
  const [{ Ajv2020 }, { default: formats }] = await Promise.all([import('ajv/dist/2020.js'), import('ajv-formats')]);
  const known = new Map<string, (value: unknown) => string | undefined>();
  const compile = (schema: JsonSchema): ((value: unknown) => string | undefined) => {
    // One for each schema, since two of them may have the same $id.
    const code = matcher && { regExp: Object.assign((pattern: string) => matcher(pattern), { code: 'linear' }) };
    const ajv = new Ajv2020({
      strict: false,
      validateSchema: false,
      meta: false,
      logger: false,
      ...(code && { code }),
    });
    formats.default(ajv);
    try {
      const validate = ajv.compile(schema);
      return (value) => {
        const [error] = validate(value) ? [] : (validate.errors ?? []);
        return error && line(error);
      };
    } catch {
      return () => undefined;
    }
  };
  return (schema, value) => {
    const key = keyOf(schema);
    if (key === undefined) return undefined;
    let check = known.get(key);
    if (!check) {
      if (known.size >= LIMIT) known.clear();
      check = compile(schema);
      known.set(key, check);
    }
    return check(value);
  };
}
