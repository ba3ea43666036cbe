import { gunzipSync } from 'node:zlib';
import { StarmockError } from '../../../src/contract/errors.ts';
import type { Finding } from '../../../src/contract/finding.ts';
import type { JsonObject } from '../../../src/contract/requirements.ts';
import { judgeStream } from '../../../src/contract/grammar/stream-grammar.ts';
import type { Usage } from '../../../src/contract/api-types.ts';
import { readEvents } from '../../../src/contract/grammar/sse-events.ts';
import { loadProfile } from '../../../src/contract/profile.ts';
import { loadValidators } from '../../../src/contract/schema/validators.ts';
import type { Plan, PlanEvent } from '../../../src/engine/plan.ts';
import type { Fault, FaultContext, FaultRequest } from '../../../src/faults/fault.ts';
import { streamFaults } from '../../../src/faults/stream-faults.ts';
import { chatCodec } from '../../../src/endpoints/chat.ts';
import { createModelDirectory } from '../../../src/endpoints/model-directory.ts';
import { createEndpointState } from '../../../src/endpoints/endpoint-state.ts';
import { encodeAnswer } from '../../../src/mock/encode-answer.ts';
import { prepareAnswer } from '../../../src/mock/prepare-answer.ts';
import type { Prepared } from '../../../src/mock/prepared.ts';
import { errorExchange } from '../../../src/wire/encode.ts';
import type { Exchange } from '../../../src/wire/exchange.ts';
import { fold } from '../../../src/wire/fold.ts';
import type { Chunk } from '../../support/events.ts';
import { IDENTITY } from '../../support/plans.ts';
import { parsedChat } from '../../support/prepared.ts';
import { tokenizer } from '../../support/tokenizer.ts';

const contract = await loadProfile('starmagic');
const validators = await loadValidators(contract);
const context = {
  contract,
  validators,
  models: createModelDirectory({ profile: contract }),
  tokenizers: { of: () => tokenizer },
  state: createEndpointState().of(''),
  seed: 'faults',
};

/** Every requirement of the contract. */
export const REQUIREMENTS: readonly string[] = contract.requirements.map(({ id }) => id);

/** Requirements that a stream's bytes alone can be held against. */
export const JUDGED: ReadonlySet<string> = new Set(
  contract.requirements.filter(({ judge }) => judge !== 'exchange').map(({ id }) => id),
);

const tool = (name: string, properties: JsonObject, required = Object.keys(properties)): JsonObject => ({
  type: 'function',
  function: { name, parameters: { type: 'object', properties, required, additionalProperties: false } },
});

const WEATHER = tool('get_weather', { city: { type: 'string' } });
const CLOCK = tool('get_current_time', {});

const asked = (content: string, over: JsonObject = {}): JsonObject => ({
  model: 'gpt-5.1-chat',
  messages: [{ role: 'user', content }],
  stream: true,
  ...over,
});

const USAGE = { stream_options: { include_usage: true } };

/** What is special about a request. */
export type Subject =
  | 'text'
  | 'usage'
  | 'chinese'
  | 'two choices'
  | 'logprobs'
  | 'limit'
  | 'unpadded'
  | 'json'
  | 'reasoning'
  | 'call'
  | 'calls'
  | 'call without arguments'
  | 'named call'
  | 'custom call'
  | 'deprecated call'
  | 'reasoned call'
  | 'forbidden call'
  | 'single calls only'
  | 'plain'
  | 'plain reasoning'
  | 'silent'
  | 'refused';

/** Requests whose answers differ in shape, by what is special about them. */
export const SUBJECTS: Readonly<Record<Subject, JsonObject>> = {
  text: asked('Tell me about the sea.'),
  usage: asked('Tell me about the sea.', USAGE),
  chinese: asked('请介绍一下大海。', USAGE),
  'two choices': asked('Tell me about the sea.', { n: 2, ...USAGE }),
  logprobs: asked('Tell me about the sea.', { logprobs: true, top_logprobs: 2, ...USAGE }),
  limit: asked('Tell me about the sea.', { max_tokens: 8, ...USAGE }),
  unpadded: asked('Tell me about the sea.', { stream_options: { include_usage: true, include_obfuscation: false } }),
  json: asked('Describe a person as JSON.', { response_format: { type: 'json_object' }, ...USAGE }),
  reasoning: asked('How many primes are there below 30?', { model: 'gpt-5.1-thinking', ...USAGE }),
  call: asked('What is the weather in Paris?', { tools: [WEATHER], ...USAGE }),
  calls: asked('What is the weather in Paris and in Rome?', { tools: [WEATHER], ...USAGE }),
  'call without arguments': asked('What time is it now?', { tools: [CLOCK], tool_choice: 'required', ...USAGE }),
  'named call': asked('Hello!', {
    tools: [WEATHER],
    tool_choice: { type: 'function', function: { name: 'get_weather' } },
    ...USAGE,
  }),
  'forbidden call': asked('What is the weather in Paris?', { tools: [WEATHER], tool_choice: 'none' }),
  'single calls only': asked('What is the weather in Paris and in Rome?', {
    tools: [WEATHER],
    parallel_tool_calls: false,
  }),
  'custom call': asked('Write a query for all users.', {
    tools: [{ type: 'custom', custom: { name: 'sql' } }],
    tool_choice: 'required',
    ...USAGE,
  }),
  'deprecated call': asked('What is the weather in Paris?', { functions: [WEATHER['function']], ...USAGE }),
  'reasoned call': asked('What is the weather in Paris?', { model: 'gpt-5.1-thinking', tools: [WEATHER], ...USAGE }),
  plain: asked('Tell me about the sea.', { stream: false }),
  'plain reasoning': asked('How many primes are there below 30?', {
    model: 'gpt-5.1-thinking',
    stream: false,
  }),
  silent: without(asked('Tell me about the sea.'), 'stream'),
  refused: asked('Hello!', { temperature: 9 }),
};

function without(body: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== key));
}

/** What came of a request. */
export interface Outcome {
  readonly plan: Plan;
  readonly exchange: Exchange;
}

/** What a fault is told otherwise. */
export type ContextOver = Partial<FaultContext> & { readonly values?: Readonly<Record<string, number>> };

/** What a fault is told, its parameters at their defaults unless given. */
export function contextOf(fault: Fault, body: JsonObject, over: ContextOver = {}): FaultContext {
  const { values = {}, ...rest } = over;
  const number = (name: string): number => {
    const parameter = fault.parameters?.find((candidate) => candidate.name === name);
    if (typeof parameter?.default !== 'number') throw new StarmockError('BAD_OPTION', `no number ${name}`, {});
    return values[name] ?? parameter.default;
  };
  return {
    request: requestOf(body),
    stream: body['stream'] === true,
    number,
    text: (name) => String(fault.parameters?.find((candidate) => candidate.name === name)?.default ?? ''),
    random: () => 0.5,
    serial: 1,
    remember: () => undefined,
    ...rest,
  };
}

const requestOf = (body: JsonObject): FaultRequest => ({
  method: 'POST',
  path: '/v1/chat/completions',
  body,
  trusted: false,
  header: () => undefined,
});

/** What does nothing. */
export const NO_FAULT: Fault = { name: 'none', title: '', harm: 'benign', breaks: [], seen: 'assumed' };

/** Answers a request as the mock does, with a fault on the way. @param pace 0 sends all at once */
export async function answerWith(
  fault: Fault,
  body: JsonObject,
  pace: number,
  context: FaultContext = contextOf(fault, body),
): Promise<Outcome> {
  const seen = fault.policy?.(context.request, context) ?? context.request;
  if ('kind' in seen) return refusedWith(fault, seen, context);
  const prepared = await preparedFor(JSON.stringify(seen.body));
  const plan = fault.plan?.(prepared.plan, context) ?? prepared.plan;
  if (prepared.kind === 'error' || plan.kind === 'error') return refusedWith(fault, plan, context);
  const identity = { ...IDENTITY, requestId: 'req_1' };
  const exchange = encodeAnswer({ ...prepared, plan }, { codec: chatCodec, pace, usual: [], apart: false }).encode(
    identity,
  );
  return { plan, exchange: fault.wire?.(exchange, context) ?? exchange };
}

const known = new Map<string, Prepared | Promise<Prepared>>();

/** Many faults meet the same request. */
function preparedFor(text: string): Prepared | Promise<Prepared> {
  const prepared =
    known.get(text) ??
    prepareAnswer(parsedChat(text), {
      codec: chatCodec,
      context,
      state: createEndpointState(),
      seed: 'faults',
      platform: {},
    });
  known.set(text, prepared);
  return prepared;
}

function refusedWith(fault: Fault, plan: Plan, context: FaultContext): Outcome {
  if (plan.kind !== 'error') throw new TypeError('an error was expected');
  const exchange = errorExchange(plan, []);
  return { plan, exchange: fault.wire?.(exchange, context) ?? exchange };
}

/** All bytes of an exchange, as a client that knows gzip reads them. */
export function bytesOf({ frames, headers }: Exchange): Buffer {
  const bytes = Buffer.concat([...frames].map((frame) => Buffer.from(frame.bytes as string)));
  return headers.some(([name]) => name === 'content-encoding') ? gunzipSync(bytes) : bytes;
}

/** All that a client can tell an exchange by. */
export function traceOf(exchange: Exchange): unknown {
  const { status, headers, end, frames } = exchange;
  return {
    status,
    headers,
    end,
    frames: [...frames].map(({ wait, bytes }) => [wait, Buffer.from(bytes as string).toString('hex')]),
  };
}

/** What the contract has to say of a stream, held against what the plain answer would have been. */
export async function judge(fault: Fault, body: JsonObject, { exchange }: Outcome): Promise<Finding[]> {
  const plainContext = contextOf(fault, body, { stream: false });
  const { plan } = await answerWith(fault, { ...body, stream: false, stream_options: undefined }, 0, plainContext);
  const plain = plan.kind === 'answer' ? { plain: JSON.parse(JSON.stringify(fold(plan, IDENTITY))) as unknown } : {};
  return judgeStream(contract.grammar, bytesOf(exchange), body, {
    tokenizer,
    ...plain,
    schema: (chunk) => validators.response('ChatCompletionChunk', chunk),
  });
}

interface Bent extends Outcome {
  readonly text: string;
  /** Data of each event, `[DONE]` included. */
  readonly data: readonly string[];
  readonly chunks: readonly Chunk[];
}

function chunkIn(data: string): Chunk[] {
  try {
    return data.startsWith('{') ? [JSON.parse(data) as Chunk] : [];
  } catch {
    return [];
  }
}

/** A request answered with a fault of the catalogue, and its stream taken apart. */
export async function bent(
  name: string,
  subject: Subject,
  { pace = 0, ...over }: ContextOver & { readonly pace?: number } = {},
): Promise<Bent> {
  const fault = streamFaults.find((candidate) => candidate.name === name);
  if (!fault) throw new TypeError(`there is no fault ${name}`);
  const body = SUBJECTS[subject];
  const outcome = await answerWith(fault, body, pace, contextOf(fault, body, over));
  const text = bytesOf(outcome.exchange).toString();
  const { events } = readEvents(text);
  const data = events.map((event) => event.data ?? '');
  const chunks = data.flatMap(chunkIn);
  return { ...outcome, text, data, chunks };
}

/** A request answered without a fault. */
export const healthy = (subject: Subject, pace = 0): Promise<Outcome> => answerWith(NO_FAULT, SUBJECTS[subject], pace);

/** The events of an answer's plan. */
export function stepsOf({ plan }: Outcome): readonly PlanEvent[] {
  return plan.kind === 'answer' ? plan.events : [];
}

/** What an answer says it cost. */
export function usageOf(outcome: Outcome): Usage {
  const told = stepsOf(outcome).find((event) => event.type === 'usage');
  if (told?.type !== 'usage') throw new TypeError('there is no usage');
  return told.usage;
}

/** All that a choice says, by kind. */
export function saidIn(outcome: Outcome, type: 'text' | 'reasoning' | 'tool-args'): string {
  return stepsOf(outcome)
    .map((event) => (event.type === type ? event.text : ''))
    .join('');
}

/** Value of a header. */
export function headerOf({ exchange }: Outcome, name: string): string | undefined {
  return exchange.headers.find(([key]) => key === name)?.[1];
}
