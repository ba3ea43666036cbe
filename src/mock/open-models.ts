import type { Contract } from '../contract/contract.ts';
import { loadWellKnownModels } from '../contract/well-known-models.ts';
import { createModelDirectory, type ModelDirectory } from '../endpoints/model-directory.ts';

/** Which models are served beside those of the profile. */
export interface ModelOptions {
  /** No model but those of the profile and the aliases. */
  readonly strict?: boolean;
  /** Every name is answered. */
  readonly any?: boolean;
  /** Further names, and the models that answer to them. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Whether a scenario names the model. */
  readonly named?: (id: string) => boolean;
}

/** The models that a mock serves. @throws StarmockError BAD_OPTION for an alias of a model that is not there */
export async function openModels(
  { document }: Contract,
  { strict = false, any = false, aliases = {}, named = () => false }: ModelOptions = {},
): Promise<ModelDirectory> {
  const profile = document['x-models'];
  if (strict) return createModelDirectory({ profile, aliases });
  return createModelDirectory({ profile, wellKnown: await loadWellKnownModels(), aliases, admits: named, any });
}
