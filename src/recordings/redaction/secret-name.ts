/**
 * Names of members, query parameters and fields that hold a secret. `token` alone is none, for the pieces of an answer have that name
 * among their log probabilities, and `key` alone is the name of anything.
 */
const NAMES = [
  'api[-_]?key|apikey|(?:access|refresh|auth|bearer|session|security|id)[-_]?token',
  '(?:client|app|shared|signing|webhook)?[-_]?secret|secret[-_]?(?:access[-_]?)?key|passw(?:or)?d|passphrase',
  '(?:private|account|subscription|encryption|session)[-_]?key|(?:proxy[-_])?authorization|connection[-_]?string',
];
const SECRET_NAME = new RegExp(`(?:^|[-_.])(?:${NAMES.join('|')})$`);

/** In a query these mean a secret, too. */
const QUERY_NAME = /^(?:key|token|sig|signature|code|jwt)$/i;

/** @example isSecretName('OPENAI_API_KEY') // true */
export const isSecretName = (name: string): boolean =>
  SECRET_NAME.test(name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toLowerCase());

export const isSecretQuery = (name: string): boolean => isSecretName(name) || QUERY_NAME.test(name);
