import type { AssembledChoice } from '../contract/grammar/reassemble.ts';
import type { JournalEntry } from '../journal.ts';
import { responseMessage, streamedMessage } from './response-messages.ts';
import { reassemble } from '../transcripts/transcript-reassemble.ts';

type Message = AssembledChoice['message'];

/** What one answer says, wherever it was found. */
export interface ReceivedAnswer {
  readonly streamed: boolean;
  /** The client went away, or the connection broke, before the answer was complete. */
  readonly partial: boolean;
  readonly messages: readonly Partial<Message>[];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const messagesOf = (choices: unknown): Partial<Message>[] =>
  Array.isArray(choices)
    ? choices.map((choice: unknown) => (isRecord(choice) && isRecord(choice['message']) ? choice['message'] : {}))
    : [];

/** Of a body of either endpoint. */
function messagesIn(body: unknown): Partial<Message>[] {
  const message = responseMessage(body);
  return message ? [message] : messagesOf(isRecord(body) ? body['choices'] : undefined);
}

const isEntry = (value: Record<string, unknown>): boolean => 'outcome' in value && 'requestId' in value;

function fromEntry({ answer, kind, outcome, error }: JournalEntry): ReceivedAnswer[] {
  if (!answer) return [];
  return [
    {
      streamed: kind === 'stream',
      partial: outcome !== 'complete' || error !== undefined,
      messages: messagesIn(answer),
    },
  ];
}

function fromStream(source: string | Uint8Array | readonly unknown[]): ReceivedAnswer[] {
  const message = streamedMessage(source);
  return [{ streamed: true, partial: false, messages: message ? [message] : messagesOf(reassemble(source).choices) }];
}

/**
 * The answers that a value holds: of a mock, all that it has given; of an entry of its journal, a plain answer, the chunks or
 * the body of a stream, the one.
 *
 * @throws TypeError for anything else
 */
export function answersIn(value: unknown): ReceivedAnswer[] {
  if (typeof value === 'string' || value instanceof Uint8Array || Array.isArray(value)) return fromStream(value);
  if (isRecord(value)) {
    // JSON boundary of sorts: what a mock and its journal look like is known, but a matcher may be handed anything.
    if (Array.isArray(value['requests'])) return value['requests'].flatMap((one) => fromEntry(one as JournalEntry));
    if (isEntry(value)) return fromEntry(value as unknown as JournalEntry);
    if ('choices' in value || value['object'] === 'response')
      return [{ streamed: false, partial: false, messages: messagesIn(value) }];
  }
  throw new TypeError(
    'expected a mock, an entry of mock.requests, a plain answer, the chunks of a stream, or its body as text or bytes',
  );
}
