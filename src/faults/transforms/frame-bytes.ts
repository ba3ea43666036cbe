import { joinBytes } from '../../contract/join-bytes.ts';
import type { FrameSteps } from '../fault.ts';
import type { Frame } from '../../wire/exchange.ts';

const encoder = new TextEncoder();

/** Bytes of a frame. */
export function bytesOf({ bytes }: Frame): Uint8Array {
  return typeof bytes === 'string' ? encoder.encode(bytes) : bytes;
}

/** Milliseconds that some frames take. */
export function totalWait(frames: readonly Frame[]): number {
  return frames.reduce((sum, { wait }) => sum + wait, 0);
}

/** Some frames as one, which comes when the last of them would have come. */
export function gathered(frames: readonly Frame[]): Frame {
  return { wait: totalWait(frames), bytes: joinBytes(frames.map(bytesOf)) };
}

/** Frames that are held back until they have so many bytes together, as a proxy with a buffer does. */
export function* buffered(frames: Iterable<Frame>, size: number): Generator<Frame> {
  let held: Frame[] = [];
  let length = 0;
  for (const frame of frames) {
    held.push(frame);
    length += bytesOf(frame).length;
    if (length < size) continue;
    yield gathered(held);
    held = [];
    length = 0;
  }
  if (held.length > 0) yield gathered(held);
}

/** Starts of multi-byte characters: one byte after each of these is inside the character. */
function leadBytes(bytes: Uint8Array): number[] {
  return [...bytes.keys()].filter((at) => (bytes[at] ?? 0) >= 0xc0);
}

/**
 * Frames cut after the first byte of each character that has several.
 *
 * @param gap milliseconds between the two parts, so that they do not travel together
 */
export function* splitCharacters(frames: Iterable<Frame>, gap: number): Generator<Frame> {
  for (const frame of frames) {
    const bytes = bytesOf(frame);
    const cuts = [0, ...leadBytes(bytes).map((at) => at + 1), bytes.length];
    for (let i = 1; i < cuts.length; i++) {
      yield { wait: i === 1 ? frame.wait : gap, bytes: bytes.subarray(cuts[i - 1], cuts[i]) };
    }
  }
}

/** Frames of one byte each. @param gap milliseconds between two bytes of what was one frame */
export function* singleBytes(frames: Iterable<Frame>, gap: number): Generator<Frame> {
  for (const frame of frames) {
    for (const [at, byte] of bytesOf(frame).entries()) {
      yield { wait: at === 0 ? frame.wait : gap, bytes: Uint8Array.of(byte) };
    }
  }
}

/** Whether any character of the frames has several bytes. */
export function hasLongCharacter(frames: Iterable<Frame>): boolean {
  for (const frame of frames) if (leadBytes(bytesOf(frame)).length > 0) return true;
  return false;
}

/** The frames up to the middle of the first character that has several bytes; all of them where there is none. */
export function* untilHalfCharacter(frames: Iterable<Frame>): Generator<Frame> {
  for (const frame of frames) {
    const bytes = bytesOf(frame);
    const [first] = leadBytes(bytes);
    yield first === undefined ? frame : { ...frame, bytes: bytes.subarray(0, first + 1) };
    if (first !== undefined) return;
  }
}

/** Frames in which the first character of several bytes has lost its last one, as a relay that counts characters does it. */
export function* shortCharacter(frames: Iterable<Frame>): Generator<Frame> {
  let done = false;
  for (const frame of frames) {
    const bytes = bytesOf(frame);
    const start = done ? undefined : leadBytes(bytes)[0];
    if (start === undefined) {
      yield frame;
      continue;
    }
    done = true;
    const after = bytes.findIndex((byte, at) => at > start && (byte & 0xc0) !== 0x80);
    yield { ...frame, bytes: bytes.filter((_, at) => at !== (after < 0 ? bytes.length : after) - 1) };
  }
}

/** {@link shortCharacter} frame by frame. */
export function stepsToShort(): FrameSteps {
  let done = false;
  return {
    next: (frame) => {
      if (done) return [frame];
      done = hasLongCharacter([frame]);
      return [...shortCharacter([frame])];
    },
  };
}

/** {@link untilHalfCharacter} frame by frame; the connection is then reset. */
export function stepsUntilHalf(): FrameSteps {
  let over = false;
  return {
    next: (frame) => {
      over = hasLongCharacter([frame]);
      return [...untilHalfCharacter([frame])];
    },
    get over() {
      return over;
    },
    get ending() {
      return over ? ('reset' as const) : undefined;
    },
  };
}
