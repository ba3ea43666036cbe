import { contractData, contractFrom, type Contract, type ContractData } from './contract-data.ts';
import { StarmockError } from './errors.ts';
import type { JsonObject } from './requirements.ts';
import { loadCompiler } from './schema/schema-compiler.ts';
import { asObject } from './schema/json-shape.ts';
import { MODEL_SCHEMA } from './schema/model-schema.ts';
import type { ModelInfo } from './models.ts';
import { applyOverlay } from './overlay.ts';
import { specFile } from './spec-files.ts';
import { loadValidators } from './schema/validators.ts';

/** Profiles that need no file. */
export const BUILT_IN_PROFILES = ['starmagic', 'openai'] as const;

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function failure(path: string, cause: string, error?: unknown): StarmockError {
  const options = error === undefined ? {} : { cause: error };
  return new StarmockError('BAD_PROFILE', `Failed to load profile "${path}": ${cause}`, { path }, options);
}

let openai: Promise<Contract> | undefined;

async function loadOpenai(): Promise<Contract> {
  const { default: data } = await import('./generated/openai.json', { with: { type: 'json' } });
  // JSON boundary: the generator wrote the file from a value of this type.
  return contractFrom(data as unknown as ContractData);
}

async function parsed(path: string, text: string): Promise<unknown> {
  if (path.endsWith('.json')) return JSON.parse(text);
  const { parse } = await import('yaml');
  return parse(text);
}

async function readOverlay(path: string): Promise<unknown> {
  // Taken at run time so that a mock without a file system can import this module.
  const fs = globalThis.process?.getBuiltinModule?.('node:fs/promises');
  if (!fs) throw failure(path, `it is none of ${BUILT_IN_PROFILES.join(', ')}, and there is no file system here`);
  const text = await fs.readFile(path, 'utf8').catch((error: unknown) => {
    throw failure(
      path,
      `it is neither ${BUILT_IN_PROFILES.join(' nor ')} nor a readable file (${message(error)})`,
      error,
    );
  });
  return parsed(path, text).catch((error: unknown) => {
    throw failure(path, `not an overlay, and not even YAML or JSON: ${message(error).split('\n', 1)[0]}`, error);
  });
}

/** The catalogue as a schema that ajv can judge; ids must differ, since models are looked up by them. */
async function checkModels(models: unknown): Promise<void> {
  const schemas = { Models: { type: 'array', minItems: 1, items: MODEL_SCHEMA } };
  const validate = (await loadCompiler(schemas))({ checked: true })('Models');
  if (!validate(models)) {
    const [error] = validate.errors ?? [];
    const detail = error === undefined ? '' : `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`;
    throw new TypeError(`x-models.models${detail}`);
  }
  const ids = (models as readonly ModelInfo[]).map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new TypeError(`x-models.models has "${twice}" twice`);
}

/** What the rest of the program takes for granted about a contract, and an overlay can break. */
async function checked(path: string, document: JsonObject): Promise<Contract> {
  try {
    await checkModels(asObject(document['x-models'])['models']);
    const contract = contractFrom(contractData(path, document));
    (await loadValidators(contract)).checkSchemas();
    (await import('./grammar/stream-grammar.ts')).createStreamJudge(contract.grammar);
    return contract;
  } catch (error) {
    throw failure(path, `the result is no contract: ${message(error)}`, error);
  }
}

/** The bundled default contract with an overlay file applied, descriptions and examples included. */
async function overlaid(path: string): Promise<JsonObject> {
  const overlay = await readOverlay(path);
  const { default: bundle } = await import('./generated/bundle.json', { with: { type: 'json' } });
  return applyOverlay(bundle, overlay).catch((error: unknown) => {
    throw failure(path, message(error), error);
  });
}

/**
 * The whole OpenAPI 3.2 document of a profile, as other tools read it.
 *
 * @param nameOrPath as for {@link loadProfile}
 * @throws StarmockError `BAD_PROFILE`
 */
export async function loadDocument(nameOrPath: string): Promise<JsonObject> {
  switch (nameOrPath) {
    case 'starmagic':
      return (await import('./generated/bundle.json', { with: { type: 'json' } })).default;
    case 'openai':
      return overlaid(specFile('profiles/openai.overlay.yaml'));
    default:
      return overlaid(nameOrPath);
  }
}

/**
 * The contract of an endpoint: a built-in one by name, or the default one changed by an overlay.
 *
 * @param nameOrPath `starmagic`, `openai`, or the path of an OpenAPI Overlay 1.0 file in YAML or JSON
 * @throws StarmockError `BAD_PROFILE` when the file cannot be read, is not an overlay, has a target that matches
 *   nothing, or when the result is not a usable contract
 * @example
 * const contract = await loadProfile('openai');
 */
export async function loadProfile(nameOrPath: string): Promise<Contract> {
  switch (nameOrPath) {
    case 'starmagic':
      return (await import('./contract.ts')).defaultContract();
    case 'openai':
      return (openai ??= loadOpenai());
    default:
      return checked(nameOrPath, await overlaid(nameOrPath));
  }
}
