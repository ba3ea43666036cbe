import { Option } from 'commander';

/** @param what the profile is for, as a noun phrase */
export function profileOption(what: string): Option {
  return new Option('--profile <name>', `${what}: starmagic, openai, or the path of an Overlay file`);
}
