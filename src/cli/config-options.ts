import type { Command } from 'commander';

/** Adds the options that say where the other options come from. */
export const configOptions = (command: Command): Command =>
  command
    .optionsGroup('Configuration:')
    .option('--config <file>', 'configuration file (default: starmock.config.{ts,js,mjs,json,yaml}, if there is one)')
    .option('--no-config', 'ignore configuration files')
    .option('--print-config', 'print all options and where each value comes from, without running', false);
