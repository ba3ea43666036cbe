import { chatList } from './chat-list.ts';
import { completions } from './completions.ts';
import { embeddings } from './embeddings.ts';
import type { Endpoint } from './endpoint.ts';
import { moderations } from './moderations.ts';

/** Endpoints that are served, and that verify does not judge. */
export const FURTHER_ENDPOINTS: readonly Endpoint[] = [chatList, completions, embeddings, moderations];
