import type { Endpoint } from './endpoint.ts';

/** Ratings of texts. */
export const moderations: Endpoint = {
  id: 'moderations',
  method: 'POST',
  path: '/moderations',
  request: 'ModerationRequest',
  response: 'ModerationObject',
  describedBy: async (contract) => (await import('./load-endpoint.ts')).loadEndpoint(contract, 'moderations'),
};
