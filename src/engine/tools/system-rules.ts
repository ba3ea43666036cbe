import { sentencesOf } from '../read/text.ts';
import { createFacts } from '../values/facts.ts';
import { splitName, stem } from '../values/tokens.ts';
import { isNamed, requestWords, scoreTool, type ToolProfile } from './score-tools.ts';
import { hasAny } from '../has-words.ts';

/** An order of work that the instructions prescribe. */
export interface WorkRule {
  readonly first: ToolProfile;
  readonly then: ToolProfile;
  /** `before`: whoever wants `then` does `first`; `after`: whoever has done `first` does `then`. */
  readonly kind: 'before' | 'after';
}

const BEFORE_FIRST = /^\W*(?:always )?before (?:you )?(.{3,120}?), (.{3,200})$/i;
const BEFORE_LAST = /^(.{3,200}?),? (?:first,? )?before (?:you )?(.{3,120})$/i;
const AFTER_FIRST = /^\W*(?:always )?(?:after|once|when) (?:you (?:have )?)?(.{3,120}?), (.{3,200})$/i;
const AFTER_LAST = /^(.{3,200}?) (?:after|once) (?:you (?:have )?|each |every |an? |the )?(.{3,120})$/i;
const WITHOUT =
  /^\W{0,64}(?:you )?(?:never|do not|don't|must not|may not)\s{1,8}(.{3,120}?)\s{1,8}(?:without|before|unless you(?: have)?)\s{1,8}(?:you(?: have)? )?(?:first\s{1,8})?(.{3,200})$/i;
const AFTER_OPEN =
  /^\W*(?:always )?after (?:you )?((?:an? |the |each |every |any )?[\w-]+(?: \w+)??),? ((?:always )?(?:call|run|use|execute|do|check|invoke)\b.*)$/i;
const LEAST = 1.2;
const LIMIT = 6000;

/** How much a clause of the instructions speaks of a tool, by its verb and thing. */
function scoreClause(profile: ToolProfile, clause: string): number {
  const facts = createFacts(clause);
  const acts = profile.effect !== undefined && [...profile.effect].some((root) => facts.stems().has(root));
  const verbs = [...profile.verbs, stem(splitName(profile.tool.name).at(-1) ?? '')];
  const gives = profile.effect === undefined && verbs.some((root) => facts.stems().has(root));
  return scoreTool(profile, requestWords(clause, facts), facts) + (acts || gives ? 1 : 0);
}

/** The tool that a clause of the instructions speaks of. */
export function toolFor(
  profiles: readonly ToolProfile[],
  clause: string,
  other?: ToolProfile,
): ToolProfile | undefined {
  let best: { profile: ToolProfile; score: number } | undefined;
  for (const profile of profiles) {
    const score = profile === other ? 0 : scoreClause(profile, clause);
    if (score >= LEAST && score > (best?.score ?? 0)) best = { profile, score };
  }
  return best?.profile;
}

function ruleOf(profiles: readonly ToolProfile[], sentence: string): WorkRule | undefined {
  const make = (
    kind: WorkRule['kind'],
    earlier: string | undefined,
    later: string | undefined,
  ): WorkRule | undefined => {
    // The act is told more clearly than what it needs.
    const then = toolFor(profiles, later ?? '');
    const first = toolFor(profiles, earlier ?? '', then);
    // Two tools for one act are a choice, no order.
    const alike = first?.effect !== undefined && first.effect === then?.effect;
    return first === undefined || then === undefined || alike ? undefined : { first, then, kind };
  };
  const without = WITHOUT.exec(sentence);
  if (without !== null) return make('before', without[2], without[1]);
  const open = AFTER_OPEN.exec(sentence);
  if (open !== null) return make('after', open[1], open[2]);
  const before = BEFORE_FIRST.exec(sentence);
  if (before !== null) return make('before', before[2], before[1]);
  const after = AFTER_FIRST.exec(sentence);
  if (after !== null) return make('after', after[1], after[2]);
  const last = BEFORE_LAST.exec(sentence);
  if (last !== null) return make('before', last[1], last[2]);
  const done = AFTER_LAST.exec(sentence);
  return done === null ? undefined : make('after', done[2], done[1]);
}

/** What the instructions lead to is done; what changes something only where somebody wants it. */
const orderedSteps = (first: ToolProfile, then: ToolProfile): readonly WorkRule[] => [
  { first, then, kind: 'before' },
  ...(then.effect === undefined ? [{ first, then, kind: 'after' as const }] : []),
];

const STEPS = /[,;]?\s{1,64}(?:and )?(?:then|finally|afterwards|next)\b,?\s*/i;

const GOES_ON = /[.;]\s+(?=(?:then|finally|next|afterwards)\b)/gi;
const STEP_LIMIT = 8;

/** "First list the tables, then look at the columns, then run a query": each step comes before the next. */
function stepsIn(profiles: readonly ToolProfile[], sentence: string): readonly WorkRule[] {
  const clauses = sentence
    .slice(sentence.indexOf(':') + 1)
    .split(STEPS)
    .slice(0, STEP_LIMIT);
  if (clauses.length < 2) return [];
  // Each step is another tool: those that are told most clearly go first.
  const pairs = clauses
    .flatMap((clause, at) => profiles.map((profile) => ({ at, profile, score: scoreClause(profile, clause) })))
    .filter(({ score }) => score >= LEAST)
    .toSorted((a, b) => b.score - a.score);
  const steps: ToolProfile[] = [];
  for (const { at, profile } of pairs) if (steps[at] === undefined && !steps.includes(profile)) steps[at] = profile;
  const told = steps.filter((step) => step !== undefined);
  return told.slice(1).flatMap((then, at) => orderedSteps(told[at] ?? then, then));
}

const MANUAL = 4000;
/** A long manual speaks of much besides the tools: there, only those count that are named. */
const meantIn = (sentence: string, profiles: readonly ToolProfile[], long: boolean): readonly ToolProfile[] =>
  long ? profiles.filter(({ tool }) => isNamed(tool.name, sentence.toLowerCase())) : profiles;

/** The orders of work that instructions prescribe: "Before you open a ticket, search for one", "run the tests after an edit". */
export const workRules = (profiles: readonly ToolProfile[], system: string): readonly WorkRule[] =>
  !hasAny(system, 'before after once when without unless then finally next afterwards')
    ? []
    : sentencesOf(system.slice(0, LIMIT).replaceAll(GOES_ON, ', '))
        .flatMap((sentence) => sentence.split(/;\s+/))
        .map((sentence) => sentence.replace(/[.!]{1,64}$/, ''))
        .flatMap((sentence) => {
          const meant = meantIn(sentence, profiles, system.length > MANUAL);
          return [ruleOf(meant, sentence) ?? stepsIn(meant, sentence)].flat();
        });
