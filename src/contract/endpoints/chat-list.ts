import { chat } from './chat.ts';
import type { Endpoint } from './endpoint.ts';

/** Stored chat completions. */
export const chatList: Endpoint = { id: 'chat-list', method: 'GET', path: chat.path };
