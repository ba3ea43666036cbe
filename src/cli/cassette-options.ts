import { Option, type Command } from 'commander';
import { CASSETTE_MODES } from '../cassette-mode.ts';
import { collect } from './parse-options.ts';

/** Adds the options that replay recordings. */
export const cassetteOptions = (command: Command): Command =>
  command
    .optionsGroup('Cassettes:')
    .option('--cassettes <path>', 'cassette or folder of cassettes to replay (repeatable)', collect, [])
    .addOption(
      new Option(
        '--cassette-mode <mode>',
        'what to record: none, once (cassettes that do not exist), new (requests that are not recorded), all (default: none, with --upstream once; in CI always none)',
      ).choices(CASSETTE_MODES),
    )
    .option('--upstream <url>', 'base URL of the live API to record, including /v1')
    .addOption(
      new Option('--fallback <where>', 'send requests that nothing matches to --upstream, unrecorded').choices(['tap']),
    )
    .option('--cassette-repeat', 'give the last recording of a request again instead of rejecting the request', false);
