import type { ModelInfo, ReasoningEffort } from '../../contract/models.ts';
import { asList, asRecord, isRecord, type JsonRecord } from '../validate/json-record.ts';
import { summaryOf } from './engine-request.ts';

/** What newer models do differently; the numbers are the point of `gpt-5.N` (recorded). */
const NEW = { topP: 2, phase: 4, context: 6 } as const;

const pointOf = ({ reports }: ModelInfo): number => Number(/^gpt-5\.(\d+)/.exec(reports)?.[1] ?? 0);

/** Whether messages of a model say if more follows. */
export const tellsPhase = (model: ModelInfo): boolean => pointOf(model) >= NEW.phase;

/** The effort that holds: what is asked for, or the model's default. */
export function effortOf({ reasoning }: JsonRecord, model: ModelInfo): ReasoningEffort | null {
  if (model.reasoning === undefined) return null;
  const { effort } = asRecord(reasoning);
  return (effort as ReasoningEffort | null | undefined) ?? model.reasoning.default_effort;
}

function reasoningEcho(body: JsonRecord, model: ModelInfo): JsonRecord {
  const effort = effortOf(body, model);
  const asked = summaryOf(body);
  const summary = effort === null ? null : asked === 'auto' ? 'detailed' : (asked ?? null);
  if (effort === null || pointOf(model) < NEW.context) return { effort, summary };
  const { context, mode } = asRecord(body['reasoning']);
  const seen = context === undefined || context === null || context === 'auto' ? 'all_turns' : context;
  return { context: seen, effort, mode: mode ?? 'standard', summary };
}

function formatEcho(format: JsonRecord): JsonRecord {
  const { type = 'text', description = null, name, schema, strict } = format;
  return type === 'json_schema' ? { type, description, name, schema, strict: strict ?? false } : { type };
}

const textEcho = (text: JsonRecord): JsonRecord => ({
  format: formatEcho(asRecord(text['format'])),
  verbosity: text['verbosity'] ?? 'medium',
});

const described = ({ description }: JsonRecord): unknown => (description === '' ? null : (description ?? null));

/** Strict unless it says otherwise, and then closed (recorded 13 of 13 times). */
function functionEcho(tool: JsonRecord): JsonRecord {
  const { type, name, parameters, defer_loading: deferred, output_schema: output } = tool;
  const strict = tool['strict'] ?? true;
  const open = strict === true && isRecord(parameters) && !Object.hasOwn(parameters, 'additionalProperties');
  return {
    type,
    ...(deferred === undefined || deferred === null ? {} : { defer_loading: deferred }),
    description: described(tool),
    name,
    output_schema: output ?? null,
    parameters: open ? { ...parameters, additionalProperties: false } : (parameters ?? null),
    strict,
  };
}

function customEcho(tool: JsonRecord): JsonRecord {
  const { type = 'text', definition, syntax } = asRecord(tool['format']);
  const format = type === 'grammar' ? { type, definition, syntax } : { type };
  return { type: tool['type'], description: described(tool), format, name: tool['name'] };
}

function toolEcho(tool: JsonRecord): JsonRecord {
  if (tool['type'] === 'function') return functionEcho(tool);
  return tool['type'] === 'custom' ? customEcho(tool) : tool;
}

const sent = (body: JsonRecord, key: string): JsonRecord => (isRecord(body[key]) ? { [key]: body[key] } : {});

function conversationEcho({ conversation }: JsonRecord): JsonRecord {
  if (typeof conversation === 'string') return { conversation: { id: conversation } };
  return isRecord(conversation) ? { conversation: { id: conversation['id'] } } : {};
}

/** What an answer repeats of its request, with every default filled in. */
export function responseEcho(body: JsonRecord, model: ModelInfo): JsonRecord {
  return {
    background: body['background'] ?? false,
    ...conversationEcho(body),
    frequency_penalty: body['frequency_penalty'] ?? 0,
    instructions: body['instructions'] ?? null,
    max_output_tokens: body['max_output_tokens'] ?? null,
    max_tool_calls: body['max_tool_calls'] ?? null,
    model: model.reports,
    moderation: null,
    parallel_tool_calls: body['parallel_tool_calls'] ?? true,
    presence_penalty: body['presence_penalty'] ?? 0,
    previous_response_id: body['previous_response_id'] ?? null,
    ...sent(body, 'prompt'),
    prompt_cache_key: body['prompt_cache_key'] ?? null,
    ...sent(body, 'prompt_cache_options'),
    prompt_cache_retention: body['prompt_cache_retention'] ?? (pointOf(model) >= NEW.topP ? '24h' : 'in_memory'),
    reasoning: reasoningEcho(body, model),
    safety_identifier: body['safety_identifier'] ?? null,
    store: body['store'] ?? true,
    temperature: body['temperature'] ?? 1,
    text: textEcho(asRecord(body['text'])),
    tool_choice: body['tool_choice'] ?? 'auto',
    tools: asList(body['tools']).map((tool) => toolEcho(asRecord(tool))),
    top_logprobs: body['top_logprobs'] ?? 0,
    top_p: body['top_p'] ?? (pointOf(model) >= NEW.topP ? 0.98 : 1),
    truncation: body['truncation'] ?? 'disabled',
    user: body['user'] ?? null,
    metadata: body['metadata'] ?? {},
  };
}
