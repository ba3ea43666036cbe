import type { Answer, PlanCodec } from '../endpoints/codec.ts';
import type { AnswerPlan } from '../engine/plan.ts';
import { jsonHead, STREAM_HEAD, type HeaderList } from '../wire/encode.ts';
import type { StreamOptions } from '../wire/chunk-writer.ts';
import type { Exchange, Frame } from '../wire/exchange.ts';
import { packPlan, unpackPlan, type PackedPlan } from '../wire/packed-plan.ts';
import type { CallIdentity } from './identities.ts';
import type { PreparedAnswer, PreparedError } from './prepared.ts';

/** Encodes one answer for a call of it. */
export type AnswerEncoder = (identity: CallIdentity) => Exchange;

/** What was prepared, ready to be encoded as often as it is asked for. */
export type EncodableAnswer = PreparedAnswer & { readonly encode: AnswerEncoder; readonly codec: PlanCodec };

/** The same, or an error, which needs no encoder. */
export type Encodable = PreparedError | EncodableAnswer;

/** How an answer is encoded. */
export interface EncodeOptions {
  readonly codec: PlanCodec;
  /** Factor on every wait; 0: all of a stream at once. */
  readonly pace: number;
  /** Headers that every answer has. */
  readonly usual: HeaderList;
  /** A frame an event at any pace, for those who take frames in their hands. */
  readonly apart: boolean;
}

const answered = (head: HeaderList, { requestId }: CallIdentity, frames: Iterable<Frame>): Exchange => ({
  status: 200,
  headers: [...head, ['x-request-id', requestId]],
  frames,
  end: 'close',
});

/** Headers of an answer, but for the body's own and the request's id. */
function answerHeaders(
  { duration, rateHeaders }: PreparedAnswer,
  { pace, usual }: Pick<EncodeOptions, 'pace' | 'usual'>,
): HeaderList {
  const processing = String(Math.max(1, Math.round(duration * pace)));
  return [...usual, ['openai-processing-ms', processing], ...rateHeaders];
}

/** All headers of a streamed answer, but for the request's id. */
export const streamHeaders = (prepared: PreparedAnswer, options: Pick<EncodeOptions, 'pace' | 'usual'>): HeaderList => [
  ...STREAM_HEAD,
  ...answerHeaders(prepared, options),
];

/** What is the same for all calls of an answer is made once, when the first call needs it. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function plainEncoder(prepared: PreparedAnswer, options: EncodeOptions): AnswerEncoder {
  const wait = prepared.duration * options.pace;
  const headers = answerHeaders(prepared, options);
  const template = once(() => {
    const body = options.codec.plain(prepared);
    return { body, head: [...jsonHead(body.bytes), ...headers] };
  });
  return (identity) => {
    const { body, head } = template();
    return answered(head, identity, [{ wait, bytes: body.render(identity) }]);
  };
}

function instantEncoder(prepared: PreparedAnswer, stream: StreamOptions, options: EncodeOptions): AnswerEncoder {
  const head = streamHeaders(prepared, options);
  const encode = options.codec.stream(prepared, stream);
  return (identity) => answered(head, identity, [{ wait: 0, bytes: encode(identity) }]);
}

function pacedEncoder(
  prepared: PreparedAnswer,
  plan: AnswerPlan | PackedPlan,
  stream: StreamOptions,
  options: EncodeOptions,
): AnswerEncoder {
  const head = streamHeaders(prepared, options);
  const { codec, pace } = options;
  const { body, notes } = prepared;
  const answer: Answer<AnswerPlan | PackedPlan> = { body, plan, notes };
  return (identity) => answered(head, identity, codec.frames(answer, identity, stream, pace));
}

/** Events of a stream that are written in one piece. Longer ones are written as their clients read them. */
const MAX_AT_ONCE = 2000;

/** Makes the encoder of an answer. */
export function encodeAnswer(prepared: PreparedAnswer, options: EncodeOptions): EncodableAnswer {
  const { stream, plan } = prepared;
  const { codec, pace, apart } = options;
  const large = plan.events.length > MAX_AT_ONCE || plan.logprobs === 'content';
  if (!stream) return { ...prepared, codec, encode: plainEncoder(prepared, options) };
  if (apart) return { ...prepared, codec, encode: pacedEncoder(prepared, plan, stream, options) };
  if (pace === 0 && !large) return { ...prepared, codec, encode: instantEncoder(prepared, stream, options) };
  // A stream that takes its time is kept all the while, and a large one may find a client that does not read it.
  const packed = packPlan(plan);
  return { ...prepared, codec, plan: unpackPlan(packed), encode: pacedEncoder(prepared, packed, stream, options) };
}
