import type { OpenAPIV3_1 } from 'openapi-types';
import type { StreamGrammar } from './grammar/data.ts';
import type { ModelCatalogue, ModelInfo } from './models.ts';
import { endpointDocument } from './endpoint-document.ts';
import { collectRequirements, isJsonObject, type JsonObject, type Requirement } from './requirements.ts';

/** Endpoints that have a contract of their own. */
export const ENDPOINT_IDS = ['chat', 'responses', 'embeddings', 'completions', 'moderations'] as const;

/** Name of an endpoint. */
export type EndpointId = (typeof ENDPOINT_IDS)[number];

/** What an endpoint takes and answers, by the names of schemas. */
export interface EndpointSchemas {
  readonly id: EndpointId;
  /** Of the body that is posted. */
  readonly request: string;
  /** Of what may come back, events of a stream included. */
  readonly answers: readonly string[];
  /** Of one event of a stream; absent where nothing is streamed. */
  readonly event?: string;
}

/**
 * The bundled contract without prose: an OpenAPI document with the model catalogue and the stream grammar in it. What
 * OpenAPI 3.2 has in common with 3.1 is typed by `openapi-types`, which stops there.
 */
export interface ContractDocument extends Readonly<Pick<OpenAPIV3_1.Document, 'openapi' | 'info' | 'servers'>> {
  readonly paths: { readonly [path: string]: JsonObject };
  readonly components: {
    readonly schemas: { readonly [name: string]: JsonObject };
    readonly [kind: string]: JsonObject;
  };
  readonly 'x-models': ModelCatalogue;
  /** What the documentation of the endpoint promises; names of `Capability`. */
  readonly 'x-capabilities': { readonly declared: readonly string[] };
  /** Absent where nothing is streamed. */
  readonly 'x-stream-grammar'?: StreamGrammar;
  readonly 'x-endpoint': EndpointSchemas;
}

/** What an endpoint promises: one value, from which the mock, the validators and the grammar are built. */
export interface Contract {
  /** `starmagic`, `openai`, or the path of an overlay. */
  readonly name: string;
  /** OpenAPI without prose and examples; its `x-requirements` lists hold ids, {@link requirements} the entries. */
  readonly document: ContractDocument;
  readonly models: readonly ModelInfo[];
  /** The automaton of the event stream, as data. */
  readonly grammar: StreamGrammar;
  readonly requirements: readonly Requirement[];
}

/** A contract as it is written to disk: nothing in it is stated twice. */
export interface ContractData {
  readonly name: string;
  /** `x-requirements` lists hold ids only here. */
  readonly document: ContractDocument;
  readonly requirements: readonly Requirement[];
}

const PROSE = new Set([
  'x-generated',
  'description',
  'summary',
  'externalDocs',
  'tags',
  'example',
  'examples',
  'x-sources',
  'x-endpoints',
]);
/** The children of these are names that an author chose, so that one called "description" is no prose. */
const NAME_MAPS = new Set([
  'properties',
  'schemas',
  'headers',
  'responses',
  'paths',
  'content',
  'mapping',
  'securitySchemes',
]);
const WHOLE = new Set(['x-models', 'x-capabilities', 'x-stream-grammar', 'x-endpoint', 'enum', 'const', 'default']);

const idsOf = (list: unknown): unknown[] =>
  Array.isArray(list) ? list.map((entry) => (entry as JsonObject)['id']) : [];

function reduced(key: string, value: unknown): unknown {
  if (key === 'x-requirements') return idsOf(value);
  if (WHOLE.has(key)) return value;
  return withoutProse(value, NAME_MAPS.has(key));
}

function withoutProse(node: unknown, isNameMap: boolean): unknown {
  if (Array.isArray(node)) return node.map((child) => withoutProse(child, false));
  if (!isJsonObject(node)) return node;
  const kept: Record<string, unknown> = {};
  for (const [key, child] of Object.entries(node)) {
    if (isNameMap) kept[key] = withoutProse(child, false);
    else if (!PROSE.has(key)) kept[key] = reduced(key, child);
  }
  return kept;
}

/**
 * Reduces a bundled document (full text, references to other files resolved) to what programs need of one endpoint.
 *
 * @param name name that the contract will report
 * @param bundle an OpenAPI document with `x-models` and `x-stream-grammar`; its shape is the caller's promise
 */
export function contractData(name: string, bundle: JsonObject, endpoint: EndpointId = 'chat'): ContractData {
  const own = endpointDocument(bundle, endpoint);
  const document = withoutProse(own, false) as ContractDocument;
  return { name, document, requirements: collectRequirements(own) };
}

/** The grammar of an endpoint that streams nothing: there is nothing to judge. */
const NO_STREAM: StreamGrammar = {
  levels: {},
  framing: [],
  stream: { start: 'none', states: ['none'], events: [], transitions: [] },
  choice: { start: 'none', states: ['none'], complete: ['none'], symbols: [], transitions: [] },
  invariants: [],
};

/**
 * Gives the parts of a contract that have uses of their own a name each.
 *
 * @param models those of the profile, where the data is of an endpoint that has no catalogue of its own
 */
export function contractFrom(data: ContractData, models?: readonly ModelInfo[]): Contract {
  const { name, document, requirements } = data;
  return {
    name,
    document,
    requirements,
    models: models ?? document['x-models'].models,
    grammar: document['x-stream-grammar'] ?? NO_STREAM,
  };
}
