import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHar, observationsOfHar } from '../../../src/recordings/har.ts';
import type { Observation } from '../../../src/recordings/observation.ts';
import { npmPackage } from '../../support/npm-package.ts';
import { anyObservation } from '../verify/support/arbitrary-observations.ts';

const require = createRequire(import.meta.url);
const tool = { toolVersion: '1.2.3' };

const CHAT = 'https://api.example.com/v1/chat/completions';
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

const observation = (over: Partial<Observation> = {}): Observation => ({
  probe: 'text',
  model: 'gpt-5.1',
  sample: 0,
  attempt: 0,
  startedAt: 1_700_000_000_123,
  request: {
    method: 'POST',
    url: `${CHAT}?a=b%20c`,
    headers: [['Content-Type', 'application/json']],
    body: bytes('{}'),
  },
  head: { status: 200, reason: 'OK', httpVersion: '1.1', headers: [['Content-Type', 'text/event-stream']], ms: 12.5 },
  readings: [
    { ms: 20, bytes: bytes('data: 1\n\n') },
    { ms: 30, bytes: bytes('data: [DONE]\n\n') },
  ],
  framing: 'chunked',
  end: { how: 'complete', ms: 31 },
  ...over,
});

const through = (observations: readonly Observation[]): Observation[] =>
  observationsOfHar(JSON.stringify(toHar(observations, tool)), 'x.har');

describe('an archive that we write', () => {
  it.each([24_000_000, 70_000])('leaves out the padding of a body of %i bytes, and gives it back', (length) => {
    const body = bytes(JSON.stringify({ model: 'gpt-5.1', padding: 'x'.repeat(length), end: 'é' }));
    const sent = observation({ request: { ...observation().request, body } });
    const text = JSON.stringify(toHar([sent], tool));
    expect(text.length).toBeLessThan(10_000);
    expect(text).toContain(`${length} repeated characters left out`);
    const [back] = observationsOfHar(text, 'x.har');
    expect(back && Buffer.from(back.request.body).equals(body)).toBe(true);
  });

  it('says what browsers say', () => {
    const [entry] = toHar([observation()], tool).log.entries;
    expect(entry).toMatchObject({
      startedDateTime: '2023-11-14T22:13:20.123Z',
      time: 31,
      request: {
        method: 'POST',
        queryString: [{ name: 'a', value: 'b c' }],
        postData: { mimeType: 'application/json', text: '{}' },
        bodySize: 2,
      },
      response: {
        status: 200,
        statusText: 'OK',
        httpVersion: 'HTTP/1.1',
        content: { size: 23, mimeType: 'text/event-stream', text: 'data: 1\n\ndata: [DONE]\n\n' },
        bodySize: 23,
      },
      timings: { send: 0, wait: 12.5, receive: 18.5 },
    });
    expect(entry?.response.content).not.toHaveProperty('encoding');
  });

  it('shows a compressed body unpacked', () => {
    const text = 'again and '.repeat(100);
    const head = {
      status: 200,
      reason: '',
      httpVersion: '1.1',
      ms: 1,
      headers: [['Content-Encoding', 'gzip']],
    } as const;
    const packed = new Uint8Array(gzipSync(text));
    const coded = observation({ head, readings: [{ ms: 2, bytes: packed }] });
    const [entry] = toHar([coded], tool).log.entries;
    expect(entry?.response.content).toMatchObject({ size: 1000, compression: 1000 - packed.length, text });
    expect(entry?.response.bodySize).toBe(packed.length);
    expect(through([coded])).toEqual([coded]);
  });

  it('tells why there is no answer', () => {
    const { head: _, end: __, ...rest } = observation({ readings: [] });
    const failed = {
      ...rest,
      failure: { phase: 'tls', code: 'CERT_HAS_EXPIRED', message: 'certificate has expired' },
    } as const;
    const [entry] = toHar([failed], tool).log.entries;
    expect(entry?.response).toMatchObject({ status: 0, bodySize: -1, _error: 'certificate has expired' });
    expect(through([failed])).toEqual([failed]);
  });

  it('may have nothing in it', () => {
    expect(observationsOfHar(JSON.stringify(toHar([], tool)), 'x.har')).toEqual([]);
  });

  it('is read back as it was, whatever was in it', () => {
    fc.assert(
      fc.property(fc.array(anyObservation, { maxLength: 3 }), (observations) => {
        expect(through(observations)).toEqual(observations);
      }),
      { numRuns: 300 },
    );
  });
});

const schemas = npmPackage('har-schema@2.0.0');

describe.skipIf(!schemas)('the published schema of HAR', () => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  const folder = join(schemas ?? '', 'lib');
  const load = (file: string): object => JSON.parse(readFileSync(file, 'utf8')) as object;

  it('accepts what we write', () => {
    ajv.addMetaSchema(load(require.resolve('ajv/dist/refs/json-schema-draft-06.json')));
    const names =
      'afterRequest beforeRequest browser cache content cookie creator entry har header log page pageTimings postData query request response timings';
    for (const name of names.split(' ')) ajv.addSchema(load(join(folder, `${name}.json`)));
    const validate = ajv.getSchema('har.json');
    expect(validate?.({ log: { version: '1.2', creator: {}, entries: [{}] } })).toBe(false);
    fc.assert(
      fc.property(fc.array(anyObservation, { maxLength: 3 }), (observations) => {
        validate?.(JSON.parse(JSON.stringify(toHar(observations, tool))));
        expect(validate?.errors ?? []).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a body of coding br that cannot be unpacked', () => {
  it('is kept as it came', () => {
    const head = { status: 200, reason: '', httpVersion: '1.1', ms: 1, headers: [['Content-Encoding', 'br']] } as const;
    const broken = new Uint8Array(brotliCompressSync('x'.repeat(1000)).fill(0xff, 2));
    const one = observation({ head, readings: [{ ms: 2, bytes: broken }] });
    expect(through([one])).toEqual([one]);
  });
});
