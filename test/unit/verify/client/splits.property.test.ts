// Proves src/verify/client/: bytes mean the same however they are cut.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAnswerReader, type AnswerReader } from '../../../../src/verify/client/answer-reader.ts';
import { bodyOf, get, send } from './support/client.ts';
import { rawServer, saying } from './support/raw-server.ts';

const LIMITS = { maxHead: 64 * 1024, maxBody: 1024 * 1024 };

interface Answer {
  readonly wire: Buffer;
  readonly body: Buffer;
  readonly framing: 'length' | 'chunked' | 'close';
  readonly headers: ReadonlyArray<readonly [string, string]>;
}

const eol = fc.constantFrom('\r\n', '\n');
const token = fc
  .stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,12}$/)
  .filter((name) => !/^(?:content-length|transfer-encoding)$/i.test(name));
/** Bytes that a value may have, without spaces at its ends. */
const value = fc.stringMatching(/^(?:[!-~\x80-\xff](?:[ -~\x80-\xff]{0,20}[!-~\x80-\xff])?)?$/);
const headers = fc.array(fc.tuple(token, value), { maxLength: 5 });
const interim = fc.array(
  fc.constantFrom('HTTP/1.1 100 Continue\r\n\r\n', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'),
  { maxLength: 3 },
);
/** Bodies with what framing is made of, and with bytes that are anything. */
const body = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc
    .array(fc.constantFrom('\r\n', '0\r\n\r\n', 'data: {"a":"é"}\n\n', 'HTTP/1.1 200 OK\r\n\r\n'), { maxLength: 12 })
    .map((parts) => Buffer.from(parts.join(''))),
);

/** Cuts bytes at any places. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const at = [0, ...places.map((place) => place % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  return at
    .slice(1)
    .map((end, index) => bytes.subarray(at[index], end))
    .filter((piece) => piece.length > 0);
}

const places = fc.array(fc.nat(), { maxLength: 30 });
const extension = fc.constantFrom('', ';a', ' ; a="b;c"', ';x=0\t');

const chunkedBody = fc.record({ body, places, extension, eol, upper: fc.boolean(), trailers: headers }).map((parts) => {
  const sizes = (length: number): string =>
    parts.upper ? length.toString(16).toUpperCase() : `0${length.toString(16)}`;
  const chunks = cut(parts.body, parts.places).map((chunk) =>
    Buffer.concat([Buffer.from(`${sizes(chunk.length)}${parts.extension}${parts.eol}`), chunk, Buffer.from(parts.eol)]),
  );
  const trailers = parts.trailers.map(([name, text]) => `${name}: ${text}${parts.eol}`).join('');
  const coded = Buffer.concat([...chunks, Buffer.from(`0${parts.eol}${trailers}${parts.eol}`, 'latin1')]);
  return { body: parts.body, coded, framing: 'chunked' as const, header: ['Transfer-Encoding', 'chunked'] as const };
});
const lengthBody = body.map((bytes) => ({
  body: bytes,
  coded: bytes,
  framing: 'length' as const,
  header: ['Content-Length', String(bytes.length)] as const,
}));
const closeBody = body.map((bytes) => ({
  body: bytes,
  coded: bytes,
  framing: 'close' as const,
  header: ['Connection', 'close'] as const,
}));

const answer: fc.Arbitrary<Answer> = fc
  .record({ interim, headers, eol, content: fc.oneof(chunkedBody, lengthBody, closeBody) })
  .map(({ content, ...parts }) => {
    const all = [...parts.headers, content.header];
    const head = ['HTTP/1.1 200 Fine', ...all.map(([name, text]) => `${name}: ${text}`), '', ''].join(parts.eol);
    const wire = Buffer.concat([Buffer.from(parts.interim.join('') + head, 'latin1'), content.coded]);
    return { wire, body: content.body, framing: content.framing, headers: all };
  });

function read(pieces: readonly Buffer[], closes: boolean): AnswerReader {
  const reader = createAnswerReader('POST', LIMITS);
  pieces.forEach((piece, index) => reader.push(piece, index));
  if (closes) reader.close();
  return reader;
}

const facts = (reader: AnswerReader) => ({
  state: reader.state,
  detail: reader.detail,
  framing: reader.framing,
  status: reader.head?.status,
  headers: reader.head?.headers,
  body: bodyOf(reader),
});

describe('an answer', () => {
  it('is read the same however it is cut', () => {
    fc.assert(
      fc.property(answer, places, ({ wire, body: sent, framing, headers: given }, cuts) => {
        const expected = {
          state: 'complete',
          detail: undefined,
          framing,
          status: 200,
          headers: given,
          body: sent.toString('latin1'),
        };
        expect(facts(read(cut(wire, cuts), true))).toEqual(expected);
        expect(facts(read(cut(wire, [...wire.keys()]), true))).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('is not complete before its last byte', () => {
    fc.assert(
      fc.property(answer, fc.nat(), ({ wire, framing }, where) => {
        const part = wire.subarray(0, where % wire.length);
        const { state } = read([part], false);
        expect(state).toMatch(/^(?:head|body)$/);
        expect(read([part], true).state).toBe(state === 'body' && framing === 'close' ? 'complete' : state);
      }),
      { numRuns: 500 },
    );
  });

  it('is read the same off a socket however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(answer, places, async ({ wire, body: sent, framing, headers: given }, cuts) => {
        await using server = await rawServer(saying(cut(wire, cuts), (socket) => framing === 'close' && socket.end()));
        const exchanged = await send({ ...get(server.url), method: 'POST' });
        expect(exchanged).toMatchObject({ framing, end: { how: 'complete' }, head: { headers: given } });
        expect(bodyOf(exchanged)).toBe(sent.toString('latin1'));
      }),
      { numRuns: 60 },
    );
  });
});

describe('whatever comes', () => {
  /** Answers with bytes changed, left out or put in, and no answers at all. */
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    fc
      .tuple(answer, fc.nat(), fc.nat({ max: 3 }), fc.uint8Array({ maxLength: 4 }))
      .map(([{ wire }, where, out, put]) => {
        const at = where % wire.length;
        return Buffer.concat([wire.subarray(0, at), put, wire.subarray(at + out)]);
      }),
  );

  it('is read without a throw, within the limits, and the same however it is cut', () => {
    fc.assert(
      fc.property(anything, places, fc.nat({ max: 200 }), (bytes, cuts, maxBody) => {
        const limits = { maxHead: 400, maxBody };
        const [whole, pieces] = [[bytes], cut(bytes, cuts)].map((parts) => {
          const reader = createAnswerReader('GET', limits);
          parts.forEach((part) => reader.push(part, 0));
          reader.close();
          return reader;
        });
        expect(bodyOf(pieces ?? { readings: [] }).length).toBeLessThanOrEqual(maxBody);
        expect(pieces?.state).toBe(whole?.state);
        expect(pieces?.head).toEqual(whole?.head);
        // Of an answer that is none, as much is kept as came at once.
        const decoded = (reader?: AnswerReader): string | undefined =>
          reader?.head && reader.framing !== 'none' ? bodyOf(reader) : undefined;
        expect(decoded(pieces)).toBe(decoded(whole));
      }),
      { numRuns: 2000 },
    );
  });

  it('is not kept in more pieces than can be held', () => {
    const reader = createAnswerReader('GET', LIMITS);
    reader.push(Buffer.from('HTTP/1.1 200 OK\r\n\r\n'), 0);
    const byte = Buffer.from('x');
    let pushed = 0;
    while (reader.state === 'body' && pushed < 300_000) {
      reader.push(byte, 0);
      pushed++;
    }
    expect(reader.detail).toBe('a body in more than 200000 pieces');
  });
});
