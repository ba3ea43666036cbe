const { createMock, StarmockError } = require('starmock');
const { transcripts } = require('starmock/fixtures');
const { verify } = require('starmock/verify');

const ask = (content, over = {}) => ({
  method: 'POST',
  headers: { authorization: 'Bearer k', 'content-type': 'application/json' },
  body: JSON.stringify({ model: 'gpt-5.1', messages: [{ role: 'user', content }], ...over }),
});

test('answers', async () => {
  const mock = createMock({ seed: 7, scenarios: [{ match: { user: 'ping' }, reply: 'pong' }] });
  const response = await mock.fetch('http://mock/v1/chat/completions', ask('ping'));
  expect((await response.json()).choices[0].message.content).toBe('pong');
  const text = await (
    await mock.fetch(
      'http://mock/v1/chat/completions',
      ask('Give me JSON of a person', {
        stream: true,
        response_format: {
          type: 'json_schema',
          json_schema: {
            name: 'p',
            schema: {
              type: 'object',
              properties: { name: { type: 'string' }, email: { type: 'string', format: 'email' } },
              required: ['name', 'email'],
              additionalProperties: false,
            },
          },
        },
      }),
    )
  ).text();
  expect(text).toContain('[DONE]');
  for (const [path, body] of [
    ['embeddings', { model: 'text-embedding-3-small', input: 'x' }],
    ['responses', { model: 'gpt-5.1', input: 'x' }],
    ['moderations', { input: 'x' }],
    ['completions', { model: 'gpt-3.5-turbo-instruct', prompt: 'x' }],
  ])
    expect([
      (await mock.fetch(`http://mock/v1/${path}`, { ...ask(''), body: JSON.stringify(body) })).status,
      path,
    ]).toEqual([200, path]);
  await mock.close();
});
test('serves and verifies', async () => {
  const mock = createMock({ profile: 'openai', faults: ['finish.stop-with-tools'] });
  const { url } = await mock.listen();
  let report;
  for await (const event of verify({
    baseUrl: url,
    apiKey: 'k',
    models: ['gpt-5.1'],
    profile: 'openai',
    only: ['finish'],
    pause: async () => {},
  }))
    if (event.type === 'end') report = event.report;
  expect(report.tool.version).toMatch(/^\d+\.\d+\.\d+/);
  expect(report.totals.pass).toBeGreaterThan(0);
  await mock.close(0);
}, 60000);
test('has transcripts and error codes', () => {
  expect(transcripts.text.body.object).toBe('chat.completion');
  expect(() => createMock({ nothing: 1 })).toThrow(StarmockError);
  expect(() => createMock({ nothing: 1 })).toThrow(expect.objectContaining({ code: 'BAD_OPTION' }));
});
test('has handlers', async () => {
  const { setupServer } = require('msw/node');
  const { handlers } = require('starmock/msw');
  const server = setupServer(...handlers({ scenarios: [{ reply: 'From msw.' }] }));
  server.listen();
  expect(await (await fetch('https://api.openai.com/v1/chat/completions', ask('x'))).text()).toContain('From msw.');
  server.close();
});
