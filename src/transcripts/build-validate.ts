import type { ChatCompletionRequest } from '../contract/api-types.ts';
import { chat } from '../contract/endpoints/chat.ts';
import type { Contract } from '../contract/contract.ts';
import { StarmockError } from '../contract/errors.ts';
import type { Finding } from '../contract/finding.ts';
import type { RequirementId } from '../contract/generated/requirement-ids.ts';
import { asList, asObject } from '../contract/schema/json-shape.ts';
import { loadProfile } from '../contract/profile.ts';
import { isJsonObject, type JsonObject } from '../contract/requirements.ts';
import { createStreamJudge, judgeStream } from '../contract/grammar/stream-grammar.ts';
import { loadValidators, type Validators } from '../contract/schema/validators.ts';
import { settle, violationsIn } from './build-settle.ts';
import { validateResponse } from './validate-response.ts';

/** What a value is held against. */
export interface ValidateOptions {
  /** The request that it answers. Without it nothing is said about `n`, `stream_options` and forced tools. */
  readonly request?: ChatCompletionRequest | JsonObject;
  /** `starmagic` (the default), `openai`, or the path of an OpenAPI Overlay. */
  readonly profile?: string;
}

interface Bench {
  readonly contract: Contract;
  readonly validators: Validators;
  readonly request: ValidateOptions['request'];
}

const chunkSchema =
  ({ validators }: Bench) =>
  (chunk: unknown): Finding[] =>
    validators.response(chat.event, chunk);

/** A message as the delta that says all of it at once. */
function wholeDelta(value: unknown): JsonObject {
  const {
    role,
    content,
    refusal,
    reasoning_content: reasoning,
    tool_calls: calls,
    function_call: legacy,
  } = asObject(value);
  return {
    role,
    content,
    ...(refusal ? { refusal } : {}),
    ...(reasoning ? { reasoning_content: reasoning } : {}),
    ...(calls ? { tool_calls: asList(calls).map((call, index) => ({ index, ...asObject(call) })) } : {}),
    ...(legacy ? { function_call: legacy } : {}),
  };
}

/** Requirements of a stream that bind a plain answer, too. */
const SHARED = /^(?:finish|tool|usage\.sum|usage\.completion)\b/;

/** What the schema of a plain answer cannot say, the grammar says of the stream that has the same words. */
function judgeAsStream(body: JsonObject, { contract, request }: Bench): Finding[] {
  const { id, created, model, usage, choices } = body;
  const head = { id, object: 'chat.completion.chunk', created, model };
  const streamed = asList(choices).map((value) => {
    const { index, message, finish_reason } = asObject(value);
    return { index, delta: wholeDelta(message), finish_reason };
  });
  const asked = { n: streamed.length, stream: true, stream_options: { include_usage: isJsonObject(usage) } };
  const judge = createStreamJudge(contract.grammar, { request: { ...request, ...asked } });
  const events = [
    { ...head, choices: streamed },
    ...(isJsonObject(usage) ? [{ ...head, choices: [], usage }] : []),
    '[DONE]',
  ];
  const found = [...events.flatMap((event) => judge.event(event)), ...judge.end()];
  return found
    .filter(({ requirement }) => SHARED.test(requirement))
    .map(({ event: _none, path, ...finding }) => ({ ...finding, path: path.replace('/delta', '/message') }));
}

function judgeChunks(chunks: readonly unknown[], bench: Bench): Finding[] {
  const options = { schema: chunkSchema(bench), ...(bench.request ? { request: bench.request } : {}) };
  const judge = createStreamJudge(bench.contract.grammar, options);
  const ended = chunks.at(-1) === '[DONE]' ? [] : ['[DONE]'];
  const events = [...chunks, ...ended].map((chunk) => (typeof chunk === 'string' ? chunk : asObject(chunk)));
  return [...events.flatMap((event) => judge.event(event)), ...judge.end()];
}

function judgeBody(body: string | Uint8Array, bench: Bench): Finding[] {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  if (text.trimStart().startsWith('{')) return judgeValue(JSON.parse(text), bench);
  return judgeStream(bench.contract.grammar, body, bench.request, { schema: chunkSchema(bench) });
}

function judgeValue(value: unknown, bench: Bench): Finding[] {
  if (typeof value === 'string' || value instanceof Uint8Array) return judgeBody(value, bench);
  if (Array.isArray(value)) return judgeChunks(value, bench);
  const object = asObject(value);
  const { text, body, object: kind } = object;
  if (typeof text === 'string') return judgeBody(text, bench);
  if (isJsonObject(body)) return judgeValue(body, bench);
  if (isJsonObject(object['error'])) return bench.validators.response('ErrorResponse', object);
  if (kind === 'chat.completion.chunk') return bench.validators.response(chat.event, object);
  if (kind !== 'chat.completion' && !('choices' in object)) {
    throw new StarmockError(
      'BAD_SCENARIO',
      'Cannot validate the value: expected a response, stream, chunk or error of the API',
    );
  }
  return [...bench.validators.response(chat.response, object), ...judgeAsStream(object, bench)];
}

/**
 * Everything that is wrong with something that a service sends, by the JSON Schemas and the stream grammar of the contract.
 *
 * @param value a plain answer, an error, a chunk, a list of chunks, the body of a stream or of anything else as text or bytes, what a
 *   builder has made, a transcript, or an answer of `fetch`, whose body is read
 *   Those of Responses are recognized by their form.
 * @returns findings in the order of the value; empty for a good one
 * @throws StarmockError `BAD_SCENARIO` for a value that is none of these; `BAD_PROFILE`
 * @example
 * expect(await validate(await response.json())).toEqual([]);
 */
export async function validate(value: unknown, options: ValidateOptions = {}): Promise<Finding[]> {
  const { profile = 'starmagic', request } = options;
  const sent = value instanceof Response ? new Uint8Array(await value.arrayBuffer()) : value;
  const ofResponses = await validateResponse(sent, profile, request);
  if (ofResponses) return ofResponses;
  const contract = await loadProfile(profile);
  return judgeValue(sent, { contract, validators: await loadValidators(contract), request });
}

/** Options of {@link checked}. */
export interface CheckedOptions extends ValidateOptions {
  /** Requirements that the value breaks on purpose. */
  readonly allow?: readonly RequirementId[];
}

/**
 * Returns the given value if it conforms to the contract.
 *
 * @param value as for {@link validate}
 * @returns the same value
 * @throws StarmockError `BAD_SCENARIO` where it breaks a MUST or a SHOULD that `allow` does not name
 * @example
 * const answer = await checked({ ...completion('Hello!'), model: 'acme-1' });
 */
export async function checked<T>(value: T, options: CheckedOptions = {}): Promise<T> {
  settle('a fixture', violationsIn(await validate(value, options)), options.allow);
  return value;
}
