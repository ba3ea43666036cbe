// Proves src/recordings/cassettes
import { createBrotliCompress, createGzip, createZstdCompress, gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinBytes } from '../../../../src/contract/join-bytes.ts';
import type { Cassette, RecordedEntry } from '../../../../src/recordings/cassettes/cassette.ts';
import { prepareEntry } from '../../../../src/recordings/cassettes/prepare-entry.ts';
import { readCassette } from '../../../../src/recordings/cassettes/read-cassette.ts';
import { writeCassette } from '../../../../src/recordings/cassettes/write-cassette.ts';
import { bytesOfBody, writtenBody } from '../../../../src/recordings/cassettes/written-body.ts';
import type { Observation } from '../../../../src/recordings/observation.ts';
import { starlogHead, starlogLine } from '../../../../src/recordings/starlog.ts';
import { BASE, chatEvents, exchange, MOMENT, STREAM_HEADERS } from './support/exchanges.ts';

const manifest = { tool: 'starmock/test', baseUrl: BASE, models: { asked: [], answered: [] } };
const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'));
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
const bodyText = ({ readings }: Observation): string => textOf(joinBytes(readings.map(({ bytes }) => bytes)));

async function kept(observation: Observation): Promise<RecordedEntry> {
  const prepared = await prepareEntry(observation);
  if ('reason' in prepared) throw new Error(prepared.reason);
  return { ...prepared, number: 1 };
}

const written = (...entries: readonly RecordedEntry[]): string => writeCassette({ manifest, entries });
const readBack = (text: string): Cassette => readCassette(text, 'test');

describe('the body of a cassette', () => {
  it('gives back any bytes (R15, R17)', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect([...bytesOfBody(writtenBody(bytes))]).toEqual([...bytes]);
      }),
    );
  });

  it('gives back any JSON in any layout', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 1, 2, '\t'), fc.constantFrom('', '\n'), (json, indent, end) => {
        const text = JSON.stringify(JSON.parse(json), null, indent) + end;
        expect(textOf(bytesOfBody(writtenBody(utf8(text))))).toBe(text);
      }),
    );
  });

  it.each([
    ['numbers that parsing would change', '{"a":1.0,"b":1e2,"c":12345678901234567890}'],
    ['keys that parsing would move', '{"b":1,"2":1,"1":1}'],
    ['a key that is there twice', '{"a":1,"a":2}'],
    ['lines of Windows', 'data: {"a":1}\r\n\r\ndata: [DONE]\r\n\r\n'],
    ['a data line with spaces', 'data: { "a": 1 }\n\n'],
    ['a byte order mark', '\uFEFFdata: {"a":1}\n\n'],
    ['what Python writes', '{"a": [1, "x", {"b": null}], "c": "é"}'],
  ])('gives back %s', (_, text) => {
    expect(textOf(bytesOfBody(writtenBody(utf8(text))))).toBe(text);
  });

  it('is readable: JSON as a value, a stream as lines (R23)', () => {
    expect(writtenBody(utf8('{"a":[1]}'))).toEqual({ json: { a: [1] } });
    expect(writtenBody(utf8('data: {"a":1}\n\ndata: [DONE]\n\n'))).toEqual({
      lines: [{ data: { a: 1 } }, '', 'data: [DONE]', '', ''],
    });
  });
});

describe('a cassette', () => {
  it('keeps bytes, chunk boundaries and times (R15)', async () => {
    const events = chatEvents(['Hel', 'lo ✨']);
    const whole = utf8(events.join(''));
    // Cut in the middle of a character.
    const at = whole.indexOf(0xe2) + 1;
    const entry = await kept(
      exchange({ headers: STREAM_HEADERS, body: [whole.slice(0, at) as never, whole.slice(at) as never] }),
    );
    const [read] = readBack(written(entry)).entries;
    expect(read?.observation.readings.map(({ ms, bytes }) => [ms, bytes.length])).toEqual([
      [100, at],
      [110, whole.length - at],
    ]);
    expect(bodyText(read?.observation as Observation)).toBe(events.join(''));
  });

  it('loses nothing of an exchange (R17)', async () => {
    const entry = await kept(
      exchange({
        status: 429,
        headers: [
          ['Content-Type', 'application/json'],
          ['X-RateLimit-Reset-Requests', '1s'],
          ['Retry-After', '2'],
          ['Date', 'Sat, 14 Mar 2026 09:26:53 GMT'],
          ['Date', 'twice'],
        ],
        body: ['{"error":{"message":"slow down","type":"requests","param":null,"code":"rate_limit_exceeded"}}'],
      }),
    );
    expect(readBack(written(entry)).entries).toEqual([entry]);
  });

  it('gives the same text for what it has read (R22, R27)', async () => {
    const text = written(await kept(exchange({ headers: STREAM_HEADERS, body: chatEvents(['a', 'b']) })));
    const { entries } = readBack(text);
    expect(writeCassette({ manifest, entries })).toBe(text);
  });

  it('tells when, with what, where and which models (R24)', async () => {
    const read = readBack(written(await kept(exchange())));
    expect(read.manifest).toEqual({
      tool: 'starmock/test',
      recordedAt: new Date(MOMENT).toISOString(),
      baseUrl: BASE,
      models: { asked: ['gpt-5.1'], answered: ['gpt-5.1-2025-11-13'] },
    });
  });

  it('changes in one line where one word of a stream changes (R23)', async () => {
    const [before, after] = await Promise.all(
      ['brown', 'black'].map(async (word) =>
        written(await kept(exchange({ headers: STREAM_HEADERS, body: chatEvents(['The ', word, ' fox']) }))).split(
          '\n',
        ),
      ),
    );
    expect(before?.filter((line, at) => line !== after?.[at])).toHaveLength(1);
  });

  it('undoes a content coding, and keeps when which part came (R16)', async () => {
    const parts = ['data: {"a":1}\n\n', 'data: [DONE]\n\n'];
    const packed = gzipSync(parts.join(''));
    const entry = await kept(
      exchange({
        headers: [...STREAM_HEADERS, ['Content-Encoding', 'gzip'], ['Content-Length', String(packed.length)]],
        body: [packed.subarray(0, packed.length - 4), packed.subarray(packed.length - 4)],
      }),
    );
    const { observation, coding } = entry;
    expect([bodyText(observation), coding]).toEqual([parts.join(''), 'gzip']);
    expect(observation.head?.headers).toContainEqual(['Content-Length', String(parts.join('').length)]);
    expect(observation.head?.headers.map(([name]) => name)).not.toContain('Content-Encoding');
  });

  it.each([
    ['gzip', createGzip],
    ['br', createBrotliCompress],
    ['zstd', createZstdCompress],
  ])('undoes %s of a stream event by event (R15, R16)', async (name, create) => {
    const parts = chatEvents(['The ', 'fox']);
    const packer = create();
    const pieces: Buffer[] = [];
    packer.on('data', (bytes: Buffer) => pieces.push(bytes));
    const body: Buffer[] = [];
    for (const part of parts) {
      // oxlint-disable-next-line no-await-in-loop -- each event is flushed before the next one is written
      await new Promise<void>((resolve) => void packer.write(part, () => packer.flush(() => resolve())));
      body.push(Buffer.concat(pieces.splice(0)));
    }
    const { observation, coding } = await kept(
      exchange({ headers: [...STREAM_HEADERS, ['content-encoding', name]], body }),
    );
    expect(coding).toBe(name);
    expect(observation.readings.map(({ ms, bytes }) => [ms, textOf(bytes)])).toEqual(
      parts.map((part, at) => [100 + 10 * at, part]),
    );
  });

  it('does not keep what it cannot unpack, and says so (R18, R29)', async () => {
    const body = [Uint8Array.from({ length: 300 }, (_, at) => (at * at * 7 + 0x1f) % 251)];
    const packed = exchange({ headers: [['content-encoding', 'compress']], body });
    expect(await prepareEntry(packed)).toEqual({
      reason:
        'the response is compressed in a way that cannot be undone (compress), so that no secret can be found in it',
    });
  });

  it('is read from a run of verify, too', () => {
    const header = {
      tool: 'starmock/1',
      profile: 'openai',
      contract: '1',
      endpoint: BASE,
      models: [],
      suite: 'smoke',
      nonce: 'n',
    };
    const observation = { ...exchange(), probe: 'plain', model: 'gpt-5.1' };
    const text =
      starlogHead({ starlog: 1, ...header, startedAt: '2026-01-01T00:00:00Z' }) + starlogLine(observation, 7);
    const read = readBack(text);
    expect([read.version, read.manifest.baseUrl, read.entries]).toEqual([1, BASE, [{ number: 7, observation }]]);
  });

  it.each([
    ['no JSON', '{"starlog": 2', 'Could not read cassette "test"'],
    ['another version', '{"starlog": 3}', 'version 3'],
    ['a missing member', '{"starlog": 2, "tool": "x", "baseUrl": "y"}', "'exchanges'"],
    [
      'damaged bytes',
      '{"starlog":2,"tool":"x","baseUrl":"y","exchanges":[{"number":1,"request":{"method":"POST","url":"u","headers":[],"body":{"gzip":"AAAA"}}}]}',
      'damaged',
    ],
    [
      'a number twice',
      '{"starlog":2,"tool":"x","baseUrl":"y","exchanges":[{"number":1,"request":{"method":"POST","url":"u","headers":[]}},{"number":1,"request":{"method":"POST","url":"u","headers":[]}}]}',
      'exchange 1 is there twice',
    ],
  ])('is refused with a reason: %s', (_, text, reason) => {
    expect(() => readBack(text)).toThrow(reason);
  });

  it('makes no objects of a file but JSON values (R23)', () => {
    const text = written({ number: 1, observation: exchange({ raw: '{"__proto__":{"polluted":1}}' }) });
    const [read] = readBack(text).entries;
    expect(textOf(read?.observation.request.body ?? new Uint8Array())).toBe('{"__proto__":{"polluted":1}}');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe('what is kept', () => {
  it('leaves out a stream that was left, and keeps one that was left after its end (R6)', async () => {
    const left = { how: 'aborted', ms: 300 } as const;
    const cut = exchange({ headers: STREAM_HEADERS, body: chatEvents(['a'], false), end: left });
    expect(await prepareEntry(cut)).toEqual({ reason: 'the client left before the response was complete' });
    const { observation } = await kept(exchange({ headers: STREAM_HEADERS, body: chatEvents(['a']), end: left }));
    expect(observation.end).toEqual({ how: 'complete', ms: 300 });
    const response = 'event: response.completed\ndata: {"type":"response.completed","response":{"id":"resp_1"}}\n\n';
    expect((await kept(exchange({ headers: STREAM_HEADERS, body: [response], end: left }))).observation.end?.how).toBe(
      'complete',
    );
  });

  it('keeps a stream that the service cut as cut (R6)', async () => {
    const end = { how: 'closed', ms: 300, detail: 'the last chunk' } as const;
    const entry = await kept(exchange({ headers: STREAM_HEADERS, body: chatEvents(['a'], false), end }));
    expect(readBack(written(entry)).entries[0]?.observation.end).toEqual(end);
  });

  it('leaves out what is larger than the cap (R29)', async () => {
    const large = exchange({ body: [JSON.stringify({ text: 'x'.repeat(5000) })] });
    expect(await prepareEntry(large, { maxBody: 1000 })).toEqual({
      reason: 'a body of 5011 bytes is larger than 1000',
    });
  });

  it('leaves out an exchange without a response (R5)', async () => {
    const { head: _, ...rest } = exchange();
    const failure = { phase: 'connect', code: 'ECONNREFUSED', message: 'refused' } as const;
    expect(await prepareEntry({ ...rest, failure })).toEqual({ reason: 'no response: refused' });
  });
});
