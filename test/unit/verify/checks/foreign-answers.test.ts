// Proves src/verify/checks/: true answers of other services are not objected to.
import { describe, expect, it } from 'vitest';
import { analyse } from '../../../../src/verify/analyse.ts';
import type { RecordedExchange } from '../../../../src/recordings/recorded-exchange.ts';

/** What each of these shows was once told wrongly of a real service or a mock; see docs/field-reports.md. */
const idsOf = async (exchange: RecordedExchange): Promise<string[]> =>
  (await analyse(exchange, { profile: 'openai' })).findings.map(({ requirement, level }) => `${level} ${requirement}`);

const QUESTION = 'What is the capital of France?';

interface Told {
  readonly model?: string;
  readonly named?: string;
  readonly message?: Readonly<Record<string, unknown>>;
  readonly usage?: readonly [prompt: number, completion: number];
  readonly asked?: Readonly<Record<string, unknown>>;
  readonly content?: unknown;
}

function answer(told: Told = {}): RecordedExchange {
  const { model = 'some-model', named = model, message = {}, usage = [14, 8], asked = {}, content = QUESTION } = told;
  const [prompt, completion] = usage;
  return {
    request: { model, messages: [{ role: 'user', content }], ...asked },
    body: {
      id: 'chatcmpl-1',
      object: 'chat.completion',
      created: 1_745_000_000,
      model: named,
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: 'The capital of France is Paris.', refusal: null, ...message },
          logprobs: null,
          finish_reason: 'stop',
        },
      ],
      usage: { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion },
    },
  };
}

describe('an answer of which only some headers were recorded', () => {
  it('is not asked for the others', async () => {
    expect(await idsOf(answer())).toEqual([]);
    expect(await idsOf({ ...answer(), headers: { 'content-type': 'application/json' }, someHeaders: true })).toEqual(
      [],
    );
  });

  it('is asked for them where all were recorded', async () => {
    expect(await idsOf({ ...answer(), headers: { 'content-type': 'application/json' } })).toEqual([
      'SHOULD http.request-id',
      'MAY http.ratelimit',
    ]);
  });

  it('is judged by those that were', async () => {
    const headers = { 'content-type': 'text/plain', 'x-ratelimit-limit-requests': 'many' };
    expect((await idsOf({ ...answer(), headers, someHeaders: true })).toSorted()).toEqual([
      'MAY http.ratelimit',
      'MUST http.content-type.json',
    ]);
  });
});

describe('the name of an answer', () => {
  it.each([
    ['gpt-4', 'gpt-4-0613'],
    ['gpt-3.5-turbo', 'gpt-3.5-turbo-0125'],
    ['gpt-4-vision-preview', 'gpt-4-1106-vision-preview'],
    ['gpt-4o', 'gpt-4o-2024-08-06'],
    ['claude-sonnet-4', 'claude-sonnet-4-20250514'],
  ])('may be a snapshot: %s as %s', async (model, named) => {
    expect(await idsOf(answer({ model, named }))).toEqual([]);
  });

  it.each([
    ['gpt-4', 'gpt-4-mini'],
    ['gpt-4', 'gpt-4-1399'],
    ['gpt-4o-2024-08-06', 'gpt-4o'],
    ['gpt-4o', 'gpt-4o-2024-08-06-fast'],
  ])('may not be another model: %s as %s', async (model, named) => {
    expect(await idsOf(answer({ model, named }))).toEqual(['MUST model.echo']);
  });
});

describe('the counts of a model that is in no catalogue', () => {
  it.each([
    ['as its own vocabulary has them', [24, 11]],
    ['with the marks of its template', [70, 7]],
  ] as const)('may be %s', async (_, usage) => {
    expect(await idsOf(answer({ usage }))).toEqual([]);
  });

  it('may not be what no vocabulary has', async () => {
    expect(await idsOf(answer({ usage: [687, 8] }))).toEqual(['SHOULD usage.prompt.recount']);
    expect(await idsOf(answer({ usage: [14, 0] }))).toEqual(['SHOULD usage.completion.matches']);
    expect(await idsOf(answer({ usage: [14, 300] }))).toEqual(['SHOULD usage.completion.matches']);
  });

  it('are those of a known vocabulary where the model is in the catalogue', async () => {
    expect(await idsOf(answer({ model: 'gpt-5.1', usage: [40, 10] }))).toEqual(['SHOULD usage.prompt.recount']);
  });

  it.each<[string, Told]>([
    [
      'a video',
      {
        content: [
          { type: 'text', text: 'What?' },
          { type: 'video_url', video_url: { url: 'https://x' } },
        ],
      },
    ],
    ['a file', { content: [{ type: 'file', file: { file_data: 'data:application/pdf;base64,AA==' } }] }],
    ['a search', { asked: { web_search_options: {} } }],
    ['functions', { asked: { functions: [{ name: 'f', parameters: {} }] } }],
    ['reasoning that the template takes out', { content: `<think>${'long '.repeat(300)}</think>` }],
  ])('do not follow from the text of a prompt with %s', async (_, told) => {
    expect(await idsOf(answer({ ...told, usage: [900, 8] }))).toEqual([]);
  });

  it('hold shown reasoning that is not told apart, which alone is told', async () => {
    const thoughts = Array.from({ length: 20 }, (_, index) => `Thought ${index}: the user asks for a capital. `);
    const message = { reasoning: thoughts.join('') };
    expect(await idsOf(answer({ message, usage: [14, 190] }))).toEqual(['SHOULD usage.reasoning.told']);
  });
});

describe('a breach', () => {
  it('is told once: null in the place of calls', async () => {
    expect(await idsOf(answer({ message: { tool_calls: null } }))).toEqual(['SHOULD tool.empty-array']);
  });

  it('is told once: a call without a type', async () => {
    const exchange = answer({
      message: { content: null, tool_calls: [{ id: 'c', function: { name: 'f', arguments: '{}' } }] },
      asked: { tools: [{ type: 'function', function: { name: 'f' } }] },
    });
    const body = JSON.parse(JSON.stringify(exchange.body).replace('"stop"', '"tool_calls"')) as object;
    expect(await idsOf({ ...exchange, body })).toEqual(['MUST body.tool-calls']);
  });

  it('is a call although no tool is declared', async () => {
    const call = { id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } };
    const exchange = answer({ message: { content: null, tool_calls: [call] } });
    const body = JSON.parse(JSON.stringify(exchange.body).replace('"stop"', '"tool_calls"')) as object;
    expect(await idsOf({ ...exchange, body })).toEqual(['MUST tool.name.known']);
  });

  it('is usage beside a choice, and not that none came', async () => {
    const chunk = (delta: object, finish: string | null, usage: object | null): string =>
      `data: ${JSON.stringify({
        id: 'chatcmpl-1',
        object: 'chat.completion.chunk',
        created: 1_745_000_000,
        model: 'some-model',
        choices: [{ index: 0, delta, finish_reason: finish }],
        usage,
      })}\n\n`;
    const usage = { prompt_tokens: 14, completion_tokens: 2, total_tokens: 16 };
    const exchange = {
      ...answer({ asked: { stream: true, stream_options: { include_usage: true } } }),
      body: [
        chunk({ role: 'assistant', content: '' }, null, null),
        chunk({ content: 'Paris.' }, null, null),
        chunk({}, 'stop', usage),
        'data: [DONE]\n\n',
      ].join(''),
    };
    expect(await idsOf(exchange)).toEqual(['MUST usage.stream.last', 'SHOULD usage.stream.null-elsewhere']);
  });
});
