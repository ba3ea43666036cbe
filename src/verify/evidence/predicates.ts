import type { Finding } from '../../contract/finding.ts';
import { isJsonObject } from '../../contract/requirements.ts';
import type { SseEvent } from '../../contract/grammar/sse-events.ts';
import type { ParsedExchange } from './parsed-exchange.ts';
import type { SeenChoice } from './seen-answer.ts';

/** An event stream that came as one. */
export const isStream = ({ kind, sse }: ParsedExchange): boolean => kind === 'stream' && sse !== undefined;

/** A plain body that is an answer and not an error. */
export const isPlain = ({ kind, json, error }: ParsedExchange): boolean =>
  kind === 'plain' && isJsonObject(json) && error === undefined;

/** A refusal, or a failure. */
export const isError = ({ kind }: ParsedExchange): boolean => kind === 'error';

/** An answer, streamed or plain. */
export const isAnswer = (seen: ParsedExchange): boolean => isStream(seen) || isPlain(seen);

/** Whether a response is complete: neither cut off nor canceled by the probe. */
export const isWhole = ({ observation }: ParsedExchange): boolean => observation.end?.how === 'complete';

const INTERRUPTED: ReadonlySet<unknown> = new Set(['length', 'content_filter']);

/** A choice that says anything at all, or was not let. */
const speaks = ({ finish, content, refusal, calls, functionCall }: SeenChoice): boolean =>
  Boolean(content) || Boolean(refusal) || calls.length > 0 || functionCall !== undefined || INTERRUPTED.has(finish);

/** Violations that don't affect reading the response. */
const BESIDE =
  /^(?:usage|logprobs|model|billing)\.|^(?:chunk|body)\.(?:id|created|object|model|role)\b|^finish\.tool-calls$|^sse\.(?:bom|done\.exact)$|^body\.template$|^responses\.(?:usage|id|echo|model|created\.empty|terminal\.last|part\.annotations)\b|^embeddings\.usage\./;

/** Members that readers do without: it is clear who speaks, and that a call is one of a function. */
const UNNEEDED = /\/(?:role|type)$|^the key "(?:role|type)"/;

const isUnneeded = ({ path, expected }: Finding): boolean => UNNEEDED.test(path) || UNNEEDED.test(expected);

/** The answer has failed in the middle of its stream. */
const FAILURES: ReadonlySet<string> = new Set(['err.in-stream', 'responses.error.in-stream']);

const misleads = (finding: Finding): boolean =>
  (finding.level === 'MUST' && !BESIDE.test(finding.requirement) && !isUnneeded(finding)) ||
  FAILURES.has(finding.requirement) ||
  finding.requirement === 'chunk.content.cumulative';

/** The requirements whose breach keeps an answer from being judged any further. */
export const blockersOf = (seen: ParsedExchange): readonly string[] =>
  isAnswer(seen) ? [...new Set(seen.findings.filter(misleads).map(({ requirement }) => requirement))] : [];

/** An answer that came whole, and without a breach that makes readers lose or misread parts of it. */
export const isReadable = (seen: ParsedExchange): boolean =>
  isAnswer(seen) && isWhole(seen) && !seen.findings.some(misleads);

/**
 * A readable response with content. Content and the effect of parameters are checked only in these responses:
 * the others have reported violations.
 */
export const isSound = (seen: ParsedExchange): boolean => isReadable(seen) && seen.choices.every(speaks);

/** The probe did not leave on purpose, so that what is missing is the service's fault. */
export const wasAwaited = ({ observation }: ParsedExchange): boolean => observation.end?.how !== 'aborted';

/** The answer has calls, in whatever form. */
export const hasCalls = ({ choices }: ParsedExchange): boolean =>
  choices.some(({ calls, functionCall }) => calls.length > 0 || functionCall !== undefined);

/** The request declares tools. */
export const declaresTools = ({ request }: ParsedExchange): boolean => Array.isArray(request?.['tools']);

/** The request has the deprecated functions. */
export const declaresFunctions = ({ request }: ParsedExchange): boolean => Array.isArray(request?.['functions']);

/** The answer has been told to fail, by an event of its stream. */
export const failedInStream = ({ findings }: ParsedExchange): boolean =>
  findings.some(({ requirement }) => FAILURES.has(requirement));

const ENDS = /^\s*(?:\[DONE\]\s*$|\{\s*"type":\s*"response\.(?:completed|incomplete|failed)")/i;

/** The event that says that the stream is over, however it is spelled. */
export const isSentinel = ({ data }: SseEvent): boolean => data !== null && ENDS.test(data);

/** The first of these. */
export const sentinelOf = ({ sse }: ParsedExchange): SseEvent | undefined => sse?.events.find(isSentinel);

/** Nothing more is to come: the stream says so, every choice has come to its end, or the answer has failed. */
export const isOver = (seen: ParsedExchange): boolean =>
  sentinelOf(seen) !== undefined ||
  (seen.choices.length > 0 && seen.choices.every(({ finish }) => finish !== null)) ||
  failedInStream(seen);

/** That a header is not there tells something only where all of them were recorded. */
export const knowsHeaders = ({ observation }: ParsedExchange): boolean => !observation.assumed?.includes('headers');

/** A word for what came instead of an answer. */
export function outcome({ status, observation }: ParsedExchange): string {
  if (status !== undefined) return `status ${status}`;
  const { failure, end } = observation;
  return failure ? `${failure.phase}: ${failure.message}` : (end?.detail ?? end?.how ?? 'nothing');
}

/** The limit of the request, under any of its names. */
export const limitOf = ({ request }: ParsedExchange): number | undefined => {
  const limit = request?.['max_completion_tokens'] ?? request?.['max_tokens'] ?? request?.['max_output_tokens'];
  return typeof limit === 'number' ? limit : undefined;
};
