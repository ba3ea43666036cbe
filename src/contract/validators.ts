import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import type { Contract } from './contract.ts';
import type { Finding } from './finding.ts';
import { isJsonObject, type JsonObject } from './requirements.ts';
import { findingsOf } from './schema-findings.ts';

export type { ErrorObject };

/** Compiled schemas of one contract. Each schema is compiled when it is first asked for. */
export interface Validators {
  /** The first fault that ajv meets, or null for a valid body. This is the fast way: no list of errors is built. */
  request(body: unknown): ErrorObject[] | null;
  /** Every fault of a request body, with `schema`, `parentSchema` and `data` on each error; empty for a valid body. */
  requestAll(body: unknown): ErrorObject[];
  /** Every fault of a value against a schema of `components.schemas`; empty for a valid value. */
  errors(schema: string, value: unknown): ErrorObject[];
  /** The same as findings: one a fault, each with the requirement that is nearest to the place. */
  response(schema: ResponseSchema, value: unknown): Finding[];
  /** Compiles every schema that is ever asked for, so that a broken one shows at once. @throws Error */
  compileAll(): void;
}

const RESPONSE_SCHEMAS = ['ChatCompletion', 'ChatCompletionChunk', 'ErrorResponse', 'Model', 'ModelList'] as const;
const REQUIRED_SCHEMAS = ['ChatCompletionRequest', ...RESPONSE_SCHEMAS] as const;

/** Schemas of what a service sends. */
export type ResponseSchema = (typeof RESPONSE_SCHEMAS)[number];

type Compile = (schema: string) => ValidateFunction;

const ROOT = 'contract';

/** ajv takes `mapping` for a mistake; the tags are constants in the branches, so nothing is lost. */
function withoutMapping(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutMapping);
  if (!isJsonObject(node)) return node;
  const kept: Record<string, unknown> = {};
  for (const [key, child] of Object.entries(node)) {
    kept[key] =
      key === 'discriminator' && isJsonObject(child) ? { propertyName: child['propertyName'] } : withoutMapping(child);
  }
  return kept;
}

function extensionsIn(node: unknown, found: Set<string> = new Set()): Set<string> {
  if (Array.isArray(node)) for (const child of node) extensionsIn(child, found);
  if (isJsonObject(node)) {
    for (const [key, child] of Object.entries(node)) {
      if (key.startsWith('x-')) found.add(key);
      else extensionsIn(child, found);
    }
  }
  return found;
}

async function compiler(schemas: JsonObject, all: boolean): Promise<Compile> {
  const [{ Ajv2020 }, { default: formats }] = await Promise.all([import('ajv/dist/2020.js'), import('ajv-formats')]);
  const ajv = new Ajv2020({
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    discriminator: true,
    allErrors: all,
    verbose: all,
  });
  formats.default(ajv);
  ajv.addVocabulary(['components', 'example', 'externalDocs', 'xml', ...extensionsIn(schemas)]);
  ajv.addSchema({ $id: ROOT, components: { schemas } });
  return (name) => {
    const validate = ajv.getSchema(`${ROOT}#/components/schemas/${name}`);
    if (validate === undefined) throw new TypeError(`Failed to find schema "${name}": the contract does not define it`);
    return validate;
  };
}

/** Compiling goes through the whole document, so it is done once for each schema. */
function remembered(compile: Compile): Compile {
  const known = new Map<string, ValidateFunction>();
  return (schema) => {
    const validate = known.get(schema) ?? compile(schema);
    known.set(schema, validate);
    return validate;
  };
}

async function build(contract: Contract): Promise<Validators> {
  const schemas = withoutMapping(contract.document.components.schemas) as JsonObject;
  const first = remembered(await compiler(schemas, false));
  const every = remembered(await compiler(schemas, true));
  const validateRequest = first('ChatCompletionRequest');
  const errors = (schema: string, value: unknown): ErrorObject[] => {
    const validate = every(schema);
    return validate(value) ? [] : (validate.errors ?? []);
  };
  return {
    request: (body) => (validateRequest(body) ? null : (validateRequest.errors ?? [])),
    requestAll: (body) => errors('ChatCompletionRequest', body),
    errors,
    response: (schema, value) => (first(schema)(value) ? [] : findingsOf(contract, schema, errors(schema, value))),
    compileAll: () => REQUIRED_SCHEMAS.forEach((schema) => first(schema)),
  };
}

const cache = new WeakMap<Contract, Promise<Validators>>();

/**
 * Loads ajv and compiles the request schema; later calls for the same contract give the same validators.
 * Nothing of ajv is loaded before the first call, so that a server starts without it.
 *
 * @throws Error when a schema of the contract is not valid JSON Schema (possible only with an overlay).
 * @example
 * const validators = await loadValidators(defaultContract());
 * validators.request({ model: 'gpt-5.1' })?.[0]?.message; // "must have required property 'messages'"
 */
export function loadValidators(contract: Contract): Promise<Validators> {
  let validators = cache.get(contract);
  if (validators === undefined) {
    validators = build(contract);
    cache.set(contract, validators);
  }
  return validators;
}
