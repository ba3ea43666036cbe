import { joinBytes } from '../../contract/join-bytes.ts';
import type { Framing } from './response-head.ts';

/** What received bytes hold of a body. */
export interface DecodedPiece {
  /** Empty where the bytes were only framing; without what follows the first mistake. */
  readonly bytes: Uint8Array;
  /** The first mistake. */
  readonly malformed?: string;
}

/** The bytes of pieces; a single one is not copied. */
const joined = (pieces: readonly Uint8Array[]): Uint8Array =>
  pieces.length === 1 && pieces[0] ? pieces[0] : joinBytes(pieces);

/** Undoes transfer coding, piece by piece. */
export interface BodyDecoder {
  push(bytes: Uint8Array): DecodedPiece;
  /** Nothing more belongs to the body. */
  readonly complete: boolean;
  /** Received bytes after the end of the body: none of an honest peer's, which answers one request. */
  readonly extra: number;
  /** What is missing when the peer closes now; `undefined` where closing is how the body ends. */
  readonly missing: string | undefined;
}

function untilClose(): BodyDecoder {
  return { push: (bytes) => ({ bytes }), complete: false, extra: 0, missing: undefined };
}

function byLength(length: number): BodyDecoder {
  let left = length;
  let extra = 0;
  return {
    push: (bytes) => {
      const taken = bytes.subarray(0, left);
      left -= taken.length;
      extra += bytes.length - taken.length;
      return { bytes: taken };
    },
    get complete() {
      return left === 0;
    },
    get extra() {
      return extra;
    },
    get missing() {
      return left > 0 ? `${left} of ${length} bytes` : undefined;
    },
  };
}

/** Longest line of chunked coding: a size, extensions, or a trailer. */
const LONGEST_LINE = 8192;
const MAX_TRAILERS = 100;
const CR = 13;
const LF = 10;

type Part = 'size' | 'data' | 'data-end' | 'trailer' | 'done';

/** RFC 9112 section 7.1. */
function chunked(): BodyDecoder {
  let part: Part = 'size';
  let left = 0;
  let line = '';
  let afterCr = false;
  let trailers = 0;
  let extra = 0;

  /** Takes the end of a line; returns what is wrong with it. */
  function endLine(): string | undefined {
    const text = line;
    line = '';
    switch (part) {
      case 'size': {
        const size = /^([0-9a-fA-F]{1,12})[ \t]*(?:;.*)?$/.exec(text)?.[1];
        if (size === undefined) return `chunk size ${JSON.stringify(text.slice(0, 40))}`;
        left = Number.parseInt(size, 16);
        part = left === 0 ? 'trailer' : 'data';
        return undefined;
      }
      case 'data-end':
        part = 'size';
        return undefined;
      case 'trailer':
        if (text === '') part = 'done';
        return ++trailers > MAX_TRAILERS ? 'too many trailers' : undefined;
      case 'data':
      case 'done':
        return undefined;
    }
  }

  function takeByte(byte: number): string | undefined {
    if (byte === LF) {
      afterCr = false;
      return endLine();
    }
    // A lone CR is where parsers begin to disagree about what a line is.
    if (afterCr) return 'a carriage return without a line feed in chunked coding';
    afterCr = byte === CR;
    if (afterCr) return undefined;
    if (part === 'data-end') return 'a chunk that is longer than its size';
    line += String.fromCodePoint(byte);
    return line.length > LONGEST_LINE ? 'a line without end in chunked coding' : undefined;
  }

  return {
    push: (bytes) => {
      const pieces: Uint8Array[] = [];
      let at = 0;
      while (at < bytes.length && part !== 'done') {
        if (part === 'data') {
          const piece = bytes.subarray(at, at + left);
          pieces.push(piece);
          at += piece.length;
          left -= piece.length;
          if (left === 0) part = 'data-end';
        } else {
          const malformed = takeByte(bytes[at++] ?? LF);
          if (malformed !== undefined) return { bytes: joined(pieces), malformed };
        }
      }
      extra += bytes.length - at;
      return { bytes: joined(pieces) };
    },
    get complete() {
      return part === 'done';
    },
    get extra() {
      return extra;
    },
    get missing() {
      return part === 'done' ? undefined : 'the last chunk';
    },
  };
}

/** A decoder for what a head announces. */
export function bodyDecoder({ framing, length = 0 }: Framing): BodyDecoder {
  switch (framing) {
    case 'none':
      return byLength(0);
    case 'length':
      return byLength(length);
    case 'chunked':
      return chunked();
    case 'close':
      return untilClose();
  }
}
