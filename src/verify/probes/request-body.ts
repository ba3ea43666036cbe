import { chat } from '../../contract/endpoints/chat.ts';
import type { Asking } from './asking.ts';
import type { ProbeContext, ProbeRequest } from './probe.ts';

/** A message of a request. */
export type ProbeMessage = Readonly<Record<string, unknown>>;

/** A message of the user. */
export const user = (content: unknown): ProbeMessage => ({ role: 'user', content });

/** How chat completions are asked. */
export const chatAsking: Asking = {
  path: chat.path,
  nowhere: '/chat/no-such-path',
  nothing: (model) => ({ model, messages: [] }),
  least: ({ model, limitField }, text) => ({ model, messages: [user(text)], [limitField]: 1 }),
};

/** A request for a completion. @param limit visible completion tokens to allow */
export function ask(
  { model, limit, limitField }: ProbeContext,
  messages: readonly ProbeMessage[],
  visible: number,
  more: Readonly<Record<string, unknown>> = {},
): ProbeRequest {
  return { body: { model, messages, [limitField]: limit(visible), ...more } };
}

/** The same as a stream that tells its usage. */
export const streamed = { stream: true, stream_options: { include_usage: true } } as const;

/** A function tool. */
export function functionTool(name: string, description: string, parameters?: object): object {
  return { type: 'function', function: { name, description, ...(parameters ? { parameters } : {}) } };
}

/** Asks about the weather of a city. */
export const WEATHER_TOOL: object = functionTool('get_weather', 'Get the current weather of a city', {
  type: 'object',
  properties: { city: { type: 'string', description: 'Name of the city' } },
  required: ['city'],
  additionalProperties: false,
});

/** Asks for the time in a time zone. */
export const TIME_TOOL: object = functionTool('get_time', 'Get the current time in a time zone', {
  type: 'object',
  properties: { timezone: { type: 'string', description: 'IANA name of the time zone, such as Europe/Paris' } },
  required: ['timezone'],
  additionalProperties: false,
});

/** Takes no parameters at all. */
export const STATUS_TOOL: object = functionTool('get_server_status', 'Get the status of the server');
