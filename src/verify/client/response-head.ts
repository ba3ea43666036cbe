import type { AnswerHead, Observation } from '../../recordings/observation.ts';

/** Head of a response, without its time. */
export type ParsedHead = Omit<AnswerHead, 'ms'>;

/** What was received is not what HTTP/1.1 allows. */
export interface Malformed {
  readonly malformed: string;
}

const STATUS_LINE = /^HTTP\/(\d\.\d) ([1-9]\d\d)(?: (.*))?$/;
/** A field line (RFC 9112 section 5): a token, a colon at once, a value. Values are bytes and read as Latin-1. */
const FIELD_LINE = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*(.*?)[ \t]*$/;

const shown = (line: string): string => JSON.stringify(line.length > 80 ? `${line.slice(0, 80)}…` : line);

/**
 * Reads a head, with or without its closing blank line.
 *
 * @param text one character a byte
 */
export function parseHead(text: string): ParsedHead | Malformed {
  const [statusLine = '', ...lines] = text.replace(/(?:\r?\n){1,2}$/, '').split(/\r?\n/);
  const [, httpVersion, status, reason = ''] = STATUS_LINE.exec(statusLine) ?? [];
  if (httpVersion === undefined || status === undefined) return { malformed: `no status line: ${shown(statusLine)}` };
  const headers: (readonly [string, string])[] = [];
  for (const line of lines) {
    const [, name, value = ''] = FIELD_LINE.exec(line) ?? [];
    if (name === undefined) return { malformed: `no header: ${shown(line)}` };
    headers.push([name, value]);
  }
  return { status: Number(status), reason, httpVersion, headers };
}

/** Values of a header, ignoring case. */
export const valuesOf = ({ headers }: Pick<ParsedHead, 'headers'>, name: string): string[] =>
  headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);

/** How a head says where its body ends, and the length if it says one. */
export interface Framing {
  readonly framing: Observation['framing'];
  readonly length?: number;
}

/** A body that RFC 9112 section 6.3 excludes despite any headers. */
const hasNoBody = (method: string, status: number): boolean =>
  method === 'HEAD' || status === 204 || status === 304 || (status >= 100 && status < 200);

/** RFC 9112 section 6.3, for a client. Two ways at once are what smugglers use, and are refused. */
export function framingOf(method: string, head: ParsedHead): Framing | Malformed {
  if (hasNoBody(method, head.status)) return { framing: 'none' };
  const codings = valuesOf(head, 'transfer-encoding');
  const lengths = [
    ...new Set(valuesOf(head, 'content-length').flatMap((value) => value.split(',').map((one) => one.trim()))),
  ];
  if (codings.length > 0 && lengths.length > 0) return { malformed: 'both Transfer-Encoding and Content-Length' };
  if (codings.length > 0) {
    const coding = codings.join(', ').trim().toLowerCase();
    if (coding === 'identity') return { framing: 'close' };
    // RFC 9112 section 6.1: other codings are allowed only if the client lists them in TE, and this one only once.
    return coding === 'chunked' ? { framing: 'chunked' } : { malformed: `Transfer-Encoding ${shown(coding)}` };
  }
  if (lengths.length === 0) return { framing: 'close' };
  const [length = ''] = lengths;
  return lengths.length === 1 && /^\d{1,15}$/.test(length)
    ? { framing: 'length', length: Number(length) }
    : { malformed: `Content-Length ${shown(lengths.join(', '))}` };
}
