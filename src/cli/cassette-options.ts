import type { Command } from 'commander';
import { collect } from './parse-options.ts';

/** Adds the options that replay recordings. */
export const cassetteOptions = (command: Command): Command =>
  command
    .optionsGroup('Cassettes:')
    .option('--cassettes <path>', 'cassette or folder of cassettes to replay (repeatable)', collect, [])
    .option('--cassette-repeat', 'give the last recording of a request again instead of rejecting the request', false);
