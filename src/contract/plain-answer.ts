import type { Finding } from './finding.ts';
import type { RequirementId } from './generated/requirement-ids.ts';
import type { StreamGrammar } from './grammar/data.ts';
import type { JudgeOptions } from './grammar/run.ts';
import { asList, asObject } from './schema/json-shape.ts';
import { isJsonObject, type JsonObject } from './requirements.ts';
import { createStreamJudge } from './grammar/stream-grammar.ts';

/** What the grammar says of a whole answer, and not of how it was streamed. */
const OF_ANSWERS: ReadonlySet<RequirementId> = new Set([
  'finish.tool-calls',
  'tool.args.json',
  'tool.id.unique',
  'usage.sum',
  'usage.completion.matches',
]);

/** Rules for a body that don't depend on its choices. */
const OF_ALL: ReadonlySet<RequirementId> = new Set(['usage.sum']);

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

/** Whether a choice can be read at all. Where it cannot, the schema says why, and what would follow is not told again. */
function isReadable(choice: unknown): boolean {
  const { message } = asObject(choice);
  if (!isJsonObject(message)) return false;
  const { content, tool_calls: calls } = message;
  return (isAbsent(content) || typeof content === 'string') && (isAbsent(calls) || Array.isArray(calls));
}

const withIndex = (call: unknown, index: number): unknown => (isJsonObject(call) ? { index, ...call } : call);

/** A choice as the one chunk that a stream of it could have been. Its place is its index, since a wrong one changes nothing of what it says. */
function chunkChoice(choice: unknown, index: number): JsonObject {
  const { message, logprobs, finish_reason } = asObject(choice);
  const said = asObject(message);
  const calls = said['tool_calls'];
  const delta = { ...said, ...(Array.isArray(calls) ? { tool_calls: asList(calls).map(withIndex) } : {}) };
  return { index, delta, logprobs, finish_reason };
}

/**
 * The body of a plain answer as one chunk: what is true of a stream put together is true of a body, so the grammar judges both.
 */
export function asChunk(body: JsonObject): JsonObject {
  return { ...body, object: 'chat.completion.chunk', choices: asList(body['choices']).map(chunkChoice) };
}

const pathInBody = (path: string): string =>
  path.replace('/delta', '/message').replace(/^(\/choices\/\d+)(\/tool_calls)/, '$1/message$2');

/**
 * Judges what a plain answer says as a whole: its calls, how it finished, and what it says it cost. Its shape is the schema's.
 *
 * @param body parsed
 * @example
 * judgePlain(grammar, body, { request }).map((finding) => finding.requirement);
 */
export function judgePlain(grammar: StreamGrammar, body: JsonObject, options: JudgeOptions = {}): Finding[] {
  const judge = createStreamJudge(grammar, options);
  const findings = [...judge.event(asChunk(body)), ...judge.event('[DONE]')];
  const choices = asList(body['choices']);
  const told = choices.length > 0 && choices.every(isReadable) ? OF_ANSWERS : OF_ALL;
  return findings
    .filter(({ requirement }) => told.has(requirement))
    .map(({ requirement, level, path, expected, received }) => ({
      requirement,
      level,
      path: pathInBody(path),
      expected,
      received,
    }));
}
