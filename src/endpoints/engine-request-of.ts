import { isJsonObject } from '../contract/requirements.ts';
import type { EngineRequest } from '../engine/request.ts';
import { sentItems } from './responses/conversation.ts';
import { engineRequest } from './responses/engine-request.ts';

/**
 * A valid body as scenarios see it; nothing for endpoints without scenarios. What a response of the same session said before is left out.
 *
 * @param endpoint its id
 */
export function engineRequestOf(endpoint: string, body: object): EngineRequest | undefined {
  if (!isJsonObject(body)) return undefined;
  if (endpoint === 'responses') return engineRequest(body, sentItems(body));
  return endpoint === 'chat' ? (body as unknown as EngineRequest) : undefined;
}
