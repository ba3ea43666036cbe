import type { ErrorObject } from 'ajv/dist/2020.js';
import type { JsonSchema } from '../api-types.ts';

/** Says in what a value does not fit a schema, as one line; nothing where it fits. */
export type CheckJson = (schema: JsonSchema, value: unknown) => string | undefined;

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
 * @example
 * const check = await loadJsonCheck();
 * check({ type: 'object', required: ['city'] }, {}); // "the value must have required property 'city'"
 */
export async function loadJsonCheck(): Promise<CheckJson> {
  const [{ Ajv2020 }, { default: formats }] = await Promise.all([import('ajv/dist/2020.js'), import('ajv-formats')]);
  const known = new Map<string, (value: unknown) => string | undefined>();
  const compile = (schema: JsonSchema): ((value: unknown) => string | undefined) => {
    // One for each schema, since two of them may have the same $id.
    const ajv = new Ajv2020({ strict: false, validateSchema: false, meta: false, logger: false });
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
    const key = JSON.stringify(schema);
    let check = known.get(key);
    if (!check) {
      if (known.size >= LIMIT) known.clear();
      check = compile(schema);
      known.set(key, check);
    }
    return check(value);
  };
}
