import { StarmockError } from '../contract/errors.ts';
import type { NodeServer } from '../transports/node-server.ts';
import type { ChildCommand } from './child-command.ts';

/** A key that every mock accepts unless it was given others. */
export const ANY_KEY = 'sk-starmock';

/** @throws StarmockError BAD_OPTION where nothing stands behind the dashes */
export function childCommand([program, ...args]: readonly string[]): ChildCommand {
  if (program === undefined || program === '')
    throw new StarmockError('BAD_OPTION', 'Expected a command after --, such as: starmock serve -- npm test');
  return [program, ...args];
}

/** Variables that point the clients of a command at the mock. */
export function childEnvironment(
  { url }: Pick<NodeServer, 'url'>,
  apiKey: string = ANY_KEY,
  token?: string,
): Readonly<Record<string, string>> {
  return {
    OPENAI_BASE_URL: url,
    OPENAI_API_KEY: apiKey,
    STARMOCK_URL: new URL(url).origin,
    ...(token === undefined ? {} : { STARMOCK_CONTROL_TOKEN: token }),
  };
}
