import { StarmockError } from '../contract/errors.ts';
import type { EmbeddingModelInfo, ModelCatalogue, ModelInfo, ModerationModelInfo } from '../contract/models.ts';

/** A model of any kind. */
export type AnyModel = ModelInfo | EmbeddingModelInfo | ModerationModelInfo;

/** The models that a mock serves, by the ids that requests name. */
export interface ModelDirectory {
  /** A model that answers in words. */
  text(id: string): ModelInfo | undefined;
  embedding(id: string): EmbeddingModelInfo | undefined;
  moderation(id: string): ModerationModelInfo | undefined;
  /** A model of any kind. */
  find(id: string): AnyModel | undefined;
  /** What a list of models shows, in the order of the catalogue: those of the profile and the aliases. */
  listed(): AnyModel[];
}

/** What a directory is made of. */
export interface DirectoryOptions {
  /** Models of the profile. */
  readonly profile: ModelCatalogue;
  /** Further models that are served and not listed. */
  readonly wellKnown?: ModelCatalogue;
  /** Further names, and the models that answer to them. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Whether unknown names are served by the first model of the profile. */
  readonly admits?: (id: string) => boolean;
  /** Whether such a name is also one of embeddings and moderations. */
  readonly any?: boolean;
}

/** Models of each kind by their ids, those of the profile before all others. */
interface Known {
  readonly text: ReadonlyMap<string, ModelInfo>;
  readonly embedding: ReadonlyMap<string, EmbeddingModelInfo>;
  readonly moderation: ReadonlyMap<string, ModerationModelInfo>;
}

function byId<T extends AnyModel>(own: readonly T[] = [], further: readonly T[] = []): Map<string, T> {
  // What is set first comes first; what is set last stays.
  return new Map([...own, ...further, ...own].map((model) => [model.id, model]));
}

/** The same model under another name, which its answers report, too. */
const renamed = <T extends AnyModel>(model: T, id: string): T => ({ ...model, id, reports: id });

const knownOf = ({ profile, wellKnown }: DirectoryOptions): Known => ({
  text: byId(profile.models, wellKnown?.models),
  embedding: byId(profile.embeddings, wellKnown?.embeddings),
  moderation: byId(profile.moderations, wellKnown?.moderations),
});

const isKnown = ({ text, embedding, moderation }: Known, id: string): boolean =>
  text.has(id) || embedding.has(id) || moderation.has(id);

function checkAliases(known: Known, aliases: ReadonlyMap<string, string>): void {
  for (const [alias, model] of aliases) {
    if (isKnown(known, model)) continue;
    throw new StarmockError(
      'BAD_OPTION',
      `Invalid model alias ${JSON.stringify(alias)}: unknown model ${JSON.stringify(model)}; "starmock models" lists all models`,
      { alias, model },
    );
  }
}

const EVERYWHERE: NonNullable<ModelInfo['serves']> = ['chat', 'responses', 'completions'];

/** Models that a list shows. */
const shown = <T extends AnyModel>(models: readonly T[] = []): T[] => models.filter(({ listed }) => listed);

/**
 * @throws StarmockError BAD_OPTION for an alias of a model that is not there
 * @example
 * createModelDirectory({ profile: contract.document['x-models'] }).text('gpt-5.1')?.reports;
 */
export function createModelDirectory(options: DirectoryOptions): ModelDirectory {
  const { profile, admits = () => false, any = false } = options;
  const known = knownOf(options);
  const aliases = new Map(Object.entries(options.aliases ?? {}));
  checkAliases(known, aliases);

  /** An alias goes before a model, and a model before a name that is only admitted. */
  function lookUp<T extends AnyModel>(
    models: ReadonlyMap<string, T>,
    id: string,
    admitted: () => boolean,
  ): T | undefined {
    const alias = aliases.get(id);
    if (alias !== undefined) {
      const model = models.get(alias);
      return model && renamed(model, id);
    }
    if (isKnown(known, id)) return models.get(id);
    const [standIn] = models.values();
    return standIn && admitted() ? renamed(standIn, id) : undefined;
  }

  const text = (id: string): ModelInfo | undefined => {
    const model = lookUp(known.text, id, () => any || admits(id));
    // An unknown name has no home endpoint.
    return model && !isKnown(known, id) && !aliases.has(id) ? { ...model, serves: EVERYWHERE } : model;
  };
  const embedding = (id: string): EmbeddingModelInfo | undefined => lookUp(known.embedding, id, () => any);
  const moderation = (id: string): ModerationModelInfo | undefined => lookUp(known.moderation, id, () => any);
  const find = (id: string): AnyModel | undefined => text(id) ?? embedding(id) ?? moderation(id);
  return {
    text,
    embedding,
    moderation,
    find,
    listed: () => [
      ...shown(profile.models),
      ...shown(profile.embeddings),
      ...shown(profile.moderations),
      ...[...aliases.keys()].flatMap((id) => find(id) ?? []),
    ],
  };
}
