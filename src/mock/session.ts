import type { ServiceRequest } from './service-request.ts';

/** Header that names a session; without it the API key does. */
export const SESSION_HEADER = 'x-starmock-session';

/** Azure's header for a key. */
const KEY_HEADER = 'api-key';

/** Sessions whose sequences and scripts are remembered; the ones used longest ago start again. */
export const MAX_SESSIONS = 4096;

const SCHEME = 'Bearer ';

/** Longer names are distinguished by their beginning. */
const MAX_NAME = 512;

/**
 * The session of a request. Tests that share a server keep out of each other's way by sending different keys, or this header.
 *
 * @example sessionOf(request) // 'sk-test-17'
 */
export function sessionOf(request: Pick<ServiceRequest, 'header'>): string {
  const named = request.header(SESSION_HEADER);
  if (named !== undefined) return named.slice(0, MAX_NAME);
  const key = request.header('authorization') ?? request.header(KEY_HEADER) ?? '';
  return (key.startsWith(SCHEME) ? key.slice(SCHEME.length) : key).slice(0, MAX_NAME);
}
