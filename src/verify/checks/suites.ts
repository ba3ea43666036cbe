import type { Capability } from '../capability.ts';
import type { Check } from './check.ts';

/** Suites, the smallest first. */
export const SUITES = ['core', 'agent', 'json', 'vision', 'reasoning', 'reseller', 'full'] as const;

export type Suite = (typeof SUITES)[number];

/** First part of a check's id. */
export const areaOf = (id: string): string => id.split('.', 1)[0] ?? id;

const CORE_AREAS: ReadonlySet<string> = new Set([
  'http',
  'auth',
  'err',
  'sse',
  'chunk',
  'finish',
  'body',
  'stream',
  'usage',
  'time',
]);
const CORE_IDS: ReadonlySet<string> = new Set([
  'param.limit',
  'param.limit.one',
  'param.null',
  'param.stream-options',
  'history.read',
  'history.system',
  'history.parts',
  'model.echo',
  'model.available',
]);
/** Features that core takes for granted; what needs more is in the suite of that feature. */
const CORE_NEEDS: ReadonlySet<Capability> = new Set(['stream', 'stream-usage', 'limit']);
/** Counts that only somebody who pays by them needs to hold against a recount. */
const BILLING = /^usage\.(?:prompt|completion\.inflated)/;

const isCore = ({ id, needs }: Check): boolean =>
  (CORE_AREAS.has(areaOf(id)) || CORE_IDS.has(id)) && needs.every((need) => CORE_NEEDS.has(need)) && !BILLING.test(id);

const inAreas = (...areas: readonly string[]): ((check: Check) => boolean) => {
  const wanted = new Set(areas);
  return ({ id }) => wanted.has(areaOf(id));
};

/** What a suite holds beyond core. */
const BEYOND: Readonly<Record<Suite, (check: Check) => boolean>> = {
  core: () => false,
  agent: (check) => inAreas('tool', 'history')(check) || check.needs.includes('tools'),
  json: inAreas('json'),
  vision: inAreas('vision'),
  reasoning: ({ id }) =>
    areaOf(id) === 'reason' || ['history.reasoning', 'usage.reasoning.told', 'param.reasoning-effort'].includes(id),
  reseller: inAreas('model', 'billing', 'usage'),
  full: () => true,
};

/** Whether a suite holds a check. */
export const holds = (suite: Suite, check: Check): boolean => isCore(check) || BEYOND[suite](check);
