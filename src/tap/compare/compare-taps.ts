import { differenceLine, fieldDiff } from '../../recordings/cassettes/field-diff.ts';
import { canonical, leavesOf } from '../../recordings/cassettes/json-leaves.ts';
import { matchKey, type MatchKey } from '../../recordings/cassettes/match-key.ts';
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
  /** Changes of the response, as lines: of its form, its values and its headers. */
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

type Headers = Observation['request']['headers'];

/** Headers of one connection or of one moment, which no gateway passes on. */
const OF_CONNECTION =
  /^(?:accept-encoding|connection|content-encoding|content-length|date|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade)$/;

/** Headers that did not get through, in one line. */
function lostHeaders(sent: Headers, got: Headers, who: string): string[] {
  const passed = new Set(got.map(([name]) => name.toLowerCase()));
  const names = new Set(sent.map(([name]) => name.toLowerCase()));
  const lost = [...names].filter((name) => !passed.has(name) && !OF_CONNECTION.test(name)).toSorted();
  return lost.length === 0 ? [] : [`headers: ${who} got no ${lost.join(', ')}`];
}

/** What a gateway changed in the form of a response, and in the values of what kept its form. */
function responseChanges(front: Observation, behind: Observation): string[] {
  const drift = driftOf(behind, front).map(({ message }) => message);
  const values = fieldDiff(leaves(answerOf(behind)), leaves(answerOf(front)));
  const changed = values.filter(
    ({ recorded, received }) => drift.length === 0 || (recorded !== undefined && received !== undefined),
  );
  return [
    ...drift,
    ...changed.map((one) => differenceLine(one, ['upstream sent', 'client got'])),
    ...lostHeaders(behind.head?.headers ?? [], front.head?.headers ?? [], 'client'),
  ];
}

function requestChanges(front: Observation, behind: Observation, keys: Readonly<Record<'sent' | 'passed', MatchKey>>) {
  return [
    ...fieldDiff(keys.sent, keys.passed).map((one) => differenceLine(one, ['client sent', 'upstream got'])),
    ...lostHeaders(front.request.headers, behind.request.headers, 'upstream'),
  ];
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
        request: requestChanges(pair.front, pair.behind, { sent, passed }),
        response: responseChanges(pair.front, pair.behind),
        findings: blamed(judged[0] ?? [], judged[1] ?? []),
      };
    }),
  );
  return { exchanges, unpaired };
}
