import type { JsonValue } from '../../../../../src/contract/api-types.ts';
import { createRandom, type Random } from '../../../../../src/engine/random.ts';

/** A schema of the strict subset, with what may be referred to. */
export type StrictSchema = { [key: string]: JsonValue };

const NAMES =
  'name age city email title tags items price status start_date is_active children value description location rating url id first_name notes quantity unit steps answer next data kind'.split(
    ' ',
  );
const PATTERNS = [
  '^[A-Z]{3}-\\d{4}$',
  '^\\+?[1-9]\\d{6,14}$',
  '^[a-z]+(-[a-z]+)*$',
  '^#[0-9a-f]{6}$',
  '\\d{2}',
  '^(foo|bar)+$',
  '^[^\\s]{4,9}$',
];
const FORMATS = ['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uuid'];

function stringSchema(random: Random): StrictSchema {
  const kind = random.int(0, 6);
  if (kind === 0) return { type: 'string', pattern: random.pick(PATTERNS) };
  if (kind === 1) return { type: 'string', format: random.pick(FORMATS) };
  if (kind === 2) return { type: 'string', enum: random.shuffle(['red', 'green', 'blue']).slice(0, random.int(1, 3)) };
  if (kind === 3) return { type: 'string', const: random.pick(['fixed', 'CityLocation', '']) };
  return {
    type: 'string',
    description: random.pick(['', 'A short text', 'City and state, e.g. Boston, MA', 'ISO 8601 date']),
  };
}

function numberSchema(random: Random): StrictSchema {
  const type = random.pick(['number', 'integer']);
  const low = random.int(-1000, 1000);
  const kind = random.int(0, 6);
  if (kind === 0) return { type, minimum: low, maximum: low + random.int(0, 3) };
  if (kind === 1) return { type, exclusiveMinimum: low, exclusiveMaximum: low + random.int(2, 40) };
  if (kind === 2) return { type, multipleOf: random.pick([1, 2, 5, 7, 100]), minimum: low };
  if (kind === 3) return { type: 'number', multipleOf: random.pick([0.01, 0.1, 0.5, 0.25]), minimum: 0, maximum: 1000 };
  if (kind === 4) return { type, enum: [low, low + 1, low + 2] };
  if (kind === 5) return { type, maximum: low };
  return { type };
}

function arraySchema(random: Random, depth: number): StrictSchema {
  const minItems = random.int(0, 3);
  const items = strictNode(random, depth + 1);
  if (random.chance(0.5)) return { type: 'array', items };
  return { type: 'array', items, minItems, maxItems: minItems + random.int(0, 3) };
}

function objectSchema(random: Random, depth: number): StrictSchema {
  const names = random.shuffle(NAMES).slice(0, random.int(0, depth > 2 ? 2 : 5));
  const properties = Object.fromEntries(names.map((name) => [name, strictNode(random, depth + 1)]));
  return { type: 'object', properties, required: names, additionalProperties: false };
}

function nullable(schema: StrictSchema): StrictSchema {
  const { type } = schema;
  return typeof type === 'string' && type !== 'null' && schema['enum'] === undefined && schema['const'] === undefined
    ? { ...schema, type: [type, 'null'] }
    : { anyOf: [schema, { type: 'null' }] };
}

function strictNode(random: Random, depth: number): StrictSchema {
  const kind = random.int(0, depth > 4 ? 3 : 9);
  if (kind <= 1) return stringSchema(random);
  if (kind === 2) return numberSchema(random);
  if (kind === 3) return { type: random.pick(['boolean', 'null']) };
  if (kind === 4) return arraySchema(random, depth);
  if (kind === 5) return { anyOf: Array.from({ length: random.int(1, 3) }, () => strictNode(random, depth + 1)) };
  if (kind === 6) return nullable(strictNode(random, depth + 1));
  if (kind === 7) return { $ref: random.pick(['#/$defs/node', '#/$defs/leaf']) };
  if (kind === 8)
    return random.chance(0.5) ? { anyOf: [{ $ref: '#' }, { type: 'null' }] } : { type: 'array', items: { $ref: '#' } };
  return objectSchema(random, depth);
}

/** A random schema in the subset that strict structured outputs accept: all required, closed, `$ref` incl. recursion. */
export function randomStrictSchema(seed: string): StrictSchema {
  const random = createRandom(seed);
  const next = { anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] };
  const node = objectSchema(random, 5);
  const properties = { ...(node['properties'] as StrictSchema), next };
  return {
    ...objectSchema(random, 0),
    $defs: { node: { ...node, properties, required: Object.keys(properties) }, leaf: stringSchema(random) },
  };
}
