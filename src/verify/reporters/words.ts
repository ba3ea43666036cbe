import type { SkipReason } from '../checks/check.ts';
import type {
  Amount,
  CheckResult,
  Outcome,
  Report,
  ReportedDeadline,
  ReportedFinding,
  Totals,
} from '../report/report.ts';

const SIGNS: Readonly<Record<string, string>> = { CNY: '¥', USD: '$', EUR: '€' };

/**
 * Money as people read it: two significant digits at least, never in scientific notation.
 *
 * @example
 * money({ amount: 0.0134, currency: 'CNY' }); // '¥0.0134'
 */
export function money({ amount, currency }: Amount): string {
  const digits = amount === 0 ? 2 : Math.min(8, Math.max(2, 2 - Math.floor(Math.log10(Math.abs(amount)))));
  return `${SIGNS[currency] ?? `${currency} `}${amount.toFixed(digits)}`;
}

/**
 * @example
 * duration(850); // '850 ms'
 * duration(21_300); // '21.3 s'
 */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return ms < 60_000
    ? `${(ms / 1000).toFixed(1)} s`
    : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/**
 * The time limits of models.
 *
 * @example
 * // 'deadline: 15 min 0 s per model; exceeded by gpt-5.1 (raise it with --deadline)'
 */
export function deadlinesText(
  deadlines: readonly Omit<ReportedDeadline, 'passed'>[],
  passed: readonly string[] = [],
): string {
  const limits = Map.groupBy(deadlines, ({ ms }) => ms);
  const told = [...limits].map(([ms, some]) =>
    limits.size === 1
      ? `${duration(ms)} per model`
      : `${duration(ms)} for ${some.map(({ model }) => model).join(', ')}`,
  );
  return `deadline: ${told.join('; ')}${passed.length === 0 ? '' : `; exceeded by ${passed.join(', ')} (raise it with --deadline)`}`;
}

/** The same of a report; empty for a replay, which has none. */
export const reportDeadlines = ({ deadlines }: Pick<Report, 'deadlines'>): string =>
  deadlines.length === 0
    ? ''
    : deadlinesText(
        deadlines,
        deadlines.filter(({ passed }) => passed).map(({ model }) => model),
      );

/** `1 chunk`, `2 chunks`. */
export const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

const AREAS: Readonly<Record<string, string>> = {
  http: 'HTTP',
  auth: 'Authentication',
  cors: 'Browsers',
  err: 'Errors',
  sse: 'Event stream',
  chunk: 'Chunks',
  stream: 'Streams and plain responses',
  finish: 'Finish reasons',
  body: 'Plain responses',
  logprobs: 'Log probabilities',
  tool: 'Tool calls',
  json: 'JSON mode',
  reason: 'Reasoning',
  history: 'Conversations',
  vision: 'Images',
  param: 'Parameters',
  usage: 'Token counts',
  billing: 'Billing',
  model: 'Models',
  time: 'Time',
  responses: 'Responses',
  embeddings: 'Embeddings',
};

/** Title of an area, the first part of an id. */
export const areaTitle = (area: string): string => AREAS[area] ?? area;

/** Areas in the order in which reports show them. */
export const byArea = (a: string, b: string): number => {
  const order = Object.keys(AREAS);
  const place = (area: string): number => (order.includes(area) ? order.indexOf(area) : order.length);
  return place(a) - place(b) || a.localeCompare(b);
};

/**
 * Where a finding was seen: probe, chunk, place in the body, moment.
 *
 * @example
 * // 'probe stream.text · event 12 · /choices/0 · byte 4103 · 312 ms'
 */
export function whereabouts({ probe, variant, event, path, byte, ms }: ReportedFinding): string {
  return [
    `probe ${probe}`,
    event === undefined ? '' : `${variant === 'stream' ? 'event' : 'part'} ${event}`,
    path,
    byte === undefined ? '' : `byte ${byte}`,
    ms === undefined ? '' : duration(ms),
  ]
    .filter(Boolean)
    .join(' · ');
}

const DAMAGE = [
  ['hangs', 'Hangs'],
  ['throws', 'Error'],
  ['goes wrong', 'Silently wrong result'],
] as const;

/** Clients by name, with the methods that break: `openai-node (create, stream)`. */
function clientNames(clients: readonly string[]): string {
  const names = Map.groupBy(clients, (client) => client.split('.')[0] ?? client);
  return [...names]
    .map(([name, paths]) => {
      const methods = paths.map((path) => path.slice(name.length + 1) || 'create');
      return methods.join() === 'create' ? name : `${name} (${methods.join(', ')})`;
    })
    .join(', ');
}

/** What happens in which clients, most visible damage first: `Silently wrong result in: openai-node (create, stream)`. */
export function impactText(impact: CheckResult['impact']): string {
  return DAMAGE.flatMap(([how, damage]) => {
    const clients = Object.keys(impact).filter((client) => impact[client] === how);
    return clients.length === 0 ? [] : [`${damage} in: ${clientNames(clients)}`];
  }).join('; ');
}

/** The summary line of a run: `47 pass · 2 fail (1 new) · 3 warn`. */
export function totalsText(totals: Totals): string {
  const { pass, fail, warn, info, skip, inconclusive, error } = totals;
  const news = fail > 0 && totals.new < fail ? ` (${totals.new} new)` : '';
  const parts = [`${pass} pass`, `${fail} fail${news}`];
  for (const [count, word] of [
    [warn, 'warn'],
    [info, 'info'],
    [skip, 'skip'],
    [inconclusive, 'inconclusive'],
    [error, 'error'],
  ] as const) {
    if (count > 0) parts.push(`${count} ${word}`);
  }
  return parts.join(' · ');
}

const SKIPS: Readonly<Record<SkipReason, string>> = {
  'capability-absent': 'the endpoint does not support the feature',
  budget: 'the budget was used up',
  deadline: 'the time limit was reached',
  'dependency-failed': 'a request that comes before it failed',
  'not-observed': 'no response showed what the check looks at',
};

/** Why a check or a request was left out, in words. */
export const skipText = (reason: SkipReason): string => SKIPS[reason];

const OUTCOMES: Readonly<Record<Outcome, string>> = {
  passed: 'PASSED',
  failed: 'FAILED',
  unusable: 'NOT TESTED',
  incomplete: 'INCOMPLETE',
  inconclusive: 'INCONCLUSIVE',
  interrupted: 'STOPPED',
};

/** The verdict in a word. */
export const outcomeWord = (outcome: Outcome): string => OUTCOMES[outcome];

/** `41/42 MUST`, or that nothing was tested: no score stands beside an endpoint of no use. */
export const scoreText = ({ totals: { must }, outcome }: Report): string =>
  outcome === 'unusable' || must.run === 0 ? 'nothing tested' : `${must.passed}/${must.run} MUST`;
