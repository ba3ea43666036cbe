// Proves src/engine.
import { describe, expect, test } from 'vitest';
import type { JsonSchema } from '../../../src/contract/api-types.ts';
import { fillSchema } from '../../../src/engine/fill/fill-schema.ts';
import { createRandom } from '../../../src/engine/random.ts';
import { evaluate, findExpression } from '../../../src/engine/values/find-math.ts';
import { generateValue } from '../../../src/engine/values/generate-value.ts';
import { sayTo, sceneOf, type Said } from '../../support/form-answers.ts';

const random = createRandom('facts');
const ask = (text: string): Said => [['user', text]];
const object = (properties: Record<string, unknown>): JsonSchema =>
  ({ type: 'object', properties, required: Object.keys(properties), additionalProperties: false }) as JsonSchema;

const ANSWER = object({ answer: { type: 'number' } });
const EXPRESSION = object({ expression: { type: 'string' } });

/** The sum as a calculator tool would be given it, worked out. */
function byTool(text: string): number | undefined {
  const value = generateValue(EXPRESSION, { random: createRandom('tool'), words: text, name: 'calculator' });
  return evaluate((value as { expression: string }).expression);
}

const grouped = (value: number): string => value.toLocaleString('en-US');

const SUMS = Array.from({ length: 60 }, (_, at): [string, number] => {
  const [a, b] = [random.int(2, 9999), random.int(2, 999)];
  switch (at % 4) {
    case 0:
      return [`What is ${grouped(a)} + ${b}?`, a + b];
    case 1:
      return [`What is ${a} times ${b}?`, a * b];
    case 2:
      return [`What is ${(b % 50) + 1}% of ${a * 100}?`, ((b % 50) + 1) * a];
    default:
      return [`What is ${a + b} minus ${b}?`, a];
  }
});

describe('a fact is the same in text, in arguments and in JSON', () => {
  test.each(SUMS)('says the same sum three times: %s', (text, sum) => {
    expect(sayTo(ask(`${text} Only the number.`))).toBe(String(sum));
    expect(byTool(text)).toBe(sum);
    expect(fillSchema(ANSWER, sceneOf(ask(text)))).toEqual({ answer: sum });
    expect(evaluate(findExpression(text) ?? '')).toBe(sum);
  });

  const NAMES = ['Jason', 'Sarah', 'Emma', 'David', 'Grace', 'Henry', 'Clara', 'Felix', 'Anna', 'Oscar'];
  const PEOPLE = object({
    people: { type: 'array', items: object({ name: { type: 'string' }, age: { type: 'integer' } }) },
  });

  test.each(
    NAMES.map((name, at): [string, number, string, number] => [name, 20 + at, NAMES[(at + 3) % 10] ?? '', 41 + at]),
  )('gives each their own age: %s is %i, %s is %i', (one, first, other, second) => {
    const said = ask(`${one} is ${first}, ${other} is ${second}`);
    expect(fillSchema(PEOPLE, sceneOf(said))).toEqual({
      people: [
        { name: one, age: first },
        { name: other, age: second },
      ],
    });
  });

  test.each([
    ['Italy', 'Rome'],
    ['Japan', 'Tokyo'],
    ['Peru', 'Lima'],
    ['Kenya', 'Nairobi'],
    ['Norway', 'Oslo'],
    ['Canada', 'Ottawa'],
    ['Egypt', 'Cairo'],
    ['Poland', 'Warsaw'],
    ['Cuba', 'Havana'],
    ['Nepal', 'Kathmandu'],
  ])('knows one capital of %s', (country, capital) => {
    const said = ask(`What is the capital of ${country}?`);
    expect(sayTo(said)).toContain(capital);
    expect(fillSchema(object({ capital: { type: 'string' } }), sceneOf(said))).toEqual({ capital });
    expect(fillSchema(object({ answer: { type: 'string' } }), sceneOf(said))).toEqual({
      answer: `The capital of ${country} is ${capital}.`,
    });
  });

  test.each([
    ['An unreliable, buggy mess. It crashed again.', 'negative'],
    ['It was not bad at all', 'positive'],
    ['Wonderful service, I love it', 'positive'],
    ['Never again, a terrible waste', 'negative'],
  ])('feels the same about "%s"', (review, feeling) => {
    const label = sayTo(ask(`Sentiment, positive or negative? One word.\n\nReview: ${review}`));
    expect(label).toBe(feeling);
    const schema = object({ sentiment: { type: 'string', enum: ['positive', 'negative', 'neutral'] } });
    expect(fillSchema(schema, sceneOf(ask(review)))).toEqual({ sentiment: feeling });
  });

  test.each([2, 3, 5, 7])('lists %i things where that many are wanted', (count) => {
    const items = sayTo(ask(`List ${count} fruits, comma separated, nothing else.`)).split(', ');
    expect(items).toHaveLength(count);
    const schema = object({ items: { type: 'array', items: { type: 'string' }, minItems: count, maxItems: count } });
    expect((fillSchema(schema, sceneOf(ask(`List ${count} fruits`))) as { items: string[] }).items).toHaveLength(count);
  });
});
