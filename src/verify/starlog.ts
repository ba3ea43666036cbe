import { StarmockError } from '../contract/errors.ts';
import { isJsonObject } from '../contract/requirements.ts';
import { compileSchema } from './compile-schema.ts';
import type { Observation, Reading, SentRequest } from './observation.ts';
import schema from '../../spec/schemas/starlog.schema.json' with { type: 'json' };

/** First line of a recorded run: what the run was. */
export interface StarlogHeader {
  /** Version of the format. */
  readonly starlog: 1;
  /** What recorded it, with its version. */
  readonly tool: string;
  readonly profile: string;
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

const VERSION = 1;

/** Bytes in JSON: legible where that loses nothing. */
type WrittenBytes = { readonly text: string } | { readonly base64: string };

/** An exchange as a line holds it; spec/schemas/starlog.schema.json says the same with words. */
interface Entry extends Omit<Observation, 'request' | 'readings'> {
  readonly number: number;
  readonly request: Omit<SentRequest, 'body'> & { readonly body: WrittenBytes };
  readonly body: ReadonlyArray<{ readonly ms: number } & WrittenBytes>;
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function written(bytes: Uint8Array): WrittenBytes {
  try {
    return { text: strict.decode(bytes) };
  } catch {
    return { base64: Buffer.from(bytes).toString('base64') };
  }
}

const bytesOf = (value: WrittenBytes): Uint8Array =>
  new Uint8Array('text' in value ? Buffer.from(value.text, 'utf8') : Buffer.from(value.base64, 'base64'));

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

function observationOf({ number, body, request, ...facts }: Entry): NumberedObservation {
  const readings = body.map((piece): Reading => ({ ms: piece.ms, bytes: bytesOf(piece) }));
  return { number, observation: { ...facts, request: { ...request, body: bytesOf(request.body) }, readings } };
}

const { $defs } = schema;
const headerProblem = compileSchema({ $defs, $ref: '#/$defs/header' });
const exchangeProblem = compileSchema({ $defs, $ref: '#/$defs/exchange' });

function parsed(line: string): { readonly value: unknown } | { readonly problem: string } {
  try {
    return { value: JSON.parse(line) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
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
export function readStarlog(
  text: string,
  name: string,
): { header: StarlogHeader; observations: readonly Observation[] } {
  const failure = (line: number, cause: string, advice: string): StarmockError =>
    new StarmockError('BAD_RECORDING', `Failed to read recording "${name}": line ${line}: ${cause}; ${advice}`, {
      name,
      line,
    });
  const take = (line: string, number: number, problemOf: (value: unknown) => string | undefined): unknown => {
    const read = parsed(line);
    const first = number === 1;
    if ('problem' in read) {
      const cut = first ? 'is this a file that --record wrote?' : 'a run that was cut off ends so: remove the line';
      throw failure(number, read.problem, cut);
    }
    const { value } = read;
    if (first && isJsonObject(value) && typeof value['starlog'] === 'number' && value['starlog'] !== VERSION)
      throw failure(
        number,
        `version ${value['starlog']} of the format`,
        `this starmock reads version ${VERSION}: record again`,
      );
    const problem = problemOf(value);
    if (problem !== undefined)
      throw failure(number, problem, first ? 'is this a file that --record wrote?' : 'mend the line, or remove it');
    return value;
  };
  const [first = '', ...rest] = text.split(/\r?\n/);
  const header = take(first, 1, headerProblem) as StarlogHeader;
  const observations = rest.flatMap((line, index) =>
    line.trim() === '' ? [] : [observationOf(take(line, index + 2, exchangeProblem) as Entry)],
  );
  return { header, observations };
}
