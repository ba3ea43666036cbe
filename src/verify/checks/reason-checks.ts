import type { Evidence } from '../evidence/evidence.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import { contentOf } from './answers.ts';
import type { Check, Judgement } from './check.ts';
import { isReadable, isSound } from '../evidence/predicates.ts';
import { evidenceCheck, exchangeCheck, findingOf, type Flaw, skipped } from './define-check.ts';

/** Models that think aloud are the profile's to name. */
const showsReasoning = ({ info }: Evidence): boolean => info?.reasoning?.content === 'visible';

const reasoningField = (seen: ParsedExchange, evidence: Evidence): readonly Flaw[] | undefined => {
  if (!isSound(seen) || !showsReasoning(evidence)) return undefined;
  const keys = seen.kind === 'stream' ? seen.chunks.map(({ chunk }) => JSON.stringify(chunk)).join('') : seen.text;
  if (/"reasoning_content"\s*:\s*"[^"]/.test(keys)) return [];
  const other = /"(reasoning|reasoning_details|thinking|thoughts?)"\s*:/.exec(keys)?.[1];
  return [
    {
      path: '/choices/0/message',
      expected: 'reasoning_content',
      received: other === undefined ? 'no reasoning' : `"${other}"`,
    },
  ];
};

const THINK = /<\/?(?:think|thinking|thought|reasoning)>/i;

function thinkTags(seen: ParsedExchange): readonly Flaw[] | undefined {
  if (!isSound(seen) || contentOf(seen) === '') return undefined;
  const tag = THINK.exec(contentOf(seen))?.[0];
  return tag === undefined
    ? []
    : [{ path: '/choices/0/message/content', expected: 'content without reasoning', received: tag }];
}

function answerTrapped(seen: ParsedExchange): readonly Flaw[] | undefined {
  const [choice] = seen.choices;
  if (!isReadable(seen) || choice?.reasoning == null || choice.finish !== 'stop') return undefined;
  return choice.content || choice.calls.length > 0 || choice.refusal
    ? []
    : [{ path: '/choices/0/message/content', expected: 'the answer', received: 'only reasoning' }];
}

function bothForms(evidence: Evidence): Judgement {
  const [plain, stream] = [evidence.of('reason')[0], evidence.of('stream.reason')[0]];
  if (!plain || !stream || !isSound(plain) || !isSound(stream)) return skipped('not-observed');
  const shown = [plain, stream].map(({ choices }) => Boolean(choices[0]?.reasoning));
  if (!shown.includes(true)) return skipped('not-observed', 'no reasoning in streams or plain responses');
  if (!shown.includes(false)) return { kind: 'judged', findings: [] };
  const lacking = shown[0] ? stream : plain;
  const flaw = {
    path: '/choices/0/message',
    expected: 'reasoning, as in the other form of the response',
    received: 'none',
  };
  return { kind: 'judged', findings: [findingOf(evidence, 'reason.both', lacking, flaw)] };
}

/** How often in a row a phrase has to come for it to be a loop, and how long it is at least and at most. */
const LOOP = 4;
const SHORTEST = 12;
const LONGEST = 200;

/** The line or sentence that comes again and again without anything between. */
function repeatedPhrase(text: string): string | undefined {
  const phrases = text
    .split(/(?<=[.!?。！？])\s*|\n+/)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '');
  return phrases.find(
    (phrase, at) =>
      phrase.length >= SHORTEST &&
      phrase.length <= LONGEST &&
      at + LOOP <= phrases.length &&
      phrases.slice(at, at + LOOP).every((one) => one === phrase),
  );
}

function loops({ choices }: ParsedExchange): readonly Flaw[] | undefined {
  const thoughts = choices.flatMap(({ reasoning }) => (reasoning ? [reasoning] : []));
  if (thoughts.length === 0) return undefined;
  const phrase = thoughts.map(repeatedPhrase).find((found) => found !== undefined);
  return phrase === undefined
    ? []
    : [
        {
          path: '/choices/0/message/reasoning_content',
          expected: 'no repetition',
          received: JSON.stringify(phrase),
        },
      ];
}

/** Checks of reasoning that is shown. */
export const reasonChecks: readonly Check[] = [
  exchangeCheck(
    {
      id: 'reason.field',
      class: 'protocol',
      probes: ['reason', 'stream.reason'],
      fix: 'Send reasoning in reasoning_content.',
    },
    reasoningField,
  ),
  exchangeCheck(
    { id: 'reason.tags', class: 'protocol', fix: 'Move text between think tags to reasoning_content.' },
    thinkTags,
  ),
  exchangeCheck(
    {
      id: 'reason.repeated',
      class: 'behavior',
      fix: 'Send each piece of reasoning once, and stop a model that loops.',
    },
    loops,
  ),
  exchangeCheck({ id: 'reason.answer', class: 'protocol', fix: 'Send the answer in content.' }, answerTrapped),
  exchangeCheck(
    { id: 'reason.before-content', class: 'protocol', fix: 'Send all reasoning before the first content.' },
    (seen) =>
      seen.kind === 'stream' && seen.choices.some(({ reasoning }) => reasoning)
        ? seen.findings.filter(({ requirement }) => requirement === 'reason.before-content')
        : undefined,
  ),
  evidenceCheck(
    {
      id: 'reason.both',
      class: 'protocol',
      probes: ['reason', 'stream.reason'],
      needs: ['stream'],
      fix: 'Return reasoning in streams and in plain responses.',
    },
    bothForms,
  ),
];
