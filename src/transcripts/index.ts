/**
 * What other test suites import: canonical transcripts, builders of contract-valid values, and the judge of both.
 *
 * @module starmock/fixtures
 */
export { StarmockError } from '../contract/errors.ts';
export type { Finding } from '../contract/finding.ts';
export type { RequirementId } from '../contract/generated/requirement-ids.ts';
export { createTokenizer } from '../contract/tokens/o200k.ts';
export type { Tokenizer } from '../contract/tokens/tokenizer.ts';
export { completion } from './build-completion.ts';
export { DOCUMENTED_ERRORS, type DocumentedError, type DocumentedErrorName } from './build-error-table.ts';
export { error, type BuiltError, type ErrorOptions } from './build-error.ts';
export type { CompletionOptions, SaidOptions, StreamBuildOptions } from './build-options.ts';
export { stream, type BuiltStream } from './build-stream.ts';
export { toolCall, type ToolCallOptions } from './build-tool-call.ts';
export { checked, validate, type CheckedOptions, type ValidateOptions } from './build-validate.ts';
export {
  RESPONSE_ERROR_TRANSCRIPTS,
  RESPONSE_PLAIN_TRANSCRIPTS,
  RESPONSE_STREAM_TRANSCRIPTS,
  responseTranscripts,
  responseTranscriptsFrom,
  type ResponsePlainTranscript,
  type ResponseStreamTranscript,
  type ResponseTranscripts,
} from './response-transcripts.ts';
export { ERROR_TRANSCRIPTS, PLAIN_TRANSCRIPTS, STREAM_TRANSCRIPTS } from './transcript-names.ts';
export { reassemble, reassembleFrom, type Reassembled } from './transcript-reassemble.ts';
export type { ReplayOptions } from './transcript-replay.ts';
export type { ErrorTranscript, PlainTranscript, StreamTranscript, Transcript } from './transcript.ts';
export { transcripts, transcriptsFrom, type Transcripts } from './transcripts.ts';
