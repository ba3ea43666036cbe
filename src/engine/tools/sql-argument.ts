import { selectFor, tablesIn } from '../fill/write-sql.ts';
import { splitName } from '../values/tokens.ts';
import { succeeded, type AgentScene } from './agent-scene.ts';
import type { ToolProfile } from './score-tools.ts';

const SQL = /\bsql\b|\bselect statement\b/i;
const STATEMENT = new Set(['sql', 'query', 'statement', 'queries']);

/** The argument of a tool that takes SQL. */
function sqlName({ tool }: ToolProfile): string | undefined {
  const { properties } = tool;
  const name = tool.required.find((one) => splitName(one).some((word) => STATEMENT.has(word)));
  if (name === undefined) return undefined;
  const said = [splitName(tool.name).join(' '), tool.description, name, JSON.stringify(properties[name] ?? '')].join(
    ' ',
  );
  return SQL.test(said) ? name : undefined;
}

/** What the conversation has told of the tables, newest first. */
const toldTables = ({ turn }: AgentScene): string =>
  [
    ...turn.steps
      .filter(succeeded)
      .map(({ result }) => result?.text ?? '')
      .toReversed(),
    turn.system,
    turn.task,
  ].join('\n');

/** Whether a tool answers questions that are put in SQL. */
export const takesSql = (profile: ToolProfile): boolean => sqlName(profile) !== undefined;

/** Whether a tool takes SQL for tables of which nothing is known yet. */
export const lacksSchema = (scene: AgentScene, profile: ToolProfile): boolean =>
  sqlName(profile) !== undefined && tablesIn(toldTables(scene)).length === 0;

/** A SELECT over the tables that were told, for a tool that takes one. */
export function sqlArgument(scene: AgentScene, profile: ToolProfile): { readonly [name: string]: string } | undefined {
  const name = sqlName(profile);
  if (name === undefined || /\bselect\b[^.]{1,400}\bfrom\b/i.test(scene.turn.task)) return undefined;
  const statement = selectFor(tablesIn(toldTables(scene)), scene.turn.task);
  return statement === undefined ? undefined : { [name]: statement };
}
