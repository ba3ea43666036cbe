import { Command, CommanderError, Option, type OutputConfiguration } from 'commander';
import type { CommandContext } from './command-context.ts';
import { EXIT } from './exit-codes.ts';
import type { ExplainCheckOptions } from './explain-check.ts';
import type { ExplainOptions } from './explain.ts';
import { fail } from './fail.ts';
import type { FaultsOptions } from './faults.ts';
import { collect, collectAlias, parsePort, parseRate, parseSize, parseSpeed } from './parse-options.ts';
import { profileOption } from './profile-option.ts';
import type { Run } from './run.ts';
import type { CheckOptions } from './scenarios.ts';
import type { ServeOptions } from './serve.ts';
import { verifyCommands } from './verify-commands.ts';
import { toolVersion } from '../contract/tool-version.ts';

const playedProfile = (): Option => profileOption('endpoint to play').default('starmagic');

function serveCommand(run: Run): Command {
  return new Command('serve')
    .description('answer like the real API, offline')
    .addOption(
      new Option('--port <number>', 'port to listen on; 0 takes a free one (default: 4010, env: PORT)').argParser(
        parsePort,
      ),
    )
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .addOption(playedProfile())
    .option('--seed <text>', 'changes every answer; equal seeds give equal answers', 'starmock')
    .addOption(
      new Option('--speed <pace>', 'instant, realistic, or a factor such as 2')
        .default('realistic')
        .argParser(parseSpeed),
    )
    .option('--api-key <key>', 'accept only this key (repeatable); default: any key but sk-invalid', collect, [])
    .option('--no-auth', 'ask for no key')
    .option('--model-alias <name=model>', 'further name of a model (repeatable)', collectAlias, {})
    .option('--any-model', 'answer every model name', false)
    .option('--strict-models', "serve the profile's models alone, and not those that clients default to", false)
    .option('--scenarios <path>', 'file or folder of scenarios (repeatable); read again when it changes', collect, [])
    .option('--strict', 'refuse a request that no scenario fits, instead of making an answer up', false)
    .option('--fault <name>', 'defect that requests meet (repeatable); starmock faults lists them', collect, [])
    .addOption(
      new Option('--fault-rate <probability>', 'how likely a request meets each --fault')
        .default(1)
        .argParser(parseRate),
    )
    .option('--fault-script <steps>', 'fault of each request in turn, such as 429,429,ok; the last one stays')
    .option('--fault-header', 'let requests name faults in the header x-starmock-fault', false)
    .option('--stable-ids', 'equal requests get equal ids and times too', false)
    .option('--self-check', 'check every answer against the contract before it leaves', false)
    .addOption(new Option('--max-body <size>', 'largest request body').default(20_000_000, '20mb').argParser(parseSize))
    .option('--no-cors', 'do not let browsers of other origins call')
    .addOption(
      new Option('--log <format>', 'what is told of each request')
        .choices(['pretty', 'json', 'silent'])
        .default('pretty'),
    )
    .action((options: ServeOptions) => run(async (context) => (await import('./serve.ts')).serve(options, context)));
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
    .description('list the models that the mock plays')
    .addOption(playedProfile())
    .option('--json', 'print the whole catalogue as JSON', false)
    .action((options: { profile: string; json: boolean }) =>
      run(async (context) => (await import('./models.ts')).printModels(options, context)),
    );
}

function fixturesCommand(run: Run): Command {
  const scenarios = new Command('scenarios').description('check and list scenario files');
  scenarios
    .command('check')
    .description('tell what is wrong with scenario files')
    .argument('<path...>', 'files or folders')
    .addOption(playedProfile())
    .option('--strict-models', "whether serve has the profile's models alone", false)
    .option('--json', 'print the findings as JSON', false)
    .action((paths: string[], options: CheckOptions) =>
      run(async (context) => (await import('./scenarios.ts')).checkScenarios(paths, options, context)),
    );
  scenarios
    .command('list')
    .description('list scenarios in the order in which they are tried')
    .argument('<path...>', 'files or folders')
    .option('--json', 'print the list as JSON', false)
    .action((paths: string[], options: { json: boolean }) =>
      run(async (context) => (await import('./scenarios.ts')).listScenarios(paths, options, context)),
    );
  return scenarios;
}

function explainCommand(run: Run): Command {
  return new Command('explain')
    .description('tell all of a check; or, with --scenarios, why scenarios match a request or do not')
    .argument('<what>', 'id of a check; with --scenarios a file with a request body, - for standard input')
    .option('--scenarios <path>', 'file or folder of scenarios (repeatable)', collect, [])
    .option('--header <line>', 'a header of the request, "Name: value" (repeatable)', collect, [])
    .option('--example', 'make the check fail, and show what it says then', false)
    .option('--json', 'print it as JSON', false)
    .action((what: string, options: ExplainOptions & ExplainCheckOptions) =>
      run(async (context) =>
        options.scenarios.length > 0
          ? (await import('./explain.ts')).explain(what, options, context)
          : (await import('./explain-check.ts')).explainCheck(what, options, context),
      ),
    );
}

function faultsCommand(run: Run): Command {
  return new Command('faults')
    .description('list the defects that --fault injects, or show one of them')
    .argument('[name]', 'a fault; everything about it is shown')
    .option('--json', 'print them as JSON', false)
    .action((name: string | undefined, options: FaultsOptions) =>
      run(async (context) => (await import('./faults.ts')).printFaults(name, options, context)),
    );
}

/** Commands within commands fail and speak alike. */
function alike(command: Command, output: OutputConfiguration): Command {
  command.exitOverride().showHelpAfterError('(run with --help for usage)').configureOutput(output);
  for (const one of command.commands) alike(one, output);
  return command;
}

const COMMANDS = [
  serveCommand,
  ...verifyCommands,
  explainCommand,
  faultsCommand,
  fixturesCommand,
  modelsCommand,
  specCommand,
];

/**
 * The command tree.
 *
 * @param run is handed what a command does
 * @param output where help and mistakes of usage go
 */
export function createProgram(run: Run, output: OutputConfiguration = {}): Command {
  const program = new Command('starmock')
    .description('Mock server and contract tests for OpenAI-style chat-completions APIs')
    .version(toolVersion());
  for (const make of COMMANDS) program.addCommand(make(run));
  return alike(program, output);
}

/**
 * Runs a command line to its end.
 *
 * @param args what follows the name of the program
 * @returns the exit code
 */
export async function runProgram(args: readonly string[], context: CommandContext): Promise<number> {
  const { stdout, stderr } = context;
  let exit: number = EXIT.ok;
  const run: Run = async (action) => {
    exit = await action(context);
  };
  const output = { writeOut: stdout.write, writeErr: stderr.write };
  try {
    await createProgram(run, output).parseAsync([...args], { from: 'user' });
  } catch (error) {
    // commander has printed its own message; help and version are no failures.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return fail(error, stderr);
  }
  return exit;
}
