import { chat } from '../../contract/endpoints/chat.ts';
import { defaultContract } from '../../contract/contract.ts';
import { asList, asObject } from '../../contract/schema/json-shape.ts';
import { resolveModel } from '../../contract/models.ts';
import type { JsonObject } from '../../contract/requirements.ts';
import { transformAnswer } from '../transforms/edit-answer.ts';
import { without } from '../transforms/edit-json.ts';
import { messagesOf, textOf, withMessages } from '../transforms/edit-messages.ts';
import { transformRequest } from '../transforms/edit-request.ts';
import type { Fault, FaultRequest } from '../fault.ts';

/** Ranges that the contract documents. */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  temperature: [0, 2],
  top_p: [0, 1],
  frequency_penalty: [-2, 2],
  presence_penalty: [-2, 2],
  n: [1, 128],
  top_logprobs: [0, 20],
  max_tokens: [1, Infinity],
  max_completion_tokens: [1, Infinity],
};

const FLAGS = ['stream', 'logprobs', 'store', 'parallel_tool_calls'];

const ROLES = new Set(['system', 'developer', 'user', 'assistant', 'tool', 'function']);

const HELLO: JsonObject = { role: 'user', content: 'Hello' };

const FALLBACK = 'gpt-5.1';

function outOfRange(body: JsonObject): string[] {
  return Object.entries(RANGES).flatMap(([field, [least, most]]) => {
    const value = body[field];
    return typeof value === 'number' && (value < least || value > most) ? [field] : [];
  });
}

function ofWrongType(body: JsonObject): string[] {
  const numbers = Object.keys(RANGES).filter(
    (field) => field in body && !['number', 'object'].includes(typeof body[field]),
  );
  return [...numbers, ...FLAGS.filter((field) => field in body && !['boolean', 'object'].includes(typeof body[field]))];
}

function dropped(body: JsonObject, fields: readonly string[]): JsonObject {
  return fields.length === 0 ? body : without(body, ...fields);
}

/** A message that the service can read, made from any value. */
function readable(message: JsonObject): JsonObject {
  const { role, content } = message;
  if (typeof content === 'string' || asList(content).length > 0 || role === 'assistant') return message;
  return { ...message, content: textOf(message) };
}

const plainName = (name: unknown): unknown =>
  typeof name === 'string' ? name.replaceAll(/[^a-zA-Z0-9_-]/g, '_') : name;

/** A tool, nested or flat, with the characters of its name that are allowed. */
function toolNamed(tool: JsonObject): JsonObject {
  const definition = asObject(tool['function']);
  if (typeof tool['name'] === 'string') return { ...tool, name: plainName(tool['name']) };
  const name = plainName(definition['name']);
  return name === definition['name'] ? tool : { ...tool, function: { ...definition, name } };
}

/** A greeting in the form of the endpoint that is asked. */
const greeting = ({ path }: FaultRequest): JsonObject =>
  path.endsWith(chat.path) ? { messages: [HELLO] } : { input: 'Hello' };

const isUnknown = (model: unknown): boolean =>
  typeof model === 'string' && resolveModel(defaultContract().models, model) === undefined;

/** Tool messages and calls that do not belong together are left out. */
function ordered(messages: readonly JsonObject[]): readonly JsonObject[] {
  const answered = new Set(messages.map((message) => message['tool_call_id']));
  const called = new Set(
    messages.flatMap((message) => asList(message['tool_calls']).map((call) => asObject(call)['id'])),
  );
  return messages.flatMap((message) => {
    if (message['role'] === 'tool') return called.has(message['tool_call_id']) ? [message] : [];
    const calls = asList(message['tool_calls']).map(asObject);
    if (calls.every(({ id }) => answered.has(id))) return [message];
    return [{ ...without(message, 'tool_calls'), content: textOf(message) }];
  });
}

/** Requests that are wrong and answered all the same. */
export const lenientFaults: readonly Fault[] = [
  {
    name: 'param.lenient',
    title: 'Numbers outside their range are accepted without effect.',
    harm: 'silent',
    breaks: ['err.range'],
    mayBreak: ['err.status', 'err.stream.plain', 'finish.length'],
    seen: 'https://github.com/entrius/gittensor/pull/1750',
    policy: transformRequest((body) => dropped(body, outOfRange(body))),
  },
  {
    name: 'param.lenient-types',
    title: 'Fields of the wrong type are accepted without effect.',
    harm: 'silent',
    breaks: ['err.type'],
    mayBreak: ['err.status', 'err.first'],
    seen: 'assumed',
    policy: transformRequest((body) => dropped(body, ofWrongType(body))),
  },
  {
    name: 'param.lenient-messages',
    title: 'A request with missing, empty or malformed messages is treated as "hello".',
    harm: 'silent',
    breaks: ['err.messages'],
    mayBreak: ['err.status', 'err.type'],
    seen: 'assumed',
    policy: transformRequest((body) => {
      const messages = messagesOf(body).map(readable);
      return { ...body, messages: messages.length > 0 ? messages : [HELLO] };
    }),
  },
  {
    name: 'param.lenient-role',
    title: 'A message with an unknown role is treated as a user message.',
    harm: 'silent',
    breaks: ['err.role'],
    mayBreak: ['err.status'],
    seen: 'assumed',
    policy: transformRequest((body) =>
      withMessages(body, (messages) =>
        messages.map((message) =>
          typeof message['role'] === 'string' && ROLES.has(message['role']) ? message : { ...message, role: 'user' },
        ),
      ),
    ),
  },
  {
    name: 'param.lenient-stop',
    title: 'Only the first four of more than four stop sequences are used.',
    harm: 'silent',
    breaks: ['err.stop-count'],
    mayBreak: ['err.status'],
    seen: 'assumed',
    policy: transformRequest((body) =>
      asList(body['stop']).length > 4 ? { ...body, stop: asList(body['stop']).slice(0, 4) } : body,
    ),
  },
  {
    name: 'param.lenient-tool-name',
    title: 'Tools may have any name.',
    harm: 'silent',
    breaks: ['err.tool-name'],
    mayBreak: ['err.status', 'tool.name.known'],
    seen: 'assumed',
    policy: transformRequest((body) => {
      const tools = asList(body['tools']).map(asObject);
      return tools.length === 0 ? body : { ...body, tools: tools.map(toolNamed) };
    }),
  },
  {
    name: 'param.lenient-tool-order',
    title: 'Tool calls without results and results without calls are silently dropped.',
    harm: 'silent',
    breaks: ['err.tool-order'],
    mayBreak: ['err.status'],
    seen: 'assumed',
    policy: transformRequest((body) => withMessages(body, ordered)),
  },
  {
    name: 'param.default-model',
    title: 'A request without a model is served by a default model.',
    harm: 'silent',
    breaks: ['err.model.missing'],
    mayBreak: ['err.status'],
    seen: 'assumed',
    policy: transformRequest((body) => ('model' in body ? body : { ...body, model: FALLBACK })),
  },
  {
    name: 'param.lenient-json',
    title: `A body that isn't valid JSON is treated as "hello".`,
    harm: 'silent',
    breaks: ['err.json'],
    mayBreak: ['err.status', 'err.utf8'],
    seen: 'assumed',
    policy: (request) =>
      request.method === 'POST' && !request.body
        ? { ...request, body: { model: FALLBACK, ...greeting(request) } }
        : request,
  },
  {
    name: 'param.lenient-utf8',
    title: 'Invalid UTF-8 bytes are replaced, and the request is accepted.',
    harm: 'silent',
    breaks: ['err.utf8'],
    mayBreak: ['err.status'],
    seen: 'assumed',
    policy: transformRequest((body) => ({ ...body })),
  },
  {
    name: 'err.model-served',
    title: 'An unknown model is served by another model under the requested name.',
    harm: 'silent',
    breaks: ['err.model'],
    mayBreak: ['err.status'],
    seen: 'https://github.com/ddalcu/mlx-serve/issues/257',
    policy: transformRequest((body) => (isUnknown(body['model']) ? { ...body, model: FALLBACK } : body)),
    plan: transformAnswer((plan, { request }) => {
      const asked = request.body?.['model'];
      return typeof asked === 'string' && isUnknown(asked) ? { ...plan, model: asked } : plan;
    }),
  },
];
