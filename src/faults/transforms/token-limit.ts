import type { JsonObject } from '../../contract/requirements.ts';

/** The tokens that a request allows its answer, whichever field says so. */
export function limitOf(body: JsonObject | undefined): unknown {
  return body?.['max_completion_tokens'] ?? body?.['max_tokens'];
}
