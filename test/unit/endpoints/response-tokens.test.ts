// Proves src/endpoints/responses/response-tokens.ts: what a response costs, by the laws that recordings show.
import { describe, expect, it } from 'vitest';
import { createMock } from '../../../src/index.ts';
import { tokenizer } from '../../support/tokenizer.ts';

interface Item {
  readonly type: string;
  readonly call_id?: string;
  readonly content?: readonly { readonly text: string }[];
}
interface Answered {
  readonly id: string;
  readonly output: readonly Item[];
  readonly usage: {
    readonly input_tokens: number;
    readonly output_tokens: number;
    readonly output_tokens_details: { readonly reasoning_tokens: number };
  };
}

const mock = createMock({ profile: 'openai' });

async function ask(body: object): Promise<Answered> {
  const response = await mock.fetch('http://mock/v1/responses', {
    method: 'POST',
    headers: { authorization: 'Bearer any', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Answered;
}

/** What the prompt of chat completions costs. */
async function promptOf(body: object): Promise<number> {
  const response = await mock.fetch('http://mock/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer any', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return ((await response.json()) as { usage: { prompt_tokens: number } }).usage.prompt_tokens;
}

const WEATHER = {
  type: 'function',
  name: 'get_weather',
  parameters: {
    type: 'object',
    properties: { city: { type: 'string' } },
    required: ['city'],
    additionalProperties: false,
  },
};
const QUESTION = { role: 'user', content: "What's the weather in Paris right now?" };
const RESULT = '{"city":"Paris","celsius":21}';

const told = ({ output }: Answered): string =>
  output
    .flatMap(({ content }) => content ?? [])
    .map(({ text }) => text)
    .join('');

describe('tokens of a response', () => {
  it.each([
    ['gpt-4.1', 1],
    ['gpt-5.1', 4],
    ['gpt-5-mini', 6],
  ])('are those of the text and the marks of %s: %i', async (model, marks) => {
    const { usage, ...answer } = await ask({ model, input: 'What is the capital of France?' });
    const visible = usage.output_tokens - usage.output_tokens_details.reasoning_tokens;
    expect(visible - tokenizer.count(told({ ...answer, usage }))).toBe(marks);
  });

  it.each(['gpt-4.1', 'gpt-5.1', 'gpt-5-mini', 'o4-mini'])('of a turn with a tool add up with %s', async (model) => {
    const first = await ask({ model, input: [QUESTION], tools: [WEATHER] });
    const calls = first.output.filter(({ type }) => type === 'function_call');
    expect(calls).toHaveLength(1);
    const result = { type: 'function_call_output', call_id: calls[0]?.call_id, output: RESULT };
    const inline = await ask({ model, input: [QUESTION, ...first.output, result], tools: [WEATHER] });
    const chained = await ask({ model, input: [result], tools: [WEATHER], previous_response_id: first.id });
    const { input_tokens: input, output_tokens: output } = first.usage;
    const more = inline.usage.input_tokens - input - output - tokenizer.count(RESULT);
    expect(more).toBeGreaterThanOrEqual(7);
    expect(more).toBeLessThanOrEqual(13);
    expect(chained.usage.input_tokens).toBe(inline.usage.input_tokens);
  });

  it('forget the thoughts of earlier turns, kept or sent back', async () => {
    const model = 'gpt-5-mini';
    const question = { role: 'user', content: 'What is 17 times 23?' };
    const first = await ask({ model, input: [question] });
    const thanks = { role: 'user', content: 'Thank you.' };
    const { input_tokens: carried } = (await ask({ model, input: [question, ...first.output, thanks] })).usage;
    const bare = [question, { role: 'assistant', content: told(first) }, thanks];
    expect(carried).toBe((await ask({ model, input: bare })).usage.input_tokens);
    expect(first.usage.output_tokens_details.reasoning_tokens).toBeGreaterThan(0);
  });

  it('have two more for each earlier answer of a model that reasons, and none of another', async () => {
    const turns = [
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Hello!' },
      { role: 'user', content: 'How are you?' },
    ];
    for (const [model, more] of [
      ['gpt-5.1', 2],
      ['gpt-4.1', 0],
    ] as const)
      expect((await ask({ model, input: turns })).usage.input_tokens).toBe(
        (await promptOf({ model, messages: turns })) + more,
      );
  });

  it.each([
    ['gpt-5.1', 3],
    ['gpt-4.1', 4],
  ])('are fewer for the schema of an answer of %s, by %i', async (model, less) => {
    const schema = {
      type: 'object',
      properties: { depth: { type: 'integer' }, soil: { type: 'string', description: 'Kind of the soil' } },
      required: ['depth', 'soil'],
      additionalProperties: false,
    };
    const content = 'How deep is the well, and in what soil?';
    const format = { type: 'json_schema', name: 'Well', schema, strict: true };
    const { usage } = await ask({ model, input: content, text: { format } });
    const { type, ...rest } = format;
    const chat = { model, messages: [{ role: 'user', content }], response_format: { type, json_schema: rest } };
    expect(usage.input_tokens).toBe((await promptOf(chat)) - less);
  });
});
