import { Command, Option } from 'commander';
import { configOptions } from './config-options.ts';
import { connectionOptions } from './connection-options.ts';
import { collect, parsePort } from './parse-options.ts';
import { parseVariable } from './parse-verify-options.ts';
import type { Run } from './run.ts';
import type { TapCommandOptions } from './tap-options.ts';

/** @param child runs against the tap */
export function tapCommand(run: Run, child: readonly string[] | undefined): Command {
  const command = new Command('tap')
    .description('forward live traffic to an endpoint, byte by byte; with a command, run it against the tap')
    .usage('[options] [-- <command...>]')
    .option('--upstream <url>', 'base URL of the live endpoint, including /v1')
    .addOption(
      new Option(
        '--port <number>',
        'port to listen on; 0 picks a free port (default: 4011; with a command: 0)',
      ).argParser(parsePort),
    )
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option(
      '--allow-host <name>',
      'forward requests by this host name, and of its web pages (repeatable; * for any)',
      collect,
      [],
    )
    .addOption(
      new Option(
        '--api-key-env <name>',
        "environment variable with the key to send upstream (default: the client's key)",
      ).argParser(parseVariable),
    )
    .addOption(
      new Option('--log <format>', 'log format (default: "pretty"; with a command: "silent")').choices([
        'pretty',
        'json',
        'silent',
      ]),
    );
  for (const group of [connectionOptions, configOptions]) group(command);
  return command.action((options: TapCommandOptions) =>
    run(async (context) => (await import('./tap.ts')).tap(options, context, child)),
  );
}
