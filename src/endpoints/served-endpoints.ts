import { chat } from '../contract/endpoints/chat.ts';
import { model } from '../contract/endpoints/model.ts';
import { modelList } from '../contract/endpoints/model-list.ts';
import type { ServedEndpoint } from './served-endpoint.ts';

/** What a mock serves; the first is loaded along with the mock's own parts. */
export const SERVED_ENDPOINTS: readonly ServedEndpoint[] = [
  { endpoint: chat, codec: async () => (await import('./chat.ts')).chatCodec },
  { endpoint: modelList, codec: async () => (await import('./model-list.ts')).modelListCodec },
  { endpoint: model, codec: async () => (await import('./model.ts')).modelCodec },
];
