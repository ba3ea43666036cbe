// oxlint-disable vitest/no-standalone-expect -- the rule does not know a `test` that another module has extended
// A suite as a user of the package writes it. `suite.test.ts` copies it into an empty project, compiles it there and runs it.
import { setupServer } from 'msw/node';
import OpenAI from 'openai';
import { createMock, StarmockError, virtualClock, type Mock, type Scenario, type VirtualClock } from 'starmock';
import { completion, reassemble, stream, toolCall, transcripts, validate } from 'starmock/fixtures';
import { handlers } from 'starmock/msw';
import { analyse, verify, type Report } from 'starmock/verify';
import { test } from 'starmock/vitest';
import { afterEach, describe, expect } from 'vitest';

const messages = [{ role: 'user' as const, content: 'What is the weather in Tokyo?' }];
const clientOf = (fetch: typeof globalThis.fetch): OpenAI =>
  new OpenAI({ apiKey: 'any', baseURL: 'http://mock/v1', fetch });

describe('starmock', () => {
  test('answers what a scenario says', async () => {
    const weather: Scenario = { match: { user: 'weather' }, reply: 'Sunny.' };
    await using mock: Mock = createMock({ scenarios: [weather] });
    const { choices } = await clientOf(mock.fetch).chat.completions.create({ model: 'gpt-5.1', messages });
    expect(choices[0]?.message.content).toBe('Sunny.');
  });

  test('refuses a mistake in a scenario', async () => {
    // @ts-expect-error no such condition
    const wrong: Scenario = { match: { usr: 'weather' }, reply: 'Sunny.' };
    const warming = createMock({ scenarios: [wrong] }).warm();
    await expect(warming).rejects.toThrow(StarmockError);
    await expect(warming).rejects.toThrow('did you mean "user"?');
  });
});

describe('starmock/vitest', () => {
  test('gives each test a mock and matchers', async ({ mock }) => {
    const scenario: Scenario = { reply: { tool_calls: [{ name: 'get_weather', arguments: { city: 'Tokyo' } }] } };
    await mock.use(scenario);
    const tools = [{ type: 'function' as const, function: { name: 'get_weather', parameters: {} } }];
    const answer = await clientOf(mock.fetch).chat.completions.create({ model: 'gpt-5.1', messages, tools });
    expect(mock).toHaveReceivedTool('get_weather', { city: 'Tokyo' });
    await expect(answer).toConformTo('ChatCompletion');
  });

  test('says so when a stream was another', async ({ mock }) => {
    await mock.use({ reply: 'Sunny.' });
    await clientOf(mock.fetch).chat.completions.stream({ model: 'gpt-5.1', messages, stream: true }).done();
    expect(mock).toHaveStreamed('Sunny.');
    expect(() => expect(mock).toHaveStreamed('Rainy.')).toThrow(/expected a stream of Rainy/);
  });

  test('serves what reads the environment', async ({ environment, mock }) => {
    expect(process.env['OPENAI_BASE_URL']).toBe(environment.baseURL);
    await new OpenAI().chat.completions.create({ model: 'gpt-5.1', messages });
    expect(mock.requests).toHaveLength(1);
  });

  test('lets a slow answer take no time', async () => {
    const clock: VirtualClock = virtualClock();
    const slow: Scenario = { reply: { text: 'Slow.', timing: { first_token_ms: 60_000 } } };
    await using mock = createMock({ speed: 'realistic', clock, scenarios: [slow] });
    await clientOf(mock.fetch).chat.completions.create({ model: 'gpt-5.1', messages });
    expect(clock.now()).toBeGreaterThanOrEqual(60_000);
  });
});

describe('starmock/msw', () => {
  const server = setupServer();
  afterEach(() => server.close());

  test('answers what a client sends to the world, retries included', async () => {
    const mock = createMock({
      scenarios: [{ sequence: [{ error: { status: 429, retry_after_ms: 10 }, times: 2 }, 'From msw.'] }],
    });
    server.use(...handlers({ mock }));
    server.listen();
    const client = new OpenAI({ apiKey: 'any', baseURL: 'https://api.openai.com/v1' });
    const { choices } = await client.chat.completions.create({ model: 'gpt-5.1', messages });
    expect(choices[0]?.message.content).toBe('From msw.');
    expect(mock.requests.map(({ status }) => status)).toEqual([429, 429, 200]);
  });
});

describe('starmock/fixtures', () => {
  test('has transcripts to hand to a client', async () => {
    const transcript = transcripts['text-stream'];
    const said = await clientOf(async () => transcript.response()).chat.completions.create({
      model: 'gpt-5.1',
      messages,
      stream: true,
    });
    let text = '';
    for await (const chunk of said) text += chunk.choices[0]?.delta.content ?? '';
    expect(text).toBe(reassemble(transcript.bytes).choices[0]?.message.content);
    expect(text).not.toBe('');
  });

  test('builds what obeys the contract', async () => {
    const whole = completion({ tool_calls: [toolCall('get_weather', { city: 'Tokyo' })] });
    expect(await validate(whole)).toEqual([]);
    const streamed = stream({ text: 'Sunny.' });
    expect(streamed.chunks.length).toBeGreaterThan(1);
    await expect(streamed.bytes).toBeConformingStream();
  });
});

describe('starmock/verify', () => {
  test('verifies an endpoint, and tells of it as it goes', async () => {
    await using mock = createMock({ faults: ['finish.unknown-value-eos'] });
    const { url } = await mock.listen();
    const types = new Set<string>();
    let report: Report | undefined;
    for await (const event of verify({
      baseUrl: url,
      apiKey: 'sk-outside-01',
      models: ['gpt-5.1'],
      only: ['finish'],
    })) {
      types.add(event.type);
      if (event.type === 'end') ({ report } = event);
    }
    expect([...types]).toEqual(expect.arrayContaining(['start', 'plan', 'probe-end', 'result', 'end']));
    expect(report?.results.find(({ check }) => check === 'finish.value')?.status).toBe('fail');
  });

  test('analyses what somebody else has recorded', async () => {
    const { request, text } = transcripts['text-stream'];
    expect((await analyse({ request, body: text })).passed).toBe(true);
    const { findings, passed } = await analyse({ request, body: text.replace('data: [DONE]', '') });
    const broken = findings.filter(({ level }) => level === 'MUST').map(({ requirement }) => requirement);
    expect([passed, broken]).toEqual([false, ['sse.done.once']]);
  });
});
