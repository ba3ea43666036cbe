import { describe, expect, it } from 'vitest';
import { countEvents } from './load/paced-streams.ts';
import { createResponseReader } from './load/response-reader.ts';
import { readOptions } from './options.ts';
import { verdict, type Row } from './row.ts';
import { pairedRatio, quantile } from './statistics.ts';

const PLAIN = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello';
const CHUNKED = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n6\r\nhi\n\nho\r\n4\r\n!!\n\n\r\n0\r\n\r\n';

/** How often a response was complete, when its text arrives in pieces of `size`. */
function readInPieces(text: string, size: number): { complete: number; last: boolean; status: number } {
  const reader = createResponseReader();
  let complete = 0;
  let reading = { complete: false, status: 0 };
  for (let at = 0; at < text.length; at += size) {
    reading = reader.push(Buffer.from(text.slice(at, at + size)));
    if (reading.complete) complete++;
  }
  return { complete, last: reading.complete, status: reading.status };
}

describe('the load client', () => {
  it.each([1, 2, 3, 5, 7, 1000])('finds the end of each response in pieces of %i bytes', (size) => {
    for (const text of [PLAIN, CHUNKED]) {
      expect(readInPieces(text, size)).toEqual({ complete: 1, last: true, status: 200 });
    }
  });

  it('reads one response after the other on a connection', () => {
    const reader = createResponseReader();
    const statuses = [PLAIN, CHUNKED, PLAIN].map((text) => reader.push(Buffer.from(text)));
    expect(statuses).toEqual(Array.from({ length: 3 }, () => ({ complete: true, status: 200 })));
  });

  it('counts an event whose last two characters arrive apart', () => {
    expect(countEvents(Buffer.from('data: 1\n\ndata: 2\n'), false)).toBe(1);
    expect(countEvents(Buffer.from('\ndata: 3\n\n'), true)).toBe(2);
  });
});

describe('the verdict of the bench', () => {
  const row: Row = { measure: 'm', unit: '×', best: 0.5, better: 'more', target: 0.5, aim: 0.6 };

  it('tells a target that is met from an aim that is met and from neither', () => {
    expect(verdict(row)).toBe('ok');
    expect(verdict({ ...row, best: 0.6 })).toBe('aim');
    expect(verdict({ ...row, best: 0.49 })).toBe('MISS');
    expect(verdict({ ...row, better: 'less', best: 0.55, target: 0.6, aim: 0.5 })).toBe('ok');
  });

  it('compares the undisturbed rounds, and tells the usual ratio', () => {
    expect(pairedRatio([10, 20, 30], [40, 40, 40], 'more')).toEqual({ best: 0.75, median: 0.5 });
    expect(pairedRatio([10, 20, 30], [40, 40, 20], 'less').best).toBe(0.5);
  });

  it('takes a quantile from the values themselves', () => {
    const values = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect(quantile(values, 0.99)).toBe(99);
    expect(quantile(values, 1)).toBe(100);
  });

  it('refuses a case that does not exist', () => {
    expect(() => readOptions(['--only', 'plain,nothing'], ['plain'])).toThrow('No such case: nothing');
  });
});
