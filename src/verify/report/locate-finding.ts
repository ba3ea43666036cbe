import type { CheckFinding } from '../checks/check.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';

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
    const next = text.indexOf(JSON.stringify(name.replaceAll('~1', '/').replaceAll('~0', '~')), at);
    if (next < 0) break;
    at = next;
  }
  return at;
}

/** Where to begin to show a place: with its line, or with what stands before it in one that is long. */
const beginOf = (text: string, at: number): number => Math.max(text.lastIndexOf('\n', at) + 1, at - WIDEST / 4);

const bytesBefore = (text: string, at: number): number => encoder.encode(text.slice(0, at)).length;

/** The place of a finding: that of its event in a stream, of its path in a body. */
export function locateFinding({
  seen,
  event,
  path,
}: Pick<CheckFinding, 'event' | 'path'> & { readonly seen: ParsedExchange }): Place {
  if (seen.bytes.length === 0) return { excerpt: '' };
  const timed = seen.observation.timed !== false;
  const placed = (byte: number, from: number): Place => ({
    byte,
    ...(timed ? { ms: seen.msAt(byte) } : {}),
    excerpt: linesFrom(seen.bytes, from),
  });
  if (!seen.sse) {
    const at = offsetOfPath(seen.text, path);
    return placed(bytesBefore(seen.text, at), bytesBefore(seen.text, beginOf(seen.text, at)));
  }
  const offset = event === undefined ? undefined : seen.sse.events[event]?.offset;
  if (offset !== undefined) return placed(offset, offset);
  return { excerpt: linesFrom(seen.bytes, Math.max(0, seen.bytes.length - WIDEST)) };
}
