import { Option } from 'commander';
import { isBuiltIn } from '../contract/profile-names.ts';

/** @param what the profile is for, as a noun phrase */
export function profileOption(what: string): Option {
  return new Option('--profile <name>', `${what}: starmagic, openai, or the path of an OpenAPI Overlay`);
}

/** Resolves the option: a built-in name, or an absolute path. */
export function profileFrom(option: string, fileAt: (path: string) => string): string {
  return isBuiltIn(option) ? option : fileAt(option);
}
