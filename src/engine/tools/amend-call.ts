import { createFacts } from '../values/facts.ts';
import { isRecord } from '../values/schema.ts';
import { bindingsFor, statesOf, type AgentScene, type PlannedCall } from './agent-scene.ts';
import { wasCalled, type Step } from './read-turn.ts';
import type { ToolProfile } from './score-tools.ts';
import { argumentOf } from './tool-spec.ts';
import { splitName } from '../values/tokens.ts';
import { resolveDate } from '../values/find-dates.ts';
import { anyOf, hasAny } from '../has-words.ts';

type Args = Readonly<Record<string, unknown>>;

const OFFERED =
  /\b(?:did you mean|perhaps you mean|use|try|one of|valid \w+(?: are| is|(?=:))|available(?: \w+)?(?: are| is)?|allowed(?: \w+)?(?: are| is)?|expected(?: one of)?|choose (?:from|between)|supported(?: \w+)?(?: are| is)?|options)\b\s*:?\s{0,64}(.{1,300})/i;
const SAID = /["'`]([^"'`\n]{1,80})["'`]|\b(\p{Lu}[\p{L}\d_-]{1,40}|[\p{L}\d]+[_-][\p{L}\d_-]+)/gu;
const ABSOLUTE = anyOf('absolute');
const ISO = anyOf('yyyy-mm-dd iso_8601 iso-8601 iso8601');

/** The value that an error offers instead: the offered word nearest to what was given. */
function offeredValue(error: string, given: string): string | undefined {
  const list = OFFERED.exec(error)?.[1];
  if (list === undefined) return undefined;
  const said = Array.from(list.matchAll(SAID), (match) => match[1] ?? match[2] ?? '');
  const listed = list.split(/[,;]|\bor\b|\band\b/).map((word) => word.trim().replace(/[.)\]]{1,64}$/, ''));
  const words = (said.length > 0 ? said : listed).filter((word) => word !== given && word !== '');
  const near = words
    .map((word) => ({ word, score: shared(word.toLowerCase(), given.toLowerCase()) }))
    .toSorted((a, b) => b.score - a.score)[0];
  return near?.word;
}

/** Length of the beginning that two words share. */
function shared(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at++;
  return at;
}

const BOUND = /\b(greater|more|at least|minimum|less|at most|maximum|fewer)\b[^\d-]{0,40}(-?\d+(?:\.\d+)?)/i;

/** A number within the bound that an error names. */
function amendNumber(value: number, error: string): number | undefined {
  if (!Number.isInteger(value) && hasAny(error, 'integer usize whole_number floating_point')) return Math.round(value);
  const match = BOUND.exec(error);
  const bound = Number(match?.[2]);
  if (match === null || Number.isNaN(bound)) return undefined;
  const least = /greater|more|at least|minimum/i.test(match[1] ?? '');
  const strict = /greater than (?!or)|more than|less than (?!or)|fewer than/i.test(match[0]);
  if (least ? value > bound || (value === bound && !strict) : value < bound || (value === bound && !strict))
    return undefined;
  return strict ? bound + (least ? 1 : -1) : bound;
}

function amendValue(scene: AgentScene, name: string, value: unknown, error: string, profile: ToolProfile): unknown {
  if (typeof value === 'number') return amendNumber(value, error);
  if (typeof value !== 'string') return undefined;
  const { meaning } = argumentOf(profile.tool, name);
  if (meaning === 'file' && ABSOLUTE.test(error) && !value.startsWith('/'))
    return `${(baseOf(scene) ?? '/').replace(/\/$/, '')}/${value.replace(/^\.\//, '')}`;
  if (ISO.test(error)) return resolveDate(value, scene.now ?? 0);
  if (hasAny(error, 'upper_case uppercase')) return value.toUpperCase();
  if (hasAny(error, 'lower_case lowercase')) return value.toLowerCase();
  return offeredValue(error, value) ?? withPart(error, value);
}

const PART =
  /\b(?:(?:start|begin)s? with|(end)s? (?:with|in)|(add|append|include))\s+(?:an? |the )?["'`]?([^"'`\n]{1,80}?)["'`]?(?=[.!,;"'`}]|\s(?:to|at|in)\b|$)/i;

/** A text with the part that an error misses, at its beginning or its end: "Add LIMIT 10 to the query." */
function withPart(error: string, value: string): string | undefined {
  const [, atEnd, added, part = ''] = PART.exec(error) ?? [];
  if (part === '' || value.includes(part)) return undefined;
  if (atEnd === undefined && added === undefined)
    return /[\p{L}\d]$/u.test(part) ? `${part} ${value}` : `${part}${value}`;
  const [, text = '', sign = ''] = /^([\s\S]*?)([.;]?)\s{0,64}$/.exec(value) ?? [];
  return atEnd === undefined ? `${text} ${part}${sign}` : `${text}${part}`;
}

const BASE =
  /\b(?:work(?:ing)?(?: in the)? directory|cwd|workspace(?: folder| root)?|project (?:root|directory)|current directory|root directory)\b\W{0,4}(?:is\W{1,3})?((?:\/|[A-Z]:\\)[^\s"'`,;<>]{1,200})/i;
/** The directory that the conversation names as the one to work in. */
export const baseOf = (scene: {
  readonly turn: Pick<AgentScene['turn'], 'system' | 'around' | 'task' | 'earlier'>;
}): string | undefined =>
  BASE.exec([scene.turn.around, scene.turn.system, scene.turn.task, ...scene.turn.earlier].join('\n'))?.[1]?.replace(
    /[.)]{1,64}$/,
    '',
  );

const NOT_FOUND =
  /\bnot[ _]found\b|\bno such\b|\bdoes(?: not|n't) exist\b|\bunknown\b|\bno (?:\w+ )?(?:match|result)|\bcould ?n[o']t find\b|\binvalid (?:id|name|path)\b/i;
const SEARCHES = new Set('find search list lookup look glob grep ls browse resolve suggest locate'.split(' '));

/** A tool that finds what the failed one did not: a file by its name, a thing by words. */
function searchTool(scene: AgentScene, failed: ToolProfile, error: string): PlannedCall | undefined {
  if (!NOT_FOUND.test(error)) return undefined;
  const nouns = new Set(failed.nouns.flatMap(({ root, concepts }) => [root, ...concepts]));
  const facts = createFacts(scene.turn.task);
  for (const profile of scene.profiles) {
    const kin = [...profile.nouns, ...profile.description].some(
      ({ root, concepts }) => nouns.has(root) || concepts.some((one) => nouns.has(one)),
    );
    if (
      profile === failed ||
      wasCalled(scene.turn, profile.tool.name) ||
      !kin ||
      !splitName(profile.tool.name).some((word) => SEARCHES.has(word))
    )
      continue;
    const bindings = bindingsFor(scene, profile);
    if (statesOf(scene, profile, facts, bindings).every(({ state }) => state !== 'missing'))
      return { profile, facts, bindings };
  }
  return undefined;
}

/** Another tool for the same wish, which the failed one's arguments fit. */
function otherTool(scene: AgentScene, failed: ToolProfile): PlannedCall | undefined {
  const facts = createFacts(scene.turn.task);
  const own = failed.tool.required.toSorted().join();
  const other = scene.profiles.find(
    (profile) =>
      profile !== failed &&
      (profile.effect === undefined) === (failed.effect === undefined) &&
      !wasCalled(scene.turn, profile.tool.name) &&
      own !== '' &&
      profile.tool.required.toSorted().join() === own &&
      profile.nouns.some(({ root }) => failed.own.has(root)),
  );
  return other === undefined ? undefined : { profile: other, facts, bindings: bindingsFor(scene, other) };
}

/** The same call with what other tools have found for an argument that was refused. */
function foundSince(scene: AgentScene, profile: ToolProfile, args: Args): PlannedCall | undefined {
  const { known } = scene;
  if (known === undefined) return undefined;
  for (const [name, given] of Object.entries(args)) {
    const [best] = known.find(argumentOf(profile.tool, name));
    if (best === undefined || best.score < SURE || best.value === given) continue;
    const facts = createFacts(scene.turn.task);
    return { profile, facts, bindings: bindingsFor(scene, profile), fixed: { ...args, [name]: best.value } };
  }
  return undefined;
}

const SURE = 4;

/** How much an error speaks of an argument: it quotes its value, or has its name. */
const blame = (error: string, name: string, value: unknown): number =>
  (['string', 'number'].includes(typeof value) && value !== '' && error.includes(String(value)) ? 2 : 0) +
  (splitName(name).some((word) => word.length > 2 && error.toLowerCase().includes(word)) ? 1 : 0);

/**
 * One changed attempt after an error: an argument as the error wants it, or another tool for the same. `undefined` where the error
 * offers no way out, or after the second failure.
 */
export function amendCall(scene: AgentScene, step: Step): PlannedCall | undefined {
  const failures = scene.turn.steps.filter(({ result }) => result?.failed === true).length;
  const profile = scene.profiles.find(({ tool }) => tool.name === step.name);
  if (failures > 1 || profile === undefined || step.result === undefined) return undefined;
  const facts = createFacts(scene.turn.task);
  const args: Args = isRecord(step.args) ? step.args : {};
  const { text } = step.result;
  const named = Object.entries(args).filter(([name, value]) => blame(text, name, value) > 0);
  const blamed =
    named.length === 0
      ? Object.entries(args)
      : named.toSorted(([a, x], [b, y]) => blame(text, b, y) - blame(text, a, x));
  for (const [name, value] of blamed) {
    const amended = amendValue(scene, name, value, text, profile);
    if (amended !== undefined && amended !== value)
      return { profile, facts, bindings: bindingsFor(scene, profile), fixed: { ...args, [name]: amended } };
  }
  return foundSince(scene, profile, args) ?? searchTool(scene, profile, text) ?? otherTool(scene, profile);
}
