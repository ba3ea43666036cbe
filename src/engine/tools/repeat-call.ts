import { createFacts } from '../values/facts.ts';
import { leavesOf } from '../values/result-leaves.ts';
import { isRecord } from '../values/schema.ts';
import { splitName } from '../values/tokens.ts';
import { bindingsFor, succeeded, type AgentScene, type PlannedCall } from './agent-scene.ts';
import type { Step } from './read-turn.ts';
import type { ToolProfile } from './score-tools.ts';
import { anyOf } from '../has-words.ts';
import { WORDS } from '../words.ts';

const PENDING =
  /^(?:queued|pending|running|processing|building|rendering|in[ _-]progress|started|accepted|scheduled|submitted|waiting|working|busy|not (?:yet )?ready(?: yet)?)\b/i;
const UNTIL = anyOf(WORDS.tools.repeatCallUntil);
const STATES = new Set(['status', 'state', 'phase', 'stage', 'progress', '']);
/** How often one thing is asked after. */
const POLL_LIMIT = 5;

/** Whether a result says that its work goes on. */
export const isPending = (step: Step | undefined): boolean =>
  step?.result !== undefined &&
  !step.result.failed &&
  leavesOf(step.result.value ?? step.result.text).some(
    ({ key, value }) => STATES.has(splitName(key).at(-1) ?? '') && PENDING.test(String(value).trim()),
  );

/** Whether the work was started in this turn: its id came from an earlier result. */
const isOwnWork = (steps: readonly Step[], last: Step): boolean =>
  leavesOf(last.args).some(({ value }) =>
    steps.some(
      (step) =>
        step.name !== last.name &&
        leavesOf(step.result?.value ?? step.result?.text).some((leaf) => leaf.value === value),
    ),
  );

function plannedAgain(scene: AgentScene, profile: ToolProfile, fixed: PlannedCall['fixed']): PlannedCall {
  return { profile, facts: createFacts(scene.turn.task), bindings: bindingsFor(scene, profile), fixed, again: true };
}

/** The same question once more, where work that was started goes on and its outcome is wanted. */
function poll(scene: AgentScene, profile: ToolProfile, last: Step): PlannedCall | undefined {
  const { steps, task } = scene.turn;
  const asked = steps.filter((step) => step.name === last.name && step.text === last.text).length;
  if (profile.effect !== undefined || !isPending(last) || asked >= POLL_LIMIT) return undefined;
  return UNTIL.test(task) || isOwnWork(steps, last)
    ? plannedAgain(scene, profile, isRecord(last.args) ? last.args : {})
    : undefined;
}

const NEXT = /^next[ _-]?(.{0,20})$|^(.{2,20})[ _-]?next$/i;
const WHOLE = anyOf(WORDS.tools.repeatCallWhole);
const PAGES = new Set(['page', 'cursor', 'token', 'offset', 'after', 'start']);

/** The same call for the next page, where the words want to have seen them all. */
function nextPage(scene: AgentScene, profile: ToolProfile, last: Step): PlannedCall | undefined {
  if (!WHOLE.test(scene.turn.task)) return undefined;
  const next = leavesOf(last.result?.value).find(
    (leaf) => NEXT.test(leaf.key) && ['string', 'number'].includes(typeof leaf.value) && leaf.value !== '',
  );
  const name = Object.keys(profile.tool.properties).find((one) => splitName(one).some((word) => PAGES.has(word)));
  if (next === undefined || name === undefined) return undefined;
  const args = isRecord(last.args) ? last.args : {};
  return args[name] === next.value ? undefined : plannedAgain(scene, profile, { ...args, [name]: next.value });
}

/** The last call again: for the next page of a list, or for the outcome of work that still goes on. */
export function repeatCall(scene: AgentScene): PlannedCall | undefined {
  const last = scene.turn.steps.at(-1);
  const profile = scene.profiles.find(({ tool }) => tool.name === last?.name);
  if (last === undefined || profile === undefined || !succeeded(last)) return undefined;
  return poll(scene, profile, last) ?? nextPage(scene, profile, last);
}
