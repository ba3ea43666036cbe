import { listedModels, type ModelInfo } from '../contract/models.ts';

/** A model as `GET /v1/models/{model}` shows it. */
export interface ModelObject {
  readonly id: string;
  readonly object: 'model';
  /** Unix seconds. */
  readonly created: number;
  readonly owned_by: string;
}

const show = ({ id, created, owned_by }: ModelInfo): ModelObject => ({ id, object: 'model', created, owned_by });

/** The listed models, in the order of the catalogue. */
export function modelList(models: readonly ModelInfo[]): { readonly object: 'list'; readonly data: ModelObject[] } {
  return { object: 'list', data: listedModels(models).map(show) };
}

/** One model, listed or not. */
export function modelObject(models: readonly ModelInfo[], id: string): ModelObject | undefined {
  const model = models.find((candidate) => candidate.id === id);
  return model && show(model);
}
