import { asObject, isText } from '../../contract/schema/json-shape.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import { isAnswer, isSound } from '../evidence/predicates.ts';
import { SYSTEM_SAMPLE } from '../probes/recall-probes.ts';
import { seriesOf } from '../probes/traffic-probes.ts';
import { contentOf, describeRefusal, isCut } from './answers.ts';
import type { Check, Judgement } from './check.ts';
import { evidenceCheck, skipped } from './define-check.ts';
import { kindsOf } from './kinds-of-exchange.ts';
import { quoted, refusedFor, trialCheck, trialsOf, type Look } from './trial-check.ts';
import { judgeTrials, type Trial } from './trials.ts';

const WORDS = /\b[a-z]+-\d{4}\b/g;
const wordsOf = (seen: ParsedExchange): readonly string[] =>
  JSON.stringify(seen.request?.['messages'] ?? '').match(WORDS) ?? [];

/** The word of the request, whatever is written around it. */
const recalls: Look = (seen, { info }) => {
  // The endpoint reports the limits of an undocumented model.
  if (refusedFor(seen))
    return info === undefined ? undefined : { expected: 'an answer', received: describeRefusal(seen) };
  const word = wordsOf(seen).at(-1);
  if (!isSound(seen) || word === undefined || (isCut(seen) && !contentOf(seen))) return undefined;
  if (contentOf(seen).toLowerCase().includes(word)) return 'good';
  return { path: '/choices/0/message/content', expected: word, received: quoted(contentOf(seen)) };
};

const SAMPLES = seriesOf('sample');
const isSystemSample = (_: string, index: number): boolean => index % 4 === SYSTEM_SAMPLE;
/** Short questions about a text or a conversation, and those about the system message. */
const SHORT = SAMPLES.filter((id, index) => !isSystemSample(id, index));
const SHORT_SYSTEM = SAMPLES.filter(isSystemSample);

/** Where the word stands in the messages: what is cut off is cut off somewhere. */
function placesOf(seen: ParsedExchange, evidence: Evidence): readonly string[] {
  const text = JSON.stringify(seen.request?.['messages'] ?? '');
  const share = text.lastIndexOf(wordsOf(seen).at(-1) ?? '') / text.length;
  const place = share < 0.25 ? 'at the beginning' : share > 0.75 ? 'at the end' : 'in the middle';
  const kinds = kindsOf(seen, evidence);
  return [...kinds, `a word ${place}`, ...kinds.map((kind) => `${kind}, a word ${place}`)];
}

/** How often a model of the catalogue misses a word that it was given. */
const DOCUMENTED = 1e-3;
/** The same for another one at its best, and how much worse it may be with long texts than with short ones. */
const UNKNOWN = 0.02;
const WORSE = 3;

/** The short questions that are answered well, of all. */
function recallOfShort(evidence: Evidence): { readonly good: number; readonly of: number } {
  const trials = trialsOf(
    SHORT.flatMap((probe) => evidence.of(probe)),
    evidence,
    recalls,
  );
  return { good: trials.filter(({ flaw }) => flaw === undefined).length, of: trials.length };
}

function honestMisses(evidence: Evidence): number {
  if (evidence.info !== undefined) return DOCUMENTED;
  const { good, of } = recallOfShort(evidence);
  return Math.min(0.9, Math.max(UNKNOWN, (WORSE * (of - good + 1)) / (of + 2)));
}

/** A model that does not find a word in a short text is no witness of what it was given. */
function knowing(check: Check): Check {
  return {
    ...check,
    judge: (evidence): Judgement => {
      const { good, of } = recallOfShort(evidence);
      return of >= 4 && good < of / 2
        ? skipped('dependency-failed', `the model finds a word in ${good} of ${of} short texts`)
        : check.judge(evidence);
    },
  };
}

const LONG = seriesOf('long.600', 'long.2500', 'long.9000', 'talk.short', 'talk.long');
const REPLAYABLE = [...SAMPLES, ...LONG, ...seriesOf('instructed', 'again')];

/** A word of another request, or the id of another answer. */
function replayed(evidence: Evidence): Judgement {
  const all = REPLAYABLE.flatMap((probe) => evidence.of(probe)).filter(isAnswer);
  const words = new Set(all.flatMap(wordsOf));
  const ids = new Set<unknown>();
  const trials = all.map((seen): Trial => {
    const own = new Set(wordsOf(seen));
    const foreign = (contentOf(seen).match(WORDS) ?? []).find((word) => words.has(word) && !own.has(word));
    const id = asObject(seen.kind === 'stream' ? seen.chunks[0]?.chunk : seen.json)['id'];
    const known = isText(id) && id !== '' && ids.has(id);
    ids.add(id);
    const path = '/choices/0/message/content';
    if (foreign !== undefined)
      return {
        seen,
        flaw: { path, expected: 'an answer to this request', received: `the word of another, ${foreign}` },
      };
    if (known)
      return { seen, flaw: { path: '/id', expected: 'an id of its own', received: 'that of an earlier answer' } };
    return { seen };
  });
  return judgeTrials(evidence, 'model.replay', trials, { honest: 1e-9, kinds: kindsOf });
}

/** Checks of what the model was given, and of whose answer it is: by words of the requests. */
export const recallChecks: readonly Check[] = [
  knowing(
    trialCheck(
      {
        id: 'model.context',
        class: 'identity',
        probes: [...SHORT, ...LONG],
        fix: 'Pass all messages on, or refuse those that are too long.',
      },
      honestMisses,
      recalls,
      placesOf,
    ),
  ),
  knowing(
    trialCheck(
      {
        id: 'model.system',
        class: 'identity',
        probes: [...SHORT_SYSTEM, ...seriesOf('instructed')],
        fix: 'Pass the system message on, and no other.',
      },
      honestMisses,
      recalls,
    ),
  ),
  evidenceCheck(
    { id: 'model.replay', class: 'identity', probes: REPLAYABLE, fix: 'Send each request an answer of its own.' },
    replayed,
  ),
];
