import { contractData, contractFrom, type Contract, type ContractData } from './contract-data.ts';
import { StarmockError } from './errors.ts';
import { isJsonObject, type JsonObject } from './requirements.ts';
import { applyOverlay } from './overlay.ts';
import { specFile } from './spec-files.ts';
import { loadValidators } from './validators.ts';

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
  const { readFile } = process.getBuiltinModule('node:fs/promises');
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
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

/** What the rest of the program takes for granted about a contract, and an overlay can break. */
async function checked(path: string, document: JsonObject): Promise<Contract> {
  const catalogue = document['x-models'];
  const models = isJsonObject(catalogue) ? catalogue['models'] : undefined;
  if (!Array.isArray(models) || models.length === 0) throw failure(path, 'the result has no models');
  if (!isJsonObject(document['x-stream-grammar'])) throw failure(path, 'the result has no stream grammar');
  const contract = contractFrom(contractData(path, document));
  try {
    (await loadValidators(contract)).checkSchemas();
  } catch (error) {
    throw failure(path, `the result is no contract: ${message(error)}`, error);
  }
  return contract;
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
