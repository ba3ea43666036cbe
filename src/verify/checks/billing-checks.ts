import { countCompletionTokens } from '../../contract/completion-tokens.ts';
import { asList, asObject, isText } from '../../contract/json-shape.ts';
import type { Check, Judgement } from './check.ts';
import { evidenceCheck, exchangeCheck, findingOf, skipped, type Flaw } from './define-check.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { TOKEN_TEXT } from '../probes/special-probes.ts';
import type { Seen } from '../evidence/seen.ts';
import { hidesReasoning } from './completion-count.ts';
import { hasCalls, isAnswer, isSound, outcome } from './concerns.ts';
import { contentOf } from './param-checks.ts';
import { FEW, promptCount, SHARE } from './prompt-count.ts';

const promptOf = (evidence: Evidence, probe: string): number | undefined =>
  evidence.of(probe).find(isAnswer)?.usage?.prompt;

/** Sentences by which the longer prompts are longer: what differs is the text alone, so hidden prompts and marks cancel out. */
const STEPS = [
  ['tokens.1', 'tokens.2', 4],
  ['tokens.2', 'tokens.4', 8],
] as const;

/** Tokens of a sentence. In a vocabulary that nobody told the first step says how many, unless that is out of all proportion. */
function sentenceTokens(evidence: Evidence): number {
  const known = evidence.tokenizer.count(TOKEN_TEXT.repeat(8)) / 8;
  const [from, to] = [promptOf(evidence, 'tokens.1'), promptOf(evidence, 'tokens.2')];
  if (evidence.info !== undefined || from === undefined || to === undefined) return known;
  const told = (to - from) / STEPS[0][2];
  return told >= known / 2 && told <= known * 2 ? told : known;
}

function linear(evidence: Evidence): Judgement {
  const sentence = sentenceTokens(evidence);
  const findings = STEPS.flatMap(([short, long, sentences]) => {
    const [from, to] = [promptOf(evidence, short), promptOf(evidence, long)];
    const seen = evidence.of(long).find(isAnswer);
    if (from === undefined || to === undefined || seen === undefined) return [];
    const wanted = sentence * sentences;
    if (Math.abs(to - from - wanted) <= wanted * SHARE + 2) return [undefined];
    const flaw = {
      path: '/usage/prompt_tokens',
      expected: `${Math.round(wanted)} more than for ${short}`,
      received: `${to - from} more`,
    };
    return [findingOf(evidence, 'usage.prompt.linear', seen, flaw)];
  });
  if (findings.length === 0) return skipped('not-observed');
  return { kind: 'judged', findings: findings.filter((finding) => finding !== undefined) };
}

/** Tokens beyond the text that a short prompt may cost: roles, marks, a date. */
const MOST_OVERHEAD = 30;

function overhead(evidence: Evidence): Judgement {
  const seen = evidence.of('tokens.1').find(isAnswer);
  const told = seen?.usage?.prompt;
  if (seen === undefined || told === undefined) return skipped('not-observed');
  const text = evidence.tokenizer.count(String(asObject(asList(seen.request?.['messages'])[0])['content']));
  // A vocabulary that nobody told may cut the text into more tokens.
  const most = (evidence.info === undefined ? text * 2 : text) + MOST_OVERHEAD;
  if (told <= most) return { kind: 'judged', findings: [] };
  const flaw = { path: '/usage/prompt_tokens', expected: `at most ${most}`, received: `${told}` };
  return { kind: 'judged', findings: [findingOf(evidence, 'usage.prompt.overhead', seen, flaw)] };
}

/** Probes that send the same prompt. */
const SAME = [
  ['tokens.1', 'tokens.stream', 'tokens.again'],
  ['text', 'text.stream-false', 'stream.same', 'stream.plain-usage'],
] as const;

function samePrompt(evidence: Evidence): Judgement {
  const groups = SAME.map((probes) =>
    probes.flatMap((probe) => evidence.of(probe)).filter((seen) => isAnswer(seen) && seen.usage?.prompt !== undefined),
  );
  const comparable = groups.filter((group) => group.length > 1);
  if (comparable.length === 0) return skipped('not-observed');
  const findings = comparable.flatMap((group) => {
    const [first] = group;
    const other = group.find((seen) => seen.usage?.prompt !== first?.usage?.prompt);
    if (other === undefined) return [];
    const flaw = {
      path: '/usage/prompt_tokens',
      expected: `${first?.usage?.prompt}, as for ${first?.probe}`,
      received: `${other.usage?.prompt}`,
    };
    return [findingOf(evidence, 'usage.prompt.same', other, flaw)];
  });
  return { kind: 'judged', findings };
}

/** What an answer may cost beyond its text and its reasoning, which models mark in ways that nobody sees. */
function inflated(seen: Seen, { info: rules, tokenizer }: Evidence): readonly Flaw[] | undefined {
  const told = seen.usage?.completion;
  if (!isSound(seen) || told === undefined || rules === undefined || seen.choices.length !== 1) return undefined;
  const [choice] = seen.choices;
  // Reasoning that is not told cannot be told from inflation, nor can another vocabulary.
  if (hidesReasoning(seen)) return undefined;
  if (rules.reasoning && seen.usage?.reasoning === undefined && rules.reasoning.default_effort !== 'none')
    return undefined;
  if (hasCalls(seen) || choice?.refusal) return undefined;
  const textTokens = tokenizer.count(contentOf(seen));
  const most = countCompletionTokens({ reasoningTokens: seen.usage?.reasoning ?? 0, textTokens, toolCalls: [] }, rules);
  return told <= most * (1 + SHARE) + FEW
    ? []
    : [{ path: '/usage/completion_tokens', expected: `at most ${most}`, received: `${told}` }];
}

function reasoningTold(seen: Seen): readonly Flaw[] | undefined {
  if (!isAnswer(seen) || seen.usage === undefined || !seen.choices.some(({ reasoning }) => reasoning)) return undefined;
  return (seen.usage.reasoning ?? 0) > 0
    ? []
    : [
        {
          path: '/usage/completion_tokens_details/reasoning_tokens',
          expected: 'reasoning tokens',
          received: `${seen.usage.reasoning ?? 'none'}`,
        },
      ];
}

function imageCounted(evidence: Evidence): Judgement {
  const seen = evidence.of('vision.red').find(isAnswer);
  const told = seen?.usage?.prompt;
  if (seen === undefined || told === undefined) return skipped('not-observed');
  const text = evidence.tokenizer.count('What colour fills this image? Reply with one word.');
  // The cheapest known image costs tens of tokens, and marks around the text fewer than twenty.
  if (told > text + 20) return { kind: 'judged', findings: [] };
  const flaw = { path: '/usage/prompt_tokens', expected: `more than ${text + 20}`, received: `${told}` };
  return { kind: 'judged', findings: [findingOf(evidence, 'vision.counted', seen, flaw)] };
}

/** The date in the name of a snapshot: `gpt-4o-2024-08-06`, `gpt-4-0613`, `gpt-4-1106-vision-preview`, `claude-sonnet-4-20250514`. */
const DATE = /-(?:\d{4}-\d{2}-\d{2}|\d{8}|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?=-|$)/;

/** Names under which a model may answer: its own, that which the catalogue says it reports, and dated snapshots of it. */
function mayBe(model: string, { info }: Evidence): (name: string) => boolean {
  const isSnapshot = (name: string): boolean => name.replace(DATE, '') === model;
  return (name) => name === model || name === info?.reports || isSnapshot(name);
}

/** A request that is faulty on purpose may not have been read as far as its model. */
const namesModel = ({ request, wants }: Seen, { model }: Evidence): boolean =>
  request?.['model'] === model && wants !== 'refusal';

const modelOf = (seen: Seen): unknown =>
  seen.kind === 'stream' ? seen.chunks[0]?.chunk['model'] : asObject(seen.json)['model'];

function echo(seen: Seen, evidence: Evidence): readonly Flaw[] | undefined {
  const name = modelOf(seen);
  if (!isAnswer(seen) || !namesModel(seen, evidence)) return undefined;
  // Of a chunk, the schema tells that it has no name.
  if (seen.kind === 'stream' && (!isText(name) || name === '')) return undefined;
  return isText(name) && mayBe(evidence.model, evidence)(name)
    ? []
    : [{ path: '/model', expected: evidence.model, received: JSON.stringify(name ?? null) }];
}

const ofModel = (evidence: Evidence): readonly Seen[] =>
  evidence.all.filter((seen) => isAnswer(seen) && namesModel(seen, evidence));

function stableName(evidence: Evidence): Judgement {
  const answers = ofModel(evidence).filter((seen) => typeof modelOf(seen) === 'string');
  if (answers.length < 2) return skipped('not-observed');
  const first = modelOf(answers[0] as Seen);
  const other = answers.find((seen) => modelOf(seen) !== first);
  if (other === undefined) return { kind: 'judged', findings: [] };
  const flaw = { path: '/model', expected: JSON.stringify(first), received: JSON.stringify(modelOf(other)) };
  return { kind: 'judged', findings: [findingOf(evidence, 'model.echo.stable', other, flaw)] };
}

/** A model that answers nothing is broken: not a single request, of several, was served. */
function answersAtAll(evidence: Evidence, asked: readonly Seen[]): Judgement {
  const [first] = asked;
  if (first === undefined) return skipped('not-observed');
  if (asked.length < 3 || !asked.every(({ status = 0 }) => status >= 500)) return { kind: 'judged', findings: [] };
  const flaw = { expected: 'an answer', received: `${outcome(first)}, each time: the model is broken` };
  return { kind: 'judged', findings: [findingOf(evidence, 'model.available', first, flaw)], note: 'broken' };
}

/** Documented, and not there any more: a fact of its own, for which nothing of the protocol is to blame. */
function available(evidence: Evidence): Judgement {
  const asked = evidence.all.filter(
    ({ wants, request, status }) => wants === 'answer' && request?.['model'] === evidence.model && status !== undefined,
  );
  const gone = asked.find(({ status, error }) => status === 404 || asObject(error)['code'] === 'model_not_found');
  if (gone === undefined) return answersAtAll(evidence, asked);
  const documented = evidence.info !== undefined;
  const flaw = {
    expected: documented ? 'an answer: the model is documented' : 'an answer',
    received: `${outcome(gone)}: the model is gone`,
  };
  return {
    kind: 'judged',
    findings: [findingOf(evidence, 'model.available', gone, flaw)],
    note: documented ? 'documented but gone' : 'not there',
  };
}

function fingerprints(evidence: Evidence): Judgement {
  const answers = ofModel(evidence);
  if (answers.length === 0) return skipped('not-observed');
  const values = new Set(
    answers.map(
      (seen) => asObject(seen.kind === 'stream' ? seen.chunks[0]?.chunk : seen.json)['system_fingerprint'] ?? null,
    ),
  );
  const shown = [...values].map((value) => JSON.stringify(value)).toSorted();
  if (values.size <= 1) return { kind: 'judged', findings: [], note: `always ${shown.join('')}` };
  const flaw = {
    path: '/system_fingerprint',
    expected: 'one system_fingerprint',
    received: `${values.size} in ${answers.length} answers: ${shown.slice(0, 5).join(', ')}`,
  };
  return { kind: 'judged', findings: [findingOf(evidence, 'model.fingerprint', answers[0] as Seen, flaw)] };
}

/** Characters that make an answer long enough for two models not to give it by chance. */
const TELLING = 60;

/** The answer of a model to the open question, where it is long enough to tell. */
const ownWords = (evidence: Evidence): Seen | undefined =>
  evidence.of('identity').find((seen) => isSound(seen) && contentOf(seen).length >= TELLING);

/** Two names of one snapshot may well say the same. */
const isAnother = (evidence: Evidence, other: Evidence): boolean =>
  evidence.info === undefined || evidence.info.reports !== other.info?.reports;

function distinct(evidence: Evidence): Judgement {
  const own = ownWords(evidence);
  const others = evidence.others.filter((other) => isAnother(evidence, other) && ownWords(other) !== undefined);
  if (own === undefined || others.length === 0) return skipped('not-observed');
  const twin = others.find((other) => contentOf(own) === contentOf(ownWords(other) ?? own));
  if (twin === undefined) return { kind: 'judged', findings: [] };
  const flaw = { expected: 'an answer of its own', received: `word for word that of ${twin.model}` };
  return { kind: 'judged', findings: [findingOf(evidence, 'model.distinct', own, flaw)] };
}

/** Checks of what is charged and of who answers. */
export const billingChecks: readonly Check[] = [
  exchangeCheck(
    { id: 'usage.prompt.recount', class: 'billing', fix: 'Take the counts of the model instead of an estimate.' },
    promptCount,
  ),
  evidenceCheck(
    {
      id: 'usage.prompt.linear',
      class: 'billing',
      probes: ['tokens.1', 'tokens.2', 'tokens.4'],
      fix: 'Count with the tokenizer of the model, and charge what was counted.',
    },
    linear,
  ),
  evidenceCheck(
    { id: 'usage.prompt.overhead', class: 'billing', probes: ['tokens.1'], fix: 'Charge no prompts of your own.' },
    overhead,
  ),
  evidenceCheck(
    { id: 'usage.prompt.same', class: 'billing', probes: SAME.flat(), fix: 'Count each request in the same way.' },
    samePrompt,
  ),
  exchangeCheck({ id: 'usage.completion.inflated', class: 'billing', fix: 'Take the counts of the model.' }, inflated),
  exchangeCheck(
    { id: 'usage.reasoning.told', class: 'billing', fix: 'Send completion_tokens_details.reasoning_tokens.' },
    reasoningTold,
  ),
  evidenceCheck(
    {
      id: 'vision.counted',
      class: 'billing',
      probes: ['vision.red'],
      needs: ['vision'],
      fix: 'Pass images on; an image that costs nothing was not seen.',
    },
    imageCounted,
  ),
  exchangeCheck(
    { id: 'model.echo', class: 'identity', fix: 'Report the model that was asked for, or its snapshot.' },
    echo,
  ),
  evidenceCheck({ id: 'model.echo.stable', class: 'identity', fix: 'Report one name for one model.' }, stableName),
  evidenceCheck(
    { id: 'model.available', class: 'identity', fix: 'Serve the model, or take it out of the documentation.' },
    available,
  ),
  evidenceCheck({ id: 'model.fingerprint', class: 'identity', fix: 'Do nothing; this is a fact.' }, fingerprints),
  evidenceCheck(
    {
      id: 'model.distinct',
      class: 'identity',
      probes: ['identity'],
      fix: 'Look whether two names are served by one model.',
    },
    distinct,
  ),
  evidenceCheck({ id: 'billing.ledger', class: 'billing', fix: 'Compare with the bill.' }, ({ spent }) =>
    spent === undefined
      ? skipped('not-observed')
      : {
          kind: 'judged',
          findings: [],
          note: `${spent.amount.toFixed(6)} ${spent.currency} by the usage that was reported`,
        },
  ),
];
