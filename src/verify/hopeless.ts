import type { Observation } from './observation.ts';

/** Why the first answer says that there is nothing to test: no connection, no access, no such model. */
export function hopeless({ head, failure }: Pick<Observation, 'head' | 'failure'>): string | undefined {
  if (failure && failure.phase !== 'head') return `${failure.phase}: ${failure.message}`;
  switch (head?.status) {
    case 401:
      return 'the endpoint does not accept the key (status 401)';
    case 402:
      return 'the account is out of money (status 402)';
    case 403:
      return 'the key has no access (status 403)';
    case 404:
      return 'the model or the path is not there (status 404)';
    default:
      return undefined;
  }
}
