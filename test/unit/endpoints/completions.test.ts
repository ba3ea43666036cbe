import { array, assert, asyncProperty, boolean, integer, lorem, option, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadTokenizer } from '../../../src/contract/tokens/load-tokenizer.ts';
import type { Mock } from '../../../src/create-mock.ts';
import { refusal, testMock } from '../../support/mock.ts';

interface Completion {
  readonly id: string;
  readonly object: string;
  readonly choices: readonly {
    readonly text: string;
    readonly index: number;
    readonly finish_reason: string | null;
    readonly logprobs: {
      readonly tokens: string[];
      readonly token_logprobs: number[];
      readonly top_logprobs: Record<string, number>[] | null;
      readonly text_offset: number[];
    } | null;
  }[];
  readonly usage?: { readonly prompt_tokens: number; readonly completion_tokens: number } | null;
}

const MODEL = 'gpt-3.5-turbo-instruct';

const ask = (mock: Mock, body: object): Promise<Response> =>
  mock.fetch('http://mock/v1/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
    body: JSON.stringify({ model: MODEL, ...body }),
  });

const plain = async (mock: Mock, body: object): Promise<Completion> => {
  const response = await ask(mock, body);
  expect(response.status).toBe(200);
  return (await response.json()) as Completion;
};

async function streamed(mock: Mock, body: object): Promise<{ chunks: Completion[]; last: string | undefined }> {
  const text = await (await ask(mock, { ...body, stream: true })).text();
  const data = [...text.matchAll(/^data: (.*)$/gm)].map(([, line = '']) => line);
  return { chunks: data.slice(0, -1).map((line) => JSON.parse(line) as Completion), last: data.at(-1) };
}

/** The texts of a stream's choices, put together. */
const textsOf = (chunks: readonly Completion[], count: number): string[] =>
  Array.from({ length: count }, (_, index) =>
    chunks
      .flatMap(({ choices }) => choices.filter((choice) => choice.index === index).map(({ text }) => text))
      .join(''),
  );

describe.each(['starmagic', 'openai'])('completions of %s', (profile) => {
  const mock = testMock({ profile, selfCheck: true });

  test('go on with a text until its limit', async () => {
    const body = await plain(mock, { prompt: 'Write a long story about a lighthouse', max_tokens: 7 });
    expect(body).toMatchObject({
      id: expect.stringMatching(/^cmpl-\w{29}$/),
      object: 'text_completion',
      model: MODEL,
      choices: [{ index: 0, logprobs: null, finish_reason: 'length' }],
      usage: { prompt_tokens: 8, completion_tokens: 7, total_tokens: 15 },
    });
    expect(mock.requests.at(-1)).toMatchObject({ kind: 'plain', model: MODEL, findings: [] });
  });

  test('end after sixteen tokens unless told otherwise', async () => {
    expect((await plain(mock, { prompt: 'Write a long story' })).usage?.completion_tokens).toBe(16);
  });

  test('are the same streamed and plain, and satisfy the contract', async () => {
    const asked = record({
      prompt: array(lorem({ maxCount: 6 }), { minLength: 1, maxLength: 3 }),
      n: integer({ min: 1, max: 2 }),
      max_tokens: integer({ min: 1, max: 30 }),
      echo: boolean(),
      logprobs: option(integer({ min: 0, max: 3 })),
    });
    await assert(
      asyncProperty(asked, async (body) => {
        const whole = await plain(mock, body);
        const { chunks, last } = await streamed(mock, { ...body, stream_options: { include_usage: true } });
        expect(last).toBe('[DONE]');
        expect(whole.choices).toHaveLength(body.prompt.length * body.n);
        expect(textsOf(chunks, whole.choices.length)).toEqual(whole.choices.map(({ text }) => text));
        expect(chunks.at(-1)).toMatchObject({ choices: [], usage: whole.usage });
        expect(mock.requests.slice(-2).flatMap(({ findings }) => findings)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  test('answer each of several prompts', async () => {
    const questions = ['What is the capital of France?', 'What is the capital of Japan?'];
    const { choices, usage } = await plain(mock, { prompt: questions, max_tokens: 40 });
    expect(choices.map(({ text }) => /Paris|Tokyo/.exec(text)?.[0])).toEqual(['Paris', 'Tokyo']);
    expect(usage?.prompt_tokens).toBe(14);
  });

  test('take tokens in place of text', async () => {
    const text = 'What is the capital of France?';
    const prompt = loadTokenizer('cl100k').encode(text);
    for (const asked of [prompt, [prompt]]) {
      // oxlint-disable-next-line no-await-in-loop
      const [of, by] = await Promise.all([text, asked].map((one) => plain(mock, { prompt: one, max_tokens: 30 })));
      expect(by?.choices).toEqual(of?.choices);
      expect(by?.usage).toEqual(of?.usage);
    }
  });

  test('echo their prompt and tell log probabilities in lists', async () => {
    const prompt = 'Say something about rain';
    const { choices } = await plain(mock, { prompt, echo: true, logprobs: 2, max_tokens: 12 });
    const [{ text, logprobs } = { text: '', logprobs: null }] = choices;
    expect(text.startsWith(prompt)).toBe(true);
    expect(logprobs?.tokens.join('')).toBe(text.slice(prompt.length));
    expect(logprobs?.text_offset[0]).toBe(prompt.length);
    expect(logprobs?.top_logprobs?.every((top) => Object.keys(top).length >= 2)).toBe(true);
  });

  test.each([
    [{ model: 'gpt-5.1', prompt: 'a' }, 404, 'This is a chat model and not supported in the v1/completions endpoint.'],
    [{ model: 'text-embedding-3-small', prompt: 'a' }, 403, 'You are not allowed to sample from this model'],
    [{ model: 'gpt-0', prompt: 'a' }, 404, 'does not exist'],
    [{ prompt: 7 }, 400, 'prompt'],
    [{ prompt: 'a', n: 3, best_of: 2 }, 400, "'n' (currently 3)"],
    [{ prompt: 'a', max_tokens: 4096 }, 400, 'however you requested 4097 tokens (1 in your prompt; 4096'],
    [{ prompt: 'a', temperature: 3 }, 400, 'temperature'],
  ])('refuse %j', async (body, status, message) => {
    const told = await refusal(await ask(mock, body));
    expect(told).toMatchObject({ status, type: 'invalid_request_error' });
    expect(told.message).toContain(message);
  });
});

test('completions come at the pace of the model, and the same', async () => {
  const [fast, paced] = [testMock(), testMock({ speed: 1000 })];
  const body = { prompt: 'Say something about rain', max_tokens: 20 };
  const [a, b] = await Promise.all([streamed(fast, body), streamed(paced, body)]);
  expect(textsOf(b.chunks, 1)).toEqual(textsOf(a.chunks, 1));
});

test('completions follow scenarios', async () => {
  const mock = testMock({ scenarios: [{ match: { model: MODEL, user: 'rain' }, reply: 'It pours.' }] });
  expect((await plain(mock, { prompt: 'Say something about rain' })).choices[0]).toMatchObject({
    text: 'It pours.',
    finish_reason: 'stop',
  });
});
