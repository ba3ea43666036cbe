import { InvalidArgumentError, type Command, type Option } from 'commander';
import { didYouMean, nearestName } from '../contract/did-you-mean.ts';
import { StarmockError } from '../contract/errors.ts';
import type { CommandContext } from './command-context.ts';
import { readConfigFile, type ConfigFile } from './config-file.ts';
import { expectedOf, textsOfValue, textsOfVariable, type OptionTexts } from './option-texts.ts';

/** Commands whose options may come from the environment and from a file. */
export const CONFIGURED: readonly string[] = ['serve', 'tap', 'verify'];

/** Options about the configuration itself. */
const OWN: ReadonlySet<string> = new Set(['printConfig']);

const PREFIX = 'STARMOCK_';

/** Variables with the same prefix that are no options. */
const OTHER_VARIABLES: ReadonlySet<string> = new Set(['URL', 'API_KEY']);

/** Options that can be configured. @param file leaves out those that say where the file is */
const optionsOf = (command: Command, file = false): readonly Option[] =>
  command.options.filter((one) => !OWN.has(one.attributeName()) && !(file && one.attributeName() === 'config'));

/** @example variableOf(new Option('--max-body <size>')) // 'STARMOCK_MAX_BODY' */
export const variableOf = ({ long }: Option): string =>
  `${PREFIX}${(long ?? '').slice(2).replaceAll('-', '_').toUpperCase()}`;

function configuredCommands(program: Command): readonly Command[] {
  return program.commands.filter((command) => CONFIGURED.includes(command.name()));
}

/** Names of the options of each command that has a section in the file. */
export function sectionsOf(program: Command): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    configuredCommands(program).map((command) => [
      command.name(),
      [...new Set(optionsOf(command, true).map((option) => option.attributeName()))],
    ]),
  );
}

/** @throws StarmockError BAD_OPTION for a variable that is nearly one of ours */
function checkVariables(program: Command, env: CommandContext['env']): void {
  const known = configuredCommands(program).flatMap((command) => optionsOf(command).map(variableOf));
  const suffixes = known.map((name) => name.slice(PREFIX.length));
  for (const name of Object.keys(env)) {
    const suffix = name.slice(PREFIX.length);
    if (!name.startsWith(PREFIX) || known.includes(name) || OTHER_VARIABLES.has(suffix)) continue;
    const near = nearestName(suffix, suffixes);
    if (near !== undefined)
      throw new StarmockError(
        'BAD_OPTION',
        `Unknown environment variable "${name}".${didYouMean(name, [`${PREFIX}${near}`])}`,
        { name },
      );
  }
}

/** Gives an option its value, by way of what would stand on the command line. @throws StarmockError BAD_OPTION */
function give(command: Command, option: Option, texts: OptionTexts, place: string, source: string): void {
  const name = option.attributeName();
  if (typeof texts === 'boolean')
    return void command.setOptionValueWithSource(name, option.negate ? !texts : texts, source);
  let value: unknown = option.defaultValue;
  try {
    for (const text of texts) value = option.parseArg ? option.parseArg(text, value) : text;
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    throw new StarmockError('BAD_OPTION', `Invalid ${place} "${texts.join(',')}": ${error.message}`, { place });
  }
  command.setOptionValueWithSource(name, value, source);
}

/** Where an option that is not on the command line may come from, first choice first. */
interface Sources {
  readonly env: CommandContext['env'];
  readonly file: ConfigFile | undefined;
  /** Other names of variables, by option. */
  readonly others: Readonly<Record<string, string>>;
}

const isOpen = (command: Command, option: Option): boolean =>
  ['default', undefined].includes(command.getOptionValueSource(option.attributeName()));

function fromVariable(command: Command, option: Option, { env, others }: Sources): void {
  for (const name of [variableOf(option), others[option.attributeName()] ?? '']) {
    const text = env[name];
    if (!text || !isOpen(command, option)) continue;
    const texts = textsOfVariable(option, text);
    const place = `${name} environment variable`;
    if (texts === undefined)
      throw new StarmockError('BAD_OPTION', `Invalid ${place} "${text}": Expected ${expectedOf(option)}.`, { name });
    give(command, option, texts, place, name);
  }
}

function fromFile(command: Command, option: Option, { file }: Sources): void {
  const section = file?.sections[command.name()] ?? {};
  const name = option.attributeName();
  if (!file || !Object.hasOwn(section, name) || !isOpen(command, option)) return;
  const value = section[name];
  const place = `"${name}" in ${file.name}`;
  // `auth: true` and `proxy: false` are about the options --no-auth and --no-proxy.
  if (option.negate) {
    if (typeof value === 'boolean') command.setOptionValueWithSource(name, value, file.name);
    else if (!command.options.some((other) => !other.negate && other.attributeName() === name))
      throw new StarmockError('BAD_OPTION', `Invalid ${place}: Expected true or false.`, {});
    return;
  }
  const twin = command.options.some((other) => other.negate && other.attributeName() === name);
  if (twin && typeof value === 'boolean') return;
  const texts = textsOfValue(option, value);
  if (texts === undefined)
    throw new StarmockError('BAD_OPTION', `Invalid ${place}: Expected ${expectedOf(option)}.`, { file: file.name });
  give(command, option, texts, place, file.name);
}

/**
 * Gives the options that are not on the command line the values of the environment, and of the configuration file.
 *
 * @param others further names of variables, by option
 * @throws StarmockError BAD_OPTION
 */
export async function configure(
  command: Command,
  { env, fileAt }: Pick<CommandContext, 'env' | 'fileAt'>,
  others: Readonly<Record<string, string>>,
): Promise<void> {
  const program = command.parent;
  if (!program || !CONFIGURED.includes(command.name())) return;
  checkVariables(program, env);
  const options = optionsOf(command);
  for (const option of options) fromVariable(command, option, { env, others, file: undefined });
  // JSON boundary: the two options of this name give no other values.
  const wanted = command.getOptionValue('config') as string | false | undefined;
  const file = await readConfigFile(wanted, sectionsOf(program), fileAt);
  for (const option of optionsOf(command, true)) fromFile(command, option, { env, others, file });
}
