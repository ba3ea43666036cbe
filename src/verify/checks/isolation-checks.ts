import { isText } from '../../contract/schema/json-shape.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import { contentOf, describeRefusal, isCut } from './answers.ts';
import type { Check, Judgement } from './check.ts';
import { isReadable, isStream } from '../evidence/predicates.ts';
import { evidenceCheck, findingOf, anySample, skipped } from './define-check.ts';

/** Streams and plain answers to a prompt with one possible answer say the same. */
function equalsPlain(evidence: Evidence): Judgement {
  const [plain, stream] = [evidence.of('text')[0], evidence.of('stream.same')[0]];
  if (!plain || !stream || !isReadable(plain) || !isReadable(stream)) return skipped('not-observed');
  if (isCut(plain) || isCut(stream)) return skipped('not-observed');
  const normal = (seen: ParsedExchange): string =>
    contentOf(seen)
      .trim()
      .toLowerCase()
      .replaceAll(/[."'!]/g, '');
  if (normal(plain) === normal(stream)) return { kind: 'judged', findings: [] };
  const flaw = {
    path: stream.reading.places.content,
    expected: JSON.stringify(contentOf(plain)),
    received: JSON.stringify(contentOf(stream)),
  };
  return { kind: 'judged', findings: [findingOf(evidence, 'stream.equals-plain', stream, flaw)] };
}

const wordOf = (seen: ParsedExchange): string => /code is ([a-z]+-\d+)/.exec(JSON.stringify(seen.request))?.[1] ?? '';

/** Everything that an answer says, put together: a word may come in pieces. */
const saidBy = (seen: ParsedExchange): string =>
  seen.choices
    .map(({ content, reasoning, refusal, calls }) => [content, reasoning, refusal, JSON.stringify(calls)].join('\n'))
    .join('\n');

/** The word of one stream in the answer of another, or one id for two answers. */
function isolated(evidence: Evidence): Judgement {
  const pair = [...evidence.of('isolation.a'), ...evidence.of('isolation.b')].filter(isStream);
  if (pair.length < 2) return skipped('not-observed');
  const findings = pair.flatMap((seen, index) => {
    const other = pair.find((one) => one !== seen && wordOf(one) !== '' && saidBy(seen).includes(wordOf(one)));
    const expected = `its own response (${wordOf(seen)})`;
    if (other !== undefined)
      return [
        findingOf(evidence, 'http.isolation', seen, {
          expected,
          received: `the word of another request (${wordOf(other)})`,
        }),
      ];
    const { id } = seen;
    const twin = isText(id) && id !== '' && pair.slice(0, index).some((one) => one.id === id);
    return twin
      ? [
          findingOf(evidence, 'http.isolation', seen, {
            path: '/id',
            expected: 'a unique id',
            received: 'the id of another response',
          }),
        ]
      : [];
  });
  return { kind: 'judged', findings };
}

/** The very first request after one that was left; a repetition may have gone well. */
function servedAfterAbort(evidence: Evidence): Judgement {
  const left = evidence.of('abort').some(({ observation }) => observation.end?.how === 'aborted');
  const first = evidence.attempts.find(({ probe }) => probe === 'abort.after');
  if (!left || first === undefined || first.status === 429) return skipped('not-observed');
  if (first.status !== undefined && first.status < 500) return { kind: 'judged', findings: [] };
  const flaw = { expected: 'a response, unaffected by the disconnect', received: describeRefusal(first) };
  return { kind: 'judged', findings: [findingOf(evidence, 'http.abort', first, flaw)] };
}

/** Checks of several exchanges: repeated, concurrent, and after a disconnect. */
export const isolationChecks: readonly Check[] = [
  evidenceCheck(
    {
      id: 'stream.equals-plain',
      ...anySample,
      probes: ['text', 'stream.same'],
      needs: ['stream'],
      fix: 'Build streamed and plain responses from the same output.',
    },
    equalsPlain,
  ),
  evidenceCheck(
    {
      id: 'http.isolation',
      class: 'protocol',
      probes: ['isolation.a', 'isolation.b'],
      needs: ['stream'],
      fix: 'Keep all state of a request within that request.',
    },
    isolated,
  ),
  evidenceCheck(
    {
      id: 'http.abort',
      class: 'protocol',
      probes: ['abort.after'],
      fix: 'Release all resources when a client disconnects.',
    },
    servedAfterAbort,
  ),
];
