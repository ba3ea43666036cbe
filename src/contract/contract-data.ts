import type { ModelInfo } from './models.ts';
import { collectRequirements, isJsonObject, type JsonObject, type Requirement } from './requirements.ts';

/** The bundled contract without prose: an OpenAPI document with `x-models` and `x-stream-grammar` inlined. */
export interface ContractDocument {
  readonly openapi: string;
  readonly info: JsonObject;
  readonly paths: { readonly [path: string]: JsonObject };
  readonly components: {
    readonly schemas: { readonly [name: string]: JsonObject };
    readonly [kind: string]: JsonObject;
  };
  readonly 'x-models': { readonly models: readonly ModelInfo[] };
  readonly [extension: `x-${string}`]: unknown;
}

/** What the generator writes for each built-in profile. */
export interface ContractData {
  readonly name: string;
  readonly document: ContractDocument;
  readonly requirements: readonly Requirement[];
}

const PROSE = new Set(['description', 'summary', 'externalDocs', 'tags', 'x-sources']);
const EXAMPLES = new Set(['example', 'examples']);
/** Keys whose children are names chosen by the author, so that a child called "description" is a property, not prose. */
const NAME_MAPS = new Set([
  'properties',
  'schemas',
  'headers',
  'parameters',
  'responses',
  'paths',
  'content',
  'mapping',
]);

function withoutProse(node: unknown, named: boolean): unknown {
  if (Array.isArray(node)) return node.map((child) => withoutProse(child, false));
  if (!isJsonObject(node)) return node;
  const kept: Record<string, unknown> = {};
  for (const [key, child] of Object.entries(node)) {
    if (!named && (PROSE.has(key) || EXAMPLES.has(key))) continue;
    if (!named && key === 'x-requirements') kept[key] = idsOf(child);
    else if (!named && (key === 'x-models' || key === 'x-stream-grammar')) kept[key] = child;
    else kept[key] = withoutProse(child, !named && NAME_MAPS.has(key));
  }
  return kept;
}

const idsOf = (list: unknown): unknown[] =>
  Array.isArray(list) ? list.filter(isJsonObject).map((entry) => entry['id']) : [];

/**
 * Reduces a bundled document (full text, references to other files resolved) to what programs need.
 *
 * @param name name that the contract reports
 * @param bundle an OpenAPI document; its shape is the caller's promise
 */
export function contractData(name: string, bundle: JsonObject): ContractData {
  const document = withoutProse(bundle, false) as ContractDocument;
  return { name, document, requirements: collectRequirements(bundle) };
}
