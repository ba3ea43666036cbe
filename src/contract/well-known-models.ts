import { resolveModel, type ModelCatalogue, type ModelInfo } from './models.ts';

let loaded: Promise<ModelCatalogue> | undefined;

/**
 * The models that clients default to and tutorials name, under every profile. They are read on first use; no
 * contract has them, so that nothing that reads a contract takes them for documented.
 *
 * @example
 * const { embeddings } = await loadWellKnownModels();
 */
export function loadWellKnownModels(): Promise<ModelCatalogue> {
  loaded ??= import('./generated/well-known-models.json', { with: { type: 'json' } }).then(
    // JSON boundary: the generator wrote the file from a value of this type.
    ({ default: data }) => data as unknown as ModelCatalogue,
  );
  return loaded;
}

/** A model that was found, and where. */
export interface LocatedModel {
  readonly model: ModelInfo;
  readonly origin: 'profile' | 'well-known';
}

/**
 * The entry of a model id: that of the profile, otherwise the well-known one, otherwise `undefined`.
 *
 * @param wellKnown left out where the profile's models are the only ones
 * @example
 * locateModel('gpt-4o', contract.models, (await loadWellKnownModels()).models)?.origin; // 'well-known'
 */
export function locateModel(
  id: string,
  models: readonly ModelInfo[],
  wellKnown: readonly ModelInfo[] = [],
): LocatedModel | undefined {
  const own = resolveModel(models, id);
  if (own !== undefined) return { model: own, origin: 'profile' };
  const known = resolveModel(wellKnown, id);
  return known && { model: known, origin: 'well-known' };
}
