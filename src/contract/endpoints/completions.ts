import type { StreamingEndpoint } from './endpoint.ts';

/** Continuations of plain text, as they were before there were conversations. */
export const completions: StreamingEndpoint = {
  id: 'completions',
  method: 'POST',
  path: '/completions',
  request: 'CompletionRequest',
  response: 'CompletionObject',
  event: 'CompletionObject',
  member: 'prompt',
  describedBy: async (contract) => (await import('./load-endpoint.ts')).loadEndpoint(contract, 'completions'),
};
