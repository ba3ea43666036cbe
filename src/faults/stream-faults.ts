import type { Fault } from './fault.ts';
import { benignAnswerFaults } from './benign-answer.ts';
import { benignStreamFaults } from './benign-stream.ts';
import { benignToolFaults } from './benign-tools.ts';
import { chunkChoiceFaults } from './chunk-choices.ts';
import { chunkEnvelopeFaults } from './chunk-envelope.ts';
import { answerContentFaults } from './answer-content.ts';
import { finishReasonFaults } from './finish-reason.ts';
import { reasoningFaults } from './reasoning.ts';
import { sseEndingFaults } from './sse-endings.ts';
import { sseErrorFaults } from './sse-errors.ts';
import { sseFramingFaults } from './sse-framing.ts';
import { sseHeadFaults } from './sse-head.ts';
import { sseTimingFaults } from './sse-timing.ts';
import { streamUsageFaults } from './stream-usage.ts';
import { toldUsageFaults } from './told-usage.ts';
import { toolArgumentFaults } from './tool-arguments.ts';
import { toolDecisionFaults } from './tool-decisions.ts';
import { toolHeaderFaults } from './tool-headers.ts';
import { toolTraceFaults } from './tool-traces.ts';

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
  ...toldUsageFaults,
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
