import { afterAll } from 'vitest';
import { createMock, type Mock, type MockOptions } from '../../src/index.ts';
import { HEADERS } from './requests.ts';

/** A mock that ends with the test file that made it. Bugs inside it fail the test run. */
export function testMock(options: MockOptions = {}): Mock {
  const mock = createMock(options);
  afterAll(() => mock.close());
  return mock;
}

/** Sends a value as a request would send it. */
export function post(mock: Mock, body: unknown, init: RequestInit = {}): Promise<Response> {
  return mock.fetch('http://mock/v1/chat/completions', {
    method: 'POST',
    headers: HEADERS,
    body:
      typeof body === 'string' || body instanceof Uint8Array
        ? (body as RequestInit['body'] & {})
        : JSON.stringify(body),
    ...init,
  });
}

interface AnswerBody {
  readonly id: string;
  readonly created: number;
  readonly model: string;
  readonly choices: readonly {
    readonly index: number;
    readonly finish_reason: string;
    readonly logprobs?: {
      readonly content: readonly { readonly token: string; readonly bytes: readonly number[] }[] | null;
    } | null;
    readonly message: {
      readonly role: string;
      readonly content: string | null;
      readonly refusal: string | null;
      readonly reasoning_content?: string;
      readonly tool_calls?: readonly {
        readonly id: string;
        readonly type: string;
        readonly function: { readonly name: string; readonly arguments: string };
      }[];
      readonly function_call?: { readonly name: string; readonly arguments: string };
    };
  }[];
  readonly usage: {
    readonly prompt_tokens: number;
    readonly completion_tokens: number;
    readonly total_tokens: number;
    readonly prompt_tokens_details: { readonly cached_tokens: number };
    readonly completion_tokens_details: { readonly reasoning_tokens: number };
  };
}

/** A plain answer to a request that is expected to be answered. */
export async function answer(mock: Mock, body: unknown): Promise<AnswerBody> {
  const response = await post(mock, body);
  if (response.status !== 200) throw new Error(`expected 200, got ${response.status}: ${await response.text()}`);
  return (await response.json()) as AnswerBody;
}

/** What the first choice says. */
export async function say(mock: Mock, content: string, over: Record<string, unknown> = {}): Promise<string> {
  const body = await answer(mock, { model: 'gpt-5.1', messages: [{ role: 'user', content }], ...over });
  return body.choices[0]?.message.content ?? '';
}

/** The error of a request that is expected to be refused. */
export async function refusal(
  response: Response,
): Promise<{ status: number; message: string; type: string; param: string | null; code: string | null }> {
  const body = (await response.json()) as {
    error: { message: string; type: string; param: string | null; code: string | null };
  };
  return { status: response.status, ...body.error };
}
