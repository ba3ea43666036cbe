import type { Finding } from '../../contract/finding.ts';
import { asList, asObject } from '../../contract/schema/json-shape.ts';
import { isJsonObject, type JsonObject } from '../../contract/requirements.ts';
import { parsed } from './answers.ts';
import type { Check } from './check.ts';
import { contractCheck, exchangeCheck, type Flaw } from './define-check.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import type { SeenChoice } from '../evidence/seen-answer.ts';
import { declaresFunctions, declaresTools, hasCalls, isAnswer, isPlain, isStream } from '../evidence/predicates.ts';

/** Tool call deltas, with the event of each. */
const callDeltas = ({ chunks }: ParsedExchange): { readonly event: number; readonly value: unknown }[] =>
  chunks.flatMap(({ event, chunk }) =>
    asList(chunk['choices']).flatMap((choice) =>
      asList(asObject(asObject(choice)['delta'])['tool_calls']).map((value) => ({ event, value })),
    ),
  );

/** Where an answer speaks of tool calls: its messages, or the deltas of its chunks. */
const speakers = (seen: ParsedExchange): JsonObject[] =>
  isPlain(seen)
    ? asList(asObject(seen.json)['choices']).map((choice) => asObject(asObject(choice)['message']))
    : seen.chunks.flatMap(({ chunk }) => asList(chunk['choices']).map((choice) => asObject(asObject(choice)['delta'])));

const speaksOfCalls = (seen: ParsedExchange): boolean =>
  isAnswer(seen) && speakers(seen).some((speaker) => 'tool_calls' in speaker);

const streamsCalls = (seen: ParsedExchange): boolean => isStream(seen) && callDeltas(seen).length > 0;

/** Marks that models use for tool calls among themselves; none of them belongs into an answer. */
const MARKUP =
  /<\|?(?:tool_call|tool▁call|function_call|tool_calls_begin|python_tag)|\[TOOL_CALLS\]|<function=\w|<invoke name=/;

/** Values of the arguments of a call, where they are strings long enough not to stand there by chance. */
function argumentsOf({ calls }: SeenChoice): string[] {
  return calls.flatMap((call) => {
    const given = String(call.arguments ?? '').trim();
    const values = Object.values(asObject(parsed(given))).filter((value) => typeof value === 'string');
    return [given, ...values].filter((text) => text.length >= 3 && text !== '{}');
  });
}

/** The arguments of a call that stand in the content as well: a parser let them through. Words around them are the model's own. */
function leaked(choice: SeenChoice): string | undefined {
  const content = choice.content?.trim() ?? '';
  return argumentsOf(choice).find((text) => content === text || (text.startsWith('{') && content.includes(text)));
}

function markup(seen: ParsedExchange): Flaw[] | undefined {
  if (!isAnswer(seen) || !declaresTools(seen)) return undefined;
  const found = seen.choices
    .map((choice) => MARKUP.exec(choice.content ?? '')?.[0] ?? leaked(choice))
    .find((text) => text !== undefined);
  return found === undefined ? [] : [{ expected: 'a tool call', received: `${JSON.stringify(found)} in the content` }];
}

/** Null, `[]` or `{}`: the key is there and says nothing. */
const saysNothing = (value: unknown): boolean => value === null || Object.keys(Object(value)).length === 0;

/** Where an answer without calls has the key all the same. */
function emptyKey(seen: ParsedExchange): Flaw[] | undefined {
  if (!isAnswer(seen) || hasCalls(seen)) return undefined;
  const found = speakers(seen).find((speaker) => 'tool_calls' in speaker && saysNothing(speaker['tool_calls']));
  return found === undefined
    ? []
    : [{ expected: 'no key "tool_calls"', received: JSON.stringify(found['tool_calls']) }];
}

/** Several tokens of arguments that come in one piece. */
function whole(seen: ParsedExchange): Flaw[] | undefined {
  const long = seen.choices.flatMap(({ calls }) => calls).filter((call) => String(call.arguments ?? '').length > 16);
  if (!streamsCalls(seen) || long.length === 0) return undefined;
  const texts = callDeltas(seen).map(({ value }) => asObject(asObject(value)['function'])['arguments']);
  const inOnePiece = long.some((call) => texts.includes(call.arguments));
  return inOnePiece ? [{ expected: 'arguments in pieces', received: 'all arguments at once' }] : [];
}

function legacy(seen: ParsedExchange): Flaw[] | undefined {
  if (!isAnswer(seen) || !declaresTools(seen) || declaresFunctions(seen)) return undefined;
  const called = seen.choices.some(({ functionCall }) => functionCall !== undefined);
  return called ? [{ expected: 'tool_calls', received: 'function_call' }] : [];
}

/** Longest id that the real API takes back. */
const LONGEST_ID = 40;

function longId(seen: ParsedExchange): Flaw[] | undefined {
  const ids = seen.choices.flatMap(({ calls }) => calls.map(({ id }) => id ?? ''));
  if (!isAnswer(seen) || ids.length === 0) return undefined;
  const long = ids.find((id) => id.length > LONGEST_ID);
  return long === undefined ? [] : [{ expected: `at most ${LONGEST_ID} characters`, received: `${long.length}` }];
}

/** A call that isn't an object is reported once. */
const hasCallObjects = (seen: ParsedExchange): boolean =>
  streamsCalls(seen) && callDeltas(seen).some(({ value }) => isJsonObject(value));

/** tool.empty-array reports null; a missing type is also an unknown type, and is reported once. */
const isToldElsewhere = ({ path, expected, received }: Finding, all: readonly Finding[]): boolean =>
  (received === 'null' && path.endsWith('/tool_calls')) ||
  (expected === 'a known "type"' &&
    all.some((other) => other.expected.includes('the key "type"') && other.path.startsWith(path)));

/** What the schema says of the calls of a plain answer; and an id that is empty is none. */
function plainCalls(seen: ParsedExchange): readonly Flaw[] | undefined {
  if (!isPlain(seen) || !speaksOfCalls(seen)) return undefined;
  const empty = seen.choices.some(({ calls }) => calls.some(({ id }) => id === ''));
  const told = seen.findings.filter(({ requirement }) => requirement === 'body.tool-calls');
  return [
    ...told.filter((finding) => !isToldElsewhere(finding, told)),
    ...(empty ? [{ path: '/choices/0/message/tool_calls', expected: 'an id', received: '""' }] : []),
  ];
}

/** Checks of tool calls as a single answer shows them. */
export const toolChecks: readonly Check[] = [
  exchangeCheck(
    { id: 'body.tool-calls', class: 'protocol', fix: 'Set id, type, name and arguments (a string) in each call.' },
    plainCalls,
  ),
  contractCheck(
    { id: 'tool.delta.schema', class: 'protocol', fix: 'Send id, type, name and arguments as strings.' },
    (seen) => isStream(seen) && speaksOfCalls(seen),
  ),
  contractCheck(
    { id: 'tool.index.dense', class: 'protocol', fix: 'Number the calls of a response from 0, in every delta.' },
    hasCallObjects,
  ),
  contractCheck(
    { id: 'tool.header.complete', class: 'protocol', fix: 'Start each call with id, type, name and "arguments": "".' },
    hasCallObjects,
  ),
  contractCheck(
    { id: 'tool.header.once', class: 'protocol', fix: 'Send id and name only in the first delta of a call.' },
    hasCallObjects,
  ),
  contractCheck(
    { id: 'tool.id.unique', class: 'protocol', fix: 'Generate a unique id for each call.' },
    (seen) => isAnswer(seen) && hasCalls(seen),
  ),
  contractCheck(
    { id: 'tool.args.json', class: 'protocol', fix: 'Send the complete arguments exactly once.' },
    (seen) => isAnswer(seen) && hasCalls(seen),
  ),
  exchangeCheck({ id: 'tool.args.fragmented', class: 'hygiene', fix: 'No action needed; this is legal.' }, whole),
  exchangeCheck({ id: 'tool.empty-array', class: 'protocol', fix: 'Omit tool_calls if there are none.' }, emptyKey),
  exchangeCheck(
    { id: 'tool.in-content', class: 'protocol', fix: "Convert the model's own call syntax to tool_calls." },
    markup,
  ),
  exchangeCheck({ id: 'tool.legacy', class: 'protocol', fix: 'Return tool_calls for tools.' }, legacy),
  exchangeCheck({ id: 'tool.id.length', class: 'hygiene', fix: 'Limit ids to 40 characters.' }, longId),
];
