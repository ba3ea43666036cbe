import { describe, expect, it } from 'vitest';
import { hashRequest } from '../../../../src/engine/canonical-hash.ts';
import type { EngineRequest } from '../../../../src/engine/request.ts';
import { engineMessages, sentItems } from '../../../../src/endpoints/responses/conversation.ts';
import { engineRequest } from '../../../../src/endpoints/responses/engine-request.ts';

const call = (id: string, name = 'dig'): Record<string, unknown> => ({
  type: 'function_call',
  call_id: id,
  name,
  arguments: '{}',
});
const called = (id: string, name = 'dig'): object => ({ id, type: 'function', function: { name, arguments: '{}' } });

describe('the items of a conversation as messages', () => {
  it('are a string, or each by itself', () => {
    expect(engineMessages(sentItems({ input: 'Hi' }))).toEqual([{ role: 'user', content: 'Hi' }]);
    expect(sentItems({ input: '' })).toEqual([]);
    expect(
      engineMessages([
        { role: 'developer', content: 'Be brief.' },
        { role: 'user', content: [{ type: 'input_text', text: 'Hi' }] },
      ]),
    ).toEqual([
      { role: 'developer', content: 'Be brief.' },
      { role: 'user', content: 'Hi' },
    ]);
  });

  it('join the calls after a message to it, and go on without one', () => {
    const said = { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Digging.' }] };
    const result = { type: 'function_call_output', call_id: 'a', output: 'sand' };
    expect(engineMessages([said, call('a'), call('b', 'fill'), result, call('c')])).toEqual([
      { role: 'assistant', content: 'Digging.', tool_calls: [called('a'), called('b', 'fill')] },
      { role: 'tool', tool_call_id: 'a', content: 'sand' },
      { role: 'assistant', content: null, tool_calls: [called('c')] },
    ]);
  });

  it('say nothing where they are thoughts or of hosted tools, which part no turn', () => {
    const thoughts = { type: 'reasoning', id: 'rs_1', summary: [] };
    const items = [thoughts, call('a'), thoughts, { type: 'web_search_call', id: 'ws_1' }, call('b')];
    expect(engineMessages(items)).toEqual([
      { role: 'assistant', content: null, tool_calls: [called('a'), called('b')] },
    ]);
  });

  it('keep images and files, and the texts of results', () => {
    const content = [
      { type: 'input_text', text: 'See:' },
      { type: 'input_image', image_url: 'https://files.test/a.png' },
      { type: 'input_file', filename: 'a.pdf', file_data: 'data:application/pdf;base64,AA==', file_url: null },
    ];
    const output = [{ type: 'input_text', text: 'one' }, content[1], { type: 'input_text', text: 'two' }];
    expect(
      engineMessages([
        { role: 'user', content },
        { type: 'function_call_output', call_id: 'a', output },
      ]),
    ).toEqual([
      {
        role: 'user',
        content: [
          { type: 'text', text: 'See:' },
          { type: 'image_url', image_url: { url: 'https://files.test/a.png', detail: 'auto' } },
          { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,AA==' } },
        ],
      },
      {
        role: 'tool',
        tool_call_id: 'a',
        content: [
          { type: 'text', text: 'one' },
          { type: 'text', text: 'two' },
        ],
      },
    ]);
  });

  it('tell a refusal from words', () => {
    const parts = [{ type: 'refusal', refusal: 'I cannot.' }];
    expect(engineMessages([{ role: 'assistant', content: parts }])).toEqual([
      { role: 'assistant', content: null, refusal: 'I cannot.' },
    ]);
  });
});

describe('a request for the engine', () => {
  const items = sentItems({ input: 'Hi' });
  const made = (body: Record<string, unknown>): EngineRequest => engineRequest({ model: 'gpt-5.1', ...body }, items);

  it('begins with the instructions', () => {
    expect(made({ instructions: 'Be brief.' })).toEqual({
      model: 'gpt-5.1',
      messages: [
        { role: 'developer', content: 'Be brief.' },
        { role: 'user', content: 'Hi' },
      ],
    });
  });

  it('is the same whatever does not shape the words', () => {
    const same = {
      store: false,
      stream: true,
      metadata: { run: '1' },
      include: ['reasoning.encrypted_content'],
      user: 'u',
      truncation: 'auto',
    };
    const hash = (body: Record<string, unknown>): string => hashRequest(made(body));
    expect(hash({ ...same, tools: [], text: {}, tool_choice: 'auto' })).toBe(hash({}));
    expect(hash({ instructions: 'Be brief.' })).not.toBe(hash({}));
  });

  it('has tools, formats and efforts in the form of chat completions', () => {
    const parameters = { type: 'object' };
    const format = { type: 'json_schema', name: 'Map', schema: parameters, strict: true, description: null };
    expect(
      made({
        tools: [{ type: 'function', name: 'dig', parameters, strict: null }, { type: 'web_search' }],
        tool_choice: { type: 'function', name: 'dig' },
        text: { format, verbosity: 'low' },
        reasoning: { effort: 'high', summary: 'auto' },
        max_output_tokens: 99,
        include: ['message.output_text.logprobs'],
        top_logprobs: 2,
      }),
    ).toMatchObject({
      tools: [{ type: 'function', function: { name: 'dig', parameters } }],
      tool_choice: { type: 'function', function: { name: 'dig' } },
      response_format: { type: 'json_schema', json_schema: { name: 'Map', schema: parameters, strict: true } },
      verbosity: 'low',
      reasoning_effort: 'high',
      max_completion_tokens: 99,
      logprobs: true,
      top_logprobs: 2,
    });
  });

  it.each([
    [{ type: 'web_search' }, 'auto'],
    [{ type: 'allowed_tools', mode: 'required', tools: [{ type: 'web_search' }] }, 'auto'],
    ['required', 'required'],
  ])('leaves the model free where a tool is chosen that is never called: %j', (choice, wanted) => {
    expect(
      made({ tools: [{ type: 'function', name: 'dig' }, { type: 'web_search' }], tool_choice: choice }),
    ).toMatchObject({
      tool_choice: wanted,
    });
  });

  it('allows the named tools alone', () => {
    const choice = { type: 'allowed_tools', mode: 'required', tools: [{ type: 'function', name: 'dig' }] };
    expect(made({ tools: [{ type: 'function', name: 'dig' }], tool_choice: choice })).toMatchObject({
      tool_choice: {
        type: 'allowed_tools',
        allowed_tools: { mode: 'required', tools: [{ type: 'function', function: { name: 'dig' } }] },
      },
    });
  });
});
