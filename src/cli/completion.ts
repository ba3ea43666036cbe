import type { Command, Option } from 'commander';
import type { CommandContext } from './command-context.ts';
import { EXIT } from './exit-codes.ts';

/** Shells whose completion can be printed. */
export type Shell = 'bash' | 'zsh' | 'fish';

/** What can be typed after the names of a command. */
interface Node {
  /** Names of the command and those above it, without the program's. */
  readonly path: readonly string[];
  readonly commands: readonly Command[];
  readonly options: readonly Option[];
}

const visible = (command: Command): readonly Option[] => [
  ...command.options.filter((option) => !option.hidden),
  ...command
    .createHelp()
    .visibleOptions(command)
    .filter(({ long }) => long === '--help'),
];

function nodesOf(command: Command, path: readonly string[] = []): Node[] {
  const own = { path, commands: command.commands, options: visible(command) };
  return [own, ...command.commands.flatMap((child) => nodesOf(child, [...path, child.name()]))];
}

const takesValue = ({ required, optional }: Option): boolean => required || optional;

/** Words after which a value follows: the options of all commands that take one. */
const valued = (nodes: readonly Node[]): string[] =>
  [...new Set(nodes.flatMap(({ options }) => options.filter(takesValue).map(({ long }) => long ?? '')))].toSorted();

const wordsOf = ({ commands, options }: Node): string =>
  [...commands.map((command) => command.name()), ...options.map(({ long }) => long ?? '')].join(' ');

/** In single quotes for any of the shells. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const choiceCases = (nodes: readonly Node[], line: (path: string, long: string, choices: string) => string): string[] =>
  nodes.flatMap(({ path, options }) =>
    options.flatMap(({ long, argChoices }) =>
      argChoices ? [line(path.join(' '), long ?? '', argChoices.join(' '))] : [],
    ),
  );

/** The path of commands on the line, the word before, and the words that may follow: the same in bash and zsh. */
function bashScript(nodes: readonly Node[]): string {
  const paths = nodes.filter(({ path }) => path.length > 0).map(({ path }) => quoted(path.join(' ')));
  return `# bash completion of starmock
_starmock() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]} path= word at
  for ((at = 1; at < COMP_CWORD; at++)); do
    word=\${COMP_WORDS[at]}
    case "\${path:+$path }$word" in
      ${paths.join(' | ')}) path=\${path:+$path }$word ;;
    esac
  done
  COMPREPLY=()
  case "$path $before" in
${choiceCases(nodes, (path, long, choices) => `    ${quoted(`${path} ${long}`)}) COMPREPLY=($(compgen -W ${quoted(choices)} -- "$current")); return ;;`).join('\n')}
  esac
  case "$before" in
    ${valued(nodes).join(' | ')}) COMPREPLY=($(compgen -f -- "$current")); return ;;
  esac
  case "$path" in
${nodes.map((node) => `    ${quoted(node.path.join(' '))}) COMPREPLY=($(compgen -W ${quoted(wordsOf(node))} -- "$current")) ;;`).join('\n')}
  esac
  [[ \${#COMPREPLY[@]} -gt 0 || $current == -* ]] || COMPREPLY=($(compgen -f -- "$current"))
}
complete -o filenames -F _starmock starmock
`;
}

/** zsh reads the completion of bash. */
const zshScript = (nodes: readonly Node[]): string =>
  `#compdef starmock\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(nodes)}`;

/** When fish offers what belongs to a command. */
function fishCondition({ path, commands }: Node): string {
  if (path.length === 0) return '__fish_use_subcommand';
  const seen = path.map((name) => `__fish_seen_subcommand_from ${name}`);
  const children = commands.map((command) => command.name()).join(' ');
  return [...seen, ...(children ? [`not __fish_seen_subcommand_from ${children}`] : [])].join('; and ');
}

function fishOption(condition: string, option: Option): string {
  const { long = '', argChoices, description } = option;
  const value = argChoices ? ` -x -a ${quoted(argChoices.join(' '))}` : takesValue(option) ? ' -r' : '';
  return `complete -c starmock -n ${quoted(condition)} -l ${(long ?? '').slice(2)}${value} -d ${quoted(description)}`;
}

function fishScript(nodes: readonly Node[]): string {
  const lines = nodes.flatMap((node) => {
    const condition = fishCondition(node);
    const commands = node.commands.map(
      (command) =>
        `complete -c starmock -n ${quoted(condition)} -f -a ${command.name()} -d ${quoted(command.description())}`,
    );
    return [...commands, ...node.options.map((option) => fishOption(condition, option))];
  });
  return `# fish completion of starmock\n${lines.join('\n')}\n`;
}

const SCRIPTS: Readonly<Record<Shell, (nodes: readonly Node[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** The completion of a shell, from the definitions of the commands. */
export const completionOf = (program: Command, shell: Shell): string => SCRIPTS[shell](nodesOf(program));

/** @returns the exit code */
export function printCompletion(program: Command, shell: Shell, { stdout }: CommandContext): number {
  stdout.write(completionOf(program, shell));
  return EXIT.ok;
}
