import { asList, asObject, isText } from '../../contract/json-shape.ts';
import { isJsonObject, type JsonObject } from '../../contract/requirements.ts';
import { compileSchema } from '../compile-schema.ts';
import type { Check, Judgement } from './check.ts';
import { evidenceCheck, exchangeCheck, findingOf, skipped, type Flaw } from './define-check.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { PERSON_SCHEMA } from '../probes/special-probes.ts';
import type { Seen, SeenCall } from '../evidence/seen.ts';
import { declaresFunctions, declaresTools, hasCalls, isAnswer, isReadable, isSound } from './concerns.ts';
import { answered, contentOf, describeRefusal } from './param-checks.ts';

const callsOf = ({ choices }: Seen): readonly SeenCall[] => choices.flatMap(({ calls }) => calls);

const names = (seen: Seen): string =>
  callsOf(seen)
    .map(({ name }) => name ?? '?')
    .join(', ') || 'no call';

/** Definitions of the function tools of a request, by name. */
function toolsOf({ request }: Seen): Map<string, JsonObject> {
  const definitions = asList(request?.['tools']).map((tool) => asObject(asObject(tool)['function']));
  return new Map(definitions.flatMap((one) => (isText(one['name']) ? [[one['name'], one] as const] : [])));
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}

const called = (seen: Seen, wanted: number): readonly Flaw[] | undefined => {
  if (!isSound(seen)) return undefined;
  const count = callsOf(seen).length;
  return count >= wanted
    ? []
    : [
        {
          path: '/choices/0/message/tool_calls',
          expected: wanted === 1 ? 'a tool call' : `${wanted} tool calls`,
          received: names(seen),
        },
      ];
};

function knownNames(seen: Seen): readonly Flaw[] | undefined {
  const tools = toolsOf(seen);
  if (!isSound(seen) || callsOf(seen).length === 0) return undefined;
  if (!declaresTools(seen) && !declaresFunctions(seen))
    return [{ path: '/choices/0/message/tool_calls', expected: 'no call: no tool is declared', received: names(seen) }];
  if (tools.size === 0) return undefined;
  const unknown = callsOf(seen).find(({ name }) => name === undefined || !tools.has(name));
  return unknown === undefined
    ? []
    : [
        {
          path: '/choices/0/message/tool_calls',
          expected: [...tools.keys()].join(' or '),
          received: JSON.stringify(unknown.name ?? null),
        },
      ];
}

/** Arguments against the schema that the request gave. What is no JSON at all is another check's. */
function validArguments(seen: Seen): readonly Flaw[] | undefined {
  const tools = toolsOf(seen);
  const judged = callsOf(seen).flatMap((call) => {
    const schema = tools.get(call.name ?? '')?.['parameters'];
    const value = parsed(call.arguments);
    return isJsonObject(schema) && isJsonObject(value) ? [{ call, problem: compileSchema(schema)(value) }] : [];
  });
  if (!isSound(seen) || judged.length === 0) return undefined;
  return judged.flatMap(({ call, problem }) =>
    problem === undefined
      ? []
      : [
          {
            path: '/choices/0/message/tool_calls',
            expected: `arguments that fit the schema of ${call.name}`,
            received: problem,
          },
        ],
  );
}

function emptyArguments(seen: Seen): readonly Flaw[] | undefined {
  const calls = callsOf(seen);
  if (!isAnswer(seen) || calls.length === 0) return undefined;
  const wrong = calls.find((call) => !isJsonObject(parsed(call.arguments)));
  return wrong === undefined
    ? []
    : [{ path: '/choices/0/message/tool_calls', expected: '"{}"', received: JSON.stringify(wrong.arguments ?? null) }];
}

function namedCall(seen: Seen): readonly Flaw[] | undefined {
  const wanted = asObject(asObject(seen.request?.['tool_choice'])['function'])['name'];
  if (!isSound(seen) || !isText(wanted)) return undefined;
  const calls = callsOf(seen);
  const good = calls.length > 0 && calls.every(({ name }) => name === wanted);
  return good ? [] : [{ path: '/choices/0/message/tool_calls', expected: wanted, received: names(seen) }];
}

/** A forced call has to come either way. */
function sameInStream(evidence: Evidence): Judgement {
  const [plain, stream] = [evidence.of('tools.required')[0], evidence.of('stream.tools.required')[0]];
  if (!plain || !stream || !isSound(plain) || !isSound(stream)) return skipped('not-observed');
  if (hasCalls(plain) === hasCalls(stream)) return { kind: 'judged', findings: [] };
  const [worse, better] = hasCalls(plain) ? [stream, plain] : [plain, stream];
  const flaw = { path: '/choices/0/message/tool_calls', expected: names(better), received: names(worse) };
  return { kind: 'judged', findings: [findingOf(evidence, 'tool.stream.same', worse, flaw)] };
}

const isCut = (seen: Seen): boolean => seen.choices[0]?.finish === 'length';

function jsonObject(seen: Seen): readonly Flaw[] | undefined {
  if (!isSound(seen) || isCut(seen)) return undefined;
  const content = contentOf(seen);
  return isJsonObject(parsed(content))
    ? []
    : [
        {
          path: '/choices/0/message/content',
          expected: 'one JSON object',
          received: JSON.stringify(content.slice(0, 80)),
        },
      ];
}

function fitsSchema(seen: Seen): readonly Flaw[] | undefined {
  if (!isSound(seen) || isCut(seen) || seen.choices[0]?.refusal) return undefined;
  const value = parsed(contentOf(seen));
  const problem = value === undefined ? 'no JSON' : compileSchema(PERSON_SCHEMA)(value);
  return problem === undefined
    ? []
    : [{ path: '/choices/0/message/content', expected: 'JSON that fits the schema', received: problem }];
}

/** The code word, whatever is written around it. Whoever is cut off before the first word of the answer has told nothing. */
function knowsWord(seen: Seen): readonly Flaw[] | undefined {
  if (!isSound(seen) || (isCut(seen) && contentOf(seen) === '')) return undefined;
  const word = /code word (?:is )?([a-z]+-\d+)/.exec(JSON.stringify(seen.request))?.[1];
  if (word === undefined) return undefined;
  return contentOf(seen).toLowerCase().includes(word)
    ? []
    : [{ path: '/choices/0/message/content', expected: word, received: JSON.stringify(contentOf(seen).slice(0, 80)) }];
}

function usesResult(seen: Seen): readonly Flaw[] | undefined {
  if (!isSound(seen) || isCut(seen)) return undefined;
  const degrees = /\\"celsius\\":(\d+)/.exec(JSON.stringify(seen.request))?.[1];
  if (degrees === undefined) return undefined;
  const used = !hasCalls(seen) && new RegExp(String.raw`(?<!\d)${degrees}(?!\d)`).test(contentOf(seen));
  return used
    ? []
    : [
        {
          path: '/choices/0/message/content',
          expected: degrees,
          received: hasCalls(seen) ? `another call: ${names(seen)}` : JSON.stringify(contentOf(seen).slice(0, 80)),
        },
      ];
}

/** Models that think aloud are the profile's to name. */
const showsReasoning = ({ info }: Evidence): boolean => info?.reasoning?.content === 'visible';

const reasoningField = (seen: Seen, evidence: Evidence): readonly Flaw[] | undefined => {
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

function thinkTags(seen: Seen): readonly Flaw[] | undefined {
  if (!isSound(seen) || contentOf(seen) === '') return undefined;
  const tag = THINK.exec(contentOf(seen))?.[0];
  return tag === undefined ? [] : [{ path: '/choices/0/message/content', expected: 'the answer alone', received: tag }];
}

function answerTrapped(seen: Seen): readonly Flaw[] | undefined {
  const [choice] = seen.choices;
  if (!isReadable(seen) || choice?.reasoning == null || choice.finish !== 'stop') return undefined;
  return choice.content || choice.calls.length > 0 || choice.refusal
    ? []
    : [{ path: '/choices/0/message/content', expected: 'the answer', received: 'reasoning alone' }];
}

function bothForms(evidence: Evidence): Judgement {
  const [plain, stream] = [evidence.of('reason')[0], evidence.of('stream.reason')[0]];
  if (!plain || !stream || !isSound(plain) || !isSound(stream)) return skipped('not-observed');
  const shown = [plain, stream].map(({ choices }) => Boolean(choices[0]?.reasoning));
  if (!shown.includes(true)) return skipped('not-observed', 'neither form shows reasoning');
  if (!shown.includes(false)) return { kind: 'judged', findings: [] };
  const lacking = shown[0] ? stream : plain;
  const flaw = { path: '/choices/0/message', expected: 'reasoning, as in the other form', received: 'none' };
  return { kind: 'judged', findings: [findingOf(evidence, 'reason.both', lacking, flaw)] };
}

function seesRed(seen: Seen): readonly Flaw[] | undefined {
  // A small image is not too large, whatever a proxy says.
  if (seen.status === 413) return [{ expected: 'an answer', received: describeRefusal(seen) }];
  if (!isSound(seen) || isCut(seen)) return undefined;
  return /\bred\b|crimson|scarlet|红/i.test(contentOf(seen))
    ? []
    : [{ path: '/choices/0/message/content', expected: 'red', received: JSON.stringify(contentOf(seen).slice(0, 80)) }];
}

/** Streams and plain answers to a prompt with one possible answer say the same. */
function equalsPlain(evidence: Evidence): Judgement {
  const [plain, stream] = [evidence.of('text')[0], evidence.of('stream.same')[0]];
  if (!plain || !stream || !isReadable(plain) || !isReadable(stream)) return skipped('not-observed');
  if (isCut(plain) || isCut(stream)) return skipped('not-observed');
  const normal = (seen: Seen): string =>
    contentOf(seen)
      .trim()
      .toLowerCase()
      .replaceAll(/[."'!]/g, '');
  if (normal(plain) === normal(stream)) return { kind: 'judged', findings: [] };
  const flaw = {
    path: '/choices/0/message/content',
    expected: JSON.stringify(contentOf(plain)),
    received: JSON.stringify(contentOf(stream)),
  };
  return { kind: 'judged', findings: [findingOf(evidence, 'stream.equals-plain', stream, flaw)] };
}

/** A nonce of one stream in the answer of another. */
function isolated(evidence: Evidence): Judgement {
  const pair = [...evidence.of('isolation.a'), ...evidence.of('isolation.b')].filter(isSound);
  if (pair.length < 2) return skipped('not-observed');
  const word = (seen: Seen): string => /code is ([a-z]+-\d+)/.exec(JSON.stringify(seen.request))?.[1] ?? '';
  const ids = pair.map((seen) => asObject(seen.chunks[0]?.chunk)['id']).filter((id) => isText(id) && id !== '');
  const mixed =
    pair.find((seen) => pair.some((other) => other !== seen && seen.text.includes(word(other)))) ??
    (ids.length === pair.length && new Set(ids).size < ids.length ? pair[1] : undefined);
  if (mixed === undefined) return { kind: 'judged', findings: [] };
  const flaw = {
    expected: `an answer of its own (${word(mixed)})`,
    received: JSON.stringify(contentOf(mixed).slice(0, 80)),
  };
  return { kind: 'judged', findings: [findingOf(evidence, 'http.isolation', mixed, flaw)] };
}

/** The very first request after one that was left; a repetition may have gone well. */
function servedAfterAbort(evidence: Evidence): Judgement {
  const left = evidence.of('abort').some(({ observation }) => observation.end?.how === 'aborted');
  const first = evidence.attempts.find(({ probe }) => probe === 'abort.after');
  if (!left || first === undefined || first.status === 429) return skipped('not-observed');
  if (first.status !== undefined && first.status < 500) return { kind: 'judged', findings: [] };
  const flaw = { expected: 'an answer, as if nobody had left', received: describeRefusal(first) };
  return { kind: 'judged', findings: [findingOf(evidence, 'http.abort', first, flaw)] };
}

const sampled = { class: 'behaviour', sampling: 'any' } as const;
const owed = { class: 'behaviour', sampling: 'all' } as const;

/** Checks of what models do: some of it is owed, some of it is their free will. */
export const behaviourChecks: readonly Check[] = [
  exchangeCheck(
    {
      id: 'tool.expected',
      ...sampled,
      probes: ['tools.auto', 'stream.tools.auto'],
      needs: ['tools'],
      fix: 'Pass tools on to the model in the form that it was trained for.',
    },
    (seen) => called(seen, 1),
  ),
  exchangeCheck(
    {
      id: 'tool.two',
      ...sampled,
      probes: ['tools.two', 'stream.tools.two'],
      needs: ['tools', 'parallel-tools'],
      fix: 'Pass several calls on, each under an index of its own.',
    },
    (seen) => called(seen, 2),
  ),
  exchangeCheck(
    {
      id: 'tool.choice.required',
      ...owed,
      probes: ['tools.required', 'stream.tools.required'],
      needs: ['tools', 'tool-choice'],
      fix: 'Enforce tool_choice, or refuse it.',
    },
    (seen) => called(seen, 1),
  ),
  exchangeCheck(
    {
      id: 'tool.choice.named',
      ...owed,
      probes: ['tools.named', 'tools.no-args'],
      needs: ['tools', 'tool-choice'],
      fix: 'Enforce the named tool, or refuse tool_choice.',
    },
    namedCall,
  ),
  exchangeCheck(
    {
      id: 'tool.choice.none',
      ...owed,
      probes: ['tools.none'],
      needs: ['tools', 'tool-choice'],
      fix: 'Do not call tools where the request forbids it.',
    },
    (seen) =>
      isSound(seen)
        ? hasCalls(seen)
          ? [{ path: '/choices/0/message/tool_calls', expected: 'no call', received: names(seen) }]
          : []
        : undefined,
  ),
  exchangeCheck(
    {
      id: 'tool.parallel',
      ...owed,
      probes: ['tools.single'],
      needs: ['tools', 'parallel-tools'],
      fix: 'Honour parallel_tool_calls, or refuse it.',
    },
    (seen) =>
      isSound(seen)
        ? callsOf(seen).length <= 1
          ? []
          : [{ path: '/choices/0/message/tool_calls', expected: 'at most one call', received: names(seen) }]
        : undefined,
  ),
  exchangeCheck(
    { id: 'tool.name.known', class: 'behaviour', needs: ['tools'], fix: 'Pass the names of tools on unchanged.' },
    knownNames,
  ),
  exchangeCheck(
    { id: 'tool.args.schema', ...owed, needs: ['tools'], fix: 'Constrain arguments to the schema, or validate them.' },
    validArguments,
  ),
  exchangeCheck(
    {
      id: 'tool.args.empty',
      class: 'protocol',
      probes: ['tools.no-args'],
      needs: ['tools', 'tool-choice'],
      fix: 'Send "{}" for a call without arguments.',
    },
    emptyArguments,
  ),
  evidenceCheck(
    {
      id: 'tool.stream.same',
      class: 'behaviour',
      probes: ['tools.required', 'stream.tools.required'],
      needs: ['tools', 'tool-choice', 'stream'],
      fix: 'Treat streams and plain requests alike.',
    },
    sameInStream,
  ),
  exchangeCheck(
    {
      id: 'json.object',
      ...owed,
      probes: ['json.object'],
      needs: ['json-object'],
      fix: 'Constrain the output, and take code fences off.',
    },
    jsonObject,
  ),
  exchangeCheck(
    {
      id: 'json.stream',
      ...owed,
      probes: ['stream.json'],
      needs: ['json-object', 'stream'],
      fix: 'Constrain the output of streams, too.',
    },
    jsonObject,
  ),
  exchangeCheck(
    {
      id: 'json.schema',
      ...owed,
      probes: ['json.schema'],
      needs: ['json-schema'],
      fix: 'Constrain the output to the schema, or refuse strict.',
    },
    fitsSchema,
  ),
  exchangeCheck(
    {
      id: 'history.tool-loop',
      class: 'protocol',
      probes: ['history.tools'],
      needs: ['tools'],
      fix: 'Accept your own answers as they were sent, null content and all.',
    },
    answered,
  ),
  exchangeCheck(
    {
      id: 'history.result.used',
      ...sampled,
      probes: ['history.tools'],
      needs: ['tools'],
      fix: 'Pass tool messages on to the model.',
    },
    usesResult,
  ),
  exchangeCheck(
    { id: 'history.read', ...owed, probes: ['history.read'], fix: 'Pass all messages on, not the last alone.' },
    knowsWord,
  ),
  exchangeCheck(
    { id: 'history.system', ...owed, probes: ['history.system'], fix: 'Pass system messages on.' },
    knowsWord,
  ),
  exchangeCheck(
    {
      id: 'history.developer',
      ...owed,
      probes: ['history.developer'],
      needs: ['developer-role'],
      fix: 'Read the role developer as system.',
    },
    (seen) => knowsWord(seen) ?? answered(seen),
  ),
  exchangeCheck(
    { id: 'history.parts', ...owed, probes: ['history.parts'], fix: 'Join the text parts of a message.' },
    (seen) => knowsWord(seen) ?? answered(seen),
  ),
  exchangeCheck(
    {
      id: 'history.reasoning',
      class: 'protocol',
      probes: ['history.reasoning'],
      needs: ['reasoning'],
      fix: 'Accept reasoning_content in messages, and ignore it.',
    },
    answered,
  ),
  exchangeCheck(
    {
      id: 'reason.field',
      class: 'protocol',
      probes: ['reason', 'stream.reason'],
      fix: 'Send reasoning as reasoning_content.',
    },
    reasoningField,
  ),
  exchangeCheck(
    { id: 'reason.tags', class: 'protocol', fix: 'Move what stands between think tags to reasoning_content.' },
    thinkTags,
  ),
  exchangeCheck({ id: 'reason.answer', class: 'protocol', fix: 'Send the answer as content.' }, answerTrapped),
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
      fix: 'Show reasoning in both forms.',
    },
    bothForms,
  ),
  exchangeCheck(
    { id: 'vision.seen', ...sampled, probes: ['vision.red'], needs: ['vision'], fix: 'Pass images on to the model.' },
    seesRed,
  ),
  evidenceCheck(
    {
      id: 'stream.equals-plain',
      ...sampled,
      probes: ['text', 'stream.same'],
      needs: ['stream'],
      fix: 'Make both forms from the same answer.',
    },
    equalsPlain,
  ),
  evidenceCheck(
    {
      id: 'http.isolation',
      class: 'protocol',
      probes: ['isolation.a', 'isolation.b'],
      needs: ['stream'],
      fix: 'Keep the state of a request with the request.',
    },
    isolated,
  ),
  evidenceCheck(
    { id: 'http.abort', class: 'protocol', probes: ['abort.after'], fix: 'Clean up after clients that leave.' },
    servedAfterAbort,
  ),
];
