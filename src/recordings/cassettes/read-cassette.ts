import { StarmockError } from '../../contract/errors.ts';
import { asObject } from '../../contract/schema/json-shape.ts';
import { compileSchema } from '../compile-schema.ts';
import schema from '../generated/starlog-schema.json' with { type: 'json' };
import type { Observation, Reading } from '../observation.ts';
import { readStarlog } from '../starlog.ts';
import type { Cassette, RecordedEntry } from './cassette.ts';
import { modelsOf } from './models-of.ts';
import type { WrittenCassette, WrittenEntry } from './write-cassette.ts';
import { bytesOfBody, type WrittenBody } from './written-body.ts';

const problemOf = compileSchema({ $defs: schema.$defs, $ref: '#/$defs/cassette' });

const bad = (name: string, cause: string, advice: string): StarmockError =>
  new StarmockError('BAD_RECORDING', `Could not read cassette "${name}": ${cause}; ${advice}`, { name });

const REMEDY = 'fix the file, restore it from version control, or record again';

const bytesIn = (body: WrittenBody | undefined): Uint8Array => (body ? bytesOfBody(body) : new Uint8Array());

/** Cuts a body as it came; bytes that an edited cassette has more belong to the last piece. */
function recut(body: Uint8Array, cuts: ReadonlyArray<readonly [ms: number, size: number]>): Reading[] {
  if (cuts.length === 0) return body.length > 0 ? [{ ms: 0, bytes: body }] : [];
  let at = 0;
  return cuts.map(([ms, size], index) => {
    const start = at;
    at += size;
    return { ms, bytes: body.slice(start, index === cuts.length - 1 ? undefined : at) };
  });
}

function headOf(response: NonNullable<WrittenEntry['response']>): NonNullable<Observation['head']> {
  // Only the status and the headers have to be there in a file that was written by hand.
  const { status, reason = '', httpVersion = '1.1', headers, ms = 0 } = response;
  return { status, reason, httpVersion, headers, ms };
}

function observationOf(entry: WrittenEntry): Observation {
  const { request, response, end, failure, timed, assumed, run, recordedAt = '', model = '' } = entry;
  const { probe = '', sample = 0, attempt = 0 } = run ?? {};
  const { body, ...sent } = request;
  return {
    probe,
    model,
    sample,
    attempt,
    startedAt: Date.parse(recordedAt) || 0,
    request: { ...sent, body: bytesIn(body) },
    ...(response && { head: headOf(response) }),
    readings: response ? recut(bytesIn(response.body), response.cuts ?? []) : [],
    ...(timed !== undefined && { timed }),
    ...(assumed && { assumed }),
    framing: response?.framing ?? 'none',
    ...(end && { end }),
    ...(failure && { failure }),
  };
}

function entryOf(entry: WrittenEntry, name: string): RecordedEntry {
  const { number, coding, redacted, findings } = entry;
  try {
    return {
      number,
      observation: observationOf(entry),
      ...(coding !== undefined && { coding }),
      ...(redacted && { redacted }),
      ...(findings && { findings }),
    };
  } catch {
    throw bad(name, `the packed bytes of exchange ${number} are damaged, or too many`, REMEDY);
  }
}

/** A message could not distinguish two entries of one number. */
function checkNumbers(entries: readonly RecordedEntry[], name: string): void {
  const seen = new Set<number>();
  for (const { number } of entries) {
    if (seen.has(number))
      throw bad(name, `exchange ${number} is there twice`, 'give each exchange a number of its own');
    seen.add(number);
  }
}

function fromWritten({ starlog: version, exchanges, ...manifest }: WrittenCassette, name: string): Cassette {
  const entries = exchanges.map((entry) => entryOf(entry, name));
  checkNumbers(entries, name);
  const { tool, recordedAt, session, baseUrl, profile } = manifest;
  return {
    name,
    version,
    manifest: {
      tool,
      ...(recordedAt !== undefined && { recordedAt }),
      ...(session !== undefined && { session }),
      baseUrl,
      ...(profile !== undefined && { profile }),
      models: modelsOf(entries),
    },
    entries,
  };
}

/** A run of verify as a cassette. */
function fromLines(text: string, name: string): Cassette {
  const { header, observations, numbers } = readStarlog(text, name);
  const entries = observations.map((observation, index) => ({ number: numbers[index] ?? index + 1, observation }));
  const { tool, startedAt, endpoint: baseUrl, profile } = header;
  return {
    name,
    version: 1,
    manifest: { tool, recordedAt: startedAt, baseUrl, profile, models: modelsOf(entries) },
    entries,
  };
}

/** A whole document, or the first of several lines. */
function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The header of version 1 is a line of its own.
    const [first = ''] = text.split('\n', 1);
    if (/^\{"starlog":\s*1[,}]/.test(first)) return undefined;
    throw bad(name, error instanceof Error ? error.message : String(error), REMEDY);
  }
}

/**
 * Reads recorded exchanges of either version of the format: a cassette, or a run of `starmock verify --record`. Nothing is ever
 * written.
 *
 * @param name of the cassette, for messages
 * @throws StarmockError BAD_RECORDING
 * @example
 * const { entries } = readCassette(await readFile('cassettes/weather.starlog', 'utf8'), 'weather');
 */
export function readCassette(text: string, name: string): Cassette {
  const whole = text.replace(/^\uFEFF/, '');
  const value = parsed(whole, name);
  const { starlog } = asObject(value);
  if (value === undefined || starlog === 1) return fromLines(whole, name);
  if (typeof starlog === 'number' && starlog !== 2)
    throw bad(name, `it has version ${starlog} of the format`, 'this starmock reads versions 1 and 2: record again');
  const cause = problemOf(value);
  if (cause !== undefined) throw bad(name, cause, REMEDY);
  // JSON boundary: the schema has just been held against it.
  return fromWritten(value as WrittenCassette, name);
}
