import { asList } from '../../contract/schema/json-shape.ts';
import type { JsonObject } from '../../contract/requirements.ts';
import { messagesOf, partsOf, withMessages } from '../transforms/edit-messages.ts';
import { transformRequest } from '../transforms/edit-request.ts';
import type { Fault, FaultRequest } from '../fault.ts';
import { refuse } from '../transforms/refuse.ts';

/** Refuses a request that has a message like this. */
function rejectMessage(
  like: (message: JsonObject) => boolean,
  complaint: (index: number) => string,
): NonNullable<Fault['policy']> {
  return (request: FaultRequest) => {
    const index = messagesOf(request.body).findIndex(like);
    return index < 0 ? request : refuse(complaint(index), { param: `messages[${index}]`, code: 'invalid_value' });
  };
}

/** Edits messages one by one; a message may go. */
const editMessages = (edit: (message: JsonObject) => readonly JsonObject[]): NonNullable<Fault['policy']> =>
  transformRequest((body) => withMessages(body, (messages) => messages.flatMap(edit)));

const GUIDES = new Set<unknown>(['system', 'developer']);

const hasCalls = (message: JsonObject): boolean => asList(message['tool_calls']).length > 0;

/** What guides the model, and everything from the last word of the user on. */
function lastTurn(messages: readonly JsonObject[]): readonly JsonObject[] {
  const from = messages.findLastIndex(({ role }) => role === 'user');
  return messages.filter(({ role }, at) => GUIDES.has(role) || at >= from);
}

/** Defects of how a conversation is read. */
export const historyFaults: readonly Fault[] = [
  {
    name: 'history.reject-null-content',
    title: 'An assistant message with tool calls and null content is rejected, although the service sent it.',
    harm: 'fatal',
    breaks: ['history.tool-loop'],
    mayBreak: ['history.result.used'],
    seen: 'https://github.com/NVIDIA/NeMo-Agent-Toolkit/issues/2068',
    policy: rejectMessage(
      (message) => hasCalls(message) && (message['content'] ?? null) === null,
      (index) => `Invalid type for 'messages[${index}].content': expected a string, but got null instead.`,
    ),
  },
  {
    name: 'history.reject-tool-role',
    title: 'Messages with the role tool are rejected.',
    harm: 'fatal',
    breaks: ['history.tool-loop'],
    mayBreak: ['history.result.used'],
    seen: 'https://github.com/tashfeenahmed/freellmapi/issues/165',
    policy: rejectMessage(
      ({ role }) => role === 'tool',
      (index) => `Invalid value: 'messages[${index}].role'. Supported values are: 'system', 'user' and 'assistant'.`,
    ),
  },
  {
    name: 'history.args-object',
    title: 'Tool calls are rejected when they are sent back, unless their arguments are an object.',
    harm: 'fatal',
    breaks: ['history.tool-loop'],
    mayBreak: ['history.result.used'],
    seen: 'https://github.com/isair/jarvis/pull/560',
    policy: rejectMessage(
      hasCalls,
      (index) => `messages[${index}].tool_calls[0].function.arguments: expected an object.`,
    ),
  },
  {
    name: 'history.reject-reasoning',
    title: 'An assistant message with reasoning_content is rejected, although the service sent it.',
    harm: 'fatal',
    breaks: ['history.reasoning'],
    mayBreak: ['history.tool-loop'],
    seen: 'https://github.com/vercel/ai/pull/12051',
    policy: rejectMessage(
      (message) => 'reasoning_content' in message,
      (index) => `Unknown parameter: 'messages[${index}].reasoning_content'.`,
    ),
  },
  {
    name: 'history.forgotten',
    title: 'Only the last turn of a conversation reaches the model.',
    harm: 'silent',
    breaks: ['history.read'],
    mayBreak: ['usage.prompt.recount', 'usage.prompt.linear'],
    seen: 'assumed',
    policy: transformRequest((body) => withMessages(body, lastTurn)),
  },
  {
    name: 'history.result-dropped',
    title: "Tool results don't reach the model.",
    harm: 'silent',
    breaks: ['history.result.used'],
    seen: 'assumed',
    policy: editMessages((message) => (message['role'] === 'tool' ? [{ ...message, content: 'ok' }] : [message])),
  },
  {
    name: 'history.result-as-new-call',
    title: 'The tool result is dropped together with its call, so the model calls again.',
    harm: 'costly',
    breaks: ['history.result.used'],
    mayBreak: ['usage.prompt.recount'],
    seen: 'assumed',
    policy: editMessages((message) => {
      if (message['role'] === 'tool') return [];
      return hasCalls(message) ? [] : [message];
    }),
  },
  {
    name: 'history.system-dropped',
    title: "System messages don't reach the model.",
    harm: 'silent',
    breaks: ['history.system'],
    mayBreak: ['history.developer', 'usage.prompt.recount', 'json.object', 'json.stream'],
    seen: 'assumed',
    policy: transformRequest((body) =>
      withMessages(body, (messages) => {
        const kept = messages.filter(({ role }) => !GUIDES.has(role));
        return kept.length > 0 ? kept : messages;
      }),
    ),
  },
  {
    name: 'history.parts-dropped',
    title: 'Only the first content part reaches the model.',
    harm: 'silent',
    breaks: ['history.parts'],
    mayBreak: ['vision.seen', 'vision.counted', 'usage.prompt.recount', 'usage.prompt.linear'],
    seen: 'assumed',
    policy: editMessages((message) => {
      const [first] = partsOf(message);
      return [first ? { ...message, content: [first] } : message];
    }),
  },
  {
    name: 'history.parts-rejected',
    title: 'Content parts are rejected.',
    harm: 'fatal',
    breaks: ['history.parts'],
    mayBreak: ['vision.seen', 'vision.counted', 'param.declared'],
    seen: 'assumed',
    policy: rejectMessage(
      (message) => partsOf(message).length > 0,
      (index) => `Invalid type for 'messages[${index}].content': expected a string, but got an array instead.`,
    ),
  },
  {
    name: 'history.parts-flattened',
    title: 'Content parts are joined with extra line breaks, and images are lost.',
    harm: 'tolerated',
    breaks: ['vision.counted'],
    mayBreak: ['vision.seen', 'history.parts', 'usage.prompt.recount'],
    seen: 'assumed',
    policy: editMessages((message) => {
      const texts = partsOf(message).map(({ text }) => (typeof text === 'string' ? text : ''));
      return [texts.length > 0 ? { ...message, content: texts.join('\n\n') } : message];
    }),
  },
  {
    name: 'role.reject',
    title: 'Messages with a documented role are rejected.',
    harm: 'fatal',
    breaks: ['history.developer'],
    mayBreak: ['history.system', 'history.tool-loop', 'param.declared'],
    seen: 'assumed',
    parameters: [{ name: 'value', default: 'developer', title: 'Role.' }],
    policy: (request, context) =>
      rejectMessage(
        ({ role }) => role === context.text('value'),
        (index) =>
          `Invalid value: '${context.text('value')}'. Supported values are: 'system', 'user' and 'assistant' (messages[${index}].role).`,
      )(request, context),
  },
  {
    name: 'role.developer-dropped',
    title: 'Messages with the role developer are dropped.',
    harm: 'silent',
    breaks: ['history.developer'],
    mayBreak: ['usage.prompt.recount'],
    seen: 'assumed',
    policy: editMessages((message) => (message['role'] === 'developer' ? [] : [message])),
  },
];
