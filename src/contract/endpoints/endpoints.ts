import { chat } from './chat.ts';
import type { Endpoint } from './endpoint.ts';
import { model } from './model.ts';
import { modelList } from './model-list.ts';

/** Every endpoint of the contract. */
export const ENDPOINTS: readonly Endpoint[] = [chat, modelList, model];
