import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/engine/random.ts';
import { composeFromSchema, composeJsonObject, type JsonObject } from '../../../../src/engine/json/compose-json.ts';
import { randomStrictSchema } from '../values/support/random-schema.ts';

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
  ['Generate a JSON user profile', ['id', 'name', 'email', 'age', 'city']],
  ['Explain recursion in JSON', ['topic', 'answer']],
];

describe('composeJsonObject', () => {
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

  it.each([
    '{'.repeat(1e5),
    '['.repeat(1e5),
    '{"a":'.repeat(1e5),
    'extract '.repeat(1e5),
    'keys a, '.repeat(1e5),
    ': '.repeat(1e5),
    'json of '.repeat(1e5),
  ])('takes hostile text (%#)', (text) => {
    const start = performance.now();
    compose(text, text);
    expect(performance.now() - start).toBeLessThan(1500);
  });
});

describe('composeFromSchema', () => {
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
