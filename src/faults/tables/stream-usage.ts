import { asObject } from '../../contract/schema/json-shape.ts';
import type { JsonObject } from '../../contract/requirements.ts';
import { transformEvents } from '../transforms/transform-stream.ts';
import type { Fault, WireTransform } from '../fault.ts';
import type { EventEdit } from '../transforms/event-steps.ts';
import { dropEvents, mapChoices, mapChunks, mapChunksWhere, mapEvents } from '../transforms/edit-events.ts';
import { inTurn } from '../transforms/event-steps.ts';
import { renamed, without } from '../transforms/edit-json.ts';
import { transformRequest } from '../transforms/edit-request.ts';
import {
  besideChunk,
  choicesOf,
  hasUsage,
  isFinish,
  isFinished,
  type StreamEvent,
} from '../transforms/stream-event.ts';

const usageOf = (events: readonly StreamEvent[]): JsonObject | undefined => {
  const chunk = events.findLast(hasUsage)?.chunk;
  return chunk && asObject(chunk['usage']);
};

/** Bends a stream that tells its usage, and leaves the others alone. */
const withUsage = (edit: (usage: JsonObject) => EventEdit): WireTransform =>
  transformEvents((events) => {
    const usage = usageOf(events);
    return usage ? edit(usage)(events) : events;
  });

/** Edits the usage where it stands. */
const recounted = (edit: (usage: JsonObject) => JsonObject): WireTransform =>
  transformEvents(mapChunksWhere(hasUsage, (chunk) => ({ ...chunk, usage: edit(asObject(chunk['usage'])) })));

const COUNTS = ['prompt_tokens', 'completion_tokens', 'total_tokens'] as const;

const asTexts = (usage: JsonObject): JsonObject => ({
  ...usage,
  ...Object.fromEntries(COUNTS.map((key) => [key, String(usage[key])])),
});

/** What the usage may have been after so many chunks. */
const soFar = (usage: JsonObject, nth: number): JsonObject => {
  const prompt = Number(usage['prompt_tokens']);
  return { prompt_tokens: prompt, completion_tokens: nth, total_tokens: prompt + nth };
};

/** Gives the usage a place on the chunk that finishes the last choice, and sends no chunk of its own for it. */
const onLastFinish = (edit: (chunk: JsonObject) => JsonObject): EventEdit => {
  return (events) => {
    const last = events.findLast(isFinish);
    return inTurn(
      dropEvents((event) => hasUsage(event) && choicesOf(event).length === 0),
      mapChunksWhere((event) => event.chunk === last?.chunk, edit),
    )(events);
  };
};

const optionsOf = (body: JsonObject): JsonObject => asObject(body['stream_options']);

/** Defects of where and how a stream tells what it cost. */
export const streamUsageFaults: readonly Fault[] = [
  {
    name: 'usage.missing',
    title: 'The requested usage chunk is missing.',
    harm: 'silent',
    breaks: ['usage.stream.requested'],
    seen: 'https://github.com/tashfeenahmed/freellmapi/pull/845',
    clients: '≠≠≠≠≠≠≠',
    wire: transformEvents(dropEvents(hasUsage)),
  },
  {
    name: 'usage.include-ignored',
    title: 'The option include_usage is ignored.',
    harm: 'silent',
    breaks: ['usage.stream.requested', 'usage.stream.null-elsewhere'],
    seen: 'https://github.com/tashfeenahmed/freellmapi/pull/845',
    policy: transformRequest((body) =>
      optionsOf(body)['include_usage'] === true
        ? { ...body, stream_options: without(optionsOf(body), 'include_usage') }
        : body,
    ),
  },
  {
    name: 'usage.unrequested',
    title: 'A usage chunk without choices is sent without being requested.',
    harm: 'fatal',
    breaks: ['usage.stream.requested'],
    mayBreak: ['usage.stream.null-elsewhere'],
    seen: 'https://github.com/Arthur-Ficial/apfel/issues/100',
    policy: transformRequest((body) =>
      body['stream'] === true && optionsOf(body)['include_usage'] !== true
        ? { ...body, stream_options: { ...optionsOf(body), include_usage: true } }
        : body,
    ),
  },
  {
    name: 'usage.null-on-final',
    title: 'The usage of the usage chunk is null.',
    harm: 'silent',
    breaks: ['usage.stream.requested', 'chunk.choices.empty'],
    seen: 'https://github.com/tashfeenahmed/freellmapi/pull/845',
    clients: '≠≠≠≠≠≠≠',
    wire: transformEvents(mapChunksWhere(hasUsage, (chunk) => ({ ...chunk, usage: null }))),
  },
  {
    name: 'usage.on-finish-chunk',
    title: 'Usage is in the final chunk of the choice, without a separate chunk.',
    harm: 'tolerated',
    breaks: ['usage.stream.last', 'usage.stream.null-elsewhere'],
    seen: 'assumed',
    clients: '·······',
    wire: withUsage((usage) => onLastFinish((chunk) => ({ ...chunk, usage }))),
  },
  {
    name: 'usage.final-with-choice',
    title: 'The usage chunk has a choice with an empty delta.',
    harm: 'tolerated',
    breaks: ['usage.stream.last', 'usage.stream.null-elsewhere'],
    seen: 'https://github.com/huggingface/text-generation-inference/issues/3003',
    clients: '·······',
    wire: transformEvents(
      mapChunksWhere(hasUsage, (chunk) => ({ ...chunk, choices: [{ index: 0, delta: {}, finish_reason: null }] })),
    ),
  },
  {
    name: 'usage.in-choice',
    title: 'Usage is inside the finished choice.',
    harm: 'silent',
    breaks: ['usage.stream.requested'],
    seen: 'https://github.com/earendil-works/pi/issues/2017',
    clients: '≠≠≠≠≠≠≠',
    wire: withUsage((usage) =>
      inTurn(
        dropEvents(hasUsage),
        mapChoices((choice) => (isFinished(choice) ? { ...choice, usage } : choice)),
      ),
    ),
  },
  {
    name: 'usage.x-field',
    title: 'Usage is under a vendor key in the final chunk of the choice.',
    harm: 'silent',
    breaks: ['usage.stream.requested'],
    mayBreak: ['chunk.unknown'],
    seen: 'assumed',
    clients: '≠≠≠≠≠≠≠',
    wire: withUsage((usage) => onLastFinish((chunk) => ({ ...chunk, x_service: { usage } }))),
  },
  {
    name: 'usage.other-names',
    title: 'The counts are named input_tokens and output_tokens.',
    harm: 'silent',
    breaks: ['usage.schema', 'usage.sum'],
    mayBreak: ['usage.completion.matches'],
    seen: 'assumed',
    clients: '≠≠≠≠≠≠≠',
    wire: recounted((usage) =>
      renamed(renamed(usage, 'prompt_tokens', 'input_tokens'), 'completion_tokens', 'output_tokens'),
    ),
  },
  {
    name: 'usage.every-chunk-cumulative',
    title: 'Every chunk has the usage so far, so clients that sum it count too much.',
    harm: 'costly',
    breaks: ['usage.stream.null-elsewhere'],
    seen: 'https://github.com/ogx-ai/ogx/issues/5122',
    clients: '·······',
    wire: withUsage((usage) =>
      mapChunks((chunk, nth) => (chunk['usage'] === null ? { ...chunk, usage: soFar(usage, nth) } : chunk)),
    ),
  },
  {
    name: 'usage.every-chunk-full',
    title: 'Every chunk has the total usage.',
    harm: 'costly',
    breaks: ['usage.stream.null-elsewhere'],
    seen: 'https://github.com/open-webui/open-webui/issues/29064',
    clients: '·······',
    wire: withUsage((usage) => mapChunks((chunk) => (chunk['usage'] === null ? { ...chunk, usage } : chunk))),
  },
  {
    name: 'usage.empty-object',
    title: 'Usage is an empty object instead of null.',
    harm: 'tolerated',
    breaks: ['usage.stream.null-elsewhere', 'usage.schema', 'usage.sum'],
    seen: 'https://github.com/BerriAI/litellm/issues/1571',
    clients: '·······',
    wire: transformEvents(mapChunks((chunk) => (chunk['usage'] === null ? { ...chunk, usage: {} } : chunk))),
  },
  {
    name: 'usage.key-absent-interior',
    title: 'Chunks have no usage key instead of null.',
    harm: 'tolerated',
    breaks: ['usage.stream.null-elsewhere'],
    seen: 'assumed',
    wire: transformEvents(mapChunks((chunk) => (chunk['usage'] === null ? without(chunk, 'usage') : chunk))),
  },
  {
    name: 'usage.before-finish',
    title: 'The usage chunk comes before the choice finishes.',
    harm: 'costly',
    breaks: ['usage.stream.last'],
    seen: 'assumed',
    wire: transformEvents((events) => {
      const told = events.filter(hasUsage);
      const rest = dropEvents(hasUsage)(events);
      const at = rest.findIndex(isFinish);
      return told.length > 0 && at >= 0 ? rest.toSpliced(at, 0, ...told) : events;
    }),
  },
  {
    name: 'usage.twice',
    title: 'The usage chunk is sent twice, so clients that sum it count double.',
    harm: 'costly',
    breaks: ['usage.stream.last'],
    seen: 'assumed',
    wire: transformEvents(mapEvents((event) => (hasUsage(event) ? [event, besideChunk(event, {})] : event))),
  },
  {
    name: 'usage.strings',
    title: 'The counts are strings, which clients concatenate instead of adding.',
    harm: 'fatal',
    breaks: ['usage.schema', 'usage.sum'],
    mayBreak: ['usage.completion.matches'],
    seen: 'https://github.com/MiniMax-AI/MiniMax-M2.5/issues/2',
    clients: '≠≠TT≠··',
    wire: recounted(asTexts),
  },
];
