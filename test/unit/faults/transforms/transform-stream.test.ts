import { describe, expect, test } from 'vitest';
import {
  transformEvents,
  transformFrames,
  transformHeader,
  isEventStream,
} from '../../../../src/faults/transforms/transform-stream.ts';
import { isDone } from '../../../../src/faults/transforms/stream-event.ts';
import type { Exchange, LiveFrames } from '../../../../src/wire/exchange.ts';
import { contextOf, NO_FAULT } from '../subjects.ts';

const context = contextOf(NO_FAULT, {});
const LIVE: LiveFrames = { play: () => () => undefined };

const stream: Exchange = {
  status: 200,
  headers: [
    ['content-type', 'text/event-stream; charset=utf-8'],
    ['x-request-id', 'req_1'],
  ],
  frames: [
    { wait: 3, bytes: 'data: {}\n\n' },
    { wait: 2, bytes: 'data: [DONE]\n\n' },
  ],
  end: 'close',
};

const OTHERS: readonly (readonly [string, Exchange])[] = [
  ['a plain answer', { ...stream, headers: [['content-type', 'application/json']] }],
  ['a stream by hand', { ...stream, live: LIVE }],
  ['bytes that need not be HTTP', { ...stream, raw: true }],
  ['no media type', { ...stream, headers: [] }],
];

describe('bending', () => {
  test.each(OTHERS)('leaves alone what is no stream: %s', (_name, exchange) => {
    expect(isEventStream(exchange)).toBe(false);
    expect(transformEvents(() => [], 'reset')(exchange, context)).toBe(exchange);
    expect(transformFrames(() => [])(exchange, context)).toBe(exchange);
    expect(transformHeader('x-request-id', undefined)(exchange, context)).toBe(exchange);
  });

  test('keeps the waits of events', () => {
    const { frames, end } = transformEvents((events) => events.filter((event) => !isDone(event)), 'hang')(
      stream,
      context,
    );
    expect([...frames]).toEqual([{ wait: 3, bytes: 'data: {}\n\n' }]);
    expect(end).toBe('hang');
  });

  test('passes the very frames on where no event changes', () => {
    const frames = [{ wait: 1, bytes: new TextEncoder().encode('data: {}\n\ndata: [DONE]\n\n') }];
    expect([...transformEvents((events) => [...events])({ ...stream, frames }, context).frames]).toEqual(frames);
  });

  test('bends when the frames are walked, anew each time', () => {
    let walks = 0;
    const { frames } = transformFrames((inner) => {
      walks++;
      return inner;
    })(stream, context);
    expect(walks).toBe(0);
    expect([...frames]).toEqual([...frames]);
    expect(walks).toBe(2);
  });

  test('sets a header, or takes it away', () => {
    const headers = (name: string, value?: string): Exchange['headers'] =>
      transformHeader(name, value)(stream, context).headers;
    expect(headers('x-request-id')).toEqual([stream.headers[0]]);
    expect(headers('content-type', 'text/plain')).toEqual([['content-type', 'text/plain'], stream.headers[1]]);
    const counted = transformHeader('x-frames', ({ frames }) => String([...frames].length))(stream, context);
    expect(counted.headers[0]).toEqual(['x-frames', '2']);
  });
});
