import { listedModels } from '../contract/models.ts';
import type { DirectCodec } from './codec.ts';
import { modelObject } from './model-object.ts';

/** The listed models, in the order of the catalogue. */
export const modelListCodec: DirectCodec = {
  kind: 'direct',
  respond: (_, { contract }) => ({
    kind: 'body',
    body: { object: 'list', data: listedModels(contract.models).map(modelObject) },
  }),
};
