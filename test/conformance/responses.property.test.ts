// Every valid request to /v1/responses gets an answer that the contract accepts, plain and streamed, and the words are those of
// chat completions.
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { createMock, type Mock } from '../../src/index.ts';
import { validRequest } from '../support/arbitrary-requests.ts';
import { post } from '../support/mock.ts';
import { asResponses, callResponses, responseEvents, textOf, type ResponseBody } from '../support/responses.ts';

const SEED = 20_260_801;

const mockOf = (profile: string): Mock => {
  const mock = createMock({ profile, selfCheck: true });
  afterAll(() => mock.close());
  return mock;
};

const PROFILES = { starmagic: mockOf('starmagic'), openai: mockOf('openai') };

async function judged(mock: Mock, body: object): Promise<string | undefined> {
  const response = await callResponses(mock, body);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`expected 200, got ${response.status}: ${text}`);
  expect(mock.requests.at(-1)?.findings).toEqual([]);
  return text;
}

/** Without what differs from call to call and from form to form. */
const said = ({ output, status }: ResponseBody): unknown => ({
  status,
  output: output.map((item) => ({ ...item, id: '', call_id: '', encrypted_content: '' })),
});

const options = fc.record(
  {
    reasoning: fc.record({ summary: fc.constantFrom('auto', 'concise', 'detailed') }, { requiredKeys: [] }),
    include: fc.constantFrom([], ['message.output_text.logprobs'], ['web_search_call.results']),
    store: fc.boolean(),
    max_output_tokens: fc.integer({ min: 16, max: 400 }),
    metadata: fc.constant({ run: '7' }),
    instructions: fc.constantFrom('Be brief.', 'Answer in JSON.'),
    text: fc.constant({ verbosity: 'medium' }),
    stream_options: fc.constant({ include_obfuscation: false }),
  },
  { requiredKeys: [] },
);

test('answers every request as the contract says, the stream as the plain body', async () => {
  const mock = PROFILES.starmagic;
  await fc.assert(
    fc.asyncProperty(validRequest, options, async (request, { stream_options: streamOptions, text, ...extra }) => {
      const asked = asResponses(request);
      fc.pre(asked !== undefined);
      const body = { ...asked, ...extra, ...('text' in asked || !text ? {} : { text }) };
      const plain = JSON.parse((await judged(mock, body)) ?? '') as ResponseBody;
      const options = streamOptions ? { stream_options: streamOptions } : {};
      const stream = (await judged(mock, { ...body, stream: true, ...options })) ?? '';
      const last = responseEvents(stream).at(-1) as unknown as { response: ResponseBody };
      expect(said(last.response)).toEqual(said(plain));
    }),
    { seed: SEED, numRuns: 300 },
  );
});

/** A message as clients of chat completions send it: a single text is a string, and who calls a tool says null. */
function usual(message: Record<string, unknown>): Record<string, unknown> {
  const { content = null, ...rest } = message;
  const [part, ...others] = Array.isArray(content) ? (content as { type: string; text?: string }[]) : [];
  const single = part?.type === 'text' && others.length === 0;
  const parts = Array.isArray(content)
    ? (content as Record<string, unknown>[]).map((one) => {
        const image = one['image_url'] as Record<string, unknown> | undefined;
        return image ? { ...one, image_url: { url: image['url'], detail: image['detail'] ?? 'auto' } } : one;
      })
    : content;
  return { ...rest, content: single ? part.text : parts };
}

test('says the words of chat completions', async () => {
  const mock = PROFILES.starmagic;
  await fc.assert(
    fc.asyncProperty(validRequest, async (request) => {
      const asked = asResponses(request);
      fc.pre(asked !== undefined && request['audio'] === undefined);
      const { model, messages, tools, tool_choice: choice, parallel_tool_calls: parallel } = request;
      const { response_format: format } = request;
      const formatted = format && format.type !== 'text' ? { response_format: format } : {};
      const chat = {
        model,
        messages: messages.map(usual),
        tools,
        tool_choice: choice,
        parallel_tool_calls: parallel,
        ...formatted,
      };
      const response = await post(mock, chat);
      fc.pre(response.status === 200);
      const { message } = ((await response.json()) as { choices: { message: Record<string, unknown> }[] })
        .choices[0] ?? {
        message: {},
      };
      const answered = JSON.parse((await judged(mock, asked)) ?? '') as ResponseBody;
      const calls = answered.output.flatMap((item) => (item.call_id ? [item.arguments ?? item.input] : []));
      expect(textOf(answered)).toBe(message['content'] ?? '');
      const wanted = (message['tool_calls'] ?? []) as {
        function?: { arguments: string };
        custom?: { input: string };
      }[];
      expect(calls).toEqual(wanted.map((call) => call.function?.arguments ?? call.custom?.input));
    }),
    { seed: SEED, numRuns: 200 },
  );
});

test('answers with every model of the API', async () => {
  const mock = PROFILES.openai;
  const listed = (await (
    await mock.fetch('http://mock/v1/models', { headers: { authorization: 'Bearer k' } })
  ).json()) as {
    data: { id: string }[];
  };
  // The list has those of other endpoints, too.
  const ids = listed.data.map(({ id }) => id).filter((id) => !/embedding|moderation|instruct/.test(id));
  const inputs = ['Hello!', "What's the weather in Tokyo?", 'Write a haiku about the sea'];
  const tool = {
    type: 'function',
    name: 'get_weather',
    parameters: { type: 'object', properties: { city: { type: 'string' } } },
  };
  for (const model of ids) {
    for (const input of inputs) {
      for (const stream of [false, true]) {
        // oxlint-disable-next-line no-await-in-loop
        await judged(mock, { model, input, tools: [tool], stream });
      }
    }
  }
  expect(ids.length).toBeGreaterThan(0);
});
