import { describe, expect, test } from 'vitest';
import { readEvents } from '../../../../src/contract/grammar/sse-events.ts';
import { bent, bytesOf, healthy } from '../subjects.ts';

const healthyText = async (): Promise<string> => bytesOf((await healthy('usage')).exchange).toString();

describe('the faults of framing', () => {
  test('end all lines with carriage returns and lose nothing of the events', async () => {
    const { text, data } = await bent('sse.cr-only', 'usage');
    expect(text).not.toContain('\n');
    expect(data).toEqual(readEvents(await healthyText()).events.map((event) => event.data));
  });

  test('mix line ends within one stream', async () => {
    const { text } = await bent('sse.eol-mixed', 'usage');
    expect(text).toMatch(/[^\r]\n\ndata: .*\r\n\r\n/);
  });

  test('leave the space after the colon out', async () => {
    const { text } = await bent('sse.no-space-after-data', 'usage');
    expect(text.replaceAll('data:', 'data: ')).toBe(await healthyText());
  });

  test.each([
    ['sse.comment-as-data', 'data: : keepalive'],
    ['sse.empty-data-keepalive', 'data:'],
    ['sse.event-ping', 'event: ping\ndata: {}'],
    ['sse.event-ping-nodata', 'event: keepalive'],
  ])('send one event more between the first and the second: %s', async (name, wanted) => {
    const { text } = await bent(name, 'usage');
    const parts = text.split('\n\n');
    expect(parts[1]).toBe(wanted);
    expect(parts.toSpliced(1, 1).join('\n\n')).toBe(await healthyText());
  });

  test.each([
    ['sse.event-name-message', /^event: message\ndata: \{/],
    ['sse.id-lines', /^id: \d+\ndata: \{/],
  ])('give every event another field: %s', async (name, form) => {
    const parts = (await bent(name, 'usage')).text.split('\n\n').slice(0, -2);
    expect(parts.filter((part) => !form.test(part))).toEqual([]);
  });

  test('put a comment between events that have ids', async () => {
    const { text } = await bent('sse.id-then-comment', 'usage');
    expect(text).toMatch(/^id: 0\ndata: .*\n\n: ping\n\nid: 1\ndata: /);
  });

  test('tell readers once when to connect again', async () => {
    const { text } = await bent('sse.retry-line', 'usage');
    expect(text.startsWith('retry: 3000\ndata: {')).toBe(true);
    expect(text.split('retry:')).toHaveLength(2);
  });

  test('spread a chunk over lines that make the same chunk again', async () => {
    const [first] = readEvents((await bent('sse.multiline-data', 'usage')).text).events;
    expect(first?.dataLines).toBeGreaterThan(5);
    expect(JSON.parse(first?.data ?? '')).toEqual(JSON.parse(readEvents(await healthyText()).events[0]?.data ?? ''));
  });

  test('run all events together where one line feed separates them', async () => {
    const { events } = readEvents((await bent('sse.single-newline-separator', 'usage')).text);
    expect(events).toHaveLength(1);
  });

  test('send bare lines of JSON', async () => {
    const lines = (await bent('sse.ndjson-no-data-prefix', 'usage')).text.trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { object: string }).object)).toEqual(
      lines.map(() => 'chat.completion.chunk'),
    );
  });

  test('stop short of the last blank line', async () => {
    expect((await bent('sse.no-trailing-blank-after-done', 'usage')).text).toBe((await healthyText()).slice(0, -1));
  });

  test('begin with a byte order mark, or with a line that is none of the stream', async () => {
    const text = await healthyText();
    expect((await bent('sse.bom', 'usage')).text).toBe(`\uFEFF${text}`);
    expect((await bent('sse.wrapper-line', 'usage')).text).toBe(`stream opened\n${text}`);
  });
});
