import { readdirSync, readFileSync } from 'node:fs';
import { createGeneratorSync } from 'json-schema-faker';
import type { JsonValue } from '../../src/contract/api-types.ts';
import bundle from '../../src/contract/generated/bundle.json' with { type: 'json' };
import { isJsonObject } from '../../src/contract/requirements.ts';

const FOLDER = 'fixtures/requests';

/** The example requests of the project, by name. */
export const exampleRequests: ReadonlyMap<string, JsonValue> = new Map(
  readdirSync(FOLDER).map((file) => [
    file.replace('.json', ''),
    JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')) as JsonValue,
  ]),
);

/** The examples of a plain answer in the contract. */
export const exampleAnswers: readonly JsonValue[] = Object.values(
  bundle.paths['/v1/chat/completions'].post.responses['200'].content['application/json'].examples,
).map(({ value }) => value as JsonValue);

/** The generator takes these for types and knows no conditions. */
const UNKNOWN = new Set(['discriminator', 'if', 'then', 'x-requirements']);

function understood(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(understood);
  if (!isJsonObject(node)) return node;
  const entries = Object.entries(node).filter(([key]) => !UNKNOWN.has(key));
  return Object.fromEntries(entries.map(([key, child]) => [key, understood(child)]));
}

/** Values that another tool draws from a schema of the contract. They are nonsense, and most of them valid. */
export function drawn(schema: string, count: number, seed: number): JsonValue[] {
  const schemas = understood(bundle.components.schemas) as Record<string, object>;
  const generator = createGeneratorSync({ seed, optionalsProbability: 0.3 });
  const root = { ...schemas[schema], components: { schemas } };
  return Array.from({ length: count }, () => generator.generate(root) as JsonValue);
}
