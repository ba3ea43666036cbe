import { existsSync } from 'node:fs';
import path from 'node:path';
import { didYouMean } from '../contract/did-you-mean.ts';
import { StarmockError } from '../contract/errors.ts';
import type { CommandContext } from './command-context.ts';
import { readTextFile } from './read-text-file.ts';

/** A configuration file that was read. */
export interface ConfigFile {
  /** As it was named. */
  readonly name: string;
  /** Options of each command. */
  readonly sections: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const NAMES = ['ts', 'mts', 'js', 'mjs', 'json', 'yaml', 'yml'].map((ending) => `starmock.config.${ending}`);

const bad = (name: string, problem: string, cause?: unknown): StarmockError =>
  new StarmockError('BAD_OPTION', `Cannot read ${name}: ${problem}`, { file: name }, { cause });

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The file of the folder, if it has one. @throws StarmockError BAD_OPTION if it has several */
function foundFile(fileAt: CommandContext['fileAt']): string | undefined {
  const [name, other] = NAMES.filter((one) => existsSync(fileAt(one)));
  if (other === undefined) return name;
  throw new StarmockError('BAD_OPTION', `Found both ${name} and ${other}: keep one, or name it with --config`, {});
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

/** Runs a module. Node before 22.18 takes no TypeScript. */
async function importFile(name: string, file: string): Promise<unknown> {
  if (!existsSync(file)) throw bad(name, 'no such file');

  try {
    // The build makes it a `require`, which takes paths, and whose ES modules may stand below another default.
    const { default: value } = (await import(path.resolve(file))) as { readonly default?: unknown };
    return isRecord(value) && 'default' in value ? value['default'] : value;
  } catch (error) {
    const old = codeOf(error) === 'ERR_UNKNOWN_FILE_EXTENSION';
    if (old) throw bad(name, 'TypeScript needs Node 22.18 or newer; name it .mjs and leave the types out', error);
    throw bad(name, error instanceof Error ? error.message : String(error), error);
  }
}

async function load(name: string, fileAt: CommandContext['fileAt']): Promise<unknown> {
  if (/\.[cm]?[jt]s$/.test(name)) return importFile(name, fileAt(name));
  const text = readTextFile(name, fileAt, 'configuration', 'BAD_OPTION');
  try {
    return name.endsWith('.json') ? JSON.parse(text) : (await import('yaml')).parse(text);
  } catch (error) {
    throw bad(name, error instanceof Error ? error.message : String(error), error);
  }
}

/** An option that stands beside the commands instead of below one. */
function strayHint(key: string, commands: Readonly<Record<string, readonly string[]>>): string {
  const owner = Object.keys(commands).find((command) => commands[command]?.includes(key));
  return owner === undefined ? didYouMean(key, Object.keys(commands)) : ` Put it under "${owner}".`;
}

function check(name: string, value: unknown, commands: Readonly<Record<string, readonly string[]>>): ConfigFile {
  if (!isRecord(value)) throw bad(name, `expected an object such as { "serve": { "port": 4010 } }`);
  const { $schema: _, ...sections } = value;
  for (const [key, options] of Object.entries(sections)) {
    const known = Object.hasOwn(commands, key) ? commands[key] : undefined;
    if (!known) throw bad(name, `unknown key "${key}".${strayHint(key, commands)}`);
    if (!isRecord(options)) throw bad(name, `expected an object of options under "${key}"`);
    const stranger = Object.keys(options).find((option) => !known.includes(option));
    if (stranger !== undefined)
      throw bad(name, `unknown option "${stranger}" under "${key}".${didYouMean(stranger, known)}`);
  }
  // JSON boundary: each section has just been looked at.
  return { name, sections: sections as ConfigFile['sections'] };
}

/**
 * Reads the configuration.
 *
 * @param wanted its name; `false`: none; default: `starmock.config.*` in the current folder, if it is there
 * @param commands the options that each command has
 * @throws StarmockError BAD_OPTION
 */
export async function readConfigFile(
  wanted: string | false | undefined,
  commands: Readonly<Record<string, readonly string[]>>,
  fileAt: CommandContext['fileAt'],
): Promise<ConfigFile | undefined> {
  const name = wanted ?? foundFile(fileAt);
  return name === undefined || name === false ? undefined : check(name, await load(name, fileAt), commands);
}
