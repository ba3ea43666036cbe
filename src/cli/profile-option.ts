import { Option } from 'commander';

const BUILT_IN = new Set(['starmagic', 'openai']);

/** Whether a profile comes with the package; any other is a file of the user's. */
export const isBuiltIn = (profile: string): boolean => BUILT_IN.has(profile);

/** @param what the profile is for, as a noun phrase */
export function profileOption(what: string): Option {
  return new Option('--profile <name>', `${what}: starmagic, openai, or the path of an Overlay file`);
}

/** The profile that the option names, be it a file. */
export function profileFrom(option: string, fileAt: (path: string) => string): string {
  return isBuiltIn(option) ? option : fileAt(option);
}
