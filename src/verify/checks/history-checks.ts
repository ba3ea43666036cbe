import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import type { SeenCall } from '../evidence/seen-answer.ts';
import { answered, contentOf, isCut } from './answers.ts';
import type { Check } from './check.ts';
import { hasCalls, isSound } from '../evidence/predicates.ts';
import { exchangeCheck, type Flaw, everySample, anySample } from './define-check.ts';

const callsOf = ({ choices }: ParsedExchange): readonly SeenCall[] => choices.flatMap(({ calls }) => calls);

const names = (seen: ParsedExchange): string =>
  callsOf(seen)
    .map(({ name }) => name ?? '?')
    .join(', ') || 'no call';

/** The code word, with any text around it. A response truncated before its first word is inconclusive. */
function knowsWord(seen: ParsedExchange): readonly Flaw[] | undefined {
  if (!isSound(seen) || (isCut(seen) && contentOf(seen) === '')) return undefined;
  const word = /code word (?:is )?([a-z]+-\d+)/.exec(JSON.stringify(seen.request))?.[1];
  if (word === undefined) return undefined;
  return contentOf(seen).toLowerCase().includes(word)
    ? []
    : [{ path: seen.reading.places.content, expected: word, received: JSON.stringify(contentOf(seen).slice(0, 80)) }];
}

function usesResult(seen: ParsedExchange): readonly Flaw[] | undefined {
  if (!isSound(seen) || isCut(seen)) return undefined;
  const degrees = /\\"celsius\\":(\d+)/.exec(JSON.stringify(seen.request))?.[1];
  if (degrees === undefined) return undefined;
  const used = !hasCalls(seen) && new RegExp(String.raw`(?<!\d)${degrees}(?!\d)`).test(contentOf(seen));
  return used
    ? []
    : [
        {
          path: seen.reading.places.content,
          expected: degrees,
          received: hasCalls(seen) ? `another call: ${names(seen)}` : JSON.stringify(contentOf(seen).slice(0, 80)),
        },
      ];
}

/** Checks of conversations: what was said before is known, and may be sent back. */
export const historyChecks: readonly Check[] = [
  exchangeCheck(
    {
      id: 'history.tool-loop',
      class: 'protocol',
      probes: ['history.tools'],
      needs: ['tools'],
      fix: 'Accept your own messages unchanged, including null content.',
    },
    answered,
  ),
  exchangeCheck(
    {
      id: 'history.result.used',
      ...anySample,
      probes: ['history.tools'],
      needs: ['tools'],
      fix: 'Pass tool messages to the model.',
    },
    usesResult,
  ),
  exchangeCheck(
    {
      id: 'history.read',
      ...everySample,
      probes: ['history.read'],
      fix: 'Pass all messages to the model, not only the last one.',
    },
    knowsWord,
  ),
  exchangeCheck(
    { id: 'history.system', ...everySample, probes: ['history.system'], fix: 'Pass system messages to the model.' },
    knowsWord,
  ),
  exchangeCheck(
    {
      id: 'history.developer',
      ...everySample,
      probes: ['history.developer'],
      needs: ['developer-role'],
      fix: 'Treat the developer role as system.',
    },
    (seen) => knowsWord(seen) ?? answered(seen),
  ),
  exchangeCheck(
    { id: 'history.parts', ...everySample, probes: ['history.parts'], fix: 'Concatenate the text parts of a message.' },
    (seen) => knowsWord(seen) ?? answered(seen),
  ),
  exchangeCheck(
    {
      id: 'history.reasoning',
      class: 'protocol',
      probes: ['history.reasoning'],
      needs: ['reasoning'],
      fix: 'Accept and ignore reasoning_content in messages.',
    },
    answered,
  ),
];
