import { StarmockError } from '../contract/errors.ts';
import { asObject } from '../contract/schema/json-shape.ts';
import { createAssembly, type Assembled } from '../contract/grammar/reassemble.ts';
import type { JsonObject } from '../contract/requirements.ts';
import { readEvents } from '../contract/grammar/sse-events.ts';

/** A stream put together: the plain answer as far as its chunks tell it. */
export interface Reassembled extends Assembled {
  /** Of the first chunk that names it; empty where none does. */
  readonly id: string;
  readonly object: 'chat.completion';
  readonly created: number;
  readonly model: string;
  readonly service_tier?: string | null;
  readonly system_fingerprint?: string | null;
  /** The error that ended the stream, if one did. What came before it is kept. */
  readonly error?: JsonObject;
}

type Head = Omit<Reassembled, keyof Assembled | 'error'>;

const EMPTY_HEAD: Head = { id: '', object: 'chat.completion', created: 0, model: '' };

const isTier = (value: unknown): value is string | null => typeof value === 'string' || value === null;

/** A first chunk may come without a name, to report on the prompt. */
function headOf(chunk: JsonObject): Head | undefined {
  const { id, created, model, service_tier: tier, system_fingerprint: fingerprint } = chunk;
  if (typeof id !== 'string' || id === '') return undefined;
  return {
    id,
    object: 'chat.completion',
    created: typeof created === 'number' ? created : 0,
    model: typeof model === 'string' ? model : '',
    ...(isTier(tier) ? { service_tier: tier } : {}),
    ...(isTier(fingerprint) ? { system_fingerprint: fingerprint } : {}),
  };
}

function eventsOf(source: string | Uint8Array | Iterable<unknown>): Iterable<unknown> {
  return typeof source === 'string' || source instanceof Uint8Array
    ? readEvents(source).events.flatMap(({ data }) => data ?? [])
    : source;
}

function parsed(event: unknown): unknown {
  if (typeof event !== 'string') return event;
  try {
    return JSON.parse(event);
  } catch (error) {
    const message = `Could not reassemble the stream: invalid JSON in an event: ${event.slice(0, 80)}`;
    throw new StarmockError('BAD_SCENARIO', message, { event }, { cause: error });
  }
}

/**
 * Puts a stream together to what the plain answer would have said: text, reasoning under either of its names, refusal, tool calls
 * in any order of their pieces, log probabilities, all choices, usage.
 *
 * @param source chunks, the data of events (`[DONE]` among them or not), or a whole body as text or bytes
 * @throws StarmockError `BAD_SCENARIO` where the data of an event is not JSON
 * @example
 * reassemble(transcripts['reasoning-stream'].text).choices[0]?.message.reasoning_content;
 * @example
 * reassemble(stream({ text: 'Hello!' }).chunks).choices[0]?.message.content; // 'Hello!'
 */
export function reassemble(source: string | Uint8Array | Iterable<unknown>): Reassembled {
  const assembly = createAssembly();
  let head: Head | undefined;
  let error: JsonObject | undefined;
  for (const event of eventsOf(source)) {
    if (event === '[DONE]') break;
    const chunk = asObject(parsed(event));
    if (chunk['error']) {
      error = asObject(chunk['error']);
      break;
    }
    head ??= headOf(chunk);
    assembly.add(chunk);
  }
  return { ...(head ?? EMPTY_HEAD), ...assembly.result(), ...(error ? { error } : {}) };
}

async function bytesOf(response: Response): Promise<Uint8Array> {
  return new Uint8Array(await response.arrayBuffer());
}

function checkResponse(response: Response): void {
  const type = response.headers.get('content-type') ?? 'none';
  if (response.ok && type.startsWith('text/event-stream')) return;
  const cause = `the answer is no event stream: status ${response.status}, content-type ${type}`;
  throw new StarmockError('BAD_SCENARIO', `Could not reassemble the stream: ${cause}`, {
    status: response.status,
    type,
  });
}

/**
 * As {@link reassemble}, for what comes bit by bit.
 *
 * @param source an answer of `fetch`, its body, or chunks one by one, as the official client gives them
 * @throws StarmockError `BAD_SCENARIO` for an answer that is no event stream
 * @example
 * const { choices } = await reassembleFrom(await fetch(url, { method: 'POST', body }));
 * @example
 * const { choices } = await reassembleFrom(await client.chat.completions.create({ ...request, stream: true }));
 */
export async function reassembleFrom(
  source: Response | ReadableStream<Uint8Array<ArrayBuffer>> | AsyncIterable<unknown>,
): Promise<Reassembled> {
  if (source instanceof Response) {
    checkResponse(source);
    return reassemble(await bytesOf(source));
  }
  if (source instanceof ReadableStream) return reassemble(await bytesOf(new Response(source)));
  const chunks: unknown[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return reassemble(chunks);
}
