// Every valid request gets an answer that the contract accepts, and whose parts agree with each other and with the request.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reassemble } from '../../src/contract/grammar/reassemble.ts';
import type { ExchangeReport, Mock } from '../../src/index.ts';
import { streamFields, validRequest, type AnyRequest } from '../support/arbitrary-requests.ts';
import type { SchemaObject } from '../support/arbitrary-schemas.ts';
import { chunksOf } from '../support/events.ts';
import { post, testMock } from '../support/mock.ts';

/** Change it to look elsewhere; the runs below stay the same from one run to the next. */
const SEED = 20_251_113;
const RUNS = 800;

const reports: ExchangeReport[] = [];
const onExchange = (report: ExchangeReport): void => {
  reports.push(report);
};
const mock = testMock({ selfCheck: true, onExchange });
const openai = testMock({ selfCheck: true, onExchange, profile: 'openai' });

interface Call {
  readonly type: string;
  readonly function?: { readonly name: string; readonly arguments: string };
  readonly custom?: { readonly name: string; readonly input: string };
}

interface Choice {
  readonly index: number;
  readonly finish_reason: string | null;
  readonly logprobs?: {
    readonly content?:
      readonly { readonly bytes: readonly number[] | null; readonly top_logprobs: readonly unknown[] }[] | null;
  } | null;
  readonly message: {
    readonly content: string | null;
    readonly refusal?: string | null;
    readonly reasoning_content?: string;
    readonly tool_calls?: readonly Call[];
    readonly function_call?: { readonly name: string; readonly arguments: string };
  };
}

interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
  readonly completion_tokens_details: { readonly reasoning_tokens: number };
}

interface Body {
  readonly model: string;
  readonly choices: readonly Choice[];
  readonly usage: Usage;
}

/** The text of an answer that must be one, and must satisfy the mock's own judge. */
async function judged(from: Mock, request: object): Promise<string> {
  reports.length = 0;
  const response = await post(from, request);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`expected 200, got ${response.status}: ${text}`);
  expect(reports).toHaveLength(1);
  expect(reports[0]?.findings).toEqual([]);
  return text;
}

/** What a choice says, without what differs from call to call and from form to form. */
function essence({ index, finish_reason: finish, logprobs, message }: Choice): unknown {
  const calls = message.tool_calls?.map(({ type, function: called, custom }) => ({ type, called, custom }));
  const { content, refusal, reasoning_content: reasoning, function_call: legacy } = message;
  return {
    index,
    finish,
    content: content ?? '',
    refusal: refusal ?? null,
    reasoning,
    legacy,
    calls,
    logprobs: logprobs?.content ?? [],
  };
}

// A property called "constructor" is there only where the value itself has it.
const ajv = new Ajv2020({ strict: false, ownProperties: true });
addFormats.default(ajv);
const validators = new Map<string, ValidateFunction>();

function validatorOf(schema: SchemaObject): ValidateFunction {
  const text = JSON.stringify(schema);
  const known = validators.get(text);
  if (known) return known;
  const validate = ajv.compile(schema);
  validators.set(text, validate);
  return validate;
}

function expectValid(schema: SchemaObject | undefined, value: unknown): void {
  expect(value).toBeTypeOf('object');
  if (!schema || Object.keys(schema).length === 0) return;
  const validate = validatorOf(schema);
  if (!validate(value)) throw new Error(`not valid: ${JSON.stringify({ schema, value, errors: validate.errors })}`);
}

const nameOf = (tool: {
  readonly function?: { readonly name: string };
  readonly custom?: { readonly name: string };
}): string => tool.function?.name ?? tool.custom?.name ?? '';

interface Choosing {
  readonly type?: string;
  readonly function?: { readonly name: string };
  readonly custom?: { readonly name: string };
  readonly allowed_tools?: {
    readonly mode: string;
    readonly tools: readonly {
      readonly function?: { readonly name: string };
      readonly custom?: { readonly name: string };
    }[];
  };
}

/** The tools that may be called, and whether one has to be. */
function callable(request: AnyRequest): { readonly names: readonly string[]; readonly must: boolean } {
  const all = (request.tools ?? []).map(nameOf);
  const choice = (request.tool_choice ?? 'auto') as string | Choosing;
  if (choice === 'none') return { names: [], must: false };
  if (typeof choice === 'string') return { names: all, must: choice === 'required' };
  const { allowed_tools: allowed } = choice;
  if (allowed) return { names: allowed.tools.map(nameOf), must: allowed.mode === 'required' };
  return { names: [nameOf(choice)], must: true };
}

function checkCalls(request: AnyRequest, choice: Choice): void {
  const calls = choice.message.tool_calls ?? [];
  const { names, must } = callable(request);
  const cut = choice.finish_reason === 'length';
  if (must && !cut) expect(calls.length).toBeGreaterThan(0);
  if (request.parallel_tool_calls === false) expect(calls.length).toBeLessThanOrEqual(1);
  if (calls.length > 0 && !cut) expect(choice.finish_reason).toBe('tool_calls');
  for (const [i, call] of calls.entries()) {
    expect(names).toContain(nameOf(call));
    if (!call.function || (cut && i === calls.length - 1)) continue;
    const tool = request.tools?.find((one) => nameOf(one) === call.function?.name);
    expectValid(tool?.type === 'function' ? tool.function.parameters : undefined, JSON.parse(call.function.arguments));
  }
}

function checkLegacy(request: AnyRequest, choice: Choice): void {
  const called = choice.message.function_call;
  if (typeof request.function_call === 'object' && choice.finish_reason !== 'length') expect(called).toBeDefined();
  if (request.function_call === 'none') expect(called).toBeUndefined();
  if (!called || choice.finish_reason === 'length') return;
  expect(choice.finish_reason).toBe('function_call');
  const known = request.functions?.find((one) => one.name === called.name);
  expect(known).toBeDefined();
  expectValid(known?.parameters, JSON.parse(called.arguments));
}

/** JSON is whole unless a limit or a stop text cut it. */
function checkFormat(request: AnyRequest, choice: Choice): void {
  const { content } = choice.message;
  const stops = [request.stop ?? []].flat();
  if (content === null || choice.finish_reason !== 'stop' || stops.length > 0) return;
  if (request.response_format?.type === 'json_object') expectValid(undefined, JSON.parse(content));
  if (request.response_format?.type === 'json_schema') {
    expectValid(request.response_format.json_schema?.schema, JSON.parse(content));
  }
}

function checkText(request: AnyRequest, choice: Choice): void {
  const content = choice.message.content ?? '';
  for (const stop of [request.stop ?? []].flat()) if (stop !== '') expect(content).not.toContain(stop);
  const tokens = choice.logprobs?.content;
  if (!request.logprobs) expect(tokens ?? null).toBeNull();
  else if (content !== '') {
    const bytes = Uint8Array.from((tokens ?? []).flatMap((token) => token.bytes ?? []));
    expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)).toBe(content);
  }
}

function checkUsage(request: AnyRequest, { usage, choices }: Body): void {
  const { prompt_tokens: prompt, completion_tokens: completion, total_tokens: total } = usage;
  expect(total).toBe(prompt + completion);
  expect(prompt).toBeGreaterThan(0);
  expect(usage.completion_tokens_details.reasoning_tokens).toBeLessThanOrEqual(completion);
  const limit = request.max_tokens ?? request.max_completion_tokens;
  if (limit === undefined) return;
  expect(completion).toBeLessThanOrEqual(limit * choices.length);
  if (choices.every((choice) => choice.finish_reason === 'length')) expect(completion).toBe(limit * choices.length);
}

function checkBody(request: AnyRequest, body: Body): void {
  expect(body.choices.map((choice) => choice.index)).toEqual(Array.from({ length: request.n ?? 1 }, (_, i) => i));
  checkUsage(request, body);
  for (const choice of body.choices) {
    checkCalls(request, choice);
    checkLegacy(request, choice);
    checkFormat(request, choice);
    checkText(request, choice);
  }
}

async function check(from: Mock, request: AnyRequest, stream: Record<string, unknown>): Promise<void> {
  const plain = JSON.parse(await judged(from, request)) as Body;
  checkBody(request, plain);
  const streamed = reassemble(chunksOf(await judged(from, { ...request, ...stream })));
  expect((streamed.choices as readonly Choice[]).map(essence)).toEqual(plain.choices.map(essence));
  const options = stream['stream_options'] as { readonly include_usage?: boolean } | undefined;
  expect(streamed.usage).toEqual(options?.include_usage ? plain.usage : null);
}

/** The same request as it would be sent to api.openai.com. */
function forOpenai({ max_tokens: limit, ...request }: AnyRequest): AnyRequest {
  const model = request.model === 'gpt-5.1-2025-11-13' ? request.model : 'gpt-5.1';
  const limited = limit === undefined ? {} : { max_completion_tokens: limit };
  // JSON has no `undefined`: the key that nobody knows is left out.
  return { ...request, ...limited, model, top_k: undefined };
}

/** The endpoint of another profile refuses some of them; it must answer the others just as well. */
async function checkStricter(given: AnyRequest, stream: Record<string, unknown>): Promise<boolean> {
  const request = forOpenai(given);
  const response = await post(openai, request);
  if (response.status === 200) {
    await check(openai, request, stream);
    return true;
  }
  const { error } = (await response.json()) as { error: { type: string; param: unknown } };
  expect([response.status, error.type]).toEqual([400, 'invalid_request_error']);
  return false;
}

describe(`valid requests (seed ${SEED})`, () => {
  test(`${RUNS} of them get answers that hold together, plain and streamed`, { timeout: 240_000 }, async () => {
    const property = fc.asyncProperty(validRequest, streamFields, (request, stream) => check(mock, request, stream));
    await expect(fc.assert(property, { seed: SEED, numRuns: RUNS })).resolves.toBeUndefined();
  });

  test('get as good an answer from the stricter profile, or an error', { timeout: 120_000 }, async () => {
    let answered = 0;
    const property = fc.asyncProperty(validRequest, streamFields, async (request, stream) => {
      if (await checkStricter(request, stream)) answered++;
    });
    await fc.assert(property, { seed: SEED + 1, numRuns: 250 });
    expect(answered).toBeGreaterThan(50);
  });
});
