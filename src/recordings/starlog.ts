import { StarmockError } from '../contract/errors.ts';
import { asObject } from '../contract/schema/json-shape.ts';
import { compileSchema } from './compile-schema.ts';
import type { Observation, Reading, SentRequest } from './observation.ts';
import schema from './generated/starlog-schema.json' with { type: 'json' };

/** First line of a recorded run: what the run was. */
export interface StarlogHeader {
  /** Version of the format. */
  readonly starlog: 1;
  /** What recorded it, with its version. */
  readonly tool: string;
  readonly profile: string;
  /** What was verified; absent: chat completions. */
  readonly api?: 'responses' | 'embeddings';
  /** Version of the contract. */
  readonly contract: string;
  /** Base URL. */
  readonly endpoint: string;
  readonly models: readonly string[];
  readonly suite: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Seed of the words that the probes asked for. */
  readonly nonce: string;
}

// Asked for at run time: the mock replays recordings, and its code is bundled for browsers, too.
const { gunzipSync, gzipSync } = process.getBuiltinModule('node:zlib');

const VERSION = 1;

/** Bytes in JSON: legible where that loses nothing, packed if they are too many to read. */
type WrittenBytes = { readonly text: string } | { readonly base64: string } | { readonly gzip: string };

/** Bytes that are still written out. */
const MAX_LEGIBLE = 256 * 1024;
/** Bytes that packed ones may come to; a recording may have been tampered with. */
const MAX_UNPACKED = 64 * 1024 * 1024;
/** The same of a whole file. */
const MAX_FILE = 512 * 1024 * 1024;

/** An exchange as a line holds it; spec/schemas/starlog.schema.json says the same with words. */
interface Entry extends Omit<Observation, 'request' | 'readings'> {
  readonly number: number;
  readonly request: Omit<SentRequest, 'body'> & { readonly body: WrittenBytes };
  readonly body: ReadonlyArray<{ readonly ms: number } & WrittenBytes>;
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function written(bytes: Uint8Array): WrittenBytes {
  if (bytes.length > MAX_LEGIBLE) return { gzip: gzipSync(bytes).toString('base64') };
  try {
    return { text: strict.decode(bytes) };
  } catch {
    return { base64: Buffer.from(bytes).toString('base64') };
  }
}

/** What the packed bytes of a file may still come to. */
interface Room {
  bytes: number;
}

function bytesOf(value: WrittenBytes, room: Room): Uint8Array {
  if ('text' in value) return new Uint8Array(Buffer.from(value.text, 'utf8'));
  if ('base64' in value) return new Uint8Array(Buffer.from(value.base64, 'base64'));
  const maxOutputLength = Math.max(1, Math.min(MAX_UNPACKED, room.bytes));
  const bytes = new Uint8Array(gunzipSync(Buffer.from(value.gzip, 'base64'), { maxOutputLength }));
  room.bytes -= bytes.length;
  return bytes;
}

/** The line that begins a recording. */
export const starlogHead = (header: StarlogHeader): string => `${JSON.stringify(header)}\n`;

/**
 * The line of an exchange.
 *
 * @param observation without secrets: nothing is redacted here
 * @param number what `starmock replay <file>#p<number>` names it by
 */
export function starlogLine(observation: Observation, number: number): string {
  const { request, readings, ...facts } = observation;
  const entry: Entry = {
    number,
    ...facts,
    request: { ...request, body: written(request.body) },
    body: readings.map(({ ms, bytes }) => ({ ms, ...written(bytes) })),
  };
  return `${JSON.stringify(entry)}\n`;
}

function observationOf(
  { probe, model, sample, attempt, startedAt, framing, ...entry }: Entry,
  room: Room,
): Observation {
  const { request, body, head, timed, assumed, end, failure } = entry;
  return {
    probe,
    model,
    sample,
    attempt,
    startedAt,
    request: { ...request, body: bytesOf(request.body, room) },
    ...(head && { head }),
    readings: body.map((piece): Reading => ({ ms: piece.ms, bytes: bytesOf(piece, room) })),
    ...(timed === undefined ? {} : { timed }),
    ...(assumed && { assumed }),
    framing,
    ...(end && { end }),
    ...(failure && { failure }),
  };
}

/** A recorded run. */
export interface Starlog {
  readonly header: StarlogHeader;
  /** In the order of the lines. */
  readonly observations: readonly Observation[];
  /** The number of each observation. */
  readonly numbers: readonly number[];
}

const { $defs } = schema;
const headerProblem = compileSchema({ $defs, $ref: '#/$defs/header' });
const entryProblem = compileSchema({ $defs, $ref: '#/$defs/exchange' });

/** What is wrong with a line, and what to do. */
class Problem {
  readonly cause: string;
  readonly advice: string;
  constructor(cause: string, advice: string) {
    this.cause = cause;
    this.advice = advice;
  }
}

const NO_RECORDING = 'name a file that `starmock verify --record` wrote';

function parsed(line: string): { readonly value: unknown } | { readonly cause: string } {
  try {
    return { value: JSON.parse(line) };
  } catch (error) {
    return { cause: error instanceof Error ? error.message : String(error) };
  }
}

function readHeader(line: string): StarlogHeader | Problem {
  const read = parsed(line);
  if ('cause' in read) return new Problem(read.cause, NO_RECORDING);
  const { starlog } = asObject(read.value);
  if (typeof starlog === 'number' && starlog !== VERSION)
    return new Problem(
      `it has version ${starlog} of the format`,
      `this starmock reads version ${VERSION}: record again`,
    );
  const cause = headerProblem(read.value);
  return cause === undefined ? (read.value as StarlogHeader) : new Problem(cause, NO_RECORDING);
}

interface ReadEntry {
  readonly number: number;
  readonly observation: Observation;
}

function readEntry(line: string, room: Room): ReadEntry | Problem {
  const read = parsed(line);
  if ('cause' in read)
    return new Problem(read.cause, 'remove the line if it is the last one, which was cut off, or record again');
  const cause = entryProblem(read.value);
  if (cause !== undefined) return new Problem(cause, 'fix or remove the line');
  // JSON boundary: the schema has just been held against it.
  const entry = read.value as Entry;
  try {
    return { number: entry.number, observation: observationOf(entry, room) };
  } catch {
    return new Problem('its packed bytes are damaged, or too many', 'remove the line, or record again');
  }
}

/**
 * Reads a recorded run.
 *
 * @param text of the file
 * @param name of the file, for messages
 * @throws StarmockError BAD_RECORDING, with the number of the line and what to do about it
 * @example
 * const { header, observations } = readStarlog(await readFile(file, 'utf8'), file);
 */
export function readStarlog(text: string, name: string): Starlog {
  const [first = '', ...rest] = text.split(/\r?\n/);
  const take = <T>(content: string, line: number, read: (content: string) => T | Problem): T => {
    const result = read(content);
    if (!(result instanceof Problem)) return result;
    const message = `Could not read recording "${name}": line ${line}: ${result.cause}; ${result.advice}`;
    throw new StarmockError('BAD_RECORDING', message, { name, line });
  };
  const room: Room = { bytes: MAX_FILE };
  const header = take(first, 1, readHeader);
  const entries = rest.flatMap((line, index) =>
    line.trim() === '' ? [] : [take(line, index + 2, (one) => readEntry(one, room))],
  );
  return {
    header,
    observations: entries.map(({ observation }) => observation),
    numbers: entries.map(({ number }) => number),
  };
}
