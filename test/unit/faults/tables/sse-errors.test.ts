import { describe, expect, test } from 'vitest';
import { bent, headerOf } from '../subjects.ts';

describe('the faults of errors in streams', () => {
  test.each([
    ['sse.error-midstream', { error: { message: expect.any(String), type: 'server_error' } }],
    ['sse.error-midstream-string', { error: expect.any(String) }],
    ['sse.error-midstream-detail', { detail: expect.any(String) }],
    ['sse.error-midstream-code-msg', { code: 500, msg: expect.any(String) }],
    ['sse.error-midstream-event', { message: expect.any(String), type: 'server_error' }],
    ['sse.error-midstream-openrouter', { error: { code: 502 }, choices: [{ finish_reason: 'error' }] }],
  ])('break the answer off with an event: %s', async (name, last) => {
    const { data, exchange } = await bent(name, 'usage', { values: { chunk: 4 } });
    expect(data).toHaveLength(5);
    expect(JSON.parse(data.at(-1) ?? '')).toMatchObject(last);
    expect(exchange.end).toBe('close');
  });

  test('call the event an error', async () => {
    expect((await bent('sse.error-midstream-event', 'usage')).text).toMatch(/event: error\ndata: .*\n\n$/);
  });

  test('say a sentence and leave the connection open', async () => {
    const { data, exchange } = await bent('sse.error-text', 'usage');
    expect(data.at(-1)).toMatch(/^Number of choices/);
    expect(exchange.end).toBe('hang');
  });

  test('go on after an error', async () => {
    const { data } = await bent('sse.error-then-more', 'usage', { values: { chunk: 2 } });
    expect(data[2]).toContain('"error"');
    expect(data.at(-1)).toBe('[DONE]');
  });

  test('tell a refusal under status 200', async () => {
    const outcome = await bent('sse.error-first-frame-200', 'refused');
    expect(outcome.exchange.status).toBe(200);
    expect(headerOf(outcome, 'content-type')).toMatch('text/event-stream');
    expect(headerOf(outcome, 'content-length')).toBeUndefined();
    expect(JSON.parse(outcome.data[0] ?? '')).toMatchObject({ error: { param: 'temperature' } });
  });
});
