import { contractData, contractFrom, ENDPOINT_IDS, type Contract, type ContractData } from './contract-data.ts';
import { didYouMean } from './did-you-mean.ts';
import { StarmockError } from './errors.ts';
import { BUILT_IN_PROFILES } from './profile-names.ts';
import type { JsonObject } from './requirements.ts';
import { loadCompiler } from './schema/schema-compiler.ts';
import { CATALOGUE_SCHEMA } from './schema/model-schema.ts';
import { resolveModel, type ModelCatalogue, type ModelInfo } from './models.ts';
import { applyOverlay } from './overlay.ts';
import { specFile } from './spec-files.ts';
import { loadValidators } from './schema/validators.ts';

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function failure(path: string, cause: string, error?: unknown): StarmockError {
  const options = error === undefined ? {} : { cause: error };
  return new StarmockError('BAD_PROFILE', `Could not load profile "${path}": ${cause}`, { path }, options);
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
      `it is neither ${BUILT_IN_PROFILES.join(' nor ')} nor a readable file (${message(error)}).${didYouMean(path.split(/[\\/]/).at(-1) ?? path, BUILT_IN_PROFILES)}`,
      error,
    );
  });
  return parsed(path, text).catch((error: unknown) => {
    throw failure(path, `not an overlay, and not even YAML or JSON: ${message(error).split('\n', 1)[0]}`, error);
  });
}

/** The catalogue as a schema that ajv can judge; ids must differ, since models are looked up by them. */
async function checkModels(catalogue: unknown): Promise<void> {
  const validate = (await loadCompiler({ Catalogue: CATALOGUE_SCHEMA }))({ checked: true })('Catalogue');
  if (!validate(catalogue)) {
    const [error] = validate.errors ?? [];
    const place = error?.instancePath.replace(/^\/models/, '.models').replace(/^\//, '.') ?? '';
    throw new TypeError(`x-models${place} ${error?.message} ${JSON.stringify(error?.params)}`);
  }
  const { models, asked = [], embeddings = [], moderations = [] } = catalogue as ModelCatalogue;
  const ids = [...models, ...embeddings, ...moderations].map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new TypeError(`x-models has "${twice}" twice`);
  const unknown = asked.find((id) => resolveModel(models, id) === undefined);
  if (unknown !== undefined) throw new TypeError(`x-models.asked names "${unknown}", which is no model`);
}

/** Contracts of the further endpoints in which an overlay changes something. */
async function changedEndpoints(path: string, document: JsonObject, models: readonly ModelInfo[]): Promise<Contract[]> {
  const { default: bundle } = await import('./generated/bundle.json', { with: { type: 'json' } });
  const text = ({ document: { components }, grammar }: Contract): string => JSON.stringify([components, grammar]);
  return ENDPOINT_IDS.filter((id) => id !== 'chat').flatMap((id) => {
    const [own, base] = [document, bundle].map((whole) => contractFrom(contractData(path, whole, id), models));
    return own === undefined || base === undefined || text(own) === text(base) ? [] : [own];
  });
}

/** What the rest of the program takes for granted about a contract, and an overlay can break. */
async function checked(path: string, document: JsonObject): Promise<Contract> {
  try {
    await checkModels(document['x-models']);
    const contract = contractFrom(contractData(path, document));
    const { createStreamJudge } = await import('./grammar/stream-grammar.ts');
    const further = await changedEndpoints(path, document, contract.models);
    for (const one of [contract, ...further]) {
      // One after the other, so that the first error is reported.
      // oxlint-disable-next-line no-await-in-loop
      (await loadValidators(one)).checkSchemas();
      createStreamJudge(one.grammar);
    }
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

/** Its overlay names the file that the models stand in; the contract has them. */
const withModels = (document: JsonObject, { document: { 'x-models': models } }: Contract): JsonObject => ({
  ...document,
  'x-models': models,
});

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
      return withModels(await overlaid(specFile('profiles/openai.overlay.yaml')), await loadProfile('openai'));
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
