import { asList, asObject } from '../../contract/schema/json-shape.ts';
import type { FinishReason } from '../../contract/api-types.ts';
import type { RequirementId } from '../../contract/generated/requirement-ids.ts';
import type { JsonObject } from '../../contract/requirements.ts';
import type { PlanEvent, ToolOpenEvent } from '../../engine/plan.ts';
import { transformSteps, hasStep } from '../transforms/edit-answer.ts';
import { without } from '../transforms/edit-json.ts';
import { transformRequest, type PolicyTransform } from '../transforms/edit-request.ts';
import type { Fault } from '../fault.ts';

type ToolChoice = 'none' | 'required' | 'named' | 'other';

function choiceOf(body: JsonObject): ToolChoice {
  const choice = body['tool_choice'];
  if (choice === 'none' || choice === 'required') return choice;
  return ['function', 'custom'].includes(String(asObject(choice)['type'])) ? 'named' : 'other';
}

/** Answers as if another tool_choice had been sent. */
const chosen = (from: readonly ToolChoice[], to: string): PolicyTransform =>
  transformRequest((body) => (from.includes(choiceOf(body)) ? { ...body, tool_choice: to } : body));

const isOfCall = (event: PlanEvent): boolean => event.type === 'tool-open' || event.type === 'tool-args';

/** Pieces of one call, put together as parsers of models expect to find it in the text. */
function markup(open: ToolOpenEvent, events: readonly PlanEvent[]): string {
  const pieces = events.flatMap((event) =>
    event.type === 'tool-args' && event.choice === open.choice && event.index === open.index ? [event.text] : [],
  );
  return `<tool_call>\n{"name": ${JSON.stringify(open.name)}, "arguments": ${pieces.join('') || '{}'}}\n</tool_call>`;
}

const isCallReason = (reason: FinishReason): boolean => reason === 'tool_calls' || reason === 'function_call';

/** Says tool calls as text. */
function asText(events: readonly PlanEvent[]): readonly PlanEvent[] {
  if (!hasStep(events, 'tool-open')) return events;
  return events.flatMap((event): readonly PlanEvent[] => {
    if (event.type === 'tool-open') {
      return [{ type: 'text', choice: event.choice, text: markup(event, events), wait: event.wait }];
    }
    if (event.type === 'finish' && isCallReason(event.reason)) return [{ ...event, reason: 'stop' }];
    return event.type === 'tool-args' ? [] : [event];
  });
}

/** Says the first call in the deprecated way, which has room for one only. */
function asLegacy(events: readonly PlanEvent[]): readonly PlanEvent[] {
  if (!events.some((event) => event.type === 'tool-open' && event.tool === 'function')) return events;
  return events.flatMap((event): readonly PlanEvent[] => {
    if (isOfCall(event) && 'index' in event && event.index > 0) return [];
    if (event.type === 'tool-open') return [{ ...event, tool: 'legacy' }];
    if (event.type === 'finish' && event.reason === 'tool_calls') return [{ ...event, reason: 'function_call' }];
    return [event];
  });
}

/** What a request for a call may find broken when none comes. */
const CALLED: readonly RequirementId[] = ['tool.choice.required', 'tool.choice.named', 'tool.two', 'tool.stream.same'];

/** Defects of whether a tool is called, which one, and whether the call is one. */
export const toolDecisionFaults: readonly Fault[] = [
  {
    name: 'tool.legacy-function_call',
    title: 'A request with tools gets the deprecated function_call.',
    harm: 'silent',
    breaks: ['tool.legacy', 'finish.legacy'],
    mayBreak: [...CALLED, 'tool.expected', 'tool.args.empty', 'usage.completion.matches'],
    seen: 'assumed',
    clients: '≠≠≠≠≠≠≠',
    plan: transformSteps(asLegacy),
  },
  {
    name: 'tool.in-content-xml',
    title: 'A tool call arrives as unparsed markup in the content.',
    harm: 'silent',
    breaks: ['tool.in-content'],
    mayBreak: [...CALLED, 'tool.expected', 'tool.args.empty', 'usage.completion.matches'],
    seen: 'assumed',
    clients: '≠≠≠≠≠≠≠',
    plan: transformSteps(asText),
  },
  {
    name: 'tool.unknown-name',
    title: 'Calls name an undeclared tool.',
    harm: 'silent',
    breaks: ['tool.name.known'],
    mayBreak: ['tool.expected', 'tool.two', 'tool.choice.named', 'tool.args.schema', 'tool.args.empty'],
    seen: 'assumed',
    plan: transformSteps((events) =>
      events.map((event) => (event.type === 'tool-open' ? { ...event, name: `${event.name}_x` } : event)),
    ),
  },
  {
    name: 'tool.second-lost',
    title: 'Only the first of several calls is sent.',
    harm: 'silent',
    breaks: ['tool.two'],
    mayBreak: ['usage.completion.matches', 'usage.completion.inflated'],
    seen: 'https://github.com/huggingface/smolagents/issues/1958',
    plan: transformSteps((events) =>
      events.filter((event) => !isOfCall(event) || !('index' in event) || event.index === 0),
    ),
  },
  {
    name: 'tool.tools-ignored',
    title: 'Tools are ignored, and the response is text.',
    harm: 'silent',
    breaks: ['tool.expected'],
    mayBreak: [...CALLED, 'usage.prompt.recount', 'usage.prompt.same', 'history.tool-loop', 'history.result.used'],
    seen: 'assumed',
    policy: transformRequest((body) =>
      asList(body['tools']).length > 0 ? without(body, 'tools', 'tool_choice', 'parallel_tool_calls') : body,
    ),
  },
  {
    name: 'tool.choice-ignored',
    title: 'The response is text although a tool call is required.',
    harm: 'silent',
    breaks: ['tool.choice.required'],
    mayBreak: ['tool.stream.same'],
    seen: 'https://github.com/ollama/ollama/issues/8421',
    policy: chosen(['required'], 'none'),
  },
  {
    name: 'tool.choice-named-ignored',
    title: 'The response is text although the request names the tool to call.',
    harm: 'silent',
    breaks: ['tool.choice.named'],
    mayBreak: ['tool.choice.required', 'tool.stream.same'],
    seen: 'https://github.com/vercel/ai/issues/14120',
    policy: chosen(['named'], 'none'),
  },
  {
    name: 'tool.choice-none-ignored',
    title: 'A tool is called although tool_choice is none.',
    harm: 'silent',
    breaks: ['tool.choice.none'],
    seen: 'https://github.com/ROCm/FastFlowLM/pull/728',
    policy: chosen(['none'], 'required'),
  },
  {
    name: 'tool.choice-object-400',
    title: 'A tool_choice with a named tool is rejected.',
    harm: 'fatal',
    breaks: ['param.declared'],
    mayBreak: ['tool.choice.required', 'tool.stream.same', 'tool.choice.named'],
    seen: 'https://github.com/567-labs/instructor/pull/2051',
    policy: (request) => {
      if (!request.body || choiceOf(request.body) !== 'named') return request;
      const message = "Invalid tool_choice type: 'object'. Supported string values: none, auto, required";
      const error = { message, type: 'invalid_request_error', param: 'tool_choice', code: null };
      return { kind: 'error', status: 400, error };
    },
  },
  {
    name: 'tool.parallel-ignored',
    title: 'Several tools are called although parallel_tool_calls is false.',
    harm: 'silent',
    breaks: ['tool.parallel'],
    seen: 'assumed',
    policy: transformRequest((body) =>
      body['parallel_tool_calls'] === false ? without(body, 'parallel_tool_calls') : body,
    ),
  },
  {
    name: 'tool.stream-differs',
    title: 'A forced tool is called in plain responses but not in streams.',
    harm: 'silent',
    breaks: ['tool.stream.same'],
    mayBreak: ['tool.choice.required', 'tool.choice.named', 'stream.equals-plain'],
    seen: 'https://github.com/vllm-project/vllm/issues/24509',
    policy: transformRequest((body, { stream }) =>
      stream && ['required', 'named'].includes(choiceOf(body)) ? { ...body, tool_choice: 'none' } : body,
    ),
  },
];
