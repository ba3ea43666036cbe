import { transformEvents, transformFrames } from '../transforms/transform-stream.ts';
import { afterChunks, cutAfter, atCut } from '../transforms/cut-stream.ts';
import { stepwise } from '../transforms/event-steps.ts';
import type { Fault } from '../fault.ts';
import { buffered, gathered } from '../transforms/frame-bytes.ts';

/** Defects of when events come. */
export const sseTimingFaults: readonly Fault[] = [
  {
    name: 'sse.one-blob',
    title: 'A proxy buffers the complete stream.',
    harm: 'costly',
    breaks: ['time.buffered'],
    mayBreak: ['time.first-token'],
    seen: 'https://github.com/dstackai/dstack/issues/4269',
    clients: '·······',
    wire: transformFrames((frames) => [gathered([...frames])]),
  },
  {
    name: 'sse.buffered',
    title: 'A proxy buffers the stream until its buffer is full.',
    harm: 'costly',
    breaks: ['time.buffered'],
    mayBreak: ['time.first-token'],
    seen: 'https://github.com/dstackai/dstack/issues/4269',
    clients: '·······',
    parameters: [{ name: 'value', default: 16_384, title: 'Buffer size in bytes.' }],
    wire: transformFrames((frames, context) => buffered(frames, context.number('value'))),
  },
  {
    name: 'sse.stall',
    title: 'The stream stalls midway and stays open.',
    harm: 'fatal',
    breaks: ['time.idle'],
    mayBreak: [
      'sse.close',
      'sse.done.once',
      'finish.once',
      'http.complete',
      'usage.stream.requested',
      'stream.equals-plain',
    ],
    seen: 'https://github.com/deepseek-ai/DeepSeek-V3/issues/1608',
    parameters: [afterChunks(3)],
    wire: transformEvents(cutAfter(), 'hang'),
  },
  {
    name: 'sse.pause',
    title: 'The stream pauses midway and continues later.',
    harm: 'costly',
    breaks: ['time.idle'],
    mayBreak: ['sse.done.once', 'finish.once', 'usage.stream.requested'],
    seen: 'assumed',
    parameters: [afterChunks(3), { name: 'ms', default: 45_000, title: 'Length of the pause in milliseconds.' }],
    wire: transformEvents(
      atCut((next, context) => (next ? [{ ...next, wait: next.wait + context.number('ms') }] : [])),
    ),
  },
  {
    name: 'sse.late-first-chunk',
    title: 'The first event is late.',
    harm: 'costly',
    breaks: ['time.first-token'],
    mayBreak: ['time.idle'],
    seen: 'assumed',
    parameters: [{ name: 'value', default: 10_000, title: 'Delay in milliseconds.' }],
    wire: transformEvents(
      stepwise((context) => {
        let late = context.number('value');
        return {
          next: (event) => {
            const bent = { ...event, wait: event.wait + late };
            late = 0;
            return [bent];
          },
        };
      }),
    ),
  },
];
