import { Command, InvalidArgumentError, Option } from 'commander';
import type { CheckCassettesOptions } from './cassettes/check.ts';
import type { ExportOptions } from './cassettes/export.ts';
import type { ImportOptions } from './cassettes/import.ts';
import type { PruneOptions } from './cassettes/prune.ts';
import type { RefreshOptions } from './cassettes/refresh.ts';
import { profileOption } from './profile-option.ts';
import type { Run } from './run.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Milliseconds. @example parseDays('90d') // 7776000000 */
function parseDays(text: string): number {
  const days = Number(/^(\d{1,5})d?$/.exec(text)?.[1]);
  if (days > 0) return days * DAY_MS;
  throw new InvalidArgumentError('Expected a number of days, such as 90d.');
}

const PATHS = ['[path...]', 'cassettes and folders of them', ['cassettes']] as const;

const judgedBy = (): Option => profileOption('contract to check against').default('starmagic');

function readingCommands(cassettes: Command, run: Run): void {
  cassettes
    .command('list')
    .description('list cassettes with their recordings')
    .argument(...PATHS)
    .option('--json', 'print JSON', false)
    .action((paths: string[], options: { json: boolean }) =>
      run(async (context) => (await import('./cassettes/list.ts')).listCassettes(paths, options, context)),
    );
  cassettes
    .command('check')
    .description('check for damaged files, age, secrets and contract violations')
    .argument(...PATHS)
    .addOption(judgedBy())
    .addOption(new Option('--max-age <days>', 'fail for cassettes that are older, such as 90d').argParser(parseDays))
    .option('--strict', 'fail for contract violations and incomplete responses, too', false)
    .option('--json', 'print JSON', false)
    .action((paths: string[], options: CheckCassettesOptions) =>
      run(async (context) => (await import('./cassettes/check.ts')).checkCassettes(paths, options, context)),
    );
}

function changingCommands(cassettes: Command, run: Run): void {
  cassettes
    .command('refresh')
    .description('send recorded requests again, keep responses that changed, and report how their form changed')
    .argument(...PATHS)
    .requiredOption('--base-url <url>', 'base URL of the live API, including /v1')
    .option(
      '--api-key-env <name>',
      'environment variable with the key (default: STARMOCK_API_KEY, then OPENAI_API_KEY)',
    )
    .addOption(judgedBy())
    .option('--dry-run', 'report changes without keeping them', false)
    .action((paths: string[], options: RefreshOptions) =>
      run(async (context) => (await import('./cassettes/refresh.ts')).refreshCassettes(paths, options, context)),
    );
  cassettes
    .command('prune')
    .description('remove recordings')
    .argument(...PATHS)
    .option('--errors', 'remove errors and incomplete responses', false)
    .addOption(new Option('--older-than <days>', 'remove recordings that are older, such as 90d').argParser(parseDays))
    .option('--dry-run', 'list what would be removed', false)
    .action((paths: string[], options: PruneOptions) =>
      run(async (context) => (await import('./cassettes/prune.ts')).pruneCassettes(paths, options, context)),
    );
}

function convertingCommands(cassettes: Command, run: Run): void {
  cassettes
    .command('to-scenarios')
    .description('write recordings as a scenario file')
    .argument(...PATHS)
    .option('--output <file>', 'file to write (default: standard output)')
    .action((paths: string[], options: ExportOptions) =>
      run(async (context) => (await import('./cassettes/export.ts')).cassettesToScenarios(paths, options, context)),
    );
  cassettes
    .command('to-har')
    .description('write recordings as an HTTP archive')
    .argument(...PATHS)
    .option('--output <file>', 'file to write (default: standard output)')
    .action((paths: string[], options: ExportOptions) =>
      run(async (context) => (await import('./cassettes/export.ts')).cassettesToHar(paths, options, context)),
    );
  cassettes
    .command('import')
    .description('import vcrpy cassettes, HAR files, curl transcripts and aimock fixtures (as scenarios)')
    .argument('<file...>', 'files to import')
    .option('--to <folder>', 'folder to write to', 'cassettes')
    .addOption(
      new Option('--format <name>', 'format of the files (default: recognized)').choices([
        'vcr',
        'har',
        'aimock',
        'curl',
      ]),
    )
    .action((paths: string[], options: ImportOptions) =>
      run(async (context) => (await import('./cassettes/import.ts')).importFiles(paths, options, context)),
    );
}

/** Commands for files of recordings. */
export function cassettesCommand(run: Run): Command {
  const cassettes = new Command('cassettes').description('list, check, refresh, convert and import cassettes');
  readingCommands(cassettes, run);
  changingCommands(cassettes, run);
  convertingCommands(cassettes, run);
  return cassettes;
}
