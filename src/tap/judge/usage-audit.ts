import { isJsonObject } from '../../contract/requirements.ts';
import type { Evidence } from '../../verify/evidence/evidence.ts';
import type { ParsedExchange } from '../../verify/evidence/parsed-exchange.ts';
import { isAnswer, isWhole } from '../../verify/evidence/predicates.ts';
import { completionCount } from '../../verify/checks/completion-count.ts';
import { promptCount } from '../../verify/checks/prompt-count.ts';
import { priceOf } from '../../verify/report/cost.ts';
import type { Amount } from '../../verify/report/report.ts';

/** Equal requests, streamed and plain, whose prompts were billed differently. */
export interface UsageMismatch {
  readonly model: string;
  readonly plain: number;
  readonly stream: number;
  /** Numbers of one exchange of each kind. */
  readonly exchanges: readonly [plain: number, stream: number];
}

/** Whether what was billed is what was asked for and answered. */
export interface UsageAudit {
  /** Which models answered for which. */
  readonly models: readonly { readonly asked: string; readonly answered: string; readonly count: number }[];
  /** Equal requests that were made both ways, and those of them that differ. */
  readonly pairs: number;
  readonly mismatches: readonly UsageMismatch[];
  /** Responses whose usage was counted again, and those that are out of bounds. */
  readonly counted: number;
  readonly miscounted: readonly number[];
  /** Streams that were left or cut, with what they have cost by our own count of what came. */
  readonly cut: readonly {
    readonly exchange: number;
    readonly tokens: number;
    readonly cost: Amount;
  }[];
}

/** The request without what decides how the answer is sent; keys sorted, so that equal requests have equal texts. */
function requestKey(body: ParsedExchange['request']): string {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.keys(value)
        .toSorted()
        .map((key) => [key, sorted(value[key])]),
    );
  };
  const { stream: _stream, stream_options: _options, ...rest } = body ?? {};
  return JSON.stringify(sorted(rest));
}

function comparePairs(seen: readonly ParsedExchange[]): Pick<UsageAudit, 'pairs' | 'mismatches'> {
  const told = seen.filter((one) => isAnswer(one) && one.usage?.prompt !== undefined && one.request !== undefined);
  const pairs = [...Map.groupBy(told, ({ request }) => requestKey(request)).values()].flatMap((equal) => {
    const plain = equal.find(({ streamed }) => !streamed);
    const stream = equal.find(({ streamed }) => streamed);
    return plain && stream ? [{ plain, stream }] : [];
  });
  const mismatches = pairs.flatMap(({ plain, stream }): UsageMismatch[] => {
    const [one = 0, other = 0] = [plain.usage?.prompt, stream.usage?.prompt];
    if (one === other) return [];
    return [{ model: plain.observation.model, plain: one, stream: other, exchanges: [plain.sample, stream.sample] }];
  });
  return { pairs: pairs.length, mismatches };
}

function answeringModels(seen: readonly ParsedExchange[]): UsageAudit['models'] {
  const named = seen
    .filter(isAnswer)
    .map(({ observation, model }) => [observation.model, String(model ?? '')] as const);
  const groups = Map.groupBy(named, (pair) => JSON.stringify(pair));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ asked: first[0], answered: first[1], count: group.length }] : [];
  });
}

/** What a stream that is not whole has said, in tokens and at the documented price. */
function cutStream(seen: ParsedExchange, { contract, tokenizer, model }: Evidence): UsageAudit['cut'][number] {
  const texts = seen.choices.flatMap(({ content, refusal, reasoning, calls }) => [
    content,
    refusal,
    reasoning,
    ...calls.flatMap((call) => [call.name, typeof call.arguments === 'string' ? call.arguments : undefined]),
  ]);
  const tokens = texts.reduce((sum, text) => sum + tokenizer.count(text ?? ''), 0);
  const prompt = tokenizer.count(JSON.stringify(seen.request?.['messages'] ?? seen.request?.['input'] ?? ''));
  return { exchange: seen.sample, tokens, cost: priceOf(contract, model, prompt, tokens) };
}

/** Audits the exchanges of one model. */
export function auditUsage(evidence: Evidence): UsageAudit {
  const { all } = evidence;
  const counts = all.map((seen) => ({
    exchange: seen.sample,
    flaws: [promptCount(seen, evidence), completionCount(seen, evidence)].filter((flaws) => flaws !== undefined),
  }));
  const cut = all.filter((seen) => seen.kind === 'stream' && !isWhole(seen));
  return {
    models: answeringModels(all),
    ...comparePairs(all),
    counted: counts.filter(({ flaws }) => flaws.length > 0).length,
    miscounted: counts.filter(({ flaws }) => flaws.flat().length > 0).map(({ exchange }) => exchange),
    cut: cut.map((seen) => cutStream(seen, evidence)),
  };
}
