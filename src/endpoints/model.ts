import { modelNotListed } from './api-error.ts';
import type { DirectCodec } from './codec.ts';
import { modelObject } from './model-object.ts';

/** One model, listed or not. */
export const modelCodec: DirectCodec = {
  kind: 'direct',
  respond: ({ params }, { models }) => {
    const id = params['model'] ?? '';
    const model = models.find(id);
    return model ? { kind: 'body', body: modelObject(model) } : modelNotListed(id);
  },
};
