import type { Mock } from '../../src/index.ts';
import type { AnyRequest } from './arbitrary-requests.ts';

type Json = Readonly<Record<string, unknown>>;

/** An item of an answer, as far as tests look into it. */
export interface OutputItem {
  readonly id: string;
  readonly type: string;
  readonly status?: string;
  readonly phase?: string;
  readonly content?: readonly { readonly type: string; readonly text?: string; readonly refusal?: string }[];
  readonly summary?: readonly { readonly text: string }[];
  readonly encrypted_content?: string;
  readonly name?: string;
  readonly arguments?: string;
  readonly input?: string;
  readonly call_id?: string;
}

/** An answer, as far as tests look into it. */
export interface ResponseBody extends Json {
  readonly id: string;
  readonly status: string;
  readonly created_at: number;
  readonly output: readonly OutputItem[];
  readonly usage: {
    readonly input_tokens: number;
    readonly output_tokens: number;
    readonly total_tokens: number;
    readonly output_tokens_details: { readonly reasoning_tokens: number };
  };
}

/** Calls a path below `/v1/responses`. */
export function callResponses(
  mock: Pick<Mock, 'fetch'>,
  body?: unknown,
  { method = 'POST', path = '', key = 'sk-test' }: { method?: string; path?: string; key?: string } = {},
): Promise<Response> {
  return mock.fetch(`http://mock/v1/responses${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** The answer to a request that is expected to be answered. */
export async function respond(mock: Pick<Mock, 'fetch'>, body: unknown, key = 'sk-test'): Promise<ResponseBody> {
  const response = await callResponses(mock, body, { key });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`expected 200, got ${response.status}: ${text}`);
  return JSON.parse(text) as ResponseBody;
}

/** The events of a stream. */
export function responseEvents(stream: string): (Json & { readonly type: string })[] {
  return [...stream.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => JSON.parse(data) as Json & { type: string });
}

/** All that the messages of an answer say. */
export const textOf = ({ output }: Pick<ResponseBody, 'output'>): string =>
  output
    .flatMap(({ type, content = [] }) => (type === 'message' ? content : []))
    .map((part) => part.text ?? '')
    .join('');

const part = (given: Json): Json | undefined => {
  if (given['type'] === 'text') return { type: 'input_text', text: given['text'] };
  const image = given['image_url'] as Json | undefined;
  return image && { type: 'input_image', image_url: image['url'], detail: image['detail'] ?? 'auto' };
};

function items(message: Json): readonly Json[] | undefined {
  const { role, content, name, tool_calls: calls = [], ...rest } = message;
  if (name !== undefined || Object.keys(rest).some((key) => key !== 'tool_call_id')) return undefined;
  if (role === 'tool') {
    return typeof content === 'string'
      ? [{ type: 'function_call_output', call_id: rest['tool_call_id'], output: content }]
      : undefined;
  }
  const called = (calls as readonly Json[]).map((call) => {
    const { name: tool, arguments: text } = (call['function'] ?? {}) as Json;
    return call['type'] === 'function'
      ? { type: 'function_call', call_id: call['id'], name: tool, arguments: text }
      : undefined;
  });
  const parts = Array.isArray(content) ? content.map((one) => part(one as Json)) : [];
  if (role === 'function' || called.includes(undefined) || parts.includes(undefined)) return undefined;
  if (role === 'assistant' && Array.isArray(content)) return undefined;
  const said =
    content === null || content === undefined ? [] : [{ role, content: Array.isArray(content) ? parts : content }];
  return [...said, ...(called as Json[])];
}

const flat = (tool: AnyRequest['tools'] & {} extends readonly (infer T)[] ? T : never): Json =>
  tool.type === 'function' ? { type: 'function', ...tool.function } : { type: 'custom', ...tool.custom };

/** The same request in the form of Responses; nothing where that has none. */
export function asResponses(request: AnyRequest): Json | undefined {
  const { model, messages, tools, response_format: format, tool_choice: choice } = request;
  const input = messages.map(items);
  if (request.functions || request.stop || input.includes(undefined) || typeof choice === 'object') return undefined;
  const { type, json_schema: given } = format ?? { type: 'text' };
  return {
    model,
    input: input.flat(),
    ...(tools ? { tools: tools.map(flat) } : {}),
    ...(choice === undefined || !tools ? {} : { tool_choice: choice }),
    ...(request.parallel_tool_calls === undefined ? {} : { parallel_tool_calls: request.parallel_tool_calls }),
    ...(type === 'text' ? {} : { text: { format: type === 'json_schema' ? { type, ...given } : { type } } }),
  };
}
