import { describe, expect, test } from 'vitest';
import { bent, bytesOf, headerOf, healthy, stepsOf } from '../subjects.ts';

describe('the faults of the head of a stream', () => {
  test.each([
    ['sse.ct-text-plain', 'text/plain; charset=utf-8'],
    ['sse.ct-json', 'application/json'],
    ['sse.ct-octet', 'application/octet-stream'],
    ['sse.ct-ndjson', 'application/x-ndjson'],
    ['sse.ct-missing', undefined],
    ['sse.ct-no-charset', 'text/event-stream'],
  ])('change the media type and no byte of the body: %s', async (name, type) => {
    const { exchange } = await bent(name, 'usage');
    expect(headerOf({ exchange, plan: (await healthy('usage')).plan }, 'content-type')).toBe(type);
    expect(bytesOf(exchange)).toEqual(bytesOf((await healthy('usage')).exchange));
  });

  test('announce the length that the stream has', async () => {
    const outcome = await bent('sse.content-length', 'chinese', { pace: 1 });
    expect(headerOf(outcome, 'content-length')).toBe(String(bytesOf(outcome.exchange).length));
  });

  test('compress a stream into one frame that comes when the last would have come', async () => {
    const slow = await bent('sse.gzip', 'usage', { pace: 1 });
    const [frame, ...more] = [...slow.exchange.frames];
    const total = stepsOf(slow).reduce((sum, { wait }) => sum + wait, 0);
    expect(headerOf(slow, 'content-encoding')).toBe('gzip');
    expect(more).toEqual([]);
    expect(frame?.wait).toBe(total);
    expect(slow.data.at(-1)).toBe('[DONE]');
  });

  test('answer plainly where a stream was asked for', async () => {
    const outcome = await bent('sse.json-body-on-stream', 'usage');
    expect(headerOf(outcome, 'content-type')).toBe('application/json');
    expect(JSON.parse(outcome.text)).toMatchObject({ object: 'chat.completion' });
  });

  test('stream where nothing was said of it, and only there', async () => {
    const name = 'http.nonstream-as-sse';
    expect(headerOf(await bent(name, 'silent'), 'content-type')).toMatch('text/event-stream');
    expect(headerOf(await bent(name, 'plain'), 'content-type')).toBe('application/json');
  });
});
