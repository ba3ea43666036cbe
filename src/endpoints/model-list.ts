import type { DirectCodec } from './codec.ts';
import { modelObject } from './model-object.ts';

/** The models of the profile, in the order of the catalogue. */
export const modelListCodec: DirectCodec = {
  kind: 'direct',
  respond: (_, { models }) => ({ kind: 'body', body: { object: 'list', data: models.listed().map(modelObject) } }),
};
