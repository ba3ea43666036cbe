import type { AnyModel } from './model-directory.ts';

/** A model as the API shows it. */
export interface ModelObject {
  readonly id: string;
  readonly object: 'model';
  /** Unix seconds. */
  readonly created: number;
  readonly owned_by: string;
}

export const modelObject = ({ id, created, owned_by }: AnyModel): ModelObject => ({
  id,
  object: 'model',
  created,
  owned_by,
});
