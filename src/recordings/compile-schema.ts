import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

type SchemaJudge = (value: unknown) => string | undefined;

const known = new WeakMap<object, SchemaJudge>();

/** One compiler for each schema: two requests may bring the same `$id` along, or an unknown `$schema`. */
function compiled(schema: object): ValidateFunction | undefined {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, validateSchema: false, meta: false, logger: false });
  try {
    return ajv.compile(schema);
  } catch {
    return undefined;
  }
}

/**
 * A judge of values by a JSON Schema, a request's or one of ours. A schema that cannot be compiled judges nothing: whether a request
 * may have it is for the service to say.
 *
 * @returns what is wrong with a value, as a phrase; `undefined` for a good one
 * @example
 * compileSchema({ type: 'object', required: ['city'] })({}); // "the whole must have required property 'city'"
 */
export function compileSchema(schema: object): SchemaJudge {
  const before = known.get(schema);
  if (before) return before;
  const validate = compiled(schema);
  const judge: SchemaJudge = (value) => {
    if (validate === undefined || validate(value)) return undefined;
    const [error] = validate.errors ?? [];
    return `${error?.instancePath || 'the whole'} ${error?.message ?? 'is wrong'}`;
  };
  known.set(schema, judge);
  return judge;
}
