/** One event of an event stream, with what a strict judge wants to know of its bytes. */
export interface SseEvent {
  /** The `data` lines, joined by line feeds; `null` for an event that has none. */
  readonly data: string | null;
  /** How many `data` lines there were. */
  readonly dataLines: number;
  /** Value of the `event` line. */
  readonly name?: string;
  /** Lines that are neither a comment nor a field that event streams know; readers ignore them. */
  readonly unknown: readonly string[];
  /** Whether every line is valid UTF-8; where not, the data has replacement characters. */
  readonly utf8: boolean;
  /** Whether a blank line ends the event. Browsers drop the last event of a body that lacks it, API clients do not. */
  readonly terminated: boolean;
  /** Where the first line of the event starts, in bytes. */
  readonly offset: number;
}

/** A whole event stream, taken apart. */
export interface SseBody {
  /** Whether it begins with a byte order mark. */
  readonly bom: boolean;
  readonly events: readonly SseEvent[];
  /** Comment lines, which services send to keep a connection alive. */
  readonly comments: number;
}

interface Draft {
  data: string[];
  name: string | undefined;
  unknown: string[];
  utf8: boolean;
  offset: number;
  /** Lines that make an event worth telling: all but comments, `id` and `retry`. */
  lines: number;
}

interface Reader {
  readonly events: SseEvent[];
  comments: number;
  draft: Draft;
}

const LF = 10;
const CR = 13;
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

const startAt = (offset: number): Draft => ({ data: [], name: undefined, unknown: [], utf8: true, offset, lines: 0 });

function decoded(bytes: Uint8Array, draft: Draft): string {
  try {
    return strict.decode(bytes);
  } catch {
    draft.utf8 = false;
    return lenient.decode(bytes);
  }
}

/** Hands over what has been collected, if that is an event, and starts the next one. */
function dispatch(reader: Reader, terminated: boolean, next: number): void {
  const { data, name, unknown, utf8, offset, lines } = reader.draft;
  if (lines > 0 || !utf8) {
    const text = data.length === 0 ? null : data.join('\n');
    const named = name === undefined ? {} : { name };
    reader.events.push({ data: text, dataLines: data.length, ...named, unknown, utf8, terminated, offset });
  }
  reader.draft = startAt(next);
}

function takeLine(reader: Reader, line: string): void {
  const { draft } = reader;
  if (line.startsWith(':')) {
    reader.comments++;
    return;
  }
  const colon = line.indexOf(':');
  const field = colon < 0 ? line : line.slice(0, colon);
  const value = colon < 0 ? '' : line.slice(line.startsWith(' ', colon + 1) ? colon + 2 : colon + 1);
  if (field === 'id' || field === 'retry') return;
  draft.lines++;
  if (field === 'data') draft.data.push(value);
  else if (field === 'event') draft.name = value;
  else draft.unknown.push(line);
}

function endOfLine(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== LF && bytes[at] !== CR) at++;
  return at;
}

/**
 * Takes an event stream apart by the rules of the HTML standard (section "Server-sent events"), and notes what a lenient reader
 * would pass over in silence.
 *
 * @param body the whole body; a string stands for its UTF-8 bytes
 * @example
 * readEvents('data: {}\n\ndata: [DONE]\n\n').events.map((event) => event.data); // ['{}', '[DONE]']
 */
export function readEvents(body: Uint8Array | string): SseBody {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  let at = bom ? 3 : 0;
  const reader: Reader = { events: [], comments: 0, draft: startAt(at) };
  while (at < bytes.length) {
    const end = endOfLine(bytes, at);
    const next = end + (bytes[end] === CR && bytes[end + 1] === LF ? 2 : 1);
    if (end === at) dispatch(reader, true, next);
    else takeLine(reader, decoded(bytes.subarray(at, end), reader.draft));
    at = next;
  }
  dispatch(reader, false, at);
  return { bom, events: reader.events, comments: reader.comments };
}
