import type { ErrorPlan } from '../engine/plan.ts';
import { badAuthScheme, invalidApiKey, missingApiKey } from './http-error.ts';

/** The one key that no mock accepts, for tests of what clients do about a wrong key. */
export const INVALID_KEY = 'sk-invalid';

const BEARER = /^Bearer +(\S+) *$/i;

/**
 * Checks the `Authorization` header, in the API's three ways of saying no: nothing sent, not a bearer token, a wrong key.
 *
 * @param keys keys that are accepted; none: any key but {@link INVALID_KEY} is
 */
export function authenticate(
  authorization: string | undefined,
  keys: ReadonlySet<string>,
  method: string,
): ErrorPlan | undefined {
  if (authorization === undefined || authorization.trim() === '') return missingApiKey(method);
  const key = BEARER.exec(authorization)?.[1];
  if (key === undefined) return badAuthScheme(method);
  const accepted = key !== INVALID_KEY && (keys.size === 0 || keys.has(key));
  return accepted ? undefined : invalidApiKey(key);
}
