import type { Endpoint } from './endpoint.ts';

/** Vectors of texts. */
export const embeddings: Endpoint = {
  id: 'embeddings',
  method: 'POST',
  path: '/embeddings',
  request: 'EmbeddingRequest',
  response: 'EmbeddingList',
  describedBy: async (contract) => (await import('./load-endpoint.ts')).loadEndpoint(contract, 'embeddings'),
};
