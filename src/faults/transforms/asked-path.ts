import { chat } from '../../contract/endpoints/chat.ts';
import { embeddings } from '../../contract/endpoints/embeddings.ts';
import { responses } from '../../contract/endpoints/responses.ts';
import type { FaultRequest } from '../fault.ts';

const PATHS = [chat, responses, embeddings].map(({ path }) => path);

/** Whether a request asks a model for an answer. */
export const asksModel = ({ path }: FaultRequest): boolean => PATHS.some((one) => path.endsWith(one));
