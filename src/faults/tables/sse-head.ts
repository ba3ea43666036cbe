import { transformFrames, transformHeader, isEventStream } from '../transforms/transform-stream.ts';
import type { Fault, WireTransform } from '../fault.ts';
import { transformRequest } from '../transforms/edit-request.ts';
import { without } from '../transforms/edit-json.ts';
import { bytesOf, gathered } from '../transforms/frame-bytes.ts';
import { gzipStored } from '../transforms/gzip-stored.ts';

const compressFrames = transformFrames((frames) => {
  const whole = gathered([...frames]);
  return [{ ...whole, bytes: gzipStored(bytesOf(whole)) }];
});

/** Compressors hold back what they get until they have enough of it, so the whole comes at once. */
const compressed: WireTransform = (exchange, context) =>
  isEventStream(exchange)
    ? transformHeader('content-encoding', 'gzip')(compressFrames(exchange, context), context)
    : exchange;

/** Defects of the head of a streamed answer, and streams where none was asked for or the other way round. */
export const sseHeadFaults: readonly Fault[] = [
  {
    name: 'sse.ct-text-plain',
    title: 'The stream has the media type text/plain.',
    harm: 'tolerated',
    breaks: ['http.content-type.stream'],
    seen: 'https://github.com/54xzh/FLIT/issues/71',
    clients: '·······',
    wire: transformHeader('content-type', 'text/plain; charset=utf-8'),
  },
  {
    name: 'sse.ct-json',
    title: 'The stream has the media type application/json.',
    harm: 'tolerated',
    breaks: ['http.content-type.stream'],
    mayBreak: ['http.stream.requested'],
    seen: 'https://github.com/microsoft/foundry-dev-tools/issues/195',
    clients: '·······',
    wire: transformHeader('content-type', 'application/json'),
  },
  {
    name: 'sse.ct-octet',
    title: 'The stream has the media type application/octet-stream.',
    harm: 'tolerated',
    breaks: ['http.content-type.stream'],
    seen: 'assumed',
    clients: '·······',
    wire: transformHeader('content-type', 'application/octet-stream'),
  },
  {
    name: 'sse.ct-ndjson',
    title: 'The stream has the media type application/x-ndjson.',
    harm: 'tolerated',
    breaks: ['http.content-type.stream'],
    seen: 'https://github.com/Lightning-AI/LitServe/issues/359',
    wire: transformHeader('content-type', 'application/x-ndjson'),
  },
  {
    name: 'sse.ct-missing',
    title: 'The stream has no media type.',
    harm: 'tolerated',
    breaks: ['http.content-type.stream'],
    seen: 'https://github.com/sigoden/aichat/issues/651',
    clients: '·······',
    wire: transformHeader('content-type', undefined),
  },
  {
    name: 'sse.content-length',
    title: 'The stream has a Content-Length, so it was buffered.',
    harm: 'tolerated',
    breaks: ['http.content-length.stream'],
    seen: 'assumed',
    wire: transformHeader('content-length', ({ frames }) => String(bytesOf(gathered([...frames])).length)),
  },
  {
    name: 'sse.gzip',
    title: 'A proxy compresses the stream and releases it only at the end.',
    harm: 'costly',
    breaks: ['http.encoding.stream', 'time.buffered'],
    mayBreak: ['http.encoding.accepted'],
    seen: 'https://github.com/dstackai/dstack/issues/4269',
    clients: '·······',
    wire: compressed,
  },
  {
    name: 'sse.json-body-on-stream',
    title: 'A streaming request gets a single JSON object.',
    harm: 'fatal',
    breaks: ['http.stream.requested', 'http.content-type.stream'],
    mayBreak: [
      'chunk.some',
      'sse.done.once',
      'sse.done.exact',
      'sse.data.json',
      'finish.once',
      'usage.stream.requested',
      'stream.equals-plain',
    ],
    seen: 'assumed',
    clients: '≠T≠TT≠T',
    policy: transformRequest((body) => (body['stream'] === true ? without(body, 'stream', 'stream_options') : body)),
  },
  {
    name: 'http.nonstream-as-sse',
    title: 'A request without "stream" gets an event stream.',
    harm: 'fatal',
    breaks: ['http.stream.omitted'],
    mayBreak: ['http.content-type.json', 'http.body.json', 'body.schema'],
    seen: 'https://github.com/decolua/9router/issues/3492',
    clients: 'T TTTT ',
    policy: transformRequest((body) => ('stream' in body ? body : { ...body, stream: true })),
  },
];
