import { Command, Option } from 'commander';
import { SUITES } from '../verify/checks/suites.ts';
import type { ChecksOptions } from './checks.ts';
import {
  parseAmount,
  parseCount,
  parseDay,
  parseDuration,
  parseProxy,
  parseVariable,
  samples,
  timeouts,
  words,
} from './parse-verify-options.ts';
import { profileOption } from './profile-option.ts';
import type { ReplayOptions } from './replay.ts';
import type { Run } from './run.ts';
import type { VerifyCommandOptions } from './verify-options.ts';

const suiteOption = (): Option => new Option('--suite <name>', 'what to check').choices(SUITES);

const keyOption = (): Option =>
  new Option(
    '--api-key-env <name>',
    'variable that holds the key (default: STARMOCK_API_KEY, then OPENAI_API_KEY)',
  ).argParser(parseVariable);

function selectionOptions(command: Command): Command {
  return command
    .option('--only <words>', 'ids, areas, levels or classes of checks to make (repeatable, commas)', words, [])
    .option('--skip <words>', 'the same, to leave out', words, []);
}

function networkOptions(command: Command): Command {
  return command
    .option('--timeout <phase=seconds>', 'longest time of connect, head, idle or total (repeatable)', timeouts, {})
    .addOption(
      new Option(
        '--deadline <duration>',
        'when a model is given up, such as 20m (default: 15m, or three times what the plan expects if that is longer)',
      ).argParser(parseDuration),
    )
    .addOption(new Option('--proxy <url>', 'HTTP proxy (default: as the environment says)').argParser(parseProxy))
    .option('--no-proxy', 'no proxy, whatever the environment says')
    .option('--ca <file>', 'certificates to trust beside the usual ones, as PEM')
    .option('--insecure', 'accept any certificate', false);
}

function baselineOptions(command: Command): Command {
  return command
    .option('--baseline <file>', 'findings to bear with; a missing file is an empty one', 'starmock.baseline.json')
    .option('--update-baseline', 'write what failed into the baseline', false)
    .option('--reason <text>', 'why it is borne with, for --update-baseline')
    .addOption(new Option('--expires <day>', 'until when, for --update-baseline').argParser(parseDay))
    .option('--strict-baseline', 'fail where the baseline has entries that are fixed', false)
    .addOption(
      new Option('--fail-on <level>', 'weakest level that fails the run')
        .choices(['must', 'should', 'may'])
        .default('must'),
    );
}

function reportOptions(command: Command): Command {
  return command
    .option('--json [file]', 'report as JSON; without a file it is printed')
    .option('--junit <file>', 'report for test panels')
    .option('--sarif <file>', 'report for code scanning')
    .option('--markdown <file>', 'report as Markdown')
    .option('--html <file>', 'report as one page')
    .option('--badge <file>', 'badge for shields.io')
    .option('--har <file>', 'every exchange as HAR, without the key')
    .option('--record <file>', 'every exchange for --replay, without the key')
    .option('--replay <file>', 'judge a recording instead of asking')
    .option('--verbose', 'show bytes and commands with each finding', false);
}

function verifyCommand(run: Run): Command {
  const command = new Command('verify')
    .description('check a live endpoint against its contract')
    .option('--base-url <url>', 'endpoint, /v1 included (env: OPENAI_BASE_URL)')
    .option('--model <id...>', 'model to ask (repeatable); default: every model that the profile lists', words, [])
    .addOption(suiteOption())
    .addOption(profileOption('contract to hold the endpoint to'))
    .addOption(keyOption())
    .option('--plan', 'print what would be sent, and the most it can cost, and send nothing', false)
    .addOption(
      new Option('--budget <amount>', "most that the run may cost, in the catalogue's currency")
        .default(1, '1.00')
        .argParser(parseAmount),
    )
    .option('--samples <check=count>', 'how often a check of behavior is repeated (repeatable)', samples, {})
    .addOption(
      new Option('--concurrency <count>', 'models that are asked at the same time').default(1).argParser(parseCount),
    )
    .option('--nonce <text>', 'what the words that probes ask for are made of; equal texts give equal requests');
  for (const group of [selectionOptions, networkOptions, baselineOptions, reportOptions]) group(command);
  return command.action((options: VerifyCommandOptions) =>
    run(async (context) => (await import('./verify.ts')).verify(options, context)),
  );
}

function checksCommand(run: Run): Command {
  return selectionOptions(new Command('checks').description('list the checks that verify makes'))
    .addOption(suiteOption().default('full'))
    .option('--json', 'print them as JSON', false)
    .action((options: ChecksOptions) =>
      run(async (context) => (await import('./checks.ts')).printChecks(options, context)),
    );
}

function replayCommand(run: Run): Command {
  return new Command('replay')
    .description('send one exchange of a recording again, and show the answer')
    .argument('<place>', 'recording and number, such as run.starlog#p13')
    .addOption(keyOption())
    .option('--base-url <url>', 'endpoint to ask (default: OPENAI_BASE_URL)')
    .addOption(
      new Option('--allow-recorded-host', 'ask the endpoint that the recording names, and give it the key')
        .default(false)
        .conflicts('baseUrl'),
    )
    .option('--ca <file>', 'certificates to trust beside the usual ones, as PEM')
    .option('--insecure', 'accept any certificate', false)
    .action((place: string, options: ReplayOptions) =>
      run(async (context) => (await import('./replay.ts')).replay(place, options, context)),
    );
}

function compareCommand(run: Run): Command {
  return new Command('compare')
    .description('tell two JSON reports of verify apart')
    .argument('<before>', 'report')
    .argument('<after>', 'report')
    .option('--json', 'print the differences as JSON', false)
    .action((before: string, after: string, options: { json: boolean }) =>
      run(async (context) => (await import('./compare.ts')).compareReports(before, after, options, context)),
    );
}

/** Commands around verify. */
export const verifyCommands: readonly ((run: Run) => Command)[] = [
  verifyCommand,
  checksCommand,
  replayCommand,
  compareCommand,
];
