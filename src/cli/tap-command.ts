import { Command, Option } from 'commander';
import { configOptions } from './config-options.ts';
import { connectionOptions } from './connection-options.ts';
import { baselineOptions, selectionOptions } from './judging-options.ts';
import { collect, parseLimit, parsePort, parseRate } from './parse-options.ts';
import { parseVariable } from './parse-verify-options.ts';
import { profileOption } from './profile-option.ts';
import type { Run } from './run.ts';
import type { TapCommandOptions } from './tap-options.ts';

function judgingOptions(command: Command): Command {
  const own = command
    .optionsGroup('Judging:')
    .option('--judge', 'check requests and responses against the contract, and report when the tap ends', false)
    .addOption(profileOption('contract to check against'))
    .addOption(
      new Option(
        '--min-samples <count>',
        'exchanges that a verdict needs; fewer make it incomplete (default: 1)',
      ).argParser(parseLimit),
    )
    .option(
      '--report <file>',
      'write a report: .json, .xml (JUnit), .sarif, .md, .html or .badge.json (repeatable)',
      collect,
      [],
    );
  return baselineOptions(selectionOptions(own));
}

const faultOptions = (command: Command): Command =>
  command
    .optionsGroup('Faults:')
    .option('--fault <name>', 'inject this fault into every response (repeatable); see starmock faults', collect, [])
    .addOption(new Option('--fault-rate <probability>', 'probability of each --fault').default(1).argParser(parseRate))
    .option('--fault-script <steps>', 'one fault per request, such as 429,429,ok; the last step repeats')
    .option('--seed <text>', 'seed for the faults and their rate', 'starmock');

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
    .option('--record <folder>', 'record the exchanges as cassettes, without the key')
    .option('--ui', 'serve a page that shows all exchanges, on a port of its own', false)
    .addOption(
      new Option(
        '--metrics-port <number>',
        'serve Prometheus metrics at /_starmock/metrics on this port; 0 picks a free port',
      ).argParser(parsePort),
    )
    .addOption(
      new Option('--log <format>', 'log format (default: "pretty"; with a command: "silent")').choices([
        'pretty',
        'json',
        'silent',
      ]),
    );
  for (const group of [connectionOptions, judgingOptions, faultOptions, configOptions]) group(command);
  return command.action((options: TapCommandOptions) =>
    run(async (context) => (await import('./tap.ts')).tap(options, context, child)),
  );
}
