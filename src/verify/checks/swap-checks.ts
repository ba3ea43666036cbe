import { reasonsByDefault } from '../../contract/models.ts';
import { asObject } from '../../contract/schema/json-shape.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import { hasCalls, isAnswer, isSound, limitOf } from '../evidence/predicates.ts';
import { seriesOf, trafficProbes } from '../probes/traffic-probes.ts';
import type { Check, Judgement } from './check.ts';
import { evidenceCheck, type Flaw } from './define-check.ts';
import { effortOf } from './effort-of.ts';
import { kindsOf } from './kinds-of-exchange.ts';
import { isTextAlone, recount } from './prompt-count.ts';
import { quoted } from './trial-check.ts';
import { gravest, judgeTrials, type Trial } from './trials.ts';

const TRAFFIC = trafficProbes.map(({ id }) => id);

const said = (seen: ParsedExchange): string => seen.choices.map(({ content }) => content ?? '').join('\n');

/** Characters of an answer whose beginning is worth a comparison. */
const TELLING = 60;

/** What an answer shows that the model does not do. */
function strange(seen: ParsedExchange, evidence: Evidence): Flaw | undefined {
  const { info } = evidence;
  const path = '/choices/0/message';
  if (info?.reasoning === undefined) return undefined;
  const effort = effortOf(seen, evidence);
  const shows = seen.choices.some(({ reasoning }) => reasoning);
  const thinks = (seen.usage?.reasoning ?? 0) > 0 || shows;
  if (effort === 'none' && thinks)
    return { path, expected: 'no reasoning, since the model does none by default', received: 'reasoning' };
  if (info.reasoning.content === 'hidden' && shows)
    return { path, expected: 'hidden reasoning', received: 'reasoning that is shown' };
  if (reasonsByDefault(info) && effort !== 'none' && seen.usage !== undefined && !thinks)
    return { path, expected: 'reasoning', received: 'none' };
  return undefined;
}

/** The value that most have. */
function commonest<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}

/** Answers by something that every one of them should have alike; those that differ from most are misses. */
function agreement<T>(
  values: readonly { readonly seen: ParsedExchange; readonly value: T }[],
  differs: (value: T, most: T) => Flaw | undefined,
): Trial[] {
  const most = commonest(values.map(({ value }) => value));
  if (most === undefined) return [];
  return values.map(({ seen, value }) => {
    const flaw = differs(value, most);
    return flaw === undefined ? { seen } : { seen, flaw };
  });
}

/** Tokens by which the templates of two models differ; charging more has another cause. */
const TEMPLATE = 3;

/** A model counts every text by one rule, so that what it adds to our own count is always the same. */
function templates(answers: readonly ParsedExchange[], { info, tokenizer }: Evidence): Trial[] {
  if (info === undefined) return [];
  const values = answers.flatMap((seen) => {
    const told = seen.usage?.prompt;
    if (told === undefined || !isTextAlone(seen.request)) return [];
    const own = recount(seen, info, tokenizer);
    return own === undefined ? [] : [{ seen, value: told - own }];
  });
  return agreement(values, (value, most) =>
    value === most || Math.abs(value - most) > TEMPLATE
      ? undefined
      : {
          path: '/usage/prompt_tokens',
          expected: `a recount and ${most}, as for most prompts`,
          received: `a recount and ${value}`,
        },
  );
}

/** Tokens that two models may add to the text of an answer without raising suspicion. */
const ALIKE = 1;

/** The same of what it adds to the text of an answer. */
function endings(answers: readonly ParsedExchange[], { info, tokenizer }: Evidence): Trial[] {
  if (info === undefined) return [];
  const values = answers.flatMap((seen) => {
    const told = seen.usage?.completion;
    const [choice, ...more] = seen.choices;
    if (!isSound(seen) || told === undefined || more.length > 0 || hasCalls(seen) || choice?.finish !== 'stop')
      return [];
    // What the limit cut has no ending, and its count is the limit's.
    if (told >= (limitOf(seen) ?? Infinity)) return [];
    if ((seen.usage?.reasoning ?? 0) > 0 || choice.reasoning || choice.refusal) return [];
    return [{ seen, value: told - tokenizer.count(choice.content ?? '') }];
  });
  return agreement(values, (value, most) =>
    Math.abs(value - most) <= ALIKE || Math.abs(value - most) > TEMPLATE
      ? undefined
      : {
          path: '/usage/completion_tokens',
          expected: `the text and ${most}, as for most answers`,
          received: `the text and ${value}`,
        },
  );
}

/** One model has a fingerprint in each answer, or in none. */
const fingerprints = (answers: readonly ParsedExchange[]): Trial[] =>
  agreement(
    answers.map((seen) => {
      const head = asObject(seen.kind === 'stream' ? seen.chunks[0]?.chunk : seen.json);
      return { seen, value: head['system_fingerprint'] == null ? 'none' : 'one' };
    }),
    (value, most) =>
      value === most
        ? undefined
        : { path: '/system_fingerprint', expected: `${most}, as in most answers`, received: value },
  );

/** Words by which two answers begin alike. */
const FIRST_WORDS = 3;
/** Of questions, the share whose answers agree where an endpoint chooses its words rather than drawing them. */
const CHOOSES = 0.75;

const isRepeated = (group: readonly ParsedExchange[]): boolean => new Set(group.map(said)).size < group.length;

/** At temperature 0 a model begins its answer to a question in one way. */
function beginnings(evidence: Evidence): Trial[] {
  const open = seriesOf('open').flatMap((probe) => evidence.of(probe));
  const asked = Map.groupBy(
    open.filter((seen) => isSound(seen) && said(seen).length >= TELLING),
    ({ request }) => JSON.stringify(request?.['messages']),
  );
  const groups = [...asked.values()].filter(({ length }) => length > 2);
  if (groups.filter(isRepeated).length < groups.length * CHOOSES) return [];
  return groups.flatMap((group) =>
    agreement(
      group.map((seen) => ({ seen, value: said(seen).split(/\s+/).slice(0, FIRST_WORDS).join(' ') })),
      (value, most) =>
        value === most
          ? undefined
          : { path: '/choices/0/message/content', expected: `${quoted(most)}, as mostly`, received: quoted(value) },
    ),
  );
}

function consistent(evidence: Evidence): Judgement {
  const answers = TRAFFIC.flatMap((probe) => evidence.of(probe)).filter(
    (seen) => isAnswer(seen) && seen.choices.length > 0 && seen.choices.every(({ finish }) => finish !== null),
  );
  const shown = answers.map((seen): Trial => {
    const flaw = strange(seen, evidence);
    return flaw === undefined ? { seen } : { seen, flaw };
  });
  // A model may answer without a thought now and then.
  const rarely = reasonsByDefault(evidence.info) ? 0.005 : 1e-4;
  const judge = (trials: readonly Trial[], honest: number): Judgement =>
    judgeTrials(evidence, 'model.consistent', trials, { honest, kinds: kindsOf });
  const thinking = shown.filter(({ seen }) => effortOf(seen, evidence) !== 'none');
  return gravest([
    judge(shown, rarely),
    judge(thinking, rarely),
    judge(templates(answers, evidence), 1e-3),
    judge(endings(answers, evidence), 0.01),
    judge(evidence.info === undefined ? [] : fingerprints(answers), 0.01),
    judge(beginnings(evidence), 0.05),
  ]);
}

/** Checks of who answers, over many answers. */
export const swapChecks: readonly Check[] = [
  evidenceCheck(
    {
      id: 'model.consistent',
      class: 'identity',
      probes: TRAFFIC,
      fix: 'Serve every request by the model that it asks for.',
    },
    consistent,
  ),
];
