// Proves src/mock/: schemas that SDKs make are accepted.
import { zodResponseFormat } from 'openai/helpers/zod';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkUserSchema } from '../../../../src/endpoints/validate/user-schema.ts';

interface Tree {
  readonly value: string;
  readonly children: readonly Tree[];
}
const tree: z.ZodType<Tree> = z.object({ value: z.string(), children: z.array(z.lazy(() => tree)) });
const address = z.object({ street: z.string() }).describe('an address');

const ours = (schema: z.ZodType): string | undefined => {
  const { schema: written, strict } = zodResponseFormat(schema, 'x').json_schema;
  return checkUserSchema(written, 'format', strict === true);
};

describe('schemas that the official client writes', () => {
  it.each([
    ['numbers with bounds', z.object({ a: z.int().min(1).max(5), b: z.boolean() })],
    ['a nullable enum', z.object({ a: z.enum(['x', 'y']).nullable() })],
    ['an optional field made nullable', z.object({ a: z.string().nullable().optional() })],
    ['a union', z.object({ a: z.union([z.string(), z.object({ b: z.number() })]) })],
    [
      'a tagged union',
      z.object({ a: z.discriminatedUnion('t', [z.object({ t: z.literal('a') }), z.object({ t: z.literal('b') })]) }),
    ],
    ['recursion below the root', z.object({ root: tree })],
    ['a schema used twice', z.object({ home: address, work: address.describe('at work') })],
    ['dates and ids', z.object({ at: z.iso.datetime(), day: z.iso.date(), mail: z.email(), id: z.uuid() })],
    ['a list with bounds', z.object({ a: z.array(z.string()).min(1).max(3) })],
    ['a default', z.object({ a: z.string().default('x') })],
    ['nothing at all', z.object({})],
  ])('are accepted with %s', (_, schema) => {
    expect(ours(schema)).toBeUndefined();
  });

  it.each([
    ['a URL', z.object({ a: z.url() }), "In context=('properties', 'a'), 'uri' is not a valid format."],
    [
      'an unknown value',
      z.object({ a: z.unknown() }),
      "In context=('properties', 'a'), schema must have a 'type' key.",
    ],
  ])('are refused with %s, as the service does', (_, schema, reason) => {
    expect(ours(schema)).toBe(reason);
  });
});
