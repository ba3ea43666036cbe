import { Ajv2020 } from 'ajv/dist/2020.js';

const ajv: Ajv2020 = new Ajv2020({ strict: false, allErrors: false, validateFormats: false });

const known = new WeakMap<object, (value: unknown) => string | undefined>();

/**
 * A judge of values by a JSON Schema of a request.
 *
 * @returns what is wrong with a value, as a phrase; `undefined` for a good one
 * @example
 * compileSchema({ type: 'object', required: ['city'] })({}); // "the whole must have required property 'city'"
 */
export function compileSchema(schema: object): (value: unknown) => string | undefined {
  const before = known.get(schema);
  if (before) return before;
  const validate = ajv.compile(schema);
  const judge = (value: unknown): string | undefined => {
    if (validate(value)) return undefined;
    const [error] = validate.errors ?? [];
    return `${error?.instancePath || 'the whole'} ${error?.message ?? 'is wrong'}`;
  };
  known.set(schema, judge);
  return judge;
}
