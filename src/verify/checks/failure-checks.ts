import type { Level } from '../../contract/finding.ts';
import type { SseEvent } from '../../contract/grammar/sse-events.ts';
import { isJsonObject } from '../../contract/requirements.ts';
import { asObject, isText } from '../../contract/schema/json-shape.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import { failedInStream, isStream, outcome, wasAwaited } from '../evidence/predicates.ts';
import { parsed } from './answers.ts';
import type { Check, Judgement } from './check.ts';
import { evidenceCheck, findingOf, skipped, type CheckFacts } from './define-check.ts';

/** Every service fails now and then; from this share on, clients cannot rely on it. */
const OFTEN = 0.1;

/** How an exchange failed; `''` where it did not, `undefined` for one that shows nothing either way. */
type Failure = (seen: ParsedExchange) => string | undefined;

/** A check that counts failures: a MUST is violated where they are frequent, a SHOULD where they are rare. */
function failureRate(
  facts: CheckFacts,
  { of, expected, failure }: { readonly of: string; readonly expected: string; readonly failure: Failure },
): Check {
  return evidenceCheck(facts, (evidence: Evidence): Judgement => {
    const told = evidence.attempts.flatMap((seen) => {
      const received = failure(seen);
      return received === undefined ? [] : [{ seen, received }];
    });
    if (told.length === 0) return skipped('not-observed');
    const failed = told.filter(({ received }) => received !== '');
    if (failed.length === 0) return { kind: 'judged', findings: [] };
    const level: Level = failed.length >= told.length * OFTEN ? 'MUST' : 'SHOULD';
    return {
      kind: 'judged',
      note: `${failed.length} of ${told.length} ${of} failed`,
      findings: failed.map(({ seen, received }) => findingOf(evidence, facts.id, seen, { expected, received, level })),
    };
  });
}

/** The error of an event that is no chunk of an answer. */
function errorOf({ data }: SseEvent): unknown {
  if (data === null || !data.includes('"error"')) return undefined;
  const { type, error, response } = asObject(parsed(data));
  const told = type === 'response.failed' ? asObject(response)['error'] : error;
  return isJsonObject(told) || isText(told) ? told : undefined;
}

/** The error that a stream tells of in place of the rest of its answer. */
function toldError(seen: ParsedExchange): string | undefined {
  if (!isStream(seen) || !wasAwaited(seen) || seen.wants === 'refusal') return undefined;
  const told = seen.sse?.events.map(errorOf).find((error) => error !== undefined);
  if (told !== undefined) return JSON.stringify(told).slice(0, 120);
  return failedInStream(seen) ? 'an error' : '';
}

/** Clients repeat a 5xx, and a request that is valid should not have got one; the first attempts count as well. */
function serverError(seen: ParsedExchange): string | undefined {
  if (seen.wants !== 'answer' || seen.status === undefined) return undefined;
  return seen.status >= 500 ? outcome(seen) : '';
}

/** Checks of how often valid requests fail. */
export const failureChecks: readonly Check[] = [
  failureRate(
    { id: 'err.server', class: 'protocol', fix: 'Find the cause of the 5xx responses; clients retry them.' },
    { of: 'requests', expected: 'a response', failure: serverError },
  ),
  failureRate(
    {
      id: 'stream.completes',
      class: 'protocol',
      needs: ['stream'],
      fix: 'Find the cause of the failures; clients discard the partial response.',
    },
    { of: 'streams', expected: 'the rest of the response', failure: toldError },
  ),
];
