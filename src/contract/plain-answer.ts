import type { Finding } from './finding.ts';
import type { RequirementId } from './generated/requirement-ids.ts';
import type { StreamGrammar } from './grammar-data.ts';
import type { JudgeOptions } from './grammar-run.ts';
import { asList, asObject } from './json-shape.ts';
import { isJsonObject, type JsonObject } from './requirements.ts';
import { createStreamJudge } from './stream-grammar.ts';

/** What the grammar says of a whole answer, and not of how it was streamed. */
const OF_ANSWERS: ReadonlySet<RequirementId> = new Set([
  'finish.tool-calls',
  'tool.args.json',
  'tool.id.unique',
  'usage.sum',
  'usage.completion.matches',
]);

const withIndex = (call: unknown, index: number): unknown => (isJsonObject(call) ? { index, ...call } : call);

/** A choice as the one chunk that a stream of it could have been. */
function chunkChoice(choice: unknown): JsonObject {
  const { index, message, logprobs, finish_reason } = asObject(choice);
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
  return findings
    .filter(({ requirement }) => OF_ANSWERS.has(requirement))
    .map(({ event: _, ...finding }) => ({ ...finding, path: finding.path.replace('/delta', '/message') }));
}
