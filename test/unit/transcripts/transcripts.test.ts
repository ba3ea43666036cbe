import { Ajv2020 } from 'ajv/dist/2020.js';
import { execFile, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import OpenAI, { APIError } from 'openai';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { ChatCompletionRequest, ToolCall } from '../../../src/contract/api-types.ts';
import { countCompletionTokens, roundReasoning } from '../../../src/contract/tokens/completion-tokens.ts';
import { defaultContract } from '../../../src/contract/contract.ts';
import { loadJsonCheck, type CheckJson } from '../../../src/contract/schema/json-check.ts';
import { resolveModel, type ModelInfo } from '../../../src/contract/models.ts';
import { loadProfile } from '../../../src/contract/profile.ts';
import { countPromptTokens } from '../../../src/contract/tokens/prompt-tokens.ts';
import { judgeStream } from '../../../src/contract/grammar/stream-grammar.ts';
import { loadValidators, type Validators } from '../../../src/contract/schema/validators.ts';
import { reassemble, reassembleFrom } from '../../../src/transcripts/transcript-reassemble.ts';
import { ERROR_TRANSCRIPTS, PLAIN_TRANSCRIPTS, STREAM_TRANSCRIPTS } from '../../../src/transcripts/transcript-names.ts';
import type { ManifestEntry } from '../../../src/transcripts/transcript-manifest.ts';
import type { PlainTranscript, StreamTranscript } from '../../../src/transcripts/transcript.ts';
import { transcripts, transcriptsFrom } from '../../../src/transcripts/transcripts.ts';
import { testMock } from '../../support/mock.ts';
import { tokenizer } from '../../support/tokenizer.ts';

const run = promisify(execFile);
const hasPython = spawnSync('python3', ['--version']).status === 0;
const FOLDER = 'fixtures/transcripts';
const manifest = JSON.parse(readFileSync(`${FOLDER}/manifest.json`, 'utf8')) as {
  readonly transcripts: readonly ManifestEntry[];
};
const plain = PLAIN_TRANSCRIPTS.map((name) => transcripts[name]);
const streams = STREAM_TRANSCRIPTS.map((name) => transcripts[name]);
const errors = ERROR_TRANSCRIPTS.map((name) => transcripts[name]);
const byName = Object.fromEntries(plain.map((one) => [one.name, one]));
/** Streams that clients must take for an answer. */
const answered = streams.filter(({ tokens }) => tokens !== null);

const contract = defaultContract();
let validators: Validators;
let check: CheckJson;
beforeAll(async () => {
  [validators, check] = await Promise.all([loadValidators(contract), loadJsonCheck()]);
});

const each = <T extends { readonly name: string }>(list: readonly T[]): (readonly [string, T])[] =>
  list.map((one) => [one.name, one]);

/** The plain answer that a stream says the same as. */
function samePlain({ same_as }: StreamTranscript): PlainTranscript {
  const found = byName[same_as ?? ''];
  if (!found) throw new Error(`no plain transcript ${same_as}`);
  return found;
}

function modelOf(name: string): ModelInfo {
  const model = resolveModel(contract.models, name);
  if (!model) throw new Error(`no model ${name}`);
  return model;
}

type Message = PlainTranscript['body']['choices'][number]['message'];

const callText = (call: ToolCall): readonly [string, string] =>
  call.type === 'function' ? [call.function.name, call.function.arguments] : [call.custom.name, call.custom.input];

/** Completion tokens of a choice by the rules, from nothing but what it says. */
function countChoice(message: Message, hidden: number, model: ModelInfo): number {
  const shown = roundReasoning(tokenizer.count(message.reasoning_content ?? ''), model.reasoning?.token_step ?? 1);
  const legacy = message.function_call;
  const calls = [
    ...(message.tool_calls ?? []).map(callText),
    ...(legacy ? [[legacy.name, legacy.arguments] as const] : []),
  ];
  const spoken = {
    reasoningTokens: shown + hidden,
    textTokens: tokenizer.count(message.content ?? message.refusal ?? ''),
    toolCalls: calls.map(([name, text]) => ({ nameTokens: tokenizer.count(name), argsTokens: tokenizer.count(text) })),
  };
  return countCompletionTokens(spoken, model);
}

const content = (one: PlainTranscript): unknown => JSON.parse(one.body.choices[0]?.message.content ?? '');

const judged = (one: StreamTranscript): readonly { requirement: string; level: string }[] =>
  judgeStream(contract.grammar, one.bytes, one.request, {
    tokenizer,
    schema: (chunk) => validators.response('ChatCompletionChunk', chunk),
    ...(one.same_as === undefined ? {} : { plain: samePlain(one).body }),
  });

// Words that are not there are null in one form and empty in the other.
const words = (choices: unknown): unknown =>
  JSON.parse(JSON.stringify(choices), (key, value: unknown) => (key === 'content' && value === '' ? null : value));

const client = (answer: () => Response): OpenAI =>
  new OpenAI({
    apiKey: 'sk-any',
    baseURL: 'http://replay/v1',
    maxRetries: 0,
    fetch: () => Promise.resolve(answer()),
  });

// Both types describe the same API; the client's is narrower in places.
const params = (request: ChatCompletionRequest): OpenAI.Chat.ChatCompletionCreateParams =>
  request as unknown as OpenAI.Chat.ChatCompletionCreateParams;

const ask = (one: PlainTranscript): Promise<OpenAI.Chat.ChatCompletion> =>
  client(one.response).chat.completions.create({ ...params(one.request), stream: false });

describe('a transcript', () => {
  test('has every key of its entry in the manifest, by the same name and with the same value', () => {
    const lost = manifest.transcripts.flatMap((entry) => {
      const object: Readonly<Record<string, unknown>> = { ...transcripts[entry.name as keyof typeof transcripts] };
      return Object.entries(entry).flatMap(([key, value]) =>
        JSON.stringify(object[key]) === JSON.stringify(value) ? [] : [`${entry.name}: ${key}`],
      );
    });
    expect(lost).toEqual([]);
  });
});

describe('the manifest', () => {
  test('fits its schema', () => {
    const schema: object = JSON.parse(readFileSync('spec/schemas/transcripts.schema.json', 'utf8'));
    const validate = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false }).compile(
      schema,
    );
    expect(validate(manifest) ? [] : validate.errors).toEqual([]);
  });

  test('lists the names that the compiler knows, in the same order', () => {
    const named = (kind: string): string[] =>
      manifest.transcripts.filter((entry) => entry.kind === kind).map(({ name }) => name);
    expect(named('plain')).toEqual(PLAIN_TRANSCRIPTS);
    expect(named('stream')).toEqual(STREAM_TRANSCRIPTS);
    expect(named('error')).toEqual(ERROR_TRANSCRIPTS);
    expect(Object.keys(transcripts)).toHaveLength(new Set(manifest.transcripts.map(({ name }) => name)).size);
  });

  test('lists every file of the folder, and no other', () => {
    const files = readdirSync(FOLDER).filter((file) => /^[^.].*\./.test(file) && file !== 'manifest.json');
    expect(manifest.transcripts.map(({ file }) => file).toSorted()).toEqual(files.toSorted());
  });

  test('names requirements of the contract, in order', () => {
    const known = new Set(contract.requirements.map(({ id }) => id));
    const named = manifest.transcripts.flatMap(({ requirements }) => requirements);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
    const sorted = manifest.transcripts.map(({ requirements }) => requirements.toSorted());
    expect(manifest.transcripts.map(({ requirements }) => requirements)).toEqual(sorted);
  });

  test('names every id of an answer and of an exchange once', () => {
    const ids = [
      ...plain.map(({ body }) => body.id),
      ...streams.map(({ events }) => /"id":"(chatcmpl-.+?)"/.exec(events.join(''))?.[1]),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    const requests = manifest.transcripts.map(({ headers }) => headers['x-request-id']);
    expect(new Set(requests).size).toBe(requests.length);
  });
});

describe('a plain transcript', () => {
  test.each(each(plain))('obeys the contract: %s', (_, { body, request }) => {
    expect(validators.response('ChatCompletion', body)).toEqual([]);
    expect(validators.request(request)).toBeNull();
    expect(body.model).toBe(request.model);
    expect(body.choices).toHaveLength(request.n ?? 1);
  });

  test.each(each(plain))('counts the tokens that there are: %s', (_, { body, request, tokens, cost }) => {
    const model = modelOf(request.model);
    const shown = body.choices.some(({ message }) => message.reasoning_content);
    const hidden = shown ? 0 : (body.usage?.completion_tokens_details?.reasoning_tokens ?? 0);
    const limit = request.max_completion_tokens ?? Infinity;
    const prompt = countPromptTokens(request, model, tokenizer).total;
    const counted = body.choices.map(({ message, finish_reason: reason }) =>
      reason === 'length' ? limit : countChoice(message, hidden, model),
    );
    const completion = counted.reduce((sum, count) => sum + count, 0);
    expect(tokens).toEqual({ prompt, completion, total: prompt + completion });
    expect(body.usage).toMatchObject({
      prompt_tokens: prompt,
      completion_tokens: completion,
      total_tokens: tokens.total,
    });
    expect(cost.currency).toBe(model.price.currency);
    expect(cost.amount).toBeCloseTo((prompt * model.price.input + completion * model.price.output) / 1e6, 10);
  });

  const whole = plain.filter(({ body }) => body.choices[0]?.finish_reason === 'tool_calls');
  test.each(each(whole))('calls tools as they are declared: %s', (_, { body, request }) => {
    const calls = body.choices.flatMap(({ message }) => message.tool_calls ?? []).map(callText);
    const declared = new Map(
      (request.tools ?? []).map((tool) =>
        tool.type === 'function' ? [tool.function.name, tool.function.parameters ?? {}] : [tool.custom.name, undefined],
      ),
    );
    expect(calls.filter(([name]) => !declared.has(name))).toEqual([]);
    const faults = calls.map(([name, text]) => {
      const schema = declared.get(name);
      return schema && check(schema, JSON.parse(text));
    });
    expect(faults.filter(Boolean)).toEqual([]);
  });

  test('writes the JSON that was asked for', () => {
    const format = transcripts['json-schema'].request.response_format;
    expect(content(transcripts['json-object'])).toMatchObject({ product: 'headphones' });
    const schema = format?.type === 'json_schema' ? (format.json_schema.schema ?? false) : false;
    expect(check(schema, content(transcripts['json-schema']))).toBeUndefined();
  });

  test('holds exactly as many tokens as the limit where it was cut', () => {
    const { body, request } = transcripts.length;
    expect(tokenizer.count(body.choices[0]?.message.content ?? '')).toBe(request.max_completion_tokens);
  });

  test('tells log probabilities whose bytes are the content', () => {
    const [choice] = transcripts.logprobs.body.choices;
    const bytes = choice?.logprobs?.content?.flatMap((entry) => entry.bytes ?? []) ?? [];
    expect(new TextDecoder().decode(Uint8Array.from(bytes))).toBe(choice?.message.content);
  });

  test('goes on where the turn before ended', () => {
    const turns = [transcripts['tool-loop-1'], transcripts['tool-loop-2'], transcripts['tool-loop-3']] as const;
    for (const [index, { request, body }] of turns.slice(0, 2).entries()) {
      const { role, content, tool_calls: calls } = body.choices[0]?.message ?? {};
      const next = turns[index + 1]?.request.messages ?? [];
      expect(next.slice(0, request.messages.length)).toEqual(request.messages);
      expect(next[request.messages.length]).toEqual({ role, content, tool_calls: calls });
    }
  });
});

describe('a stream transcript', () => {
  test.each(each(streams))('breaks no MUST, and what else a judge notes is listed: %s', (_, one) => {
    const found = judged(one).map(({ requirement, level }) => `${level} ${requirement}`);
    expect([...new Set(found)]).toEqual(one.findings.map(({ requirement, level }) => `${level} ${requirement}`));
    expect(validators.request(one.request)).toBeNull();
  });

  test.each(each(answered))('reassembles to the plain answer: %s', (_, one) => {
    const whole = reassemble(one.bytes);
    const { body, request } = samePlain(one);
    const bare = body.choices.map(({ index, message: { annotations: _none, ...message }, ...choice }) => ({
      index,
      ...choice,
      message: { refusal: null, ...message },
    }));
    expect(
      words(whole.choices.map(({ logprobs, ...choice }) => (logprobs ? { ...choice, logprobs } : choice))),
    ).toEqual(words(bare));
    expect(validators.response('ChatCompletion', whole)).toEqual([]);
    expect({ ...one.request, stream: undefined, stream_options: undefined }).toMatchObject(request);
  });

  test.each(each(answered))('tells the usage that the plain answer has, where it tells one: %s', (_, one) => {
    const { body, tokens, cost } = samePlain(one);
    const { usage } = reassemble(one.text);
    const asked = one.request.stream_options?.include_usage ?? false;
    const told = asked || one.name === 'rare-usage-on-finish';
    expect(usage).toEqual(told ? body.usage : null);
    expect(one).toMatchObject({ tokens, cost });
  });

  test('cuts characters in the middle where it says so', async () => {
    const { splits = [], bytes, response } = transcripts['rare-split-utf8'];
    const inside = splits.filter((at) => ((bytes[at] ?? 0) & 0xc0) === 0x80);
    expect(inside.length).toBeGreaterThan(20);
    let chunks = 0;
    for await (const chunk of response().body ?? []) chunks += chunk.length > 0 ? 1 : 0;
    expect(chunks).toBe(splits.length + 1);
  });

  test('has the line ends that it is named for', () => {
    expect(transcripts['rare-crlf'].text.match(/(?<!\r)\n|\r(?!\n)/g)).toBeNull();
    expect(transcripts['rare-cr'].text).not.toContain('\n');
    expect(transcripts['text-stream'].text).not.toContain('\r');
  });
});

/** Errors that a request alone does not bring about: they depend on the account, the network or luck. */
const CIRCUMSTANCES = new Set<string>([
  'error-bad-request',
  'error-image-download',
  'error-context-length-exceeded',
  'error-budget-spent',
  'error-authentication-error',
  'error-payment-required',
  'error-unsupported-region',
  'error-permission-error',
  'error-not-found-error',
  'error-content-too-large',
  'error-unprocessable',
  'error-rate-limited',
  'error-rate-limited-tokens',
  'error-quota-exceeded',
  'error-rate-limit-error',
  'error-server-error',
  'error-internal-server-error',
  'error-bad-gateway',
  'error-overloaded',
]);
const DEFAULT_HEADERS = { 'content-type': 'application/json', authorization: 'Bearer sk-starmock' };

describe('an error transcript', () => {
  const mocks = {
    starmagic: testMock({ apiKeys: ['sk-starmock'] }),
    openai: testMock({ apiKeys: ['sk-starmock'], profile: 'openai' }),
  };

  test.each(each(errors))('obeys the contract: %s', async (_, { body, profile, status }) => {
    const judge = await loadValidators(await loadProfile(profile));
    expect(judge.response('ErrorResponse', body)).toEqual([]);
    expect(status).toBeGreaterThanOrEqual(400);
  });

  test.each(each(errors.filter(({ name }) => !CIRCUMSTANCES.has(name))))(
    'is what the mock answers to its request: %s',
    async (_, one) => {
      const { method, path, request_headers = DEFAULT_HEADERS, request, request_text } = one;
      const body = request_text ?? (request === null ? undefined : JSON.stringify(request));
      const answer = await mocks[one.profile].fetch(`http://mock${path}`, {
        method,
        headers: request_headers,
        body: body ?? null,
      });
      expect({ status: answer.status, body: await answer.json() }).toEqual({ status: one.status, body: one.body });
      expect(answer.headers.get('allow')).toBe(one.headers['allow'] ?? null);
    },
  );

  test('exists for every error that the contract shows', () => {
    const { components } = parse(readFileSync('spec/openapi.yaml', 'utf8')) as Shown;
    const shown = Object.values(components.responses).flatMap(({ content }) =>
      Object.values(content?.['application/json']?.examples ?? {}).map(
        ({ value: { error } }) => `${error.type} ${error.code ?? null}`,
      ),
    );
    const ours = new Set(errors.map(({ body: { error } }) => `${error.type} ${error.code ?? null}`));
    expect(shown.length).toBeGreaterThan(20);
    expect(shown.filter((one) => !ours.has(one))).toEqual([]);
  });
});

interface Shown {
  readonly components: {
    readonly responses: Readonly<
      Record<
        string,
        {
          readonly content?: Record<
            string,
            {
              readonly examples?: Record<
                string,
                { readonly value: { readonly error: { readonly type: string; readonly code?: unknown } } }
              >;
            }
          >;
        }
      >
    >;
  };
}

describe('requests of answers', () => {
  const mock = testMock({ selfCheck: true });

  test.each(each([...plain, ...streams]))('are accepted by the mock: %s', async (_, { request, path }) => {
    const answer = await mock.fetch(`http://mock${path}`, {
      method: 'POST',
      headers: DEFAULT_HEADERS,
      body: JSON.stringify(request),
    });
    expect([answer.status, await answer.text()]).toEqual([200, expect.any(String)]);
  });
});

describe('the official client', () => {
  test.each(each(plain))('reads a plain answer: %s', async (_, one) => {
    expect(await ask(one)).toMatchObject(one.body);
  });

  test.each(each(answered))('reads a stream: %s', async (_, one) => {
    const stream = await client(one.response).chat.completions.create({ ...params(one.request), stream: true });
    const { choices } = await reassembleFrom(stream);
    const told = choices.map(({ message: { content, refusal, tool_calls: calls } }) => [content ?? '', refusal, calls]);
    const wanted = samePlain(one).body.choices.map(({ message }) => [
      message.content ?? '',
      message.refusal ?? null,
      message.tool_calls,
    ]);
    expect(told).toEqual(wanted);
  });

  test.each(each(streams.filter(({ tokens }) => tokens === null)))(
    'raises the error of a stream that broke off: %s',
    async (_, one) => {
      const stream = await client(one.response).chat.completions.create({ ...params(one.request), stream: true });
      await expect(reassembleFrom(stream)).rejects.toThrow(/server had an error/);
      expect(reassemble(one.events)).toMatchObject({
        error: { type: 'server_error' },
        choices: [{ finish_reason: null }],
      });
    },
  );

  test.each(each(errors.filter(({ request }) => request !== null)))('raises an error: %s', async (_, one) => {
    const asked = client(one.response).chat.completions.create({
      model: 'gpt-5.1',
      messages: [{ role: 'user', content: 'Hi' }],
    });
    const error = await asked.catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(APIError);
    expect(error).toMatchObject({ status: one.status, type: one.body.error.type });
    expect(String(error)).toContain(one.body.error.message);
  });

  test.each([1, 7, 4096])('reads a stream in network chunks of %i bytes', async (chunkSize) => {
    const one = transcripts['unicode-stream'];
    const stream = await client(() => one.response({ chunkSize })).chat.completions.create({
      ...params(one.request),
      stream: true,
    });
    expect((await reassembleFrom(stream)).choices[0]?.message.content).toBe(
      samePlain(one).body.choices[0]?.message.content,
    );
  });
});

describe('transcripts', () => {
  test('gives everybody a copy of their own', () => {
    const spoiled = transcripts.text.body;
    spoiled.choices.length = 0;
    transcripts.text.bytes.fill(0);
    expect(transcripts.text.body.choices).toHaveLength(1);
    expect(() => Object.assign(transcripts.text.headers, { 'content-type': 'x' })).toThrow(TypeError);
  });

  test('reads nothing before something is asked for', () => {
    const read: string[] = [];
    const lazy = transcriptsFrom((file) => {
      read.push(file);
      return file.endsWith('.sse') ? readFileSync(`${FOLDER}/${file}`) : readFileSync(`${FOLDER}/${file}`, 'utf8');
    });
    expect(read).toEqual([]);
    const { description } = lazy['rare-comments'];
    expect([description, ...read]).toEqual([expect.stringContaining('Comment'), 'manifest.json']);
    expect(lazy['rare-comments'].text).toContain(': keep-alive');
    expect(read.slice(1)).toEqual(['rare-comments.sse']);
  });

  test('says so when a transcript is not listed', () => {
    const empty = transcriptsFrom(() => '{"transcripts":[]}');
    expect(() => empty.text).toThrow('Unknown transcript "text": it isn\'t listed in manifest.json');
  });

  test.each([
    [{ chunkSize: 0 }, 'chunkSize is a number of bytes, but got 0'],
    [{ splitAt: [1e9] }, 'splitAt 1000000000 is not within'],
    [{ chunkSize: 1, splitAt: [1] }, 'exclude each other'],
  ])('refuses to cut a body at %j', (options, message) => {
    expect(() => transcripts['text-stream'].response(options)).toThrow(message);
  });
});

describe('reassemble', () => {
  const one = transcripts['reasoning-stream'];
  const wanted = reassemble(one.chunks);

  test('takes chunks, the data of events, text, bytes, a response, its body, and chunks that come one by one', async () => {
    async function* oneByOne(): AsyncGenerator<unknown> {
      yield* one.chunks;
    }
    const body = one.response().body;
    const given = [one.events, one.text, one.bytes].map((source) => reassemble(source));
    const later = await Promise.all([
      reassembleFrom(one.response()),
      reassembleFrom(oneByOne()),
      body && reassembleFrom(body),
    ]);
    for (const result of [...given, ...later]) expect(result).toEqual(wanted);
    expect(wanted.choices[0]?.message.reasoning_content).toMatch(/^95 minutes/);
    expect(wanted).toMatchObject({ id: one.chunks[0]?.id, model: 'gpt-5.1-thinking', object: 'chat.completion' });
  });

  test('refuses an answer that is no event stream', async () => {
    const error = reassembleFrom(transcripts['error-overloaded'].response());
    await expect(error).rejects.toThrow('the answer is no event stream: status 503, content-type application/json');
  });

  test('refuses an event that is not JSON', () => {
    expect(() => reassemble('data: {"choices":\n\n')).toThrow('invalid JSON in an event');
  });
});

describe('fixtures/README.md', () => {
  const readme = readFileSync('fixtures/README.md', 'utf8');
  const snippets = (language: string): string[] =>
    [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map((match) => match[1] ?? '');
  /** What the snippet says that it prints, in comments behind the lines that do. */
  const promised = (code: string): string[] =>
    [...code.matchAll(/^.*\b(?:console\.log|print)\(.*(?:\/\/|#) (.+)$/gm)].map((match) => match[1] ?? '');
  const entry = pathToFileURL('src/transcripts/index.ts').href;

  test.each(snippets('ts').map((code, index) => [index + 1, code] as const))(
    'has a snippet that prints what it says: %i',
    async (_, code) => {
      const local = code.replaceAll("'starmock/fixtures'", `'${entry}'`);
      const { stdout } = await run(process.execPath, ['--input-type=module-typescript', '-e', local]);
      expect(promised(code).length).toBeGreaterThan(0);
      expect(stdout.trimEnd().split('\n')).toEqual(promised(code));
    },
  );

  test.skipIf(!hasPython)('has a Python snippet that runs (skipped where there is no python3)', async () => {
    const [code = ''] = snippets('python');
    const { stdout } = await run('python3', ['-c', code]);
    expect([stdout.trim()]).toEqual(promised(code));
  });

  test('names every transcript', () => {
    const named = new Set([...readme.matchAll(/`([a-z0-9-]+)`/g)].map((match) => match[1]));
    const known = (name: string): boolean =>
      named.has(name) || (name.endsWith('-stream') && name.replace(/-stream$/, '') in byName);
    expect(manifest.transcripts.filter(({ name }) => !known(name))).toEqual([]);
  });

  test('says of every key of the manifest what it means', () => {
    const keys = new Set(manifest.transcripts.flatMap((one) => Object.keys(one)));
    expect([...keys].filter((key) => !readme.includes(`\`${key}\``))).toEqual([]);
  });
});
