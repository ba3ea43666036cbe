import { StarmockError } from '../contract/errors.ts';
import type { CommandContext } from './command-context.ts';

/** Variables that hold the key, first choice first. */
const VARIABLES = ['STARMOCK_API_KEY', 'OPENAI_API_KEY'];

/** A key, and where it came from. */
export interface FoundKey {
  readonly key: string;
  /** Name of the variable; stands for the key in commands. */
  readonly variable: string;
}

/**
 * Reads the key from the environment: from the variable that was named, or from the usual ones. There is no option for the key itself:
 * it would stand in the list of processes and in the history of the shell.
 *
 * @returns `undefined` where none is set
 */
export function findApiKey(named: string | undefined, env: CommandContext['env']): FoundKey | undefined {
  const variable = (named === undefined ? VARIABLES : [named]).find((name) => env[name]);
  const key = variable === undefined ? undefined : env[variable]?.trim();
  return variable === undefined || !key ? undefined : { key, variable };
}

/** @throws StarmockError BAD_OPTION where no key is set */
export function requireApiKey(named: string | undefined, env: CommandContext['env']): FoundKey {
  const found = findApiKey(named, env);
  if (found) return found;
  const where = named ?? VARIABLES.join(' or ');
  throw new StarmockError(
    'BAD_OPTION',
    `No API key: set ${where}, or name another variable with --api-key-env (a mock accepts any value)`,
    { variables: named === undefined ? VARIABLES : [named] },
  );
}
