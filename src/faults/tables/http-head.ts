import { transformWhere, bodyText, withBody, withHeaders } from '../transforms/transform-body.ts';
import { transformRequest } from '../transforms/edit-request.ts';
import { without } from '../transforms/edit-json.ts';
import type { Fault } from '../fault.ts';
import { gzipStored } from '../transforms/gzip-stored.ts';
import { NO_ANSWER, SAME_FOR_ALL } from '../transforms/no-answer.ts';

const encoder = new TextEncoder();

/** Defects of the head of answers. */
export const httpHeadFaults: readonly Fault[] = [
  {
    name: 'http.request-id-missing',
    title: 'Responses have no x-request-id.',
    harm: 'tolerated',
    breaks: ['http.request-id'],
    seen: 'assumed',
    wire: (exchange) => withHeaders(exchange, { 'x-request-id': undefined }),
  },
  {
    name: 'http.request-id-same',
    title: 'All responses have the same x-request-id.',
    harm: 'tolerated',
    breaks: ['http.request-id'],
    seen: 'assumed',
    wire: (exchange) => withHeaders(exchange, { 'x-request-id': 'req_00000000000000000000000000000000' }),
  },
  {
    name: 'http.redirect',
    title: 'Requests are redirected to another URL, where clients drop the key.',
    harm: 'fatal',
    breaks: ['http.redirect'],
    mayBreak: [...NO_ANSWER, ...SAME_FOR_ALL],
    seen: 'assumed',
    parameters: [
      { name: 'value', default: 307, title: 'HTTP status.' },
      { name: 'to', default: '', title: 'Target URL; by default the same path with a trailing slash, endlessly.' },
    ],
    wire: (exchange, { request, number, text }) => ({
      ...withHeaders(exchange, {
        location: text('to') || `${request.path}/`,
        'content-type': undefined,
        'content-length': '0',
      }),
      status: number('value'),
      frames: [],
    }),
  },
  {
    name: 'http.gzip-unasked',
    title: "Plain responses are compressed even if the request doesn't accept it.",
    harm: 'fatal',
    breaks: ['http.encoding.accepted'],
    mayBreak: ['http.body.json'],
    seen: 'assumed',
    wire: transformWhere('answer', (exchange) =>
      withHeaders(withBody(exchange, gzipStored(encoder.encode(bodyText(exchange)))), { 'content-encoding': 'gzip' }),
    ),
  },
  {
    name: 'http.gzip-claimed',
    title: "Plain responses have Content-Encoding: gzip but aren't compressed.",
    harm: 'fatal',
    breaks: ['http.body.json'],
    mayBreak: ['http.encoding.accepted'],
    seen: 'assumed',
    wire: transformWhere('answer', (exchange) => withHeaders(exchange, { 'content-encoding': 'gzip' })),
  },
  {
    name: 'http.accept-decides',
    title: 'A streaming request with Accept: application/json, as SDKs send it, gets a plain response.',
    harm: 'fatal',
    breaks: ['http.stream.requested'],
    mayBreak: ['http.content-type.stream', 'chunk.some', 'usage.stream.requested'],
    seen: 'assumed',
    policy: (request, context) =>
      (request.header('accept') ?? '').includes('application/json')
        ? transformRequest((body) => without(body, 'stream', 'stream_options'))(request, context)
        : request,
  },
  {
    name: 'http.ratelimit-dates',
    title: 'The x-ratelimit headers have fractions and dates instead of integers and durations.',
    harm: 'tolerated',
    breaks: ['http.ratelimit'],
    seen: 'assumed',
    wire: (exchange) => ({
      ...exchange,
      headers: exchange.headers.map(([name, value]) => {
        if (name.startsWith('x-ratelimit-reset')) return [name, '2026-01-01T00:00:00Z'];
        return [name, name.startsWith('x-ratelimit-') ? `${value}.0` : value];
      }),
    }),
  },
];
