import type { Fault } from './fault.ts';
import { benignAnswerFaults } from './tables/benign-answer.ts';
import { benignStreamFaults } from './tables/benign-stream.ts';
import { benignToolFaults } from './tables/benign-tools.ts';
import { chunkChoiceFaults } from './tables/chunk-choices.ts';
import { chunkEnvelopeFaults } from './tables/chunk-envelope.ts';
import { answerContentFaults } from './tables/answer-content.ts';
import { finishReasonFaults } from './tables/finish-reason.ts';
import { reasoningFaults } from './tables/reasoning.ts';
import { sseEndingFaults } from './tables/sse-endings.ts';
import { sseErrorFaults } from './tables/sse-errors.ts';
import { sseFramingFaults } from './tables/sse-framing.ts';
import { sseHeadFaults } from './tables/sse-head.ts';
import { sseTimingFaults } from './tables/sse-timing.ts';
import { streamUsageFaults } from './tables/stream-usage.ts';
import { wrongUsageFaults } from './tables/wrong-usage.ts';
import { toolArgumentFaults } from './tables/tool-arguments.ts';
import { toolDecisionFaults } from './tables/tool-decisions.ts';
import { toolHeaderFaults } from './tables/tool-headers.ts';
import { toolTraceFaults } from './tables/tool-traces.ts';

/** Faults that bend event streams, or that are seen best in them, class by class. */
export const streamFaults: readonly Fault[] = [
  ...sseFramingFaults,
  ...sseHeadFaults,
  ...sseEndingFaults,
  ...sseErrorFaults,
  ...sseTimingFaults,
  ...chunkEnvelopeFaults,
  ...chunkChoiceFaults,
  ...finishReasonFaults,
  ...streamUsageFaults,
  ...wrongUsageFaults,
  ...toolHeaderFaults,
  ...toolArgumentFaults,
  ...toolDecisionFaults,
  ...toolTraceFaults,
  ...reasoningFaults,
  ...answerContentFaults,
  ...benignStreamFaults,
  ...benignToolFaults,
  ...benignAnswerFaults,
];
