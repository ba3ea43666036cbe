import type { SeenFinding } from './check.ts';
import type { Seen } from './seen.ts';

/** Where a finding is to be seen in the body. */
export interface Place {
  readonly byte?: number;
  readonly ms?: number;
  /** Up to three lines. */
  readonly excerpt: string;
}

const LINES = 3;
const WIDEST = 400;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const cut = (line: string): string => (line.length > WIDEST ? `${line.slice(0, WIDEST)}…` : line);

/** Lines from a byte on, empty ones left out. */
function linesFrom(bytes: Uint8Array, byte: number): string {
  const text = decoder.decode(bytes.subarray(byte, byte + WIDEST * LINES * 2));
  return text
    .split(/\r\n|\r|\n/)
    .filter((line) => line !== '')
    .slice(0, LINES)
    .map(cut)
    .join('\n');
}

/** Where the last name of a path stands in a JSON text; the start where it does not. */
function offsetOfPath(text: string, path: string): number {
  const names = path.split('/').filter((name) => name !== '' && !/^\d+$/.test(name));
  let at = 0;
  for (const name of names) {
    const next = text.indexOf(`"${name}"`, at);
    if (next < 0) break;
    at = next;
  }
  const line = text.lastIndexOf('\n', at);
  return line < 0 ? 0 : line + 1;
}

/** The place of a finding: that of its event in a stream, of its path in a body. */
export function locateFinding({
  seen,
  event,
  path,
}: Pick<SeenFinding, 'event' | 'path'> & { readonly seen: Seen }): Place {
  if (seen.bytes.length === 0) return { excerpt: '' };
  const offset =
    event !== undefined && seen.sse
      ? seen.sse.events[event]?.offset
      : seen.sse
        ? undefined
        : encoder.encode(seen.text.slice(0, offsetOfPath(seen.text, path))).length;
  const timed = seen.observation.timed !== false;
  if (offset === undefined) return { excerpt: linesFrom(seen.bytes, Math.max(0, seen.bytes.length - WIDEST)) };
  return { byte: offset, ...(timed ? { ms: seen.msAt(offset) } : {}), excerpt: linesFrom(seen.bytes, offset) };
}
