import { formatFunctionDefinitions } from 'gpt-tokenizer/functionCalling';
import { describe, expect, it } from 'vitest';
import type { Tool } from '../../../../src/contract/api-types.ts';
import { describedProperties, renderToolNamespace } from '../../../../src/contract/tokens/tool-namespace.ts';

const WEATHER = {
  name: 'get_weather',
  description: 'Get the weather',
  parameters: {
    type: 'object',
    properties: {
      city: { type: 'string', description: 'City name' },
      unit: { type: 'string', enum: ['c', 'f'] },
      days: { type: 'array', items: { type: 'integer' } },
      at: { type: 'object', properties: { hour: { type: 'number' } }, required: ['hour'] },
    },
    required: ['city'],
  },
};
const NOW = { name: 'now', parameters: { type: 'object', properties: {} } };
const PLAIN = { name: 'plain', description: 'No parameters at all' };

const tools = (...functions: readonly object[]): Tool[] =>
  functions.map((one) => ({ type: 'function', function: one }) as Tool);
const typeOf = (schema: object): string | undefined =>
  /p: (.*),/s.exec(
    renderToolNamespace(tools({ name: 'f', parameters: { properties: { p: schema }, required: ['p'] } })),
  )?.[1];

describe('renderToolNamespace', () => {
  it('writes what gpt-tokenizer writes for functions', () => {
    const functions = [WEATHER, NOW, PLAIN];
    const theirs = formatFunctionDefinitions(functions as Parameters<typeof formatFunctionDefinitions>[0]);
    expect(renderToolNamespace(tools(...functions))).toBe(theirs);
  });

  it.each([
    [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'string | null'],
    [{ type: ['integer', 'null'] }, 'number | null'],
    [{ const: 'a' }, '"a"'],
    [{ enum: [1, 'b', null] }, '1 | "b" | null'],
    [{ type: 'array' }, 'any[]'],
    [{ $ref: '#/$defs/a' }, 'any'],
    [{}, 'any'],
  ])('writes %j as %s', (schema, type) => {
    expect(typeOf(schema)).toBe(type);
  });

  it('writes custom tools with their description', () => {
    const custom = [{ type: 'custom', custom: { name: 'run', description: 'Runs code' } }] as Tool[];
    expect(renderToolNamespace(custom)).toContain('// Runs code\ntype run = ');
  });

  it('writes types that are named many times and nested deeply in bounded time', () => {
    let schema: object = { type: 'string' };
    for (let i = 0; i < 2000; i++)
      schema = { type: ['object', 'object', 'object', 'object'], properties: { a: schema } };
    expect(renderToolNamespace(tools({ name: 'f', parameters: schema })).length).toBeLessThan(10_000);
  });
});

describe('describedProperties', () => {
  it('counts the properties of the first level that have a description', () => {
    expect(describedProperties(WEATHER.parameters)).toBe(1);
    expect(describedProperties(NOW.parameters)).toBe(0);
    expect(describedProperties(undefined)).toBe(0);
  });
});
