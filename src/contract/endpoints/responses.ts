import type { Endpoint, StreamingEndpoint } from './endpoint.ts';

const own: Pick<Endpoint, 'describedBy'> = {
  describedBy: async (contract) => (await import('./load-endpoint.ts')).loadEndpoint(contract, 'responses'),
};

const path = '/responses/{response_id}';

/** Answers that are kept and continued. */
export const responses: StreamingEndpoint = {
  id: 'responses',
  method: 'POST',
  path: '/responses',
  request: 'ResponseRequest',
  response: 'ResponseObject',
  event: 'ResponseEvent',
  grammar: (contract) => contract.grammar,
  member: 'input',
  ...own,
};

/** One kept answer. */
export const response: Endpoint = { id: 'response', method: 'GET', path, response: 'ResponseObject', ...own };

/** Forgets a kept answer. */
export const responseDelete: Endpoint = {
  id: 'response-delete',
  method: 'DELETE',
  path,
  response: 'ResponseDeleted',
  ...own,
};

/** What a kept answer was asked. */
export const responseInputItems: Endpoint = {
  id: 'response-input-items',
  method: 'GET',
  path: `${path}/input_items`,
  response: 'ResponseItemList',
  ...own,
};

/** Stops an answer that is made in the background. */
export const responseCancel: Endpoint = {
  id: 'response-cancel',
  method: 'POST',
  path: `${path}/cancel`,
  response: 'ResponseObject',
  ...own,
};
