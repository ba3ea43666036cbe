import type { RequirementId } from '../contract/generated/requirement-ids.ts';
import { isJsonObject } from '../contract/requirements.ts';
import type { ScenarioSchema } from '../contract/schema/scenario-schema.ts';
import type { CompiledScenario, CompiledStep } from './compiled-scenario.ts';
import type { Condition } from './condition.ts';
import type { Problem } from './diagnostic.ts';
import type { ValuePath } from './source.ts';
import { nameHint } from '../contract/did-you-mean.ts';
import { isTooDeep, TOO_DEEP } from './nesting.ts';
import { matchConditions, resultPresence } from './match-conditions.ts';
import { checkReply, type CheckFault } from './reply-problems.ts';
import { createScenarioSet, type ScenarioSet } from './scenario-set.ts';
import type { Reply, Scenario, SequenceReply } from './scenario.ts';
import { shapeProblems } from './shape-problems.ts';
import type { Source } from './source.ts';
import type { Templates } from './template.ts';
import type { Complain } from './text-conditions.ts';

/** What scenarios are compiled with. */
export interface CompileTools {
  readonly schema: ScenarioSchema;
  readonly templates: Templates;
  /** Ids that `allow` may name. */
  readonly requirements: readonly string[];
  readonly checkFault: CheckFault;
}

/** A set, unless there are problems. */
export type CompileResult =
  | { readonly set: ScenarioSet; readonly problems: readonly [] }
  | { readonly set?: never; readonly problems: readonly Problem[] };

/** A scenario whose shape is right, and where it stands. */
interface Item {
  readonly source: Source;
  readonly path: ValuePath;
  readonly index: number;
  readonly scenario: Scenario;
}

/** A scenario compiled, short of its rank. */
interface Draft extends Item {
  readonly compiled: Omit<CompiledScenario, 'rank'>;
}

const asReply = (reply: string | Reply): Reply => (typeof reply === 'string' ? { text: reply } : reply);

function itemsOf(source: Source, faulty: readonly Problem[]): Item[] {
  const list = isJsonObject(source.value) ? source.value['scenarios'] : undefined;
  if (!Array.isArray(list)) return [];
  const broken = new Set(faulty.map(({ path }) => (path[0] === 'scenarios' ? path[1] : undefined)));
  return list.flatMap((value, index) =>
    // JSON boundary: the schema has nothing against it.
    broken.has(index) ? [] : [{ source, index, path: ['scenarios', index], scenario: value as Scenario }],
  );
}

/** The replies of a scenario, with the path to each. */
function repliesOf({ reply, sequence }: Scenario): { readonly reply: SequenceReply; readonly path: ValuePath }[] {
  if (reply !== undefined) return [{ reply: asReply(reply), path: ['reply'] }];
  return sequence.map((one, index) => ({ reply: asReply(one), path: ['sequence', index] }));
}

function stepsOf(scenario: Scenario): CompiledStep[] {
  let until = 0;
  return repliesOf(scenario).map(({ reply }) => {
    until += reply.times ?? 1;
    return { reply, until };
  });
}

const callsTools = ({ tool_calls: calls, choices = [] }: Reply): boolean =>
  calls !== undefined || choices.some((choice) => choice.tool_calls !== undefined);

/**
 * A scenario that only ever calls tools would call them again when it sees their results, without end. So it leaves such
 * requests alone, unless its match says something about results or turns itself.
 */
function endsLoops({ match }: Scenario, steps: readonly CompiledStep[]): boolean {
  if (match?.tool_result !== undefined || match?.turn !== undefined) return false;
  return steps.every(({ reply }) => callsTools(reply));
}

function nameOf({ scenario, source, index }: Item): { id: string; name: string } {
  if (scenario.name !== undefined) return { id: `name ${scenario.name}`, name: scenario.name };
  return { id: `${source.file} ${index}`, name: `scenario ${index + 1}` };
}

function compileItem(item: Item, tools: CompileTools, complain: Complain): Draft {
  const { scenario, source } = item;
  const allow = new Set<RequirementId>(scenario.allow);
  for (const [index, id] of (scenario.allow ?? []).entries()) {
    if (tools.requirements.includes(id)) continue;
    complain(['allow', index], `unknown requirement "${id}"`, nameHint(id, tools.requirements));
  }
  for (const { reply, path } of repliesOf(scenario)) {
    checkReply(reply, { allow, templates: tools.templates, checkFault: tools.checkFault }, (rest, message, hint) =>
      complain([...path, ...rest], message, hint),
    );
  }
  const steps = stepsOf(scenario);
  const asked = matchConditions(scenario.match ?? {}, (rest, message, hint) =>
    complain(['match', ...rest], message, hint),
  );
  const conditions: Condition[] = endsLoops(scenario, steps) ? [...asked, resultPresence(false, 0)] : asked;
  const points = conditions.reduce((sum, one) => sum + one.points, 0);
  const afterLast = scenario.reply === undefined ? (scenario.after_last ?? 'repeat') : 'repeat';
  const times = scenario.times ?? Infinity;
  const setState = scenario.set_state === undefined ? {} : { setState: scenario.set_state };
  return {
    ...item,
    compiled: { ...nameOf(item), file: source.file, conditions, points, steps, afterLast, times, allow, ...setState },
  };
}

type Tell = (item: Item, path: ValuePath, message: string, hint?: string) => void;

function findDuplicates(drafts: readonly Draft[], tell: Tell): void {
  const first = new Map<string, Draft>();
  for (const draft of drafts) {
    const { name } = draft.scenario;
    const other = name === undefined ? undefined : first.get(name);
    if (other) tell(draft, ['name'], `duplicate scenario name "${name}"`, `it is already used in ${other.source.file}`);
    else if (name !== undefined) first.set(name, draft);
  }
}

/** Conditions in an order that does not depend on how they were written. */
const fingerprint = (conditions: readonly Condition[]): string =>
  conditions.length === 1 && conditions[0]
    ? conditions[0].id
    : conditions
        .map(({ id }) => id)
        .toSorted()
        .join('\0\0');

/**
 * A scenario is unreachable if an earlier one has exactly the same conditions and is never skipped. One that has
 * less has fewer points and comes later, so that nothing else can be in the way.
 */
function findShadowed(drafts: readonly Draft[], tell: Tell): void {
  const lasting = new Map<string, Draft>();
  for (const draft of drafts) {
    const { conditions, times } = draft.compiled;
    const all = fingerprint(conditions);
    // The condition that ends loops narrows: without it, the same rule matches more.
    const narrowed = conditions.some(({ points }) => points === 0);
    const wider = narrowed ? fingerprint(conditions.filter(({ points }) => points > 0)) : all;
    const other = lasting.get(all) ?? lasting.get(wider);
    if (other) {
      const hint = 'add a condition, or limit the first one with times';
      const place = `"${other.compiled.name}" in ${other.source.file}`;
      tell(draft, [], `never used: ${place} has the same conditions and comes first`, hint);
    } else if (times === Infinity) lasting.set(all, draft);
  }
}

/** Most specific first; among equals, the order in which they were loaded. */
function ranked(drafts: readonly Draft[]): CompiledScenario[] {
  return drafts
    .map(({ compiled }) => compiled)
    .toSorted((a, b) => b.points - a.points)
    .map((compiled, rank) => ({ ...compiled, rank }));
}

/**
 * Checks scenarios and makes them ready to be matched. All problems are reported at once.
 *
 * @param sources in the order that breaks ties
 * @example
 * const { set, problems } = compileScenarios([valueSource('test', [{ reply: 'Hello' }])], tools);
 */
export function compileScenarios(sources: readonly Source[], tools: CompileTools): CompileResult {
  const problems: Problem[] = [];
  const tell: Tell = ({ source, path }, rest, message, hint) => {
    const at = rest.length === 0 ? 'value' : rest.at(-1) === 'name' ? 'value' : 'key';
    problems.push({ source, path: [...path, ...rest], at, message, ...(hint === undefined ? {} : { hint }) });
  };
  const drafts = sources.flatMap((source) => {
    if (isTooDeep(source.value)) {
      problems.push({ source, path: [], at: 'value', ...TOO_DEEP });
      return [];
    }
    const shape = shapeProblems(source, tools.schema);
    problems.push(...shape);
    return itemsOf(source, shape).map((item) =>
      compileItem(item, tools, (path, message, hint) => tell(item, path, message, hint)),
    );
  });
  findDuplicates(drafts, tell);
  findShadowed(drafts, tell);
  return problems.length > 0 ? { problems } : { set: createScenarioSet(ranked(drafts)), problems: [] };
}
