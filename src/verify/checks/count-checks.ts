import { asList, asObject, isText } from '../../contract/schema/json-shape.ts';
import { countCompletionTokens } from '../../contract/tokens/completion-tokens.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import { declaresTools, hasCalls, isAnswer, isSound, limitOf } from '../evidence/predicates.ts';
import { seriesOf, trafficProbes } from '../probes/traffic-probes.ts';
import { isCut } from './answers.ts';
import type { Check, Judgement } from './check.ts';
import { hidesReasoning } from './completion-count.ts';
import { evidenceCheck, findingOf, skipped, type Flaw } from './define-check.ts';
import { kindsOf } from './kinds-of-exchange.ts';
import { effortOf } from './effort-of.ts';
import { isTextAlone, recount } from './prompt-count.ts';
import { gravest, judgeTrials, type Trial } from './trials.ts';

const TRAFFIC = trafficProbes.map(({ id }) => id);
/** Probes whose prompts are counted; schemas are not, since the method is unknown. */
const COUNTED = [...TRAFFIC.filter((id) => !id.startsWith('strict.')), 'text', 'text.stream-false', 'stream.same'];

/** A share of a count by which it may be off, and tokens of undocumented marks. */
const SHARE = 0.015;
const MARKS = 4;
/** Recounts of texts are exact but for a mark of the whole. */
const TEXT_MARKS = 2;
/** Declared tools are counted by rules that were found out. */
const TOOLS_SHARE = 0.04;
const TOOLS_MARKS = 8;

const asked = (evidence: Evidence, probes: readonly string[]): ParsedExchange[] =>
  probes.flatMap((probe) => evidence.of(probe)).filter(isAnswer);

/** A trial: the reported count against the one that it should be. */
function compared(seen: ParsedExchange, path: string, told: number, wanted: number, slack: number): Trial {
  if (Math.abs(told - wanted) <= slack) return { seen };
  return { seen, flaw: { path, expected: `${Math.round(wanted)} tokens`, received: `${told}` } };
}

/** A prompt with its reported cost and its cost by our own count. */
interface Point {
  readonly seen: ParsedExchange;
  readonly told: number;
  readonly own: number;
}

function prompts(evidence: Evidence): Point[] {
  const { info, tokenizer, contract } = evidence;
  // For an undocumented model, the slope tells what its vocabulary makes of a token of ours.
  const rules = info ?? contract.models[0];
  if (rules === undefined) return [];
  return asked(evidence, COUNTED).flatMap((seen) => {
    const told = seen.usage?.prompt;
    if (told === undefined || (info === undefined && !isTextAlone(seen.request))) return [];
    const own = recount(seen, rules, tokenizer);
    return own === undefined ? [] : [{ seen, told, own }];
  });
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;

/** Tokens by which two prompts have to differ for their slope to mean anything. */
const APART = 200;
/** Prompts that it takes to tell a line. */
const POINTS = 12;

/** The line on which most points lie, whatever the others do: the median of the slopes and of the intercepts. */
function lineThrough(points: readonly Point[]): { readonly slope: number; readonly intercept: number } | undefined {
  if (points.length < POINTS) return undefined;
  const slopes = points.flatMap((a, index) =>
    points
      .slice(index + 1)
      .flatMap((b) => (Math.abs(b.own - a.own) < APART ? [] : [(b.told - a.told) / (b.own - a.own)])),
  );
  if (slopes.length === 0) return undefined;
  const slope = median(slopes);
  return { slope, intercept: median(points.map(({ told, own }) => told - slope * own)) };
}

/** Of texts in an unknown vocabulary, a count may stray further from the line. */
const UNKNOWN_SHARE = 0.08;
const UNKNOWN_MARKS = 12;

/** Tokens by which the count of a prompt may differ from a recount. */
function slackOf(seen: ParsedExchange, own: number): number {
  if (declaresTools(seen)) return own * TOOLS_SHARE + TOOLS_MARKS;
  return own * SHARE + (isTextAlone(seen.request) ? TEXT_MARKS : MARKS);
}

function promptTrial({ seen, told, own }: Point, { info }: Evidence, line: ReturnType<typeof lineThrough>): Trial[] {
  const path = '/usage/prompt_tokens';
  if (info !== undefined) return [compared(seen, path, told, own, slackOf(seen, own))];
  if (line === undefined) return [];
  const wanted = line.intercept + line.slope * own;
  if (Math.abs(told - wanted) <= wanted * UNKNOWN_SHARE + UNKNOWN_MARKS) return [{ seen }];
  const expected = `about ${Math.round(wanted)} tokens, by the counts of other prompts`;
  return [{ seen, flaw: { path, expected, received: `${told}` } }];
}

function promptCounts(evidence: Evidence): Judgement {
  const points = prompts(evidence);
  const line = lineThrough(points);
  const trials = points.flatMap((point) => promptTrial(point, evidence, line));
  const judged = judgeTrials(evidence, 'billing.prompt.count', trials, { honest: 1e-4, kinds: kindsOf });
  if (line === undefined || judged.kind === 'skipped') return judged;
  const fit = `slope ${line.slope.toFixed(3)}, intercept ${Math.round(line.intercept)} tokens`;
  return { ...judged, note: judged.note === undefined ? fit : `${judged.note}; ${fit}` };
}

/** Tokens that the limit of a request allows, of all choices together. */
const mostOf = (seen: ParsedExchange): number =>
  (limitOf(seen) ?? Infinity) * Math.max(1, Number(seen.request?.['n'] ?? 1));

function completionTrial(seen: ParsedExchange, { info, tokenizer }: Evidence): Trial[] {
  const told = seen.usage?.completion;
  if (!isSound(seen) || told === undefined) return [];
  const path = '/usage/completion_tokens';
  const most = mostOf(seen);
  // More than the limit allows was never written.
  if (told > most + MARKS)
    return [{ seen, flaw: { path, expected: `at most ${most}, the limit`, received: `${told}` } }];
  if (info === undefined || hasCalls(seen) || hidesReasoning(seen)) return [];
  if (seen.choices.some(({ refusal }) => refusal)) return [];
  const reasoned = seen.usage?.reasoning ?? 0;
  const [first = 0, ...rest] = seen.choices.map(({ content }) => tokenizer.count(content ?? ''));
  const wanted =
    countCompletionTokens({ reasoningTokens: reasoned, textTokens: first, toolCalls: [] }, info) +
    rest.reduce((sum, count) => sum + count + info.completion_tokens[reasoned > 0 ? 'reasoned_text' : 'text'], 0);
  const few = Math.abs(told - wanted) <= MARKS * seen.choices.length;
  return [few ? { seen } : compared(seen, path, told, Math.min(wanted, most), wanted * SHARE + MARKS)];
}

const completionCounts = (evidence: Evidence): Judgement =>
  judgeTrials(
    evidence,
    'billing.completion.count',
    asked(evidence, TRAFFIC).flatMap((seen) => completionTrial(seen, evidence)),
    { honest: 1e-3, kinds: kindsOf },
  );

/** What of the reasoning tokens cannot be. */
function reasoningFlaw(seen: ParsedExchange, evidence: Evidence): Flaw | undefined {
  const { info, tokenizer } = evidence;
  const told = seen.usage?.reasoning ?? 0;
  const path = '/usage/completion_tokens_details/reasoning_tokens';
  if (info === undefined) return undefined;
  const effort = info.reasoning === undefined ? 'none' : effortOf(seen, evidence);
  if (effort === 'none' && told > 0) return { path, expected: 'none: no effort was asked for', received: `${told}` };
  const most = mostOf(seen);
  if (told > most) return { path, expected: `at most ${most}, the limit`, received: `${told}` };
  const step = info.reasoning?.token_step ?? 1;
  // What the limit ended was not counted to its end.
  if (told % step !== 0 && !isCut(seen))
    return { path, expected: `a multiple of ${step}, as the model counts`, received: `${told}` };
  const shown = seen.choices.map(({ reasoning }) => tokenizer.count(reasoning ?? '')).reduce((a, b) => a + b, 0);
  if (info.reasoning?.content !== 'visible' || shown === 0) return undefined;
  const visible = shown * (1 + SHARE) + seen.choices.length * step + MARKS;
  return told > visible
    ? { path, expected: `at most ${Math.round(visible)}, by the reasoning that is shown`, received: `${told}` }
    : undefined;
}

function reasoningCounts(evidence: Evidence): Judgement {
  if (evidence.info === undefined) return skipped('not-observed');
  const probes = [...TRAFFIC, 'reason', 'stream.reason'];
  const trials = asked(evidence, probes).flatMap((seen): Trial[] => {
    if (seen.usage === undefined) return [];
    const flaw = reasoningFlaw(seen, evidence);
    return [flaw === undefined ? { seen } : { seen, flaw }];
  });
  const judge = (some: readonly Trial[]): Judgement =>
    judgeTrials(evidence, 'billing.reasoning.count', some, { honest: 1e-4, kinds: kindsOf });
  return gravest([judge(trials), judge(trials.filter(({ seen }) => effortOf(seen, evidence) !== 'none'))]);
}

/** Requests with the same beginning that have to come before one is expected to find it cached. */
const WARM = 2;
/** Share of a repeated beginning that is cached at least: services count in steps, and leave out the last messages. */
const CACHED_SHARE = 0.75;

/** Tokens at the beginning of a prompt that every one of the series has. */
function sharedTokens({ request }: ParsedExchange, tokenizer: Evidence['tokenizer']): number {
  const texts = asList(request?.['messages'])
    .slice(0, -1)
    .map((message) => asObject(message)['content']);
  return texts.reduce<number>((sum, text) => sum + (isText(text) ? tokenizer.count(text) : 0), 0);
}

/** What was sent before is cached, though a service may forget it now and then. */
function cached(evidence: Evidence): Judgement {
  const all = asked(evidence, seriesOf('again')).slice(WARM);
  const told = all.map(({ usage }) => usage?.cached);
  const [first] = all;
  if (
    first === undefined ||
    all.length < 2 ||
    told.every((count) => count === undefined && evidence.info === undefined)
  )
    return skipped('not-observed');
  const wanted = Math.floor(sharedTokens(first, evidence.tokenizer) * CACHED_SHARE);
  const hits = told.filter((count) => (count ?? 0) > 0);
  const note = `${hits.length} of ${all.length} repetitions had cached tokens`;
  if (hits.some((count) => (count ?? 0) >= wanted)) return { kind: 'judged', findings: [], note };
  const flaw = {
    path: '/usage/prompt_tokens_details/cached_tokens',
    expected: `at least ${wanted} cached tokens`,
    received: `${Math.max(0, ...hits.map((count) => count ?? 0))} at most`,
  };
  return { kind: 'judged', findings: [findingOf(evidence, 'billing.cached', first, flaw)], note };
}

/** Checks of the bill, over many answers. */
export const countChecks: readonly Check[] = [
  evidenceCheck(
    {
      id: 'billing.prompt.count',
      class: 'billing',
      probes: COUNTED,
      fix: 'Report the prompt tokens that the model counts, with nothing added.',
    },
    promptCounts,
  ),
  evidenceCheck(
    {
      id: 'billing.completion.count',
      class: 'billing',
      probes: TRAFFIC,
      fix: 'Report the completion tokens that the model counts.',
    },
    completionCounts,
  ),
  evidenceCheck(
    {
      id: 'billing.reasoning.count',
      class: 'billing',
      probes: [...TRAFFIC, 'reason', 'stream.reason'],
      fix: 'Report the reasoning tokens that the model counts.',
    },
    reasoningCounts,
  ),
  evidenceCheck(
    { id: 'billing.cached', class: 'billing', probes: seriesOf('again'), fix: 'Pass cached_tokens on.' },
    cached,
  ),
];
