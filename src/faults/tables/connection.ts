import type { Exchange, Frame } from '../../wire/exchange.ts';
import { withBody, withHeaders } from '../transforms/transform-body.ts';
import { isEventStream } from '../transforms/transform-stream.ts';
import type { Fault, FaultContext, FrameSteps, WireTransform } from '../fault.ts';
import { asksModel } from '../transforms/asked-path.ts';
import { bytesOf, gathered, singleBytes } from '../transforms/frame-bytes.ts';
import { NO_ANSWER, SAME_FOR_ALL } from '../transforms/no-answer.ts';
import { handWritten, rawExchange } from '../transforms/raw-exchange.ts';

const PAGE =
  '<!DOCTYPE html>\n<html><head><title>Just a moment...</title></head><body><h1>Checking your browser</h1></body></html>\n';

/** Bends answers and errors of a model, whose frames are known beforehand. */
function transformAsked(bend: WireTransform): WireTransform {
  const applies = (exchange: Exchange, { request }: FaultContext): boolean => asksModel(request) && !exchange.live;
  const transform = (exchange: Exchange, context: FaultContext): Exchange =>
    applies(exchange, context) ? bend(exchange, context) : exchange;
  return Object.assign(transform, {
    steps:
      bend.steps &&
      ((exchange: Exchange, context: FaultContext) =>
        applies(exchange, context) ? bend.steps?.(exchange, context) : undefined),
  });
}

/** Every byte by itself, of whatever answer. */
const inBytes: WireTransform = Object.assign(
  (exchange: Exchange, context: FaultContext): Exchange => ({
    ...exchange,
    frames: { [Symbol.iterator]: () => singleBytes(exchange.frames, context.number('value')) },
  }),
  {
    steps: (_: Exchange, context: FaultContext): FrameSteps => ({
      next: (frame) => [...singleBytes([frame], context.number('value'))],
    }),
  },
);

const framing = (line: string): boolean => /^(?:content-length|transfer-encoding):/i.test(line);

/** The first half of all bytes. */
function firstHalf({ frames }: Exchange): Frame[] {
  const body = gathered([...frames]);
  const bytes = bytesOf(body);
  return [{ wait: body.wait, bytes: bytes.subarray(0, Math.floor(bytes.length / 2)) }];
}

/** A length that is wrong by so many bytes; a stream is not told how long it is. */
const lengthOff = (by: number): WireTransform =>
  transformAsked((exchange) => {
    if (isEventStream(exchange)) return exchange;
    const { length } = bytesOf(gathered([...exchange.frames]));
    return withHeaders(exchange, { 'content-length': String(length + by), connection: 'close' });
  });

const MS = { name: 'value', title: 'Delay in milliseconds.' } as const;

/** What goes wrong with the connection rather than with what it carries. */
export const connectionFaults: readonly Fault[] = [
  {
    name: 'net.reset-before-head',
    title: 'The connection is reset before the first byte.',
    harm: 'fatal',
    breaks: ['http.message'],
    mayBreak: [...NO_ANSWER],
    seen: 'assumed',
    wire: transformAsked((exchange) => rawExchange(exchange, [], 'reset')),
  },
  {
    name: 'net.half-open',
    title: 'The connection stays open and no byte arrives.',
    harm: 'fatal',
    breaks: ['http.message'],
    mayBreak: [...NO_ANSWER],
    seen: 'assumed',
    wire: transformAsked((exchange) => rawExchange(exchange, [], 'hang')),
  },
  {
    name: 'net.closed-before-head',
    title: 'The connection is closed without a response.',
    harm: 'fatal',
    breaks: ['http.message'],
    mayBreak: [...NO_ANSWER],
    seen: 'assumed',
    wire: transformAsked((exchange) => rawExchange(exchange, [])),
  },
  {
    name: 'net.garbage',
    title: "The server doesn't speak HTTP.",
    harm: 'fatal',
    breaks: ['http.message'],
    mayBreak: [...NO_ANSWER],
    seen: 'assumed',
    wire: transformAsked((exchange) => rawExchange(exchange, [{ wait: 0, bytes: 'SSH-2.0-OpenSSH_9.6\r\n' }])),
  },
  {
    name: 'net.status-line',
    title: 'The status line has no status.',
    harm: 'fatal',
    breaks: ['http.message'],
    mayBreak: [...NO_ANSWER],
    seen: 'assumed',
    wire: transformAsked((exchange) => handWritten(exchange, 'HTTP/1.1 OK', (lines) => lines)),
  },
  {
    name: 'net.both-framings',
    title: 'The headers give two conflicting body lengths.',
    harm: 'fatal',
    breaks: ['http.message'],
    mayBreak: [...NO_ANSWER, 'http.content-length.stream'],
    seen: 'assumed',
    wire: transformAsked((exchange) =>
      handWritten(exchange, `HTTP/1.1 ${exchange.status} OK`, (lines, length) => [
        ...lines.filter((line) => !framing(line)),
        `content-length: ${length}`,
        'transfer-encoding: chunked',
      ]),
    ),
  },
  {
    name: 'net.length-above',
    title: 'Plain bodies are shorter than their Content-Length.',
    harm: 'fatal',
    breaks: ['http.complete'],
    mayBreak: [...NO_ANSWER, 'http.message'],
    seen: 'assumed',
    wire: lengthOff(100),
  },
  {
    name: 'net.length-below',
    title: 'Plain bodies are longer than their Content-Length, so readers miss the end.',
    harm: 'fatal',
    breaks: ['http.body.json'],
    mayBreak: [...NO_ANSWER, 'http.message'],
    seen: 'assumed',
    wire: transformAsked((exchange) => {
      if (isEventStream(exchange)) return exchange;
      return handWritten(exchange, `HTTP/1.1 ${exchange.status} OK`, (lines, length) => [
        ...lines.filter((line) => !framing(line)),
        `content-length: ${Math.max(1, length - 10)}`,
      ]);
    }),
  },
  {
    name: 'net.reset-in-body',
    title: 'The connection is reset in the middle of the body.',
    harm: 'fatal',
    breaks: ['http.complete'],
    mayBreak: [...NO_ANSWER, 'http.message'],
    seen: 'assumed',
    wire: transformAsked((exchange) => ({ ...exchange, frames: firstHalf(exchange), end: 'reset' })),
  },
  {
    name: 'net.hang-in-body',
    title: 'The body stops midway and the connection stays open.',
    harm: 'fatal',
    breaks: ['http.complete'],
    mayBreak: [...NO_ANSWER, 'time.idle', 'sse.close'],
    seen: 'assumed',
    wire: transformAsked((exchange) => ({ ...exchange, frames: firstHalf(exchange), end: 'hang' })),
  },
  {
    name: 'net.slow-loris',
    title: 'The body arrives slowly, byte by byte.',
    harm: 'costly',
    breaks: ['time.first-token'],
    mayBreak: ['time.idle', 'time.buffered', 'sse.close', 'sse.done.once', 'finish.once', 'usage.stream.requested'],
    seen: 'assumed',
    parameters: [{ ...MS, default: 10, title: 'Milliseconds between bytes.' }],
    wire: transformAsked(inBytes),
  },
  {
    name: 'time.slow-head',
    title: 'The headers arrive late.',
    harm: 'costly',
    breaks: ['time.first-token'],
    seen: 'assumed',
    parameters: [{ ...MS, default: 3000 }],
    wire: transformAsked((exchange, context) => ({ ...exchange, delay: context.number('value') })),
  },
  {
    name: 'time.gateway-timeout',
    title: 'A proxy times out and responds with its own page.',
    harm: 'fatal',
    breaks: ['err.server', 'err.content-type'],
    mayBreak: [...NO_ANSWER, ...SAME_FOR_ALL],
    seen: 'assumed',
    parameters: [{ ...MS, default: 1000 }],
    wire: transformAsked((exchange, context) => ({
      ...withHeaders(withBody(exchange, '<html><body><h1>504 Gateway Time-out</h1></body></html>\n'), {
        'content-type': 'text/html',
      }),
      status: 504,
      delay: context.number('value'),
    })),
  },
  {
    name: 'net.proxy-page',
    title: 'A proxy responds with status 200 and an HTML page.',
    harm: 'fatal',
    breaks: ['http.content-type.json', 'http.body.json'],
    mayBreak: [...NO_ANSWER, ...SAME_FOR_ALL],
    seen: 'assumed',
    wire: transformAsked((exchange) => ({
      ...withHeaders(withBody(exchange, PAGE), { 'content-type': 'text/html; charset=utf-8' }),
      status: 200,
    })),
  },
];
