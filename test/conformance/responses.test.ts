// What /v1/responses keeps, finds again, and refuses.
import { describe, expect, test } from 'vitest';
import { post, refusal, testMock } from '../support/mock.ts';
import { callResponses, respond, responseEvents, textOf, type ResponseBody } from '../support/responses.ts';

const mock = testMock({ profile: 'openai', selfCheck: true });

const WEATHER = {
  type: 'function',
  name: 'get_weather',
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};
const ASKED = { model: 'gpt-5', input: "What's the weather in Tokyo?", tools: [WEATHER] };
const RESULT = '{"celsius":21}';

const call = (path: string, method = 'GET', key = 'sk-test'): Promise<Response> =>
  callResponses(mock, undefined, { method, path, key });

const resultFor = ({ output }: ResponseBody): object => ({
  type: 'function_call_output',
  call_id: output.at(-1)?.call_id,
  output: RESULT,
});

describe('a kept response', () => {
  test('is fetched as it was answered, byte for byte', async () => {
    const answered = await (await callResponses(mock, { model: 'gpt-5.1', input: 'Hello!' })).text();
    const { id } = JSON.parse(answered) as ResponseBody;
    const fetched = await call(`/${id}`);
    expect(await fetched.text()).toBe(answered);
    expect(answered).toContain('\n  "temperature": 1.0,\n');
    expect(answered.endsWith('}')).toBe(true);
  });

  test('is there as soon as the last event of its stream is', async () => {
    const stream = await (await callResponses(mock, { model: 'gpt-5.1', input: 'Hello!', stream: true })).text();
    const last = responseEvents(stream).at(-1) as unknown as { response: ResponseBody };
    const fetched = (await (await call(`/${last.response.id}`)).json()) as ResponseBody;
    expect(fetched.output).toEqual(last.response.output);
  });

  test('is deleted, and what continues it still knows what was said', async () => {
    const first = await respond(mock, ASKED);
    const second = await respond(mock, { ...ASKED, input: [resultFor(first)], previous_response_id: first.id });
    expect(await (await call(`/${first.id}`, 'DELETE')).json()).toEqual({
      id: first.id,
      object: 'response',
      deleted: true,
    });
    expect((await call(`/${first.id}`)).status).toBe(404);
    expect((await call(`/${first.id}/input_items`)).status).toBe(404);
    const lost = await callResponses(mock, { ...ASKED, previous_response_id: first.id });
    expect(await refusal(lost)).toMatchObject({ status: 400, code: 'previous_response_not_found' });
    const third = await respond(mock, { model: 'gpt-5', input: 'Thanks!', previous_response_id: second.id });
    // The thoughts of the turn that is over are forgotten, and the tools are gone.
    const thoughts = first.usage.output_tokens_details.reasoning_tokens;
    expect(third.usage.input_tokens).toBeGreaterThan(second.usage.input_tokens - thoughts - 120);
    expect(third.previous_response_id).toBe(second.id);
  });

  test('lists what it was asked, page by page', async () => {
    const input = ['one', 'two', 'three'].map((content) => ({ role: 'user', content }));
    const { id } = await respond(mock, { model: 'gpt-5.1', input });
    const list = async (
      query: string,
    ): Promise<{ data: { id: string; content: { text: string }[] }[]; has_more: boolean }> =>
      (await (await call(`/${id}/input_items${query}`)).json()) as never;
    const texts = (found: Awaited<ReturnType<typeof list>>): unknown => found.data.map((item) => item.content[0]?.text);
    const all = await list('');
    expect(texts(all)).toEqual(['three', 'two', 'one']);
    const page = await list('?order=asc&limit=2');
    expect([texts(page), page.has_more]).toEqual([['one', 'two'], true]);
    const rest = await list(`?order=asc&limit=2&after=${page.data[1]?.id}`);
    expect([texts(rest), rest.has_more]).toEqual([['three'], false]);
    expect((await call(`/${id}/input_items?limit=0`)).status).toBe(400);
  });

  test('is seen by its own session only, and not kept where the request says so', async () => {
    const { id } = await respond(mock, { model: 'gpt-5.1', input: 'Hello!' }, 'sk-one');
    expect((await call(`/${id}`, 'GET', 'sk-two')).status).toBe(404);
    expect((await call(`/${id}`, 'GET', 'sk-one')).status).toBe(200);
    const unkept = await respond(mock, { model: 'gpt-5.1', input: 'Hello!', store: false });
    expect(await refusal(await call(`/${unkept.id}`))).toMatchObject({ status: 404, param: null, code: null });
  });
});

describe('the second turn', () => {
  test('says the same by items, by references, by the previous response, and at chat completions', async () => {
    const user = { role: 'user', content: ASKED.input };
    const first = await respond(mock, { ...ASKED, input: [user] });
    const [thoughts, called] = first.output;
    expect([thoughts?.type, called?.type]).toEqual(['reasoning', 'function_call']);
    const result = resultFor(first);
    const references = first.output.map(({ id }) => ({ type: 'item_reference', id }));
    const bare = { type: 'reasoning', id: thoughts?.id, summary: [] };
    const ways = [
      { ...ASKED, input: [user, ...first.output, result] },
      { ...ASKED, input: [user, ...references, result] },
      { ...ASKED, input: [user, bare, called, result] },
      { ...ASKED, input: [result], previous_response_id: first.id },
    ];
    const answers = await Promise.all(ways.map((way) => respond(mock, way)));
    const texts = answers.map(textOf);
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toContain('21');
    expect(new Set(answers.map(({ usage }) => usage.input_tokens)).size).toBe(1);
    const conversation = (id = ''): string => id.slice(id.indexOf('_') + 1).slice(0, 16);
    expect(new Set([first, ...answers].map(({ id }) => conversation(id))).size).toBe(1);
  });

  test('takes thoughts back that the client has kept, and refuses forged ones', async () => {
    const asked = { ...ASKED, store: false, include: ['reasoning.encrypted_content'] };
    const first = await respond(mock, asked);
    const input = [{ role: 'user', content: ASKED.input }, ...first.output, resultFor(first)];
    expect(textOf(await respond(mock, { ...asked, input }))).toContain('21');
    const forged = input.map((item) =>
      'encrypted_content' in item ? { ...item, encrypted_content: 'gAAAAABo' } : item,
    );
    expect(await refusal(await callResponses(mock, { ...asked, input: forged }))).toMatchObject({
      status: 400,
      code: 'invalid_encrypted_content',
    });
  });

  test('remembers no answer of another session for the same text', async () => {
    const first = await respond(mock, ASKED, 'sk-a');
    const body = { ...ASKED, input: [resultFor(first)], previous_response_id: first.id };
    for (const key of ['sk-b', 'sk-b', 'sk-b']) {
      // oxlint-disable-next-line no-await-in-loop
      expect((await callResponses(mock, body, { key })).status).toBe(400);
    }
    expect((await callResponses(mock, body, { key: 'sk-a' })).status).toBe(200);
  });
});

test('an answer in the background is queued, in progress, and done, or cancelled', async () => {
  const { id, ...queued } = await respond(mock, { model: 'gpt-5.1', input: 'Hello!', background: true });
  expect(queued).toMatchObject({ status: 'queued', output: [], usage: null });
  const look = async (): Promise<string> => ((await (await call(`/${id}`)).json()) as ResponseBody).status;
  expect([await look(), await look(), await look(), await look()]).toEqual([
    'queued',
    'in_progress',
    'completed',
    'completed',
  ]);
  const other = await respond(mock, { model: 'gpt-5.1', input: 'Hello!', background: true });
  expect(await (await call(`/${other.id}/cancel`, 'POST')).json()).toMatchObject({ status: 'cancelled' });
  expect(await (await call(`/${other.id}`)).json()).toMatchObject({ status: 'cancelled', output: [] });
  const plain = await respond(mock, { model: 'gpt-5.1', input: 'Hello!' });
  expect((await call(`/${plain.id}/cancel`, 'POST')).status).toBe(400);
});

const X = { model: 'gpt-5.1', input: 'x' };

describe('an error', () => {
  test.each([
    [{ model: 'nope', input: 'x' }, 400, 'model', 'model_not_found', "The requested model 'nope' does not exist."],
    [{ model: 'gpt-5.1' }, 400, 'input', 'missing_required_parameter', 'One of "input"'],
    [{ ...X, messages: [] }, 400, null, 'unsupported_parameter', "moved to 'input'"],
    [{ ...X, response_format: { type: 'text' } }, 400, null, 'unsupported_parameter', "moved to 'text.format'"],
    [{ ...X, stop: 'x' }, 400, 'stop', 'unknown_parameter', "Unknown parameter: 'stop'."],
    [{ ...X, max_output_tokens: 15 }, 400, 'max_output_tokens', 'integer_below_min_value', '>= 16, but got 15'],
    [
      { ...X, tools: [{ type: 'function', function: { name: 'f' } }] },
      400,
      'tools[0].name',
      'missing_required_parameter',
      "'tools[0].name'",
    ],
    [
      { ...X, text: { format: { type: 'json_schema', schema: {} } } },
      400,
      'text.format.name',
      'missing_required_parameter',
      "'text.format.name'",
    ],
    [{ ...X, text: { format: { type: 'json_object' } } }, 400, 'input', null, "must contain the word 'json'"],
    [
      { ...X, input: [{ role: 'user', content: [{ type: 'text', text: 'x' }] }] },
      400,
      'input[0].content[0].type',
      'invalid_value',
      "Invalid value: 'text'.",
    ],
    [
      { ...X, input: [{ type: 'function_call', id: 'call_x', call_id: 'c', name: 'f', arguments: '{}' }] },
      400,
      'input[0].id',
      'invalid_value',
      "begins with 'fc'",
    ],
    [
      {
        ...X,
        input: [
          { role: 'user', content: 'a', id: 'msg_a' },
          { role: 'user', content: 'b', id: 'msg_a' },
        ],
      },
      400,
      'input',
      null,
      'Duplicate item found with id msg_a.',
    ],
    [{ ...X, input: [{ type: 'item_reference', id: 'rs_x' }] }, 404, 'input', null, "Item with id 'rs_x' not found."],
    [
      { ...X, store: false, input: [{ type: 'item_reference', id: 'rs_x' }] },
      404,
      'input',
      null,
      'not persisted when `store` is set to false',
    ],
    [
      { ...X, previous_response_id: 'resp_x' },
      400,
      'previous_response_id',
      'previous_response_not_found',
      "'resp_x' not found",
    ],
    [
      { ...X, input: [{ type: 'function_call_output', call_id: 'call_x', output: '' }] },
      400,
      'input',
      null,
      'No tool call found for function call output with call_id call_x.',
    ],
    [
      { ...X, input: [{ type: 'function_call', call_id: 'call_x', name: 'f', arguments: '{}' }] },
      400,
      'input',
      null,
      'No tool output found for function call call_x.',
    ],
    [
      { ...X, tool_choice: { type: 'function', name: 'f' }, tools: [WEATHER] },
      400,
      'tool_choice',
      null,
      "Tool choice 'f' not found in 'tools' parameter.",
    ],
    [
      { model: 'gpt-4o', input: 'x', include: ['reasoning.encrypted_content'] },
      400,
      'include',
      null,
      'Encrypted content is not supported',
    ],
    [
      { model: 'gpt-4o', input: 'x', reasoning: { effort: 'low' } },
      400,
      'reasoning.effort',
      'unsupported_parameter',
      "'reasoning.effort' is not supported",
    ],
    [
      { model: 'gpt-5', input: 'x', temperature: 0 },
      400,
      'temperature',
      'unsupported_parameter',
      "'temperature' is not supported",
    ],
  ])('is told in the words of the API: %j', async (body, status, param, code, words) => {
    const refused = await refusal(await callResponses(mock, body));
    expect(refused).toMatchObject({ status, param, code });
    expect(refused.message).toContain(words);
  });

  test('asks a client that tries a WebSocket to send a request', async () => {
    const response = await mock.fetch('http://mock/v1/responses', {
      headers: { authorization: 'Bearer sk-test', upgrade: 'websocket' },
    });
    expect(response.status).toBe(426);
  });
});

test.each([
  ['gpt-5', 82],
  ['gpt-4o', 6],
])('tools of %s cost %i tokens less than at chat completions', async (model, less) => {
  const { name, parameters } = WEATHER;
  const chat = await post(mock, {
    model,
    messages: [{ role: 'user', content: ASKED.input }],
    tools: [{ type: 'function', function: { name, parameters } }],
  });
  const { usage } = (await chat.json()) as { usage: { prompt_tokens: number } };
  expect((await respond(mock, { ...ASKED, model })).usage.input_tokens).toBe(usage.prompt_tokens - less);
  const bare = await respond(mock, { model, input: ASKED.input });
  const said = await post(mock, { model, messages: [{ role: 'user', content: ASKED.input }] });
  expect(bare.usage.input_tokens).toBe(
    ((await said.json()) as typeof chat & { usage: { prompt_tokens: number } }).usage.prompt_tokens,
  );
});

test('tools are repeated as the API repeats them, and hosted ones are never called', async () => {
  const hosted = { type: 'web_search', user_location: null };
  const open = { ...WEATHER, description: '' };
  const loose = { ...WEATHER, name: 'loose', strict: false };
  const { tools, output } = await respond(mock, { ...ASKED, tools: [open, loose, hosted], tool_choice: 'required' });
  expect(tools).toMatchObject([
    { strict: true, description: null, parameters: { additionalProperties: false } },
    { strict: false, parameters: WEATHER.parameters },
    hosted,
  ]);
  expect(output.at(-1)?.name).toMatch(/get_weather|loose/);
});

test('an answer that is cut is incomplete, and its open item too', async () => {
  const cut = await respond(mock, { model: 'gpt-5.1', input: 'Write an essay about the sea', max_output_tokens: 16 });
  expect(cut).toMatchObject({
    status: 'incomplete',
    incomplete_details: { reason: 'max_output_tokens' },
    completed_at: null,
  });
  expect(cut.output).toMatchObject([{ type: 'message', status: 'incomplete' }]);
  expect(cut.usage.output_tokens).toBe(16);
});

test('equal requests get equal answers where ids are stable, chains included', async () => {
  const frozen = [1, 2].map(() => testMock({ stableIds: true }));
  const chains = await Promise.all(
    frozen.map(async (one) => {
      const first = await respond(one, { model: 'gpt-5.1', input: 'Hello!' });
      const body = { model: 'gpt-5.1', input: 'And you?', previous_response_id: first.id };
      return [first, await respond(one, body), await respond(one, body)];
    }),
  );
  expect(chains[0]).toEqual(chains[1]);
});
