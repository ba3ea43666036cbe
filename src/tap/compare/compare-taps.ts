import { differenceLine, fieldDiff } from '../../recordings/cassettes/field-diff.ts';
import { canonical, leavesOf } from '../../recordings/cassettes/json-leaves.ts';
import { matchKey } from '../../recordings/cassettes/match-key.ts';
import { answerOf } from '../../recordings/cassettes/recorded-answer.ts';
import { driftOf } from '../../recordings/cassettes/drift.ts';
import type { Observation } from '../../recordings/observation.ts';
import { judgeExchange } from '../../verify/judge-exchange.ts';
import type { AnalyseOptions } from '../../verify/analyse.ts';
import { pairExchanges, type ExchangePair, type TapRecording } from './pair-exchanges.ts';

/** Who is to blame for a violation: it is behind the gateway already, only in front of it, or the gateway took it away. */
export type Blame = 'upstream' | 'gateway' | 'repaired';

/** What a gateway did to one exchange. */
export interface ComparedExchange {
  readonly numbers: ExchangePair['numbers'];
  readonly retries: number;
  /** Changes of the request, as lines. */
  readonly request: readonly string[];
  /** Changes of the response, as lines: of its form, or of its values where the form is the same. */
  readonly response: readonly string[];
  readonly findings: readonly { readonly requirement: string; readonly blame: Blame }[];
}

export interface TapComparison {
  readonly exchanges: readonly ComparedExchange[];
  readonly unpaired: { readonly front: readonly number[]; readonly behind: readonly number[] };
}

const leaves = (value: unknown): { leaves(): ReadonlyMap<string, unknown> } => ({
  leaves: () => leavesOf(canonical(value ?? null, (_, text) => text)),
});

function responseChanges(front: Observation, behind: Observation): string[] {
  const drift = driftOf(behind, front).map(({ message }) => message);
  if (drift.length > 0) return drift;
  const changes = fieldDiff(leaves(answerOf(behind)), leaves(answerOf(front)));
  return changes.map((one) => differenceLine(one, ['upstream sent', 'client got']));
}

function blamed(front: readonly string[], behind: readonly string[]): ComparedExchange['findings'] {
  const all = [...new Set([...front, ...behind])].toSorted();
  return all.map((requirement) => ({
    requirement,
    blame: !front.includes(requirement) ? 'repaired' : behind.includes(requirement) ? 'upstream' : 'gateway',
  }));
}

/**
 * Compares what two taps recorded, one before and one behind a gateway: what the gateway changed, and whose fault each finding is.
 *
 * @param options how responses are judged
 * @throws StarmockError BAD_PROFILE
 * @example
 * const { exchanges } = await compareTaps(front, behind, { profile: 'openai' });
 */
export async function compareTaps(
  front: TapRecording,
  behind: TapRecording,
  options: AnalyseOptions = {},
): Promise<TapComparison> {
  const { pairs, unpaired } = pairExchanges(front, behind);
  const exchanges = await Promise.all(
    pairs.map(async ({ numbers, retries, ...pair }): Promise<ComparedExchange> => {
      const sent = matchKey(pair.front.request, { base: front.baseUrl, moment: pair.front.startedAt });
      const passed = matchKey(pair.behind.request, { base: behind.baseUrl, moment: pair.behind.startedAt });
      const judged = await Promise.all([pair.front, pair.behind].map((one) => judgeExchange(one, options)));
      return {
        numbers,
        retries,
        request: fieldDiff(sent, passed).map((one) => differenceLine(one, ['client sent', 'upstream got'])),
        response: responseChanges(pair.front, pair.behind),
        findings: blamed(judged[0] ?? [], judged[1] ?? []),
      };
    }),
  );
  return { exchanges, unpaired };
}
