import { asObject } from '../../contract/schema/json-shape.ts';
import type { JsonObject } from '../../contract/requirements.ts';
import type { FinishReason } from '../../contract/api-types.ts';
import { transformEvents } from '../transforms/transform-stream.ts';
import type { Fault, FaultContext, WireTransform } from '../fault.ts';
import { onceSeen, type SteppedEdit } from '../transforms/event-steps.ts';
import { transformSteps, hasStep, type PlanTransform } from '../transforms/edit-answer.ts';
import { insertAfter, mapChoices, mapEvents } from '../transforms/edit-events.ts';
import { without } from '../transforms/edit-json.ts';
import { besideChunk, choicesOf, isFinish, isFinished, type StreamEvent } from '../transforms/stream-event.ts';

/** Edits the choices that do not end yet. */
const onTheWay = (edit: (choice: JsonObject) => JsonObject): WireTransform =>
  transformEvents(mapChoices((choice) => (isFinished(choice) ? choice : edit(choice))));

/** Says another word at the end of every choice. */
const ending = (word: (reason: string) => string): WireTransform =>
  transformEvents(
    mapChoices((choice) =>
      isFinished(choice) ? { ...choice, finish_reason: word(String(choice['finish_reason'])) } : choice,
    ),
  );

/** Says one documented word in place of another, streamed and plain. */
const reasoned = (from: FinishReason, to: FinishReason): PlanTransform =>
  transformSteps((events) =>
    events.some((event) => event.type === 'finish' && event.reason === from)
      ? events.map((event) => (event.type === 'finish' && event.reason === from ? { ...event, reason: to } : event))
      : events,
  );

/** A tool that the request forces by name may finish with `stop`: the real API does so. */
const isForced = ({ request }: FaultContext): boolean => {
  const type = asObject(request.body?.['tool_choice'])['type'];
  return type === 'function' || type === 'custom';
};

/** After each end of a choice, one more chunk of it. */
const afterEnd = (make: (choice: JsonObject) => JsonObject): SteppedEdit =>
  mapEvents((event) =>
    isFinish(event) ? [event, besideChunk(event, { choices: choicesOf(event).map(make) })] : event,
  );

const moreContent = (event: StreamEvent): StreamEvent =>
  besideChunk(event, {
    choices: choicesOf(event).map((choice) => ({ ...choice, delta: { content: ' more' }, finish_reason: null })),
  });

/** Defects of the word that ends a choice. */
export const finishReasonFaults: readonly Fault[] = [
  {
    name: 'finish.missing',
    title: 'Every finish_reason is null, including the last.',
    harm: 'fatal',
    breaks: ['finish.once'],
    mayBreak: ['stream.equals-plain', 'usage.stream.last'],
    seen: 'https://github.com/foundation-model-stack/fms-guardrails-orchestrator/issues/516',
    clients: '≠T≠T≠≠≠',
    wire: transformEvents(mapChoices((choice) => ({ ...choice, finish_reason: null }))),
  },
  {
    name: 'finish.empty-string-everywhere',
    title: 'The finish_reason is an empty string until the choice ends.',
    harm: 'tolerated',
    breaks: ['finish.value'],
    seen: 'https://github.com/ollama/ollama/issues/4357',
    clients: '·······',
    wire: onTheWay((choice) => ({ ...choice, finish_reason: '' })),
  },
  {
    name: 'finish.string-null',
    title: 'The finish_reason is the string "null" until the choice ends.',
    harm: 'silent',
    breaks: ['finish.value'],
    seen: 'https://github.com/PowerShell/AIShell/issues/350',
    clients: '····≠··',
    wire: onTheWay((choice) => ({ ...choice, finish_reason: 'null' })),
  },
  {
    name: 'finish.key-absent-interior',
    title: 'Chunks have no finish_reason key until the choice ends.',
    harm: 'tolerated',
    breaks: ['chunk.finish.key'],
    seen: 'https://github.com/danny-avila/LibreChat/pull/5563',
    clients: '·······',
    wire: onTheWay((choice) => without(choice, 'finish_reason')),
  },
  {
    name: 'finish.unknown-value-eos',
    title: 'Choices finish with "eos".',
    harm: 'silent',
    breaks: ['finish.value'],
    mayBreak: ['finish.tool-calls', 'finish.length', 'stream.equals-plain'],
    seen: 'https://github.com/ROCm/FastFlowLM/pull/500',
    clients: '≠≠≠≠≠≠≠',
    wire: ending(() => 'eos'),
  },
  {
    name: 'finish.uppercase-STOP',
    title: 'The finish_reason is in upper case.',
    harm: 'silent',
    breaks: ['finish.value'],
    mayBreak: ['finish.tool-calls', 'finish.length', 'stream.equals-plain'],
    seen: 'https://github.com/ROCm/FastFlowLM/pull/500',
    clients: '≠≠≠≠≠≠≠',
    wire: ending((reason) => reason.toUpperCase()),
  },
  {
    name: 'finish.end_turn',
    title: 'Choices finish with "end_turn", a value of another API.',
    harm: 'silent',
    breaks: ['finish.value'],
    mayBreak: ['finish.tool-calls', 'finish.length', 'stream.equals-plain'],
    seen: 'https://github.com/ROCm/FastFlowLM/pull/500',
    clients: '≠≠≠≠≠≠≠',
    wire: ending(() => 'end_turn'),
  },
  {
    name: 'finish.stop-with-tools',
    title: 'A response with tool calls finishes with "stop", so agents stop.',
    harm: 'silent',
    breaks: ['finish.tool-calls'],
    seen: 'https://github.com/googleapis/python-genai/issues/2868',
    clients: '≠≠≠≠≠≠≠',
    plan: (plan, context) => (isForced(context) ? plan : reasoned('tool_calls', 'stop')(plan, context)),
  },
  {
    name: 'finish.tool-calls-on-text',
    title: 'A response without tool calls finishes with "tool_calls".',
    harm: 'silent',
    breaks: ['finish.tool-calls'],
    mayBreak: ['param.stop'],
    seen: 'assumed',
    plan: (plan, context) =>
      plan.kind === 'answer' && !hasStep(plan.events, 'tool-open')
        ? reasoned('stop', 'tool_calls')(plan, context)
        : plan,
  },
  {
    name: 'finish.function_call-legacy',
    title: 'A response with tool calls finishes with the deprecated "function_call".',
    harm: 'silent',
    breaks: ['finish.tool-calls', 'finish.legacy'],
    seen: 'assumed',
    clients: '≠≠··≠≠≠',
    plan: reasoned('tool_calls', 'function_call'),
  },
  {
    name: 'finish.length-as-stop',
    title: 'A response truncated at the limit finishes with "stop".',
    harm: 'silent',
    breaks: ['finish.length'],
    mayBreak: [
      'tool.args.json',
      'finish.tool-calls',
      'body.said',
      'json.object',
      'json.schema',
      'param.limit',
      'param.limit.names',
      'param.limit.one',
      'reason.answer',
    ],
    seen: 'https://github.com/ikawrakow/ik_llama.cpp/pull/2321',
    plan: reasoned('length', 'stop'),
  },
  {
    name: 'finish.every-chunk',
    title: 'Every chunk has the finish_reason "stop".',
    harm: 'fatal',
    breaks: ['finish.once'],
    mayBreak: [
      'chunk.after-finish',
      'tool.args.json',
      'finish.merged',
      'finish.tool-calls',
      'finish.length',
      'stream.equals-plain',
      'param.limit',
    ],
    seen: 'https://github.com/su-kaka/gcli2api/issues/403',
    wire: transformEvents(mapChoices((choice) => ({ ...choice, finish_reason: choice['finish_reason'] ?? 'stop' }))),
  },
  {
    name: 'finish.twice-same',
    title: 'Every choice finishes twice with the same value.',
    harm: 'silent',
    breaks: ['finish.once'],
    seen: 'https://github.com/QwenLM/qwen-code/issues/2402',
    clients: '····≠··',
    wire: transformEvents(afterEnd((choice) => choice)),
  },
  {
    name: 'finish.twice-tool-then-stop',
    title: 'A choice finishes with "tool_calls" and then with "stop", which hides the calls.',
    harm: 'silent',
    breaks: ['finish.once'],
    mayBreak: ['finish.tool-calls', 'stream.equals-plain'],
    seen: 'https://github.com/RayBytes/ChatMock/pull/114',
    clients: '≠≠≠≠≠≠≠',
    wire: transformEvents(
      onceSeen(
        (event) => choicesOf(event).some((choice) => choice['finish_reason'] === 'tool_calls'),
        afterEnd((choice) => ({ ...choice, finish_reason: 'stop' })),
      ),
    ),
  },
  {
    name: 'finish.content-after',
    title: 'Content follows the end of its choice.',
    harm: 'silent',
    breaks: ['chunk.after-finish'],
    mayBreak: ['stream.equals-plain', 'usage.completion.matches', 'json.stream'],
    seen: 'https://github.com/ranxianglei/billion-context/pull/431',
    clients: '≠≠≠≠≠≠≠',
    wire: transformEvents(insertAfter(isFinish, (event) => [moreContent(event)])),
  },
];
