import { transformWhere, bodyText, withBody, withHeaders } from '../transforms/transform-body.ts';
import type { Fault } from '../fault.ts';

const BOM = '\uFEFF';

/** Defects of the bytes and the media type of plain answers. */
export const bodyBytesFaults: readonly Fault[] = [
  {
    name: 'b.ct-text-plain',
    title: 'A plain response has the media type text/plain.',
    harm: 'fatal',
    breaks: ['http.content-type.json'],
    seen: 'assumed',
    clients: 'T ··T· ',
    wire: transformWhere('answer', (exchange) =>
      withHeaders(exchange, { 'content-type': 'text/plain; charset=utf-8' }),
    ),
  },
  {
    name: 'b.ct-html',
    title: 'A plain response has the media type text/html.',
    harm: 'fatal',
    breaks: ['http.content-type.json'],
    seen: 'assumed',
    clients: 'T ··T· ',
    wire: transformWhere('answer', (exchange) => withHeaders(exchange, { 'content-type': 'text/html' })),
  },
  {
    name: 'b.ct-missing',
    title: 'A plain response has no media type.',
    harm: 'fatal',
    breaks: ['http.content-type.json'],
    seen: 'assumed',
    clients: 'T ··T· ',
    wire: transformWhere('answer', (exchange) => withHeaders(exchange, { 'content-type': undefined })),
  },
  {
    name: 'b.ct-event-stream',
    title: 'A plain response has the media type text/event-stream.',
    harm: 'fatal',
    breaks: ['http.content-type.json'],
    mayBreak: ['http.stream.omitted'],
    seen: 'https://github.com/decolua/9router/issues/3492',
    clients: 'T ··T· ',
    wire: transformWhere('answer', (exchange) => withHeaders(exchange, { 'content-type': 'text/event-stream' })),
  },
  {
    name: 'b.sse-on-nonstream',
    title: 'A plain response is followed by the end of an event stream.',
    harm: 'fatal',
    breaks: ['http.body.json'],
    mayBreak: ['http.stream.omitted', 'http.content-type.json'],
    seen: 'https://github.com/decolua/9router/pull/3301',
    clients: 'T TTTT ',
    wire: transformWhere('answer', (exchange) =>
      withHeaders(withBody(exchange, `${bodyText(exchange)}data: [DONE]\n\n`), { 'content-type': 'text/event-stream' }),
    ),
  },
  {
    name: 'b.leading-whitespace',
    title: 'Keep-alive line feeds precede a plain response.',
    harm: 'tolerated',
    breaks: ['http.body.leading'],
    seen: 'assumed',
    clients: '· ···· ',
    wire: transformWhere('answer', (exchange) => withBody(exchange, `\n\n\n  ${bodyText(exchange)}`)),
  },
  {
    name: 'b.bom',
    title: 'A plain response starts with a byte order mark.',
    harm: 'tolerated',
    breaks: ['http.body.leading', 'http.body.json'],
    seen: 'assumed',
    clients: '· ···· ',
    wire: transformWhere('answer', (exchange) => withBody(exchange, BOM + bodyText(exchange))),
  },
  {
    name: 'b.truncated',
    title: 'A plain response ends in the middle of its JSON, with a matching Content-Length.',
    harm: 'fatal',
    breaks: ['http.body.json'],
    seen: 'https://github.com/CommandCodeAI/command-code/issues/785',
    wire: transformWhere('answer', (exchange) => {
      const text = bodyText(exchange) ?? '';
      return withBody(exchange, text.slice(0, Math.floor(text.length / 2)));
    }),
  },
  {
    name: 'b.empty-200',
    title: 'The body of a plain response is empty.',
    harm: 'fatal',
    breaks: ['http.body.json'],
    mayBreak: ['body.schema'],
    seen: 'assumed',
    wire: transformWhere('answer', (exchange) => withBody(exchange, '')),
  },
  {
    name: 'b.latin-1',
    title: 'A plain response is encoded in Latin-1, which is invalid UTF-8; other characters become question marks.',
    harm: 'silent',
    breaks: ['http.body.json'],
    mayBreak: ['body.unicode', 'json.object', 'tool.args.json'],
    seen: 'assumed',
    wire: transformWhere('answer', (exchange) =>
      withBody(
        exchange,
        Uint8Array.from(bodyText(exchange) ?? '', (letter) => latin1(letter)),
      ),
    ),
  },
  {
    name: 'b.ufffd',
    title: 'A relay splits multi-byte characters and replaces them with replacement characters.',
    harm: 'silent',
    breaks: ['body.unicode'],
    seen: 'https://github.com/musistudio/claude-code-router/pull/1672',
    wire: transformWhere('answer', (exchange) =>
      withBody(exchange, (bodyText(exchange) ?? '').replace(/\P{ASCII}+/gu, '\uFFFD\uFFFD')),
    ),
  },
  {
    name: 'b.surrogate-halves',
    title: 'Characters outside the basic plane arrive as half a surrogate pair.',
    harm: 'silent',
    breaks: ['body.unicode'],
    seen: 'https://github.com/librefang/librefang/issues/3448',
    wire: transformWhere('answer', (exchange) =>
      withBody(exchange, (bodyText(exchange) ?? '').replace(/[\u{10000}-\u{10FFFF}]/gu, '\\ud83d')),
    ),
  },
];

function latin1(letter: string): number {
  const code = letter.codePointAt(0) ?? 0;
  return code <= 0xff ? code : 0x3f;
}
