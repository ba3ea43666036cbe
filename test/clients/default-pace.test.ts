// `starmock serve` with nothing configured at all: the pace of the real models.
import OpenAI from 'openai';
import { expect, test } from 'vitest';
import { serve } from '../support/serve.ts';

const served = serve();

test('streams a short answer token by token, over time', async () => {
  const client = new OpenAI({ apiKey: 'sk-test', baseURL: served.url });
  const started = performance.now();
  const stream = await client.chat.completions.create({
    model: 'gpt-5.1',
    messages: [{ role: 'user', content: 'Explain how rainbows form' }],
    max_completion_tokens: 60,
    stream: true,
  });
  const arrivals: number[] = [];
  for await (const chunk of stream) {
    if (chunk.choices[0]?.delta.content) arrivals.push(performance.now() - started);
  }
  // The median wait for the first token is 420 ms and a token takes 14 ms; both stay far above these bounds, which a busy
  // machine can only exceed.
  expect(arrivals.length).toBeGreaterThan(20);
  expect(arrivals[0]).toBeGreaterThan(50);
  expect(arrivals.at(-1)).toBeGreaterThan(250);
});

test('waits as long before a plain answer as its tokens would take', async () => {
  const client = new OpenAI({ apiKey: 'sk-test', baseURL: served.url });
  const started = performance.now();
  const { data, response } = await client.chat.completions
    .create({
      model: 'gpt-5.1',
      messages: [{ role: 'user', content: 'Explain how rainbows form' }],
      max_completion_tokens: 40,
    })
    .withResponse();
  const announced = Number(response.headers.get('openai-processing-ms'));
  expect(data.usage?.completion_tokens).toBeLessThanOrEqual(40);
  expect(announced).toBeGreaterThan(100);
  // Timers may fire a little early against this clock.
  expect(performance.now() - started).toBeGreaterThan(announced * 0.9);
});
