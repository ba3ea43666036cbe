import type { RequirementId } from '../../contract/generated/requirement-ids.ts';

/** What a service that gives no answer at all may break, beside what it breaks in any case. */
export const NO_ANSWER: readonly RequirementId[] = [
  'http.body.json',
  'http.complete',
  'http.content-type.json',
  'http.content-type.stream',
  'http.stream.requested',
  'http.request-id',
  'model.available',
  'body.schema',
  'chunk.some',
  'sse.data.json',
  'sse.done.exact',
  'sse.done.once',
  'sse.separator',
  'finish.once',
  'usage.stream.requested',
  'stream.equals-plain',
  'err.status',
  'err.schema',
  'err.content-type',
  'time.first-token',
];

/** What a service that refuses every request with the same answer breaks, beside that. */
export const SAME_FOR_ALL: readonly RequirementId[] = [
  'auth.missing',
  'auth.invalid',
  'auth.scheme',
  'auth.empty',
  'err.status',
  'err.json',
  'err.role',
  'err.type',
  'err.range',
  'err.messages',
  'err.model',
  'err.model.missing',
  'err.stream.plain',
];
