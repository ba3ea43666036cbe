import { isEventStream, transformEvents, transformFrames } from '../transforms/transform-stream.ts';
import { afterChunks, cutAfter, cutInArguments, OWED } from '../transforms/cut-stream.ts';
import { dropEvents, hasContent, insertAfter, isChunk, mapEvents } from '../transforms/edit-events.ts';
import { inTurn, perStream, seeEvents } from '../transforms/event-steps.ts';
import type { Exchange } from '../../wire/exchange.ts';
import type { Fault, FaultContext } from '../fault.ts';
import { hasLongCharacter, stepsUntilHalf, untilHalfCharacter } from '../transforms/frame-bytes.ts';
import { besideChunk, DONE_TEXT, isDone, rawEvent, type StreamEvent } from '../transforms/stream-event.ts';

/** Sends something else in place of [DONE]. */
const doneAs = (text: string): NonNullable<Fault['wire']> =>
  transformEvents(mapEvents((event) => (isDone(event) ? { ...event, text } : event)));

const noDone = dropEvents(isDone);

/** The first half of an event, at least up to the middle of its JSON. */
const halfOf = (event: StreamEvent | undefined): StreamEvent[] =>
  event ? [rawEvent(event.text.slice(0, Math.floor(event.text.length / 2)), event.wait)] : [];

/** A late piece of the answer behind [DONE]. */
const afterDone = perStream(() => {
  let said: StreamEvent | undefined;
  let first: StreamEvent | undefined;
  const choices = [{ index: 0, delta: { content: ' late' }, finish_reason: null }];
  return inTurn(
    seeEvents((event) => {
      said ??= hasContent(event) ? event : undefined;
      first ??= isChunk(event) ? event : undefined;
    }),
    insertAfter(isDone, () => {
      const like = said ?? first;
      return like ? [besideChunk(like, { choices })] : [];
    }),
  );
});

/** Defects of how a stream ends, or does not. */
export const sseEndingFaults: readonly Fault[] = [
  {
    name: 'sse.done-missing',
    title: 'The stream ends without [DONE].',
    harm: 'tolerated',
    breaks: ['sse.done.once'],
    seen: 'https://github.com/perplexityai/api-discussion/issues/209',
    clients: '·······',
    wire: transformEvents(noDone),
  },
  {
    name: 'sse.done-missing-conn-open',
    title: 'The stream ends without [DONE], and the connection stays open.',
    harm: 'fatal',
    breaks: ['sse.done.once', 'sse.close'],
    mayBreak: ['time.idle', 'http.complete'],
    seen: 'https://github.com/waybarrios/vllm-mlx/issues/101',
    clients: 'HHHHHHH',
    wire: transformEvents(noDone, 'hang'),
  },
  {
    name: 'sse.done-conn-open',
    title: 'The connection stays open after [DONE].',
    harm: 'fatal',
    breaks: ['sse.close'],
    mayBreak: ['time.idle', 'http.complete'],
    seen: 'https://github.com/diegosouzapw/OmniRoute/issues/6777',
    clients: 'HHHHH··',
    wire: transformFrames(
      (frames) => frames,
      'hang',
      () => ({ next: (frame) => [frame] }),
    ),
  },
  {
    name: 'sse.done-trailing-space',
    title: '[DONE] has a trailing space.',
    harm: 'fatal',
    breaks: ['sse.done.exact'],
    seen: 'https://github.com/mistralai/mistral-vibe/pull/793',
    clients: '··TT···',
    wire: doneAs('data: [DONE] \n\n'),
  },
  {
    name: 'sse.done-lowercase',
    title: 'The last event is [done] in lower case.',
    harm: 'fatal',
    breaks: ['sse.done.exact'],
    seen: 'assumed',
    clients: 'TTTTTTT',
    wire: doneAs('data: [done]\n\n'),
  },
  {
    name: 'sse.done-twice',
    title: '[DONE] is sent twice.',
    harm: 'tolerated',
    breaks: ['sse.done.once'],
    mayBreak: ['sse.done.last'],
    seen: 'assumed',
    clients: '·······',
    wire: doneAs(DONE_TEXT.repeat(2)),
  },
  {
    name: 'sse.data-after-done',
    title: 'More content follows [DONE].',
    harm: 'silent',
    breaks: ['sse.done.last'],
    mayBreak: ['chunk.after-finish'],
    seen: 'assumed',
    clients: '··≠≠···',
    wire: transformEvents(afterDone),
  },
  {
    name: 'sse.done-only',
    title: 'The stream contains only [DONE].',
    harm: 'fatal',
    breaks: ['chunk.some', 'finish.once'],
    mayBreak: OWED,
    seen: 'assumed',
    wire: transformEvents((events) => events.filter(isDone)),
  },
  {
    name: 'sse.empty-200',
    title: 'The response is status 200 with an empty body.',
    harm: 'fatal',
    breaks: ['chunk.some', 'sse.done.once', 'finish.once'],
    mayBreak: ['http.stream.requested', ...OWED],
    seen: 'assumed',
    clients: '≠T≠TT≠T',
    wire: transformFrames(() => []),
  },
  {
    name: 'sse.truncated-no-finish',
    title: 'The stream ends midway as if it were complete.',
    harm: 'fatal',
    breaks: ['sse.done.once', 'finish.once'],
    mayBreak: OWED,
    seen: 'https://github.com/CommandCodeAI/command-code/issues/785',
    clients: '≠T≠T≠≠≠',
    parameters: [afterChunks(5)],
    wire: transformEvents(cutAfter()),
  },
  {
    name: 'sse.truncated-mid-json',
    title: 'The stream ends in the middle of an event.',
    harm: 'fatal',
    breaks: ['sse.data.json', 'sse.done.once', 'finish.once'],
    mayBreak: ['sse.done.exact', 'sse.separator', 'http.complete', ...OWED],
    seen: 'assumed',
    clients: 'TTTTTTT',
    parameters: [afterChunks(5)],
    wire: transformEvents(cutAfter(halfOf)),
  },
  {
    name: 'sse.truncated-in-tool-args',
    title: 'The stream ends in the middle of tool arguments as if it were complete.',
    harm: 'fatal',
    breaks: ['sse.done.once', 'finish.once'],
    mayBreak: ['tool.args.json', 'tool.two', ...OWED],
    seen: 'https://github.com/CommandCodeAI/command-code/issues/785',
    wire: transformEvents(cutInArguments),
  },
  {
    name: 'sse.conn-reset',
    title: 'The connection is reset midway.',
    harm: 'fatal',
    breaks: ['http.complete', 'sse.done.once', 'finish.once'],
    mayBreak: OWED,
    seen: 'assumed',
    clients: 'TTTTTTT',
    parameters: [afterChunks(5)],
    wire: transformEvents(cutAfter(), 'reset'),
  },
  {
    name: 'sse.conn-reset-in-character',
    title: 'The connection is reset inside the first multi-byte character.',
    harm: 'fatal',
    breaks: ['http.complete', 'sse.done.once', 'finish.once'],
    mayBreak: [
      'sse.done.exact',
      'sse.separator',
      'body.unicode',
      'chunk.role.first',
      ...OWED,
      'sse.utf8',
      'sse.data.json',
    ],
    seen: 'assumed',
    wire: Object.assign(
      (exchange: Exchange, context: FaultContext) =>
        hasLongCharacter(exchange.frames) ? transformFrames(untilHalfCharacter, 'reset')(exchange, context) : exchange,
      { steps: (exchange: Exchange) => (isEventStream(exchange) ? stepsUntilHalf() : undefined) },
    ),
  },
  {
    name: 'relay.done-after-truncation',
    title: 'A relay ends a truncated upstream stream with [DONE], so it looks complete.',
    harm: 'fatal',
    breaks: ['finish.once'],
    mayBreak: OWED,
    seen: 'https://github.com/songquanpeng/one-api',
    clients: '≠T≠T≠≠≠',
    parameters: [afterChunks(5)],
    wire: transformEvents(cutAfter(() => [rawEvent(DONE_TEXT)])),
  },
];
