import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Validator, type Schema } from '@cfworker/json-schema';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StarmockError } from '../../../src/contract/errors.ts';
import { readStarlog, starlogHead, starlogLine, type StarlogHeader } from '../../../src/recordings/starlog.ts';
import type { Observation } from '../../../src/recordings/observation.ts';
import { ROOT } from '../../support/cli.ts';
import { anyObservation } from '../verify/support/arbitrary-observations.ts';

const header: StarlogHeader = {
  starlog: 1,
  tool: 'starmock 1.2.3',
  profile: 'starmagic',
  contract: '1.0.0',
  endpoint: 'https://api.example.com/v1',
  models: ['gpt-5.1'],
  suite: 'core',
  startedAt: '2026-01-02T03:04:05.678Z',
  nonce: 'abc',
};

const [example] = fc.sample(anyObservation, { numRuns: 1, seed: 1 });
const line = starlogLine(example as Observation, 1);

const recording = (observations: readonly Observation[]): string =>
  starlogHead(header) + observations.map((one, index) => starlogLine(one, index + 1)).join('');

describe('a recording', () => {
  it('is read back as it was, whatever was in it', () => {
    fc.assert(
      fc.property(fc.array(anyObservation, { maxLength: 4 }), (observations) => {
        const read = readStarlog(recording(observations), 'run.starlog');
        expect(read).toEqual({ header, observations, numbers: observations.map((_, index) => index + 1) });
      }),
      { numRuns: 300 },
    );
  });

  it('fits its published schema', () => {
    const schema = JSON.parse(readFileSync(join(ROOT, 'spec/schemas/starlog.schema.json'), 'utf8')) as Schema;
    const validator = new Validator(schema, '2020-12', false);
    fc.assert(
      fc.property(fc.array(anyObservation, { maxLength: 3 }), (observations) => {
        const lines = recording(observations).trimEnd().split('\n');
        expect(lines.map((text) => validator.validate(JSON.parse(text)).errors)).toEqual(lines.map(() => []));
      }),
      { numRuns: 100 },
    );
    expect(validator.validate({ ...header, models: 'gpt-5.1' }).valid).toBe(false);
  });

  it('packs what is too long to be read by anybody, and unpacks it again', () => {
    const body = new Uint8Array(Buffer.from('x'.repeat(24_000_000)));
    const large = { ...(example as Observation), request: { ...(example as Observation).request, body } };
    const text = recording([large]);
    expect(text.length).toBeLessThan(200_000);
    expect(readStarlog(text, 'run.starlog').observations[0]?.request.body.length).toBe(body.length);
  });

  it.each([
    ['damaged', Buffer.from('no gzip at all').toString('base64')],
    ['a bomb', gzipSync(Buffer.alloc(80 * 1024 * 1024)).toString('base64')],
  ])('says which line is wrong where packed bytes are %s', (_, gzip) => {
    const entry = JSON.parse(line) as { request: object };
    const wrong = JSON.stringify({ ...entry, request: { ...entry.request, body: { gzip } } });
    expect(() => readStarlog(`${starlogHead(header)}${wrong}\n`, 'run.starlog')).toThrow(
      /line 2: its packed bytes are damaged, or too many; remove the line, or record again/,
    );
  });

  it('is one line an exchange, legible where its bytes are text', () => {
    const one = {
      ...(example as Observation),
      readings: [{ ms: 1, bytes: new Uint8Array(Buffer.from('data: "é"\n\n')) }],
    };
    const text = starlogLine(one, 1);
    expect(text.match(/\n/g)).toHaveLength(1);
    expect(JSON.parse(text)).toMatchObject({ body: [{ ms: 1, text: 'data: "é"\n\n' }] });
  });

  it('keeps a byte order mark, and bytes that are no text', () => {
    const bodies = [[0xef, 0xbb, 0xbf, 0x7b], [0xff, 0xfe], [0xe4, 0xbd], []].map((bytes) => Uint8Array.from(bytes));
    const one = { ...(example as Observation), readings: bodies.map((bytes, ms) => ({ ms, bytes })) };
    expect(readStarlog(recording([one]), 'x').observations[0]?.readings.map(({ bytes }) => bytes)).toEqual(bodies);
  });

  it('may have empty lines, and line ends of Windows', () => {
    const text = `${starlogHead(header)}\n${line}\n\n`.replaceAll('\n', '\r\n');
    expect(readStarlog(text, 'x').observations).toEqual([example]);
  });

  it('may be without exchanges', () => {
    expect(readStarlog(starlogHead(header), 'x').observations).toEqual([]);
  });

  it('keeps the numbers that its lines have', () => {
    const text = starlogHead(header) + starlogLine(example as Observation, 7) + starlogLine(example as Observation, 3);
    expect(readStarlog(text, 'x').numbers).toEqual([7, 3]);
  });

  it('may say more than this version knows', () => {
    const more = { ...(JSON.parse(line) as object), tls: 'TLSv1.3' };
    const text = `${JSON.stringify({ ...header, host: 'x' })}\n${JSON.stringify(more)}\n`;
    expect(readStarlog(text, 'x').observations).toEqual([example]);
  });
});

function thrownBy(act: () => unknown): StarmockError {
  try {
    act();
  } catch (error) {
    if (error instanceof StarmockError) return error;
  }
  throw new Error('no StarmockError');
}

describe('a recording of no use', () => {
  const record = 'name a file that `starmock verify --record` wrote';
  const spoilt = JSON.stringify({ ...(JSON.parse(line) as object), framing: 'sometimes' });

  it.each<[string, string, number, RegExp | string]>([
    ['an empty file', '', 1, new RegExp(`; ${record}$`)],
    ['another file', 'hello\n', 1, new RegExp(`; ${record}$`)],
    ['a file of other JSON', '{"a":1}\n', 1, `the whole must have required property 'starlog'; ${record}`],
    [
      'a newer version',
      `${JSON.stringify({ ...header, starlog: 2 })}\n`,
      1,
      'it has version 2 of the format; this starmock reads version 1: record again',
    ],
    [
      'a header without a model list',
      `${JSON.stringify({ ...header, models: undefined })}\n`,
      1,
      `the whole must have required property 'models'; ${record}`,
    ],
    [
      'a last line that was cut off',
      starlogHead(header) + line + line.slice(0, -20),
      3,
      /; remove the line if it is the last one, which was cut off, or record again$/,
    ],
    [
      'an exchange that was edited',
      `${starlogHead(header)}${spoilt}\n`,
      2,
      '/framing must be equal to one of the allowed values; fix or remove the line',
    ],
    [
      'a header in the middle',
      starlogHead(header) + line + starlogHead(header),
      3,
      "the whole must have required property 'number'; fix or remove the line",
    ],
  ])('says where it is wrong, and what to do: %s', (_, text, number, message) => {
    const error = thrownBy(() => readStarlog(text, 'run.starlog'));
    expect(error).toMatchObject({ code: 'BAD_RECORDING', evidence: { name: 'run.starlog', line: number } });
    expect(error.message).toContain(`Could not read recording "run.starlog": line ${number}: `);
    expect(error.message).toMatch(message);
  });
});
