import { asList, asObject } from '../../contract/schema/json-shape.ts';
import { reasonsByDefault } from '../../contract/models.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import { answered, contentOf, describeRefusal } from './answers.ts';
import type { Check } from './check.ts';
import { hasCalls, isAnswer, isSound, limitOf } from '../evidence/predicates.ts';
import { exchangeCheck, type Flaw } from './define-check.ts';

/** Invisible tokens that a service may subtract from the limit. */
const UNSEEN = 3;

/** By the service's own count or by that of the text, whichever is more. */
const tokensOf = (seen: ParsedExchange, { tokenizer }: Evidence): number =>
  Math.max(seen.usage?.completion ?? 0, tokenizer.count(contentOf(seen)));

/** A response that ended on its own, with a complete sentence or well below the limit, is inconclusive. */
function endedBefore(limit: number, seen: ParsedExchange, evidence: Evidence): boolean {
  const tokens = tokensOf(seen, evidence);
  return tokens < limit - UNSEEN || (tokens < limit && /[.!?。！？]\s*$/.test(contentOf(seen)));
}

/** No more tokens than allowed, by the service's own count and by that of the text, and the right word for it. */
function withinLimit(seen: ParsedExchange, { tokenizer, info }: Evidence): readonly Flaw[] | undefined {
  const limit = limitOf(seen);
  // A call in the place of a text says nothing of how long that would have been.
  if (!isSound(seen) || limit === undefined || seen.choices.length !== 1 || hasCalls(seen)) return undefined;
  const used = seen.usage?.completion ?? 0;
  const text = tokenizer.count(contentOf(seen));
  // A service may count its own marks beyond the limit; an answer that ignores the limit is far above it.
  const most = info === undefined ? limit * 2 : limit + 1; // Another vocabulary may need fewer tokens.
  if (used > limit + 1 || text > most) {
    return [
      {
        path: seen.reading.places.completion,
        expected: `at most ${limit} tokens`,
        received: `${Math.max(used, text)}`,
      },
    ];
  }
  return [];
}

/** A long poem does not fit into a few tokens, so the word must be length; it may fit where there is room to think. */
function cutOff(seen: ParsedExchange, evidence: Evidence): readonly Flaw[] | undefined {
  const within = withinLimit(seen, evidence);
  if (within === undefined || within.length > 0 || seen.choices[0]?.finish === 'length') return within;
  if (reasonsByDefault(evidence.info)) return within;
  if (endedBefore(limitOf(seen) ?? 0, seen, evidence)) return undefined;
  return [
    {
      path: seen.reading.places.finish,
      expected: '"length"',
      received: JSON.stringify(seen.choices[0]?.finish ?? null),
    },
  ];
}

function limitOfOne(seen: ParsedExchange, { all }: Evidence): readonly Flaw[] | undefined {
  // Where nothing is answered, it is not for the limit.
  if ((seen.status ?? 0) >= 500 && all.some(isAnswer))
    return [{ expected: 'a response', received: describeRefusal(seen) }];
  const refusal = answered(seen);
  if (refusal === undefined) return undefined;
  // The real API says so where a reasoning model could not finish a thought.
  if (seen.status === 400 && /max_tokens or model output limit/i.test(String(asObject(seen.error)['message'] ?? '')))
    return [];
  if (refusal.length > 0) return refusal;
  if (!isSound(seen)) return undefined;
  const finish = seen.choices[0]?.finish ?? null;
  return finish === 'length'
    ? []
    : [{ path: seen.reading.places.finish, expected: '"length"', received: JSON.stringify(finish) }];
}

const stopsOf = ({ request }: ParsedExchange): string[] => {
  const stop = request?.['stop'];
  return typeof stop === 'string' ? [stop] : asList(stop).filter((text) => typeof text === 'string');
};

/** The text asked for contains the stop sequence in the middle, so that an answer that goes on, or has it, ignored it. */
function stopped(seen: ParsedExchange): readonly Flaw[] | undefined {
  const stops = stopsOf(seen);
  if (!isSound(seen) || stops.length === 0 || hasCalls(seen)) return undefined;
  const content = contentOf(seen);
  const contained = stops.find((stop) => content.includes(stop));
  if (contained !== undefined)
    return [
      {
        path: seen.reading.places.content,
        expected: `a response that ends before ${JSON.stringify(contained)}`,
        received: JSON.stringify(content),
      },
    ];
  if (/\bfour\b/.test(content))
    return [
      {
        path: seen.reading.places.content,
        expected: 'a response that ends at the stop sequence',
        received: JSON.stringify(content),
      },
    ];
  return seen.choices[0]?.finish === 'stop'
    ? []
    : [
        {
          path: seen.reading.places.finish,
          expected: '"stop"',
          received: JSON.stringify(seen.choices[0]?.finish ?? null),
        },
      ];
}

/** Checks of limits and stop sequences. */
export const limitChecks: readonly Check[] = [
  exchangeCheck(
    {
      id: 'param.limit',
      class: 'billing',
      probes: ['limit', 'stream.limit'],
      needs: ['limit'],
      fix: 'Pass the limit to the model under the name it supports.',
    },
    cutOff,
  ),
  exchangeCheck(
    {
      id: 'param.limit.names',
      class: 'billing',
      probes: ['limit.names'],
      needs: ['limit'],
      fix: 'Support both names of the limit.',
    },
    (seen, evidence) => cutOff(seen, evidence) ?? answered(seen),
  ),
  exchangeCheck(
    {
      id: 'param.limit.one',
      class: 'protocol',
      probes: ['limit.one'],
      needs: ['limit'],
      fix: 'Return the truncated response with finish_reason "length".',
    },
    limitOfOne,
  ),
  exchangeCheck(
    {
      id: 'param.stop',
      class: 'behavior',
      probes: ['stop', 'stop.array'],
      needs: ['stop'],
      sampling: 'any',
      fix: 'Pass stop to the model, and remove the stop sequence.',
    },
    stopped,
  ),
  exchangeCheck(
    {
      id: 'param.stop.forms',
      class: 'protocol',
      probes: ['stop', 'stop.array'],
      needs: ['stop'],
      fix: 'Accept stop as a string and as an array.',
    },
    answered,
  ),
];
