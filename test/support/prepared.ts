import { chat } from '../../src/contract/endpoints/chat.ts';
import { decodeBody, isParsed, parseRequest, type ParsedRequest } from '../../src/mock/parsed-request.ts';
import type { PreparedAnswer } from '../../src/mock/prepared.ts';
import { loadRuntime, type PlanRuntime, type RuntimeOptions } from '../../src/mock/runtime.ts';
import { SERVED_ENDPOINTS } from '../../src/endpoints/served-endpoints.ts';

/** A chat request as the door hands it on. @param text of the body */
export function parsedChat(text: string): ParsedRequest {
  const parsed = parseRequest(chat, '', decodeBody(new TextEncoder().encode(text)));
  if (!isParsed(parsed)) throw new TypeError(`Failed to read a request: ${parsed.error.message}`);
  return parsed;
}

/** What answers chat requests within a mock. */
export async function chatRuntime(options: RuntimeOptions): Promise<PlanRuntime> {
  const served = SERVED_ENDPOINTS.find(({ endpoint }) => endpoint === chat);
  if (!served) throw new TypeError('Failed to open chat: it is not served');
  const runtime = await (await loadRuntime(options)).open(served);
  if (runtime.kind !== 'plan') throw new TypeError('Failed to open chat: the engine does not answer it');
  return runtime;
}

/** What a stream says, and how it is to be written. @throws TypeError for what is not answered by a stream */
export async function preparedStream(
  runtime: PlanRuntime,
  text: string,
): Promise<PreparedAnswer & { readonly stream: NonNullable<PreparedAnswer['stream']> }> {
  const prepared = await runtime.prepare(parsedChat(text));
  if (prepared.kind !== 'answer' || !prepared.stream) throw new TypeError('Failed to prepare: a stream was expected');
  return { ...prepared, stream: prepared.stream };
}
