import type { ErrorPlan } from '../engine/plan.ts';
import { badAuthScheme, invalidApiKey, missingApiKey } from './api-error.ts';

const BEARER = /^Bearer +(\S+) *$/i;

/**
 * Checks the `Authorization` header, in the API's three ways of saying no: nothing sent, not a bearer token, a wrong key.
 *
 * @param keys keys that are accepted; none: any key is
 */
export function authenticate(
  authorization: string | undefined,
  keys: ReadonlySet<string>,
  method: string,
): ErrorPlan | undefined {
  if (authorization === undefined || authorization.trim() === '') return missingApiKey(method);
  const key = BEARER.exec(authorization)?.[1];
  if (key === undefined) return badAuthScheme(method);
  return keys.size === 0 || keys.has(key) ? undefined : invalidApiKey(key);
}
