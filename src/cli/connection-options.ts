import { Option, type Command } from 'commander';
import { proxyFor } from '../verify/client/proxy.ts';
import type { CommandContext } from './command-context.ts';
import { parseProxy } from './parse-verify-options.ts';
import { readTextFile } from './read-text-file.ts';

/** Options of how an endpoint is connected to, parsed. */
export interface ConnectionOptions {
  /** A URL; `false` ignores the environment, too. */
  readonly proxy?: string | false;
  /** File of certificates. */
  readonly ca?: string;
  readonly insecure: boolean;
}

/** Adds the options of how an endpoint is connected to. */
export const connectionOptions = (command: Command): Command =>
  command
    .addOption(new Option('--proxy <url>', 'HTTP proxy (env: HTTPS_PROXY, HTTP_PROXY, NO_PROXY)').argParser(parseProxy))
    .option('--no-proxy', 'ignore proxies set in the environment')
    .option('--ca <file>', 'additional CA certificates to trust, in PEM format')
    .option('--insecure', 'accept any TLS certificate', false);

/** How an endpoint is connected to. */
export interface Connection {
  readonly proxy?: (url: URL) => string | undefined;
  /** PEM. */
  readonly ca?: string;
  readonly insecure: boolean;
}

/** Resolves the options from the environment and the file they name. @throws StarmockError BAD_OPTION */
export function connectionOf(
  { proxy, ca, insecure }: ConnectionOptions,
  { env, fileAt }: Pick<CommandContext, 'env' | 'fileAt'>,
): Connection {
  return {
    ...(proxy === undefined ? { proxy: (url: URL) => proxyFor(url, env) } : {}),
    ...(typeof proxy === 'string' ? { proxy: () => proxy } : {}),
    ...(ca === undefined ? {} : { ca: readTextFile(ca, fileAt, 'certificates', 'BAD_OPTION') }),
    insecure,
  };
}
