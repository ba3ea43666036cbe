/**
 * A mock of an OpenAI-style chat-completions API. docs/testing.md is a tour.
 *
 * @module starmock
 */
export { createMock, type Mock } from './create-mock.ts';
export type { ExchangeReport, MockOptions, Speed } from './mock-options.ts';
export { defineConfig } from './define-config.ts';
export type { FaultSpec, FaultStep } from './faults/fault-spec.ts';
export type { FaultName } from './faults/generated/fault-names.ts';
export { StarmockError, type StarmockErrorCode } from './contract/errors.ts';
export { scenario, type Match, type Reply, type Scenario } from './scenarios/scenario.ts';
export type { ScenarioSource } from './scenarios/open-scenarios.ts';
export type { ControlledReply } from './mock/live/reply.ts';
export type { ControlledOutcome } from './mock/live/reply-core.ts';
export type { ControlledChoice } from './mock/live/choice-writer.ts';
export type { JournalEntry } from './journal.ts';
export type { AnswerExplanation, PromptSegment, ValueSource } from './mock/answer-explanation.ts';
export type { MockSession } from './mock-session.ts';
export type { ResponseFinding, UnmatchedRequest, Verdict } from './verdict.ts';
export type { Clock } from './transports/clock.ts';
export { virtualClock, type VirtualClock, type VirtualClockOptions } from './transports/virtual-clock.ts';
export type { Finding, Level } from './contract/finding.ts';
export type { Cost, ExchangeRecord } from './mock/record.ts';
export type { Fetch } from './transports/memory-fetch.ts';
export type { NodeServer } from './transports/node-server.ts';
export type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionRequest,
  ErrorResponse,
  Message,
  Tool,
  ToolCall,
  Usage,
} from './contract/api-types.ts';
