import { chat } from '../contract/endpoints/chat.ts';
import { model } from '../contract/endpoints/model.ts';
import { modelList } from '../contract/endpoints/model-list.ts';
import { chatList } from '../contract/endpoints/chat-list.ts';
import { completions } from '../contract/endpoints/completions.ts';
import { embeddings } from '../contract/endpoints/embeddings.ts';
import { moderations } from '../contract/endpoints/moderations.ts';
import {
  response,
  responseCancel,
  responseDelete,
  responseInputItems,
  responses,
} from '../contract/endpoints/responses.ts';
import type { ServedEndpoint } from './served-endpoint.ts';

/** What a mock serves; the first is loaded along with the mock's own parts. */
export const SERVED_ENDPOINTS: readonly ServedEndpoint[] = [
  { endpoint: chat, codec: async () => (await import('./chat.ts')).chatCodec },
  { endpoint: modelList, codec: async () => (await import('./model-list.ts')).modelListCodec },
  { endpoint: model, codec: async () => (await import('./model.ts')).modelCodec },
  { endpoint: embeddings, codec: async () => (await import('./embeddings.ts')).embeddingsCodec },
  { endpoint: chatList, codec: async () => (await import('./chat-list.ts')).chatListCodec },
  { endpoint: completions, codec: async () => (await import('./completions.ts')).completionsCodec },
  { endpoint: moderations, codec: async () => (await import('./moderations.ts')).moderationsCodec },
  { endpoint: responses, codec: async () => (await import('./responses.ts')).responsesCodec },
  { endpoint: response, codec: async () => (await import('./kept-responses.ts')).responseCodec },
  { endpoint: responseDelete, codec: async () => (await import('./kept-responses.ts')).responseDeleteCodec },
  { endpoint: responseInputItems, codec: async () => (await import('./kept-responses.ts')).responseInputItemsCodec },
  { endpoint: responseCancel, codec: async () => (await import('./kept-responses.ts')).responseCancelCodec },
];
