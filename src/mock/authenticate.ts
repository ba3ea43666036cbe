import type { Contract } from '../contract/contract.ts';
import { isJsonObject } from '../contract/requirements.ts';
import type { ErrorPlan } from '../engine/plan.ts';
import { badAuthScheme, invalidApiKey, missingApiKey } from './http-error.ts';

/** The one key that no mock accepts, for tests of what clients do about a wrong key. */
export const INVALID_KEY = 'sk-invalid';

const BEARER = /^Bearer +(\S+) *$/i;

function judge(key: string, keys: ReadonlySet<string>): ErrorPlan | undefined {
  const accepted = key !== INVALID_KEY && (keys.size === 0 || keys.has(key));
  return accepted ? undefined : invalidApiKey(key);
}

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
  return key === undefined ? badAuthScheme(method) : judge(key, keys);
}

/** Headers that a contract takes a bare key in, in lower case: `api-key` of Azure, where the profile has such a scheme. */
export function keyHeaders({ document }: Contract): string[] {
  return Object.values(document.components['securitySchemes'] ?? {}).flatMap((scheme) => {
    if (!isJsonObject(scheme) || scheme['type'] !== 'apiKey' || scheme['in'] !== 'header') return [];
    return [String(scheme['name']).toLowerCase()];
  });
}

/** As {@link authenticate}, of a request that has no `Authorization`. @param headers {@link keyHeaders} */
export function authenticateByHeader(
  header: (name: string) => string | undefined,
  headers: readonly string[],
  keys: ReadonlySet<string>,
  method: string,
): ErrorPlan | undefined {
  const key = headers.map((name) => header(name)?.trim()).find((value) => value !== undefined && value !== '');
  return key === undefined ? missingApiKey(method) : judge(key, keys);
}
