import { asList, asObject } from '../../contract/schema/json-shape.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import { isAnswer, isSound } from '../evidence/predicates.ts';
import { seriesOf } from '../probes/traffic-probes.ts';
import { contentOf } from './answers.ts';
import type { Check, Judgement } from './check.ts';
import { evidenceCheck } from './define-check.ts';
import { quoted } from './trial-check.ts';
import { gravest, judgeTrials, type Trial } from './trials.ts';

/** Answers to one question that are equal although each has another seed and a temperature of 1. */
function seeds(evidence: Evidence): Trial[] {
  const [first, ...others] = seriesOf('seeded')
    .flatMap((probe) => evidence.of(probe))
    .filter(isSound);
  if (first === undefined) return [];
  return others.map((seen) =>
    contentOf(seen) === contentOf(first)
      ? {
          seen,
          flaw: {
            level: 'SHOULD',
            path: '/choices/0/message/content',
            expected: 'other words for another seed',
            received: quoted(contentOf(seen)),
          },
        }
      : { seen },
  );
}

/** Choices that differ although nothing is left to chance, choices that are equal although much is, and choices that lack. */
function sampled(evidence: Evidence): Judgement {
  const of = (name: string): ParsedExchange[] =>
    seriesOf(name)
      .flatMap((probe) => evidence.of(probe))
      .filter(isSound);
  const texts = (seen: ParsedExchange): string[] => seen.choices.map(({ content }) => content ?? '');
  const compare = (seen: ParsedExchange, isMiss: (equal: boolean) => boolean, expected: string): Trial[] => {
    const [first, ...others] = texts(seen);
    return others.map((text) =>
      isMiss(text === first)
        ? { seen, flaw: { path: '/choices', expected, received: `${quoted(first ?? '')} and ${quoted(text)}` } }
        : { seen },
    );
  };
  const cold = of('choices.cold').flatMap((seen) => compare(seen, (equal) => !equal, 'equal choices at temperature 0'));
  const warm = of('choices.warm').flatMap((seen) => compare(seen, (equal) => equal, 'different choices'));
  const short = [...of('choices.cold'), ...of('choices.warm')].map((seen): Trial => {
    const wanted = Number(seen.request?.['n'] ?? 1);
    const flaw = { path: '/choices', expected: `${wanted} choices`, received: `${seen.choices.length}` };
    return seen.choices.length === wanted ? { seen } : { seen, flaw };
  });
  const rules = { kinds: () => [] };
  const judge = (trials: readonly Trial[], honest: number): Judgement =>
    judgeTrials(evidence, 'model.sampling', trials, { ...rules, honest });
  return gravest([judge(short, 1e-9), judge(cold, 0.3), judge(warm, 0.1), judge(seeds(evidence), 0.1)]);
}

/** Probabilities that cannot be: above one, in sum above one, unordered, or the same for every token. */
function impossible(entries: readonly Readonly<Record<string, unknown>>[]): string | undefined {
  const own = entries.map((entry) => entry['logprob']).filter((value) => typeof value === 'number');
  if (own.some((value) => value > 1e-6)) return 'a probability above one';
  if (own.length >= CONSTANT && new Set(own).size === 1 && own[0] !== 0)
    return `${own[0]} for each of ${own.length} tokens`;
  for (const entry of entries) {
    const tops = asList(entry['top_logprobs']).map(asObject);
    const values = tops.map((top) => Number(top['logprob']));
    if (values.reduce((sum, value) => sum + Math.exp(value), 0) > 1.01) return 'probabilities whose sum is above one';
    const names = tops.map((top) => JSON.stringify(top['bytes'] ?? top['token']));
    if (new Set(names).size < names.length) return 'an alternative twice';
    const chosen = tops.find((top) => top['token'] === entry['token']);
    if (chosen && Math.abs(Number(chosen['logprob']) - Number(entry['logprob'])) > 0.01)
      return 'two probabilities of one token';
  }
  return undefined;
}

/** Tokens after which it is no chance that all are equally probable. */
const CONSTANT = 6;

function believable(evidence: Evidence): Judgement {
  const trials = ['logprobs', 'stream.logprobs', ...seriesOf('weighed')]
    .flatMap((probe) => evidence.of(probe))
    .filter(isAnswer)
    .flatMap((seen): Trial[] => {
      const entries = seen.choices[0]?.logprobs;
      if (!isSound(seen) || entries === undefined || entries.length === 0) return [];
      const received = impossible(entries);
      if (received !== undefined)
        return [{ seen, flaw: { path: '/choices/0/logprobs', expected: 'log probabilities', received } }];
      const tokens = evidence.tokenizer.count(contentOf(seen));
      const off = evidence.info !== undefined && Math.abs(entries.length - tokens) > tokens * 0.1 + 2;
      const flaw = {
        path: '/choices/0/logprobs',
        expected: `an entry for each of ${tokens} tokens`,
        received: `${entries.length}`,
      };
      return [off ? { seen, flaw } : { seen }];
    });
  return judgeTrials(evidence, 'model.logprobs', trials, { honest: 1e-10, kinds: () => [] });
}

/** Checks of how the model draws its words. */
export const samplingChecks: readonly Check[] = [
  evidenceCheck(
    {
      id: 'model.sampling',
      class: 'identity',
      probes: seriesOf('choices.cold', 'choices.warm', 'seeded'),
      needs: ['n', 'sampling'],
      fix: 'Pass temperature, seed and n on as they were sent.',
    },
    sampled,
  ),
  evidenceCheck(
    {
      id: 'model.logprobs',
      class: 'identity',
      probes: ['logprobs', 'stream.logprobs', ...seriesOf('weighed')],
      needs: ['logprobs'],
      fix: 'Pass the log probabilities of the model on, or refuse logprobs.',
    },
    believable,
  ),
];
