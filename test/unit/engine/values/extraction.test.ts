// Proves src/engine/values/: values come from the words of the user.
import { describe, expect, it } from 'vitest';
import type { JsonSchema, JsonValue } from '../../../../src/contract/api-types.ts';
import { createRandom } from '../../../../src/engine/random.ts';
import { generateValue } from '../../../../src/engine/values/generate-value.ts';
import { growth, MAX_LINEAR_GROWTH } from '../../../support/effort.ts';

const S = { type: 'string' };
const N = { type: 'number' };
const I = { type: 'integer' };
const closed = (properties: Record<string, JsonValue>): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
});
const people = { type: 'array', items: { type: 'object', properties: { name: S, age: I }, required: ['name', 'age'] } };

/** 2025-11-13, a Thursday. */
const NOW = 1_762_992_000;

const TABLE: readonly (readonly [string, JsonSchema, JsonValue])[] = [
  ["What's the weather in Tokyo?", closed({ location: S }), { location: 'Tokyo' }],
  ['weather in paris please', closed({ city: S }), { city: 'Paris' }],
  ['How hot is it in Paris, France?', closed({ location: S }), { location: 'Paris, France' }],
  ['How hot is it in Paris, France?', closed({ city: S, country: S }), { city: 'Paris', country: 'France' }],
  [
    'weather in Oslo in °F',
    { type: 'object', properties: { location: S, unit: { enum: ['celsius', 'fahrenheit'] } }, required: ['location'] },
    { location: 'Oslo', unit: 'fahrenheit' },
  ],
  ['东京的天气怎么样', closed({ location: S }), { location: '东京' }],
  ['请问今天合肥市的天气', closed({ city: S }), { city: '合肥市' }],
  ['John is 30 years old', closed({ name: S, age: I }), { name: 'John', age: 30 }],
  [
    'John is 30 and Mary is 25 years old.',
    closed({ people }),
    {
      people: [
        { name: 'John', age: 30 },
        { name: 'Mary', age: 25 },
      ],
    },
  ],
  [
    'Send an email to bob@x.com saying hello',
    closed({ to: { ...S, description: 'recipient email' }, body: S }),
    { to: 'bob@x.com', body: 'hello' },
  ],
  ['What is 17*23?', closed({ expression: S }), { expression: '17*23' }],
  ['What is 17*23?', closed({ a: N, b: N }), { a: 17, b: 23 }],
  ['What is 6 times 7?', closed({ x: I, y: I }), { x: 6, y: 7 }],
  ['what is the square root of 144', closed({ expression: S }), { expression: 'sqrt(144)' }],
  ['Fly from New York to London', closed({ origin: S, destination: S }), { origin: 'New York', destination: 'London' }],
  ['flights from London to New York', closed({ to: S, from: S }), { to: 'New York', from: 'London' }],
  [
    'Convert 100 USD to EUR',
    closed({ amount: N, from_currency: S, to_currency: S }),
    { amount: 100, from_currency: 'USD', to_currency: 'EUR' },
  ],
  ['how many euros is 50 dollars', closed({ amount: N }), { amount: 50 }],
  ['search for best pizza in Rome', closed({ query: S }), { query: 'best pizza in Rome' }],
  ['What is OpenLLMetry?', closed({ query: S }), { query: 'What is OpenLLMetry' }],
  ['I want 3 tickets', closed({ quantity: I }), { quantity: 3 }],
  ['a table for 4 people at 7pm', closed({ party_size: I, time: S }), { party_size: 4, time: '7pm' }],
  ['show the top 7 results', closed({ limit: I }), { limit: 7 }],
  [
    'Invoice #67890 for $299.99 to Jane Doe',
    closed({ invoice_id: S, amount: N, customer_name: S }),
    { invoice_id: '67890', amount: 299.99, customer_name: 'Jane Doe' },
  ],
  ['Meet me tomorrow at 3pm', closed({ date: { ...S, format: 'date' } }), { date: '2025-11-14' }],
  ['Meet me tomorrow', closed({ date: S }), { date: 'tomorrow' }],
  ['Meet me next Friday at 3pm', closed({ start: { ...S, format: 'date-time' } }), { start: '2025-11-14T15:00:00Z' }],
  ['on March 5, 2026', closed({ date: { ...S, format: 'date' } }), { date: '2026-03-05' }],
  [
    'stay from 2026-01-02 until 2026-01-09',
    closed({ check_in: { ...S, format: 'date' }, check_out: { ...S, format: 'date' } }),
    { check_in: '2026-01-02', check_out: '2026-01-09' },
  ],
  ['Price of AAPL?', closed({ symbol: S }), { symbol: 'AAPL' }],
  ['How is Tesla doing on the stock market?', closed({ ticker: S }), { ticker: 'TSLA' }],
  ['Delete the file `.env`', closed({ path: S }), { path: '.env' }],
  ['read /etc/hosts now', closed({ file_path: S }), { file_path: '/etc/hosts' }],
  [
    'Summarize https://example.org/a?b=1.',
    closed({ url: { ...S, format: 'uri' } }),
    { url: 'https://example.org/a?b=1' },
  ],
  ['tell me about pydantic/pydantic-ai', closed({ repoName: S }), { repoName: 'pydantic/pydantic-ai' }],
  [
    'Translate "good morning" from English to French',
    closed({ text: S, source_language: S, target_language: S }),
    { text: 'good morning', source_language: 'English', target_language: 'French' },
  ],
  [
    'translate to German',
    closed({ target_language: { ...S, description: 'ISO 639-1 code' } }),
    { target_language: 'de' },
  ],
  ['What time is it in Tokyo?', closed({ timezone: S }), { timezone: 'Asia/Tokyo' }],
  [
    'priority: high, title is "Fix login"',
    closed({ title: S, priority: { enum: ['low', 'medium', 'high'] } }),
    { title: 'Fix login', priority: 'high' },
  ],
  ['Turn off the light in the kitchen', closed({ room: S, on: { type: 'boolean' } }), { room: 'kitchen', on: false }],
  ['a room without breakfast', closed({ breakfast: { type: 'boolean' } }), { breakfast: false }],
  [
    'Record Ada Lovelace, who lives at 12 Baker Street in London.',
    closed({ name: S, address: closed({ street: S, city: S }) as JsonValue }),
    { name: 'Ada Lovelace', address: { street: '12 Baker Street', city: 'London' } },
  ],
  ['Alice and Bob meet', closed({ participants: { type: 'array', items: S } }), { participants: ['Alice', 'Bob'] }],
  [
    'Compare Paris, Rome and Oslo',
    closed({ cities: { type: 'array', items: S } }),
    { cities: ['Paris', 'Rome', 'Oslo'] },
  ],
  ['My order ABC-1234 is late', closed({ sku: { ...S, pattern: '^[A-Z]{3}-\\d{4}$' } }), { sku: 'ABC-1234' }],
  [
    'I love it, great product!',
    closed({ sentiment: { enum: ['negative', 'neutral', 'positive'] } }),
    { sentiment: 'positive' },
  ],
  [
    'a blue and red shirt',
    closed({ colors: { type: 'array', items: { enum: ['red', 'green', 'blue'] } } }),
    { colors: ['blue', 'red'] },
  ],
  ['weather in Mexico City', closed({ city: S }), { city: 'Mexico City' }],
  ['capital of the UK?', closed({ country: S }), { country: 'UK' }],
];

describe('arguments from the words', () => {
  it.each(TABLE)('reads "%s"', (words, schema, expected) => {
    for (const seed of ['1', '2', '3']) {
      expect(generateValue(schema, { random: createRandom(seed), words, now: NOW })).toEqual(expected);
    }
  });

  it('leaves out optional properties that nobody mentioned, mostly', () => {
    const schema: JsonSchema = {
      type: 'object',
      properties: { location: S, unit: { enum: ['celsius', 'fahrenheit'] } },
      required: ['location'],
    };
    const values = Array.from({ length: 100 }, (_, i) =>
      generateValue(schema, { random: createRandom(String(i)), words: 'weather in Tokyo' }),
    );
    const withUnit = values.filter((value) => Object.keys(value ?? {}).length > 1).length;
    expect(withUnit).toBeGreaterThan(0);
    expect(withUnit).toBeLessThan(50);
  });

  it.each(['A', '1+', '"', 'from A to ', '0', 'a/'])('searches no more of hostile text than its length: %j', (unit) => {
    const names =
      'city person email phone url date query message title expression path id product price language'.split(' ');
    const schema = closed(Object.fromEntries(names.map((name) => [name, S])));
    const search = (count: number): unknown =>
      generateValue(schema, { random: createRandom('1'), words: unit.repeat(count) });
    expect(growth(search, 250_000)).toBeLessThan(MAX_LINEAR_GROWTH);
  });
});
