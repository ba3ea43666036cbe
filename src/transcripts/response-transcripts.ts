import { responses } from '../contract/endpoints/responses.ts';
import type { JsonObject } from '../contract/requirements.ts';
import { openTranscripts } from './open-transcripts.ts';
import { readTranscriptFile, type ReadTranscriptFile } from './transcript-files.ts';
import type { ErrorTranscript, PlainTranscript, StreamTranscript } from './transcript.ts';

/** Names of whole answers of Responses. */
export const RESPONSE_PLAIN_TRANSCRIPTS = [
  'text',
  'instructions',
  'conversation',
  'tool',
  'tool-result',
  'parallel-tools',
  'forced-tool',
  'custom-tool',
  'json-object',
  'json-schema',
  'length',
  'not-stored',
  'reasoning-summary',
  'reasoning-encrypted',
] as const;

/** Names of streams of Responses. */
export const RESPONSE_STREAM_TRANSCRIPTS = [
  'text-stream',
  'tool-stream',
  'parallel-tools-stream',
  'custom-tool-stream',
  'json-schema-stream',
  'length-stream',
  'reasoning-summary-stream',
  'unpadded-stream',
] as const;

/** Names of errors of Responses. */
export const RESPONSE_ERROR_TRANSCRIPTS = [
  'error-missing-input',
  'error-model-not-found',
  'error-moved-parameter',
  'error-previous-response',
] as const;

type Name<Names extends readonly string[]> = Names[number];

/** A response as a body of JSON; the official client has types for it. */
export interface ResponsePlainTranscript extends Omit<PlainTranscript, 'request' | 'body'> {
  readonly request: JsonObject;
  readonly body: JsonObject;
}

/** A streamed response; its chunks are its events. */
export interface ResponseStreamTranscript extends Omit<StreamTranscript, 'request' | 'chunks'> {
  readonly request: JsonObject;
  readonly chunks: JsonObject[];
}

/** Every canonical transcript of Responses, by name. */
export type ResponseTranscripts = {
  readonly [One in Name<typeof RESPONSE_PLAIN_TRANSCRIPTS>]: ResponsePlainTranscript;
} & { readonly [One in Name<typeof RESPONSE_STREAM_TRANSCRIPTS>]: ResponseStreamTranscript } & {
  readonly [One in Name<typeof RESPONSE_ERROR_TRANSCRIPTS>]: ErrorTranscript;
};

const FOLDER = 'responses/';

/**
 * The canonical transcripts of Responses from files read by the caller, like `transcriptsFrom`.
 *
 * @param read gives the content of `responses/manifest.json`, and of the files that it names, below `fixtures/transcripts/`
 * @throws StarmockError `BAD_SCENARIO`, on access, where the manifest lacks a transcript
 * @example
 * const { text } = responseTranscriptsFrom((file) => readFileSync(`fixtures/transcripts/${file}`));
 */
export function responseTranscriptsFrom(read: ReadTranscriptFile): ResponseTranscripts {
  const names = [...RESPONSE_PLAIN_TRANSCRIPTS, ...RESPONSE_STREAM_TRANSCRIPTS, ...RESPONSE_ERROR_TRANSCRIPTS];
  // The getters have the names of the type; a test holds the files against it.
  return openTranscripts((file) => read(`${FOLDER}${file}`), names, `/v1${responses.path}`) as ResponseTranscripts;
}

/**
 * Every canonical transcript of Responses, by name, with the members that those of chat completions have. Node only; see
 * {@link responseTranscriptsFrom} for browsers.
 *
 * @throws StarmockError `BAD_SCENARIO`, on access, outside Node
 * @example
 * const client = new OpenAI({ apiKey: 'any', fetch: async () => responseTranscripts['tool-stream'].response() });
 */
export const responseTranscripts: ResponseTranscripts = responseTranscriptsFrom(readTranscriptFile);
