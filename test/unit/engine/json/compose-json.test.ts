import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/engine/random.ts';
import { composeFromSchema, composeJsonObject, type JsonObject } from '../../../../src/engine/json/compose-json.ts';
import { randomStrictSchema } from '../values/support/random-schema.ts';
import { growth, MAX_LINEAR_GROWTH } from '../../../support/effort.ts';

const compose = (text: string, others = '', seed = '1'): JsonObject =>
  composeJsonObject(text, others, createRandom(seed));

const EXACT: readonly (readonly [string, JsonObject])[] = [
  ['Extract info as JSON: John is 30 years old', { name: 'John', age: 30 }],
  [
    'Convert to JSON: John is 30 and Mary is 25 years old',
    {
      people: [
        { name: 'John', age: 30 },
        { name: 'Mary', age: 25 },
      ],
    },
  ],
  ['Extract the name and age from this text as JSON: Mary, 42, lives in Boston', { name: 'Mary', age: 42 }],
  ['用JSON提取信息：张三今年30岁，住在北京', { name: '张三', age: 30, location: '北京' }],
  [
    'Invoice #67890 for $299.99 to Jane Doe. Return JSON.',
    { name: 'Jane Doe', amount: 299.99, currency: 'USD', id: '67890' },
  ],
  ["Classify the sentiment as JSON: I love this, it's amazing!", { sentiment: 'positive', confidence: 0.94 }],
  ['JSON: what is 12*12?', { expression: '12*12', result: 144 }],
  ['Respond in JSON: what is the capital of France?', { country: 'France', capital: 'Paris' }],
];

const KEYS: readonly (readonly [string, readonly string[]])[] = [
  ['Return a JSON object with keys a, b and c', ['a', 'b', 'c']],
  ['Give me JSON with fields city (string) and population (number)', ['city', 'population']],
  ['Return json with the properties: "first_name", "last_name"', ['first_name', 'last_name']],
  ['Write a JSON object describing a person with name, age and email', ['name', 'age', 'email']],
  ['Reply like {"title": "...", "tags": ["..."], "year": 1999}', ['title', 'tags', 'year']],
  [
    'Follow this type: { title: string; rating?: number; genre: "sf" | "drama"; actors: string[] }. JSON!',
    ['title', 'rating', 'genre', 'actors'],
  ],
  ['Draft an email as a JSON object with the keys from, to, subject and body', ['from', 'to', 'subject', 'body']],
  ['JSON with keys "start date" and end_date for the trip', ['start date', 'end_date']],
  ['Return JSON, keys: id: integer, title: string, tags: string[]', ['id', 'title', 'tags']],
  ['Generate a JSON user profile', ['id', 'name', 'email', 'age', 'city']],
  ['Explain recursion in JSON', ['topic', 'answer']],
];

/** Ways to ask for the same two keys of the same sentence. */
const PHRASINGS: readonly string[] = [
  'Answer with a JSON object with the keys name and age: John is 30 years old.',
  'Extract the facts as a JSON object with the keys name and age: John is 30 years old.',
  'Return JSON with keys "name" and "age" for: John is 30 years old.',
  'Return JSON with keys `name`, `age` from this text: John is 30 years old.',
  'Give me a JSON object with name and age as keys. John is 30 years old.',
  'John is 30 years old. Give me a JSON object with the keys name and age.',
  'Reply with a JSON object that has exactly two keys, name and age: John is 30 years old.',
  'Output JSON with the fields name (string) and age (integer): John is 30 years old.',
  'Produce a JSON object whose keys are name and age. The text: John is 30 years old.',
  'Create a JSON object with keys: name, age\n\nJohn is 30 years old.',
  'Create JSON with keys [name, age] - John is 30 years old.',
  'JSON please, with properties name and age, about this sentence: "John is 30 years old."',
  'Use the keys name and age to put this into JSON: John is 30 years old.',
  'Write a JSON object containing the name and the age of the person: John is 30 years old.',
  'Turn "John is 30 years old" into a JSON object with a "name" key and an "age" key.',
  'Convert to JSON (keys: name, age): John is 30 years old.',
  'Fill in this JSON: {"name": "...", "age": 0}. John is 30 years old.',
  '用JSON返回，字段为name和age：John is 30 years old.',
  '请输出JSON，包含name、age两个字段：John is 30 years old.',
];

describe('composeJsonObject', () => {
  it.each(PHRASINGS)('finds both keys and both values in %j', (text) => {
    for (const seed of ['1', '2', '3']) expect(compose(text, '', seed)).toEqual({ name: 'John', age: 30 });
  });

  it('takes keys from instructions and values from the user', () => {
    const instructions = 'You answer in JSON with the keys city and country: nothing else.';
    expect(compose('I live in Paris, France.', instructions)).toEqual({ city: 'Paris', country: 'France' });
  });

  it('reads keys that are described one by one', () => {
    const text = 'Return JSON with keys: name: the full name, age: age in years, email: mail address. Text: Ann is 41.';
    expect(Object.keys(compose(text))).toEqual(['name', 'age', 'email']);
  });

  it.each(EXACT)('answers "%s"', (text, expected) => {
    for (const seed of ['1', '2', '3']) expect(compose(text, '', seed)).toEqual(expected);
  });

  it.each(KEYS)('uses the keys of "%s"', (text, keys) => {
    expect(Object.keys(compose(text))).toEqual(keys);
  });

  it('fits values to a skeleton and to the words beside it', () => {
    const text = 'Return JSON like {"name": "string", "age": 0, "tags": ["string"]} for: Bob is 25 years old';
    expect(compose(text)).toEqual({ name: 'Bob', age: 25, tags: expect.arrayContaining([expect.any(String)]) });
  });

  it('chooses from the alternatives a skeleton lists', () => {
    const text = 'JSON please: {"mood": "happy|sad|neutral", "score": number, "next": {"ok": boolean}}';
    const { mood, score, next } = compose(text);
    expect(['happy', 'sad', 'neutral']).toContain(mood);
    expect(score).toBeTypeOf('number');
    expect(next).toEqual({ ok: expect.any(Boolean) });
  });

  it('follows a JSON Schema in the system prompt', () => {
    const schema =
      '{"properties": {"city": {"type": "string"}, "country": {"type": "string"}}, "required": ["city", "country"], "type": "object"}';
    const found = compose('Where is Paris, France?', `Answer with JSON for this schema:\n\n${schema}\n\nNo Markdown.`);
    expect(found).toEqual({ city: 'Paris', country: 'France' });
  });

  it('lists as many things as asked for', () => {
    const { fruits } = compose('a JSON list of 3 fruits');
    expect(fruits).toHaveLength(3);
    expect(compose('列出3个水果，用JSON返回')['水果']).toHaveLength(3);
  });

  it('always gives an object that JSON can write', () => {
    for (const text of [
      '',
      'json',
      '{{{{',
      '[[[',
      '{"a":',
      '}{',
      '[]',
      '{}',
      '"json"',
      '{"__proto__": {"x": 1}} json',
      'JSON '.repeat(1000),
    ]) {
      const value = compose(text);
      expect(Array.isArray(value)).toBe(false);
      expect(JSON.parse(JSON.stringify(value))).toEqual(value);
    }
  });

  it.each(['{', '[', '{"a":', 'extract ', 'keys a, ', ': ', 'json of '])(
    'takes hostile text without more work than its length asks for: %j',
    (unit) => {
      const work = (count: number): unknown => compose(unit.repeat(count), unit.repeat(count));
      expect(growth(work, 50_000)).toBeLessThan(MAX_LINEAR_GROWTH);
    },
  );
});

describe('composeFromSchema', () => {
  it('fills an object that may be null where the words speak of a part of it', () => {
    const home = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
    const schema = {
      type: 'object',
      properties: { address: { anyOf: [home, { type: 'null' }] } },
      required: ['address'],
    };
    for (let seed = 0; seed < 12; seed++)
      expect(composeFromSchema(schema, 'Describe John, who lives in Berlin.', createRandom(`${seed}`))).toEqual({
        address: { city: 'Berlin' },
      });
  });

  it('is valid, in schema order and repeatable', () => {
    const ajv = new Ajv2020({ strict: false, logger: false });
    addFormats.default(ajv);
    for (let i = 0; i < 150; i++) {
      const schema = randomStrictSchema(`json ${i}`);
      const value = composeFromSchema(schema, 'Ada Lovelace, 36, London', createRandom(String(i)));
      expect(ajv.compile(schema)(value)).toBe(true);
      expect(Object.keys(value ?? {})).toEqual(Object.keys(schema['properties'] ?? {}));
      expect(composeFromSchema(schema, 'Ada Lovelace, 36, London', createRandom(String(i)))).toEqual(value);
    }
  });

  it('reads the calendar example of the API guide', () => {
    const properties = {
      name: { type: 'string' },
      date: { type: 'string' },
      participants: { type: 'array', items: { type: 'string' } },
    };
    const schema = {
      title: 'CalendarEvent',
      type: 'object',
      properties,
      required: ['name', 'date', 'participants'],
      additionalProperties: false,
    };
    const value = composeFromSchema(schema, 'Alice and Bob are going to a science fair on Friday.', createRandom('1'));
    expect(value).toEqual({ name: 'Science fair', date: 'Friday', participants: ['Alice', 'Bob'] });
  });
});
