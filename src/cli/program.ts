import { existsSync } from 'node:fs';
import {
  Argument,
  Command,
  CommanderError,
  Help,
  InvalidArgumentError,
  Option,
  type OutputConfiguration,
} from 'commander';
import { didYouMean } from '../contract/did-you-mean.ts';
import { cassettesCommand } from './cassette-commands.ts';
import { cassetteOptions } from './cassette-options.ts';
import type { CommandContext } from './command-context.ts';
import { configOptions } from './config-options.ts';
import { configure } from './configure.ts';
import { EXIT } from './exit-codes.ts';
import type { ExplainCheckOptions } from './explain-check.ts';
import type { ExplainOptions } from './explain.ts';
import { fail } from './fail.ts';
import type { FaultsOptions } from './faults.ts';
import type { Shell } from './completion.ts';
import { collect, collectAlias, parseLimit, parsePort, parseRate, parseSize, parseSpeed } from './parse-options.ts';
import { profileOption } from './profile-option.ts';
import type { Run } from './run.ts';
import type { CheckOptions } from './scenarios.ts';
import type { ServeOptions } from './serve.ts';
import { tapCommand } from './tap-command.ts';
import { verifyCommands } from './verify-commands.ts';
import { toolVersion } from '../contract/tool-version.ts';

const playedProfile = (): Option => profileOption('API to mock').default('starmagic');

function serveCommand(run: Run, child: readonly string[] | undefined): Command {
  const command = new Command('serve')
    .description('start the mock server; with a command, run it against the mock')
    .usage('[options] [-- <command...>]')
    .addOption(
      new Option(
        '--port <number>',
        'port to listen on; 0 picks a free port (default: 4010, env: PORT; with a command: 0)',
      ).argParser(parsePort),
    )
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .addOption(playedProfile())
    .option('--seed <text>', 'seed for all replies; the same seed gives the same replies', 'starmock')
    .addOption(
      new Option(
        '--speed <pace>',
        'instant, realistic, or a factor such as 2 (default: "realistic"; with a command: "instant")',
      ).argParser(parseSpeed),
    )
    .option('--api-key <key>', 'accept only this key (repeatable; default: any key except sk-invalid)', collect, [])
    .option('--no-auth', 'accept requests without a key')
    .option('--model-alias <name=model>', 'serve a model under another name (repeatable)', collectAlias, {})
    .option('--any-model', "answer any model name like the profile's first model", false)
    .option('--strict-models', "serve only the profile's own models", false)
    .option('--scenarios <path>', 'scenario file or folder (repeatable); reloaded on change', collect, [])
    .option(
      '--strict',
      'reject requests that match no scenario; exit with code 1 after those, and if a scenario was never used',
      false,
    )
    .option('--fault <name>', 'inject this fault into every request (repeatable); see starmock faults', collect, [])
    .addOption(new Option('--fault-rate <probability>', 'probability of each --fault').default(1).argParser(parseRate))
    .option('--fault-script <steps>', 'one fault per request, such as 429,429,ok; the last step repeats')
    .option('--fault-header', 'let clients select faults with the x-starmock-fault header', false)
    .addOption(
      new Option('--rpm <count>', 'requests per minute and key; more get status 429 (default: no limit)').argParser(
        parseLimit,
      ),
    )
    .addOption(
      new Option('--tpm <count>', 'tokens per minute and key; more get status 429 (default: no limit)').argParser(
        parseLimit,
      ),
    )
    .option('--stable-ids', 'give identical requests identical ids and timestamps', false)
    .option('--self-check', 'check every response against the contract; exit with code 1 on violations', false)
    .option('--control', 'serve the control API under /_starmock/, to programs on this machine', false)
    .option('--control-token <token>', 'serve the control API to requests with this bearer token')
    .option('--metrics', 'serve Prometheus metrics at /_starmock/metrics; --control does, too', false)
    .option('--ui', 'serve a page that shows all exchanges, at /_starmock/ui', false)
    .addOption(new Option('--max-body <size>', 'largest request body').default(20_000_000, '20mb').argParser(parseSize))
    .option(
      '--allow-host <name>',
      'answer requests by this host name, and of its web pages (repeatable; * for any)',
      collect,
      [],
    )
    .option('--no-cors', 'disallow cross-origin requests from browsers')
    .addOption(
      new Option('--log <format>', 'log format (default: "pretty"; with a command: "silent")').choices([
        'pretty',
        'json',
        'silent',
      ]),
    );
  return configOptions(cassetteOptions(command)).action((options: ServeOptions) =>
    run(async (context) => (await import('./serve.ts')).serve(options, context, child)),
  );
}

function specCommand(run: Run): Command {
  return new Command('spec')
    .description('print the contract')
    .addOption(new Option('--openapi <version>', 'OpenAPI version to print').choices(['3.2', '3.1']).default('3.2'))
    .addOption(playedProfile())
    .action((options: { openapi: '3.2' | '3.1'; profile: string }) =>
      run(async (context) => (await import('./spec.ts')).printSpec(options, context)),
    );
}

function modelsCommand(run: Run): Command {
  return new Command('models')
    .description('list the models of the mock')
    .addOption(playedProfile())
    .option('--json', 'print the whole catalog as JSON', false)
    .action((options: { profile: string; json: boolean }) =>
      run(async (context) => (await import('./models.ts')).printModels(options, context)),
    );
}

function fixturesCommand(run: Run): Command {
  const scenarios = new Command('scenarios').description('validate and list scenario files');
  scenarios
    .command('check')
    .description('validate scenario files')
    .argument('<path...>', 'files or folders')
    .addOption(playedProfile())
    .option('--strict-models', "check against the profile's own models only", false)
    .option('--json', 'print the problems as JSON', false)
    .action((paths: string[], options: CheckOptions) =>
      run(async (context) => (await import('./scenarios.ts')).checkScenarios(paths, options, context)),
    );
  scenarios
    .command('list')
    .description('list scenarios in matching order')
    .argument('<path...>', 'files or folders')
    .option('--json', 'print the list as JSON', false)
    .action((paths: string[], options: { json: boolean }) =>
      run(async (context) => (await import('./scenarios.ts')).listScenarios(paths, options, context)),
    );
  return scenarios;
}

/** Whether a file is meant, and not a check: some of those are called like one, such as `tool.args.json`. */
const isRequestFile = (what: string, { fileAt }: CommandContext): boolean =>
  what === '-' || /[/\\]/.test(what) || existsSync(fileAt(what));

function explainCommand(run: Run): Command {
  return new Command('explain')
    .description('describe a check in detail, or show how the mock reads a request and why it answers as it does')
    .argument('<what>', 'id of a check, or a file with a request body (- for standard input)')
    .option(
      '--scenarios <path>',
      'scenario file or folder, to show why each matches the request or not (repeatable)',
      collect,
      [],
    )
    .option('--header <line>', 'request header, such as "Name: value" (repeatable)', collect, [])
    .option('--state <name>', 'state of the session, as set_state of a scenario leaves it')
    .option('--example', 'inject a fault that violates the check, and print the finding', false)
    .option('--json', 'print JSON', false)
    .action((what: string, options: ExplainOptions & ExplainCheckOptions) =>
      run(async (context) =>
        options.scenarios.length > 0 || isRequestFile(what, context)
          ? (await import('./explain.ts')).explain(what, options, context)
          : (await import('./explain-check.ts')).explainCheck(what, options, context),
      ),
    );
}

function faultsCommand(run: Run): Command {
  return new Command('faults')
    .description('list the faults that --fault injects, or describe one')
    .argument('[name]', 'name of a fault to describe, or the first part of the names to list, such as sse')
    .option('--filter <text>', 'list the faults with this text in their name, title or requirements')
    .option('--json', 'print JSON', false)
    .action((name: string | undefined, options: FaultsOptions) =>
      run(async (context) => (await import('./faults.ts')).printFaults(name, options, context)),
    );
}

const SHELLS = ['bash', 'zsh', 'fish'] as const satisfies readonly Shell[];

function completionCommand(run: Run): Command {
  const command = new Command('completion');
  return command
    .description('print the completion of a shell')
    .addArgument(new Argument('<shell>', 'shell that completes').choices(SHELLS))
    .action((shell: Shell) =>
      run(async (context) =>
        (await import('./completion.ts')).printCompletion(command.parent ?? command, shell, context),
      ),
    );
}

const STANDARD = new Help();

/** Leaves out defaults that say nothing: `false`, and lists that are empty. */
function optionDescription(option: Option): string {
  const usual: unknown = option.defaultValue;
  const empty = typeof usual === 'object' && usual !== null && Object.keys(usual).length === 0;
  const silent = typeof usual === 'boolean' || empty;
  return STANDARD.optionDescription(silent ? new Option(option.flags, option.description) : option);
}

/** As commander's own check of choices, with the nearest of them. */
function suggestChoice(option: Option): void {
  const { argChoices } = option;
  if (!argChoices) return;
  option.argParser((given: string) => {
    if (argChoices.includes(given)) return given;
    throw new InvalidArgumentError(`Allowed choices are ${argChoices.join(', ')}.${didYouMean(given, argChoices)}`);
  });
}

/** Gives commands and subcommands the same help and error handling. */
function alike(command: Command, output: OutputConfiguration): Command {
  command
    .exitOverride()
    .showHelpAfterError('(run with --help for usage)')
    .configureHelp({ optionDescription })
    .configureOutput(output);
  const examples = EXAMPLES[command.name()];
  if (examples) command.addHelpText('after', `\nExamples:\n${examples.map((line) => `  $ ${line}\n`).join('')}`);
  for (const option of command.options) suggestChoice(option);
  for (const one of command.commands) alike(one, output);
  return command;
}

/** Examples at the end of a command's help. */
const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  serve: [
    'starmock serve --scenarios scenarios.yaml --strict',
    'starmock serve --fault-script 429,429,ok --port 0',
    'starmock serve -- npm test',
  ],
  verify: [
    'starmock verify --base-url https://api.example.com/v1 --model gpt-5.1 --plan',
    'starmock verify --base-url https://api.example.com/v1 --model gpt-5.1 --suite agent --html report.html',
  ],
  tap: ['starmock tap --upstream https://api.example.com/v1 -- npm test'],
  explain: [
    'starmock explain finish.once',
    'starmock explain request.json',
    'starmock explain request.json --scenarios scenarios.yaml',
  ],
  cassettes: ['starmock cassettes check --max-age 90d', 'starmock cassettes import tests/cassettes/test_agent.yaml'],
  completion: ['starmock completion bash >> ~/.bashrc'],
  faults: ['starmock faults sse', 'starmock faults --filter usage', 'starmock faults sse.done-missing'],
};

const COMMANDS = [
  ...verifyCommands,
  explainCommand,
  faultsCommand,
  fixturesCommand,
  cassettesCommand,
  modelsCommand,
  specCommand,
  completionCommand,
];

/**
 * The command tree.
 *
 * @param run runs the action of a command
 * @param output receives help and usage errors
 * @param command what `serve` or `tap` runs
 */
export function createProgram(run: Run, output: OutputConfiguration = {}, command?: readonly string[]): Command {
  const program = new Command('starmock')
    .description('Mock server and contract tests for OpenAI-style LLM APIs')
    .version(toolVersion());
  program.addCommand(serveCommand(run, command));
  program.addCommand(tapCommand(run, command));
  for (const make of COMMANDS) program.addCommand(make(run));
  return alike(program, output);
}

/** What stands after `--` is a command of its own for `serve` and `tap`, and not for the parser of options. */
function splitCommand(args: readonly string[]): { own: readonly string[]; command?: readonly string[] } {
  const at = args[0] === 'serve' || args[0] === 'tap' ? args.indexOf('--') : -1;
  return at < 0 ? { own: args } : { own: args.slice(0, at), command: args.slice(at + 1) };
}

/**
 * Runs a command line.
 *
 * @param args the arguments after the program name
 * @returns the exit code
 */
export async function runProgram(args: readonly string[], context: CommandContext): Promise<number> {
  const { stdout, stderr } = context;
  let exit: number = EXIT.ok;
  let printed: Command | undefined;
  const run: Run = async (action) => {
    exit = printed ? (await import('./print-config.ts')).printConfig(printed, context) : await action(context);
  };
  const output = { writeOut: stdout.write, writeErr: stderr.write };
  const { own, command } = splitCommand(args);
  try {
    const program = createProgram(run, output, command);
    program.hook('preAction', async (_, chosen) => {
      // PORT is meant for the command, if there is one.
      await configure(chosen, context, command ? {} : { port: 'PORT' });
      if (chosen.getOptionValue('printConfig') === true) printed = chosen;
    });
    await program.parseAsync([...own], { from: 'user' });
  } catch (error) {
    // commander has printed its own message; help and version are not failures.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return fail(error, stderr);
  }
  return exit;
}
