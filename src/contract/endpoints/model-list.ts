import type { Endpoint } from './endpoint.ts';

/** The list of models. */
export const modelList: Endpoint = { id: 'model-list', method: 'GET', path: '/models', response: 'ModelList' };
