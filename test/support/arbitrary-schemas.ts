import * as fc from 'fast-check';

/** A JSON Schema as a request brings it along. */
export type SchemaObject = { [key: string]: unknown };

const NAMES = [
  'location',
  'city',
  'name',
  'email',
  'age',
  'unit',
  'query',
  'price',
  'created_at',
  'tags',
  'items',
  'is_active',
  'user-id',
  '名前',
  'x',
  '__proto',
  'constructor',
];
const FORMATS = ['date-time', 'date', 'time', 'email', 'uuid', 'uri', 'ipv4', 'ipv6', 'hostname', 'duration'];
const STRICT_FORMATS = FORMATS.filter((format) => format !== 'uri');
const PATTERNS = [
  '^[A-Z]{3}$',
  '^\\d{3}-\\d{4}$',
  '^(red|green|blue)$',
  '^[a-z]+@[a-z]+\\.com$',
  '^\\S+$',
  '^#[0-9a-f]{6}$',
];

const constant = (schema: SchemaObject): fc.Arbitrary<SchemaObject> => fc.constant(schema);
const described = (schema: fc.Arbitrary<SchemaObject>): fc.Arbitrary<SchemaObject> =>
  fc
    .tuple(
      schema,
      fc.option(fc.constantFrom('The name of the city', 'How many', 'ISO code', '价格'), { nil: undefined }),
    )
    .map(([one, description]) => (description === undefined ? one : { ...one, description }));

const bounds = (low: number, high: number): fc.Arbitrary<[number, number]> =>
  fc
    .tuple(fc.integer({ min: low, max: high }), fc.integer({ min: low, max: high }))
    .map(([a, b]) => (a < b ? [a, b] : [b, a]));

function strings(formats: readonly string[], lengths: boolean): fc.Arbitrary<SchemaObject> {
  const arms: fc.Arbitrary<SchemaObject>[] = [
    constant({ type: 'string' }),
    fc.constantFrom(...formats).map((format) => ({ type: 'string', format })),
    fc.constantFrom(...PATTERNS).map((pattern) => ({ type: 'string', pattern })),
    fc
      .uniqueArray(fc.constantFrom('celsius', 'fahrenheit', 'a', 'b', '是', ''), { minLength: 1, maxLength: 4 })
      .map((values) => ({ type: 'string', enum: values })),
    constant({ type: 'string', const: 'fixed' }),
  ];
  if (lengths) arms.push(bounds(0, 40).map(([minLength, maxLength]) => ({ type: 'string', minLength, maxLength })));
  return fc.oneof(...arms);
}

const numbers: fc.Arbitrary<SchemaObject> = fc.oneof(
  constant({ type: 'integer' }),
  constant({ type: 'number' }),
  bounds(-50, 200).map(([minimum, maximum]) => ({ type: 'integer', minimum, maximum })),
  bounds(-50, 200).map(([minimum, maximum]) => ({ type: 'number', minimum, exclusiveMaximum: maximum + 1 })),
  fc.constantFrom(5, 10, 25).map((multipleOf) => ({ type: 'integer', multipleOf, minimum: 1 })),
);

const nullable = (schema: SchemaObject): SchemaObject =>
  typeof schema['type'] === 'string' && schema['enum'] === undefined && schema['const'] === undefined
    ? { ...schema, type: [schema['type'], 'null'] }
    : { anyOf: [schema, { type: 'null' }] };

interface Style {
  readonly strict: boolean;
}

function leaf({ strict }: Style): fc.Arbitrary<SchemaObject> {
  const one = fc.oneof(
    { weight: 4, arbitrary: strings(strict ? STRICT_FORMATS : FORMATS, !strict) },
    { weight: 2, arbitrary: numbers },
    { weight: 1, arbitrary: constant({ type: 'boolean' }) },
  );
  const wide = fc.oneof({ weight: 4, arbitrary: one }, { weight: 1, arbitrary: one.map(nullable) });
  return described(wide);
}

function arrayOf(items: fc.Arbitrary<SchemaObject>): fc.Arbitrary<SchemaObject> {
  return fc
    .tuple(items, fc.option(bounds(0, 4), { nil: undefined }))
    .map(([one, size]) => ({ type: 'array', items: one, ...(size ? { minItems: size[0], maxItems: size[1] } : {}) }));
}

function objectOf(values: fc.Arbitrary<SchemaObject>, { strict }: Style): fc.Arbitrary<SchemaObject> {
  return fc
    .tuple(
      fc.uniqueArray(fc.tuple(fc.constantFrom(...NAMES), values), { maxLength: 5, selector: ([name]) => name }),
      fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
      fc.boolean(),
    )
    .map(([entries, flips, closed]) => {
      const names = entries.map(([name]) => name);
      const required = strict ? names : names.filter((_, i) => flips[i]);
      const schema: SchemaObject = { type: 'object', properties: Object.fromEntries(entries), required };
      return strict || closed ? { ...schema, additionalProperties: false } : schema;
    });
}

function schemas(style: Style, depth: number): fc.Arbitrary<SchemaObject> {
  if (depth === 0) return leaf(style);
  const inner = schemas(style, depth - 1);
  const union = fc
    .tuple(leaf(style), objectOf(inner, style))
    .map(([one, two]): SchemaObject => ({ anyOf: [one, two] }));
  return fc.oneof(
    { weight: 5, arbitrary: leaf(style) },
    { weight: 2, arbitrary: objectOf(inner, style) },
    { weight: 2, arbitrary: arrayOf(inner) },
    { weight: 1, arbitrary: union },
  );
}

/** Adds a definition that refers to itself, and a property that refers to it. */
function withTree(schema: SchemaObject, { strict }: Style): SchemaObject {
  const value = { type: 'string' };
  const children = { type: 'array', items: { $ref: '#/$defs/node' } };
  const node = {
    type: 'object',
    properties: { value, children },
    required: strict ? ['value', 'children'] : ['value'],
    additionalProperties: false,
  };
  const properties = schema['properties'] as SchemaObject;
  const required = schema['required'] as string[];
  return {
    ...schema,
    properties: { ...properties, tree: { $ref: '#/$defs/node' } },
    required: strict ? [...required, 'tree'] : required,
    $defs: { node },
  };
}

function roots(style: Style): fc.Arbitrary<SchemaObject> {
  return fc
    .tuple(objectOf(schemas(style, 2), style), fc.integer({ min: 0, max: 9 }))
    .map(([schema, draw]) => (draw === 0 ? withTree(schema, style) : schema));
}

/** Parameters of a function, or the form of an answer: an object, nested up to three levels, that some value satisfies. */
export const looseSchema: fc.Arbitrary<SchemaObject> = roots({ strict: false });

/** The same within the subset that strict mode takes. */
export const strictSchema: fc.Arbitrary<SchemaObject> = roots({ strict: true });
