import { Command, Option } from 'commander';
import { SUITES } from '../verify/checks/suites.ts';
import { VERIFIED_ENDPOINTS } from '../verify/verified-endpoint.ts';
import type { ChecksOptions } from './checks.ts';
import { configOptions } from './config-options.ts';
import { baselineOptions, selectionOptions } from './judging-options.ts';
import { connectionOptions } from './connection-options.ts';
import {
  headers,
  parseAmount,
  parseCount,
  parseDuration,
  parseVariable,
  query,
  samples,
  timeouts,
  words,
} from './parse-verify-options.ts';
import { profileOption } from './profile-option.ts';
import { parsePort } from './parse-options.ts';
import type { ReplayOptions } from './replay.ts';
import type { ViewCommandOptions } from './view.ts';
import type { CompareTapsOptions } from './compare-taps.ts';
import type { Run } from './run.ts';
import type { VerifyCommandOptions } from './verify-options.ts';

const endpointOption = (): Option =>
  new Option('--endpoint <name>', 'endpoint to check (default: chat)').choices(VERIFIED_ENDPOINTS);

const suiteOption = (): Option => new Option('--suite <name>', 'checks to run').choices(SUITES);

const keyOption = (): Option =>
  new Option(
    '--api-key-env <name>',
    'environment variable with the key (default: STARMOCK_API_KEY, then OPENAI_API_KEY)',
  ).argParser(parseVariable);

function networkOptions(command: Command): Command {
  const own = command
    .optionsGroup('Network and time:')
    .option(
      '--header <line>',
      'header to send with every request, such as "api-key: $AZURE_KEY" (repeatable)',
      headers,
      {},
    )
    .option(
      '--query <name=value>',
      'query parameter of every URL, such as api-version=2025-04-01 (repeatable)',
      query,
      {},
    )
    .option('--user-agent <text>', 'User-Agent header of every request')
    .option('--timeout <phase=seconds>', 'time limit for connect, head, idle or total (repeatable)', timeouts, {})
    .addOption(
      new Option(
        '--deadline <duration>',
        'time limit per model, such as 20m (default: 15m, or three times the planned time if longer)',
      ).argParser(parseDuration),
    );
  return connectionOptions(own);
}

function reportOptions(command: Command): Command {
  return command
    .optionsGroup('Reports and recordings:')
    .option('--json [file]', 'write a JSON report (without a file: print it)')
    .option('--junit <file>', 'write a JUnit report')
    .option('--sarif <file>', 'write a SARIF report for code scanning')
    .option('--markdown <file>', 'write a Markdown report')
    .option('--html <file>', 'write a self-contained HTML report')
    .option('--badge <file>', 'write a shields.io endpoint badge')
    .option('--har <file>', 'write every exchange to a HAR file, without the key')
    .option('--record <file>', 'record every exchange for --replay, without the key')
    .option('--replay <file>', 'check a recording instead of sending requests')
    .option('-v, --verbose', 'show raw bytes and a reproducing command with each finding', false);
}

function verifyCommand(run: Run): Command {
  const command = new Command('verify')
    .description('check a live endpoint against the contract')
    .option('--base-url <url>', 'base URL of the endpoint, including /v1 (env: OPENAI_BASE_URL)')
    .addOption(endpointOption())
    .option('--model <id...>', 'models to test (repeatable; default: every model in the profile)', words, [])
    .addOption(suiteOption())
    .addOption(profileOption('contract to check against'))
    .addOption(keyOption())
    .option('--plan', 'show the requests and maximum cost without sending anything', false)
    .addOption(
      new Option('--budget <amount>', "maximum cost of the run, in the catalog's currency")
        .default(1, '1.00')
        .argParser(parseAmount),
    )
    .option('--samples <check=count>', 'samples for a check of model behavior (repeatable)', samples, {})
    .addOption(
      new Option('--concurrency <count>', 'number of models to test in parallel').default(1).argParser(parseCount),
    )
    .option('--honest-probes', 'in suite reseller, identify as starmock and keep the usual order', false)
    .option('--nonce <text>', 'seed for words and order of the requests; the same nonce gives the same requests');
  for (const group of [selectionOptions, networkOptions, baselineOptions, reportOptions, configOptions]) group(command);
  return command.action((options: VerifyCommandOptions) =>
    run(async (context) => (await import('./verify.ts')).verify(options, context)),
  );
}

function checksCommand(run: Run): Command {
  return selectionOptions(new Command('checks').description('list the checks that verify runs'))
    .addOption(endpointOption())
    .addOption(suiteOption().default('full'))
    .option('--json', 'print JSON', false)
    .action((options: ChecksOptions) =>
      run(async (context) => (await import('./checks.ts')).printChecks(options, context)),
    );
}

function replayCommand(run: Run): Command {
  return new Command('replay')
    .description('resend one exchange of a recording and print the response')
    .argument('<place>', 'recording and exchange number, such as run.starlog#p13')
    .addOption(keyOption())
    .option('--base-url <url>', 'base URL to send the request to (env: OPENAI_BASE_URL)')
    .addOption(
      new Option('--allow-recorded-host', 'send the request and your key to the endpoint in the recording')
        .default(false)
        .conflicts('baseUrl'),
    )
    .option('--ca <file>', 'additional CA certificates to trust, in PEM format')
    .option('--insecure', 'accept any TLS certificate', false)
    .action((place: string, options: ReplayOptions) =>
      run(async (context) => (await import('./replay.ts')).replay(place, options, context)),
    );
}

function viewCommand(run: Run): Command {
  return new Command('view')
    .description('show the exchanges of a recording in the browser')
    .argument('<file>', 'recording of verify --record, or an HTTP archive (.har)')
    .addOption(new Option('--port <number>', 'port to listen on; 0 picks a free port').default(0).argParser(parsePort))
    .action((file: string, options: ViewCommandOptions) =>
      run(async (context) => (await import('./view.ts')).view(file, options, context)),
    );
}

function compareTapsCommand(run: Run): Command {
  return new Command('taps')
    .description('compare what two taps recorded, one before and one behind a gateway')
    .argument('<front>', 'cassette of the tap that clients talk to')
    .argument('<behind>', 'cassette of the tap that the gateway talks to')
    .option('--profile <name>', 'API to judge responses by (default: "starmagic")')
    .option('--json', 'print the comparison as JSON', false)
    .action((front: string, behind: string, _: CompareTapsOptions, command: Command) => {
      // `compare` has a --json, too, and takes it wherever it stands.
      const options = command.optsWithGlobals<CompareTapsOptions>();
      return run(async (context) =>
        (await import('./compare-taps.ts')).compareTapsCommand(front, behind, options, context),
      );
    });
}

function compareCommand(run: Run): Command {
  return new Command('compare')
    .description('compare two JSON reports of verify')
    .argument('<before>', 'JSON report')
    .argument('<after>', 'JSON report')
    .option('--json', 'print the differences as JSON', false)
    .action((before: string, after: string, options: { json: boolean }) =>
      run(async (context) => (await import('./compare.ts')).compareReports(before, after, options, context)),
    )
    .addCommand(compareTapsCommand(run));
}

/** Commands around verify. */
export const verifyCommands: readonly ((run: Run) => Command)[] = [
  verifyCommand,
  checksCommand,
  replayCommand,
  viewCommand,
  compareCommand,
];
