import type { RequirementId } from '../../../contract/generated/requirement-ids.ts';
import { asList, asObject } from '../../../contract/schema/json-shape.ts';
import type { ParsedExchange } from '../../evidence/parsed-exchange.ts';
import { isAnswer, isStream, wasAwaited } from '../../evidence/predicates.ts';
import type { Check, CheckClass } from '../check.ts';
import { contractCheck } from '../define-check.ts';

type Concerns = (seen: ParsedExchange) => boolean;
type Row = readonly [id: RequirementId, fix: string, concerns?: Concerns, about?: CheckClass];

/** A stream that began, so that something can be wrong with how it goes on. */
const begun: Concerns = (seen) => isStream(seen) && seen.chunks.length > 0;
const awaited: Concerns = (seen) => begun(seen) && wasAwaited(seen);

/** A stream with an event whose type ends so. */
const has =
  (...ends: readonly string[]): Concerns =>
  (seen) =>
    begun(seen) && seen.chunks.some(({ chunk }) => ends.some((end) => String(chunk['type']).endsWith(end)));

const ended = has('.completed', '.incomplete', '.failed');
const ofItems = has('output_item.added', '.delta', 'output_item.done');
const ofParts = has('content_part.added', 'output_text.delta', 'output_text.done', 'refusal.delta');
const ofCalls = has('arguments.delta', 'arguments.done', 'input.delta', 'input.done');
const ofSummaries = has('summary_part.added', 'summary_text.delta', 'summary_text.done', 'summary_part.done');
const padded: Concerns = (seen) => begun(seen) && seen.chunks.some(({ chunk }) => 'obfuscation' in chunk);

const counted: Concerns = (seen) => isAnswer(seen) && seen.usage !== undefined;
const calls: Concerns = (seen) => isAnswer(seen) && seen.choices.some((choice) => choice.calls.length > 0);
const spoken: Concerns = (seen) => isAnswer(seen) && seen.choices.some(({ content }) => content !== null);
const itemized: Concerns = (seen) =>
  ofItems(seen) || (isAnswer(seen) && asList(asObject(seen.json)['output']).length > 0);
const withTools: Concerns = (seen) => isAnswer(seen) && Array.isArray(seen.request?.['tools']);

const ROWS: readonly Row[] = [
  ['responses.done.absent', 'End the stream after the terminal event, without [DONE].', awaited],
  ['responses.schema', 'Send object "response" with id, created_at, model, status and output.', isAnswer],
  ['responses.status', 'Name one of the six documented statuses.', isAnswer],
  ['responses.error', 'Send "error": null, or an object with code and message.', isAnswer],
  ['responses.incomplete', 'Give max_output_tokens or content_filter as the reason.', isAnswer],
  ['responses.echo.tools', 'Report each tool as it was sent, flat.', withTools],
  ['responses.echo.metadata', 'Report metadata as an object of strings.', isAnswer],
  ['responses.usage.schema', 'Send input_tokens, output_tokens, total_tokens and both details.', counted, 'billing'],
  ['responses.usage.sum', 'Count reasoning among output_tokens, and add both counts up.', counted, 'billing'],
  ['responses.item', 'Give each item an id, a known type and the keys of that type.', itemized],
  ['responses.part.annotations', 'Send "annotations": [] in each text part that has none.', spoken],
  ['responses.event.name', 'Write an event line that repeats the type of the data.', begun],
  ['responses.event.schema', 'Send every key that the type of the event promises, zeros included.', begun],
  ['responses.event.json', 'Send one JSON object in UTF-8 on one data line.', isStream],
  ['responses.event.known', 'Send events of documented types alone.', begun],
  ['responses.event.order', 'Send the events of an item in the order of its kind.', ofItems],
  ['responses.sequence', 'Number the events of a stream from 0 without a gap.', begun],
  ['responses.created.first', 'Begin every stream with response.created.', begun],
  ['responses.created.empty', 'Send output [] and usage null until the response ends.', begun],
  ['responses.in-progress', 'Send response.in_progress after response.created.', begun],
  ['responses.terminal.once', 'End every stream with one terminal event.', awaited],
  ['responses.terminal.last', 'Send nothing after the terminal event.', ended],
  ['responses.terminal.status', 'Set the status that the terminal event names.', ended],
  ['responses.terminal.output', 'Send every item that was streamed in the last output again.', ended],
  ['responses.id.stable', 'Keep id, created_at and model the same through the stream.', begun],
  ['responses.echo.stable', 'Keep the echoed parameters the same through the stream.', ended],
  ['responses.item.opened', 'Open each item with response.output_item.added.', ofItems],
  ['responses.item.closed', 'End each item with response.output_item.done.', ofItems],
  ['responses.item.index', 'Count output_index from 0, and send it in every event of an item.', ofItems],
  ['responses.item.sequential', 'End one item before the next one begins.', ofItems],
  ['responses.item.id', 'Give an item one id, and name it in each of its events.', ofItems],
  ['responses.item.added', 'Open items empty and in progress.', has('output_item.added')],
  ['responses.part.opened', 'Open each part with response.content_part.added.', ofParts],
  ['responses.part.closed', 'End each part with response.content_part.done.', ofParts],
  ['responses.part.index', 'Count content_index from 0.', ofParts],
  ['responses.text.deltas', 'Send all of the text in deltas, and once.', ofParts],
  ['responses.text.done', 'Send the whole text in response.output_text.done.', ofParts],
  ['responses.args.deltas', 'Send all of the arguments in deltas, and once.', ofCalls],
  ['responses.args.done', 'Send the whole arguments in response.function_call_arguments.done.', ofCalls],
  ['responses.args.json', 'Send arguments that are a JSON object.', calls],
  ['responses.summary.deltas', 'Send all of a summary in deltas, and once.', ofSummaries],
  ['responses.summary.index', 'Count summary_index from 0.', ofSummaries],
  ['responses.summary.closed', 'Open and end each part of a summary.', ofSummaries],
  ['responses.usage.last', 'Send usage in the terminal event, and nowhere else.', ended, 'billing'],
  ['responses.obfuscation', 'Pad delta and obfuscation to a multiple of 16 characters, or leave it out.', padded],
  ['responses.delta.whole', 'Join tokens until they are whole characters.', has('.delta')],
  ['responses.error.in-stream', 'Send one event of type error, and end.', isStream],
];

const answered: Concerns = ({ status }) => status === 200;

/** Checks of Responses that its schemas and its stream grammar decide. */
export const responseContractChecks: readonly Check[] = [
  ...ROWS.map(([id, fix, concerns = isAnswer, about = 'protocol']) =>
    contractCheck({ id, class: about, fix }, concerns),
  ),
  contractCheck(
    {
      id: 'responses.delete.schema',
      class: 'protocol',
      probes: ['state.delete'],
      needs: ['state'],
      fix: 'Send {"id","object":"response","deleted":true}.',
    },
    answered,
  ),
  contractCheck(
    {
      id: 'responses.input-items.schema',
      class: 'protocol',
      probes: ['state.items', 'state.items.next', 'state.items.asc'],
      needs: ['state'],
      fix: 'Send object "list" with data, first_id, last_id and has_more.',
    },
    answered,
  ),
];
