import { describe, expect, it } from 'vitest';
import type { ChatCompletionRequest, Message, Tool } from '../../../../src/contract/api-types.ts';
import type { ModelInfo } from '../../../../src/contract/models.ts';
import { countPromptTokens, roundCached, type PromptTokens } from '../../../../src/contract/tokens/prompt-tokens.ts';
import { tokenizer } from '../../../support/tokenizer.ts';
import { user } from '../../../support/requests.ts';

type Counted = Pick<ModelInfo, 'prompt_tokens' | 'image_tokens'>;

const GPT_4O: Counted = {
  prompt_tokens: { prime: 3, family: 'gpt-4o' },
  image_tokens: { rule: 'tiles', base: 85, tile: 170, multiplier: 1 },
};
const GPT_5: Counted = {
  prompt_tokens: { prime: 2, family: 'gpt-5' },
  image_tokens: { rule: 'tiles', base: 70, tile: 140, multiplier: 1 },
};

const count = (messages: Message[], model: Counted, more: Partial<ChatCompletionRequest> = {}): PromptTokens =>
  countPromptTokens({ model: 'any', messages, ...more }, model, tokenizer);
const total = (...given: Parameters<typeof count>): number => count(...given).total;

const call = (id: string, name: string, args: string): Message => ({
  role: 'assistant',
  content: null,
  tool_calls: [{ id, type: 'function', function: { name, arguments: args } }],
});
const result = (id: string, content: string): Message => ({ role: 'tool', tool_call_id: id, content });
const tool = (name: string, properties: object, description = ''): Tool => ({
  type: 'function',
  function: { name, description, parameters: { type: 'object', properties, required: Object.keys(properties) } },
});
const image = (url: string, detail: 'auto' | 'low' | 'high' = 'auto'): Message => ({
  role: 'user',
  content: [{ type: 'image_url', image_url: { url, detail } }],
});
/** The header of a PNG, which is all that is read. */
const png = (width: number, height: number): string => {
  const bytes = new Uint8Array(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  return `data:image/png;base64,${btoa(String.fromCharCode(...bytes))}`;
};

describe('countPromptTokens', () => {
  it('counts the example of the official reference as 19', () => {
    const messages: Message[] = [{ role: 'developer', content: 'You are a helpful assistant.' }, user('Hello!')];
    expect(count(messages, GPT_4O)).toEqual({ total: 19, image: 0, estimated: false });
  });

  it('counts "What is the capital of France?" as 13 on a reasoning model', () => {
    expect(total([user('What is the capital of France?')], GPT_5)).toBe(13);
  });

  it('adds one to the tokens of a name', () => {
    const named: Message = { role: 'user', content: 'Hello!', name: 'alice' };
    expect(total([named], GPT_4O) - total([user('Hello!')], GPT_4O)).toBe(1 + tokenizer.count('alice'));
  });

  it('counts text parts one by one', () => {
    const parts: Message = {
      role: 'user',
      content: [
        { type: 'text', text: 'Hel' },
        { type: 'text', text: 'lo!' },
      ],
    };
    expect(total([parts], GPT_4O)).toBe(3 + 4 + tokenizer.count('Hel') + tokenizer.count('lo!'));
  });

  it('adds as many tokens for tools as recorded of gpt-4o: 30 for one, 40 for two beside a system message', () => {
    const one = [tool('get_weather', { city: { type: 'string' } })];
    expect(total([user('Hi')], GPT_4O, { tools: one }) - total([user('Hi')], GPT_4O)).toBe(30);
    const two = ['create_file', 'delete_file'].map((name) => tool(name, { path: { type: 'string' } }));
    const messages: Message[] = [{ role: 'system', content: 'Just call tools.' }, user('Hi')];
    expect(total(messages, GPT_4O, { tools: two }) - total(messages, GPT_4O)).toBe(40);
  });

  it('adds as many tokens for tools as recorded of the gpt-5 family: over a hundred for the smallest', () => {
    const without = total([user('Hi')], GPT_5);
    const added = (one: Tool): number => total([user('Hi')], GPT_5, { tools: [one] }) - without;
    expect(added(tool('get_mixed_content', {}))).toBe(107);
    expect(added(tool('get_weather', { city: { type: 'string' } }, 'Get weather for a city'))).toBe(118);
  });

  it('counts the former functions like tools', () => {
    const one = tool('get_weather', { city: { type: 'string' } });
    expect(total([user('Hi')], GPT_5, { functions: [one.function ?? { name: '' }] })).toBe(
      total([user('Hi')], GPT_5, { tools: [one] }),
    );
  });

  it('counts a tool call and its result beside name, arguments and result', () => {
    const before = [user('Weather?')];
    const after = [...before, call('a', 'get_weather', '{"city":"Paris"}'), result('a', 'sunny in Paris')];
    const own =
      tokenizer.count('get_weather') + tokenizer.count('{"city":"Paris"}') + tokenizer.count('sunny in Paris');
    expect(total(after, GPT_4O) - total(before, GPT_4O) - own).toBe(15);
    expect(total(after, GPT_5) - total(before, GPT_5) - own).toBe(21);
  });

  it('counts two calls at once as one call of a tool that makes both, on gpt-4o', () => {
    const both: Message = {
      role: 'assistant',
      tool_calls: ['a', 'b'].map((id) => ({ id, type: 'function', function: { name: id, arguments: '{"x": 1}' } })),
    };
    const shown =
      '{"tool_uses":[{"recipient_name":"functions.a","parameters":{"x":1}},' +
      '{"recipient_name":"functions.b","parameters":{"x":1}}]}';
    expect(total([both], GPT_4O)).toBe(3 + 4 + 12 + tokenizer.count(shown));
    expect(total([both], GPT_5)).toBeGreaterThan(2 + 4 + 2 * 11);
  });

  it('counts calls whose arguments are not JSON', () => {
    expect(total([call('a', 'f', '{broken')], GPT_4O)).toBeGreaterThan(12);
  });

  it('counts a json_schema about as its text, and other formats as nothing', () => {
    const schema = { type: 'object', properties: { answer: { type: 'string' } }, required: ['answer'] };
    const format = (response_format: object): number => total([user('Hi')], GPT_5, { response_format } as object);
    const plain = total([user('Hi')], GPT_5);
    const text = tokenizer.count(JSON.stringify(schema));
    expect(Math.abs(format({ type: 'json_schema', json_schema: { name: 'a', schema } }) - plain - text)).toBeLessThan(
      7,
    );
    expect(format({ type: 'json_object' })).toBe(plain);
  });

  it.each([
    [3008, 2000, GPT_4O, 1105],
    [2560, 1669, GPT_4O, 1105],
    [800, 400, GPT_4O, 425],
    [1024, 1024, GPT_5, 630],
  ])('counts an image of %i × %i from its header', (width, height, model, tokens) => {
    expect(count([image(png(width, height))], model)).toMatchObject({ image: tokens, estimated: false });
  });

  it('counts an image of low detail as the base alone', () => {
    expect(count([image(png(3008, 2000), 'low')], GPT_4O)).toMatchObject({ image: 85, estimated: false });
    expect(count([image('https://example.com/a.png', 'low')], GPT_5)).toMatchObject({ image: 70, estimated: false });
  });

  it('takes an image behind a URL for 1024 × 1024, and says so', () => {
    expect(count([image('https://example.com/a.png')], GPT_5)).toMatchObject({ image: 630, estimated: true });
  });

  it('estimates files by their length', () => {
    const file = { type: 'file', file: { file_data: `data:application/pdf;base64,${'A'.repeat(17_716)}` } };
    const { total: tokens, estimated } = count([{ role: 'user', content: [file] } as Message], GPT_4O);
    expect(estimated).toBe(true);
    expect(tokens).toBeGreaterThan(150);
  });

  it('survives a tool and a schema that are nested 10,000 deep', () => {
    let deep: object = { type: 'string' };
    for (let i = 0; i < 10_000; i++) deep = { type: 'object', properties: { a: deep } };
    const format = { type: 'json_schema', json_schema: { name: 'a', schema: deep } };
    expect(
      total([user('Hi')], GPT_5, { tools: [tool('f', { deep })], response_format: format } as object),
    ).toBeGreaterThan(0);
  });
});

describe('roundCached', () => {
  it.each([
    [0, 0],
    [1023, 0],
    [1024, 1024],
    [1500, 1408],
    [100_000, 99_968],
  ])('rounds %i to %i', (tokens, cached) => {
    expect(roundCached(tokens)).toBe(cached);
  });
});
