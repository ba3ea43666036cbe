import { chat } from '../contract/endpoints/chat.ts';
import { openTranscripts } from './open-transcripts.ts';
import { readTranscriptFile, type ReadTranscriptFile } from './transcript-files.ts';
import {
  ERROR_TRANSCRIPTS,
  PLAIN_TRANSCRIPTS,
  STREAM_TRANSCRIPTS,
  type ErrorTranscriptName,
  type PlainName,
  type StreamName,
} from './transcript-names.ts';
import type { ErrorTranscript, PlainTranscript, StreamTranscript } from './transcript.ts';

/** Every canonical transcript, by name. */
export type Transcripts = { readonly [Name in PlainName]: PlainTranscript } & {
  readonly [Name in StreamName]: StreamTranscript;
} & { readonly [Name in ErrorTranscriptName]: ErrorTranscript };

/**
 * The canonical transcripts from files read by the caller: browsers have no file system, but a bundler
 * or a dev server can bring the content.
 *
 * @param read gives the content of `manifest.json`, and of the files that it names
 * @throws StarmockError `BAD_SCENARIO`, on access, where the manifest lacks a transcript
 * @example
 * const files = import.meta.glob('/node_modules/starmock/fixtures/transcripts/*', { query: '?raw', import: 'default', eager: true });
 * const transcripts = transcriptsFrom((file) => files[`/node_modules/starmock/fixtures/transcripts/${file}`]);
 */
export function transcriptsFrom(read: ReadTranscriptFile): Transcripts {
  const names = [...PLAIN_TRANSCRIPTS, ...STREAM_TRANSCRIPTS, ...ERROR_TRANSCRIPTS];
  // The getters have the names of the type; a test holds the manifest against its schema, and every chunk against its own.
  return openTranscripts(read, names, `/v1${chat.path}`) as Transcripts;
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
