import { asList, asObject } from '../../contract/schema/json-shape.ts';
import type { JsonObject } from '../../contract/requirements.ts';
import { transformEvents } from '../transforms/transform-stream.ts';
import type { Fault, WireTransform } from '../fault.ts';
import { perStream } from '../transforms/event-steps.ts';
import {
  callsOf,
  deltasOf,
  dropEvents,
  insertAfter,
  insertBefore,
  isChunk,
  mapChoices,
  mapChunks,
  mapChunksWhere,
  mapDeltas,
} from '../transforms/edit-events.ts';
import { renamed, without } from '../transforms/edit-json.ts';
import { besideChunk, chunkEvent, hasUsage, isFinished, type StreamEvent } from '../transforms/stream-event.ts';

/** Whether the event says the role and nothing else that would be missed. */
const isRoleOnly = (event: StreamEvent): boolean =>
  deltasOf(event).some((delta) => 'role' in delta && !('function_call' in delta)) && callsOf(event).length === 0;

/** Edits the choices that end with their chunk. */
const onFinish = (edit: (choice: JsonObject) => JsonObject): WireTransform =>
  transformEvents(mapChoices((choice) => (isFinished(choice) ? edit(choice) : choice)));

/** Edits the deltas after the first of each choice, the last one excepted: it is empty. */
const onLaterDeltas = (edit: (delta: JsonObject) => JsonObject): WireTransform =>
  transformEvents(mapDeltas((delta, choice, nth) => (nth > 0 && !isFinished(choice) ? edit(delta) : delta)));

/** What one report of a content filter in front of the model looks like: a chunk without an identity and without choices. */
const FILTER_REPORT: JsonObject = {
  id: '',
  object: '',
  created: 0,
  model: '',
  choices: [],
  prompt_filter_results: [{ prompt_index: 0, content_filter_results: { hate: { filtered: false, severity: 'safe' } } }],
};

/** The same while the answer is under way: where it has got to, and no delta. */
const LATE_REPORT: JsonObject = {
  ...FILTER_REPORT,
  choices: [
    {
      index: 0,
      finish_reason: null,
      content_filter_offsets: { check_offset: 12, start_offset: 12, end_offset: 40 },
      content_filter_results: { hate: { filtered: false, severity: 'safe' } },
    },
  ],
};

/** Each piece begins with all that was said before. */
const cumulated = perStream(() => {
  const said = new Map<unknown, string>();
  return mapDeltas((delta, choice) => {
    const { content } = delta;
    if (typeof content !== 'string') return delta;
    const all = (said.get(choice['index']) ?? '') + content;
    said.set(choice['index'], all);
    return { ...delta, content: all };
  });
});

const incomplete = (entries: unknown): unknown =>
  Array.isArray(entries) ? entries.map((entry) => without(asObject(entry), 'bytes')) : entries;

/** Entries of logprobs without the bytes of their tokens. */
function withoutBytes(choice: JsonObject): JsonObject {
  const { logprobs } = choice;
  const { content, refusal } = asObject(logprobs);
  if (asList(content).length + asList(refusal).length === 0) return choice;
  return { ...choice, logprobs: { content: incomplete(content), refusal: incomplete(refusal) } };
}

/** Defects of choices and deltas. */
export const chunkChoiceFaults: readonly Fault[] = [
  {
    name: 'chunk.azure-filter-report',
    title: 'A content-filter report without a delta arrives midway.',
    harm: 'fatal',
    breaks: ['chunk.delta.object'],
    mayBreak: [
      'usage.stream.null-elsewhere',
      'chunk.id',
      'chunk.object',
      'chunk.model.stable',
      'chunk.created.stable',
      'chunk.id.stable',
      'chunk.schema',
      'chunk.unknown',
      'model.echo',
      'model.echo.stable',
      'body.created',
      'chunk.role.first',
    ],
    seen: 'https://github.com/langchain-ai/langchain/issues/18977',
    wire: transformEvents(
      insertAfter(
        (event) => deltasOf(event).some(({ content }) => content),
        () => [chunkEvent(LATE_REPORT)],
      ),
    ),
  },
  {
    name: 'chunk.choices-all-index-0',
    title: 'All choices of a stream have index 0.',
    harm: 'silent',
    breaks: ['finish.once'],
    mayBreak: [
      'stream.equals-plain',
      'param.n',
      'usage.stream.last',
      'chunk.role.once',
      'chunk.after-finish',
      'chunk.role.first',
      'chunk.schema',
    ],
    seen: 'https://github.com/BerriAI/litellm/issues/3276',
    wire: transformEvents(mapChoices((choice) => ({ ...choice, index: 0 }))),
  },
  {
    name: 'chunk.role-missing',
    title: 'No delta has a role.',
    harm: 'fatal',
    breaks: ['chunk.role.first'],
    seen: 'https://github.com/tensorzero/tensorzero/issues/1265',
    clients: '·T··≠··',
    wire: transformEvents(mapDeltas((delta) => without(delta, 'role'))),
  },
  {
    name: 'chunk.role-only-chunk-dropped',
    title: 'A gateway drops the first chunk, which has only the role.',
    harm: 'fatal',
    breaks: ['chunk.role.first'],
    seen: 'https://github.com/maximhq/bifrost/issues/6523',
    clients: '·T··≠··',
    wire: transformEvents(dropEvents(isRoleOnly)),
  },
  {
    name: 'chunk.role-empty-string',
    title: 'The role is an empty string.',
    harm: 'fatal',
    breaks: ['chunk.role.first', 'chunk.role.value'],
    seen: 'https://github.com/MiniMax-AI/MiniMax-M2.5/issues/2',
    clients: '··T····',
    wire: transformEvents(mapDeltas((delta) => ('role' in delta ? { ...delta, role: '' } : delta))),
  },
  {
    name: 'chunk.role-null-later',
    title: 'Later deltas have the role null.',
    harm: 'tolerated',
    breaks: ['chunk.role.value'],
    seen: 'https://github.com/sgl-project/sglang/issues/3912',
    clients: '·······',
    wire: onLaterDeltas((delta) => ({ role: null, ...delta })),
  },
  {
    name: 'chunk.role-every',
    title: 'Every delta repeats the role.',
    harm: 'tolerated',
    breaks: ['chunk.role.once'],
    seen: 'https://github.com/sgl-project/sglang/issues/3912',
    clients: '·······',
    wire: onLaterDeltas((delta) => ({ role: 'assistant', ...delta })),
  },
  {
    name: 'chunk.content-absent-first',
    title: 'The first delta has a role but no content key.',
    harm: 'tolerated',
    breaks: ['chunk.content.first'],
    seen: 'https://github.com/ROCm/ATOM/pull/1803',
    wire: transformEvents(mapDeltas((delta, _choice, nth) => (nth === 0 ? without(delta, 'content') : delta))),
  },
  {
    name: 'chunk.delta-missing-on-finish',
    title: 'The final chunk of a choice has no delta.',
    harm: 'fatal',
    breaks: ['chunk.delta.object'],
    seen: 'https://github.com/QwenLM/qwen-code/pull/1448',
    clients: '····≠TT',
    wire: onFinish((choice) => without(choice, 'delta')),
  },
  {
    name: 'chunk.delta-null-on-finish',
    title: 'The final chunk of a choice has a null delta.',
    harm: 'fatal',
    breaks: ['chunk.delta.object'],
    seen: 'https://github.com/microsoft/autogen/issues/6465',
    clients: '····≠TT',
    wire: onFinish((choice) => ({ ...choice, delta: null })),
  },
  {
    name: 'chunk.message-instead-of-delta',
    title: 'Choices have a message instead of a delta.',
    harm: 'fatal',
    breaks: ['chunk.message', 'chunk.delta.object', 'chunk.role.first'],
    mayBreak: [
      'body.said',
      'chunk.content.first',
      'finish.tool-calls',
      'usage.completion.matches',
      'stream.equals-plain',
      'tool.expected',
    ],
    seen: 'https://github.com/microsoft/foundry-local/issues/144',
    clients: '≠T≠≠≠TT',
    wire: transformEvents(mapChoices((choice) => renamed(choice, 'delta', 'message'))),
  },
  {
    name: 'chunk.message-beside-delta',
    title: 'Choices have a message that duplicates the delta.',
    harm: 'tolerated',
    breaks: ['chunk.message'],
    seen: 'https://github.com/perplexityai/api-discussion/issues/209',
    wire: transformEvents(mapChoices((choice) => ({ ...choice, message: choice['delta'] }))),
  },
  {
    name: 'chunk.cumulative-content',
    title: 'Every delta repeats all content so far.',
    harm: 'silent',
    breaks: ['chunk.content.cumulative'],
    mayBreak: ['usage.completion.matches', 'stream.equals-plain', 'json.stream', 'param.limit'],
    seen: 'https://github.com/perplexityai/api-discussion/issues/209',
    clients: '≠≠≠≠≠≠≠',
    wire: transformEvents(cumulated),
  },
  {
    name: 'chunk.content-array',
    title: 'The content of deltas is an array of parts.',
    harm: 'fatal',
    breaks: ['chunk.content.text'],
    mayBreak: ['body.said', 'stream.equals-plain', 'usage.completion.matches', 'chunk.content.first'],
    seen: 'assumed',
    clients: '≠≠T·≠T≠',
    wire: transformEvents(
      mapDeltas((delta) =>
        typeof delta['content'] === 'string'
          ? { ...delta, content: [{ type: 'text', text: delta['content'] }] }
          : delta,
      ),
    ),
  },
  {
    name: 'chunk.index-missing',
    title: 'Choices have no index.',
    harm: 'fatal',
    breaks: ['chunk.choice.index'],
    mayBreak: ['finish.once', 'stream.equals-plain', 'chunk.role.once', 'usage.stream.last'],
    seen: 'assumed',
    clients: '·TT···T',
    wire: transformEvents(mapChoices((choice) => without(choice, 'index'))),
  },
  {
    name: 'chunk.index-token-number',
    title: 'The index of a choice is the token number.',
    harm: 'fatal',
    breaks: ['chunk.choice.index'],
    mayBreak: [
      'finish.once',
      'finish.tool-calls',
      'chunk.role.first',
      'chunk.role.once',
      'tool.args.json',
      'usage.stream.last',
      'usage.completion.matches',
      'stream.equals-plain',
      'body.said',
    ],
    seen: 'https://github.com/microsoft/foundry-local/issues/144',
    wire: transformEvents(mapChoices((choice, nth) => ({ ...choice, index: nth }))),
  },
  {
    name: 'chunk.choices-missing-on-usage',
    title: 'The usage chunk has no choices key.',
    harm: 'fatal',
    breaks: ['chunk.choices.array'],
    seen: 'https://github.com/ROCm/ATOM/pull/1711',
    clients: 'TTTT··T',
    wire: transformEvents(mapChunksWhere(hasUsage, (chunk) => without(chunk, 'choices'))),
  },
  {
    name: 'chunk.choices-null-on-usage',
    title: 'The choices of the usage chunk are null.',
    harm: 'fatal',
    breaks: ['chunk.choices.array'],
    seen: 'https://github.com/lobehub/lobehub/pull/9220',
    clients: 'TTTT··T',
    wire: transformEvents(mapChunksWhere(hasUsage, (chunk) => ({ ...chunk, choices: null }))),
  },
  {
    name: 'chunk.azure-prompt-filter-first',
    title: 'A prompt-filter report comes first, with no choices, empty id, object and model, and created 0.',
    harm: 'tolerated',
    breaks: ['chunk.choices.empty'],
    mayBreak: [
      'chunk.id',
      'chunk.id.stable',
      'chunk.object',
      'body.created',
      'chunk.created.stable',
      'chunk.schema',
      'chunk.model.stable',
      'chunk.unknown',
      'model.echo',
      'usage.stream.null-elsewhere',
      'model.echo.stable',
    ],
    seen: 'https://github.com/meilisearch/meilisearch/pull/6477',
    clients: '·······',
    wire: transformEvents(insertBefore(isChunk, (event) => [besideChunk(event, FILTER_REPORT)])),
  },
  {
    name: 'chunk.empty-choices-middle',
    title: 'A chunk midway has neither choices nor usage.',
    harm: 'tolerated',
    breaks: ['chunk.choices.empty'],
    seen: 'assumed',
    clients: '·······',
    wire: transformEvents(insertAfter(isChunk, (event) => [besideChunk(event, { choices: [] })])),
  },
  {
    name: 'chunk.logprobs-entry-incomplete',
    title: 'Logprobs entries have no bytes.',
    harm: 'fatal',
    breaks: ['logprobs.schema'],
    mayBreak: ['stream.equals-plain'],
    seen: 'assumed',
    wire: transformEvents(mapChoices(withoutBytes)),
  },
  {
    name: 'chunk.service-tier-object',
    title: 'The service tier is an object instead of a string or null.',
    harm: 'fatal',
    breaks: ['chunk.schema'],
    seen: 'assumed',
    wire: transformEvents(mapChunks((chunk) => ({ ...chunk, service_tier: { name: 'default' } }))),
  },
];
