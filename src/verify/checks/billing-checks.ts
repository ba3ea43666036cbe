import { countCompletionTokens } from '../../contract/tokens/completion-tokens.ts';
import { asList, asObject } from '../../contract/schema/json-shape.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import { TOKEN_TEXT } from '../probes/special-probes.ts';
import { contentOf } from './answers.ts';
import type { Check, Judgement } from './check.ts';
import { hidesReasoning } from './completion-count.ts';
import { hasCalls, isAnswer, isSound } from '../evidence/predicates.ts';
import { evidenceCheck, exchangeCheck, findingOf, type Flaw, skipped } from './define-check.ts';
import { FEW, promptCount, SHARE } from './prompt-count.ts';

const promptOf = (evidence: Evidence, probe: string): number | undefined =>
  evidence.of(probe).find(isAnswer)?.usage?.prompt;

/** Sentences by which the longer prompts are longer: what differs is the text alone, so hidden prompts and marks cancel out. */
const STEPS = [
  ['tokens.1', 'tokens.2', 4],
  ['tokens.2', 'tokens.4', 8],
] as const;

/** Tokens of a sentence. With an unknown vocabulary, the first step is the reference, unless it is far off. */
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
const MAX_OVERHEAD = 30;

function overhead(evidence: Evidence): Judgement {
  const seen = evidence.of('tokens.1').find(isAnswer);
  const told = seen?.usage?.prompt;
  if (seen === undefined || told === undefined) return skipped('not-observed');
  const text = evidence.tokenizer.count(String(asObject(asList(seen.request?.['messages'])[0])['content']));
  // An unknown vocabulary may cut the text into more tokens.
  const most = (evidence.info === undefined ? text * 2 : text) + MAX_OVERHEAD;
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

/** What an answer may cost beyond its text and its reasoning, for invisible marks of the model. */
function inflated(seen: ParsedExchange, { info: rules, tokenizer }: Evidence): readonly Flaw[] | undefined {
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

function reasoningTold(seen: ParsedExchange): readonly Flaw[] | undefined {
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

/** Checks of what is charged. */
export const billingChecks: readonly Check[] = [
  exchangeCheck(
    {
      id: 'usage.prompt.recount',
      class: 'billing',
      fix: 'Report the token counts of the model instead of an estimate.',
    },
    promptCount,
  ),
  evidenceCheck(
    {
      id: 'usage.prompt.linear',
      class: 'billing',
      probes: ['tokens.1', 'tokens.2', 'tokens.4'],
      fix: "Count with the model's tokenizer, and report that count.",
    },
    linear,
  ),
  evidenceCheck(
    {
      id: 'usage.prompt.overhead',
      class: 'billing',
      probes: ['tokens.1'],
      fix: "Don't charge for prompts that you add.",
    },
    overhead,
  ),
  evidenceCheck(
    {
      id: 'usage.prompt.same',
      class: 'billing',
      probes: SAME.flat(),
      fix: 'Count streamed and plain requests the same way.',
    },
    samePrompt,
  ),
  exchangeCheck(
    { id: 'usage.completion.inflated', class: 'billing', fix: 'Report the token counts of the model.' },
    inflated,
  ),
  exchangeCheck(
    { id: 'usage.reasoning.told', class: 'billing', fix: 'Report completion_tokens_details.reasoning_tokens.' },
    reasoningTold,
  ),
  evidenceCheck({ id: 'billing.ledger', class: 'billing', fix: 'Compare the cost with your bill.' }, ({ spent }) =>
    spent === undefined
      ? skipped('not-observed')
      : {
          kind: 'judged',
          findings: [],
          note: `${spent.amount.toFixed(6)} ${spent.currency} by the usage that was reported`,
        },
  ),
];
