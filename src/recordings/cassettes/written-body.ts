// Asked for at run time: the mock replays recordings, and its code is bundled for browsers, too.
const { gunzipSync, gzipSync } = process.getBuiltinModule('node:zlib');

/** A line of text; an event's data as a value where that gives its text back exactly. */
type WrittenLine = string | { readonly data: unknown };

/** How a JSON text is laid out: without spaces, as Python writes it, or indented by two spaces, with a line feed at the end or not. */
type JsonForm = 'compact' | 'spaced' | 'indented' | 'indented-lf';

/**
 * Bytes in a cassette. They come back as they were: as a JSON value where its layout is a known one, as lines of text, and as base64
 * where they are no UTF-8 or too many to read.
 */
export type WrittenBody =
  | { readonly json: unknown; readonly form?: JsonForm }
  | { readonly lines: readonly WrittenLine[] }
  | { readonly base64: string }
  | { readonly gzip: string };

/** Bytes that are still written out. */
const MAX_LEGIBLE = 1024 * 1024;
/** Bytes that packed ones may come to: a cassette is an untrusted file. */
const MAX_UNPACKED = 64 * 1024 * 1024;

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** As `json.dumps` of Python, for ASCII. */
function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${spaced(one)}`);
  return `{${members.join(', ')}}`;
}

const FORMS: ReadonlyArray<readonly [form: JsonForm, write: (value: unknown) => string]> = [
  ['compact', (value) => JSON.stringify(value)],
  ['spaced', spaced],
  ['indented', (value) => JSON.stringify(value, null, 2)],
  ['indented-lf', (value) => `${JSON.stringify(value, null, 2)}\n`],
];

/** Deeper structures are kept as text: what walks over values would overflow the stack. */
const MAX_NESTING = 200;

function isShallow(value: unknown, left = MAX_NESTING): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return left > 0 && Object.values(value).every((one) => isShallow(one, left - 1));
}

/** A JSON object or list whose text one of the forms gives back. */
function jsonBody(text: string): WrittenBody | undefined {
  const found = /^[[{]/.test(text) ? parsed(text) : undefined;
  if (!found || !isShallow(found.value)) return undefined;
  const form = FORMS.find(([, write]) => write(found.value) === text)?.[0];
  if (form === undefined) return undefined;
  return { json: found.value, ...(form === 'compact' ? {} : { form }) };
}

const DATA = 'data: ';

function writtenLine(line: string): WrittenLine {
  if (!line.startsWith(`${DATA}{`)) return line;
  const text = line.slice(DATA.length);
  const found = parsed(text);
  return found && isShallow(found.value) && JSON.stringify(found.value) === text ? { data: found.value } : line;
}

/** @example writtenBody(encode('data: {"a":1}\n\n')) // { lines: [{ data: { a: 1 } }, '', ''] } */
export function writtenBody(bytes: Uint8Array): WrittenBody {
  if (bytes.length > MAX_LEGIBLE) return { gzip: gzipSync(bytes).toString('base64') };
  const text = decoded(bytes);
  if (text === undefined) return { base64: Buffer.from(bytes).toString('base64') };
  return jsonBody(text) ?? { lines: text === '' ? [] : text.split('\n').map(writtenLine) };
}

const lineOf = (line: WrittenLine): string => (typeof line === 'string' ? line : `${DATA}${JSON.stringify(line.data)}`);

const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'));

/**
 * The bytes again.
 *
 * @throws Error for packed bytes that are damaged or too many
 */
export function bytesOfBody(body: WrittenBody): Uint8Array {
  if ('lines' in body) return utf8(body.lines.map(lineOf).join('\n'));
  if ('base64' in body) return new Uint8Array(Buffer.from(body.base64, 'base64'));
  if ('gzip' in body)
    return new Uint8Array(gunzipSync(Buffer.from(body.gzip, 'base64'), { maxOutputLength: MAX_UNPACKED }));
  const { json, form = 'compact' } = body;
  const write = FORMS.find(([name]) => name === form)?.[1] ?? JSON.stringify;
  return utf8(write(json));
}
