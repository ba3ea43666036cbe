import type { ServiceRequest } from './service-request.ts';

/** Header that names a session; without it the API key does. */
export const SESSION_HEADER = 'x-starmock-session';

/**
 * The session of a request. Tests that share a server keep out of each other's way by sending different keys, or this header.
 *
 * @example sessionOf(request) // 'Bearer sk-test-17'
 */
export function sessionOf(request: ServiceRequest): string {
  return request.header(SESSION_HEADER) ?? request.header('authorization') ?? '';
}
