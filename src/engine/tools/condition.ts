import type { AgentScene } from './agent-scene.ts';
import { toolFor } from './system-rules.ts';
import type { ToolProfile } from './score-tools.ts';
import type { Wish } from './wishes.ts';
import { anyOf } from '../has-words.ts';
import { WORDS } from '../words.ts';

const CLAUSE =
  /\b(if|unless|provided(?: that)?|as long as|only when)\b\s+(.{3,160}?)(?=[.;!\n]|, (?:then |please )?(?:\p{L}+ ){1,3}|$)/iu;
const BELOW =
  /\b(?:less|cheaper|lower|below|under|fewer|at most|no more|not more|up to|colder|shorter|lighter)\b[^\d]{0,24}(-?\d[\d,.]*)/i;
const ABOVE = /\b(?:more|above|over|at least|higher|greater|warmer|hotter|longer|heavier)\b[^\d]{0,24}(-?\d[\d,.]*)/i;
const DENIED = anyOf(WORDS.tools.conditionDenied);

/** What an act depends on: "order one if it costs less than 50". */
export interface Condition {
  readonly clause: string;
  readonly denied: boolean;
}

export function conditionIn(text: string): Condition | undefined {
  const match = CLAUSE.exec(text.slice(0, 2000));
  const clause = match?.[2];
  if (clause === undefined) return undefined;
  return { clause, denied: DENIED.test(clause) !== (match?.[1]?.toLowerCase() === 'unless') };
}

/** The tool that tells whether the condition of an act holds. */
export function conditionTool(scene: AgentScene, wish: Wish): ToolProfile | undefined {
  const condition = wish.profile.effect === undefined ? undefined : conditionIn(scene.turn.task);
  if (condition === undefined) return undefined;
  const givers = scene.profiles.filter(({ effect }) => effect === undefined);
  return toolFor(givers, condition.clause) ?? (givers.length === 1 ? givers[0] : undefined);
}

const toNumber = (text: string | undefined): number => Number((text ?? '').replaceAll(',', '').replace(/\.$/, ''));

/** Whether results speak against the condition; what they do not tell does not. */
export function isRefuted(scene: AgentScene, wish: Wish): boolean {
  const condition = wish.profile.effect === undefined ? undefined : conditionIn(scene.turn.task);
  const { known } = scene;
  if (condition === undefined || known === undefined) return false;
  const value = known.asked('number') ?? known.numbers.at(-1);
  const [below, above] = [BELOW.exec(condition.clause)?.[1], ABOVE.exec(condition.clause)?.[1]];
  if (typeof value === 'number' && below !== undefined) return value > toNumber(below);
  if (typeof value === 'number' && above !== undefined) return value < toNumber(above);
  const state = known.asked('boolean');
  return typeof state === 'boolean' && state === condition.denied;
}
