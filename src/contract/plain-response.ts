import type { Finding } from './finding.ts';
import type { RequirementId } from './generated/requirement-ids.ts';
import type { StreamGrammar } from './grammar/data.ts';
import type { JudgeOptions } from './grammar/run.ts';
import { createStreamJudge } from './grammar/stream-grammar.ts';
import type { JsonObject } from './requirements.ts';
import { asList } from './schema/json-shape.ts';

/** What the grammar says of a whole response, and not of how it was streamed. */
const OF_RESPONSES: ReadonlySet<RequirementId> = new Set(['responses.usage.sum', 'responses.args.json']);

/** A place in the events below as the place in the body. */
const pathInBody = (path: string, item: number | undefined): string =>
  path.replace(/^\/response/, '').replace(/^\/item/, `/output/${item}`);

/**
 * Judges what a plain response says as a whole: its calls, and what it says it cost. Its shape is the schema's. Items are judged as the
 * events that would have closed them.
 *
 * @param body parsed
 * @example
 * judgePlainResponse(grammar, body, { request }).map((finding) => finding.requirement);
 */
export function judgePlainResponse(grammar: StreamGrammar, body: JsonObject, options: JudgeOptions = {}): Finding[] {
  // What an event must be is not asked of what is none.
  const { schema: _schema, ...rest } = options;
  const judge = createStreamJudge(grammar, rest);
  const told = (findings: readonly Finding[], item?: number): Finding[] =>
    findings
      .filter(({ requirement }) => OF_RESPONSES.has(requirement))
      .map(({ event: _event, ...finding }) => ({ ...finding, path: pathInBody(finding.path, item) }));
  const items = asList(body['output']).flatMap((item, output_index) =>
    told(judge.event({ type: 'response.output_item.done', output_index, item }), output_index),
  );
  return [...items, ...told(judge.event({ type: `response.${String(body['status'])}`, response: body }))];
}
