import { StarmockError } from '../contract/errors.ts';
import { readEvents } from '../contract/grammar/sse-events.ts';
import { MANIFEST, type ReadTranscriptFile } from './transcript-files.ts';
import type { Manifest, ManifestEntry } from './transcript-manifest.ts';
import { replayBody, replayStream, type ReplayOptions } from './transcript-replay.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A copy of the content, so that readers can't affect each other. */
const bytesOf = (content: Uint8Array | string): Uint8Array<ArrayBuffer> =>
  typeof content === 'string' ? encoder.encode(content) : new Uint8Array(content);

const eventData = (bytes: Uint8Array): string[] => readEvents(bytes).events.flatMap(({ data }) => data ?? []);

/** What the events of a stream say, errors left out: they are no pieces of an answer. */
function chunksIn(events: readonly string[]): object[] {
  const parsed = events.filter((data) => data !== '[DONE]').map((data): object => JSON.parse(data));
  return parsed.filter((value) => !('error' in value));
}

/** The keys of the manifest, by their names there; a key that has a usual value is always present. */
function baseOf({ request: _request, ...entry }: ManifestEntry, usualPath: string): object {
  return { profile: 'starmagic', method: 'POST', path: usualPath, ...entry };
}

/** Members that are computed when they are read; a spread would read them at once. */
type Getters = { readonly [key: string]: () => unknown };

function withGetters(base: object, getters: Getters): object {
  for (const [key, get] of Object.entries(getters)) Object.defineProperty(base, key, { get, enumerable: true });
  return Object.freeze(base);
}

/** @param usualPath where the request goes unless the entry says otherwise */
function openTranscript(entry: ManifestEntry, read: ReadTranscriptFile, usualPath: string): object {
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
  return withGetters({ ...baseOf(entry, usualPath), response }, { bytes, text, request, ...content });
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
    throw new StarmockError('BAD_SCENARIO', `Unknown transcript "${name}": it isn't listed in ${MANIFEST}`, {
      name,
    });
  };
}

/**
 * Transcripts by name, each read when it is first asked for.
 *
 * @param usualPath where a request goes unless the manifest says otherwise
 */
export function openTranscripts(read: ReadTranscriptFile, names: readonly string[], usualPath: string): object {
  const entryOf = lazyManifest(read);
  const getters = names.map((name) => [name, () => openTranscript(entryOf(name), read, usualPath)] as const);
  return withGetters({}, Object.fromEntries(getters));
}
