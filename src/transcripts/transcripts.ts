import { StarmockError } from '../contract/errors.ts';
import { readEvents } from '../contract/grammar/sse-events.ts';
import { MANIFEST, readTranscriptFile, type ReadTranscriptFile } from './transcript-files.ts';
import type { Manifest, ManifestEntry } from './transcript-manifest.ts';
import {
  ERROR_TRANSCRIPTS,
  PLAIN_TRANSCRIPTS,
  STREAM_TRANSCRIPTS,
  type ErrorTranscriptName,
  type PlainName,
  type StreamName,
} from './transcript-names.ts';
import { replayBody, replayStream, type ReplayOptions } from './transcript-replay.ts';
import type { ErrorTranscript, PlainTranscript, StreamTranscript, Transcript } from './transcript.ts';
import { chat } from '../contract/endpoints/chat.ts';
import type { ChatCompletionChunk } from '../contract/api-types.ts';

/** Every canonical transcript, by name. */
export type Transcripts = { readonly [Name in PlainName]: PlainTranscript } & {
  readonly [Name in StreamName]: StreamTranscript;
} & { readonly [Name in ErrorTranscriptName]: ErrorTranscript };

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A copy of the content, so that nobody can change what the next reader gets. */
const bytesOf = (content: Uint8Array | string): Uint8Array<ArrayBuffer> =>
  typeof content === 'string' ? encoder.encode(content) : new Uint8Array(content);

const eventData = (bytes: Uint8Array): string[] => readEvents(bytes).events.flatMap(({ data }) => data ?? []);

function chunksIn(events: readonly string[]): ChatCompletionChunk[] {
  const parsed = events.filter((data) => data !== '[DONE]').map((data): object => JSON.parse(data));
  // JSON boundary: a test holds every chunk of the files against its schema.
  return parsed.filter((value) => !('error' in value)) as ChatCompletionChunk[];
}

/** The keys of the manifest, by their names there; a key that has a usual value is always present. */
function baseOf({ request: _request, ...entry }: ManifestEntry): object {
  return { profile: 'starmagic', method: 'POST', path: `/v1${chat.path}`, ...entry };
}

/** Members that are computed when they are read; a spread would read them at once. */
type Getters = { readonly [key: string]: () => unknown };

function withGetters(base: object, getters: Getters): object {
  for (const [key, get] of Object.entries(getters)) Object.defineProperty(base, key, { get, enumerable: true });
  return Object.freeze(base);
}

function openTranscript(entry: ManifestEntry, read: ReadTranscriptFile): Transcript {
  const bytes = (): Uint8Array<ArrayBuffer> => bytesOf(read(entry.file));
  const text = (): string => decoder.decode(bytes());
  const isStream = entry.kind === 'stream';
  const splits = entry.splits ? { splitAt: entry.splits } : {};
  const response = (options?: ReplayOptions): Response =>
    isStream ? replayStream(entry, bytes(), options ?? splits) : replayBody(entry, bytes(), options);
  const content: Getters = isStream
    ? { events: () => eventData(bytes()), chunks: () => chunksIn(eventData(bytes())) }
    : { body: () => JSON.parse(text()) };
  const request = (): unknown => structuredClone(entry.request);
  // JSON boundary: a test holds the manifest against its schema.
  return withGetters({ ...baseOf(entry), response }, { bytes, text, request, ...content }) as Transcript;
}

const freeze = (_key: string, value: unknown): unknown => Object.freeze(value);

/** Frozen all the way down, since every reader of a transcript gets the same lists and headers. */
function parseManifest(read: ReadTranscriptFile): Manifest {
  // JSON boundary, as above.
  return JSON.parse(decoder.decode(bytesOf(read(MANIFEST))), freeze) as Manifest;
}

/** The manifest, read when it is first needed. */
function lazyManifest(read: ReadTranscriptFile): (name: string) => ManifestEntry {
  let entries: ReadonlyMap<string, ManifestEntry> | undefined;
  return (name) => {
    entries ??= new Map(parseManifest(read).transcripts.map((entry) => [entry.name, entry]));
    const entry = entries.get(name);
    if (entry) return entry;
    throw new StarmockError('BAD_SCENARIO', `Failed to read transcript "${name}": ${MANIFEST} does not list it`, {
      name,
    });
  };
}

/**
 * The canonical transcripts out of files that are read by somebody else: in a browser there is no file system, but a bundler
 * or a dev server can bring the content.
 *
 * @param read gives the content of `manifest.json`, and of the files that it names
 * @throws StarmockError `BAD_SCENARIO`, on access, where the manifest lacks a transcript
 * @example
 * const files = import.meta.glob('/node_modules/starmock/fixtures/transcripts/*', { query: '?raw', import: 'default', eager: true });
 * const transcripts = transcriptsFrom((file) => files[`/node_modules/starmock/fixtures/transcripts/${file}`]);
 */
export function transcriptsFrom(read: ReadTranscriptFile): Transcripts {
  const entryOf = lazyManifest(read);
  const names = [...PLAIN_TRANSCRIPTS, ...STREAM_TRANSCRIPTS, ...ERROR_TRANSCRIPTS];
  const getters = names.map((name) => [name, () => openTranscript(entryOf(name), read)] as const);
  // The getters have the names of the type; the compiler cannot follow them through the list.
  return withGetters({}, Object.fromEntries(getters)) as Transcripts;
}

/**
 * Every canonical transcript, by name: hand-written exchanges that obey the contract, legal but rare ones among them. Files are read
 * when something of them is asked for. Node only; see {@link transcriptsFrom} for browsers.
 *
 * @throws StarmockError `BAD_SCENARIO`, on access, outside Node
 * @example
 * const client = new OpenAI({ apiKey: 'any', fetch: async () => transcripts['rare-crlf'].response() });
 * @example
 * transcripts.tool.body.choices[0]?.message.tool_calls;
 */
export const transcripts: Transcripts = transcriptsFrom(readTranscriptFile);
