import {
  brotliCompressSync,
  brotliDecompressSync,
  deflateRawSync,
  deflateSync,
  gunzipSync,
  gzipSync,
  inflateRawSync,
  inflateSync,
} from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinBytes } from '../../../../src/contract/join-bytes.ts';
import { decodeContent } from '../../../../src/recordings/content-coding.ts';
import { toHar } from '../../../../src/recordings/har.ts';
import type { Observation } from '../../../../src/recordings/observation.ts';
import { createRedactor } from '../../../../src/recordings/redaction/redact.ts';
import { observationOf } from '../../../../src/recordings/recorded-exchange.ts';
import { starlogLine } from '../../../../src/recordings/starlog.ts';
import { send } from '../../verify/client/support/client.ts';
import { rawServer, saying } from '../../verify/client/support/raw-server.ts';
import { reveals } from '../../verify/support/reveals.ts';

const KEY = 'sk-Qx7_0pLm-3vBn9KjR2tYw8ZsD4fGh6Aa';
const redactor = createRedactor([KEY]);
const buffer = (text: string): Buffer => Buffer.from(text, 'utf8');
const hex = buffer(KEY).toString('hex');

/** Everything that a malicious service may make of a key. */
const ECHOES = [
  KEY,
  `Bearer ${KEY}`,
  encodeURIComponent(`Bearer ${KEY}`),
  hex,
  hex.toUpperCase(),
  hex.replaceAll(/../g, '%$&'),
  ...['', 'a', 'ab', 'abc'].flatMap((before) => [
    buffer(`${before}${KEY}${before}`).toString('base64'),
    buffer(`${before}${KEY}`).toString('base64url'),
  ]),
  KEY.split('')
    .map((character) => `\\u00${character.charCodeAt(0).toString(16)}`)
    .join(''),
  KEY.split('')
    .map((character) => `&#${character.charCodeAt(0)};`)
    .join(''),
  KEY.split('').toReversed().join(''),
];

const deltas = (text: string): string =>
  (text.match(/.{1,5}/gs) ?? [])
    .map((content) => `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`)
    .join('');

const BODY = [
  `data: {"error":{"message":"Incorrect API key provided: ${KEY}"}}\n\n`,
  ...ECHOES.map((echo) => `: ${echo}\n`),
  deltas(`It is ${KEY}!`),
].join('');

/** What leaves a run: the recording, the archive, and the exchange itself as reporters may write it. */
function written(observation: Observation): string[] {
  const redacted = redactor.observation(observation);
  const whole = Buffer.from(joinBytes(redacted.readings.map(({ bytes }) => bytes))).toString('utf8');
  return [starlogLine(redacted, 1), JSON.stringify(toHar([redacted], { toolVersion: '1' })), whole];
}

/** The text that the deltas of a body say. */
const told = (text: string): string =>
  [...text.matchAll(/"content\\?":\\?"([^"\\]*)/g)].map(([, piece]) => piece).join('');

function expectNothing(texts: readonly string[]): void {
  for (const text of texts) {
    expect(redactor.forms.filter((form) => text.includes(form))).toEqual([]);
    expect(reveals(text, KEY)).toEqual([]);
    expect(told(text)).not.toContain(KEY);
  }
}

const EXTRA = ECHOES.map((echo, index) => `X-Echo-${index}: ${echo}\r\nX-Request-Id: ${echo}\r\n`).join('');
const NAMES = `X-${KEY}: 1\r\nSet-Cookie: key=${KEY}\r\nLocation: https://a.example/?key=${encodeURIComponent(KEY)}\r\n`;

const asked = (url: string) => ({
  method: 'POST',
  url: `${url}/v1/chat/completions?api_key=${KEY}`,
  headers: [
    ['Authorization', `Bearer ${KEY}`],
    ['X-Api-Key', KEY],
    ['Cookie', `a=${KEY}`],
    ['Content-Type', 'application/json'],
  ] as const,
  body: buffer(JSON.stringify({ model: 'gpt-5.1', user: KEY, metadata: { key: buffer(KEY).toString('base64') } })),
});

describe('what is written of an exchange whose service echoes the key everywhere', () => {
  it.each<[string, (body: string) => (string | Uint8Array)[]]>([
    ['at once', (body) => [body]],
    ['byte by byte', (body) => [...buffer(body)].map((byte) => Uint8Array.of(byte))],
    ['in pieces of 7', (body) => body.match(/.{1,7}/gs) ?? []],
  ])('holds it in no form: a body that comes %s', async (_, pieces) => {
    const head = `HTTP/1.1 401 Not ${KEY}\r\n${NAMES}${EXTRA}Content-Length: ${buffer(BODY).length}\r\n\r\n`;
    await using server = await rawServer(saying([head, ...pieces(BODY)]));
    const exchanged = await send(asked(server.url), { maxHead: 64 * 1024 });
    expect(exchanged).toMatchObject({ end: { how: 'complete' }, head: { status: 401 } });
    const observation = { probe: 'x', model: 'gpt-5.1', sample: 0, attempt: 0, ...exchanged };
    expect(reveals(starlogLine(observation, 1), KEY)).not.toEqual([]);
    expectNothing(written(observation));
  });

  it.each<[string, string]>([
    ['a status line that is none', `HELLO ${KEY}\r\n\r\n`],
    ['a header that is none', `HTTP/1.1 200 OK\r\n${KEY}\r\n\r\n`],
    ['a length that is none', `HTTP/1.1 200 OK\r\nContent-Length: ${KEY}\r\n\r\n`],
    ['a chunk size that is none', `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${KEY}\r\n`],
  ])('holds it in no form: %s', async (_, said) => {
    await using server = await rawServer(saying([said]));
    const exchanged = await send(asked(server.url));
    expect(exchanged.end).toMatchObject({ how: 'malformed' });
    expectNothing(written({ probe: 'x', model: 'gpt-5.1', sample: 0, attempt: 0, ...exchanged }));
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('holds it in no form: a body of coding %s', (coding, pack) => {
    const packed = new Uint8Array(pack(BODY));
    const plain = observationOf({ request: asked('https://a.example').body, body: '' });
    const observation: Observation = {
      ...plain,
      head: { status: 200, reason: '', httpVersion: '1.1', ms: 0, headers: [['Content-Encoding', coding]] },
      readings: [
        { ms: 1, bytes: packed.slice(0, 30) },
        { ms: 2, bytes: packed.slice(30) },
      ],
    };
    const redacted = redactor.observation(observation);
    const unpacked = decodeContent(coding, joinBytes(redacted.readings.map(({ bytes }) => bytes)), 1_000_000);
    expect('bytes' in unpacked && Buffer.from(unpacked.bytes).toString()).toContain(
      'Incorrect API key provided: [key]',
    );
    expectNothing([...written(observation), 'bytes' in unpacked ? Buffer.from(unpacked.bytes).toString('utf8') : KEY]);
  });

  it('holds it in no form: no answer at all', () => {
    const { head: _, end: __, ...rest } = observationOf({ body: '', url: `https://a.example/${KEY}` });
    const texts = written({ ...rest, failure: { phase: 'tls', code: 'X', message: `no certificate for ${KEY}` } });
    expect(texts[0]).toContain('no certificate for [key]');
    expectNothing(texts);
  });
});

describe('an exchange without the key', () => {
  it('keeps its bytes and their moments, whatever they are', () => {
    const reading = fc.record({ ms: fc.nat(), bytes: fc.uint8Array({ maxLength: 50 }) });
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 6 }), (readings) => {
        const all = Buffer.concat(readings.map(({ bytes }) => bytes)).toString('latin1');
        fc.pre(!/sk-|bearer/i.test(all));
        const one: Observation = { ...observationOf({ request: {}, body: '' }), readings };
        expect(redactor.observation(one).readings).toEqual(readings);
      }),
      { numRuns: 300 },
    );
  });
});

describe('readings', () => {
  it('keep what is not the key where they were cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 8 }), (places) => {
        const text = `data: before\n\ndata: ${KEY}\n\ndata: behind\n\n`;
        const at = [0, ...places.map((place) => place % text.length).toSorted((a, b) => a - b), text.length];
        const readings = at
          .slice(1)
          .map((end, index) => ({ ms: index, bytes: new Uint8Array(buffer(text.slice(at[index], end))) }));
        const redacted = redactor.observation({ ...observationOf({ request: {}, body: '' }), readings });
        const pieces = redacted.readings.map(({ bytes }) => Buffer.from(bytes).toString('utf8'));
        expect(pieces.join('')).toBe('data: before\n\ndata: [key]\n\ndata: behind\n\n');
        expect(redacted.readings.map(({ ms }) => ms)).toEqual(readings.map(({ ms }) => ms));
        // What comes before the key is in the reading in which it came.
        const cutsBefore = at.filter((index) => index <= 20);
        cutsBefore.slice(1).forEach((end, index) => expect(pieces[index]).toBe(text.slice(at[index], end)));
      }),
    );
  });
});

describe('headers', () => {
  const redacted = (headers: Observation['request']['headers'], secrets: readonly string[] = [KEY]): unknown =>
    createRedactor(secrets).observation(observationOf({ request: {}, body: '', requestHeaders: headers })).request
      .headers;

  it.each<[string, string, string]>([
    ['Authorization', `Bearer ${KEY}`, 'Bearer [key]'],
    ['authorization', `bearer ${KEY}`, 'bearer [key]'],
    ['Authorization', KEY, '[key]'],
    ['Authorization', 'Bearer sk-invalid', 'Bearer [redacted]'],
    ['Authorization', `Basic ${buffer(`user:${KEY}`).toString('base64')}`, 'Basic [key]'],
    ['Authorization', 'Bearer ', 'Bearer '],
    ['X-Api-Key', 'anything', '[redacted]'],
    ['Cookie', 'a=b', '[redacted]'],
    ['OpenAI-Organization', 'org-1', '[redacted]'],
    ['Openai-Processing-Ms', '12', '12'],
    ['Content-Type', 'application/json', 'application/json'],
    ['X-Request-Id', 'req_1', 'req_1'],
    ['X-RateLimit-Remaining-Tokens', '5', '5'],
  ])('show of %s: %s no more than %s', (name, value, expected) => {
    expect(redacted([[name, value]])).toEqual([[name, expected]]);
  });

  it('show no credentials where nobody said what the key is', () => {
    expect(redacted([['Authorization', 'Bearer short']], [])).toEqual([['Authorization', 'Bearer [key]']]);
  });
});

describe('data URLs', () => {
  it('leave what tells whether two are the same', () => {
    const sent = (data: string): string => {
      const body = JSON.stringify({ url: `data:image/png;base64,${data}` });
      return Buffer.from(redactor.observation(observationOf({ request: body, body: '' })).request.body).toString();
    };
    const [one, same, other] = ['AAAA', 'AAAA', 'AAAB'].map(sent);
    expect(one).toMatch(/^\{"url":"data:image\/png;sha256=[0-9a-f]{64};length=3"\}$/);
    expect(one).toBe(same);
    expect(one).not.toBe(other);
  });
});

describe('a body that is packed otherwise than it says', () => {
  const plain = buffer(JSON.stringify({ error: { message: `no such key: ${KEY}` } }));
  const recorded = (coding: string, bytes: Uint8Array): Buffer => {
    const observation = observationOf({ body: bytes, headers: { 'content-type': 'application/json' } });
    const head = observation.head && {
      ...observation.head,
      headers: [...observation.head.headers, ...(coding === '' ? [] : [['content-encoding', coding] as const])],
    };
    return Buffer.from(
      joinBytes(redactor.observation({ ...observation, ...(head && { head }) }).readings.map((one) => one.bytes)),
    );
  };
  const unpack = [
    gunzipSync,
    inflateSync,
    inflateRawSync,
    brotliDecompressSync,
    (bytes: Buffer): Buffer => gunzipSync(gunzipSync(bytes)),
  ];
  const said = (bytes: Buffer): string =>
    unpack
      .flatMap((one) => {
        try {
          return [one(bytes).toString('latin1')];
        } catch {
          return [];
        }
      })
      .concat(bytes.toString('latin1'))
      .join('\n');

  it.each([
    ['deflate', deflateRawSync(plain)],
    ['', gzipSync(plain)],
    ['', deflateSync(plain)],
    ['br', gzipSync(plain)],
    ['compress', gzipSync(plain)],
    ['gzip', brotliCompressSync(plain)],
    ['gzip', gzipSync(gzipSync(plain))],
    ['identity', plain],
    ['gzip', plain],
  ])('keeps no key under %j', (coding, bytes) => {
    const kept = recorded(coding, bytes);
    expect(said(kept)).not.toContain(KEY);
    expect(said(kept)).toContain('no such key');
  });

  it('is withheld where nothing undoes it', () => {
    const strange = Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 1]), plain]);
    expect(recorded('zstd', strange).toString()).toContain('withheld');
    expect(recorded('', strange).toString()).toContain('withheld');
  });

  it('is kept as it came where no key is in it', () => {
    const packed = gzipSync('{"choices":[]}');
    expect(recorded('', packed).equals(packed)).toBe(true);
    const binary = Buffer.from([0, 1, 2, 3, 250]);
    expect(recorded('', binary).equals(binary)).toBe(true);
  });
});

describe('a disguised key', () => {
  const spelled = buffer(KEY).toString('hex').match(/../g) ?? [];
  it.each([
    KEY.toUpperCase(),
    KEY.toLowerCase(),
    spelled.join(' '),
    spelled.join(':'),
    spelled.map((byte) => `\\x${byte}`).join(''),
    spelled.map((byte) => `=${byte.toUpperCase()}`).join(''),
    Buffer.from(KEY, 'utf16le').toString('hex'),
    buffer(buffer(KEY).toString('base64')).toString('base64'),
    [...KEY].join('-'),
    [...KEY].join('\u200B'),
    buffer(KEY).toString('base64').toLowerCase(),
  ])('is found: %s', (disguise) => {
    expect(redactor.text(`It was ${disguise}.`)).not.toContain(disguise.slice(4, -4));
    expect(redactor.bytes(buffer(`It was ${disguise}.`)).toString()).not.toContain(disguise.slice(4, -4));
  });
});
