import type { Endpoint } from './endpoint.ts';

/** One model by its id. */
export const model: Endpoint = { id: 'model', method: 'GET', path: '/models/{model}', response: 'Model' };
