import type { Transform } from 'node:stream';
import { joinBytes } from '../../contract/join-bytes.ts';
import { decodeContent } from '../content-coding.ts';
import type { Observation, Reading } from '../observation.ts';
import { headerOf } from './recorded-answer.ts';

// Asked for at run time: the mock replays recordings, and its code is bundled for browsers, too.
const zlib = process.getBuiltinModule('node:zlib');
const { constants, createBrotliDecompress, createGunzip, createInflate } = zlib;

/** Bytes that a body may unpack to. */
const MAX_BYTES = 64 * 1024 * 1024;

const finishFlush = constants.Z_SYNC_FLUSH;
const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: () => createGunzip({ finishFlush }),
  'x-gzip': () => createGunzip({ finishFlush }),
  deflate: () => createInflate({ finishFlush }),
  br: () => createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH }),
  // Old versions of Node have none.
  ...('createZstdDecompress' in zlib && {
    zstd: () => zlib.createZstdDecompress({ finishFlush: constants.ZSTD_e_flush }),
  }),
};

/** What each piece unpacks to; what comes at the very end belongs to the last one. @throws Error for damaged bytes, and too many */
function unpack(stream: Transform, readings: readonly Reading[]): Promise<Reading[]> {
  const pieces: Reading[] = [];
  let room = MAX_BYTES;
  let held: Uint8Array[] = [];
  const cut = (ms: number): void => {
    pieces.push({ ms, bytes: joinBytes(held) });
    held = [];
  };
  return new Promise((resolve, reject) => {
    stream.on('error', reject);
    stream.on('data', (bytes: Uint8Array) => {
      room -= bytes.length;
      if (room < 0) stream.destroy(new Error('too many bytes'));
      held.push(bytes);
    });
    stream.on('end', () => {
      cut(readings.at(-1)?.ms ?? 0);
      resolve(pieces.filter(({ bytes }) => bytes.length > 0));
    });
    for (const [index, { ms, bytes }] of readings.entries())
      stream.write(bytes, () => (index < readings.length - 1 ? cut(ms) : undefined));
    stream.end();
  });
}

async function decoded(coding: string, readings: readonly Reading[]): Promise<readonly Reading[] | undefined> {
  const decoder = Object.hasOwn(DECODERS, coding) ? DECODERS[coding] : undefined;
  if (decoder) return unpack(decoder(), readings).catch(() => undefined);
  const whole = decodeContent(coding, joinBytes(readings.map(({ bytes }) => bytes)), MAX_BYTES);
  return 'bytes' in whole ? [{ ms: readings.at(-1)?.ms ?? 0, bytes: whole.bytes }] : undefined;
}

/** An exchange whose body can be read, and the coding that it had. */
export interface DecodedExchange {
  readonly observation: Observation;
  readonly coding?: string;
}

/** Undoes the content coding of a response, piece by piece. One that cannot be undone stays. */
export async function decodeReadings(observation: Observation): Promise<DecodedExchange> {
  const { head, readings } = observation;
  const coding = headerOf(head?.headers ?? [], 'content-encoding')
    ?.trim()
    .toLowerCase();
  if (!head || coding === undefined || coding === '' || coding === 'identity') return { observation };
  const pieces = await decoded(coding, readings);
  if (!pieces) return { observation };
  const headers = head.headers.filter(([name]) => name.toLowerCase() !== 'content-encoding');
  return { observation: { ...observation, head: { ...head, headers }, readings: pieces }, coding };
}
