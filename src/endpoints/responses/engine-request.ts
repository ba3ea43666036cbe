import type { EngineRequest } from '../../engine/request.ts';
import { asList, asRecord, isRecord, type JsonRecord } from '../validate/json-record.ts';
import { engineMessages } from './conversation.ts';

const isDeclared = ({ type }: JsonRecord): boolean => type === 'function' || type === 'custom';

function engineFormat(format: JsonRecord): JsonRecord {
  if (format['type'] !== 'grammar') return format;
  return { type: 'grammar', grammar: { definition: format['definition'], syntax: format['syntax'] } };
}

const present = (members: JsonRecord): JsonRecord =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined && value !== null));

function engineTool(tool: JsonRecord): JsonRecord {
  const { type, name, description, parameters, strict, format } = tool;
  return type === 'custom'
    ? { type, custom: present({ name, description, format: isRecord(format) ? engineFormat(format) : undefined }) }
    : { type, function: present({ name, description, parameters, strict }) };
}

const nested = ({ type, name }: JsonRecord): JsonRecord => ({ type, [String(type)]: { name } });

/** A hosted tool is never called, so a choice of one leaves the model free. */
function engineChoice(choice: unknown): unknown {
  if (!isRecord(choice)) return choice;
  if (isDeclared(choice)) return nested(choice);
  if (choice['type'] !== 'allowed_tools') return 'auto';
  const tools = asList(choice['tools']).map(asRecord).filter(isDeclared).map(nested);
  return tools.length === 0 ? 'auto' : { type: 'allowed_tools', allowed_tools: { mode: choice['mode'], tools } };
}

/** What tools the model may call, and how; nothing where none is declared. */
function engineTools(body: JsonRecord): JsonRecord {
  const tools = asList(body['tools']).map(asRecord).filter(isDeclared).map(engineTool);
  if (tools.length === 0) return {};
  return present({
    tools,
    tool_choice: engineChoice(body['tool_choice']),
    parallel_tool_calls: body['parallel_tool_calls'],
  });
}

function answerFormat(format: JsonRecord): JsonRecord | undefined {
  const { type, name, description, schema, strict } = format;
  if (type === 'json_schema') return { type, json_schema: present({ name, description, schema, strict }) };
  return type === 'json_object' ? { type } : undefined;
}

/** Whether the answer is to have the log probabilities of its tokens. */
export const wantsLogprobs = ({ include }: JsonRecord): boolean =>
  asList(include).includes('message.output_text.logprobs');

/** Whether thoughts are to be summed up, and how. */
export function summaryOf({ reasoning }: JsonRecord): string | undefined {
  const { summary, generate_summary: former } = asRecord(reasoning);
  const asked = summary ?? former;
  return typeof asked === 'string' ? asked : undefined;
}

/**
 * A request of this endpoint as the engine takes it: the same conversation is the same value as of chat completions.
 *
 * @param items the whole conversation, what earlier answers have said included
 */
export function engineRequest(body: JsonRecord, items: readonly JsonRecord[]): EngineRequest {
  const { instructions, text, reasoning, include: _include } = body;
  const first = typeof instructions === 'string' ? [{ role: 'developer', content: instructions }] : [];
  const logprobs = wantsLogprobs(body);
  const request = present({
    model: body['model'],
    messages: [...first, ...engineMessages(items)],
    ...engineTools(body),
    response_format: answerFormat(asRecord(asRecord(text)['format'])),
    reasoning_effort: asRecord(reasoning)['effort'],
    reasoning_summary: summaryOf(body) === undefined ? undefined : true,
    verbosity: asRecord(text)['verbosity'],
    max_completion_tokens: body['max_output_tokens'],
    temperature: body['temperature'],
    top_p: body['top_p'],
    frequency_penalty: body['frequency_penalty'],
    presence_penalty: body['presence_penalty'],
    logprobs: logprobs ? true : undefined,
    top_logprobs: logprobs ? body['top_logprobs'] : undefined,
    stream: body['stream'],
    store: body['store'],
    metadata: body['metadata'],
    service_tier: body['service_tier'],
    user: body['user'],
  });
  // JSON boundary: the schema and the rules have accepted the body that it is made of.
  return request as unknown as EngineRequest;
}
