import { joinBytes } from '../../contract/join-bytes.ts';
import { decodeContent } from '../content-coding.ts';
import { asLatin1, ofLatin1 } from '../latin1.ts';
import type { Observation, Reading, SentRequest } from '../observation.ts';
import type { Redacted } from './redact-spans.ts';
import { HIDDEN_MARK, KEY_MARK } from './redaction-marks.ts';
import { redactUrl } from './redact-url.ts';

// Asked for at run time: the mock replays recordings, and its code is bundled for browsers, too.
const { createHash } = process.getBuiltinModule('node:crypto');
const zlib = process.getBuiltinModule('node:zlib');
const { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, inflateRawSync } = zlib;

/** What redacting an exchange takes. */
export interface ObservationTools {
  readonly secrets: readonly string[];
  readonly text: (value: string) => string;
  /** Redacts bytes that are written one character a byte. */
  readonly latin1: (value: string) => Redacted;
}

type Headers = ReadonlyArray<readonly [name: string, value: string]>;

/** Headers that tell about the protocol and not about an account. */
const HARMLESS = new RegExp(
  [
    'accept(?:-.+)?|access-control-.+|age|allow|alt-svc|cache-control|connection|content-(?:type|length|encoding|language|disposition)',
    'date|etag|expect|expires|host|keep-alive|last-modified|link|location|openai-(?!organization|project).+|origin|pragma',
    'retry-after.*|server|server-timing|strict-transport-security|te|trailer|transfer-encoding|upgrade|user-agent|vary|via|www-authenticate',
    'cf-cache-status|cf-ray|x-stainless-.+',
    'x-accel-buffering|x-content-type-options|x-frame-options|x-ratelimit-.+|x-request-id|x-should-retry',
  ]
    .map((names) => `^(?:${names})$`)
    .join('|'),
  'i',
);

/** Whether a header may be kept as it is. */
export const isHarmless = (name: string): boolean => HARMLESS.test(name);

/** Bytes that a body may unpack to when a key is looked for in it. */
const MAX_BYTES = 64 * 1024 * 1024;
const ENCODERS: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  gzip: gzipSync,
  'x-gzip': gzipSync,
  deflate: deflateSync,
  br: brotliCompressSync,
  // Old versions of Node have none, and cannot unpack it either.
  ...('zstdCompressSync' in zlib && { zstd: zlib.zstdCompressSync }),
};

/** The scheme is evidence; what follows it is a secret. */
function redactCredentials(value: string, { secrets, text }: ObservationTools): string {
  const [, scheme = '', credentials = ''] = /^\s*(\S+\s+)?(.*)$/.exec(value) ?? [];
  if (credentials === '') return value;
  // Without a known key, the sent value is the key.
  const ours = secrets.length === 0 || secrets.includes(credentials) || text(credentials).includes(KEY_MARK);
  return `${scheme}${ours ? KEY_MARK : HIDDEN_MARK}`;
}

const redactHeaders = (headers: Headers, tools: ObservationTools): Headers =>
  headers.map(([name, value]) => {
    if (name.toLowerCase() === 'authorization') return [name, redactCredentials(value, tools)];
    return [tools.text(name), isHarmless(name) ? tools.text(value) : HIDDEN_MARK];
  });

const DATA_URL = /data:([\w.+/\\-]*)((?:;[\w.=-]+){0,8});base64,([A-Za-z0-9+/\\_-]+=*)/g;

/** Images are irrelevant to the protocol and may be private. A hash remains, to compare them. */
const withoutData = (latin1: string): string =>
  latin1.replaceAll(DATA_URL, (_, type: string, parameters: string, base64: string) => {
    const data = Buffer.from(base64.replaceAll('\\/', '/'), 'base64');
    const hash = createHash('sha256').update(data).digest('hex');
    return `data:${type}${parameters};sha256=${hash};length=${data.length}`;
  });

/** Cuts bytes where readings were cut; what is left over belongs to the last one. */
function recut(bytes: Uint8Array, readings: readonly Reading[], at: (index: number) => number): readonly Reading[] {
  let before = 0;
  return readings.map(({ ms, bytes: old }, index) => {
    const start = before;
    before += old.length;
    return { ms, bytes: bytes.slice(at(start), index === readings.length - 1 ? undefined : at(before)) };
  });
}

/** A body unpacked, and how to pack it again. */
interface Unpacked {
  readonly plain: Uint8Array;
  readonly pack: (bytes: Uint8Array) => Uint8Array;
}

function unpackedAs(coding: string, bytes: Uint8Array): Unpacked | undefined {
  const decoded = decodeContent(coding, bytes, MAX_BYTES);
  const names = coding.toLowerCase().split(',');
  const pack = (plain: Uint8Array): Uint8Array =>
    names.reduce((packed, name) => ENCODERS[name.trim()]?.(packed) ?? packed, plain);
  return 'bytes' in decoded ? { plain: decoded.bytes, pack } : undefined;
}

/** Servers call this `deflate`, too. */
function rawDeflated(bytes: Uint8Array): Unpacked | undefined {
  try {
    return { plain: inflateRawSync(bytes, { maxOutputLength: MAX_BYTES }), pack: deflateRawSync };
  } catch {
    return undefined;
  }
}

/** Text has no control characters but a few; what is packed has them among its first bytes. */
const isText = (bytes: Uint8Array): boolean =>
  bytes.subarray(0, 4096).every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 12 || byte === 13);

/** Beginnings of gzip, of zlib's format and of zstd. */
const BEGINNINGS = [
  [0x1f, 0x8b],
  [0x78, 0x01],
  [0x78, 0x5e],
  [0x78, 0x9c],
  [0x78, 0xda],
  [0x28, 0xb5, 0x2f, 0xfd],
];

const looksPacked = (bytes: Uint8Array): boolean =>
  BEGINNINGS.some((beginning) => beginning.every((byte, at) => bytes[at] === byte));

/** The coding that was announced first, and then whatever fits: a body may be packed otherwise than it says, or say nothing. */
function unpacked(announced: string, bytes: Uint8Array): Unpacked | undefined {
  const told = announced === '' ? undefined : unpackedAs(announced, bytes);
  if (told) return told;
  for (const coding of ['gzip', 'deflate', 'br', 'zstd']) {
    const found = unpackedAs(coding, bytes);
    if (found) return found;
  }
  return rawDeflated(bytes);
}

/** Stands for a body that cannot be searched for keys. */
export const WITHHELD = '[body withheld: packed in a way that cannot be undone]';
/** Packings of packings that are looked into. */
const MAX_LAYERS = 3;

/** A packed body that says a key when it is unpacked, packed again without it; `undefined` where there is no key in it. */
function repacked(
  coding: string,
  bytes: Uint8Array,
  tools: ObservationTools,
  layers = MAX_LAYERS,
): Uint8Array | undefined {
  if (isText(bytes) || (coding === '' && !looksPacked(bytes))) return undefined;
  const found = layers > 0 ? unpacked(coding, bytes) : undefined;
  if (!found) return ofLatin1(WITHHELD);
  const inner = repacked('', found.plain, tools, layers - 1);
  if (inner) return found.pack(inner);
  const plain = asLatin1(found.plain);
  const { text } = tools.latin1(plain);
  return text === plain ? undefined : found.pack(ofLatin1(text));
}

/** A key may lie across readings, so it is looked for in the whole body. */
function redactReadings({ head, readings }: Observation, tools: ObservationTools): readonly Reading[] {
  const whole = joinBytes(readings.map(({ bytes }) => bytes));
  const coding = (head?.headers ?? []).filter(([name]) => name.toLowerCase() === 'content-encoding');
  const packed = repacked(coding.map(([, value]) => value).join(), whole, tools);
  if (packed) return recut(packed, readings, (index) => index);
  const { text, at } = tools.latin1(asLatin1(whole));
  return recut(ofLatin1(text), readings, at);
}

/** A request as it may be kept or shown: without keys, headers that are not known to be harmless, and data of data URLs. */
export function redactRequest(request: SentRequest, tools: ObservationTools): SentRequest {
  return {
    ...request,
    url: redactUrl(request.url, tools.text),
    headers: redactHeaders(request.headers, tools),
    body: ofLatin1(tools.latin1(withoutData(asLatin1(request.body))).text),
  };
}

/**
 * An exchange as it may be recorded: without keys, without headers that are not known to be harmless, without what is in data URLs.
 * How many bytes a reading has changes only where something in it was replaced.
 */
export function redactObservation(observation: Observation, tools: ObservationTools): Observation {
  const { request, head, end, failure } = observation;
  const { text } = tools;
  return {
    ...observation,
    request: redactRequest(request, tools),
    ...(head && { head: { ...head, reason: text(head.reason), headers: redactHeaders(head.headers, tools) } }),
    readings: redactReadings(observation, tools),
    ...(end && { end: end.detail === undefined ? end : { ...end, detail: text(end.detail) } }),
    ...(failure && { failure: { ...failure, message: text(failure.message) } }),
  };
}
