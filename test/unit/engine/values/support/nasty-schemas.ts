import type { JsonSchema } from '../../../../../src/contract/api-types.ts';

const nest = (depth: number, wrap: (inner: JsonSchema) => JsonSchema): JsonSchema => {
  let schema: JsonSchema = { type: 'string' };
  for (let i = 0; i < depth; i++) schema = wrap(schema);
  return schema;
};

const string = { type: 'string' };
const tree = {
  type: 'object',
  properties: { value: string, children: { type: 'array', items: { $ref: '#' } } },
  required: ['value', 'children'],
};
const list = { type: 'object', properties: { next: { anyOf: [{ type: 'null' }, { $ref: '#' }] } }, required: ['next'] };

/** Satisfiable schemas that trip generators, each with the reason in its name. */
export const NASTY_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  'true schema': true,
  'empty schema': {},
  'type array with null': { type: ['null', 'string'] },
  'type array of containers': { type: ['array', 'object'] },
  'const object': { const: { a: [1, { b: null }] } },
  'const null': { const: null },
  'enum of mixed types': { enum: [null, 0, 'a', { k: 1 }, [1]] },
  'enum cut by type': { type: 'integer', enum: ['a', 2, null] },
  'enum cut by pattern': { type: 'string', enum: ['abc', 'x1'], pattern: '\\d' },
  'enum cut by another enum': { allOf: [{ enum: [1, 2, 3] }, { enum: [3, 4] }] },
  'integer in a gap of floats': { type: 'integer', minimum: 0.2, maximum: 1.9 },
  'tight float range': { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1e-9 },
  'exclusive integers': { type: 'integer', exclusiveMinimum: 5, exclusiveMaximum: 7 },
  'huge minimum': { type: 'number', minimum: 1e300 },
  'negative huge maximum': { type: 'integer', maximum: -9007199254740991 },
  'multiple of a cent': { type: 'number', multipleOf: 0.01, minimum: 0.06, maximum: 0.08 },
  'integer multiple of a half': { type: 'integer', multipleOf: 0.5, minimum: 3, maximum: 3.4 },
  'integer multiple of one and a half': { type: 'integer', multipleOf: 1.5, minimum: 4, maximum: 8 },
  'two multiples': { allOf: [{ multipleOf: 4 }, { multipleOf: 6, minimum: 13 }], type: 'integer' },
  'huge multiple': { type: 'number', multipleOf: 1e10, exclusiveMinimum: 0 },
  'draft 4 exclusive minimum': { type: 'integer', minimum: 5, maximum: 6 },
  'long minLength': { type: 'string', minLength: 5000 },
  'exact length of a city': { type: 'string', title: 'city', minLength: 3, maxLength: 3 },
  'empty string only': { type: 'string', maxLength: 0 },
  'length in code points': { type: 'string', minLength: 2, maxLength: 2, pattern: '^[\u{1F600}-\u{1F64F}]+$' },
  'catastrophic pattern': { type: 'string', pattern: '^(a+)+$' },
  'catastrophic pattern with a tail': { type: 'string', pattern: '^([a-zA-Z]+)*\\d$', minLength: 30 },
  'catastrophic alternation': { type: 'string', pattern: '^(a|a)*b$' },
  'look-ahead password': { type: 'string', pattern: '^(?=.*[A-Z])(?=.*[0-9])(?=.*[!@#])[A-Za-z0-9!@#]{12,}$' },
  'negative look-ahead': { type: 'string', pattern: '^(?!admin)[a-z]{5}$' },
  'back reference': { type: 'string', pattern: '^(ab|cd)-\\1$' },
  'unanchored pattern with length': { type: 'string', pattern: '[0-9]{3}', minLength: 10, maxLength: 12 },
  'unicode property': { type: 'string', pattern: '^\\p{Lu}\\p{Ll}{3}$' },
  'two patterns': { allOf: [{ pattern: '^[a-z0-9]+$' }, { pattern: '[0-9]$' }], type: 'string', minLength: 4 },
  'large counted repetition': { type: 'string', pattern: '^[0-9]{400}$' },
  'nested counted repetition': { type: 'string', pattern: '^((x{1,9}){1,9}){1,9}$' },
  'email of exact length': { type: 'string', format: 'email', minLength: 60, maxLength: 60 },
  'short uri': { type: 'string', format: 'uri', maxLength: 5 },
  'unknown format': { type: 'string', format: 'iban' },
  'date named price': {
    type: 'object',
    properties: { price: { type: 'string', format: 'date' } },
    required: ['price'],
  },
  'unique booleans': { type: 'array', items: { type: 'boolean' }, minItems: 2, uniqueItems: true },
  'unique enum, all of it': { type: 'array', items: { enum: ['a', 'b', 'c', 'd'] }, minItems: 4, uniqueItems: true },
  'unique small integers': {
    type: 'array',
    items: { type: 'integer', minimum: 1, maximum: 6 },
    minItems: 6,
    uniqueItems: true,
  },
  'unique objects': {
    type: 'array',
    items: { type: 'object', properties: { a: { type: 'boolean' } }, required: ['a'] },
    minItems: 2,
    uniqueItems: true,
  },
  'contains beside items': {
    type: 'array',
    items: { type: 'integer' },
    contains: { minimum: 100 },
    minContains: 2,
    maxContains: 3,
  },
  'tuple of 2020-12': { type: 'array', prefixItems: [string, { type: 'integer' }], items: false, minItems: 2 },
  'items false': { type: 'array', items: false },
  'two hundred items': { type: 'array', items: { type: 'integer' }, minItems: 200 },
  'required without properties': { type: 'object', required: ['a', 'b'] },
  'required of prototype names': {
    type: 'object',
    properties: { constructor: string, toString: string },
    required: ['constructor', 'toString', 'hasOwnProperty'],
  },
  'closed and empty': { type: 'object', additionalProperties: false },
  'pattern properties only': {
    type: 'object',
    patternProperties: { '^x-[a-z]{3}$': { type: 'integer' } },
    additionalProperties: false,
    minProperties: 2,
  },
  'property names': { type: 'object', propertyNames: { pattern: '^[a-z]{4}$' }, minProperties: 3 },
  'minProperties over optional ones': {
    type: 'object',
    properties: { a: string, b: string, c: string },
    minProperties: 2,
    additionalProperties: false,
  },
  'maxProperties with required': {
    type: 'object',
    properties: { a: string, b: string, c: string },
    required: ['b'],
    maxProperties: 1,
  },
  'dependent required': {
    type: 'object',
    properties: { a: string, b: string, c: string },
    required: ['a'],
    dependentRequired: { a: ['b'], b: ['c'] },
  },
  'dependent schema': {
    type: 'object',
    properties: { a: string },
    required: ['a'],
    dependentSchemas: { a: { required: ['z'], properties: { z: { type: 'integer' } } } },
  },
  'if then else': {
    type: 'object',
    properties: { kind: { enum: ['cat', 'dog'] } },
    required: ['kind'],
    if: { properties: { kind: { const: 'cat' } } },
    then: { required: ['lives'], properties: { lives: { type: 'integer', minimum: 9 } } },
    else: { required: ['barks'] },
  },
  'not a type': { not: { type: 'string' } },
  'not a constant': { type: 'boolean', not: { const: true } },
  'oneOf overlapping numbers': {
    oneOf: [
      { type: 'integer', minimum: 0 },
      { type: 'number', maximum: 10 },
    ],
  },
  'oneOf by discriminator': {
    oneOf: [
      { type: 'object', properties: { t: { const: 'a' } }, required: ['t'] },
      { type: 'object', properties: { t: { const: 'b' }, n: { type: 'integer' } }, required: ['t', 'n'] },
    ],
  },
  'anyOf with a false branch': { anyOf: [false, { type: 'integer' }] },
  'anyOf clashing with the type': { type: 'object', anyOf: [{ type: 'string' }, { type: 'object', required: ['q'] }] },
  'allOf of objects': {
    allOf: [
      { type: 'object', properties: { a: string }, required: ['a'] },
      { properties: { b: { type: 'integer' } }, required: ['b'] },
    ],
  },
  'allOf narrowing one property': {
    allOf: [
      { type: 'object', properties: { n: { type: 'number', minimum: 3 } }, required: ['n'] },
      { properties: { n: { type: 'integer', maximum: 3.5 } } },
    ],
  },
  'recursive tree': tree,
  'recursive list': list,
  'mutual recursion': {
    $ref: '#/$defs/a',
    $defs: {
      a: { type: 'object', properties: { b: { $ref: '#/$defs/b' } }, required: ['b'] },
      b: { anyOf: [{ $ref: '#/$defs/a' }, { type: 'integer' }] },
    },
  },
  'recursion through allOf': {
    $defs: {
      n: {
        allOf: [
          { type: 'object', properties: { k: { type: 'array', items: { $ref: '#/$defs/n' } } }, required: ['k'] },
        ],
      },
    },
    $ref: '#/$defs/n',
  },
  anchor: { $ref: '#here', $defs: { x: { $anchor: 'here', type: 'integer', minimum: 7 } } },
  'escaped pointer': { $ref: '#/$defs/a~1b', $defs: { 'a/b': { type: 'boolean' } } },
  'ref with siblings': { $ref: '#/$defs/n', maximum: 4, $defs: { n: { type: 'integer', minimum: 4 } } },
  'chain of references': {
    $ref: '#/$defs/a',
    $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/c' }, c: { const: 'end' } },
  },
  'deep anyOf': nest(60, (inner) => ({ anyOf: [inner] })),
  'deep objects': nest(60, (inner) => ({ type: 'object', properties: { a: inner }, required: ['a'] })),
  'deep arrays': nest(60, (inner) => ({ type: 'array', items: inner, minItems: 1 })),
  'default out of range': { type: 'integer', default: 99, maximum: 5 },
  'examples of the wrong type': { type: 'integer', examples: ['x'], minimum: 1 },
  'implied object': { properties: { a: { type: 'integer' } }, required: ['a'] },
  'implied array': { items: { type: 'integer' }, minItems: 1 },
  'map of numbers': { type: 'object', additionalProperties: { type: 'number', minimum: 2 }, minProperties: 3 },
};

/** Nothing satisfies these; a generator must still end with something. */
export const HOPELESS_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  'false schema': false,
  'bounds crossed': { type: 'integer', minimum: 5, maximum: 4 },
  'bounds touching exclusively': { type: 'number', exclusiveMinimum: 1, exclusiveMaximum: 1 },
  'types disjoint': { allOf: [{ type: 'string' }, { type: 'integer' }] },
  'empty enum': { enum: [] },
  'lengths crossed': { type: 'string', minLength: 9, maxLength: 2 },
  'items crossed': { type: 'array', minItems: 5, maxItems: 1 },
  'too few to be unique': { type: 'array', items: { type: 'boolean' }, minItems: 5, uniqueItems: true },
  'required and forbidden': { type: 'object', properties: { a: false }, required: ['a'] },
  'demands itself': { type: 'object', properties: { self: { $ref: '#' } }, required: ['self'] },
  'reference to itself': { $ref: '#' },
  'left recursion, on which ajv itself overflows': { anyOf: [{ $ref: '#' }, { type: 'integer' }] },
  'reference loop': { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } },
  'reference to nowhere': { $ref: '#/$defs/none' },
  'not anything': { not: {} },
  'impossible pattern': { type: 'string', pattern: '$a^' },
  'broken pattern': { type: 'string', pattern: '([' },
  'wrong keyword types': {
    type: 7,
    properties: [],
    required: 'a',
    enum: {},
    anyOf: 3,
    items: 'x',
    minimum: 'low',
    pattern: 5,
    format: [],
    allOf: [4],
  } as unknown as JsonSchema,
  'a billion items': {
    type: 'array',
    items: { type: 'array', items: { type: 'string' }, minItems: 1e9 },
    minItems: 1e9,
  },
  'a billion characters': { type: 'string', minLength: 1e9 },
  'a billion repetitions': { type: 'string', pattern: '^(ab{1000000000}){1000000000}$' },
  'a billion properties': { type: 'object', minProperties: 1e9 },
  'exponential anyOf': { anyOf: [{ $ref: '#' }, { $ref: '#' }], not: { type: ['string', 'integer'] } },
};
