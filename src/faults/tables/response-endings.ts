import type { Fault, FaultContext, FaultParameter, WireTransform } from '../fault.ts';
import { afterDeltas, isOf, mapNamed, transformNamed, withoutNamed } from '../transforms/edit-response.ts';
import { appendEvents, mapEvents } from '../transforms/edit-events.ts';
import { inTurn, perStream, seeEvents } from '../transforms/event-steps.ts';
import { DONE_TEXT, isTerminal, namedEvent, rawEvent, type StreamEvent } from '../transforms/stream-event.ts';
import { transformEvents } from '../transforms/transform-stream.ts';

const FAILURE = {
  type: 'server_error',
  code: 'server_error',
  message: 'The server had an error while processing your request. Sorry about that!',
  param: null,
};

const { type: _type, ...FLAT } = FAILURE;

const PIECES: FaultParameter = {
  name: 'pieces',
  default: 2,
  title: 'Number of deltas before the fault; fewer if the response is shorter.',
};

const pieces = (context: FaultContext): number => Math.max(1, Math.round(context.number('pieces')));

/** Puts an error in the place of what follows; without members it has no name and no type. */
const fails =
  (members: () => Readonly<Record<string, unknown>> | undefined): WireTransform =>
  (exchange, context) => {
    const error = (event: StreamEvent): StreamEvent => {
      const named = members();
      return named
        ? namedEvent({ ...named, sequence_number: event.named?.['sequence_number'] })
        : rawEvent(`data: ${JSON.stringify({ error: FAILURE })}\n\n`);
    };
    return transformNamed(afterDeltas(pieces(context), (event) => [error(event)]))(exchange, context);
  };

/** How a stream ends, or fails. */
export const responseEndingFaults: readonly Fault[] = [
  {
    name: 'responses.terminal-missing',
    title: 'The stream has no final event.',
    harm: 'fatal',
    breaks: ['responses.terminal.once'],
    seen: 'assumed',
    wire: withoutNamed(isTerminal),
  },
  {
    name: 'responses.terminal-twice',
    title: 'The final event is sent twice.',
    harm: 'tolerated',
    breaks: ['responses.terminal.once'],
    seen: 'assumed',
    wire: transformNamed(mapEvents((event) => (isTerminal(event) ? [event, event] : event))),
  },
  {
    name: 'responses.done-sentinel',
    title: 'The stream ends with [DONE], as in chat completions.',
    harm: 'tolerated',
    breaks: ['responses.done.absent'],
    seen: 'https://openrouter.ai/docs/api-reference/responses-api-beta/overview',
    wire: transformEvents(
      perStream(() => {
        let ended = false;
        return inTurn(
          seeEvents((event) => void (ended ||= isTerminal(event))),
          appendEvents(() => (ended ? [rawEvent(DONE_TEXT)] : [])),
        );
      }),
    ),
  },
  {
    name: 'responses.done-sentinel-only',
    title: 'The stream ends with [DONE] instead of its final event.',
    harm: 'fatal',
    breaks: ['responses.done.absent', 'responses.terminal.once'],
    seen: 'assumed',
    wire: transformEvents(mapEvents((event) => (isTerminal(event) ? rawEvent(DONE_TEXT, event.wait) : event))),
  },
  {
    name: 'responses.event-after-terminal',
    title: 'The stream continues after its final event.',
    harm: 'tolerated',
    breaks: ['responses.terminal.last'],
    seen: 'assumed',
    wire: transformNamed(
      perStream(() => {
        let late: StreamEvent | undefined;
        return inTurn(
          seeEvents((event) => void (late ??= isOf('response.in_progress')(event) ? event : undefined)),
          appendEvents(() => (late ? [namedEvent(late.named ?? {})] : [])),
        );
      }),
    ),
  },
  {
    name: 'responses.terminal-completed',
    title: 'A truncated response is reported as completed.',
    harm: 'silent',
    breaks: ['responses.terminal.status'],
    seen: 'assumed',
    wire: mapNamed(isOf('response.incomplete'), (named) => ({ ...named, type: 'response.completed' })),
  },
  {
    name: 'responses.error-nested',
    title: 'An error arrives midway and ends the stream.',
    harm: 'fatal',
    breaks: ['responses.error.in-stream'],
    mayBreak: ['stream.completes'],
    seen: 'https://github.com/the-open-agent/openagent/issues/2344',
    parameters: [PIECES],
    wire: fails(() => ({ type: 'error', error: FAILURE })),
  },
  {
    name: 'responses.error-flat',
    title: 'An error arrives midway, with its keys next to type, as in client types.',
    harm: 'silent',
    breaks: ['responses.error.in-stream'],
    mayBreak: ['stream.completes'],
    seen: 'assumed',
    parameters: [PIECES],
    wire: fails(() => ({ type: 'error', ...FLAT })),
  },
  {
    name: 'responses.error-as-chat',
    title: 'An error arrives midway in the format of chat completions.',
    harm: 'fatal',
    breaks: ['responses.error.in-stream'],
    mayBreak: ['stream.completes', 'responses.sequence', 'responses.event.schema'],
    seen: 'https://github.com/diegosouzapw/OmniRoute/issues/13964',
    parameters: [PIECES],
    wire: fails(() => undefined),
  },
  {
    name: 'responses.failed',
    title: 'The response fails midway.',
    harm: 'fatal',
    breaks: ['responses.finished'],
    mayBreak: [
      'stream.completes',
      'responses.stream.plain',
      'responses.error.in-stream',
      'responses.part.closed',
      'responses.terminal.output',
    ],
    seen: 'assumed',
    parameters: [PIECES],
    wire: (exchange, context) =>
      transformNamed((events) => {
        const created = events.find(isOf('response.created'))?.named?.['response'];
        const failed = {
          ...(created as object),
          status: 'failed',
          error: { code: 'server_error', message: FAILURE.message },
        };
        return afterDeltas(pieces(context), (event) => [
          namedEvent({ type: 'response.failed', response: failed, sequence_number: event.named?.['sequence_number'] }),
        ])(events);
      })(exchange, context),
  },
];
