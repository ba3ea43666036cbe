import type { Evidence } from '../evidence/evidence.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import { contentOf, describeRefusal, isCut } from './answers.ts';
import type { Check, Judgement } from './check.ts';
import { isAnswer, isSound } from '../evidence/predicates.ts';
import { evidenceCheck, exchangeCheck, findingOf, type Flaw, anySample, skipped } from './define-check.ts';
import { refused } from './refusal-checks.ts';

function seesRed(seen: ParsedExchange): readonly Flaw[] | undefined {
  // A small image is not too large, whatever a proxy says.
  if (seen.status === 413) return [{ expected: 'a response', received: describeRefusal(seen) }];
  if (!isSound(seen) || isCut(seen)) return undefined;
  return /\bred\b|crimson|scarlet|红/i.test(contentOf(seen))
    ? []
    : [{ path: '/choices/0/message/content', expected: 'red', received: JSON.stringify(contentOf(seen).slice(0, 80)) }];
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

/** Checks of images. */
export const visionChecks: readonly Check[] = [
  exchangeCheck(
    { id: 'vision.seen', ...anySample, probes: ['vision.red'], needs: ['vision'], fix: 'Pass images to the model.' },
    seesRed,
  ),
  evidenceCheck(
    {
      id: 'vision.counted',
      class: 'billing',
      probes: ['vision.red'],
      needs: ['vision'],
      fix: 'Pass images to the model and count their tokens.',
    },
    imageCounted,
  ),
  exchangeCheck(
    {
      id: 'vision.invalid',
      class: 'protocol',
      probes: ['vision.invalid'],
      needs: ['vision'],
      fix: "Reject images that can't be decoded.",
    },
    refused,
  ),
];
