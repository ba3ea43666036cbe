import { jsonHead, pacedFrames, plainTemplate, STREAM_HEAD, streamTemplate } from '../wire/encode.ts';
import type { HeaderList } from '../wire/encode.ts';
import { stampBytes, type ByteTemplate } from '../wire/byte-template.ts';
import type { StreamOptions } from '../wire/chunk-writer.ts';
import type { Exchange, Frame } from '../wire/exchange.ts';
import type { PackedPlan } from '../wire/packed-plan.ts';
import { renderText, type TextTemplate } from '../wire/template.ts';
import { streamText } from '../wire/unfold.ts';
import type { CallIdentity } from './identities.ts';
import type { PreparedAnswer } from './prepared.ts';

/** Encodes one answer for a call of it. */
export type AnswerEncoder = (identity: CallIdentity) => Exchange;

const answered = (head: HeaderList, { requestId }: CallIdentity, frames: Iterable<Frame>): Exchange => ({
  status: 200,
  headers: [...head, ['x-request-id', requestId]],
  frames,
  end: 'close',
});

function plainEncoder({ plan }: PreparedAnswer, wait: number, headers: HeaderList): AnswerEncoder {
  let template: TextTemplate | undefined;
  let head: HeaderList = [];
  return (identity) => {
    if (!template) {
      template = plainTemplate(plan);
      head = [...jsonHead(template.bytes), ...headers];
    }
    return answered(head, identity, [{ wait, bytes: renderText(template, identity) }]);
  };
}

/** The template is made for the second call: most requests are never repeated, and text alone takes half the time. */
function instantEncoder({ plan }: PreparedAnswer, stream: StreamOptions, head: HeaderList): AnswerEncoder {
  let template: ByteTemplate | undefined;
  let calls = 0;
  return (identity) => {
    if (calls++ === 0) return answered(head, identity, [{ wait: 0, bytes: streamText(plan, identity, stream) }]);
    template ??= streamTemplate(plan, stream);
    return answered(head, identity, [{ wait: 0, bytes: stampBytes(template, identity) }]);
  };
}

/** How an answer is encoded. */
export interface EncoderOptions {
  /** Factor on every wait; 0: all of a stream at once. */
  readonly pace: number;
  /** Headers that every answer has. */
  readonly usual: HeaderList;
  /** A frame an event at any pace, for those who take frames in their hands. */
  readonly apart?: boolean;
  /** The plan of the answer in the form in which it is kept. */
  readonly packed?: PackedPlan;
}

/** Makes the encoder of an answer. What is the same for all calls of it is made once, when the first call needs it. */
export function answerEncoder(prepared: PreparedAnswer, options: EncoderOptions): AnswerEncoder {
  const { stream, duration, rateHeaders } = prepared;
  const { pace, usual, apart = false, packed } = options;
  const wait = duration * pace;
  const processing = String(Math.max(1, Math.round(wait)));
  const headers: HeaderList = [...usual, ['openai-processing-ms', processing], ...rateHeaders];
  if (!stream) return plainEncoder(prepared, wait, headers);
  const head = [...STREAM_HEAD, ...headers];
  if (pace === 0 && !apart) return instantEncoder(prepared, stream, head);
  const plan = packed ?? prepared.plan;
  return (identity) => answered(head, identity, pacedFrames(plan, identity, stream, pace));
}
