import { isText } from '../../contract/schema/json-shape.ts';
import { isJsonObject } from '../../contract/requirements.ts';
import { compileSchema } from '../../recordings/compile-schema.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import type { SeenCall } from '../evidence/seen-answer.ts';
import { parsed } from './answers.ts';
import type { Check, Judgement } from './check.ts';
import { declaresFunctions, declaresTools, hasCalls, isAnswer, isSound } from '../evidence/predicates.ts';
import { evidenceCheck, exchangeCheck, findingOf, type Flaw, everySample, anySample, skipped } from './define-check.ts';

const callsOf = ({ choices }: ParsedExchange): readonly SeenCall[] => choices.flatMap(({ calls }) => calls);

const names = (seen: ParsedExchange): string =>
  callsOf(seen)
    .map(({ name }) => name ?? '?')
    .join(', ') || 'no call';

const called = (seen: ParsedExchange, wanted: number): readonly Flaw[] | undefined => {
  if (!isSound(seen)) return undefined;
  const count = callsOf(seen).length;
  return count >= wanted
    ? []
    : [
        {
          path: seen.reading.places.calls,
          expected: wanted === 1 ? 'a tool call' : `${wanted} tool calls`,
          received: names(seen),
        },
      ];
};

function knownNames(seen: ParsedExchange): readonly Flaw[] | undefined {
  const tools = seen.reading.toolsOf(seen.request);
  if (!isSound(seen) || callsOf(seen).length === 0) return undefined;
  if (!declaresTools(seen) && !declaresFunctions(seen))
    return [
      {
        path: seen.reading.places.calls,
        expected: 'no tool call, because no tool is declared',
        received: names(seen),
      },
    ];
  if (tools.size === 0) return undefined;
  const unknown = callsOf(seen).find(({ name }) => name === undefined || !tools.has(name));
  return unknown === undefined
    ? []
    : [
        {
          path: seen.reading.places.calls,
          expected: [...tools.keys()].join(' or '),
          received: JSON.stringify(unknown.name ?? null),
        },
      ];
}

/** Arguments against the schema that the request gave. What is no JSON at all is another check's. */
function validArguments(seen: ParsedExchange): readonly Flaw[] | undefined {
  const tools = seen.reading.toolsOf(seen.request);
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
            path: seen.reading.places.calls,
            expected: `arguments that match the schema of ${call.name}`,
            received: problem,
          },
        ],
  );
}

function emptyArguments(seen: ParsedExchange): readonly Flaw[] | undefined {
  const calls = callsOf(seen);
  if (!isAnswer(seen) || calls.length === 0) return undefined;
  const wrong = calls.find((call) => !isJsonObject(parsed(call.arguments)));
  return wrong === undefined
    ? []
    : [{ path: seen.reading.places.calls, expected: '"{}"', received: JSON.stringify(wrong.arguments ?? null) }];
}

function namedCall(seen: ParsedExchange): readonly Flaw[] | undefined {
  const wanted = seen.reading.chosenTool(seen.request);
  if (!isSound(seen) || !isText(wanted)) return undefined;
  const calls = callsOf(seen);
  const good = calls.length > 0 && calls.every(({ name }) => name === wanted);
  return good ? [] : [{ path: seen.reading.places.calls, expected: wanted, received: names(seen) }];
}

/** A forced call has to come either way. */
function sameInStream(evidence: Evidence): Judgement {
  const [plain, stream] = [evidence.of('tools.required')[0], evidence.of('stream.tools.required')[0]];
  if (!plain || !stream || !isSound(plain) || !isSound(stream)) return skipped('not-observed');
  if (hasCalls(plain) === hasCalls(stream)) return { kind: 'judged', findings: [] };
  const [worse, better] = hasCalls(plain) ? [stream, plain] : [plain, stream];
  const flaw = { path: worse.reading.places.calls, expected: names(better), received: names(worse) };
  return { kind: 'judged', findings: [findingOf(evidence, 'tool.stream.same', worse, flaw)] };
}

/** Checks of whether tools are called, which, and with what. */
export const toolChoiceChecks: readonly Check[] = [
  exchangeCheck(
    {
      id: 'tool.expected',
      ...anySample,
      probes: ['tools.auto', 'stream.tools.auto'],
      needs: ['tools'],
      fix: 'Pass tools to the model in the format it was trained on.',
    },
    (seen) => called(seen, 1),
  ),
  exchangeCheck(
    {
      id: 'tool.two',
      ...anySample,
      probes: ['tools.two', 'stream.tools.two'],
      needs: ['tools', 'parallel-tools'],
      fix: 'Return all calls, each with its own index.',
    },
    (seen) => called(seen, 2),
  ),
  exchangeCheck(
    {
      id: 'tool.choice.required',
      ...everySample,
      probes: ['tools.required', 'stream.tools.required'],
      needs: ['tools', 'tool-choice'],
      fix: 'Enforce tool_choice, or reject it.',
    },
    (seen) => called(seen, 1),
  ),
  exchangeCheck(
    {
      id: 'tool.choice.named',
      ...everySample,
      probes: ['tools.named', 'tools.no-args'],
      needs: ['tools', 'tool-choice'],
      fix: 'Enforce the named tool, or reject tool_choice.',
    },
    namedCall,
  ),
  exchangeCheck(
    {
      id: 'tool.choice.none',
      ...everySample,
      probes: ['tools.none'],
      needs: ['tools', 'tool-choice'],
      fix: 'Don\'t call tools if tool_choice is "none".',
    },
    (seen) =>
      isSound(seen)
        ? hasCalls(seen)
          ? [{ path: seen.reading.places.calls, expected: 'no tool call', received: names(seen) }]
          : []
        : undefined,
  ),
  exchangeCheck(
    {
      id: 'tool.parallel',
      ...everySample,
      probes: ['tools.single'],
      needs: ['tools', 'parallel-tools'],
      fix: 'Enforce parallel_tool_calls, or reject it.',
    },
    (seen) =>
      isSound(seen)
        ? callsOf(seen).length <= 1
          ? []
          : [{ path: seen.reading.places.calls, expected: 'at most one tool call', received: names(seen) }]
        : undefined,
  ),
  exchangeCheck(
    { id: 'tool.name.known', class: 'behavior', needs: ['tools'], fix: 'Pass tool names through unchanged.' },
    knownNames,
  ),
  exchangeCheck(
    {
      id: 'tool.args.schema',
      ...everySample,
      needs: ['tools'],
      fix: 'Constrain arguments to the schema, or validate them.',
    },
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
      class: 'behavior',
      probes: ['tools.required', 'stream.tools.required'],
      needs: ['tools', 'tool-choice', 'stream'],
      fix: 'Handle tools the same way in streams and plain responses.',
    },
    sameInStream,
  ),
];
