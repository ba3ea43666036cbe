import { createFacts } from '../values/facts.ts';
import { leavesOf } from '../values/result-leaves.ts';
import { isRecord } from '../values/schema.ts';
import { bindingsFor, statesOf, type AgentScene, type PlannedCall } from './agent-scene.ts';
import { wasCalled, type Step } from './read-turn.ts';
import type { ToolProfile } from './score-tools.ts';
import { toolFor } from './system-rules.ts';

const IN_VAIN =
  /\b(?:if|when|in case|should)\b([^.;!?\n]{0,80}?)\b(?:(?:(?:do|does|did|can|could)(?: not|n't)|cannot) (?:answer|find|know|have|exist|work|respond|reply|help|return|contain|list|give|bring|turn up)|(?:is|are) (?:down|offline|unavailable|empty)|nothing|no (?:results?|match(?:es)?|answer|hits?|entry)|fails?|failed|in vain)\b[^,.;!?\n]{0,60}?,\s*(?:then )?([^.;!?\n]{3,160})/gi;
const NOTHING =
  /^\W*(?:no(?:thing| \w+)?(?: \w+)? (?:found|match\w*)|nothing|none|no results?|no matches|empty|null)?\W*$/i;
const LIMIT = 4000;

interface Alternative {
  /** What the clause says has brought nothing. */
  readonly about: string;
  readonly instead: string;
}

function alternativesIn(text: string): readonly Alternative[] {
  return Array.from(text.slice(0, LIMIT).matchAll(IN_VAIN), (match) => ({
    about: match[1] ?? '',
    instead: match[2] ?? '',
  }));
}

/** The tools that a text wants only if something else is in vain, and those that it wants tried before. */
export function alternativeTools(
  profiles: readonly ToolProfile[],
  text: string,
): { readonly first: readonly ToolProfile[]; readonly later: readonly ToolProfile[] } {
  const pairs = alternativesIn(text).map(({ about, instead }) => {
    const later = toolFor(profiles, instead);
    return { later, first: toolFor(profiles, about, later) };
  });
  return {
    first: pairs.map(({ first }) => first).filter((profile) => profile !== undefined),
    later: pairs.map(({ later }) => later).filter((profile) => profile !== undefined),
  };
}

/** A task without what it wants only if something else is in vain. */
export const withoutAlternatives = (text: string): string => text.replaceAll(IN_VAIN, ' ').trim();

/** Whether a call has failed, or has found nothing. */
export function wasInVain({ result }: Step): boolean {
  if (result === undefined) return false;
  if (result.failed) return true;
  if (result.value === undefined) return NOTHING.test(result.text);
  return leavesOf(result.value).every(({ value }) => value === null || value === '' || value === 0 || value === false);
}

const namesOf = ({ tool }: ToolProfile): readonly string[] => Object.keys(tool.properties);

/** The same question to another tool: what both are told is told again. */
function sameQuestion(scene: AgentScene, profile: ToolProfile, step: Step): PlannedCall | undefined {
  const names = namesOf(profile);
  const args = isRecord(step.args) ? Object.entries(step.args) : [];
  const fixed = Object.fromEntries(args.filter(([name]) => names.includes(name)));
  const facts = createFacts(withoutAlternatives(scene.turn.task));
  const bindings = bindingsFor(scene, profile);
  const open = statesOf(scene, profile, facts, bindings).filter(
    ({ field, state }) => state === 'missing' && !Object.hasOwn(fixed, field.name),
  );
  return open.length === 0 ? { profile, facts, bindings, fixed } : undefined;
}

/** The tool that the words or the instructions name for the case that a call brings nothing. */
export function fallbackCall(scene: AgentScene, step: Step): PlannedCall | undefined {
  if (!wasInVain(step)) return undefined;
  const tried = scene.profiles.find(({ tool }) => tool.name === step.name);
  const fresh = scene.profiles.filter(({ tool }) => !wasCalled(scene.turn, tool.name));
  for (const { instead } of [scene.turn.task, scene.turn.system].flatMap(alternativesIn)) {
    const profile = toolFor(fresh, instead, tried);
    const call = profile === undefined ? undefined : sameQuestion(scene, profile, step);
    if (call !== undefined) return call;
  }
  return undefined;
}
