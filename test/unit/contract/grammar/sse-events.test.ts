import { EventSourceParserStream } from 'eventsource-parser/stream';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvents } from '../../../../src/contract/grammar/sse-events.ts';

const data = (body: string | Uint8Array): (string | null)[] => readEvents(body).events.map((event) => event.data);

async function peer(body: string): Promise<string[]> {
  const events: string[] = [];
  const stream = new Blob([body])
    .stream()
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream());
  for await (const event of stream) events.push(event.data);
  return events;
}

describe('readEvents', () => {
  it.each([
    ['line feeds', 'data: a\n\ndata: b\n\n'],
    ['carriage returns with line feeds', 'data: a\r\n\r\ndata: b\r\n\r\n'],
    ['lone carriage returns', 'data: a\r\rdata: b\r\r'],
    ['no space after the colon', 'data:a\n\ndata:b\n\n'],
    ['comments between events', ': ping\n\ndata: a\n\n: ping\n: ping\n\ndata: b\n\n'],
    ['ids and retry times', 'id: 1\nretry: 5\ndata: a\n\nid: 2\ndata: b\n\n'],
    ['many blank lines', '\n\ndata: a\n\n\n\ndata: b\n\n'],
  ])('reads events with %s', (_what, body) => {
    expect(data(body)).toEqual(['a', 'b']);
  });

  it('keeps every space but the first', () => {
    expect(data('data:  a \n\n')).toEqual([' a ']);
  });

  it('joins data lines and counts them', () => {
    expect(readEvents('data: a\ndata\ndata: b\n\n').events[0]).toMatchObject({ data: 'a\n\nb', dataLines: 3 });
  });

  it('tells names, unknown lines and comments', () => {
    const body = readEvents(': hello\nevent: error\ndata: a\n{"id":1}\n\n');
    expect(body.comments).toBe(1);
    expect(body.events[0]).toMatchObject({ name: 'error', unknown: ['{"id":1}'] });
  });

  it('tells an event without data', () => {
    expect(data('event: ping\n\n')).toEqual([null]);
  });

  it('tells an event that no blank line ends', () => {
    expect(readEvents('data: a\n\ndata: b\n').events.map((event) => event.terminated)).toEqual([true, false]);
  });

  it('tells a byte order mark, which belongs to no event', () => {
    expect(readEvents('\uFEFFdata: a\n\n')).toMatchObject({ bom: true, events: [{ data: 'a', offset: 3 }] });
  });

  it('tells which event has invalid UTF-8', () => {
    const bytes = new TextEncoder().encode('data: ä\n\ndata: ?\n\n');
    bytes[bytes.indexOf(0x3f)] = 0xe4;
    expect(readEvents(bytes).events.map((event) => [event.data, event.utf8])).toEqual([
      ['ä', true],
      ['\uFFFD', false],
    ]);
  });

  it('tells where each event starts, in bytes', () => {
    expect(readEvents('data: 你\n\ndata: b\n\n').events.map((event) => event.offset)).toEqual([0, 11]);
  });

  it('reads nothing from an empty body', () => {
    expect(readEvents('')).toEqual({ bom: false, events: [], comments: 0 });
  });

  it('agrees with an independent reader about any stream', async () => {
    const line = fc.oneof(
      fc.constantFrom('', '', 'data', ': c', 'event: x', 'id: 1', 'other: y'),
      fc.string().map((s) => `data: ${s}`),
    );
    const body = fc
      .array(fc.tuple(line, fc.constantFrom('\n', '\r\n')))
      .map((lines) => `${lines.map((l) => l.join('')).join('')}\n\n`);
    await fc.assert(
      fc.asyncProperty(body, async (text) => {
        const mine = readEvents(text).events.flatMap((event) => (event.data === null ? [] : [event.data]));
        expect(mine).toEqual(await peer(text));
      }),
      { numRuns: 200, seed: 51 },
    );
  });
});
