import { StarmockError } from '../contract/errors.ts';
import { readEvents } from '../contract/grammar/sse-events.ts';

/** Where the network cuts a body. The bytes are the same in any case. */
export interface ReplayOptions {
  /** Bytes of each network chunk; the last may be shorter. */
  readonly chunkSize?: number;
  /** Byte offsets at which a network chunk ends, for instance within a character. */
  readonly splitAt?: readonly number[];
}

/** The head of an HTTP answer. */
export interface ReplayHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

const bad = (cause: string): StarmockError =>
  new StarmockError('BAD_SCENARIO', `Could not replay the response: ${cause}`);

function everySize(length: number, size: number): number[] {
  if (!Number.isInteger(size) || size < 1) throw bad(`chunkSize is a number of bytes, but got ${size}`);
  return Array.from({ length: Math.max(0, Math.ceil(length / size) - 1) }, (_, index) => (index + 1) * size);
}

function checkedOffsets(length: number, offsets: readonly number[]): number[] {
  const wrong = offsets.find((at) => !Number.isInteger(at) || at < 1 || at >= length);
  if (wrong !== undefined) throw bad(`splitAt ${wrong} is not within the ${length} bytes of the body`);
  return [...new Set(offsets)].toSorted((a, b) => a - b);
}

/** A service flushes after each event. */
const betweenEvents = (bytes: Uint8Array): number[] =>
  readEvents(bytes)
    .events.slice(1)
    .map(({ offset }) => offset);

function cutsOf(bytes: Uint8Array, { chunkSize, splitAt }: ReplayOptions): number[] {
  if (chunkSize !== undefined && splitAt !== undefined) throw bad('chunkSize and splitAt exclude each other');
  if (splitAt !== undefined) return checkedOffsets(bytes.length, splitAt);
  return chunkSize === undefined ? betweenEvents(bytes) : everySize(bytes.length, chunkSize);
}

function pieces(bytes: Uint8Array<ArrayBuffer>, cuts: readonly number[]): Uint8Array<ArrayBuffer>[] {
  return [0, ...cuts].map((from, index) => bytes.slice(from, cuts[index] ?? bytes.length));
}

/** A body of the network chunks given, one a read, so that a reader sees the cuts. */
function bodyOf(chunks: readonly Uint8Array<ArrayBuffer>[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  let next = 0;
  return new ReadableStream({
    pull(controller) {
      const chunk = chunks[next++];
      if (chunk === undefined) controller.close();
      else controller.enqueue(chunk);
    },
  });
}

/**
 * An HTTP response that sends an event stream in network chunks, by default one per event.
 *
 * @throws StarmockError `BAD_SCENARIO` for cuts that lie outside the body
 * @example
 * replayStream({ status: 200, headers: { 'content-type': 'text/event-stream' } }, bytes, { chunkSize: 7 });
 */
export function replayStream(
  { status, headers }: ReplayHead,
  bytes: Uint8Array<ArrayBuffer>,
  options: ReplayOptions = {},
): Response {
  return new Response(bodyOf(pieces(bytes, cutsOf(bytes, options))), { status, headers });
}

/**
 * An HTTP answer that brings a body whole, or in network chunks where told so.
 *
 * @throws StarmockError `BAD_SCENARIO` for cuts that lie outside the body
 */
export function replayBody(
  { status, headers }: ReplayHead,
  bytes: Uint8Array<ArrayBuffer>,
  options: ReplayOptions = {},
): Response {
  const cuts = options.chunkSize === undefined && options.splitAt === undefined ? [] : cutsOf(bytes, options);
  return new Response(bodyOf(pieces(bytes, cuts)), { status, headers });
}
