import { describe, expect, test } from 'vitest';
import { bent, bytesOf, healthy, saidIn, usageOf } from '../subjects.ts';

describe('the faults of content', () => {
  test('break one character in every piece that has long ones', async () => {
    const text = saidIn(await bent('content.ufffd', 'chinese'), 'text');
    expect(text).toContain('\uFFFD');
    expect(text).toHaveLength(saidIn(await healthy('chinese'), 'text').length);
  });

  test('lose one byte of the stream, at any pace', async () => {
    const whole = bytesOf((await healthy('chinese')).exchange);
    for (const pace of [0, 1]) {
      const { exchange } = await bent('sse.invalid-utf8', 'chinese', { pace });
      expect(bytesOf(exchange)).toHaveLength(whole.length - 1);
      expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(exchange))).toThrow(TypeError);
    }
  });

  test('stop and say nothing, for nothing', async () => {
    const outcome = await bent('sse.empty-stop', 'plain reasoning');
    expect(JSON.parse(outcome.text)).toMatchObject({ choices: [{ message: { content: '' }, finish_reason: 'stop' }] });
    expect(usageOf(outcome)).toMatchObject({
      completion_tokens: 0,
      completion_tokens_details: { reasoning_tokens: 0 },
    });
  });

  test('leave the last piece out in streams and not in plain answers', async () => {
    const whole = saidIn(await healthy('usage'), 'text');
    const streamed = saidIn(await bent('content.stream-shorter', 'usage'), 'text');
    expect(whole.startsWith(streamed) && whole !== streamed).toBe(true);
    expect((await bent('content.stream-shorter', 'plain')).plan).toEqual((await healthy('plain')).plan);
  });

  test('fence JSON in streams, and nothing else', async () => {
    const json = saidIn(await healthy('json'), 'text');
    expect(saidIn(await bent('content.fenced-in-stream', 'json'), 'text')).toBe(`\`\`\`json\n${json}\n\`\`\``);
    expect((await bent('content.fenced-in-stream', 'text')).plan).toEqual((await healthy('text')).plan);
  });
});
