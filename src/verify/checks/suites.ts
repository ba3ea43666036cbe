import type { Capability } from '../capability.ts';
import type { Check } from './check.ts';

/** Suites, the smallest first. */
export const SUITES = ['core', 'agent', 'json', 'vision', 'reasoning', 'state', 'reseller', 'full'] as const;

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
/** Checks of Responses that belong to a feature, by the suite of that feature; every other one is core. */
const FEATURES = {
  agent: /^responses\.(?:tool|call|items|args|echo\.(?:tools|strict))\b/,
  json: /^responses\.json\b/,
  reasoning: /^responses\.(?:reasoning|summary|item\.order)\b/,
  state: /^responses\.(?:store|previous|reference|reasoning\.bare|retrieve|delete|input-items|cancel)\b/,
  reseller: /^responses\.usage\.(?:recount|output)$/,
} as const;

const ofFeature =
  (suite: keyof typeof FEATURES) =>
  ({ id }: Check): boolean =>
    FEATURES[suite].test(id);

/** Other endpoints than chat completions have areas of their own. */
const isCoreElsewhere = ({ id }: Check): boolean =>
  areaOf(id) === 'embeddings' ||
  (areaOf(id) === 'responses' && !Object.values(FEATURES).some((feature) => feature.test(id)));

/** Counts that matter only for billing. */
const BILLING = /^usage\.(?:prompt|completion\.inflated)/;

const isCore = ({ id, needs }: Check): boolean =>
  (CORE_AREAS.has(areaOf(id)) || CORE_IDS.has(id)) && needs.every((need) => CORE_NEEDS.has(need)) && !BILLING.test(id);

const either =
  (...tests: readonly ((check: Check) => boolean)[]) =>
  (check: Check): boolean =>
    tests.some((test) => test(check));

const inAreas = (...areas: readonly string[]): ((check: Check) => boolean) => {
  const wanted = new Set(areas);
  return ({ id }) => wanted.has(areaOf(id));
};

/** What a suite holds beyond core. */
const BEYOND: Readonly<Record<Suite, (check: Check) => boolean>> = {
  core: () => false,
  agent: either(inAreas('tool', 'history'), ({ needs }) => needs.includes('tools'), ofFeature('agent')),
  json: either(inAreas('json'), ofFeature('json')),
  vision: inAreas('vision'),
  reasoning: either(
    inAreas('reason'),
    ({ id }) => ['history.reasoning', 'usage.reasoning.told', 'param.reasoning-effort'].includes(id),
    ofFeature('reasoning'),
  ),
  state: ofFeature('state'),
  reseller: either(inAreas('model', 'billing', 'usage'), ofFeature('reseller')),
  full: () => true,
};

/** Whether a suite holds a check. */
export const holds = (suite: Suite, check: Check): boolean =>
  isCore(check) || isCoreElsewhere(check) || BEYOND[suite](check);

/** Suites that hold more of some checks than core does, with core and full: the others would be core under another name. */
export const suitesOf = (checks: readonly Check[]): Suite[] =>
  SUITES.filter(
    (suite) =>
      suite === 'core' || suite === 'full' || checks.some((check) => holds(suite, check) && !holds('core', check)),
  );
