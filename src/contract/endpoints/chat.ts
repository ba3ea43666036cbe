import type { StreamingEndpoint } from './endpoint.ts';

/** Chat completions. */
export const chat: StreamingEndpoint = {
  id: 'chat',
  method: 'POST',
  path: '/chat/completions',
  request: 'ChatCompletionRequest',
  response: 'ChatCompletion',
  event: 'ChatCompletionChunk',
  grammar: (contract) => contract.grammar,
  member: 'messages',
};
