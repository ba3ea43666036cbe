import { Option, type Command } from 'commander';
import { parseDay, words } from './parse-verify-options.ts';

/** Adds the options that select checks. */
export function selectionOptions(command: Command): Command {
  return command
    .optionsGroup('Selection:')
    .option(
      '--only <words>',
      'run only these checks: ids, areas, levels or classes (comma-separated, repeatable)',
      words,
      [],
    )
    .option(
      '--skip <words>',
      'skip these checks: ids, areas, levels or classes (comma-separated, repeatable)',
      words,
      [],
    );
}

/** Adds the options about known findings and the exit code. */
export function baselineOptions(command: Command): Command {
  return command
    .optionsGroup('Baseline and exit code:')
    .option('--baseline <file>', 'known findings to ignore (the file may be missing)', 'starmock.baseline.json')
    .option('--update-baseline', 'add the failures of this run to the baseline', false)
    .option('--reason <text>', 'why the findings are accepted; required by --update-baseline')
    .addOption(new Option('--expires <day>', 'when the new entries expire, such as 2027-03-01').argParser(parseDay))
    .option('--strict-baseline', 'fail if the baseline lists findings that no longer occur', false)
    .addOption(
      new Option('--fail-on <level>', 'lowest level that fails the run')
        .choices(['must', 'should', 'may'])
        .default('must'),
    );
}
