import type { Facts } from '../values/facts.ts';
import { findDatePhrases, resolveDate } from '../values/find-dates.ts';
import { daysFromCivil, SECONDS_A_DAY } from '../values/civil-date.ts';
import { splitName, splitWords } from '../values/tokens.ts';
import { bindingsFor, statesOf, type AgentScene } from './agent-scene.ts';
import type { Turn } from './read-turn.ts';
import type { ToolProfile } from './score-tools.ts';

const DAY = new Set(['date', 'today', 'datetime']);
const CLOCK = new Set(['time', 'now', 'clock']);

/** A tool that tells the day without being told anything. */
export function clockTool(profiles: readonly ToolProfile[]): ToolProfile | undefined {
  return profiles.find(({ tool, effect }) => {
    const required = tool.required;
    if (effect !== undefined || required.length > 0) return false;
    const words = [...splitName(tool.name), ...splitWords(tool.description.slice(0, 100))];
    return words.some((word) => DAY.has(word)) || splitName(tool.name).some((word) => CLOCK.has(word));
  });
}

const RELATIVE = /^(?:[^\d]*|in \d.*)$/;

/** Whether an argument is a date that the words tell only from today on, and nothing tells what day that is. */
export function needsClock(scene: AgentScene, profile: ToolProfile, facts: Facts): boolean {
  if (scene.now !== undefined || !facts.dates().some((phrase) => RELATIVE.test(phrase))) return false;
  const states = statesOf(scene, profile, facts, bindingsFor(scene, profile));
  return states.some(
    ({ field }) => field.iso !== undefined || field.meaning === 'date' || field.meaning === 'date-time',
  );
}

/** Midnight of the day that a clock has told in this conversation, in seconds since 1970. */
export function toldDay(profiles: readonly ToolProfile[], turn: Turn): number | undefined {
  const name = clockTool(profiles)?.tool.name;
  const told = [...turn.past, ...turn.steps].findLast((step) => step.name === name && step.result?.failed === false);
  const phrase = findDatePhrases(told?.result?.text ?? '').find((one) => /\d{4}/.test(one));
  const [year = 0, month = 1, day = 1] = (phrase === undefined ? '' : (resolveDate(phrase, 0) ?? ''))
    .split('-')
    .map(Number);
  return year > 0 ? daysFromCivil({ year, month, day }) * SECONDS_A_DAY : undefined;
}
